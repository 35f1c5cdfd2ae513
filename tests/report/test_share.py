"""Issue 5, sharing: the day in a few lines for a group, with figures alone."""

import pytest

from conftest import Run


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_figures_are_those_of_the_return_and_tell_of_nobody(town: Run, lang: str) -> None:
    for number in range(5):
        town("request", "add", f"缺米{number}", "--area", "HL-1", "--category", "food")
    text = town("--lang", lang, "report", "share").out
    figures = town("report", "daily", "--json").json()["requests"]
    assert str(figures["received"]) in text
    assert str(figures["open"]) in text
    for secret in ("陈卫", "1380000", "降压药", "打伤"):
        assert secret not in text
    food = {"en": "Food and daily supplies 6", "zh": "食品与生活物资 6"}[lang]
    assert food in text
    assert {"en": "Medicine", "zh": "用药"}[lang] not in text, "one request could be guessed"
    assert {"en": "Domestic", "zh": "家庭暴力"}[lang] not in text


def test_a_day_that_has_not_ended_says_so(town: Run) -> None:
    view = town("report", "share", "--json").json()
    assert (view["date"], view["status"], view["area"]) == ("2021-12-17", "provisional", None)
    assert "provisional" in view["text"]
    assert town("report", "share", "--area", "HL-2", "--json").json()["area"] == "HL-2"

"""Single renderers: JSON, CSV, Markdown, formulas, labels."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.pack_values import Label
from gridctl.core.words import Channel, Level, Status, StepKind, Tier
from gridctl.present.as_csv import csv_line
from gridctl.present.as_json import json_text
from gridctl.present.as_markdown import md_line, md_text
from gridctl.present.code_labels import LABELS
from gridctl.present.formula import guard, unguard
from gridctl.present.i18n import set_language
from gridctl.present.labels import label, use_labels
from gridctl.present.titles import title
from gridctl.present.values import people_text
from present.hostile import HOSTILE, problems

NOON = datetime(2025, 3, 13, 12, 0, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def plain() -> Iterator[None]:
    """Leave language and labels as they were."""
    yield
    set_language("en")
    use_labels({})


@given(st.text(st.characters(exclude_categories=())))
def test_a_formula_is_guarded_and_the_guard_comes_off_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "\t=1", "\r=1", "'=1", "''=1"]
)
def test_what_begins_like_a_formula_gets_a_quote(text: str) -> None:
    assert guard(text) == "'" + text
    assert unguard("'" + text) == text


@pytest.mark.parametrize("text", ["", "x=1", "'tis", "12-2-501", "王"])
def test_other_texts_get_none(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_is_harmless_and_loses_nothing(text: str) -> None:
    written = json_text({"x": text})
    assert json.loads(written) == {"x": text}
    assert problems(written, "json") == []


def test_json_writes_chinese_codes_and_times() -> None:
    value = {
        "name": "王",
        "status": Status.NEW,
        "at": NOON,
        "day": date(2025, 3, 13),
        "clock": time(18),
        "id": b"\1",
    }
    assert json.loads(json_text(value)) == {
        "name": "王",
        "status": "new",
        "at": "2025-03-13T12:00:05+00:00",
        "day": "2025-03-13",
        "clock": "18:00",
        "id": "01",
    }
    assert "王" in json_text(value)


def test_csv_quotes_strictly() -> None:
    assert csv_line(["a,b", 'say "x"', "l1\nl2", -5, True, None, NOON]) == (
        '"a,b","say ""x""",l1\\nl2,-5,true,,2025-03-13T12:00:05+00:00\r\n'
    )


def test_markdown_stays_text() -> None:
    assert (
        md_line(["a|b", "<b>", "=1", "[x](http://y)"]) == "| a\\|b | \\<b\\> | \\=1 | \\[x\\](http\\://y) |\n"
    )


def test_no_hostile_text_acts_in_markdown() -> None:
    assert [text for text in HOSTILE if problems(md_text(text), "md")] == []


def test_every_code_has_a_label_in_both_languages() -> None:
    for kind, labels in LABELS.items():
        for code in labels:
            set_language("en")
            english = label(code, kind)
            set_language("zh")
            assert label(code, kind) != english, (kind, code)


@pytest.mark.parametrize(
    ("kind", "codes"),
    [("statuses", Status), ("steps", StepKind), ("channels", Channel), ("levels", Level), ("tiers", Tier)],
)
def test_no_code_is_forgotten(kind: str, codes: type[Status]) -> None:
    assert set(codes) <= set(LABELS[kind])


def test_a_pack_calls_some_codes_otherwise() -> None:
    use_labels(
        {"channels": {"hotline": Label("311", "12345热线")}, "categories": {"food": Label("food", "食品")}}
    )
    assert label(Channel.HOTLINE) == "311"
    assert label("phone", "channels") == "phone call"
    set_language("zh")
    assert people_text("hotline", "request", "channel") == "12345热线"
    assert people_text("food", "request", "category") == "食品"
    assert label("unheard", "channels") == "unheard"


def test_people_see_local_times_and_words() -> None:
    assert people_text(NOON) == "2025-03-13 12:00"
    assert people_text(True) == "yes"
    assert people_text(None) == ""
    assert people_text(["a", 1]) == "a, 1"
    assert people_text(1.25) == "1.2"
    assert title("received_at") == "received at"
    assert title("no_such_field") == "no_such_field"

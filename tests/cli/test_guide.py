"""``gridctl guide``: the manual in the terminal, in both languages, without a store."""

from pathlib import Path

import pytest

from cli.terminal import on_terminal
from conftest import Run
from house.test_guide_pages import PAGES, page


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("topic", PAGES)
def test_a_page_is_printed_as_it_stands(command: Run, topic: str, lang: str) -> None:
    done = command("--lang", lang, "guide", topic)
    assert (done.exit, done.err) == (0, "")
    assert done.out == page(lang, topic)


def test_without_a_topic_the_pages_are_listed(command: Run) -> None:
    done = command("guide")
    assert done.exit == 0
    for topic in set(PAGES) - {"index"}:
        assert f"`{topic}`" in done.out


def test_the_language_follows_the_environment_and_the_settings(
    command: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert command("guide", "store", "--lang", "zh").out == page("zh", "store")
    settings = tmp_path / "config.toml"
    settings.write_text('lang = "zh"\n', encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setenv("GRIDCTL_CONFIG", str(settings))
        assert command("guide", "store").out == page("zh", "store")
    monkeypatch.setenv("GRIDCTL_LANG", "zh")
    assert command("guide", "store").out == page("zh", "store")
    assert command("--lang", "en", "guide", "store").out == page("en", "store")


def test_an_unknown_topic_names_the_nearest_and_lists_all(command: Run) -> None:
    done = command("guide", "reprot")
    assert done.exit == 3
    assert "report" in done.lines[0]
    for topic in PAGES:
        assert topic in done.lines[1]


def test_other_formats_hold_the_page(command: Run) -> None:
    found = command("guide", "packs", "--json").json()
    assert found == {"topic": "packs", "title": "Packs and operations", "text": page("en", "packs")}


def test_a_terminal_gets_it_painted(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    done = on_terminal("guide", "packs")
    assert done.exit == 0
    assert "\x1b[" in done.out
    assert "| " not in done.out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in on_terminal("guide", "packs").out

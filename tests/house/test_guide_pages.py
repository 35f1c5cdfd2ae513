"""The guide: both languages have the same pages and commands, and they fit a small terminal."""

import re
import shlex
from importlib.resources import files
from pathlib import Path

import pytest
from rich.cells import cell_len

PAGES = (
    "index",
    "start",
    "first-day",
    "members",
    "places",
    "requests",
    "orders",
    "dispatch",
    "rounds",
    "colours",
    "chat",
    "stairwell",
    "spreadsheets",
    "imports",
    "exports",
    "clocks",
    "finding",
    "report",
    "cron",
    "delivery",
    "reports",
    "packs",
    "posts",
    "roster",
    "duty",
    "store",
    "privacy",
    "telling",
    "supplies",
    "commands",
    "everywhere",
)
LANGUAGES = ("en", "zh")
ROOT = Path(__file__).parents[2]
_SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_TEXT = re.compile(r"\"[^\"]*\"")


def page(lang: str, name: str) -> str:
    """Return the text of one page."""
    return files("gridctl.present").joinpath("guide", lang, f"{name}.md").read_text(encoding="utf-8")


def commands(text: str) -> list[list[str]]:
    """Return the arguments of each gridctl line in the ``sh`` blocks of `text`."""
    lines = [line for block in _SHELL.findall(text) for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("gridctl ")]


def test_there_is_no_page_that_the_other_language_lacks() -> None:
    for lang in LANGUAGES:
        folder = files("gridctl.present").joinpath("guide", lang)
        assert sorted(entry.name for entry in folder.iterdir()) == sorted(f"{name}.md" for name in PAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_small_terminal(lang: str, name: str) -> None:
    lines = page(lang, name).splitlines()
    assert len(lines) <= 80
    assert [line for line in lines if cell_len(line) > 80] == []
    assert lines[0].startswith("# ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_for_the_stairwell_head_fits_a_phone(lang: str) -> None:
    lines = page(lang, "stairwell").splitlines()
    assert len(lines) <= 30
    assert [line for line in lines if cell_len(line) > 40] == []


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_give_the_same_commands(name: str) -> None:
    plain = [
        [
            _TEXT.sub('""', block).replace("--lang zh", "--lang en")
            for block in _SHELL.findall(page(lang, name))
        ]
        for lang in LANGUAGES
    ]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("name", PAGES)
def test_examples_that_a_page_names_are_there(name: str) -> None:
    for path in re.findall(r"examples/[\w.]+", page("en", name)):
        assert (ROOT / path).is_file()

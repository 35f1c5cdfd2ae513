"""Every command has help, an example that parses, a line in the guide, and the formats of the contract."""

import re
from importlib.resources import files
from typing import Any

import pytest

from cli.tree import example, parses, walk
from conftest import Run
from gridctl.main import make_root

COMMANDS = dict(walk())
NO_FORMAT = {"report paper", "demo", "round sheet", "dashboard"}
"""Commands that print a text, or paint screens, and no view."""


def test_a_command_has_help_and_says_what_each_option_does() -> None:
    assert [words for words, command in COMMANDS.items() if not command.help] == []
    assert [
        f"{words} {param.name}"
        for words, command in COMMANDS.items()
        for param in command.params
        if not param.help and "--help" not in param.opts
    ] == []


def test_the_example_of_a_command_parses_as_that_command() -> None:
    root = make_root()
    for words, command in COMMANDS.items():
        context: Any = parses(root, example(command))
        assert context.command_path.split()[-len(words.split()) :] == words.split()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_guide_names_every_command(lang: str) -> None:
    page = files("gridctl.present").joinpath("guide", lang, "commands.md").read_text(encoding="utf-8")
    named = {
        verb if verbs.startswith(",") else f"{noun} {verb}".strip()
        for noun, verbs in re.findall(r"^\| `(\w+)([^`]*)` \|", page, re.MULTILINE)
        for verb in ([noun] * verbs.startswith(",") + verbs.replace(",", " ").split() or [""])
    }
    assert [words for words in COMMANDS if not {words, words.rpartition(" ")[0]} & named] == []


def test_every_command_that_prints_a_view_takes_a_format() -> None:
    options = {
        words: {name for param in command.params for name in param.opts}
        for words, command in COMMANDS.items()
    }
    without = {words for words, names in options.items() if not {"--format", "--json"} <= names}
    assert without == NO_FORMAT


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_is_printed_and_exits_0(command: Run, lang: str) -> None:
    for words in COMMANDS:
        done = command("--lang", lang, *words.split(), "--help")
        assert done.exit == 0
        assert f"gridctl {words}" in done.out
        assert "\x1b" not in done.out
        assert done.err == ""


def test_the_help_of_the_root_lists_every_command(command: Run) -> None:
    done = command("--help")
    assert done.exit == 0
    for words in COMMANDS:
        assert re.search(rf"^  {words.split()[0]} ", done.out, re.MULTILINE)

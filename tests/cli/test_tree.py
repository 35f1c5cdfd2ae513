"""Every command has help, an example that parses, a line in the guide, and the formats of the contract."""

import re
from importlib.resources import files
from typing import Any

import pytest

from cli.tree import example, parses, walk
from conftest import Run
from gridctl.main import make_root

COMMANDS = dict(walk())
NO_FORMAT = {"demo"}
"""Commands that print a text and no view."""


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_has_help_and_says_what_each_option_does(words: str) -> None:
    command = COMMANDS[words]
    assert command.help
    for param in command.params:
        assert param.help or "--help" in param.opts, f"{words} {param.name}"


@pytest.mark.parametrize("words", COMMANDS)
def test_the_example_of_a_command_parses_as_that_command(words: str) -> None:
    context: Any = parses(make_root(), example(COMMANDS[words]))
    assert context.command_path.split()[-len(words.split()) :] == words.split()


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_guide_names_every_command(words: str, lang: str) -> None:
    page = files("gridctl.present").joinpath("guide", lang, "commands.md").read_text(encoding="utf-8")
    named = {
        f"{noun} {verb}".strip()
        for noun, verbs in re.findall(r"^\| `(\w+)([^`]*)` \|", page, re.MULTILINE)
        for verb in (verbs.replace(",", " ").split() or [""])
    }
    assert words in named or words.rpartition(" ")[0] in named


@pytest.mark.parametrize("words", sorted(set(COMMANDS) - NO_FORMAT))
def test_every_command_that_prints_a_view_takes_a_format(words: str) -> None:
    names = {name for param in COMMANDS[words].params for name in param.opts}
    assert {"--format", "--json"} <= names


@pytest.mark.parametrize("words", COMMANDS)
def test_help_is_printed_and_exits_0(command: Run, words: str) -> None:
    for lang in ("en", "zh"):
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

"""Errors are worded in the user's language, and their arguments are outside text."""

from collections.abc import Iterator

import pytest

from gridctl.core.errors import BadInput, GridError, NotFound
from gridctl.core.words import Status, StepKind
from gridctl.present.errors import fill, word_error
from gridctl.present.i18n import language, ngettext, set_language
from present.hostile import HOSTILE, problems


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Leave the language as it was."""
    yield
    set_language("en")


def test_arguments_are_cleaned() -> None:
    message, hint = word_error(BadInput("no {name}", hint="say {name}", name="\x1b[31m\nx"))
    assert (message, hint) == (r"no \x1b[31m\nx", r"say \x1b[31m\nx")


def test_no_hostile_argument_acts_or_crashes() -> None:
    worded = {text: "".join(word_error(BadInput("{text}", text=text))) for text in HOSTILE}
    assert [text for text, line in worded.items() if problems(line, "table")] == []


def test_a_missing_argument_shows_its_name() -> None:
    assert word_error(GridError("no {name} in {place}", name="x")) == ("no x in {place}", "")


def test_nothing_reaches_into_an_argument() -> None:
    assert word_error(GridError("{x.__class__}", x="y"))[0] == "{x.__class__}"
    assert word_error(GridError("{x!r:>9999999}", x="y"))[0] == "y"


def test_a_damaged_translation_falls_back_to_english() -> None:
    assert fill("坏 {name", {"name": "x"}, "good {name}") == "good x"


def test_numbers_follow_their_format() -> None:
    assert fill("{rows:,} rows", {"rows": 1234567}) == "1,234,567 rows"


def test_codes_lists_and_errors_are_worded() -> None:
    set_language("zh")
    error = GridError("{status}: {steps}", status=Status.CLOSED, steps=(StepKind.NOTE, StepKind.CANCEL))
    assert word_error(error)[0] == "已办结: 备注、撤销"
    inner = NotFound("nothing at all", hint="look again")
    assert word_error(GridError("{why}", why=inner))[0] == "nothing at all（look again）"


def test_a_long_argument_is_cut() -> None:
    assert len(word_error(BadInput("{text}", text="x" * 10_000))[0]) < 400


def test_the_language_is_chosen_in_any_spelling() -> None:
    set_language("zh_CN.UTF-8")
    assert language() == "zh"
    set_language("de")
    assert language() == "en"
    assert ngettext("{count} row", "{count} rows", 1) == "{count} row"

"""The words of a record: doors, ranges of doors, an outcome and answers, as they are typed at the prompt."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from gridctl.core.errors import N_, BadInput
from gridctl.core.later import later
from gridctl.core.rounds import VisitOutcome, find_outcome

_RANGE = later(r"(?P<before>(?:.+[-/ ])?)(?P<low>\d{3,4})[-~～](?P<high>\d{3,4})")
_PART = later(r"(?P<home>.+?)[:：](?P<part>\d{1,3})")
_ANSWER = later(r"[^\W\d][\w\-]*=.*", re.DOTALL)
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says: which doors, what came of it (None: nothing was said), answers, and a note."""

    doors: tuple[str, ...]
    outcome: VisitOutcome | None = None
    answers: dict[str, str] = field(default_factory=dict)
    note: str = ""


def read_words(words: Sequence[str]) -> Said:
    """Return what some words say: doors first, then an outcome, answers as ``item=value``, a note behind ``#``."""
    doors: list[str] = []
    answers: dict[str, str] = {}
    outcome: VisitOutcome | None = None
    for place, word in enumerate(words):
        if word.startswith("#"):
            note = " ".join(words[place:]).removeprefix("#").strip()
            return Said(tuple(doors), outcome, answers, note)
        if _ANSWER.fullmatch(word):
            item, _, value = word.partition("=")
            answers[item] = value
        elif doors and outcome is None and (found := find_outcome(word)) is not None:
            outcome = found
        else:
            doors.append(word)
    return Said(tuple(doors), outcome, answers)


def read_line(line: str) -> Said:
    """Return what a typed line says; a value with blanks stands in quotes."""
    import shlex  # start-up: words on a command line are divided already

    try:
        words = shlex.split(unicodedata.normalize("NFC", line.replace("\0", "")), comments=False)
    except ValueError:
        raise BadInput(
            N_("a quote is not closed"), hint=N_('write a value with blanks as item="two words"')
        ) from None
    return read_words(words)


def part_of(word: str) -> tuple[str, int | None]:
    """Return a door without the number of a person behind it, and that number: ``501:2``."""
    found = _PART.fullmatch(word)
    return (found["home"], int(found["part"])) if found else (word, None)


def range_of(word: str) -> tuple[str, int, int] | None:
    """Return what stands before a range of rooms of one floor, its first and its last room: ``2-701-704``."""
    found = _RANGE.fullmatch(word)
    if found is None:
        return None
    low, high = int(found["low"]), int(found["high"])
    if low >= high or low // _HUNDRED != high // _HUNDRED:
        return None
    return found["before"], low, high

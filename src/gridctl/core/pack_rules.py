"""What the values of a pack file must be, and how a wrong one is told: file, line, key, remedy.

A `Checker` collects every problem of a file instead of stopping at the first. Its readers return None for
what is absent or wrong, so that reading goes on; `done` raises what was found.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import time
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.keywords import OR, plain
from gridctl.core.nearest import nearest
from gridctl.core.pack_lines import Lines, Path, show_path
from gridctl.core.pack_values import Keywords, Label
from gridctl.core.text import clean_line
from gridctl.core.times import DAY_MS, HOUR_MS, MINUTE_MS, parse_clock

LONGEST_WORD = 40
LONGEST_FAMILY = 1_000
"""Signs of a word with a gap that has several words on its sides."""
LONGEST_DURATION_MS = 366 * DAY_MS

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_DURATION = re.compile(r"(\d{1,5})(m|h|d|wd)")
_UNITS = {"m": MINUTE_MS, "h": HOUR_MS, "d": DAY_MS}


class BadPack(BadInput):
    """A pack file with problems: worded as its first one, all of them in `problems` by line."""

    code = "bad_pack"

    def __init__(self, problems: list[BadInput]) -> None:
        """Take at least one problem."""
        first = problems[0]
        args: dict[str, Any] = dict(first.args_)
        super().__init__(first.message, hint=first.hint, **args)
        self.problems = tuple(problems)


class Checker:
    """Reads the values of one file and collects what is wrong with them."""

    def __init__(self, file: str, text: str = "") -> None:
        """Take the file's name and, for line numbers, its text."""
        self._file = file
        self._lines = Lines(text)
        self._problems: list[BadInput] = []
        self.workday_ms = DAY_MS
        """How long a working day is, once the hours of the file are known."""

    def done(self) -> None:
        """Raise BadPack where there was a problem."""
        if self._problems:
            raise BadPack(sorted(self._problems, key=_by_line))

    def problem(self, path: Path, message: str, hint: str, **args: object) -> None:
        """Note a problem at `path`; the template may use {file}, {line} and {key} beside `args`."""
        line = self._lines.line(path) or "?"
        place: dict[str, Any] = {"file": self._file, "line": line, "key": show_path(path)}
        self._problems.append(BadInput(message, hint=hint, **(place | args)))

    def line(self, path: Path) -> int | str:
        """Return the line of `path`, `?` without a text."""
        return self._lines.line(path) or "?"

    def table(self, value: object, path: Path, known: Collection[str] | None = None) -> Mapping[str, object]:
        """Return the entries of a table whose keys are known (any text where `known` is None)."""
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.problem(
                path,
                N_("{file}, line {line}: {key} must be a table"),
                N_("write its keys in {{ }}, or below a line with its name in [ ]"),
            )
            return {}
        good = {str(key): one for key, one in value.items() if known is None or key in known}
        for key in value:
            if known is not None and key not in known:
                self.unknown_key((*path, str(key)), known)
        return good

    def unknown_key(self, path: Path, known: Collection[str]) -> None:
        """Note a key that nobody knows, with the nearest one that is known."""
        close = nearest(str(path[-1]), known)
        hint = N_("known here: {known}")
        if not close:
            message = N_("{file}, line {line}: {key} is not a known key")
        else:
            message = N_("{file}, line {line}: {key} is not a known key; nearest: {nearest}")
        self.problem(path, message, hint, nearest=close, known=", ".join(known))

    def required(self, table: Mapping[str, object], path: Path, key: str) -> None:
        """Note that `key` is missing from the table at `path`, if it is."""
        if key not in table:
            self.problem((*path, key), N_("{file}, line {line}: {key} is missing"), N_("add {key}"))

    def items(self, value: object, path: Path) -> list[object]:
        """Return the members of a list."""
        if value is None:
            return []
        if isinstance(value, list | tuple):
            return list(value)
        self.problem(
            path,
            N_("{file}, line {line}: {key} must be a list"),
            N_('write ["one", "two"], or tables each below its own line with the name in [[ ]]'),
        )
        return []

    def text(self, value: object, path: Path, longest: int = 500) -> str | None:
        """Return one clean line of text."""
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.problem(
                path,
                N_("{file}, line {line}: {key} must be a text"),
                N_('write it in quotes: "like this"'),
            )
            return None
        try:
            return clean_line(value, "", longest=longest)  # said with its line below
        except BadInput:
            self.problem(
                path,
                N_("{file}, line {line}: {key} is too long or holds control characters"),
                N_("at most {longest} characters, on one line"),
                longest=longest,
            )
            return None

    def code(self, value: object, path: Path) -> str | None:
        """Return a code: small letters, digits and ``_``, beginning with a letter."""
        text = self.text(value, path)
        if text is None or _CODE.fullmatch(text):
            return text
        self.problem(
            path,
            N_("{file}, line {line}: {key}: {value} is not a code"),
            N_("a code is small letters, digits and _, begins with a letter, at most 40 characters"),
            value=text,
        )
        return None

    def choice(self, value: object, path: Path, known: Iterable[str]) -> str | None:
        """Return one of the known words."""
        text = self.text(value, path)
        words = [str(word) for word in known]
        if text is None or text in words:
            return text
        close = nearest(text, words)
        if not close:
            message = N_("{file}, line {line}: {key}: {value} is not known here")
        else:
            message = N_("{file}, line {line}: {key}: {value} is not known here; nearest: {nearest}")
        hint = N_("possible: {known}")
        self.problem(path, message, hint, value=text, nearest=close, known=", ".join(words))
        return None

    def flag(self, value: object, path: Path) -> bool | None:
        """Return true or false."""
        if value is None or isinstance(value, bool):
            return value
        self.problem(
            path,
            N_("{file}, line {line}: {key} must be true or false"),
            N_("write true or false, without quotes"),
        )
        return None

    def number(self, value: object, path: Path, least: int, most: int) -> int | None:
        """Return a whole number from `least` to `most`."""
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.problem(
            path,
            N_("{file}, line {line}: {key} must be a whole number"),
            N_("from {least} to {most}, without quotes"),
            least=least,
            most=most,
        )
        return None

    def days(self, value: object, path: Path) -> int | None:
        """Return a whole number of days from 0 to 3650."""
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 3650:  # noqa: PLR2004
            return value
        self.problem(
            path,
            N_("{file}, line {line}: {key} must be a number of days"),
            N_("a whole number from 0 to 3650, without quotes"),
        )
        return None

    def duration(self, value: object, path: Path, *, least: int = 1) -> int | None:
        """Return the milliseconds of ``30m``, ``4h``, ``3d`` or ``5wd`` (working days), at most 366 days."""
        if value is None:
            return None
        found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
        units = _UNITS | {"wd": self.workday_ms}
        length = int(found[1]) * units[found[2]] if found else -1
        if least <= length <= LONGEST_DURATION_MS:
            return length
        self.problem(
            path,
            N_("{file}, line {line}: {key} is not a duration"),
            N_('write minutes, hours or days in quotes: "30m", "4h", "3d"; at most 366 days'),
        )
        return None

    def clock(self, value: object, path: Path) -> time | None:
        """Return a time of day to the minute."""
        text = self.text(value, path)
        if text is None:
            return None
        try:
            found = parse_clock(text)
        except BadInput:
            found = None
        if found is not None and not found.second:
            return found
        self.problem(
            path,
            N_("{file}, line {line}: {key} is not a time of day"),
            N_('write hours and minutes in quotes: "18:00"; "00:00" is midnight to midnight'),
        )
        return None

    def label(self, value: object, path: Path) -> Label | None:
        """Return a text in one language or both."""
        if value is None:
            return None
        table = self.table(value, path, ("en", "zh"))
        texts = {lang: self.text(one, (*path, lang)) or "" for lang, one in table.items()}
        if isinstance(value, Mapping) and not table:
            self.problem(
                path,
                N_("{file}, line {line}: {key} has no text"),
                N_('write {{ en = "Text", zh = "..." }}; one of both is enough'),
            )
        return Label(**texts) if any(texts.values()) else None

    def keywords(self, value: object, path: Path, old: Keywords) -> Keywords:
        """Return the words of `old` and of the file; one that begins with ``-`` is taken out of `old`."""
        table = self.table(value, path, ("en", "zh"))
        return Keywords(
            self._words(table.get("en"), (*path, "en"), old.en),
            self._words(table.get("zh"), (*path, "zh"), old.zh),
        )

    def _words(self, value: object, path: Path, old: tuple[str, ...]) -> tuple[str, ...]:
        if value is None:
            return old
        words = {plain(word): word for word in old}
        for place, one in enumerate(self.items(value, path)):
            here = (*path, place)
            longest = LONGEST_FAMILY if isinstance(one, str) and OR in one else LONGEST_WORD
            word = self.text(one, here, longest)
            if word is None:
                continue
            key = plain(word.removeprefix("-"))
            if not key or (key in words) != word.startswith("-"):
                self._wrong_word(here, word, words.values())
            elif word.startswith("-"):
                del words[key]
            else:
                words[key] = word
        return tuple(words.values())

    def _wrong_word(self, path: Path, word: str, known: Iterable[str]) -> None:
        if word.startswith("-"):
            self.problem(
                path,
                N_("{file}, line {line}: {key} takes out {word}, which is not in the list"),
                N_("nearest in the list: {nearest}"),
                word=word.removeprefix("-"),
                nearest=nearest(word.removeprefix("-"), known) or "-",
            )
        else:
            self.problem(
                path,
                N_("{file}, line {line}: {key} holds {word} a second time"),
                N_("remove one; case, width and hyphens make no difference"),
                word=word,
            )


def _by_line(problem: BadInput) -> int:
    line = problem.args_["line"]
    return line if isinstance(line, int) else 0

"""One column's reader per shape. `many` takes a batch at once along a fast path; `one` takes a cell apart.

The fast paths look at a whole batch joined into one text: where that is plainly clean, so is each cell.
Where it is not, each cell goes through `one`, which cleans, counts what it changed, and says what is wrong.
"""

import re
import unicodedata
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import cast

from gridctl.checks.phones import check_phone, take_phones
from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.numbers import POWER
from gridctl.core.text import clean_code, clean_line, clean_page
from gridctl.exchange.cells import Cell, cut, digits_text, lost_digits, plain_text
from gridctl.exchange.fields import TICKS, Field, Value, fold

MEMO = 50_000
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]")
NOTHING = frozenset({"无", "没有", "-", "--", "—", "/", "\\", "n/a", "na", "none", "null", "暂无", "未知"})

WIDTH = N_("full-width signs made narrow")
ZERO_WIDTH = N_("invisible signs removed")
STORED_NUMBER = N_("a number stored as a number, read as text")
MEANS_NOTHING = N_("a word for nothing left out")
PADDING = N_("blanks and line ends made uniform")
ONE_FORM = N_("phones written in their one form")


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that could not be read, in place of its value."""

    error: GridError


Read = list[Value | Bad]


class Column(ABC):
    """Reads one field; `header` is where it comes from, for errors; `changed` counts normalisations."""

    def __init__(self, field: Field, header: str, changed: "Counter[tuple[str, str]]") -> None:
        """Read `field` out of the column `header`."""
        self.field = field
        self.header = header
        self.changed = changed

    def many(self, cells: Sequence[Cell], *, typed: bool) -> tuple[Read, bool]:
        """Return the values of a batch, and whether a `Bad` is among them."""
        if not typed or set(map(type, cells)) == {str}:
            quick = self.quick(cast("Sequence[str]", cells))
            if quick is not None:
                return quick, False
        values: Read = [self._safe(cell) for cell in cells]
        return values, any(type(value) is Bad for value in values)

    def quick(self, cells: Sequence[str]) -> Read | None:  # noqa: ARG002
        """Return the values of a batch that is plainly clean, else None: each cell is then looked at."""
        return None

    @abstractmethod
    def one(self, cell: Cell) -> Value:
        """Return the value of one cell that is not blank; BadInput says what is wrong with it."""

    def _safe(self, cell: Cell) -> Value | Bad:
        try:
            value = None if isinstance(cell, str) and not cell.strip() else self.one(cell)
            if value is None and self.field.required:
                raise self.missing()
        except GridError as error:
            return Bad(error)
        return value

    def missing(self) -> BadInput:
        """Say that a value is wanted."""
        return BadInput(
            N_("{header} is empty"), hint=N_("fill it in"), header=self.header, error="missing_value"
        )

    def note(self, what: str) -> None:
        """Count that a cell was changed on its way in."""
        self.changed[self.header, what] += 1

    def visible(self, text: str) -> str:
        """Return `text` without zero-width signs."""
        if _ZERO_WIDTH.search(text):
            self.note(ZERO_WIDTH)
            return _ZERO_WIDTH.sub("", text)
        return text

    def narrow(self, text: str) -> str:
        """Return `text` without zero-width and full-width signs, for codes and numbers."""
        shown = self.visible(text)
        text = shown.strip()
        if text != shown:
            self.note(PADDING)
        plain = unicodedata.normalize("NFKC", text)
        if plain != text:
            self.note(WIDTH)
        return plain

    def number_text(self, cell: Cell) -> str:
        """Return the text of a code or number; BadInput where a spreadsheet has damaged it."""
        if not isinstance(cell, str):
            text = digits_text(cell)
            self.note(STORED_NUMBER)
            return text
        text = self.narrow(cell)
        if POWER.fullmatch(text) and ("+" in text or "." in text):
            raise lost_digits()
        return text


class LineColumn(Column):
    """One line of text, or a page of lines."""

    def __init__(
        self, field: Field, header: str, changed: "Counter[tuple[str, str]]", *, page: bool = False
    ) -> None:
        """Read a page where `page`."""
        super().__init__(field, header, changed)
        self.page = page

    def quick(self, cells: Sequence[str]) -> Read | None:
        """Take a batch as it stands if it is printable, normal, short, and has no blanks to remove."""
        joined = "|".join(cells)
        if not joined.isascii() and not unicodedata.is_normalized("NFC", joined):
            return None
        if "  " in joined or "| " in joined or " |" in joined or joined[:1] == " " or joined[-1:] == " ":
            return None
        if not joined.isprintable() or max(map(len, cells)) > self.field.longest:
            return None
        if "" in cells:
            return None if self.field.required else [cell or None for cell in cells]
        return list(cells)

    def one(self, cell: Cell) -> Value:
        """Clean one text as `core` asks for."""
        text = self.visible(plain_text(cell))
        clean = clean_page if self.page else clean_line
        found = clean(text, self.header, longest=self.field.longest)
        if found != text:
            self.note(PADDING)
        return found or None


class NumberColumn(Column):
    """A number or code that is kept as text: nothing of it may be lost."""

    def __init__(
        self, field: Field, header: str, changed: "Counter[tuple[str, str]]", *, code: bool = False
    ) -> None:
        """Ask for what a code may hold where `code`."""
        super().__init__(field, header, changed)
        self.code = code

    def quick(self, cells: Sequence[str]) -> Read | None:
        """Take a batch of ASCII letters and digits as it stands."""
        joined = "0".join(cells)
        if not (joined.isascii() and joined.isalnum()) or max(map(len, cells)) > 40:  # noqa: PLR2004
            return None
        if "" in cells:
            return None if self.field.required else [cell or None for cell in cells]
        return list(cells)

    def one(self, cell: Cell) -> Value:
        """Clean one number; BadInput where its digits are lost."""
        text = self.number_text(cell)
        if self.code:
            return clean_code(text, self.header) if text else None
        return clean_line(text, self.header, longest=self.field.longest) or None


class PhoneColumn(Column):
    """A phone number in the form that `checks.phones` gives it in the store's country."""

    def __init__(
        self, field: Field, header: str, changed: "Counter[tuple[str, str]]", *, country: str = "CN"
    ) -> None:
        """Read numbers as they are dialled in `country`."""
        super().__init__(field, header, changed)
        self.country = country

    def many(self, cells: Sequence[Cell], *, typed: bool) -> tuple[Read, bool]:
        """Take each plain number as it stands and the others apart: they are mixed in most columns."""
        if typed and set(map(type, cells)) != {str}:
            return super().many(cells, typed=True)
        values: Read = list(take_phones(cast("Sequence[str]", cells), self.country, self._safe))
        return values, any(type(value) is Bad for value in values)

    def one(self, cell: Cell) -> Value:
        """Clean one number; a whole float is taken, what has lost its digits is refused."""
        text = self.number_text(cell)
        if re.fullmatch(r"\d+\.0+", text):
            self.note(STORED_NUMBER)
            text = text.partition(".")[0]
        if text.casefold() in NOTHING:
            self.note(MEANS_NOTHING)
            return None
        number = check_phone(text, self.country, self.header)
        if number != text:
            self.note(ONE_FORM)
        return number or None


class WordColumn(Column):
    """A word of a list; spellings are remembered, so that most cells cost one look-up."""

    def __init__(
        self,
        field: Field,
        header: str,
        changed: "Counter[tuple[str, str]]",
        values: Mapping[str, str],
        words: Mapping[str, str],
    ) -> None:
        """Map by the profile's `values` first (``*`` stands for all others), then by folded `words`."""
        super().__init__(field, header, changed)
        self.values = {fold(text) or text: code for text, code in values.items() if text != "*"}
        self.rest = values.get("*")
        self.words = words
        self._memo = _Memo(self)

    def quick(self, cells: Sequence[str]) -> Read | None:
        """Look a batch up; None at the first word that is not in the list."""
        if len(self._memo) > MEMO:
            self._memo.clear()
        try:
            values: Read = list(map(self._memo.__getitem__, cells))
        except GridError:
            return None
        return None if self.field.required and None in values else values

    def one(self, cell: Cell) -> Value:
        """Return the code of one word; BadInput lists the nearest or all of them."""
        text = unicodedata.normalize("NFKC", _ZERO_WIDTH.sub("", plain_text(cell))).strip()
        key = fold(text) or text
        if key in self.values:
            found = self.values[key]
            return self._code(found) if found else None
        if not self.words:
            return clean_line(text, self.header, longest=self.field.longest) or None
        if key in self.words:
            return self.words[key]
        if self.rest is not None:
            return self._code(self.rest) if self.rest else None
        raise self._unknown(text)

    def _code(self, text: str) -> str:
        """Return the code that a profile's value stands for."""
        if not self.words:
            return text
        code = self.words.get(fold(text))
        if code is None:
            raise self._unknown(text)
        return code

    def _unknown(self, text: str) -> BadInput:
        codes = list(dict.fromkeys(self.words.values()))
        near = get_close_matches(fold(text), self.words, n=1, cutoff=0.6)
        return BadInput(
            N_("{header}: {text} is not known"),
            hint=N_("did you mean {near}? Known: {known}") if near else N_("known: {known}"),
            header=self.header,
            text=cut(text),
            near=self.words[near[0]] if near else "",
            known=", ".join(codes),
            error="unknown_word",
        )


class FlagColumn(WordColumn):
    """Yes or no, kept as 1 or 0."""

    def one(self, cell: Cell) -> Value:
        """Return 1 or 0."""
        if isinstance(cell, str) and cell.strip() in TICKS:
            return TICKS[cell.strip()]
        found = super().one(cell)
        return None if found is None else int(found)


class _Memo(dict[str, Value]):
    """Remembers the value of each spelling; what cannot be read is never remembered."""

    def __init__(self, column: WordColumn) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, cell: str) -> Value:
        value = self.column.one(cell) if cell.strip() else None
        self[cell] = value
        return value

"""Readers of what is told of people: names, phones, identity numbers, days, needs.

Each takes a plain column at once along the fast path of `checks`; whatever is odd is cleaned cell by cell,
and every change is counted (TRUST.md, 17).
"""

import re
import unicodedata
from abc import abstractmethod
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import cast

from gridctl.checks.identity import check_identity, take_identities
from gridctl.checks.phones import check_phone, take_phones
from gridctl.core.days import read_day
from gridctl.core.errors import N_, BadInput
from gridctl.core.needs import NeedTag, read_tag
from gridctl.core.numbers import lost_digits
from gridctl.core.private import refuse_masked_look
from gridctl.exchange.cells import Cell, plain_text
from gridctl.exchange.columns import (
    MEANS_NOTHING,
    MEMO,
    NOTHING,
    ONE_FORM,
    STORED_NUMBER,
    Bad,
    Column,
    LineColumn,
    Read,
)
from gridctl.exchange.fields import Field, Value

NAME_GAPS = N_("blanks within a Chinese name removed")
PLAIN_FORM = N_("an identity number put into its one form")
DIVIDED = N_("several numbers in one cell, divided")
OWN_MARK = N_("a word that is no known mark became one of its own")
DAY_FORM = N_("a day written in another form")

_PHONE_ENDS = re.compile(r"[;；,，、/|\n]+")
_TAG_ENDS = re.compile(r"[;；,，、/|\s]+")
_HAN_GAP = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
_COMPACT_DAY = re.compile(r"\d{8}|\d{4}")
_EPOCH = date(1899, 12, 30)
_ONE = date(1900, 3, 1)


class NameColumn(LineColumn):
    """The name of a person; one that is masked cannot be kept."""

    def quick(self, cells: Sequence[str]) -> Read | None:
        """Take a batch as it stands where no cell holds a star or a blank."""
        joined = "".join(cells)
        if "*" in joined or "＊" in joined or " " in joined:
            return None
        return super().quick(cells)

    def one(self, cell: Cell) -> Value:
        """Clean one name."""
        text = super().one(cell)
        if not isinstance(text, str):
            return text
        refuse_masked_look(text, self.header)
        if text.casefold() in NOTHING and not self.field.required:
            self.note(MEANS_NOTHING)
            return None
        closed = _HAN_GAP.sub("", text)
        if closed != text:
            self.note(NAME_GAPS)
        return closed


class _CheckedColumn(Column):
    """Numbers that `checks` takes at once where they are plain; each other one is looked at, once."""

    def __init__(self, field: Field, header: str, changed: "Counter[tuple[str, str]]", country: str) -> None:
        """Read numbers as they are written in `country` (two letters)."""
        super().__init__(field, header, changed)
        self.country = country

    def many(self, cells: Sequence[Cell], *, typed: bool) -> tuple[Read, bool]:
        """Return the numbers of a batch, and whether a `Bad` is among them."""
        if typed and set(map(type, cells)) != {str}:
            return super().many(cells, typed=typed)
        found = self._take(cast("Sequence[str]", cells))
        return found, Bad in set(map(type, found))

    @abstractmethod
    def _take(self, cells: Sequence[str]) -> Read:
        """Return the numbers of a batch of texts."""


class PhonesColumn(_CheckedColumn):
    """Phone numbers, several in a cell divided by ``;`` and the like; kept divided by ``;``."""

    def _take(self, cells: Sequence[str]) -> Read:
        return take_phones(cells, self.country, self._safe)

    def one(self, cell: Cell) -> Value:
        """Clean the numbers of one cell; a whole float is taken, what has lost its digits is refused."""
        text = self.number_text(cell)
        if re.fullmatch(r"\d+\.0+", text):
            self.note(STORED_NUMBER)
            text = text.partition(".")[0]
        parts = [part.strip() for part in _PHONE_ENDS.split(text)]
        told = [part for part in parts if part and part.casefold() not in NOTHING]
        if not told:
            self.note(MEANS_NOTHING)
            return None
        numbers = [check_phone(part, self.country, self.header) for part in told]
        if len(numbers) > 1:
            self.note(DIVIDED)
        if numbers != told:
            self.note(ONE_FORM)
        return ";".join(dict.fromkeys(number for number in numbers if number)) or None


class IdentityColumn(_CheckedColumn):
    """Identity numbers: text with the right check digit; one that was stored as a number is lost."""

    def _take(self, cells: Sequence[str]) -> Read:
        return take_identities(cells, self.country, self._safe)

    def one(self, cell: Cell) -> Value:
        """Check one number."""
        if not isinstance(cell, str):
            raise lost_digits(self.header)
        if cell.strip().casefold() in NOTHING:
            self.note(MEANS_NOTHING)
            return None
        number = check_identity(cell, self.country, field=self.header).number
        if number != cell:
            self.note(PLAIN_FORM)
        return number


class DayColumn(Column):
    """A day as precise as it is known: ``1958``, ``1958-03``, ``1958-03-07``; also ``19580307``."""

    def __init__(
        self, field: Field, header: str, changed: "Counter[tuple[str, str]]", today: date, *, serial: bool
    ) -> None:
        """Read days up to `today`, later ones where the field looks ahead.

        Numbers of days since 1900 are read only where the profile says `serial`.
        """
        super().__init__(field, header, changed)
        self.today = today
        self.serial = serial
        self._memo: dict[str, Value | Bad] = {}

    def quick(self, cells: Sequence[str]) -> Read | None:
        """Look each spelling up once; what changed its form is counted for each cell."""
        if len(self._memo) > MEMO:
            self._memo.clear()
        memo = self._memo
        for text in set(cells).difference(memo):
            memo[text] = self._told(text)
        found = list(map(memo.__getitem__, cells))
        if any(type(one) is Bad for one in found):
            return None
        count = sum(map(str.__ne__, cells, cast("list[str]", [one or "" for one in found])))
        if count:
            self.changed[self.header, DAY_FORM] += count
        return found

    def _told(self, text: str) -> Value | Bad:
        if not text.strip():
            return None
        try:
            return self._read(text)
        except BadInput as error:
            return Bad(error)

    def one(self, cell: Cell) -> Value:
        """Read one day."""
        if isinstance(cell, str):
            found = self._read(cell)
            if found != cell:
                self.note(DAY_FORM)
            return found
        if isinstance(cell, datetime):
            return self._read(cell.date().isoformat())
        if isinstance(cell, date):
            return self._read(cell.isoformat())
        if isinstance(cell, float | int) and not isinstance(cell, bool) and cell == int(cell):
            return self._number(int(cell))
        raise self._no_day()

    def _number(self, number: int) -> Value:
        """Read a day that is stored as a number: its digits, or the days since 1900."""
        text = str(number)
        if _COMPACT_DAY.fullmatch(text):
            self.note(STORED_NUMBER)
            return self._read(text)
        if self.serial and (_ONE - _EPOCH).days <= number < 1_000_000:  # noqa: PLR2004  (the year 4637)
            return self._read((_EPOCH + timedelta(days=number)).isoformat())
        raise self._no_day()

    def _read(self, text: str) -> Value:
        plain = unicodedata.normalize("NFKC", text).strip()
        if plain.casefold() in NOTHING:
            return None
        return read_day(plain, self.header, self.today, ahead=self.field.ahead)

    def _no_day(self) -> BadInput:
        return BadInput(
            N_("{field} is not a day"), hint=N_("write it as 1958-03-07, 1958-03 or 1958"), field=self.header
        )


class TagsColumn(Column):
    """Marks of needs, divided by commas and the like, in the words that lists use; kept as codes."""

    def __init__(self, field: Field, header: str, changed: "Counter[tuple[str, str]]") -> None:
        """Remember what each spelling stands for."""
        super().__init__(field, header, changed)
        self._memo: dict[str, tuple[str | None, int]] = {}

    def quick(self, cells: Sequence[str]) -> Read | None:
        """Look each spelling up once."""
        if len(self._memo) > MEMO:
            self._memo.clear()
        try:
            for text in set(cells).difference(self._memo):
                self._memo[text] = self._told(text)
        except BadInput:
            return None
        found = list(map(self._memo.__getitem__, cells))
        own = sum(count for _codes, count in found)
        if own:
            self.changed[self.header, OWN_MARK] += own
        return [codes for codes, _count in found]

    def one(self, cell: Cell) -> Value:
        """Read the marks of one cell."""
        codes, own = self._told(plain_text(cell))
        if own:
            self.changed[self.header, OWN_MARK] += own
        return codes

    def _told(self, text: str) -> tuple[str | None, int]:
        words = [
            word for word in _TAG_ENDS.split(self._bare(text)) if word and word.casefold() not in NOTHING
        ]
        codes = dict.fromkeys(read_tag(word, self.header).code for word in words)
        return ",".join(sorted(codes)) or None, len(set(codes) - set(NeedTag))

    def _bare(self, text: str) -> str:
        return unicodedata.normalize("NFKC", text).strip()

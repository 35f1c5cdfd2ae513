"""The rules of places: how homes are numbered and called, how many a building may have, codes that are made."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.text import clean_code, code_key

MOST_FLOORS, MOST_UNITS, MOST_ROOMS = 150, 40, 99
"""Of one building: rooms count for each floor and unit, and have two digits in a room's number."""
MOST_HOMES = 10_000
"""The largest building known has some 10,000 homes (丽晶公寓, Hangzhou, 20,000 people)."""

_MAKING = re.compile(r"[A-Za-z0-9]+")
_SIGN = re.compile(r"(?<=[0-9A-Za-z])\s*(?:单元|门|梯|室|房间?|户|号)$")
_NUMBERED = re.compile(r"[A-Za-z]{0,2}\d{1,5}[A-Za-z]?|[A-Za-z]{1,2}|[东南西北中甲乙丙丁]")


class PlaceType(StrEnum):
    """What a row of a list of buildings is: a compound, a building, or a house with one door."""

    COMPOUND = "compound"
    BUILDING = "building"
    HOUSE = "house"


class Door(NamedTuple):
    """One home within its building; "" and None for what it does not have."""

    unit: str
    room: str
    floor: int | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a building is divided: floors, units (stairwells), and rooms for each floor and unit."""

    floors: int | None = None
    units: int | None = None
    rooms: int | None = None

    def check(self) -> None:
        """Refuse numbers that no building has (BadInput), and half of a layout."""
        self.check_numbers()
        if (self.floors is None) is not (self.rooms is None) or (self.units and self.floors is None):
            raise BadInput(
                N_("to lay out homes, floors and rooms are both needed"),
                hint=N_("give --floors and --rooms, or add homes one by one: gridctl home add"),
            )

    def check_numbers(self) -> None:
        """Refuse numbers that no building has (BadInput)."""
        for name, value, most in (
            ("--floors", self.floors, MOST_FLOORS),
            ("--units", self.units, MOST_UNITS),
            ("--rooms", self.rooms, MOST_ROOMS),
        ):
            if value is not None and not 1 <= value <= most:
                raise BadInput(
                    N_("{field} is {value}; it can be 1 to {most}"),
                    hint=N_("correct it; --rooms counts for each floor and unit"),
                    field=name,
                    value=value,
                    most=most,
                )
        if self.homes > MOST_HOMES:
            raise BadInput(
                N_("that would be {count} homes; a building can have {most}"),
                hint=N_("correct it; --rooms counts for each floor and unit"),
                count=self.homes,
                most=MOST_HOMES,
            )

    @property
    def homes(self) -> int:
        """Return how many homes it makes."""
        return (self.floors or 0) * (self.units or 1) * (self.rooms or 0)

    def doors(self) -> Iterator[Door]:
        """Yield the homes, unit by unit from the ground up: 501 is the first room of the fifth floor.

        The only unit of a building is left out: people leave it out too, and whoever writes it is understood.
        """
        several = (self.units or 1) > 1
        for unit in range(1, (self.units or 1) + 1):
            for floor in range(1, (self.floors or 0) + 1):
                for room in range(1, (self.rooms or 0) + 1):
                    yield Door(str(unit) if several else "", str(floor * 100 + room), floor)


def label(building: str, unit: str | None, room: str | None) -> str:
    """Return what a home is called: ``BUILDING-UNIT-ROOM``; unit or room may be missing."""
    return "-".join(part for part in (building, unit, room) if part)


def floor_of(room: str) -> int | None:
    """Return the floor that a room's number tells: 5 for 501, 12 for 1203 and 1203A; None for any other."""
    found = re.fullmatch(r"(\d{1,3})(\d\d)[A-Za-z]?", room)
    floor = int(found[1]) if found else 0
    return floor if 0 < floor <= MOST_FLOORS else None


def building_number(name: str, compound: str = "") -> str | None:
    """Return what a building is called within its compound: 12 for 12幢 and Building 12, B for B座; or None.

    It may stand behind the name of that `compound` (恒泽苑12号楼), but 恒利路8号 is not the 8 of anything.
    """
    plain = unicodedata.normalize("NFKC", name).strip()
    if _NUMBERED.fullmatch(plain):
        return plain.upper()
    from gridctl.core.home_text import readings  # start-up: most requests name no home

    for one in readings(plain):
        if one.compound not in {"", compound} or one.unit or one.room:
            continue
        if one.building and _NUMBERED.fullmatch(one.building):
            return one.building.upper()
    return None


class CodeBook:
    """The codes of buildings, none of which may be another one with a dash behind it.

    The homes of HZ12-2 could not be told from those in the second unit of HZ12.
    """

    def __init__(self, codes: Iterable[str] = ()) -> None:
        """Note the codes that are in use."""
        self._codes: dict[str, str] = {}
        self._heads: dict[str, str] = {}
        for code in codes:
            self.add(code)

    def add(self, code: str) -> None:
        """Note one more code."""
        key = code_key(code)
        self._codes[key] = code
        for head in heads(key):
            self._heads.setdefault(head, code)

    def clash(self, code: str) -> str | None:
        """Return the code in use that `code` is, or that it could be taken for; or None."""
        key = code_key(code)
        found = [self._codes.get(key), self._heads.get(key), *(self._codes.get(head) for head in heads(key))]
        return next(filter(None, found), None)


def heads(key: str) -> list[str]:
    """Return what stands before each dash of a code."""
    parts = key.split("-")
    return ["-".join(parts[:count]) for count in range(1, len(parts))]


def clashing(code: str, other: str) -> Refused:
    """Return the error for a code that could be taken for another one with a unit behind it."""
    return Refused(
        N_("the homes of {code} could not be told from those of {other}"),
        hint=N_("choose a code without a dash, such as {plain}"),
        error="code_taken",
        code=code,
        other=other,
        plain=code.replace("-", "."),
    )


def made_code(
    name: str, taken: Callable[[str], bool], *, within: str = "", initials: str = "", letter: str = "P"
) -> str:
    """Return a free code for something called `name`: what is in it of digits and Latin letters.

    It stands behind the code of the compound that it is `within`: 12幢 of HZ is HZ12. `initials`, those of
    the name's pinyin, stand before the digits of any other name; without them `letter` does.
    """
    number = building_number(name)
    own = number or initials + "".join(_MAKING.findall(unicodedata.normalize("NFKC", name))).upper()
    if not within and not own[:1].isalpha():
        own = letter + own
    base = clean_code(f"{within}{own}"[:36], "code") if own else f"{within}.1"
    count, code = 1, base
    while taken(code):
        count += 1
        # A code that is a letter alone goes on by numbers: P, P2, P3. A dash would look like a unit.
        code = f"{base.removesuffix('.1')}{'' if base == letter else '.'}{count}"
    return code


@lru_cache(maxsize=10_000)
def check_unit(text: str | None, field: str) -> str:
    """Return a unit or room as it is kept, 2 for 2单元 and 501 for 501室: at most 20 letters and digits."""
    from gridctl.core.home_text import plain_home  # start-up: most requests name no home

    plain = _SIGN.sub("", plain_home(text or "")).upper()
    if plain and not re.fullmatch(r"[\w.]{1,20}", plain):
        raise BadInput(
            N_("{text} is no unit and no room"),
            hint=N_("write letters and digits, such as 2 or 501"),
            text=plain[:40],
            field=field,
        )
    return plain


def contradiction(area: str, home: str, home_area: str) -> Refused:
    """Return the error for an area that a home does not lie in."""
    return Refused(
        N_("{home} lies in {home_area}, not in {area}"),
        hint=N_("leave out --area: it follows from the home"),
        error="other_area",
        home=home,
        home_area=home_area,
        area=area,
    )

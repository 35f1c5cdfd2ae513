"""All compounds and buildings in memory, for files that name them in every row, and those still to be made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import select

from gridctl.core.errors import N_, Conflict
from gridctl.core.home_text import plain_home, readings
from gridctl.core.places import CodeBook, building_number, made_code
from gridctl.core.text import code_key
from gridctl.core.uid import uuid7
from gridctl.store import places as rows
from gridctl.store.places import BUILDING, COMPOUND, B, C
from gridctl.store.unit import Work


def no_initials(_name: str) -> str:
    """Return no letters for a name that has none of its own."""
    return ""


class Known(NamedTuple):
    """A compound or building: its number (below zero: still to be made), code, units and area."""

    id: int
    code: str
    units: int | None
    area_id: int | None


@dataclass(frozen=True, slots=True)
class _Promise:
    """A compound or building that a file names and the store lacks."""

    known: Known
    name: str
    number: str | None
    compound_id: int | None


class PlaceIndex:
    """Looks places up by the words of a file; `initials` makes codes out of Chinese names."""

    def __init__(self, work: Work, initials: Callable[[str], str] = no_initials) -> None:
        """Read every compound and building that is there."""
        self._initials = initials
        self._compounds: dict[str, Known] = {}
        self._buildings: dict[tuple[int | None, str], Known] = {}
        self._by_code: dict[str, Known] = {}
        self._in_area: dict[tuple[int | None, str], Known] = {}
        self._codes = CodeBook()
        self._compound_codes: set[str] = set()
        self._promised_compounds: dict[int, _Promise] = {}
        self._promised: dict[int, _Promise] = {}
        self._asked: dict[tuple[str, str, int | None], Known | None] = {}
        for row in work.execute(select(C.id, C.code, C.name, C.area_id).where(C.removed_at.is_(None))):
            self._know_compound(Known(row.id, row.code, None, row.area_id), row.name)
        query = select(B.id, B.code, B.name, B.number, B.compound_id, B.units, B.area_id)
        for row in work.execute(query.where(B.removed_at.is_(None)).order_by(B.id)):
            known = Known(row.id, row.code, row.units, row.area_id)
            self._know_building(known, row.name, row.number, row.compound_id)

    def _know_compound(self, known: Known, name: str) -> None:
        self._compound_codes.add(code_key(known.code))
        for word in (code_key(known.code), code_key(name), code_key(plain_home(name))):
            self._compounds.setdefault(word, known)

    def _know_building(self, known: Known, name: str, number: str | None, compound: int | None) -> None:
        self._codes.add(known.code)
        self._by_code.setdefault(code_key(known.code), known)
        for word in filter(None, (number, name)):
            self._buildings.setdefault((compound, code_key(word)), known)
            self._in_area.setdefault((known.area_id, code_key(word)), known)

    def compound(self, words: str) -> Known | None:
        """Return the compound with this code or name, or the one whose name an address ends with."""
        key = code_key(words)
        found = self._compounds.get(key)
        if found is None:
            ends = [name for name in self._compounds if len(name) > 1 and key.endswith(name)]
            found = self._compounds[max(ends, key=len)] if ends else None
        return found

    def building(self, compound: str, building: str, area_id: int | None = None) -> Known | None:
        """Return the building that a row names: by code, by number or name in its compound, or in its area.

        A text without a compound may hold one: 恒泽苑12幢. A compound without a building is one building.
        """
        asked = (compound, building, area_id)
        if asked not in self._asked:
            found = self._building(compound, building, area_id)
            if found is None:
                return None  # it may be promised soon
            self._asked[asked] = found
        return self._asked[asked]

    def _building(self, compound: str, building: str, area_id: int | None) -> Known | None:
        if not building:
            building, compound = compound, ""
        words = _words(building, compound)
        if compound:
            above = self.compound(compound)
            found = [self._buildings.get((above.id, word)) for word in words] if above else []
            return next(filter(None, found), None)
        # What a file makes later must not change what an earlier row meant: those in no compound go first, and
        # the number, which all spellings share, goes before the name.
        words.reverse()
        found = [
            self._by_code.get(code_key(building)),
            *(self._buildings.get((None, word)) for word in words),
            *(self._in_area.get((area_id, word)) for word in words),
        ]
        if one := next(filter(None, found), None):
            return one
        for way in readings(building):
            if way.compound and way.building and not (way.unit or way.room) and self.compound(way.compound):
                return self.building(way.compound, way.building, area_id)
        # The compound's own single building goes by the compound's name.
        above = self.compound(building)
        return self._buildings.get((above.id, code_key(building))) if above else None

    def promise(self, compound: str, building: str, area_id: int | None) -> Known:
        """Return a building that `realise` will make; its number is below zero until then."""
        if not compound:
            compound, building = _apart(building)
        above = self._promise_compound(compound, area_id) if compound else None
        name = building or compound
        number = building_number(name, compound)
        within = above.code if above else ""
        code = made_code(
            name,
            lambda text: self._codes.clash(text) is not None,
            within=within,
            initials=self._initials(name),
            letter="B",
        )
        area = area_id if area_id is not None else above.area_id if above else None
        known = Known(-len(self._promised) - 1, code, None, area)
        self._promised[known.id] = _Promise(known, name, number, above.id if above else None)
        self._know_building(known, name, number, above.id if above else None)
        return known

    def _promise_compound(self, name: str, area_id: int | None) -> Known:
        found = self.compound(name)
        if found is not None:
            return found
        taken = self._compound_codes
        code = made_code(
            name, lambda text: code_key(text) in taken, initials=self._initials(name), letter="C"
        )
        known = Known(-len(self._promised_compounds) - 1, code, None, area_id)
        self._promised_compounds[known.id] = _Promise(known, name, None, None)
        self._know_compound(known, name)
        return known

    def realise(self, work: Work, wanted: Iterable[int], batch: int | None) -> dict[int, int]:
        """Make the promised buildings among `wanted`, and their compounds; return their numbers by promise.

        Conflict where somebody has taken one of the codes meanwhile.
        """
        made: dict[int, int] = {}
        above: dict[int, int] = {}
        for mark in sorted({one for one in wanted if one < 0}, reverse=True):
            one = self._promised[mark]
            compound = one.compound_id
            if compound is not None and compound < 0:
                if compound not in above:
                    above[compound] = _insert(work, COMPOUND, self._promised_compounds[compound], batch)
                compound = above[compound]
            made[mark] = _insert(work, BUILDING, replace(one, compound_id=compound), batch)
        return made


def _words(building: str, compound: str) -> list[str]:
    """Return the keys that a building's text may be known by: its name, and its number."""
    number = building_number(building, compound)
    return [code_key(word) for word in (building, number) if word]


def _apart(building: str) -> tuple[str, str]:
    """Return compound and building of a text such as 恒泽苑12幢; no compound for any other."""
    for way in readings(building):
        if way.compound and way.building and not (way.unit or way.room) and not way.compound.isascii():
            return way.compound, building.removeprefix(way.compound).strip() or way.building
    return "", building


def _insert(work: Work, places: object, one: _Promise, batch: int | None) -> int:
    table = COMPOUND if places is COMPOUND else BUILDING
    if rows.is_taken(work, table, one.known.code):
        raise Conflict(
            N_("somebody else has just taken the code {code}"),
            hint=N_("nothing was saved; repeat the command"),
            code=one.known.code,
        )
    values: dict[str, object] = {
        "uid": uuid7(work.now),
        "code": one.known.code,
        "code_key": code_key(one.known.code),
        "name": one.name,
        "area_id": one.known.area_id,
        "version": 1,
        "batch_id": batch,
        "created_at": work.now,
    }
    if table is BUILDING:
        values |= {"number": one.number, "compound_id": one.compound_id}
    number = rows.add(work, table, values)
    changes = {"code": one.known.code, "name": one.name, "batch": batch}
    work.log(f"{table.name}.add", table.name, number, changes)
    return number

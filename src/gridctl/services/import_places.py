"""Compounds, buildings and homes come in."""

import re
from typing import Any

from gridctl.core.errors import N_, BadInput, GridError, NotFound
from gridctl.core.ground import both, read_degrees
from gridctl.core.home_text import readings
from gridctl.core.imports import CONTACTS, FIELDS, BatchSpec, GoodRow
from gridctl.core.places import Layout, PlaceType, building_number, floor_of, label
from gridctl.core.text import code_key
from gridctl.services import areas
from gridctl.services.importing import RowImport, Staged
from gridctl.services.office import Office
from gridctl.services.place_names import initials
from gridctl.store import batches, landing_homes, landing_places, undoing_places
from gridctl.store.making_homes import door_of
from gridctl.store.place_index import Known, PlaceIndex
from gridctl.store.types import dumps
from gridctl.store.unit import Work

_COUNT = re.compile(r"(\d{1,4})(?:\.0+)?\s*(?:层|楼|单元|户|间|室|幢|栋)?")


class _Areas:
    """Areas by the words of a file, each looked up once."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def find(self, work: Work, words: object) -> int | None:
        """Return the area's number, None for no words; NotFound or Ambiguous for unknown ones."""
        if not words:
            return None
        name = str(words)
        if name not in self._known:
            self._known[name] = areas.find(work, name).id
        return self._known[name]


class BuildingImport(RowImport):
    """A file of buildings; rows of the type `compound` are compounds, those of `house` have one door."""

    def __init__(self, office: Office, work: Work, spec: BatchSpec, number: int) -> None:
        """Get ready."""
        super().__init__(office, work, spec, number)
        self._areas = _Areas()
        self._names = FIELDS[spec.kind]

    def convert(self, work: Work, row: GoodRow, key: bytes, uid: bytes) -> Staged:
        """Return one staged place; BadInput where its layout cannot be."""
        said = dict(zip(self._names, row.values, strict=True))
        kind = self._type(said)
        counts = [_count(said.get(field), field) for field in ("floors", "units", "rooms")]
        if counts[2] is not None:
            Layout(*counts).check()
        name = str(said["name"])
        position = both(
            *(read_degrees(str(said.get(field) or ""), field) for field in ("latitude", "longitude"))
        ) or (None, None)
        return (
            self.number,
            row.line,
            key,
            row.fingerprint,
            uid,
            str(kind),
            said["code"],
            name,
            None if kind is PlaceType.COMPOUND else building_number(name, str(said.get("compound") or "")),
            said.get("compound"),
            self._areas.find(work, said["area"]),
            said["address"],
            *counts,
            _facts(said),
            *position,
        )

    def _type(self, said: dict[str, object]) -> PlaceType:
        return PlaceType(str(said["type"])) if said.get("type") else PlaceType.BUILDING

    def problems(self, work: Work) -> dict[int, GridError]:
        """Return the lines with unknown compounds and places that stand there twice."""
        return landing_places.plan(work, self.number).problems

    def outcomes(self, work: Work) -> dict[str, int]:
        """Return how many places are new, changed and the same."""
        return landing_places.outcomes(landing_places.plan(work, self.number))

    def land(self, work: Work) -> int:
        """Write compounds, then buildings with their homes."""
        return landing_places.land(work, self.number, landing_places.plan(work, self.number), initials)

    @staticmethod
    def touched(work: Work, number: int) -> list[int]:
        """Return the buildings that were changed since, that somebody lives in or that a request names."""
        return undoing_places.touched(work, "buildings", number)

    @staticmethod
    def undo(work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take the buildings back with their homes, and the compounds that came with them."""
        return undoing_places.undo_rows(work, "buildings", batch.id, spared)


class CompoundImport(BuildingImport):
    """A file of compounds alone."""

    def _type(self, said: dict[str, object]) -> PlaceType:  # noqa: ARG002
        return PlaceType.COMPOUND

    @staticmethod
    def touched(work: Work, number: int) -> list[int]:
        """Return the compounds that were changed since, or that have buildings."""
        return undoing_places.touched(work, "compounds", number)

    @staticmethod
    def undo(work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take the compounds back that no building belongs to."""
        return undoing_places.undo_rows(work, "compounds", batch.id, spared)


class HomeImport(RowImport):
    """A file of homes: by label or as people write them, or by building, unit and room."""

    def __init__(self, office: Office, work: Work, spec: BatchSpec, number: int) -> None:
        """Read the buildings that are there."""
        super().__init__(office, work, spec, number)
        self._areas = _Areas()
        self._index = PlaceIndex(work, initials)

    def convert(self, work: Work, row: GoodRow, key: bytes, uid: bytes) -> Staged:
        """Return one staged home; NotFound where its building is not there."""
        home, compound, building, unit, room, kind, name, area = row.values
        area_id = self._areas.find(work, area)
        place = (str(compound or ""), str(building or ""), str(unit or ""), str(room or ""))
        known, unit_kept, room_kept = self._place(str(home or ""), place, area_id)
        called = label(known.code, unit_kept, room_kept)
        return (
            self.number,
            row.line,
            key,
            row.fingerprint,
            uid,
            known.id,
            unit_kept or None,
            room_kept or None,
            floor_of(room_kept),
            called,
            code_key(called),
            kind,
            name,
            # A home lies where its building does, unless the file says a place of its own.
            None if area_id == known.area_id else area_id,
        )

    def _place(
        self, home: str, place: tuple[str, str, str, str], area_id: int | None
    ) -> tuple[Known, str, str]:
        compound, building, unit, room = place
        ways = [(compound, building, unit, room)] if compound or building else []
        if home:
            ways = [
                (one.compound or compound, one.building or building, one.unit or unit, one.room or room)
                for one in readings(home)
                if one.building or building or compound
            ]
        for way in ways:
            known = self._index.building(way[0], way[1], area_id)
            if known is not None:
                return (known, *door_of(known, way[2], way[3]))
        if not ways:
            raise BadInput(
                N_("it is not said in which building the home is"),
                hint=N_("fill in the building, or the whole label: BUILDING-UNIT-ROOM"),
            )
        first = ways[0]
        if not self.spec.create_places:
            raise NotFound(
                N_("there is no building {building}"),
                hint=N_("import the buildings first, or make what is missing with --create-places"),
                building=" ".join(first[:2]).strip(),
            )
        known = self._index.promise(first[0], first[1], area_id)
        return (known, *door_of(known, first[2], first[3]))

    def problems(self, work: Work) -> dict[int, GridError]:
        """Return the lines that say otherwise of a home than an earlier one."""
        return {
            row.line: BadInput(
                N_("{name} stands in line {other} already, with other values"),
                hint=N_("keep one of the two"),
                name=row.label,
                other=row.first,
            )
            for row in landing_homes.contradictions(work, self.number)
        }

    def outcomes(self, work: Work) -> dict[str, int]:
        """Match the rows with the homes that are there; return how many are new, changed and the same."""
        twins = landing_homes.match(work, self.number)
        counts = batches.outcomes(work, "homes", self.number)
        counts["same"] += twins
        return counts

    def land(self, work: Work) -> int:
        """Make the buildings that are missing, then the homes."""
        made = self._index.realise(work, landing_homes.marks(work, self.number), self.number)
        landing_homes.place(work, self.number, made)
        return landing_homes.land(work, self.number)

    @staticmethod
    def touched(work: Work, number: int) -> list[int]:
        """Return the homes that were changed since, that somebody lives in or that a request names."""
        return undoing_places.touched(work, "homes", number)

    @staticmethod
    def undo(work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take the homes back, and the buildings that were made for them."""
        return undoing_places.undo_rows(work, "homes", batch.id, spared)


def _count(value: object, field: str) -> int | None:
    """Return a whole number out of a cell such as 6, 6层 or 6.0."""
    if value in (None, ""):
        return None
    found = _COUNT.fullmatch(str(value).strip())
    if not found:
        raise BadInput(
            N_("{field} is no whole number: {text}"),
            hint=N_("write digits alone, such as 6"),
            field=field,
            text=str(value)[:20],
        )
    return int(found[1])


def _facts(said: dict[str, object]) -> str | None:
    """Return what a row tells beside, as it is kept: contacts, and lines of ``heading: text``."""
    people = [
        {"role": role}
        | {name: said[field] for name, field in (("name", role), ("phone", f"{role}_phone")) if said[field]}
        for role in CONTACTS
        if said[role] or said[f"{role}_phone"]
    ]
    facts: dict[str, str] = {}
    last = "note"
    for line in str(said["details"] or "").splitlines():
        heading, apart, told = line.partition(": ")
        if apart:
            last = heading
            facts[heading] = told
        else:
            facts[last] = f"{facts[last]} {line}" if last in facts else line
    if not people and not facts:
        return None
    return dumps({"facts": facts} | ({"contacts": people} if people else {}))

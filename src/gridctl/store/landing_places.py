"""Staged compounds and buildings land: known by code, else by number or name in their compound or area."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select, text, update

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.places import CodeBook, Door, Layout, PlaceType, clashing, label, made_code
from gridctl.core.text import code_key
from gridctl.store import homes, places
from gridctl.store.batches import STAGES, remember
from gridctl.store.places import BUILDING, COMPOUND, B, C, H
from gridctl.store.unit import Work

STAGE = STAGES["buildings"]
_FOLLOW = (
    *("name", "number", "compound_id", "area_id", "address", "floors", "units", "rooms", "facts"),
    *("latitude", "longitude"),
)
Key = tuple[object, ...]


@dataclass(slots=True)
class PlacePlan:
    """What a batch will do: its rows in order, compounds first, each with the place that is there, if any."""

    rows: list[dict[str, Any]]
    there: dict[int, Any] = field(default_factory=dict)
    problems: dict[int, GridError] = field(default_factory=dict)
    twins: int = 0
    above: dict[int, Any] = field(default_factory=dict)
    """By row: the compound as its row in the store, or as the staged row that will be it."""

    @property
    def good(self) -> list[dict[str, Any]]:
        """Return the rows that can land."""
        return [row for row in self.rows if row["line"] not in self.problems]


def plan(work: Work, number: int) -> PlacePlan:
    """Look at all staged rows together: unknown compounds and doubled places are problems of their lines."""
    staged = [
        dict(row)
        for row in work.execute(
            select(STAGE).where(STAGE.c.batch_id == number).order_by(STAGE.c.type != "compound", STAGE.c.id)
        ).mappings()
    ]
    found = PlacePlan(staged)
    names = _Names(work)
    seen: dict[Key, dict[str, Any]] = {}
    codes = CodeBook(old["code"] for old in names.buildings)
    for row in staged:
        if row["type"] == PlaceType.COMPOUND:
            names.stage(row)
        elif row["compound"] and not _settle(found, names, row):
            continue
        key = _key(row, found.above.get(row["id"]))
        first = seen.setdefault(key, row)
        if first is not row:
            if first["hash"] == row["hash"]:
                found.twins += 1
                row["outcome"] = "twin"
            else:
                found.problems[row["line"]] = _double(row, first)
            continue
        old = names.there(row, found.above.get(row["id"]))
        if old is not None:
            found.there[row["id"]] = old
        elif row["code"] and row["type"] != PlaceType.COMPOUND:
            other = codes.clash(row["code"])
            codes.add(row["code"])
            if other:
                found.problems[row["line"]] = clashing(row["code"], other)
    found.rows = [row for row in staged if row["outcome"] != "twin"]
    return found


def _settle(found: PlacePlan, names: "_Names", row: dict[str, Any]) -> bool:
    above = names.compound(row["compound"])
    if above is None:
        found.problems[row["line"]] = BadInput(
            N_("there is no compound {compound}"),
            hint=N_("add it first, or give it a row of its own: gridctl compound add"),
            compound=row["compound"],
        )
        return False
    found.above[row["id"]] = above
    return True


def _double(row: dict[str, Any], first: dict[str, Any]) -> BadInput:
    return BadInput(
        N_("{name} stands in line {other} already, with other values"),
        hint=N_("keep one of the two"),
        name=row["name"],
        other=first["line"],
    )


def _key(row: dict[str, Any], above: Any) -> Key:  # noqa: ANN401
    """Return what a row is known by within its file."""
    if row["code"]:
        return row["type"] == PlaceType.COMPOUND, code_key(row["code"])
    if row["type"] == PlaceType.COMPOUND:
        return True, row["area_id"], row["name"]
    return False, row["area_id"] if above is None else above["id"], row["number"] or row["name"]


class _Names:
    """The compounds and buildings that are there, by what a file may call them."""

    def __init__(self, work: Work) -> None:
        self.compounds: dict[str, Any] = {}
        self.known: dict[Key, Any] = {}
        for row in work.execute(select(COMPOUND).where(C.removed_at.is_(None))).mappings():
            for word in (row["code_key"], code_key(row["name"])):
                self.compounds.setdefault(word, row)
            self.known[True, row["code_key"]] = row
            self.known.setdefault((True, row["area_id"], row["name"]), row)
        self.buildings = list(
            work.execute(select(BUILDING).where(B.removed_at.is_(None)).order_by(B.id)).mappings()
        )
        for row in self.buildings:
            self.known[False, row["code_key"]] = row
            above = row["compound_id"] if row["compound_id"] is not None else row["area_id"]
            self.known.setdefault((False, above, row["number"] or row["name"]), row)

    def stage(self, row: dict[str, Any]) -> None:
        """Let further rows name a compound that comes with this file."""
        for word in filter(None, (row["code"], row["name"])):
            self.compounds.setdefault(code_key(word), row)

    def compound(self, words: str) -> Any:  # noqa: ANN401
        """Return a compound that is there or comes with this file, or None."""
        return self.compounds.get(code_key(words))

    def there(self, row: dict[str, Any], above: Any) -> Any:  # noqa: ANN401
        """Return the place in the store that a row is about, or None."""
        if above is not None and "line" in above:
            # The compound comes with this file; it may be one that is there.
            above = (
                self.known.get((True, code_key(above["code"])))
                if above["code"]
                else self.known.get((True, above["area_id"], above["name"]))
            )
            if above is None:
                return None
        return self.known.get(_key(row, above))


def outcomes(found: PlacePlan) -> dict[str, int]:
    """Return how many rows are new, changed and the same."""
    counts = {"new": 0, "changed": 0, "same": found.twins}
    for row in found.good:
        old = found.there.get(row["id"])
        counts["new" if old is None else "changed" if _differences(found, row, old) else "same"] += 1
    return counts


def _differences(found: PlacePlan, row: dict[str, Any], old: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what a row says otherwise; a blank says nothing, and facts are added to those that are there."""
    wanted = {
        name: row[name] for name in _FOLLOW if name in old and name != "compound_id" and row[name] is not None
    }
    above = found.above.get(row["id"])
    if above is not None and "line" not in above:
        wanted["compound_id"] = above["id"]
    if "facts" in wanted:
        wanted["facts"] = _joined(old["facts"] or {}, wanted["facts"])
    return {name: value for name, value in wanted.items() if value != old[name]}


def _joined(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    contacts = {one["role"]: one for one in old.get("contacts", ())}
    for one in new.get("contacts", ()):
        contacts[one["role"]] = contacts.get(one["role"], {}) | one
    joined: dict[str, Any] = {"facts": old.get("facts", {}) | new.get("facts", {})}
    return joined | ({"contacts": list(contacts.values())} if contacts else {})


def land(work: Work, number: int, found: PlacePlan, initials: Callable[[str], str]) -> int:
    """Write compounds, buildings and the homes of their layouts; return how many places are new."""
    made: dict[int, tuple[int, str]] = {}
    new = 0
    for row in found.good:
        table = COMPOUND if row["type"] == PlaceType.COMPOUND else BUILDING
        above = _above(found, made, row)
        old = found.there.get(row["id"])
        if old is None:
            place = _insert(work, number, table, row, above, initials)
            new += 1
        else:
            place = old["id"], old["code"]
            _follow(work, found, table, row, old)
        made[row["id"]] = place
        if table is BUILDING:
            _lay_out(work, number, row, place)
    work.execute(
        text("DELETE FROM stage_place WHERE batch_id = :batch AND outcome IS NULL"), {"batch": number}
    )
    return new


def _above(
    found: PlacePlan, made: dict[int, tuple[int, str]], row: dict[str, Any]
) -> tuple[int | None, str, Any]:
    """Return number, code and area of a row's compound; nothing where it has none."""
    above = found.above.get(row["id"])
    if above is None:
        return None, "", None
    if "line" in above:
        return (*made[above["id"]], above["area_id"])
    return above["id"], above["code"], above["area_id"]


def _insert(
    work: Work,
    number: int,
    table: Table,
    row: dict[str, Any],
    above: tuple[int | None, str, Any],
    initials: Callable[[str], str],
) -> tuple[int, str]:
    code = row["code"] or made_code(
        row["name"],
        lambda one: places.is_taken(work, table, one),
        within=above[1],
        initials=initials(row["name"]),
        letter="B" if table is BUILDING else "C",
    )
    values = {name: row[name] for name in ("uid", "name", "address", "facts")} | {
        "code": code,
        "code_key": code_key(code),
        "area_id": row["area_id"] if row["area_id"] is not None else above[2],
        "version": 1,
        "batch_id": number,
        "created_at": work.now,
    }
    if table is BUILDING:
        values |= {
            name: row[name] for name in ("number", "floors", "units", "rooms", "latitude", "longitude")
        }
        values["compound_id"] = above[0]
    place = places.add(work, table, values)
    work.execute(
        update(STAGE).where(STAGE.c.id == row["id"]).values(outcome="new", thing_id=place, thing_version=1)
    )
    return place, code


def _follow(work: Work, found: PlacePlan, table: Table, row: dict[str, Any], old: Any) -> None:  # noqa: ANN401
    """Let a place that is there follow the file."""
    changes = _differences(found, row, old)
    if not changes:
        return
    version = old["version"] + 1
    work.execute(update(table).where(table.c.id == old["id"]).values(**changes, version=version))
    work.execute(update(STAGE).where(STAGE.c.id == row["id"]).values(outcome="changed", thing_id=old["id"]))
    before = {name: old[name] for name in changes}
    remember(work, "buildings", row["id"], {"fields": before}, version)
    # Facts may tell of people: the ledger says that they changed, not what they are.
    told = {name: [old[name], value] for name, value in changes.items() if name != "facts"}
    work.log(
        f"{table.name}.import", table.name, old["id"], told | ({"facts": True} if "facts" in changes else {})
    )


def _lay_out(work: Work, number: int, row: dict[str, Any], place: tuple[int, str]) -> None:
    """Add the homes of a layout that are not there yet; a house has one door."""
    layout = Layout(row["floors"], row["units"], row["rooms"]) if row["rooms"] else Layout()
    doors = list(layout.doors())
    if row["type"] == PlaceType.HOUSE and not doors:
        doors = [Door("", "", None)]
    if not doors:
        return
    there = set(
        work.execute(select(H.label_key).where(H.building_id == place[0], H.removed_at.is_(None))).scalars()
    )
    missing = [door for door in doors if code_key(label(place[1], door.unit, door.room)) not in there]
    if missing:
        homes.lay_out(work, place[0], place[1], missing, number)

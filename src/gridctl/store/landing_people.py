"""Staged members and teams land: known by code, else by phone and name; blanks say nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select, update

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.text import code_key
from gridctl.store import people, postings
from gridctl.store.batches import STAGES, remember
from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.unit import Work

_TABLES: dict[str, Table] = {"members": MEMBER, "teams": TEAM}
_NEEDED = {"members": "tier", "teams": "kind"}
"""What a new one must have beside a name."""
_FOLLOW = {
    "members": (
        *("name", "tier", "area_id", "phone", "role", "sending_unit"),
        *("skills", "capacity", "from_on", "until_on"),
    ),
    "teams": ("name", "kind", "area_id", "phone"),
}
_PERSONAL = frozenset({"name", "phone"})
Key = tuple[object, ...]
Row = dict[str, Any]


@dataclass(slots=True)
class PeoplePlan:
    """What a batch will do: its rows in order, each with whom it is about in the store, if anybody."""

    kind: str
    rows: list[Row]
    there: dict[int, Any] = field(default_factory=dict)
    problems: dict[int, GridError] = field(default_factory=dict)
    twins: int = 0
    deputies: dict[int, tuple[str, int]] = field(default_factory=dict)
    """By row: ("row", number of a staged row) or ("there", number of a member)."""
    inside: dict[int, set[int]] = field(default_factory=dict)
    """By team: the members who go out with it."""

    @property
    def good(self) -> list[Row]:
        """Return the rows that can land."""
        return [row for row in self.rows if row["line"] not in self.problems]


def plan(work: Work, kind: str, number: int) -> PeoplePlan:
    """Look at all staged rows together with who is there."""
    stage, table = STAGES[kind], _TABLES[kind]
    query = select(stage).where(stage.c.batch_id == number).order_by(stage.c.id)
    found = PeoplePlan(kind, [])
    present = select(table).where(table.c.removed_at.is_(None)).order_by(table.c.id)
    there = [dict(row) for row in work.execute(present).mappings()]
    known: dict[Key, list[Row]] = {}
    for one in there:
        for key in _keys(kind, one, every=True):
            known.setdefault(key, []).append(one)
    gone = people.codes_of_gone(work) if kind == "members" else set()
    seen: dict[Key, Row] = {}
    for staged in work.execute(query).mappings():
        row = dict(staged)
        old = _old(found, known, row)
        key = ("there", old["id"]) if old else _keys(kind, row)[0]
        first = seen.setdefault(key, row)
        if first is not row and first["hash"] == row["hash"]:
            found.twins += 1
            continue
        found.rows.append(row)
        if first is not row:
            found.problems[row["line"]] = _double(row, first)
        elif old:
            found.there[row["id"]] = old
        elif code_key(row["code"] or "") in gone:
            found.problems.setdefault(row["line"], _gone(row))
        elif not row[_NEEDED[kind]]:
            found.problems.setdefault(row["line"], _incomplete(kind, row))
    if kind == "members":
        _find_deputies(found, there)
    else:
        teams = [old["id"] for old in found.there.values()]
        found.inside = {
            team: {one.id for one in them} for team, them in postings.in_teams(work, teams).items()
        }
    return found


def _keys(kind: str, row: Row, *, every: bool = False) -> list[Key]:
    """Return what somebody is known by, the best first; `every` adds what only rows without phones use."""
    keys: list[Key] = [("code", code_key(row["code"]))] if row["code"] else []
    if kind == "teams":
        return [*keys, ("name", row["name"])]
    if row["phone"]:
        keys.append(("phone", row["name"], row["phone"]))
    if every or not row["phone"]:
        keys.append(("place", row["name"], row["area_id"]))
    return keys


def _old(found: PeoplePlan, known: dict[Key, list[Row]], row: Row) -> Row | None:
    """Return whom a row is about; one that fits several is a problem."""
    for key in _keys(found.kind, row):
        fits = known.get(key, [])
        if len(fits) > 1:
            found.problems[row["line"]] = BadInput(
                N_("line {line}: {name} fits several"),
                hint=N_("fill in the code: {codes}"),
                line=row["line"],
                name=row["name"],
                codes=", ".join(one["code"] for one in fits[:6]),
            )
            return None
        if fits:
            return fits[0]
    return None


def _double(row: Row, first: Row) -> BadInput:
    return BadInput(
        N_("line {line}: {name} stands in line {other} already, with other values"),
        hint=N_("keep one of the two"),
        line=row["line"],
        name=row["name"],
        other=first["line"],
    )


def _gone(row: Row) -> BadInput:
    return BadInput(
        N_("line {line}: {code} is the code of a member who has gone"),
        hint=N_("leave the code empty, or choose another one"),
        line=row["line"],
        code=row["code"],
    )


def _incomplete(kind: str, row: Row) -> BadInput:
    what = (
        N_("line {line}: the tier of the member is missing")
        if kind == "members"
        else N_("line {line}: the kind of the team is missing")
    )
    return BadInput(what, hint=N_("fill it in, or give a constant in the profile"), line=row["line"])


def _find_deputies(found: PeoplePlan, there: list[Row]) -> None:
    """Find who stands in for whom, in the file and in the store; unknown ones are problems of their lines."""
    words: dict[str, set[tuple[str, int]]] = {}
    staged = {old["id"]: row_id for row_id, old in found.there.items()}
    for one in there:
        target = ("row", staged[one["id"]]) if one["id"] in staged else ("there", one["id"])
        for word in (one["code"], one["name"], one["phone"]):
            words.setdefault(code_key(word or ""), set()).add(target)
    for row in found.good:
        for word in (row["code"], row["name"], row["phone"]):
            words.setdefault(code_key(word or ""), set()).add(("row", row["id"]))
    for row in found.good:
        if row["deputy"]:
            targets = words.get(code_key(row["deputy"]), set())
            if len(targets) == 1 and targets != {("row", row["id"])}:
                found.deputies[row["id"]] = next(iter(targets))
            else:
                found.problems[row["line"]] = _no_deputy(row)
    _spread(found)


def _spread(found: PeoplePlan) -> None:
    """A row whose deputy does not land cannot land either."""
    while True:
        landing = {("row", row["id"]) for row in found.good}
        orphans = [
            row
            for row in found.good
            if found.deputies.get(row["id"], ("there", 0))[0] == "row"
            and found.deputies[row["id"]] not in landing
        ]
        if not orphans:
            return
        found.problems |= {row["line"]: _no_deputy(row) for row in orphans}


def _no_deputy(row: Row) -> BadInput:
    return BadInput(
        N_("line {line}: the deputy {deputy} is not known, fits several, or is the member"),
        hint=N_("write the code of somebody who is there or stands in the file"),
        line=row["line"],
        deputy=row["deputy"],
    )


def outcomes(found: PeoplePlan) -> dict[str, int]:
    """Return how many rows are new, changed and the same."""
    counts = {"new": 0, "changed": 0, "same": found.twins}
    for row in found.good:
        old = found.there.get(row["id"])
        counts["new" if old is None else "changed" if _says_more(found, row, old) else "same"] += 1
    return counts


def _says_more(found: PeoplePlan, row: Row, old: Row) -> bool:
    return bool(_differences(found, row, old, {}) or _joining(found, row, old["id"]))


def _differences(found: PeoplePlan, row: Row, old: Row, made: dict[int, int]) -> Row:
    """Return what a row says otherwise; `made` are the numbers of rows that have just landed."""
    new = {
        name: row[name] for name in _FOLLOW[found.kind] if row[name] is not None and row[name] != old[name]
    }
    if row["id"] in found.deputies:
        deputy = _number(found, row, made)
        if deputy != old["deputy_id"]:
            new["deputy_id"] = deputy
    return new


def _number(found: PeoplePlan, row: Row, made: dict[int, int]) -> int | None:
    """Return the number of a row's deputy; None for one who has not landed yet."""
    where, number = found.deputies[row["id"]]
    if where == "there":
        return number
    old = found.there.get(number)
    return int(old["id"]) if old else made.get(number)


def _joining(found: PeoplePlan, row: Row, team: int) -> list[int]:
    """Return the members who come to a team: a list adds, and never sends anybody away."""
    if found.kind == "members":
        return []
    there = found.inside.get(team, set())
    return [number for number in row["members"] or () if number not in there]


def land(work: Work, number: int, found: PeoplePlan, initials: Callable[[str], str]) -> int:
    """Write who is new, then what changes and who stands in for whom; return how many are new."""
    made: dict[int, int] = {}
    for row in found.good:
        if row["id"] not in found.there:
            made[row["id"]] = _insert(work, number, found, row, initials)
    for row in found.good:
        old = found.there.get(row["id"])
        if old is not None:
            _follow(work, found, row, old, made)
        elif row["id"] in found.deputies:
            deputy = _number(found, row, made)
            work.execute(update(MEMBER).where(MEMBER.c.id == made[row["id"]]).values(deputy_id=deputy))
    stage = STAGES[found.kind]
    work.execute(stage.delete().where(stage.c.batch_id == number, stage.c.outcome.is_(None)))
    return len(made)


def _insert(work: Work, number: int, found: PeoplePlan, row: Row, initials: Callable[[str], str]) -> int:
    table, stage = _TABLES[found.kind], STAGES[found.kind]
    code = row["code"] or people.free_code(work, table, initials(row["name"]))
    values = {name: row[name] for name in ("uid", *_FOLLOW[found.kind])} | {
        "code": code,
        "code_key": code_key(code),
        "version": 1,
        "batch_id": number,
        "created_at": work.now,
    }
    one = (people.add_team if table is TEAM else people.add_member)(work, values)
    postings.join(work, one, _joining(found, row, one))
    work.execute(
        update(stage).where(stage.c.id == row["id"]).values(outcome="new", thing_id=one, thing_version=1)
    )
    return one


def _follow(work: Work, found: PeoplePlan, row: Row, old: Row, made: dict[int, int]) -> None:
    """Let somebody who is there follow the file."""
    changes, joining = _differences(found, row, old, made), _joining(found, row, old["id"])
    if not changes and not joining:
        return
    table, stage = _TABLES[found.kind], STAGES[found.kind]
    version = old["version"] + 1
    work.execute(update(table).where(table.c.id == old["id"]).values(**changes, version=version))
    postings.join(work, old["id"], joining)
    work.execute(update(stage).where(stage.c.id == row["id"]).values(outcome="changed", thing_id=old["id"]))
    before = {"fields": {name: old[name] for name in changes}} | ({"joined": joining} if joining else {})
    remember(work, found.kind, row["id"], before, version)
    thing = str(table.name)
    told: dict[str, object] = {
        name: [
            work.salted(thing, old["id"], one) if name in _PERSONAL and table is MEMBER else one
            for one in (old[name], value)
        ]
        for name, value in changes.items()
    }
    work.log(f"{thing}.import", thing, old["id"], told | ({"joined": joining} if joining else {}))

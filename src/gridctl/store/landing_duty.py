"""Staged posts, absences and wishes land: known again by what they are about; blanks say nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, insert, select, update

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.store.batches import STAGES, remember
from gridctl.store.lean import POST
from gridctl.store.posts import SAME
from gridctl.store.presence import ABSENCE, WISH
from gridctl.store.unit import Work

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lands:
    """How rows of a kind land. `same` is what makes two one and the same, `follow` what a file can change.

    With `days` two of the same are apart where their days do not touch. `thing` names them in the ledger.
    """

    kind: str
    thing: str
    into: Table
    same: tuple[str, ...]
    follow: tuple[str, ...]
    days: bool = False

    @property
    def stage(self) -> Table:
        """The table of its staged rows."""
        return STAGES[self.kind]


POSTS = Lands(
    "posts", "post", POST, SAME, ("from_on", "until_on", "least", "best", "skills", "checkin"), days=True
)
ABSENCES = Lands("absences", "absence", ABSENCE, ("member_id", "from_on"), ("until_on", "why", "deputy_id"))
WISHES = Lands(
    "wishes",
    "wish",
    WISH,
    ("member_id", "wanted", "from_on", "until_on", "weekdays", "shift", "duty"),
    ("weight",),
)
_SAID_AS = {"deputy_id": "deputy"}
_TOGETHER = frozenset({"least", "best"})


@dataclass(slots=True)
class DutyPlan:
    """What a batch will do: its rows in order, each with the thing that is there, if any."""

    rows: list[Row] = field(default_factory=list)
    there: dict[int, Row] = field(default_factory=dict)
    problems: dict[int, GridError] = field(default_factory=dict)
    twins: int = 0

    @property
    def good(self) -> list[Row]:
        """Return the rows that can land."""
        return [row for row in self.rows if row["line"] not in self.problems]


def plan(work: Work, lands: Lands, number: int) -> DutyPlan:
    """Look at all staged rows together with what is there."""
    into, stage = lands.into, lands.stage
    known: dict[tuple[Any, ...], list[Row]] = {}
    for one in work.execute(select(into).where(into.c.removed_at.is_(None)).order_by(into.c.id)).mappings():
        known.setdefault(_key(lands, dict(one)), []).append(dict(one))
    found = DutyPlan()
    seen: dict[tuple[Any, ...], list[Row]] = {}
    for staged in work.execute(
        select(stage).where(stage.c.batch_id == number).order_by(stage.c.id)
    ).mappings():
        row = dict(staged)
        first = _touching(lands, row, seen.setdefault(_key(lands, row), []))
        if first is not None and first["hash"] == row["hash"]:
            found.twins += 1
            continue
        found.rows.append(row)
        if first is not None:
            found.problems[row["line"]] = BadInput(
                N_("the same stands in line {other} already, with other values"),
                hint=N_("keep one of the two"),
                other=first["line"],
            )
            continue
        seen[_key(lands, row)].append(row)
        old = _touching(lands, row, known.get(_key(lands, row), []))
        if old is not None:
            found.there[row["id"]] = old
    return found


def _key(lands: Lands, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in lands.same)


def _touching(lands: Lands, row: Row, others: list[Row]) -> Row | None:
    """Return the first of those that are the same whose days touch those of a row, where days matter."""
    for one in others:
        if not lands.days or (one["from_on"] <= row["until_on"] and row["from_on"] <= one["until_on"]):
            return one
    return None


def _differences(lands: Lands, row: Row, old: Row) -> Row:
    """Return what a row says otherwise; a headcount takes the other one along, so that they stay in order."""
    said = set(row["said"])
    if said & _TOGETHER:
        said |= _TOGETHER
    named = (name for name in lands.follow if _SAID_AS.get(name, name) in said)
    return {name: row[name] for name in named if row[name] != old[name]}


def outcomes(lands: Lands, found: DutyPlan) -> dict[str, int]:
    """Return how many rows are new, changed and the same."""
    counts = {"new": 0, "changed": 0, "same": found.twins}
    for row in found.good:
        old = found.there.get(row["id"])
        counts["new" if old is None else "changed" if _differences(lands, row, old) else "same"] += 1
    return counts


def land(work: Work, lands: Lands, number: int, found: DutyPlan) -> int:
    """Write what is new and what changes; return how much is new."""
    new = 0
    stage = lands.stage
    for row in found.good:
        old = found.there.get(row["id"])
        if old is None:
            _insert(work, lands, number, row)
            new += 1
        else:
            _follow(work, lands, row, old)
    work.execute(stage.delete().where(stage.c.batch_id == number, stage.c.outcome.is_(None)))
    return new


def _insert(work: Work, lands: Lands, number: int, row: Row) -> None:
    names = {column.name for column in lands.into.c} & row.keys() - {"id"}
    values = {name: row[name] for name in names} | {
        "batch_id": number,
        "version": 1,
        "created_at": work.now,
    }
    one = work.add(insert(lands.into).values(**values))
    marks = {"outcome": "new", "thing_id": one, "thing_version": 1}
    work.execute(update(lands.stage).where(lands.stage.c.id == row["id"]).values(**marks))


def _follow(work: Work, lands: Lands, row: Row, old: Row) -> None:
    """Let what is there follow the file."""
    changes = _differences(lands, row, old)
    if not changes:
        return
    version = old["version"] + 1
    work.execute(update(lands.into).where(lands.into.c.id == old["id"]).values(**changes, version=version))
    marks = {"outcome": "changed", "thing_id": old["id"]}
    work.execute(update(lands.stage).where(lands.stage.c.id == row["id"]).values(**marks))
    remember(work, lands.kind, row["id"], {"fields": {name: old[name] for name in changes}}, version)
    told = {name: [old[name], value] for name, value in changes.items() if name != "why"}
    work.log(f"{lands.thing}.import", lands.thing, old["id"], told)

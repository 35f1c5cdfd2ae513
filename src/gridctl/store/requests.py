"""Requests in the store: rows, steps and spans, always written together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Update,
    bindparam,
    desc,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from gridctl.core.errors import N_, Conflict
from gridctl.core.words import OPEN, UNRESOLVED, Status
from gridctl.store.areas import AREA, within
from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.places import BUILDING, HOME
from gridctl.store.points import POINT
from gridctl.store.search import SEARCH, matching
from gridctl.store.tables.columns import table
from gridctl.store.tables.request import FOREVER, VOID, Request, Step
from gridctl.store.unit import Work

REQUEST = table(Request)
STEP = table(Step)
R = REQUEST.c

IS_OPEN = text("request.is_open = 1")
"""Spelled as in the partial index, which the planner would not take for a bound parameter."""

_ADD, _ADD_STEP = insert(REQUEST), insert(STEP)
_LAST_COUNTED = text(
    "SELECT max(at), max(counted_at) FROM step WHERE request_id = :number AND counted_at IS NOT NULL"
)
_ANY_UNDONE = text("SELECT EXISTS (SELECT 1 FROM batch WHERE state = 'undone')")
_LEAVE = text("UPDATE span SET to_at = :at WHERE request_id = :number AND to_at = :forever")
_ENTER = text(
    "INSERT INTO span (request_id, status, from_at, to_at, due) VALUES (:number, :status, :at, :forever, :due)"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests to list. Empty means any; `area_id` counts with all below it.

    What words ask for is compiled already: `conditions`, the expression `match` for the index, the `order`.

    With `open_to` (the code of a member) confidential ones are left out, unless that member holds them.
    """

    statuses: tuple[str, ...] = ()
    open_only: bool = False
    area_id: int | None = None
    category: str | None = None
    urgency: str | None = None
    channel: str | None = None
    level: str | None = None
    ref: str | None = None
    member_id: int | None = None
    team_id: int | None = None
    overdue_at: int | None = None
    limit: int | None = None
    conditions: tuple[ColumnElement[bool], ...] = ()
    match: str = ""
    order: tuple[ColumnElement[Any], ...] = ()
    home_id: int | None = None
    building_id: int | None = None
    open_to: str | None = None
    skip: int = 0
    any_void: bool = True
    """Whether there may be void ones: where there are none, an index alone tells most conditions."""


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert one request and return its number."""
    return work.add(_ADD, values)


def get(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return the row of a request with the codes of its area and holder; None for unknown and void ones."""
    return work.execute(_one(), {"number": number}).first()


@cache
def _one() -> Select[Any]:
    """Return the query of one request; like others here it is built once, which takes longer than to run it."""
    desk = AREA.alias()
    query = select(
        REQUEST,
        AREA.c.code.label("area"),
        desk.c.code.label("desk"),
        func.coalesce(MEMBER.c.code, TEAM.c.code).label("holder"),
        HOME.c.label.label("home"),
        BUILDING.c.code.label("building"),
        POINT.c.code.label("point"),
    ).select_from(
        _joined().outerjoin(desk, desk.c.id == R.desk_id).outerjoin(POINT, POINT.c.id == R.point_id)
    )
    return query.where(R.id == bindparam("number"), R.status != VOID)


def void_batch(work: Work, number: int) -> int | None:
    """Return the batch whose undoing took this request back, or None."""
    found = work.execute(select(R.batch_id).where(R.id == number, R.status == VOID)).first()
    return found.batch_id if found else None


def change(work: Work, number: int, version: int, values: dict[str, Any]) -> None:
    """Change a request that has not been changed since it was read; Conflict otherwise."""
    found = {"the_id": number, "the_version": version}
    done = work.execute(_change(), {**values, **found, "version": version + 1})
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this request"),
            hint=N_("look at it again and repeat the command"),
        )


@cache
def _change() -> Update:
    return update(REQUEST).where(R.id == bindparam("the_id"), R.version == bindparam("the_version"))


def relink(work: Work, number: int, into: int) -> None:
    """Let a merged request follow the one that it was merged into, into another one."""
    work.execute(update(REQUEST).where(R.id == number).values(merged_into_id=into))


def set_parent(work: Work, number: int, parent: int) -> None:
    """Note which request another one was split off, or repeats."""
    work.execute(update(REQUEST).where(R.id == number).values(parent_id=parent))


def add_step(work: Work, values: dict[str, Any]) -> int:
    """Append one step to a timeline and return its place in the order of the store."""
    return work.add(_ADD_STEP, values)


def last_counted(work: Work, number: int) -> tuple[int, int]:
    """Return when the newest step that counts happened and from when it counts (UTC ms)."""
    found = work.execute(_LAST_COUNTED, {"number": number}).one()
    return int(found[0] or 0), int(found[1] or 0)


def enter(work: Work, number: int, status: Status, at: int, due: int | None) -> None:
    """Let a request stand in `status` from `at` (counted time) on: end one span, begin the next.

    `due` is the deadline (UTC ms) that it has from then on.
    """
    work.execute(_LEAVE, {"number": number, "at": at, "forever": FOREVER})
    if status in OPEN:
        values = {"number": number, "status": str(status), "at": at, "forever": FOREVER, "due": due}
        work.execute(_ENTER, values)


def timeline(work: Work, number: int) -> list[Any]:
    """Return the steps of a request in the order in which the store learned them."""
    return list(work.execute(_timeline(), {"number": number}))


@cache
def _timeline() -> Select[Any]:
    return select(STEP).where(STEP.c.request_id == bindparam("number")).order_by(STEP.c.seq)


def _joined() -> Any:  # noqa: ANN401
    return (
        REQUEST.outerjoin(AREA, AREA.c.id == R.area_id)
        .outerjoin(MEMBER, MEMBER.c.id == R.holder_member_id)
        .outerjoin(TEAM, TEAM.c.id == R.holder_team_id)
        .outerjoin(HOME, HOME.c.id == R.home_id)
        .outerjoin(BUILDING, BUILDING.c.id == R.building_id)
    )


def _found(wanted: Wanted) -> Any:  # noqa: ANN401
    """Return what a list is taken from; with words the index comes first, and gives the order."""
    return SEARCH.join(_joined(), SEARCH.c.rowid == R.id) if wanted.match else _joined()


def listing(wanted: Wanted) -> Select[Any]:
    """Return the query of a list, newest first unless another order is wanted.

    What is skipped, or sorted for a page of it, is passed by number alone, on an index where there is one, before
    anything is joined to it.
    """
    query = select(
        R.id,
        R.status,
        R.level,
        R.urgency,
        R.category,
        R.summary,
        R.name,
        R.phone,
        R.channel,
        R.ref,
        R.received_at,
        R.due,
        R.confidential,
        AREA.c.code.label("area"),
        func.coalesce(MEMBER.c.code, TEAM.c.code).label("holder"),
        HOME.c.label.label("home"),
        BUILDING.c.code.label("building"),
    ).select_from(_found(wanted))
    order = wanted.order or (desc(SEARCH.c.rowid if wanted.match else R.id),)
    conditions = _conditions(wanted)
    by_number = len(order) == 1
    if wanted.match or not (wanted.skip or (wanted.limit is not None and not by_number)):
        return query.where(*conditions).order_by(*order).limit(wanted.limit).offset(wanted.skip or None)
    passed = select(R.id).where(*conditions).order_by(*order).limit(wanted.limit).offset(wanted.skip or None)
    return query.where(R.id.in_(passed.correlate(None))).order_by(*order)


def exporting(wanted: Wanted) -> Select[Any]:
    """Return the query of what goes out: whole requests with their places, their holder and their last step."""
    s, desk = STEP.c, AREA.alias()
    last = select(func.max(s.seq)).where(s.request_id == R.id).correlate(REQUEST).scalar_subquery()
    query = select(
        REQUEST,
        AREA.c.code.label("area"),
        desk.c.code.label("desk"),
        desk.c.name.label("desk_name"),
        func.coalesce(MEMBER.c.code, TEAM.c.code).label("holder"),
        TEAM.c.name.label("team_name"),
        HOME.c.label.label("home"),
        BUILDING.c.code.label("building"),
        func.coalesce(POINT.c.latitude, BUILDING.c.latitude).label("latitude"),
        func.coalesce(POINT.c.longitude, BUILDING.c.longitude).label("longitude"),
        s.at.label("last_at"),
        s.origin.label("last_origin"),
    ).select_from(
        _found(wanted)
        .outerjoin(desk, desk.c.id == R.desk_id)
        .outerjoin(POINT, POINT.c.id == R.point_id)
        .outerjoin(STEP, s.seq == last)
    )
    order = wanted.order or (desc(SEARCH.c.rowid if wanted.match else R.id),)
    return query.where(*_conditions(wanted)).order_by(*order).limit(wanted.limit)


def count(work: Work, wanted: Wanted) -> int:
    """Return how many requests are wanted, whatever the limit says.

    Nothing is joined that no condition is about: SQLite would look it up for each of them.
    """
    bare = SEARCH.join(REQUEST, SEARCH.c.rowid == R.id) if wanted.match else REQUEST
    query = select(func.count()).select_from(bare).where(*_conditions(wanted))
    return int(work.execute(query).scalar_one())


def any_void(work: Work) -> bool:
    """Tell whether there may be void requests: they are of imports that were taken back."""
    return bool(work.execute(_ANY_UNDONE).scalar())


def holds(work: Work, wanted: Wanted, number: int) -> bool:
    """Tell whether a request is among the wanted ones."""
    query = select(R.id).select_from(_found(wanted)).where(*_conditions(wanted), R.id == number)
    return work.execute(query).first() is not None


def grouped(work: Work, wanted: Wanted, by: Sequence[ColumnElement[Any]]) -> list[Any]:
    """Return the wanted requests counted by some columns: their values, then the number, most first."""
    number = func.count().label("count")
    query = select(*by, number).select_from(_found(wanted)).where(*_conditions(wanted))
    return list(work.execute(query.group_by(*by).order_by(number.desc(), *by).limit(wanted.limit)))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[Any] = [*([R.status != VOID] if wanted.any_void else []), *wanted.conditions]
    if wanted.match:
        found.append(matching(wanted.match))
    if wanted.open_only:
        found.append(IS_OPEN)
    if wanted.statuses:
        found.append(R.status.in_(wanted.statuses))
        if set(wanted.statuses) <= set(OPEN):
            found.append(IS_OPEN)
    if wanted.area_id is not None:
        found.append(within(R.area_id, wanted.area_id))
    for column, value in (
        (R.category, wanted.category),
        (R.urgency, wanted.urgency),
        (R.channel, wanted.channel),
        (R.level, wanted.level),
        (R.ref, wanted.ref),
        (R.holder_member_id, wanted.member_id),
        (R.holder_team_id, wanted.team_id),
        (R.home_id, wanted.home_id),
        (R.building_id, wanted.building_id),
    ):
        if value is not None:
            found.append(column == value)
    if wanted.overdue_at is not None:
        found += [IS_OPEN, R.due <= wanted.overdue_at, R.status.in_(sorted(UNRESOLVED))]
    if wanted.open_to is not None:
        own = select(MEMBER.c.id).where(MEMBER.c.code == wanted.open_to).scalar_subquery()
        found.append(or_(R.confidential.is_(False), func.ifnull(R.holder_member_id == own, False)))
    return found


def unheld(work: Work) -> int:
    """Return how many new requests nobody holds."""
    query = select(func.count()).select_from(REQUEST)
    return int(
        work.execute(
            query.where(
                IS_OPEN, R.status == Status.NEW, R.holder_member_id.is_(None), R.holder_team_id.is_(None)
            )
        ).scalar_one()
    )


def open_counts(work: Work) -> list[Any]:
    """Return (status, urgency, count) over the open requests."""
    query = select(R.status, R.urgency, func.count().label("count")).where(IS_OPEN)
    return list(work.execute(query.group_by(R.status, R.urgency)))


def same_ref(work: Work, ref: str) -> list[int]:
    """Return the numbers of requests that carry the same number of the sender."""
    return list(work.execute(select(R.id).where(R.ref == ref, or_(R.status != VOID)).limit(5)).scalars())

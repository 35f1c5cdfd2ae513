"""Residents and their needs in the store."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, or_, select, update

from gridctl.core.errors import N_, Conflict
from gridctl.core.words import ResidentStatus
from gridctl.store.areas import AREA, within
from gridctl.store.tables.columns import table
from gridctl.store.tables.place import Building, Home
from gridctl.store.tables.request import VOID, Request
from gridctl.store.tables.resident import Need, Resident
from gridctl.store.unit import Work

RESIDENT = table(Resident)
NEED = table(Need)
HOME = table(Home)
BUILDING = table(Building)
REQUEST = table(Request)
R = RESIDENT.c

KNOWN = (str(ResidentStatus.LIVING), str(ResidentStatus.LEFT), str(ResidentStatus.DEAD))
"""The states in which a row still says who somebody is."""


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert one resident and return the number."""
    return work.add(insert(RESIDENT).values(**values))


@cache
def with_place() -> Select[Any]:
    """Return the query of residents with the labels of their homes and the code of their area."""
    registered = HOME.alias("registered")
    area = func.coalesce(HOME.c.area_id, BUILDING.c.area_id)
    return select(
        RESIDENT,
        HOME.c.label.label("home"),
        registered.c.label.label("registered_home"),
        AREA.c.code.label("area"),
        AREA.c.id.label("area_id"),
        HOME.c.building_id.label("building_id"),
    ).select_from(
        RESIDENT.outerjoin(HOME, HOME.c.id == R.home_id)
        .outerjoin(BUILDING, BUILDING.c.id == HOME.c.building_id)
        .outerjoin(AREA, AREA.c.id == area)
        .outerjoin(registered, registered.c.id == R.registered_home_id)
    )


def get(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return the row of a resident, whatever became of them, with home and area."""
    return work.execute(with_place().where(R.id == number)).first()


def of(work: Work, numbers: Sequence[int]) -> list[Any]:
    """Return the rows with these numbers, in the order of the numbers."""
    found: list[Any] = []
    for start in range(0, len(numbers), 500):
        part = list(numbers[start : start + 500])
        found += work.execute(with_place().where(R.id.in_(part)).order_by(R.id))
    return sorted(found, key=lambda row: int(row.id))


def named(work: Work, condition: ColumnElement[bool], most: int) -> list[Any]:
    """Return up to `most` residents who are still known by name and fulfil a condition."""
    query = with_place().where(R.status.in_(KNOWN), condition).order_by(R.id).limit(most)
    return list(work.execute(query))


def known_by(work: Work, words: str, most: int) -> list[Any]:
    """Return the residents with exactly this phone or identity number."""
    return named(work, or_(R.phone == words, R.identity == words.upper()), most)


def by_identity(work: Work, identity: str, besides: int | None = None) -> Any | None:  # noqa: ANN401
    """Return the resident with this identity number, other than `besides`."""
    found = named(work, R.identity == identity, 2)
    return next((row for row in found if row.id != besides), None)


def near(work: Work, row: Any, most: int = 200) -> list[Any]:  # noqa: ANN401
    """Return the others who share the home or the first phone of a resident."""
    fits: list[ColumnElement[bool]] = []
    if row.home_id is not None:
        fits.append(R.home_id == row.home_id)
    if row.phone:
        fits.append(R.phone == row.phone)
    found = {one.id: one for fit in fits for one in named(work, fit, most) if one.id != row.id}
    return [found[number] for number in sorted(found)]


def for_twins(work: Work) -> Iterator[Any]:
    """Yield what the search for twins compares of everybody who is known by name, by number."""
    query = (
        select(
            R.id,
            R.name,
            R.birth_date,
            R.sex,
            R.phone,
            R.phones,
            R.identity,
            R.address,
            HOME.c.label.label("home"),
        )
        .select_from(RESIDENT.outerjoin(HOME, HOME.c.id == R.home_id))
        .where(R.status.in_(KNOWN))
        .order_by(R.id)
    )
    yield from work.execute(query)


def ids_within(work: Work, area_id: int) -> set[int]:
    """Return the numbers of the residents whose home lies in an area or below it."""
    area = func.coalesce(HOME.c.area_id, BUILDING.c.area_id)
    query = (
        select(R.id)
        .join(HOME, HOME.c.id == R.home_id)
        .join(BUILDING, BUILDING.c.id == HOME.c.building_id)
        .where(within(area, area_id))
    )
    return set(work.execute(query).scalars())


def change(work: Work, number: int, version: int, values: dict[str, Any]) -> None:
    """Change a resident who has not been changed since the row was read; Conflict otherwise."""
    done = work.execute(
        update(RESIDENT).where(R.id == number, R.version == version).values(**values, version=version + 1)
    )
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this resident"),
            hint=N_("look at it again and repeat the command"),
        )


def relatives(work: Work, row: Any) -> list[Any]:  # noqa: ANN401
    """Return who else lives in the same household: the same home, and the same mark of a household if any."""
    if row.home_id is None:
        return []
    query = select(R.id, R.name, R.relation, R.sex, R.birth_date).where(
        R.home_id == row.home_id, R.id != row.id, R.status == str(ResidentStatus.LIVING)
    )
    if row.household:
        query = query.where(R.household == row.household)
    return list(work.execute(query.order_by(R.id).limit(100)))


def requests_of(work: Work, number: int, most: int | None = None) -> list[Any]:
    """Return the requests of a resident, newest first."""
    q = REQUEST.c
    query = select(q.id, q.status, q.urgency, q.category, q.summary, q.received_at, q.confidential, q.is_open)
    return list(
        work.execute(query.where(q.resident_id == number, q.status != VOID).order_by(q.id.desc()).limit(most))
    )


def needs_of(work: Work, number: int) -> list[Any]:
    """Return every mark of a resident, those that hold before those that are over."""
    n = NEED.c
    query = (
        select(NEED)
        .where(n.resident_id == number, n.voided_at.is_(None))
        .order_by(n.ended_at.is_not(None), n.id)
    )
    return list(work.execute(query))


def open_need(work: Work, number: int, tag: str) -> Any | None:  # noqa: ANN401
    """Return the row of a mark that a resident has and that is not over."""
    n = NEED.c
    query = select(NEED).where(n.resident_id == number, n.tag == tag, n.ended_at.is_(None))
    return work.execute(query.order_by(n.id)).first()


def add_need(work: Work, values: dict[str, Any]) -> int:
    """Insert one mark and return its number."""
    return work.add(insert(NEED).values(**values, created_at=work.now))


def change_need(work: Work, number: int, values: dict[str, Any]) -> None:
    """Change one mark."""
    work.execute(update(NEED).where(NEED.c.id == number).values(**values))


def end_needs(work: Work, number: int, day: str) -> int:
    """Let all marks of a resident end on `day`; return how many."""
    n = NEED.c
    done = work.execute(
        update(NEED)
        .where(n.resident_id == number, n.ended_at.is_(None))
        .values(ended_at=work.now, until_on=func.coalesce(n.until_on, day))
    )
    return int(done.rowcount)

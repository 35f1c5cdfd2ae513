"""Rounds as views: coverage with its denominator, by building, unit, grid, member and hour, now or then."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.round_views import GroupView, RoundView
from gridctl.core.rounds import Tally
from gridctl.services import proofs
from gridctl.services.office import Office
from gridctl.store import areas as area_rows
from gridctl.store import round_figures as figures
from gridctl.store import rounds as rows
from gridctl.store.unit import Work

BY = ("building", "unit", "grid", "member", "share", "hour")
_QUARTER_MS = 900_000
_EVER = 1 << 62


def status_of(row: Any) -> str:  # noqa: ANN401
    """Return whether a round is open or closed."""
    return "open" if row.closed_at is None else "closed"


def closings_of(row: Any) -> list[list[int]]:  # noqa: ANN401
    """Return [closed, opened again] (UTC ms) of each time that a round was closed before."""
    found: list[list[int]] = json.loads(row.was_closed or "[]")
    return found


def closed_at(row: Any, at: int | None) -> int | None:  # noqa: ANN401
    """Return when a round was closed, as it stands now or stood at a moment (UTC ms); None for an open one."""
    if at is None:
        return None if row.closed_at is None else int(row.closed_at)
    for closed, again in closings_of(row):
        if closed <= at < again:
            return closed
    return int(row.closed_at) if row.closed_at is not None and row.closed_at <= at else None


def view(
    office: Office,
    work: Work,
    number: int,
    *,
    by: str | None = None,
    at: int | None = None,
    dry_run: bool = False,
) -> RoundView:
    """Return one round; `at` (UTC ms) shows it as it was recorded until then."""
    row: Any = rows.get(work, number)
    placed = figures.by_place(work, number, "building", at)
    tally = _whole(placed)
    goal = None if row.goal is None else row.goal / 1000
    closed = closed_at(row, at)
    proof = proofs.view(work, row, _EVER if at is None else at, is_open=closed is None)
    sealed = proof is not None and proof.sealed
    if sealed and by:
        proofs.refuse_sealed(work, row)
    return RoundView(
        id=row.id,
        status="open" if closed is None else "closed",
        checklist=row.checklist,
        name=row.name,
        kind=row.kind,
        area=area_rows.by_id(work, row.area_id).code if row.area_id else None,
        opened_at=office.moment_of(row.opened_at),
        opened_by=row.opened_by,
        until_at=office.moment(row.until_at),
        next_at=office.moment(row.next_at),
        closed_at=office.moment(closed),
        at=office.moment(at),
        targets=tally.targets,
        to_visit=tally.due,
        done=tally.done,
        missing=tally.missing,
        left=tally.left,
        outcomes={} if sealed else tally.plain(),
        coverage=tally.coverage,
        target=goal,
        goal_met=None if goal is None or tally.coverage is None else tally.coverage >= goal,
        requests=tuple(rows.raised(work, number, at)),
        unmatched=rows.unmatched(work, number, at),
        by_building=() if sealed else tuple(_at_places(work, placed)),
        sample=row.sample,
        seed=row.seed,
        plan=row.plan_id,
        proof=proof,
        groups=tuple(groups(office, work, number, by, at)) if by else (),
        version=row.version,
        dry_run=dry_run,
    )


def groups(office: Office, work: Work, number: int, by: str, at: int | None) -> list[GroupView]:
    """Return the coverage of each building, unit, grid, member, share or hour of a round.

    By member counts where who made the last visit, by share whose doors they are.
    """
    if by not in BY:
        raise BadInput(
            N_("a round cannot be counted by {by}"), hint=N_("possible: {known}"), by=by, known=", ".join(BY)
        )
    if by == "member":
        found = [((row.member,), row.outcome, row.count) for row in figures.by_member(work, number, at)]
        return _grouped(found, lambda key: (None, key[0]))
    if by == "share":
        shares = figures.by_place(work, number, "share", at)
        members = figures.codes(work, "member", sorted({row.member_id for row in shares if row.member_id}))
        named = [((members.get(row.member_id, "-"),), row.outcome, row.count) for row in shares]
        return _grouped(named, lambda key: (None, key[0]))
    if by == "hour":
        return _by_hour(office, figures.by_quarter(work, number, at))
    if by == "grid":
        grids = figures.grids(work)
        places = [
            ((grids.get(row.area_id, "-"),), row.outcome, row.count)
            for row in figures.by_place(work, number, "area", at)
        ]
        return _grouped(places, lambda key: (None, key[0]))
    return _at_places(work, figures.by_place(work, number, by, at))


def _whole(placed: Iterable[Any]) -> Tally:
    """Return the counts of a whole round by those of its parts: to count the targets once is enough."""
    counts: dict[str, int] = {}
    for row in placed:
        counts[row.outcome] = counts.get(row.outcome, 0) + row.count
    return Tally(counts)


def _at_places(work: Work, counted: list[Any]) -> list[GroupView]:
    """Return the coverage of each building or unit by (building_id, unit …, outcome, count)."""
    codes = figures.codes(work, "building", sorted({row.building_id for row in counted if row.building_id}))
    keyed = [(tuple(row)[:-2], row.outcome, row.count) for row in counted]

    def name(key: tuple[Any, ...]) -> tuple[str | None, str]:
        code = codes.get(key[0]) if key[0] is not None else None
        unit = f"-{key[1]}" if len(key) > 1 and key[1] else ""
        return code, f"{code or '-'}{unit}"

    return _grouped(keyed, name)


def _grouped(
    found: Iterable[tuple[tuple[Any, ...], str, int]],
    name: Callable[[tuple[Any, ...]], tuple[str | None, str]],
) -> list[GroupView]:
    counts: dict[tuple[Any, ...], dict[str, int]] = {}
    for key, outcome, count in found:
        of = counts.setdefault(key, {})
        of[outcome] = of.get(outcome, 0) + count
    views = [_group(*name(key), Tally(of)) for key, of in counts.items()]
    return sorted(views, key=lambda one: (one.building is None, len(one.name), one.name))


def _group(building: str | None, name: str, tally: Tally) -> GroupView:
    return GroupView(
        building,
        name,
        tally.targets,
        tally.due,
        tally.done,
        tally.missing,
        tally.coverage,
        tally.plain(),
    )


def _by_hour(office: Office, counted: Iterable[Any]) -> list[GroupView]:
    found = []
    for row in counted:
        moment = office.moment_of(row.quarter * _QUARTER_MS)
        found.append(((f"{moment:%Y-%m-%d %H}:00",), row.outcome, row.count))
    return sorted(_grouped(found, lambda key: (None, key[0])), key=lambda one: one.name)

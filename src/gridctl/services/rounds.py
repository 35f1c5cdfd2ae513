"""Rounds: open one over a frozen list of targets, look at it, close it, open it again."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from gridctl.core.checklists import Checklist, Period, TargetKind
from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.round_views import RoundRow, RoundView
from gridctl.core.rounds import Tally, read_goal
from gridctl.core.text import clean_line, clean_page
from gridctl.core.times import local, parse_when, to_ms
from gridctl.core.uid import uuid7
from gridctl.services import areas, checklists, proofs, round_lists, round_loading, round_picking, round_views
from gridctl.services.office import Office
from gridctl.services.round_lists import Listed
from gridctl.services.round_loading import load, load_open
from gridctl.services.steps import DryRun
from gridctl.store import areas as area_rows
from gridctl.store import round_figures as figures
from gridctl.store import rounds as rows
from gridctl.store import telling as outbox_rows
from gridctl.store.round_targets import Pick, add_many, freeze
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class NewRound:
    """What it takes to open a round: a checklist and, where wanted, which targets and until when.

    `listed` is a list from above, that goes before area and words; it is for once. With `once` a checklist with a
    period does not come again. `sample` takes so many at random, drawn with `seed`; with `readers`, two members,
    each of them visits all of it without seeing the other's answers.
    """

    checklist: str
    area: str | None = None
    where: str | None = None
    name: str | None = None
    until: str | None = None
    goal: str | None = None
    listed: Sequence[Listed] | None = None
    once: bool = False
    sample: int | None = None
    seed: str | None = None
    readers: Sequence[str] = ()


def open_round(office: Office, new: NewRound, *, dry_run: bool = False) -> RoundView:
    """Open a round; its targets are frozen. Refused where there are none."""
    try:
        with office.store.begin("round open") as work:
            number = opened(office, work, new)
            view = round_views.view(office, work, number, dry_run=dry_run)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return view


def opened(office: Office, work: Work, new: NewRound) -> int:
    """Open a round within a unit of work and return its number."""
    checklist = checklists.find(office, work, new.checklist)
    goal = read_goal(new.goal) if new.goal else None
    until = to_ms(parse_when(new.until, office.now())) if new.until else None
    if until is not None and until <= work.now:
        raise BadInput(
            N_("{text} is over already"),
            hint=N_("--until says by when the round is to be done"),
            text=new.until,
        )
    area = areas.find(work, new.area).id if new.area else None
    values = {
        "name": (clean_line(new.name, "--name", longest=100) or None) if new.name else None,
        "area_id": area,
        "query": clean_line(new.where, "--where") if new.where else None,
        "until_at": until,
        "goal": goal,
        "next_at": None if new.once or new.listed is not None else next_time(office, checklist),
        "sample": new.sample,
        "readers": proofs.readers_of(work, new.readers) if new.readers else None,
    }
    if new.sample is not None:
        values["seed"] = (clean_line(new.seed, "--seed", longest=40) if new.seed else "") or seed()
    return fill(office, work, checklist, values, listed=new.listed)


def seed() -> str:
    """Return a word to draw a sample with that nobody could know before."""
    return secrets.token_hex(4)


def fill(
    office: Office,
    work: Work,
    checklist: Checklist,
    values: dict[str, Any],
    *,
    listed: Sequence[Listed] | None = None,
    homes: list[int] | None = None,
) -> int:
    """Write a round with `values`, its targets and its entry in the ledger; return its number.

    `homes` are the numbers of the homes that it goes to, where they were chosen already.
    """
    rows.keep_checklist(work, checklist, added=False)
    usual = {
        "uid": uuid7(work.now),
        "checklist_hash": checklist.content_hash,
        "checklist": checklist.code,
        "kind": str(checklist.target),
        "opened_at": work.now,
        "opened_by": work.actor.operator,
        "targets": 0,
        "version": 1,
    }
    number = rows.add(work, usual | values)
    work.about("round", number)
    if homes is not None:
        count = add_many(work, number, TargetKind.HOME, homes, needs_first=checklist.needs_first)
    elif listed is not None:
        count = _listed(office, work, number, checklist, listed)
    else:
        tests = round_picking.tests_of(office, work, checklist, values["query"] or "")
        count = freeze(
            work,
            number,
            Pick(checklist.target, values["area_id"], str(checklist.area_kind), tests, checklist.needs_first),
        )
    count = proofs.narrow(work, number, count, values)
    if not count:
        raise Refused(
            N_("there is no {kind} that this round would go to"),
            hint=N_("look at --area, --where and the kind of targets: gridctl checklist show {checklist}"),
            error="no_targets",
            kind=checklist.target,
            checklist=checklist.code,
        )
    rows.change(work, number, 1, {"targets": count})
    told = {"checklist": checklist.code, "hash": checklist.content_hash, "targets": count}
    told |= {name: values[name] for name in ("sample", "seed", "readers", "plan_id") if values.get(name)}
    work.log("round.open", "round", number, told | {"area": values["area_id"], "where": values["query"]})
    return number


def _listed(office: Office, work: Work, number: int, checklist: Checklist, listed: Sequence[Listed]) -> int:
    """Write the targets of a list from above; BadInput where its checklist goes to neither homes nor residents."""
    if checklist.target not in {TargetKind.HOME, TargetKind.RESIDENT}:
        raise BadInput(
            N_("a list of names goes with homes or residents, not with {kind}"),
            hint=N_("choose another checklist: gridctl checklist list"),
            kind=checklist.target,
        )
    return round_lists.freeze(office, work, number, checklist, listed)


def next_time(office: Office, checklist: Checklist) -> int | None:
    """Return when a round comes again (UTC ms): as the next day, or the next week from Monday, begins."""
    now = office.now()
    if checklist.period is Period.ONCE:
        return None
    days = 1 if checklist.period is Period.DAILY else 7 - now.weekday()
    begins = local(now.date() + timedelta(days=days), datetime.min.time(), office.zone)
    return to_ms(begins)


def checklist_of(office: Office, number: int) -> Checklist:
    """Return the checklist that a round opened by."""
    with office.store.read() as work:
        return round_loading.checklist_of(work, load(work, number))


def listing(office: Office, *, everything: bool = False, area: str | None = None) -> list[RoundRow]:
    """Return the rounds that are open, or all, newest first."""
    with office.store.read() as work:
        inside = set(area_rows.below(work, areas.find(work, area).id)) if area else None
        found = [
            row
            for row in rows.listing(work, everything=everything)
            if inside is None or row.area_id in inside
        ]
        counts = figures.counts_of(work, [row.id for row in found])
        return [_row(office, row, Tally(counts[row.id])) for row in found]


def _row(office: Office, row: Any, tally: Tally) -> RoundRow:  # noqa: ANN401
    return RoundRow(
        id=row.id,
        status=round_views.status_of(row),
        checklist=row.checklist,
        name=row.name,
        kind=row.kind,
        area=row.area,
        opened_at=office.moment_of(row.opened_at),
        until_at=office.moment(row.until_at),
        targets=tally.targets,
        to_visit=tally.due,
        done=tally.done,
        missing=tally.missing,
        coverage=tally.coverage,
        target=None if row.goal is None else row.goal / 1000,
    )


def show(office: Office, number: int, *, by: str | None = None, at: str | None = None) -> RoundView:
    """Return one round with its coverage by building and, where wanted, by unit, grid, member or hour.

    `at` is a past moment: what had been recorded until then.
    """
    moment = office.when(at) if at else None
    with office.store.read() as work:
        row = load(work, number)
        round_loading.refuse_before(row, moment, at)
        return round_views.view(office, work, number, by=by, at=moment)


def close(
    office: Office, number: int, note: str | None = None, *, last: bool = False, dry_run: bool = False
) -> RoundView:
    """Close a round and return what it came to. With `last` it does not come again."""
    words = clean_page(note, "NOTE") if note else ""
    try:
        with office.store.begin() as work:
            row = load_open(work, number)
            values: dict[str, Any] = {"closed_at": work.now, "closed_by": work.actor.operator}
            if last:
                values["next_at"] = None
            rows.change(work, number, row.version, values)
            outbox_rows.drop_of_round(work, number)
            tally = Tally(figures.counts(work, number))
            told: dict[str, object] = {"due": tally.due, "done": tally.done, "missing": tally.missing}
            work.log("round.close", "round", number, told | {"last": last}, words or None)
            view = round_views.view(office, work, number, dry_run=dry_run)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return view


def reopen(office: Office, number: int, note: str) -> RoundView:
    """Open a closed round again; why is kept."""
    words = clean_page(note, "NOTE")
    with office.store.begin() as work:
        row = load(work, number)
        if row.closed_at is None:
            raise Refused(
                N_("round {number} is open"),
                hint=N_("see: gridctl round show {number}"),
                error="round_open",
                number=number,
            )
        if not words:
            raise BadInput(
                N_("this wants a word why"),
                hint=N_("add --note TEXT"),
                error="no_reason",
            )
        if row.readers:
            raise Refused(
                N_("both have read round {number}, and can see what they differ in"),
                hint=N_("open another one: gridctl round open {checklist}"),
                error="both_done",
                number=number,
                checklist=row.checklist,
            )
        closings = [*round_views.closings_of(row), [row.closed_at, work.now]]
        rows.change(work, number, row.version, {"closed_at": None, "closed_by": None, "was_closed": closings})
        work.log("round.reopen", "round", number, {"closed_at": [row.closed_at, None]}, words)
        return round_views.view(office, work, number)

"""The heartbeat: what happens because time passes, done by whoever runs `gridctl tick`.

It can run each minute, late, twice, or beside itself: what it has done it does not do again, and what it
missed it does once.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gridctl.core.errors import GridError
from gridctl.core.heart_views import Deed, DutyDeed, TickView
from gridctl.core.heartbeat import Rise, WentUp, next_look, rises
from gridctl.core.pack_clock import Escalation
from gridctl.core.reminders import Reminding, Watched, standing_reminders
from gridctl.core.repeats import ScheduleKind
from gridctl.core.request_clocks import standing
from gridctl.core.requests import Act
from gridctl.core.times import DAY_MS
from gridctl.core.words import Level, Status, StepKind, Urgency
from gridctl.services import (
    clockwork,
    desks,
    duty_heartbeat,
    handing,
    inbox,
    repeating,
    request_views,
    round_periods,
    steps,
)
from gridctl.services.calendars import Calendars
from gridctl.services.office import SYSTEM, Office
from gridctl.services.packs import Packs
from gridctl.services.steps import Change, Doing, DryRun, Row
from gridctl.store import heartbeat as rows
from gridctl.store import inbox as drafts
from gridctl.store import schedules
from gridctl.store.sole import only_one
from gridctl.store.unit import Work

AT_ONCE = 100
"""So many requests are looked at in one transaction, so that others can write between."""
Words = Mapping[str, str]
"""What the heartbeat writes into timelines, by the code of the reason."""


def tick(office: Office, words: Words, *, dry_run: bool = False) -> TickView:
    """Do what time has made due: open repeats, mark no-answers, escalate, write reminders.

    Busy (exit 75) where another tick is at work. `words` are the notes of its steps by their reason. With
    `dry_run` everything is tried and nothing is kept.
    """
    deeds: list[Deed] = []
    duty: list[DutyDeed] = []
    opened: list[int] = []
    with only_one(office.store.path, "tick"):
        try:
            while _anything(office):
                with office.store.begin("tick") as work:
                    work.actor = replace(work.actor, operator=SYSTEM)
                    duty += duty_heartbeat.beat(office, work, AT_ONCE)
                    deeds += _beat(office, work, words, everything=dry_run)
                    opened += round_periods.open_due(office, work)
                    if dry_run:
                        raise DryRun
        except DryRun:
            pass
        if not dry_run:
            _tidy(office)
    return replace(
        _told(office, deeds, opened, dry_run=dry_run),
        no_shows=sum(one.did == "no_show" for one in duty),
        duty=tuple(duty),
    )


def _tidy(office: Office) -> None:
    """Empty the drafts of pasted chats that were decided longer ago than the pack says."""
    with office.store.read() as work:
        oldest = drafts.oldest_decided(work)
    if oldest is not None and work.now - oldest >= DAY_MS:
        with office.store.begin("tick") as work:
            work.actor = replace(work.actor, operator=SYSTEM)
            inbox.purge_in(office, work)


def _anything(office: Office) -> bool:
    """Tell whether there is anything to do; without it nothing is written, and nobody has to wait."""
    with office.store.read() as work:
        return bool(
            schedules.due(work, 1)
            or rows.to_look_at(work, 1)
            or duty_heartbeat.anything(office, work)
            or round_periods.anything(work)
        )


def _beat(office: Office, work: Work, words: Words, *, everything: bool) -> list[Deed]:
    deeds: list[Deed] = []
    packs, calendars = Packs(work, office.settings.pack_hash), Calendars(office, work)
    while True:
        planned = schedules.due(work, AT_ONCE)
        deeds += [_opened(office, work, one) for one in planned]
        waiting = [] if planned else rows.to_look_at(work, AT_ONCE)
        for number in waiting:
            deeds += _looked_at(office, work, _Look(packs, calendars, number), words)
        if not everything or not (planned or waiting):
            return deeds


def _opened(office: Office, work: Work, schedule: Any) -> Deed:  # noqa: ANN401
    try:
        number = repeating.open_next(office, work, schedule)
    except GridError as error:
        schedules.move_on(work, schedule.id, None)
        return Deed(schedule.request_id, "failed", error.code, None)
    if number is None:
        work.log(f"request.{schedule.kind}", "request", schedule.request_id, {"stopped": True})
        return Deed(schedule.request_id, "ended", schedule.kind, None)
    row = request_views.load(work, number)
    if schedule.kind == ScheduleKind.RECHECK:
        rows.write_reminder(work, row, str(Reminding.RECHECK), schedule.next_at)
    return Deed(number, "opened", schedule.kind, row.desk)


class _Look:
    """One request as it stands, read again after each step that is taken with it."""

    def __init__(self, packs: Packs, calendars: Calendars, number: int) -> None:
        """Keep what winds its clocks."""
        self.packs, self.calendars, self.number = packs, calendars, number

    def read(self, work: Work) -> tuple[Row, Watched, list[Rise]]:
        """Return the row, what is watched of it, and when it goes up by itself."""
        row = request_views.load(work, self.number)
        facts = clockwork.facts_of(work, self.number)
        found = clockwork.deadlines(clockwork.wind(self.packs, self.calendars, row, facts, work.now))
        # An imported request has not been told yet by when it has to be assigned.
        seen = clockwork.watched(row, Status(row.status), {"assign_due": found["assign_due"]})
        rule = self.packs.by_hash(row.pack_hash).clocks.escalation.get(Urgency(row.urgency), Escalation())
        before = [
            WentUp(fact.at, fact.detail.get("missed", {}))
            for fact in standing(facts)
            if fact.kind is StepKind.ESCALATE and "auto" in fact.detail
        ]
        coming = rises(rule, seen, Level(row.level), before)
        return row, seen, coming if coming and desks.above(work, row) is not None else []


def _looked_at(office: Office, work: Work, look: _Look, words: Words) -> list[Deed]:
    """Do what is due with one request, and say when it must be looked at again."""
    try:
        row, seen, coming = look.read(work)
        deeds = _no_answer(office, work, row, seen, words)
        if coming and coming[0].at <= work.now:
            deeds.append(_went_up(office, work, row, seen, coming[0], words))
        if deeds:
            row, seen, coming = look.read(work)
    except GridError as error:
        # One that cannot be reckoned must not hold up the others; its next step brings it back here.
        rows.looked(work, look.number, None, None)
        return [Deed(look.number, "failed", error.code, None)]
    for kind, since in standing_reminders(seen, work.now).items():
        if rows.write_reminder(work, row, str(kind), since):
            deeds.append(Deed(row.id, "reminded", str(kind), row.holder or row.desk))
    rows.looked(work, row.id, next_look(seen, coming, work.now), seen.assign_due)
    return deeds


def _no_answer(office: Office, work: Work, row: Row, seen: Watched, words: Words) -> list[Deed]:
    """Mark that whoever was given it has said neither yes nor no in time."""
    since = standing_reminders(seen, work.now).get(Reminding.UNACCEPTED)
    if since is None or not rows.note_no_answer(work, row, since):
        return []
    whose = row.holder or row.desk
    doing = Doing(
        StepKind.NOTE,
        Act(note=words.get("no_answer", "no_answer")),
        lambda _office, _work, _row: Change({}, {"auto": "no_answer", "no_answer": whose}),
    )
    steps.step(office, work, row.id, doing)
    return [Deed(row.id, "no_answer", str(Reminding.UNACCEPTED), whose)]


def _went_up(office: Office, work: Work, row: Row, seen: Watched, rise: Rise, words: Words) -> Deed:
    told = standing_reminders(seen, work.now)
    missed = {str(kind): at for kind, at in told.items() if kind is not Reminding.DUE_SOON}
    auto = {"auto": str(rise.kind), "missed": missed}
    act = Act(note=words.get(str(rise.kind), str(rise.kind)))
    steps.step(office, work, row.id, handing.escalate(act, auto))
    after = request_views.load(work, row.id)
    return Deed(row.id, "escalated", str(rise.kind), after.desk)


def _told(office: Office, deeds: list[Deed], rounds: list[int], *, dry_run: bool) -> TickView:
    count = Counter(deed.did for deed in deeds)
    return TickView(
        at=office.now(),
        escalated=count["escalated"],
        no_answers=count["no_answer"],
        opened=count["opened"],
        ended=count["ended"],
        reminded=count["reminded"],
        failed=count["failed"],
        dry_run=dry_run,
        deeds=tuple(deeds),
        rounds=tuple(rounds),
    )

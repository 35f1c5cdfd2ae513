"""Whatever the five colours showed at a moment they show again for that moment, over random histories."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridctl.core.errors import GridError
from gridctl.core.places import Layout
from gridctl.core.requests import Act, NewRequest
from gridctl.core.rounds import VisitOutcome
from gridctl.core.signals import USUAL, Load, is_far, is_soon
from gridctl.core.words import UNRESOLVED, Status, Tier, Urgency
from gridctl.services import (
    answering,
    areas,
    asks,
    attendance,
    editing,
    handing,
    heartbeat,
    people,
    places,
    posts,
    requests,
    rounds,
    signals,
    steps,
    taking_back,
    turns,
    visits,
)
from gridctl.services.office import Office, open_office
from gridctl.services.post_input import PostInput
from gridctl.store import signals as rows
from gridctl.store.requests import REQUEST
from services import history_files
from store.world import Hand, make

START = "2021-12-17T05:40:00+08:00"
AREAS = history_files.AREAS
DOORS = ("B1-1-101", "B1-1-102", "B1-1-201", "B1-1-202")
ACT = Act(note="x")
WORDS = {"no_answer": "-"}
HAND = turns.Hand(force=True, why="x")

Did = Callable[[Office, int], object]
DEEDS: Mapping[str, Did] = {
    "assign": lambda office, n: handing.assign(office, [_request(n)], handing.To(f"M{n % 3}"), ACT),
    "refuse": lambda office, n: steps.take(office, _request(n), handing.refuse(ACT)),
    "start": lambda office, n: steps.take(office, _request(n), answering.start(ACT)),
    "wait": lambda office, n: steps.take(office, _request(n), asks.wait(ACT)),
    "resume": lambda office, n: steps.take(office, _request(n), answering.resume(ACT)),
    "resolve": lambda office, n: steps.take(office, _request(n), answering.resolve(ACT)),
    "close": lambda office, n: steps.take(office, _request(n), answering.close(ACT)),
    "reopen": lambda office, n: steps.take(office, _request(n), answering.reopen(ACT)),
    "escalate": lambda office, n: steps.take(office, _request(n), handing.escalate(ACT)),
    "edit": lambda office, n: steps.take(
        office, _request(n), editing.edit(editing.Edit(area=AREAS[n % 5], urgency=tuple(Urgency)[n % 4]), ACT)
    ),
    "undo": lambda office, n: taking_back.undo(office, _request(n), ACT),
    "post": lambda office, n: posts.add(
        office,
        PostInput(("desk", "patrol")[n % 2], AREAS[n % 5], start="6:00", end="18:00", least="2", best="9"),
    ),
    "least": lambda office, n: posts.edit(office, str(n % 2 + 1), PostInput(least=str(n % 4))),
    "unpost": lambda office, n: posts.remove(office, str(n % 2 + 1), force=True),
    "turn": lambda office, n: turns.assign(office, f"M{n % 3}", str(n % 2 + 1), "today", HAND),
    "unturn": lambda office, n: turns.unassign(office, str(n % 4 + 1), None, HAND),
    "offer": lambda office, n: turns.offer(office, n % 4 + 1, HAND),
    "come": lambda office, n: attendance.check_in(office, attendance.Sign(f"M{n % 3}", at=_ago(n))),
    "go": lambda office, n: attendance.check_out(office, attendance.Sign(f"M{n % 3}")),
    "tick": lambda office, _n: heartbeat.tick(office, WORDS),
    "round": lambda office, n: rounds.open_round(
        office, rounds.NewRound("three-visits", area=("HL", "HL1")[n % 2], until="+4h")
    ),
    "visit": lambda office, n: visits.record(
        office,
        n % 2 + 1,
        visits.Record(
            (DOORS[n % 4],),
            tuple(VisitOutcome)[n % 9],
            dict.fromkeys(("food_lack", "hardship", "low_spirits"), "no"),
            at=_ago(n),
        ),
    ),
    "end": lambda office, n: rounds.close(office, n % 2 + 1, note="x"),
    "again": lambda office, n: rounds.reopen(office, n % 2 + 1, "x"),
    "rename": lambda office, n: areas.rename(office, AREAS[n % 5], f"area {n}"),
    "move": lambda office, n: areas.move(office, AREAS[n % 3 + 2], AREAS[n % 2]),
    **history_files.DEEDS,
}


@dataclass(frozen=True, slots=True)
class Moment:
    """What was shown at a moment and later of it; the loads of areas as the store told and as they were reckoned."""

    when: str
    shown: dict[str, Any]
    later: dict[str, Any]
    told: dict[int | None, tuple[int, ...]]
    reckoned: dict[int | None, tuple[int, ...]]


def _request(n: int) -> int:
    return n % 3 + 1


def _ago(n: int) -> str | None:
    return f"-{n}m" if n % 3 else None


STEP = st.tuples(st.sampled_from(("add", "add", *DEEDS)), st.integers(0, 40), st.integers(1, 400))
BEGIN = (
    ("add", 1, 5),
    ("add", 4, 5),
    ("add", 8, 5),
    ("post", 2, 5),
    ("post", 3, 5),
    ("turn", 0, 5),
    ("turn", 1, 5),
    ("come", 0, 5),
    ("come", 1, 30),
    ("round", 0, 5),
    ("visit", 0, 5),
    ("assign", 0, 5),
    ("assign", 1, 5),
    ("file of requests", 2, 5),
    ("file of requests", 4, 5),
    ("file of areas", 1, 5),
    ("file of members", 1, 5),
)
"""What each history begins with, so that there is something to change: what, of which, and minutes before it."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a community with a house, three members and a moment of its own."""
    place = make(tmp_path_factory.mktemp("history"))
    hand = Hand()
    hand.set(START)
    with open_office(place, clock=hand) as office:
        for number in range(3):
            people.add_member(office, people.NewMember(f"m{number}", Tier.OFFICER, f"M{number}", "HL1", None))
        places.add_building(office, places.NewPlace("b", "B1", "HL1", layout=Layout(2, 1, 2)))
    return place


def _shown(office: Office, at: str | None = None) -> dict[str, Any]:
    """Return what must be the same again: all but the clock."""
    found = asdict(signals.look(office, signals.Wanted(at=at, buildings=True, members=True)))
    return {key: value for key, value in found.items() if key not in {"now", "at"}}


def _nameless(shown: dict[str, Any], codes: Sequence[str]) -> dict[str, Any]:
    """Return what was shown without the names that the store has as hashes alone."""
    duty = [one | {"name": ""} if one["member"] in codes else one for one in shown["on_duty"]]
    signals = [one | {"name": ""} if one["area"] in codes else one for one in shown["signals"]]
    return shown | {"on_duty": duty, "signals": signals, "renamed": ()}


def _take(office: Office, word: str, n: int) -> None:
    if word == "add":
        place = {"home": DOORS[n % 4]} if n % 2 else {"area": AREAS[n % 5]}
        requests.add(office, NewRequest("x", category="food", urgency=tuple(Urgency)[n % 4], **place))  # type: ignore[arg-type]
    else:
        DEEDS[word](office, n)


def _loads(office: Office) -> dict[int | None, tuple[int, ...]]:
    """Reckon the open requests of each area one by one, by the rules of core.signals."""
    found: dict[int | None, list[int]] = {}
    with office.store.read() as work:
        now = work.now
        for row in work.execute(REQUEST.select().where(REQUEST.c.is_open.is_(True))):
            counts = found.setdefault(row.area_id, [0] * 6)
            open_, new = row.status in UNRESOLVED, row.status == Status.NEW
            late = open_ and row.due is not None and row.due <= now
            told = (
                True,
                late,
                late and is_far(USUAL, row.received_at, row.due, now),
                open_ and row.due is not None and is_soon(USUAL, row.received_at, row.due, now),
                new,
                new and row.urgency == Urgency.CRITICAL,
            )
            found[row.area_id] = [count + one for count, one in zip(counts, told, strict=True)]
    return {area: tuple(counts) for area, counts in found.items()}


def _counts(load: Load) -> tuple[int, ...]:
    return load.open, load.overdue, load.far, load.soon, load.untaken, load.critical


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(STEP, min_size=6, max_size=10))
def test_the_past_is_shown_as_it_was_then(base: Path, history: list[tuple[str, int, int]]) -> None:
    for moment in _lived(base, history):
        assert moment.told == moment.reckoned
        assert moment.later == moment.shown


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(STEP, min_size=6, max_size=30))
def test_long_histories_are_shown_as_they_were_then(base: Path, history: list[tuple[str, int, int]]) -> None:
    for moment in _lived(base, history):
        assert moment.told == moment.reckoned
        assert moment.later == moment.shown


def _lived(base: Path, history: list[tuple[str, int, int]]) -> list[Moment]:
    """Take the deeds one after the other; return each moment as it was seen then, and as it is seen at the end."""
    copy = base.with_name("copy.db")
    copy.write_bytes(base.read_bytes())
    hand = Hand()
    hand.set(START)
    with open_office(copy, clock=hand) as office:
        seen = []
        for word, n, minutes in [*BEGIN, *history]:
            hand.go(minutes=minutes)
            try:
                _take(office, word, n)
            except GridError:
                continue
            with office.store.read() as work:
                told = {area: _counts(load) for area, load in rows.loads(work, "area", USUAL, {}).items()}
            seen.append((office.now(), _shown(office), told, _loads(office)))
        found = []
        for at, shown, told, reckoned in seen:
            later = _shown(office, at.astimezone(UTC).isoformat())
            codes = later["renamed"]
            found.append(Moment(str(at), _nameless(shown, codes), _nameless(later, codes), told, reckoned))
        return found

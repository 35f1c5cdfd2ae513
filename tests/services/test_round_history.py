"""Whatever was shown of a round at a moment is shown again for that moment, over random histories."""

from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridctl.core.errors import GridError
from gridctl.core.places import Layout
from gridctl.core.rounds import VisitOutcome
from gridctl.core.words import AreaKind, Tier
from gridctl.services import (
    areas,
    people,
    places,
    round_next,
    round_plans,
    round_views,
    round_work,
    rounds,
    visits,
)
from gridctl.services.office import Office, open_office
from store.world import Hand, make

START = "2021-12-17T09:00:00+08:00"
DOORS = ("B1-1-101", "B1-1-102", "B1-1-201", "B1-1-202")
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(DOORS),
            st.sampled_from(VisitOutcome),
            st.integers(0, 90),
            st.sampled_from(("M1", "M2")),
        ),
        st.sampled_from(("undo", "drop", "add", "split", "close", "reopen")),
    ),
    min_size=1,
    max_size=10,
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store with one house."""
    place = make(tmp_path_factory.mktemp("history"))
    hand = Hand()
    hand.set(START)
    with open_office(place, clock=hand) as office:
        areas.add(office, areas.NewArea("G9", "g", AreaKind.GRID, None))
        for code in ("M1", "M2"):
            people.add_member(office, people.NewMember(code, Tier.VOLUNTEER, code))
        places.add_building(office, places.NewPlace("b", "B1", "G9", layout=Layout(2, 1, 2)))
    return place


def _shown(office: Office, number: int, at: str | None = None) -> dict[str, Any]:
    """Return what was shown of a round, which must be the same again."""
    keys = ("status", "targets", "to_visit", "done", "missing", "left", "outcomes", "coverage", "unmatched")
    whole = asdict(rounds.show(office, number, at=at))
    found = {key: whole[key] for key in (*keys, "by_building", "requests")}
    for by in round_views.BY:
        found[by] = asdict(rounds.show(office, number, by=by, at=at))["groups"]
    found["by name"] = [asdict(one) | {"later": None} for one in round_work.missing(office, number, at=at)]
    for whose in ("M1", None) if whole["status"] == "open" else ():
        found[f"next {whose}"] = [
            asdict(one) for one in round_next.next_targets(office, number, whose, at=at)
        ]
    found["doors"] = asdict(round_plans.plan(office, number, "B1", at)[1])["doors"]
    return found


def _lived(base: Path, history: list[Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Take the steps one after the other; return what was shown at each moment, and what is shown of it later."""
    hand = Hand()
    hand.set(START)
    with open_office(base, clock=hand) as office:
        number = rounds.open_round(office, rounds.NewRound("three-visits", area="G9")).id
        seen = [(office.now(), _shown(office, number))]
        for step in history:
            hand.go(minutes=37)
            try:
                _take(office, number, step)
            except GridError:
                continue
            seen.append((office.now(), _shown(office, number)))
        hand.go(minutes=7)
        return [(view, _shown(office, number, moment.astimezone(UTC).isoformat())) for moment, view in seen]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=STEPS)
def test_the_past_is_shown_as_it_was_then(base: Path, history: list[Any]) -> None:
    for shown, later in _lived(base, history):
        assert later == shown


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=STEPS)
def test_the_past_is_shown_as_it_was_then_over_many_histories(base: Path, history: list[Any]) -> None:
    for shown, later in _lived(base, history):
        assert later == shown


def _take(office: Office, number: int, step: Any) -> None:  # noqa: ANN401
    if step == "undo":
        round_work.undo(office, number, "x")
    elif step == "drop":
        round_work.drop(office, number, [DOORS[0]], "x")
    elif step == "add":
        round_work.add(office, number, [DOORS[0]], "x")
    elif step == "split":
        round_work.split(office, number, ["M1", "M2"] if office.now().minute % 2 else ["M2"])
    elif step == "close":
        rounds.close(office, number)
    elif step == "reopen":
        rounds.reopen(office, number, "x")
    else:
        door, outcome, ago, by = step
        answers = dict.fromkeys(("food_lack", "hardship", "low_spirits"), "no")
        visits.record(
            office, number, visits.Record((door,), outcome, answers, at=f"-{ago}m" if ago else None, by=by)
        )

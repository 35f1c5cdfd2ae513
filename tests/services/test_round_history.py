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
from gridctl.core.words import AreaKind
from gridctl.services import areas, places, round_work, rounds, visits
from gridctl.services.office import open_office
from store.world import Hand, make

START = "2021-12-17T09:00:00+08:00"
DOORS = ("B1-1-101", "B1-1-102", "B1-1-201", "B1-1-202")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(DOORS), st.sampled_from(VisitOutcome), st.integers(0, 90)),
        st.sampled_from(("undo", "drop", "add")),
    ),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store with one house."""
    place = make(tmp_path_factory.mktemp("history"))
    hand = Hand()
    hand.set(START)
    with open_office(place, clock=hand) as office:
        areas.add(office, areas.NewArea("G9", "g", AreaKind.GRID, None))
        places.add_building(office, places.NewPlace("b", "B1", "G9", layout=Layout(2, 1, 2)))
    return place


def _shown(view: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what must be the same again."""
    keys = ("targets", "to_visit", "done", "missing", "left", "outcomes", "coverage", "by_building", "groups")
    return {key: asdict(view)[key] for key in keys}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=STEPS)
def test_the_past_is_shown_as_it_was_then(base: Path, history: list[Any]) -> None:
    hand = Hand()
    hand.set(START)
    with open_office(base, clock=hand) as office:
        number = rounds.open_round(office, rounds.NewRound("three-visits", area="G9")).id
        seen = [(office.now(), _shown(rounds.show(office, number, by="unit")))]
        for step in history:
            hand.go(minutes=7)
            try:
                _take(office, number, step)
            except GridError:
                continue
            seen.append((office.now(), _shown(rounds.show(office, number, by="unit"))))
        for moment, view in seen:
            text = moment.astimezone(UTC).isoformat()
            assert _shown(rounds.show(office, number, by="unit", at=text)) == view


def _take(office: Any, number: int, step: Any) -> None:  # noqa: ANN401
    if step == "undo":
        round_work.undo(office, number, "x")
    elif step == "drop":
        round_work.drop(office, number, [DOORS[0]], "x")
    elif step == "add":
        round_work.add(office, number, [DOORS[0]], "x")
    else:
        door, outcome, ago = step
        answers = dict.fromkeys(("food_lack", "hardship", "low_spirits"), "no")
        visits.record(
            office, number, visits.Record((door,), outcome, answers, at=f"-{ago}m" if ago else None)
        )

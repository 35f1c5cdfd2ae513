"""What the screen of rounds asks the services: one building door by door, and which door comes next."""

from typing import Any

from conftest import Run
from gridctl.core.rounds import VisitOutcome
from gridctl.services import rounds, visits
from gridctl.services.round_page import after, page, titles


def _round(office: Any, run: Run) -> None:  # noqa: ANN401
    assert run("area", "add", "HL", "恒利社区", "--kind", "community").exit == 0
    added = run("building", "add", "HL1", "--area", "HL", "--units", "1", "--floors", "2", "--rooms", "2")
    assert added.exit == 0, added.err
    rounds.open_round(office, rounds.NewRound("sweep", "HL"))


def test_the_next_door_is_the_next_one_in_walking_order_that_is_open(office: Any, run: Run) -> None:  # noqa: ANN401
    _round(office, run)
    found = page(office, 1)
    order = list(found.by_home)
    assert len(order) == len(found.targets) == 4
    assert found.building is not None
    assert found.building.code == "HL1"
    visits.record(office, 1, visits.Record((order[1],), VisitOutcome.REFUSED))
    found = page(office, 1, "HL1")
    assert after(found.targets, found.by_home, order[0]) == order[2]
    assert after(found.targets, found.by_home, order[3]) == order[0]
    assert after(found.targets, found.by_home, "elsewhere") is None


def test_a_round_is_called_what_its_checklist_was_called_when_it_was_opened(office: Any, run: Run) -> None:  # noqa: ANN401
    _round(office, run)
    assert titles(office, [1])[1].en == "Sweep"
    assert page(office, 1).view.to_visit == 4

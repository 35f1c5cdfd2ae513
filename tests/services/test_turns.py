"""Turns by hand: the rules by their names, reasons kept, and nothing half done."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from gridctl.core.errors import BadInput, GridError, Refused
from gridctl.services import turns
from gridctl.services.office import open_office
from gridctl.services.turns import Hand, Wanted
from posts_world import DAY, add_absence, add_lift, add_pair, add_post, add_terms


@pytest.fixture
def desk(town: Run, alone: Path) -> Iterator[Any]:
    """Give an open Office on the town: W1 and L1 in the first grid, Z1 in the second, Z2 in another community."""
    with open_office(alone) as opened:
        yield opened


def refusal(do: Any) -> str:  # noqa: ANN401
    """Return the name of the rule that refuses something."""
    with pytest.raises(Refused) as found:
        do()
    assert found.value.exit == 4
    return found.value.code


def ledger(office: Any, action: str) -> list[Any]:  # noqa: ANN401
    """Return the entries of an action."""
    from gridctl.services import ledger as book

    return [one for one in book.listing(office, book.Query()) if one.action == action]


def test_a_turn_is_given_and_told_and_can_be_taken_back(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1")
    given = turns.assign(desk, "L1", str(post), DAY, Hand(lock=True))
    assert (given.member, given.state, given.locked, given.date) == ("L1", "published", True, DAY)
    assert given.start.isoformat() == "2021-12-20T08:00:00+08:00"
    [gone] = turns.unassign(desk, str(given.id), None, Hand(why="家中有事"))
    assert gone.state == "removed"
    assert [one.reason for one in ledger(desk, "turn.unassign")] == ["家中有事"]
    assert refusal(lambda: turns.unassign(desk, str(given.id), None, Hand())) == "removed"


def test_a_rule_is_named_and_set_aside_with_a_reason_alone(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1")
    add_absence(desk, 2, DAY, DAY)
    assert refusal(lambda: turns.assign(desk, "L1", str(post), DAY, Hand())) == "absent"
    with pytest.raises(BadInput) as found:
        turns.assign(desk, "L1", str(post), DAY, Hand(force=True))
    assert found.value.code == "no_reason"
    given = turns.assign(desk, "L1", str(post), DAY, Hand(force=True, why="只有他有钥匙"))
    assert given.forced == "只有他有钥匙"
    [entry] = ledger(desk, "turn.assign")
    assert (entry.changes["rules"], entry.reason) == (["absent"], "只有他有钥匙")
    assert [one.changes["error"] for one in ledger(desk, "refused")] == ["absent"]


def test_a_rehearsal_leaves_the_store_as_it_was(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1")
    assert turns.assign(desk, "L1", str(post), DAY, Hand(dry_run=True)).state == "published"
    assert ledger(desk, "turn.assign") == []
    assert turns.assign(desk, "W1", str(post), DAY, Hand()).member == "W1"


def test_each_rule_that_the_store_knows_of_refuses(desk: Any) -> None:  # noqa: ANN401
    post, other = add_post(desk, "HL-1"), add_post(desk, "HL-2", starts=15 * 60, ends=20 * 60)
    early = add_post(desk, "HL-1", starts=2 * 60, ends=7 * 60, best=2, least=2)
    skilled = add_post(desk, "HL-1", skills=["nurse"])
    sundays = add_post(desk, "HL-1", weekdays=64)
    turns.assign(desk, "L1", str(post), DAY, Hand())
    assert refusal(lambda: turns.assign(desk, "W1", str(post), DAY, Hand())) == "full"
    assert refusal(lambda: turns.assign(desk, "L1", str(other), DAY, Hand())) == "two_places"
    add_terms(desk, 2, rest_hours=8, week_hours=10, shifts=["day"])
    assert refusal(lambda: turns.assign(desk, "L1", str(early), "2021-12-21", Hand())) == "week_hours"
    add_terms(desk, 3, rest_hours=11)
    turns.assign(desk, "Z1", str(other), DAY, Hand())
    assert refusal(lambda: turns.assign(desk, "Z1", str(early), "2021-12-21", Hand())) == "rest"
    assert refusal(lambda: turns.assign(desk, "W1", str(skilled), DAY, Hand())) == "skill"
    assert refusal(lambda: turns.assign(desk, "W1", str(sundays), DAY, Hand())) == "not_posted_days"
    add_pair(desk, 1, 3)
    turns.assign(desk, "W1", str(early), "2021-12-22", Hand())
    assert refusal(lambda: turns.assign(desk, "Z1", str(early), "2021-12-22", Hand())) == "apart"
    add_lift(desk, 1, DAY, "2021-12-21", "HL")
    assert turns.assign(desk, "Z1", str(early), "2021-12-21", Hand()).state == "published"


def test_two_swap_their_posts(desk: Any) -> None:  # noqa: ANN401
    first = add_post(desk, "HL-1")
    second = add_post(desk, "HL-2", starts=9 * 60, ends=17 * 60)
    one = turns.assign(desk, "L1", str(first), DAY, Hand(lock=True))
    other = turns.assign(desk, "Z1", str(second), DAY, Hand())
    found = turns.swap(desk, "L1", "Z1", DAY, Hand(why="离家近"))
    assert [(turn.member, turn.post, turn.locked) for turn in found] == [
        ("Z1", first, True),
        ("L1", second, False),
    ]
    for number in (one.id, other.id):
        assert refusal(lambda number=number: turns.unassign(desk, str(number), None, Hand())) == "removed"
    add_absence(desk, 2, DAY, DAY)
    assert refusal(lambda: turns.swap(desk, "L1", "Z1", DAY, Hand())) == "absent"
    with pytest.raises(BadInput):
        turns.swap(desk, str(found[0].id), str(found[0].id), None, Hand())


def test_an_offered_turn_stays_until_somebody_takes_it(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1")
    turn = turns.assign(desk, "L1", str(post), DAY, Hand())
    assert refusal(lambda: turns.take(desk, Wanted(turn.id), "W1", Hand())) == "not_offered"
    assert turns.offer(desk, turn.id, Hand(why="孩子发烧")).state == "offered"
    assert refusal(lambda: turns.offer(desk, turn.id, Hand())) == "not_published"
    assert refusal(lambda: turns.assign(desk, "W1", str(post), DAY, Hand())) == "full"
    taken = turns.take(desk, Wanted(turn.id), "W1", Hand())
    assert (taken.member, taken.state) == ("W1", "published")
    assert refusal(lambda: turns.unassign(desk, str(turn.id), None, Hand())) == "removed"


def test_a_free_place_is_taken(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1")
    assert turns.take(desk, Wanted(post=str(post), day=DAY), "W1", Hand()).member == "W1"
    assert refusal(lambda: turns.take(desk, Wanted(post=str(post), day=DAY), "L1", Hand())) == "full"


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(1, "2", DAY), Wanted(post="2")])
def test_what_is_taken_must_be_said(desk: Any, wanted: Wanted) -> None:  # noqa: ANN401
    with pytest.raises(BadInput):
        turns.take(desk, wanted, "W1", Hand())


@pytest.mark.parametrize("name", ["nobody", "999", "9" * 40, "-1", "[/x]"])
def test_what_is_not_there_is_said(desk: Any, name: str) -> None:  # noqa: ANN401
    for do in (
        lambda: turns.assign(desk, "L1", name, DAY, Hand()),
        lambda: turns.unassign(desk, name, None, Hand()),
        lambda: turns.unassign(desk, name, DAY, Hand()),
    ):
        with pytest.raises(GridError) as found:
            do()
        assert found.value.exit in {2, 3}

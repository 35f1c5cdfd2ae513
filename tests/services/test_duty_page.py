"""What the screen of duty asks the services: the page, and who could stand where."""

from typing import Any

import pytest

from conftest import Run
from gridctl.services import turns
from gridctl.services.boards import Wanted
from gridctl.services.duty_offers import members_for, posts_for
from gridctl.services.duty_page import page

DAY = "2021-12-17"


@pytest.fixture
def gates(run: Run) -> None:
    """Give two desks of one grid from 14:00 to 20:00, and three members."""
    assert run("area", "add", "HL", "恒利社区", "--kind", "community").exit == 0
    assert run("area", "add", "HL-1", "第一网格", "--kind", "grid", "--parent", "HL").exit == 0
    for code, name in (("M1", "李建国"), ("M2", "王秀英"), ("M3", "陈刚")):
        assert run("member", "add", code, name, "--tier", "officer", "--area", "HL-1").exit == 0
    for place in ("东门", "西门"):
        hours = ("--from-time", "14:00", "--to-time", "20:00")
        added = run("duty", "post", "add", "desk", "--area", "HL-1", "--place", place, *hours)
        assert added.exit == 0, added.err


@pytest.mark.usefixtures("gates")
def test_the_page_says_who_stands_where_now_and_who_stands_at_two_posts(office: Any) -> None:  # noqa: ANN401
    one = turns.assign(office, "M1", "1", DAY, turns.Hand())
    two = turns.assign(office, "M1", "2", DAY, turns.Hand(force=True, why="nobody else"))
    other = turns.assign(office, "M2", "1", "2021-12-18", turns.Hand())
    found = page(office, Wanted(DAY, 3, "HL"))
    assert found.doubles == {one.id, two.id}
    assert [(stand.member, stand.place) for stand in found.running] == [("M1", "东门"), ("M1", "西门")]
    assert found.turns[other.id].area_name == "第一网格"
    assert found.empty == ()
    assert found.draft is None


@pytest.mark.usefixtures("gates")
def test_a_post_without_anybody_now_is_named(office: Any) -> None:  # noqa: ANN401
    turns.assign(office, "M1", "1", DAY, turns.Hand())
    found = page(office, Wanted(DAY, 1))
    assert [(post.area, post.place, post.missing) for post in found.empty] == [("第一网格", "西门", 1)]


@pytest.mark.usefixtures("gates")
def test_whom_no_rule_forbids_it_comes_first_and_the_rules_are_those_of_the_command(office: Any) -> None:  # noqa: ANN401
    turns.assign(office, "M1", "1", DAY, turns.Hand())
    found = members_for(office, 2, DAY)
    assert [(one.member, one.against) for one in found][:2] == [("M2", ()), ("M3", ())]
    assert "two_places" in next(one.against for one in found if one.member == "M1")
    full = members_for(office, 1, DAY)
    assert all("full" in one.against for one in full)


@pytest.mark.usefixtures("gates")
def test_the_posts_of_a_day_are_offered_by_what_they_lack(office: Any) -> None:  # noqa: ANN401
    turns.assign(office, "M1", "1", DAY, turns.Hand())
    found = posts_for(office, "M2", DAY)
    assert [(one.post, one.missing, one.against) for one in found] == [(2, 1, ()), (1, 0, ("full",))]
    assert found[0].letter

"""What the first screen tells beside the colours: the same figures as the report, events, posts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gridctl.core.private import Sight
from gridctl.core.requests import NewRequest
from gridctl.core.words import AreaKind, Tier
from gridctl.main import run as run_gridctl
from gridctl.services import areas, attendance, duty_now, feed, headlines, people, reports, requests, turns
from gridctl.services.office import Office, open_office
from posts_world import add_post


@pytest.fixture
def office(alone: Path) -> Iterator[Office]:
    """Open a store with a community of two grids and a request in each, and one that is confidential."""
    assert run_gridctl(["init"]) == 0
    with open_office(alone) as opened:
        areas.add(opened, areas.NewArea("C1", "c", AreaKind.COMMUNITY))
        for code in ("G1", "G2"):
            areas.add(opened, areas.NewArea(code, code, AreaKind.GRID, "C1"))
            requests.add(opened, NewRequest(f"no water in {code}", code, "utilities", at="17:10"))
        requests.add(opened, NewRequest("a fight", "G2", "domestic_violence", at="-20h"))
        yield opened


@pytest.mark.parametrize("area", [None, "C1", "G1"])
def test_the_headlines_are_the_figures_of_the_daily_report(office: Office, area: str | None) -> None:
    found = headlines.headlines(office, area)
    report = reports.daily(office, reports.Wanted(area=area)).data
    for name in headlines.FIGURES:
        assert found.today[name] == report["requests"][name]
        assert found.before[name] == report["previous"]["requests"][name]


def test_a_day_that_was_reported_is_told_as_it_was(office: Office) -> None:
    before = reports.daily(office, reports.Wanted(day="yesterday")).data["requests"]
    requests.add(office, NewRequest("typed late", "G1", "utilities", at="-30h"))
    assert headlines.headlines(office).before["received"] == before["received"]
    assert headlines.headlines(office).reported_at is not None


def test_hours_end_with_the_one_that_runs_and_are_of_the_area(office: Office) -> None:
    everywhere, one = headlines.headlines(office), headlines.headlines(office, "G1")
    assert sum(everywhere.hours) == 3
    assert sum(one.hours) == 1
    assert everywhere.hours[-2] == 2
    assert len(everywhere.hours) == headlines.HOURS
    assert f"{everywhere.hours_from:%H:%M}" == "19:00"


def test_who_has_waited_longest_for_a_word_is_named(office: Office) -> None:
    assert headlines.headlines(office).unheard == 3
    assert headlines.headlines(office, "G1").unheard == 1


def test_events_come_newest_first_and_what_is_confidential_stays_closed(office: Office) -> None:
    found = feed.newest(office, 10)
    assert [event.request for event in found] == [3, 2, 1]
    assert found[0].sight is Sight.CLOSED
    assert found[1].sight is Sight.MASKED
    assert [event.request for event in feed.newest(office, 10, "G1")] == [1]
    assert len(feed.newest(office, 2)) == 2


def test_posts_tell_who_is_there_until_when_and_who_is_missing(office: Office) -> None:
    assert duty_now.posts_now(office) == []
    late = {"starts": 14 * 60, "ends": 22 * 60, "shift": "middle"}
    empty = add_post(office, "G2", "desk", **late)
    manned = add_post(office, "G1", "desk", least=2, best=2, **late)
    people.add_member(office, people.NewMember("李建国", Tier.OFFICER, "L1", "C1"))
    turns.assign(office, "L1", str(manned), "today", turns.Hand())
    found = {post.post: post for post in duty_now.posts_now(office)}
    assert (found[empty].missing, found[empty].people) == (1, ())
    assert (found[manned].missing, found[manned].until is not None) == (1, True)
    assert [(one.member, one.here) for one in found[manned].people] == [("L1", False)]
    attendance.check_in(office, attendance.Sign(member="L1"))
    assert duty_now.posts_now(office, "G1")[0].people[0].here
    assert [post.post for post in duty_now.posts_now(office, "G2")] == [empty]

"""Issue 6, the list: who stands where and when."""

import pytest

from conftest import Run
from duty_world import Ends, post, turn
from gridctl.services.office import Office

KEYS = {
    *("id", "date", "shift", "start", "end", "duty", "area", "place", "post", "member", "name", "state"),
    *("locked", "forced", "version"),
}


@pytest.fixture
def gate(town: Run, office: Office) -> Run:
    """Let two members stand at a gate in three shifts around the evening of the 17th."""
    early = post(office, "gate", "HL-K", "early", Ends(place="东门"))
    middle = post(office, "gate", "HL-K", "middle", Ends(place="东门"))
    night = post(office, "patrol", "HL-1", "night")
    turn(office, middle, "L1", "2021-12-17")
    turn(office, night, "W1", "2021-12-16", checked_in_at=1)
    turn(office, night, "W1", "2021-12-17")
    turn(office, early, "L1", "2021-12-18")
    turn(office, early, "Z1", "2021-12-19", "draft")
    turn(office, early, "W1", "2021-12-17", "removed")
    return town


def ids(run: Run, *words: str) -> list[int]:
    """Return the numbers of the turns that a list shows."""
    done = run(*words, "--json")
    assert done.exit == 0, done.err
    return [one["id"] for one in done.json()]


def test_a_turn_tells_who_stands_where_and_when(gate: Run) -> None:
    (one,) = gate("duty", "list", "--duty", "gate", "--json").json()
    assert set(one) == KEYS
    assert (one["date"], one["start"], one["end"]) == (
        "2021-12-17", "2021-12-17T14:00:00+08:00", "2021-12-17T22:00:00+08:00",
    )  # fmt: skip
    assert (one["member"], one["name"], one["area"], one["place"]) == ("L1", "李建国", "HL-K", "东门")
    assert one["state"] == "published"  # it is 18:00, but who came is not known: nobody checks in at all


def test_without_words_it_is_ones_own_or_all_of_today(gate: Run) -> None:
    assert ids(gate, "duty", "list") == [1, 3]
    assert ids(gate, "--as", "W1", "duty", "list") == [3]
    assert ids(gate, "--as", "L1", "duty", "list") == [1, 4]


def test_it_is_found_by_member_area_day_week_duty_and_shift(gate: Run) -> None:
    assert ids(gate, "duty", "list", "--member", "王秀英") == [3]
    assert ids(gate, "duty", "list", "--member", "W1", "--all") == [2, 6, 3]
    assert ids(gate, "duty", "list", "--area", "HL-1") == [3]
    assert ids(gate, "duty", "list", "--date", "tomorrow") == [4]
    assert ids(gate, "duty", "list", "--week", "2021-12-17") == [2, 1, 3, 4, 5]
    assert ids(gate, "duty", "list", "--week", "2021-12-17", "--shift", "early") == [4, 5]
    assert gate("duty", "list", "--duty", "nonsense").exit == 3
    assert gate("duty", "list", "--member", "nobody").exit == 3


def test_a_table_is_bounded_and_goes_on_behind_a_turn(gate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    week = ("duty", "list", "--week", "2021-12-17")
    some = gate(*week, "--limit", "2")
    assert [line.split()[0] for line in some.out.splitlines()[1:]] == ["2", "1"]
    assert some.lines == ["3 more: --after 1 goes on, --limit shows more at once."]
    assert ids(gate, *week, "--after", "1") == [3, 4, 5]
    assert gate(*week, "--after", "1", "--limit", "3").lines == []
    monkeypatch.setattr("gridctl.cli.duty_lists.TABLE_LIMIT", 4)
    assert gate(*week).lines == ["1 more: --after 4 goes on, --limit shows more at once."]
    assert len(ids(gate, *week)) == 5
    assert gate(*week, "--after", "99").exit == 3


def test_a_night_belongs_to_the_day_on_which_it_begins_and_lasts_into_the_next(gate: Run) -> None:
    rows = gate("duty", "list", "--date", "2021-12-16", "--json").json()
    assert [(one["id"], one["end"][:16], one["state"]) for one in rows] == [(2, "2021-12-17T06:00", "done")]


def test_hostile_names_and_places_are_harmless(town: Run, office: Office) -> None:
    town("member", "add", "X1", "=[/x]王", "--tier", "volunteer", "--area", "HL-1")
    number = post(office, "gate", "HL-K", "middle", Ends(place="\u202e=cmd|'x'!A1"))
    turn(office, number, "X1", "2021-12-17")
    for words in (("--format", "csv"), ("--format", "md"), ()):
        done = town("duty", "list", *words)
        assert done.exit == 0, done.err
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out

"""Issue 6, telling: the group reads who stands where, each one what is theirs, and news wait in the outbox."""

from typing import Any

import pytest

from conftest import Run
from duty_world import Ends, in_force, post, turn
from gridctl.core.telling import DUTY, TellKind
from gridctl.services import duty_news, people
from gridctl.services.office import Office


@pytest.fixture
def gate(town: Run, office: Office) -> Run:
    """Let a gate of two be kept by one on the 18th, and by another through the night."""
    in_force(office, "epidemic", "HL")
    early = post(office, "gate", "HL-K", "early", Ends(least=2, best=2, place="东门"))
    night = post(office, "inner_patrol", "HL-1", "night")
    turn(office, early, "L1", "2021-12-18")
    turn(office, night, "Z1", "2021-12-18")
    turn(office, night, "L1", "2021-12-18", "draft")
    return town


def tell(office: Office, ids: list[int], kind: str, to: tuple[str, ...] = ()) -> None:
    """Let news be kept in a unit of work of their own."""
    with office.store.begin() as work:
        numbers = [people.find_member(work, name).id for name in to]
        duty_news.tell(work, ids, kind, numbers)


def texts(run: Run, *words: str) -> list[dict[str, Any]]:
    """Return the outbox as JSON tells it."""
    found: list[dict[str, Any]] = run("outbox", *words, "--json").json()
    return found


def test_the_group_reads_who_stands_where_and_who_is_missing(gate: Run) -> None:
    done = gate("duty", "share", "--date", "tomorrow", "--area", "HL")
    assert done.out.splitlines() == [
        "On duty 12-18 Sat, 恒利社区",
        "Early 06:00-14:00",
        "- Gate keeping, 东门卡口 东门: 李建国, one still missing",
        "Night 22:00-06:00 (next day)",
        "- Inner patrol, 第一网格: 张敏",
    ]
    only = gate("duty", "share", "--date", "tomorrow", "--shift", "night").out
    assert "Gate keeping" not in only
    assert gate("outbox", "--json").json() == []


def test_each_gets_their_own_text_which_waits_in_the_outbox(gate: Run) -> None:
    gate("member", "edit", "Z1", "--lang", "zh")
    done = gate("duty", "share", "--date", "2021-12-18", "--to", "Z1")
    assert done.out.splitlines()[0] == "张敏 13900000003"
    assert "内部巡逻" in done.out
    assert "王秀英 13900000001" in done.out
    (one,) = texts(gate)
    assert (one["to"], one["kind"], one["about"], one["turns"]) == ("Z1", "shift_shared", None, [2])
    gate("duty", "share", "--date", "2021-12-18", "--each")
    assert [one["to"] for one in texts(gate)] == ["Z1", "L1"]
    assert gate("duty", "share", "--date", "2021-12-18", "--to", "W1").exit == 3


def test_many_turns_make_one_text_that_is_worded_when_it_is_read(gate: Run, office: Office) -> None:
    tell(office, [1, 2], "shift_given")
    tell(office, [2], "shift_changed")
    assert [(one["to"], one["kind"]) for one in texts(gate)] == [("L1", "shift_given"), ("Z1", "shift_given")]
    text = texts(gate, "--to", "L1")[0]["text"]
    assert text.startswith("For you: one shift: 12-18 Sat 06:00-14:00 Gate keeping, 东门卡口 东门")
    table = gate("outbox")
    assert table.exit == 0
    assert gate("outbox", "told", "1", "2").exit == 0
    assert texts(gate) == []


def test_what_came_and_went_untold_is_not_told(gate: Run, office: Office) -> None:
    tell(office, [1], "shift_given")
    tell(office, [1], "shift_taken_away")
    assert texts(gate) == []
    tell(office, [1], "shift_given")
    gate("outbox", "told", "--to", "L1")
    tell(office, [1], "shift_taken_away")
    assert [one["kind"] for one in texts(gate)] == ["shift_taken_away"]
    tell(office, [1], "shift_given")
    assert texts(gate) == []


def test_who_types_is_told_nothing_and_desks_hear_of_offers(gate: Run, office: Office) -> None:
    office.store.actor = type(office.store.actor)("L1", "", "")
    tell(office, [1], "shift_given")
    tell(office, [1], "shift_offered")
    tell(office, [1], "stand_by", ("Z2",))
    assert [(one["to"], one["kind"]) for one in texts(gate)] == [
        ("Z2", "stand_by"),
        ("HL-K", "shift_offered"),
    ]
    assert "in place of 李建国" in texts(gate)[0]["text"]
    assert gate("store", "status", "--json").json()["untold"] == 2
    assert gate("request", "list", "!is:untold", "--json").exit == 0
    assert len(gate("request", "list", "!is:untold", "--json").json()) == 10


@pytest.mark.parametrize("kind", sorted(DUTY))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_kind_of_news_has_words_in_both_languages(
    gate: Run, office: Office, kind: TellKind, lang: str
) -> None:
    tell(office, [1, 2], kind, ("Z2",))
    gate("member", "edit", "Z2", "--lang", lang)
    (one,) = texts(gate)
    assert len(one["text"].splitlines()) >= 3
    assert ("12-18" in one["text"], "{" in one["text"]) == (True, False)

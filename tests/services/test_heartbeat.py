"""Issue 4: the heartbeat does what is due once, however often, late or doubled it runs."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gridctl.core.errors import Busy, NotFound, Refused
from gridctl.core.heart_views import TickView
from gridctl.core.packs import read_pack
from gridctl.core.requests import Act, NewRequest
from gridctl.core.residents import Particulars
from gridctl.core.words import Status, Tier, Urgency
from gridctl.services import (
    answering,
    asks,
    calendar_days,
    explaining,
    forgetting,
    handing,
    heartbeat,
    people,
    reminding,
    repeating,
    reports,
    request_views,
    requests,
    residents,
    steps,
    taking_back,
)
from gridctl.services import packs as pack_service
from gridctl.services.office import Office
from gridctl.services.people import NewMember
from gridctl.services.repeating import Rhythm
from gridctl.store.settings import write_settings
from gridctl.store.sole import only_one
from store.world import Hand, dump, faults, office_at

WORDS = {"overdue": "too late"}
TABLES = ("request", "step", "span", "schedule", "occurrence", "reminder", "no_answer", "ledger")

RULES = """
[pack]
name = "strict"
version = "1"
extends = "routine"
title = { en = "Strict" }
about = { en = "For tests." }
[calendars]
use = "working"
[limits]
normal = { respond = "2h", assign = "1h", accept = "1h", resolve = "2wd" }
[level.town.limits.normal]
resolve = "1wd"
[escalation.normal]
add = "2h"
overdue = "0m"
"""


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def office(tmp_path: Path, hand: Hand) -> Iterator[Office]:
    with office_at(tmp_path, hand=hand) as opened:
        people.add_member(opened, NewMember("李建国", Tier.OFFICER, "M1", "HL1"))
        yield opened
        assert faults(opened) == {}


def add(office: Office, urgency: Urgency = Urgency.CRITICAL, **more: Any) -> int:  # noqa: ANN401
    return requests.add(office, NewRequest("水管漏水", "HL1", "other", urgency, **more)).view.id


def tick(office: Office, **more: Any) -> TickView:  # noqa: ANN401
    return heartbeat.tick(office, WORDS, **more)


def use(office: Office, text: str) -> Office:
    """Let the store go by a pack of its own."""
    pack = read_pack(text, file="own.toml", base=pack_service.load)
    with office.store.begin() as work:
        settings = replace(office.settings, pack=pack.name, pack_hash=pack_service.keep(work, pack))
        write_settings(work, settings)
    office.settings = settings
    return office


def test_what_misses_its_time_goes_up_once_for_each_deadline(office: Office, hand: Hand) -> None:
    number = add(office)
    assert tick(office).deeds == ()
    hand.go(minutes=12)
    up = tick(office)
    assert (up.escalated, up.deeds[0].to) == (1, "HL")
    view = requests.show(office, number)
    last = view.timeline[-1]
    assert (view.level, view.desk, last.step, last.operator) == ("community", "HL", "escalate", "system")
    assert last.about["auto"] == "unassigned"
    with pytest.raises(Refused):
        taking_back.undo(office, number, Act())
    assert tick(office).deeds == ()


def test_an_escalation_by_hand_and_by_itself_adds_what_the_pack_says(office: Office, hand: Hand) -> None:
    use(office, RULES)
    number = add(office, Urgency.NORMAL)
    assert requests.show(office, number).due == office.moment_of(hand.ms).replace(day=7, hour=18)
    hand.set("2021-12-07T18:00:00+08:00")
    assert [(one.did, one.reason) for one in tick(office).deeds][:1] == [("escalated", "overdue")]
    view = requests.show(office, number)
    assert (view.desk, view.overdue) == ("HL", False)
    assert view.due == office.moment_of(hand.ms).replace(day=8, hour=11)
    added = [one for one in explaining.why(office, number).resolve.steps if one.effect == "add"]
    assert [one.hours for one in added] == [2.0]
    given = add(office, Urgency.NORMAL, due="2021-12-09 12:00")
    steps.take(office, given, handing.escalate(Act(note="up")))
    due = requests.show(office, given).due
    assert due == office.moment_of(hand.ms).replace(day=9, hour=12), "the sender's stays"


def test_twice_is_once_and_a_rehearsal_is_nothing(office: Office, hand: Hand) -> None:
    add(office)
    handing.assign(office, [add(office, Urgency.NORMAL)], handing.To("M1"), Act())
    repeating.repeat(office, 2, Rhythm("mon,wed,fri"))
    hand.go(days=2)
    before = dump(office.store.path, *TABLES)
    planned = tick(office, dry_run=True)
    assert dump(office.store.path, *TABLES) == before
    done = tick(office)
    assert done == replace(planned, dry_run=False)
    assert done.escalated == done.no_answers == done.opened == 1
    after = dump(office.store.path, *TABLES)
    assert tick(office).deeds == ()
    assert dump(office.store.path, *TABLES) == after, "an idle tick writes nothing"


def test_two_at_once_are_one(office: Office) -> None:
    add(office)
    with only_one(office.store.path, "tick"), pytest.raises(Busy) as found:
        tick(office)
    assert found.value.exit == 75
    tick(office)


def test_after_days_off_each_repeat_opens_once(office: Office, hand: Hand) -> None:
    daily, hourly = add(office, Urgency.LOW), add(office, Urgency.LOW)
    repeating.repeat(office, daily, Rhythm("1d", "07:00", "2021-12-10"))
    repeating.repeat(office, hourly, Rhythm("1h"))
    hand.go(days=2)
    opened = [requests.show(office, one.request) for one in tick(office).deeds if one.did == "opened"]
    assert sorted(one.repeats or 0 for one in opened) == [daily, hourly], "one each, and not two and 48"
    assert all(one.received_at == office.now() for one in opened), "its clock begins when somebody can act"
    mine = tuple(one.id for one in opened if one.repeats == daily)
    assert requests.show(office, daily).repeated == mine
    hand.go(days=30)
    last = tick(office)
    assert [one.did for one in last.deeds if one.reason == "repeat"] == ["opened", "opened"]
    assert requests.show(office, daily).comes_again == (), "10 December was the last day"
    assert requests.show(office, hourly).comes_again != ()


def test_a_repeat_has_the_same_place_words_and_person(office: Office, hand: Hand) -> None:
    person = residents.add(office, Particulars("陈淑芬", phones=("13900001111",), address="乡下")).view
    new = NewRequest("透析接送", "HL2", resident=str(person.id), details="三楼")
    number = requests.add(office, new).view.id
    repeating.repeat(office, number, Rhythm("7d"))
    hand.go(days=8)
    opened = tick(office).deeds[0].request
    one, other = (requests.show(office, n, requests.Reveal("test")) for n in (number, opened))
    for field in (
        "summary",
        "details",
        "area",
        "category",
        "urgency",
        "resident",
        "name",
        "phone",
        "channel",
    ):
        assert getattr(one, field) == getattr(other, field), field
    assert other.status == Status.NEW


def test_who_is_forgotten_needs_nothing_again(office: Office, hand: Hand) -> None:
    person = residents.add(office, Particulars("陈淑芬", phones=("13900001111",), address="乡下")).view
    number = requests.add(office, NewRequest("透析接送", "HL2", resident=str(person.id))).view.id
    repeating.repeat(office, number, Rhythm("7d"))
    steps.take(office, number, answering.resolve(Act()))
    steps.take(office, number, answering.close(Act()))
    forgetting.forget(office, [str(person.id)])
    assert repeating.listing(office) == []
    hand.go(days=8)
    assert tick(office).opened == 0


def test_a_recheck_opens_once_and_goes_with_its_step(office: Office, hand: Hand) -> None:
    number = add(office, Urgency.LOW)
    done = repeating.with_recheck(answering.resolve(Act()), "7d")
    steps.take(office, number, done)
    assert [one["kind"] for one in requests.show(office, number).comes_again] == ["recheck"]
    taking_back.undo(office, number, Act())
    assert requests.show(office, number).comes_again == ()
    steps.take(office, number, done)
    hand.go(days=8)
    found = tick(office)
    assert (found.opened, found.deeds[0].reason) == (1, "recheck")
    mine = {(one.request, one.reason) for one in reminding.listing(office, "M1")}
    assert (found.deeds[0].request, "recheck") in mine
    hand.go(days=8)
    assert tick(office).opened == 0


def test_stopping_what_does_not_come_is_told(office: Office) -> None:
    number = add(office)
    with pytest.raises(NotFound):
        repeating.stop(office, number)
    repeating.repeat(office, number, Rhythm("7d"))
    repeating.repeat(office, number, Rhythm("3d"))
    assert [one.every for one in repeating.listing(office)] == ["3d 08:00"], "one rhythm at a time"
    assert [one.status for one in repeating.stop(office, number)] == ["ended"]


def test_silence_is_marked_and_counted(office: Office, hand: Hand) -> None:
    number = add(office, Urgency.URGENT, to="M1")
    hand.go(minutes=31)
    assert tick(office).no_answers == 1
    assert requests.show(office, number).timeline[-1].about["no_answer"] == "M1"
    assert json.loads(str(dump(office.store.path, "no_answer")["no_answer"][0][2])) == 1
    steps.take(office, number, handing.accept(Act()))
    handing.assign(office, [number], handing.To("M1"), Act())
    hand.go(minutes=31)
    assert tick(office).no_answers == 1, "given anew, silent anew"


def test_reminders_are_for_who_has_it(office: Office, hand: Hand) -> None:
    people.add_member(office, NewMember("张敏", Tier.VOLUNTEER, "Z1", "HL1"))
    mine, desk = add(office, Urgency.URGENT, to="Z1"), add(office, Urgency.URGENT)
    hand.go(hours=20)
    found = {(one.request, one.reason) for one in reminding.listing(office, "Z1")}
    assert found == {(mine, "due_soon"), (mine, "unreached"), (mine, "unaccepted")}
    found = {(one.request, one.reason) for one in reminding.listing(office, "M1")}
    assert found == {(desk, "due_soon"), (desk, "unreached"), (desk, "unassigned")}
    assert {one.request for one in reminding.listing(office)} == {mine, desk}, "the owner sees all"
    steps.take(office, mine, answering.start(Act()))
    steps.take(office, mine, asks.wait(Act(note="x"), "+1h"))
    assert list(reminding.listing(office, "Z1")) == []
    hand.go(hours=2)
    assert [one.reason for one in reminding.listing(office, "Z1")] == ["wait_over"]


def test_a_day_of_ones_own_moves_no_old_deadline_until_reclocked(office: Office, hand: Hand) -> None:
    use(office, RULES)
    old = add(office, Urgency.NORMAL)
    before = requests.show(office, old).due
    hand.go(minutes=1)
    calendar_days.put(office, "2021-12-07", [], off=True)
    new = add(office, Urgency.NORMAL)
    steps.take(office, old, steps.note(Act(note="x")))
    assert requests.show(office, old).due == before
    assert requests.show(office, new).due != before
    off = [one for one in explaining.why(office, new).resolve.steps if one.rule == "off"]
    assert [(one.effect, one.hours) for one in off] == [("skip", 39.0)]
    steps.take(office, old, explaining.reclock(Act(note="the town has a day off")))
    assert requests.show(office, old).due == requests.show(office, new).due
    with pytest.raises(Refused):
        steps.take(office, old, explaining.reclock(Act(note="again")))
    calendar_days.remove(office, "2021-12-07")
    assert calendar_days.listing(office) == []


def test_the_level_at_which_it_comes_in_has_limits_of_its_own(office: Office) -> None:
    from gridctl.core.words import Channel

    use(office, RULES)
    view = requests.show(office, add(office, Urgency.NORMAL, channel=Channel.HOTLINE))
    assert view.rule == "strict/*/normal/town"
    why = explaining.why(office, view.id)
    assert (why.resolve.limit_hours, why.resolve.calendar, why.respond.limit_hours) == (8.0, "working", 2.0)


def test_the_return_adds_up_after_the_heartbeat(office: Office, hand: Hand) -> None:
    for _ in range(3):
        add(office)
    handing.assign(office, [add(office, Urgency.NORMAL)], handing.To("M1"), Act())
    repeating.repeat(office, 1, Rhythm("1d"))
    for _ in range(8):
        hand.go(hours=9)
        tick(office)
    for day in ("2021-12-06", "2021-12-07", "2021-12-08"):
        found = reports.daily(office, reports.Wanted(day=day)).data["requests"]
        ended = found["closed"] + found["cancelled"] + found["merged"] + found["open"]
        assert found["open_before"] + found["received"] + found["reopened"] == ended
    with office.store.read() as work:
        assert request_views.load(work, 1).level == "town"

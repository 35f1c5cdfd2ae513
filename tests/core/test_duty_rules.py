"""The rules of duty: each by its name, real lengths of shifts, and the same answers as a slow oracle."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.duties import Terms
from gridctl.core.duty_rules import LIFTED, Days, Demand, Rule, Stint, Who, beyond, broken, times_of
from gridctl.core.times import HOUR_MS, local, to_ms
from gridctl.core.words import Tier

DAY0 = date(2021, 12, 13)  # a Monday
NIGHTLY = range(22, 24)


def stint(day: int, start: int, hours: int, shift: str = "early") -> Stint:
    """Return a turn that begins at an hour of a day counted from a Monday."""
    on = DAY0 + timedelta(days=day)
    at = to_ms(datetime.combine(on, time(start), UTC))
    return Stint(on, at, at + hours * HOUR_MS, shift=shift, night=start in NIGHTLY)


def who(terms: Terms | None = None, **more: object) -> Who:
    """Return an officer with these terms."""
    values: dict[str, object] = {"tier": Tier.OFFICER, "terms": terms or Terms(), **more}
    return Who(**values)  # type: ignore[arg-type]


def rules(
    turn: Stint, others: list[Stint], one: Who, demand: Demand | None = None, lifts: tuple[Days, ...] = ()
) -> list[Rule]:
    """Return the names of the rules that are broken."""
    return [found.rule for found in broken(turn, others, one, demand or Demand(), lifts)]


ON = DAY0
NURSE = frozenset({"nurse", "护士"})


@pytest.mark.parametrize(
    ("rule", "turn", "others", "person", "demand"),
    [
        (Rule.TWO_PLACES, stint(0, 8, 8), [stint(0, 15, 8)], who(), Demand()),
        (Rule.REST, stint(1, 6, 8), [stint(0, 14, 8)], who(Terms(rest_hours=11)), Demand()),
        (Rule.SKILL, stint(0, 8, 8), [], who(skills=frozenset({"driver"})), Demand((NURSE,))),
        (Rule.TIER, stint(0, 8, 8), [], who(tier=Tier.VOLUNTEER), Demand(tier=Tier.PART_TIME)),
        (Rule.ABSENT, stint(0, 8, 8), [], who(absences=(Days(ON, ON),)), Demand()),
        (Rule.DAY_HOURS, stint(0, 14, 4), [stint(0, 6, 6)], who(Terms(day_hours=8)), Demand()),
        (
            Rule.WEEK_HOURS,
            stint(4, 8, 8),
            [stint(n, 8, 9) for n in range(4)],
            who(Terms(week_hours=40)),
            Demand(),
        ),
        (Rule.DAYS_ROW, stint(1, 8, 8), [stint(0, 8, 8), stint(2, 8, 8)], who(Terms(days_row=2)), Demand()),
        (Rule.NIGHTS_ROW, stint(1, 22, 8), [stint(0, 22, 8)], who(Terms(nights_row=1)), Demand()),
        (Rule.WEEKDAY, stint(0, 8, 8), [], who(Terms(weekdays=(5, 6))), Demand()),
        (Rule.SHIFT, stint(0, 8, 8), [], who(Terms(shifts=("late",))), Demand()),
        (Rule.LENGTH, stint(0, 8, 8), [], who(), Demand(hours=6)),
        (Rule.APART, stint(0, 8, 8), [], who(apart=frozenset({7})), Demand(beside=frozenset({7}))),
        (Rule.NOT_POSTED_DAYS, stint(0, 8, 8), [], who(), Demand(weekdays=frozenset({1}))),
        (Rule.NOT_POSTED_DAYS, stint(0, 8, 8), [], who(), Demand(days=Days(ON + timedelta(days=1)))),
        (Rule.LEFT, stint(0, 8, 8), [], who(there=Days(until=ON - timedelta(days=1))), Demand()),
        (Rule.FULL, stint(0, 8, 8), [], who(), Demand(room=0)),
    ],
)
def test_each_rule_is_broken_by_its_name(
    rule: Rule, turn: Stint, others: list[Stint], person: Who, demand: Demand
) -> None:
    assert rules(turn, others, person, demand) == [rule]


def test_what_is_within_the_limits_breaks_nothing() -> None:
    terms = Terms(day_hours=8, week_hours=40, rest_hours=11, days_row=5, nights_row=2)
    person = who(terms, skills=frozenset({"护士"}))
    assert (
        rules(stint(4, 8, 8), [stint(n, 8, 8) for n in range(4)], person, Demand((NURSE,), Tier.OFFICER))
        == []
    )


def test_hours_of_a_week_begin_anew_on_monday() -> None:
    person = who(Terms(week_hours=40))
    assert rules(stint(7, 8, 8), [stint(n, 8, 8) for n in range(2, 7)], person) == []
    assert rules(stint(1, 8, 8), [stint(n, 8, 8) for n in range(2, 7)], person) == [Rule.WEEK_HOURS]


def test_a_lift_sets_aside_hours_and_rest_and_nothing_else() -> None:
    terms = Terms(day_hours=6, week_hours=8, rest_hours=24, days_row=1, nights_row=1)
    person = who(terms, absences=(Days(ON + timedelta(days=1), ON + timedelta(days=1)),))
    turn, others = stint(1, 22, 8), [stint(0, 22, 8)]
    assert set(rules(turn, others, person)) == {*LIFTED, Rule.ABSENT}
    assert rules(turn, others, person, lifts=(Days(turn.on, turn.on),)) == [Rule.ABSENT]
    assert set(rules(turn, others, person, lifts=(Days(until=others[0].on),))) == {*LIFTED, Rule.ABSENT}
    assert beyond([*others, turn], terms) == LIFTED


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Asia/Shanghai", date(2021, 12, 17), 8),
        ("America/New_York", date(2021, 11, 6), 9),
        ("America/New_York", date(2021, 3, 13), 7),
        ("Asia/Shanghai", date(1988, 4, 16), 7),
    ],
)
def test_a_night_is_as_long_as_it_really_is_when_the_clock_is_changed(
    zone: str, day: date, hours: int
) -> None:
    there = ZoneInfo(zone)

    def at(on: date, minute: int) -> int:
        return to_ms(local(on, time(*divmod(minute, 60)), there))

    start, end = times_of(day, 22 * 60, 6 * 60, at)
    assert (end - start) / HOUR_MS == hours
    night = Stint(day, start, end, night=True)
    assert rules(night, [], who(Terms(day_hours=8))) == ([Rule.DAY_HOURS] if hours > 8 else [])


stints = st.builds(
    stint, st.integers(-9, 9), st.integers(0, 23), st.integers(1, 12), st.sampled_from(["early", "late"])
)
limits = st.builds(
    Terms,
    day_hours=st.none() | st.integers(1, 14),
    week_hours=st.none() | st.integers(1, 60),
    rest_hours=st.none() | st.integers(0, 16),
    days_row=st.none() | st.integers(1, 6),
    nights_row=st.none() | st.integers(1, 3),
    weekdays=st.none() | st.sets(st.integers(0, 6)).map(lambda found: tuple(sorted(found))),
    shifts=st.none() | st.sampled_from([("early",), ("late",), ("early", "late")]),
)


def oracle(turn: Stint, others: list[Stint], terms: Terms) -> set[Rule]:
    """Look at every hour of three weeks by itself."""
    every = [turn, *others]
    return {
        *_between(turn, others, terms),
        *_counted(turn, every, terms),
        *_rows(Rule.DAYS_ROW, terms.days_row, turn, {one.on for one in every}),
        *_rows(
            Rule.NIGHTS_ROW, terms.nights_row, turn, {one.on for one in every if one.night and turn.night}
        ),
        *([Rule.WEEKDAY] if terms.weekdays is not None and turn.on.weekday() not in terms.weekdays else []),
        *([Rule.SHIFT] if terms.shifts is not None and turn.shift not in terms.shifts else []),
    }


def _hours(one: Stint) -> set[int]:
    return set(range(one.start // HOUR_MS, one.end // HOUR_MS))


def _between(turn: Stint, others: list[Stint], terms: Terms) -> set[Rule]:
    found = set()
    for one in others:
        first, second = sorted((_hours(turn), _hours(one)), key=min)
        if first & second:
            found.add(Rule.TWO_PLACES)
        elif terms.rest_hours is not None and min(second) - max(first) - 1 < terms.rest_hours:
            found.add(Rule.REST)
    return found


def _counted(turn: Stint, every: list[Stint], terms: Terms) -> set[Rule]:
    day = sum(len(_hours(one)) for one in every if one.on == turn.on)
    week = sum(len(_hours(one)) for one in every if one.on.isocalendar()[:2] == turn.on.isocalendar()[:2])
    found = set()
    if terms.day_hours is not None and day > terms.day_hours:
        found.add(Rule.DAY_HOURS)
    if terms.week_hours is not None and week > terms.week_hours:
        found.add(Rule.WEEK_HOURS)
    return found


def _rows(rule: Rule, most: int | None, turn: Stint, days: set[date]) -> set[Rule]:
    for first in days if most is not None else ():
        run = {first + timedelta(days=n) for n in range((most or 0) + 1)}
        if turn.on in run and run <= days:
            return {rule}
    return set()


@given(stints, st.lists(stints, max_size=8), limits)
def test_the_rules_say_what_a_slow_oracle_says(turn: Stint, others: list[Stint], terms: Terms) -> None:
    assert set(rules(turn, others, who(terms))) == oracle(turn, others, terms)

"""Issue 4: the arithmetic of clocks is what counting minute by minute gives, in every zone and calendar."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from gridctl.core.calendars import ALWAYS, Calendar, Hours, Pause
from gridctl.core.clocks import Event, Turn, reckon
from gridctl.core.times import HOUR_MS, MINUTE_MS, from_ms, to_ms

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")
DAY: tuple[Hours, ...] = ((time(9), time(12)), (time(13), time(17, 30)))
SHORT: tuple[Hours, ...] = ((time(1, 30), time(4)),)
NIGHT: tuple[Hours, ...] = ((time(22), time(0)),)

# Weeks in which the clocks of the wall are moved, and one with a holiday and a made-up Saturday.
WEEKS = (
    (SHANGHAI, date(1988, 4, 15)),
    (SHANGHAI, date(1988, 9, 9)),
    (NEW_YORK, date(2025, 3, 7)),
    (NEW_YORK, date(2025, 10, 31)),
    (SHANGHAI, date(2022, 1, 28)),
)


def runs_at(calendar: Calendar, minute: int) -> bool:
    """Tell whether the clock runs in the minute that begins at `minute` (UTC ms), by the plain words of the rule."""
    if calendar.always:
        return True
    moment = from_ms(minute, calendar.zone)
    day, clock = moment.date(), moment.time()
    own = dict(calendar.own)
    usual = calendar.week[day.weekday()]
    if day in own:
        hours = own[day]
    elif day in calendar.workdays:
        hours = usual or next(filter(None, calendar.week), ())
    else:
        hours = () if day in calendar.holidays else usual
    return any(opens <= clock and (clock < closes or closes == time()) for opens, closes in hours)


def slow(events: list[Event], calendar: Calendar, limit: int, end: int) -> tuple[int, int | None]:
    """Return the time used up to `end` and when the limit was used up, by walking through the minutes."""
    used, running, ran_out = 0, False, None
    for minute in range(events[0].at, end, MINUTE_MS):
        for event in events:
            if event.at == minute:
                running = event.turn in {Turn.START, Turn.RESUME}
        if running and runs_at(calendar, minute):
            used += MINUTE_MS
            if used == limit:
                ran_out = minute + MINUTE_MS
    return used, ran_out


_HOURS = st.sampled_from([(), DAY, SHORT, NIGHT, ((time(0), time(0)),)])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Calendar, int]:
    """A calendar, and the first moment of a week in its zone."""
    zone, first = draw(st.sampled_from(WEEKS))
    days = st.integers(0, 7).map(lambda n: first + timedelta(days=n))
    start = to_ms(datetime.combine(first, time(), zone))
    if draw(st.booleans()) and draw(st.booleans()):
        return ALWAYS, start
    return Calendar(
        "working",
        zone,
        holidays=frozenset(draw(st.lists(days, max_size=2))),
        workdays=frozenset(draw(st.lists(days, max_size=2))),
        week=(*(draw(_HOURS) for _ in range(6)), DAY),
        own=tuple(sorted(draw(st.dictionaries(days, _HOURS, max_size=2)).items())),
    ), start


@settings(max_examples=60)
@given(worlds(), st.integers(0, 2000), st.lists(st.integers(1, 2500), max_size=4), st.integers(1, 3000))
def test_reckoning_is_counting_minutes(
    world: tuple[Calendar, int], begin: int, turns: list[int], minutes: int
) -> None:
    calendar, week = world
    at, limit = week + begin * MINUTE_MS, minutes * MINUTE_MS
    events = [Event(at, Turn.START, "x", limit)]
    for place, gap in enumerate(turns):
        at += gap * MINUTE_MS
        events.append(Event(at, Turn.RESUME if place % 2 else Turn.PAUSE))
    end = max(at + 6 * HOUR_MS, week + 7 * 24 * HOUR_MS)
    used, ran_out = slow(events, calendar, limit, end)
    found = reckon(events, calendar, end)
    assert found.used == used
    assert found.overdue == (ran_out is not None)
    if ran_out is not None:
        assert found.deadline == ran_out


@settings(max_examples=60)
@given(worlds(), st.integers(0, 5000), st.integers(1, 6000))
def test_what_is_left_out_and_what_runs_is_all_of_the_time(
    world: tuple[Calendar, int], begin: int, length: int
) -> None:
    calendar, week = world
    start, end = week + begin * MINUTE_MS, week + (begin + length) * MINUTE_MS
    gaps = list(calendar.gaps(start, end))
    assert sum(gap.until - gap.at for gap in gaps) + calendar.between(start, end) == end - start
    assert all(start <= gap.at < gap.until <= end for gap in gaps)
    assert all(one.until < two.at for one, two in pairwise(gaps))
    assert all(calendar.between(gap.at, gap.until) == 0 for gap in gaps)


def test_gaps_say_why_the_clock_stood() -> None:
    """Spring Festival 2022: a made-up weekend, then a week off, with a day off of the store's own behind it."""
    holidays = frozenset({date(2022, 1, 31), *(date(2022, 2, n) for n in range(1, 5))})
    calendar = Calendar(
        "working",
        SHANGHAI,
        holidays=holidays,
        workdays=frozenset({date(2022, 1, 29), date(2022, 1, 30)}),
        week=(*[DAY] * 5, (), ()),
        own=((date(2022, 2, 7), ()),),
    )
    start = to_ms(datetime(2022, 1, 28, 11, tzinfo=SHANGHAI))
    end = to_ms(datetime(2022, 2, 8, 10, tzinfo=SHANGHAI))
    assert [gap.why for gap in calendar.gaps(start, end)] == [
        Pause.BREAK, Pause.NIGHT, Pause.BREAK, Pause.NIGHT, Pause.BREAK, Pause.OFF,
    ]  # fmt: skip
    assert calendar.made_up(start, end) == [date(2022, 1, 29), date(2022, 1, 30)]


@given(st.integers(1, 40), st.integers(0, 100))
def test_another_calendar_counts_from_the_beginning_on(limit: int, hours: int) -> None:
    """Who moves a request to working hours gets the deadline that it would have had with them from the start."""
    office = Calendar("working", SHANGHAI, week=(*[DAY] * 5, (), ()))
    start = to_ms(datetime(2021, 12, 16, 10, tzinfo=SHANGHAI))
    moved = Event(start + hours * HOUR_MS, Turn.LIMIT, "reclock", limit * HOUR_MS, office)
    later = start + 200 * HOUR_MS
    found = reckon([Event(start, Turn.START, "x", HOUR_MS), moved], ALWAYS, later)
    straight = reckon([Event(start, Turn.START, "x", limit * HOUR_MS)], office, later)
    assert (found.used, found.overdue) == (straight.used, straight.overdue)


def test_an_hour_that_comes_twice_counts_only_where_it_is_worked() -> None:
    """In Shanghai the night of 11 September 1988 had the hour from one to two twice."""
    day = date(1988, 9, 11)
    calendar = Calendar("working", SHANGHAI, hours=SHORT, weekdays=frozenset(range(7)))
    start = to_ms(datetime.combine(day, time(), SHANGHAI))
    assert calendar.between(start, start + 25 * HOUR_MS) == 3 * HOUR_MS

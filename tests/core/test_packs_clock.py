"""Issue 4: the clock part of packs: what is read, what is inherited, what is wrong and in which line."""

from datetime import time
from typing import Any

import pytest

from core.packs_world import BUILT_IN, built_in, small
from gridctl.core.pack import Pack
from gridctl.core.pack_clock import ClockRules
from gridctl.core.pack_rules import BadPack as Bad
from gridctl.core.packs import BadPack, parse_pack, read_pack
from gridctl.core.times import HOUR_MS, MINUTE_MS
from gridctl.core.words import Level, Urgency

HEAD = """[pack]
name = "own"
version = "1"
extends = "small"
title = { en = "Own" }
about = { en = "For tests." }
"""


def own(text: str) -> Pack:
    """Return a pack that extends the small one."""
    return read_pack(HEAD + text, file="own.toml", base=lambda _name: parse_pack(small(), file="small.toml"))


def problems(text: str) -> dict[str, tuple[int, str]]:
    """Return each problem of a pack by its key: the line, and the nearest word."""
    with pytest.raises(BadPack) as found:
        own(text)
    args: list[dict[str, Any]] = [dict(one.args_) for one in found.value.problems]
    return {str(one["key"]): (int(one["line"]), str(one.get("nearest", ""))) for one in args}


def test_a_pack_from_before_there_were_calendars_keeps_its_meaning() -> None:
    """What an older version stored has no word of all this: day and night, nothing goes up by itself."""
    import json

    data: dict[str, Any] = json.loads(parse_pack(small(), file="small.toml").to_json())
    del data["clocks"], data["wait_ms"]
    for limits in [data["limits"], *(one["limits"] for one in data["categories"])]:
        for limit in limits.values():
            del limit["assign_ms"], limit["accept_ms"], limit["calendar"]
    for one in data["categories"]:
        del one["calendar"]
    old = Pack.from_json(json.dumps(data))
    assert old.clocks == ClockRules()
    found = old.limit_of("small/medicine/normal")
    assert (found.resolve_ms, found.assign_ms, found.calendar) == (12 * HOUR_MS, None, None)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_stored_pack_is_read_back_whole(name: str) -> None:
    pack = built_in(name)
    assert Pack.from_json(pack.to_json()) == pack


def test_limits_come_from_the_category_then_the_level_then_the_pack() -> None:
    pack = own(
        """
[calendars]
use = "working"
[limits]
normal = { assign = "1h", accept = "20m" }
[level.town.limits.normal]
assign = "30m"
resolve = "2h"
"""
    )
    at_town = pack.limit("other", Urgency.NORMAL, Level.TOWN)
    assert (at_town.resolve_ms, at_town.assign_ms) == (2 * HOUR_MS, 30 * MINUTE_MS)
    assert (at_town.accept_ms, at_town.calendar) == (20 * MINUTE_MS, "working")
    medicine = pack.limit("medicine", Urgency.NORMAL, Level.TOWN)
    assert (medicine.resolve_ms, medicine.assign_ms) == (12 * HOUR_MS, 30 * MINUTE_MS)
    assert pack.limit("other", Urgency.NORMAL, Level.GRID).rule == "own/*/normal"
    for category in pack.categories:
        for level in (None, *Level):
            limit = pack.limit(category.code, Urgency.NORMAL, level)
            assert pack.limit_of(limit.rule) == limit, "the rule alone leads back to the limits"


def test_a_category_can_have_a_calendar_of_its_own() -> None:
    pack = own("""
[[category]]
code = "other"
calendar = "working"
""")
    limit = pack.limit("other", Urgency.NORMAL)
    assert (limit.rule, limit.calendar) == ("own/other/normal", "working")
    assert pack.limit_of(limit.rule) == limit


def test_working_days_are_as_long_as_the_hours_say() -> None:
    pack = own("""
[calendars.working]
hours = ["9:00-12:00", "13:00-17:30"]
sat = ["9:00-12:00"]
holidays = "CN"
[limits]
normal = { respond = "1wd", resolve = "5wd" }
""")
    limit = pack.limit("other", Urgency.NORMAL)
    assert (limit.respond_ms, limit.resolve_ms) == (450 * MINUTE_MS, 5 * 450 * MINUTE_MS)
    assert limit.calendar == "working"
    assert pack.clocks.working.week[5] == ((time(9), time(12)),)
    assert pack.clocks.working.week[6] == ()


def test_what_goes_up_is_inherited_key_by_key() -> None:
    rule = built_in("epidemic").clocks.escalation[Urgency.URGENT]
    assert (rule.overdue, rule.unreached, rule.again) == (0, 30 * MINUTE_MS, 2 * HOUR_MS)
    assert built_in("routine").clocks.escalation[Urgency.URGENT].unreached is None
    assert (built_in("routine").wait_ms, built_in("epidemic").wait_ms) == (None, 24 * HOUR_MS)


def test_what_is_wrong_is_told_with_its_line_and_the_nearest_word() -> None:
    found = problems("""
[calendars]
use = "workin"
[calendars.working]
hours = ["9:00-12:00", "11:00-13:00"]
sat = ["late"]
holidays = "China"
moon = []
[level.twon.limits.normal]
resolve = "1h"
[escalation.urgent]
overdo = "0m"
add = "0m"
from = ["gird"]
[waiting]
longest = "long"
""")
    assert found == {
        "calendars.use": (9, "working"),
        "calendars.working.hours": (11, ""),
        "calendars.working.sat[1]": (12, ""),
        "calendars.working.holidays": (13, ""),
        "calendars.working.moon": (14, "mon"),
        "level.twon": (15, "town"),
        "escalation.urgent.overdo": (18, "overdue"),
        "escalation.urgent.add": (19, ""),
        "escalation.urgent.from[1]": (20, "grid"),
        "waiting.longest": (22, ""),
    }


def test_a_week_without_hours_and_a_limit_of_years_are_refused() -> None:
    with pytest.raises(Bad):
        own("[calendars.working]\nhours = []\n")
    long = '[calendars.working]\nhours = []\nmon = ["9:00-10:00"]\n[limits]\nlow = { resolve = "60wd" }\n'
    assert set(problems(long)) == {"calendars.working"}

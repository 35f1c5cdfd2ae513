"""What a pack says of duty: read over what it extends, every mistake named with its key and remedy."""

from typing import Any

import pytest

from core.packs_world import BUILT_IN, built_in, small
from gridctl.core.duties import DutyRules, Per
from gridctl.core.pack import Pack
from gridctl.core.pack_duty import shift_minutes
from gridctl.core.packs import BadPack, parse_pack
from gridctl.core.words import Tier

DUTY: dict[str, Any] = {
    "duty": [
        {
            "code": "gate",
            "title": {"en": "Gate", "zh": "门岗"},
            "actions": [{"en": "Stand there", "zh": "站岗"}],
            "skills": ["nursing"],
            "tier": "officer",
            "hours": 8,
            "hard": 2,
            "checkin": 30,
        }
    ],
    "shift": [
        {
            "code": "day",
            "title": {"en": "Day", "zh": "白班"},
            "letter": "D",
            "start": "08:00",
            "end": "16:00",
        },
        {
            "code": "night",
            "title": {"zh": "夜班"},
            "letter": "N",
            "start": "22:00",
            "end": "06:00",
            "night": True,
        },
    ],
    "posts": [{"duty": "gate", "per": "gate", "shifts": ["day"], "least": 2}],
    "terms": {"day_hours": 8, "weekdays": ["mon", "tue"], "tiers": {"volunteer": {"week_hours": 12}}},
}


def read(*changes: dict[str, Any], base: Pack | None = None) -> Pack:
    """Read the small pack with a part about duty."""
    data = small() | DUTY
    for change in changes:
        data = data | change
    return parse_pack(data, file="small.toml", base=None if base is None else lambda _name: base)


def mistakes(**change: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Return (key, nearest) of each mistake that a change makes."""
    with pytest.raises(BadPack) as bad:
        read(change)
    return [(str(one.args_["key"]), str(one.args_.get("nearest", ""))) for one in bad.value.problems]


def test_all_of_it_is_read_and_kept() -> None:
    rules = read().duty
    gate = rules.duty("gate")
    assert gate is not None
    assert (gate.tier, gate.skills, gate.checkin, len(gate.actions)) == (Tier.OFFICER, ("nursing",), 30, 1)
    assert [(rule.per, rule.least, rule.best) for rule in rules.posts] == [(Per.GATE, 2, 2)]
    assert rules.terms_of(Tier.VOLUNTEER).week_hours == 12
    assert rules.terms_of(Tier.VOLUNTEER).day_hours == 8
    assert rules.terms.weekdays == (0, 1)
    assert Pack.from_json(read().to_json()).duty == rules


def test_a_pack_from_before_there_were_duties_has_none() -> None:
    plain = parse_pack(small(), file="small.toml")
    assert plain.duty == DutyRules()
    assert DutyRules.of(None) == DutyRules()


def test_what_is_extended_stays_and_rules_of_posts_are_replaced_as_a_whole() -> None:
    more = {
        "pack": small()["pack"] | {"extends": "base"},
        "category": [],
        "urgency": {},
        "duty": [{"code": "gate", "hard": 5}, {"code": "visit", "title": {"zh": "走访"}, "actions": []}],
        "shift": [],
        "posts": [{"duty": "visit", "per": "area"}],
        "terms": {"rest_hours": 10},
    }
    rules = read(more, base=read()).duty
    gate = rules.duty("gate")
    assert gate is not None
    assert (gate.hard, gate.checkin, gate.title.en) == (5, 30, "Gate")
    assert [one.code for one in rules.duties] == ["gate", "visit"]
    assert [one.code for one in rules.shifts] == ["day", "night"]
    assert [one.duty for one in rules.posts] == ["visit"]
    assert (rules.terms.day_hours, rules.terms.rest_hours) == (8, 10)


def test_unknown_duties_shifts_tiers_and_skills_name_the_nearest() -> None:
    assert mistakes(posts=[{"duty": "gates", "per": "gate"}]) == [("posts[1].duty", "gate")]
    assert mistakes(posts=[{"duty": "gate", "per": "gate", "shifts": ["nite"]}]) == [
        ("posts[1].shifts[1]", "night")
    ]
    bad = DUTY["duty"][0] | {"tier": "offiser", "skills": ["nursin"]}
    assert mistakes(duty=[bad]) == [("duty[1].skills[1]", "nursing"), ("duty[1].tier", "officer")]
    assert mistakes(terms={"tiers": {"volunter": {}}}) == [("terms.tiers.volunter", "volunteer")]
    assert mistakes(terms={"shifts": ["dey"]}) == [("terms.shifts[1]", "day")]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"duty": [{"code": "gate"}]}, "duty[1].title"),
        ({"duty": [*DUTY["duty"], *DUTY["duty"]]}, "duty[2].code"),
        ({"duty": [DUTY["duty"][0] | {"hours": 0}]}, "duty[1].hours"),
        ({"duty": [DUTY["duty"][0] | {"hard": 6}]}, "duty[1].hard"),
        ({"duty": [DUTY["duty"][0] | {"checkin": True}]}, "duty[1].checkin"),
        ({"shift": [*DUTY["shift"], {"code": "late"}]}, "shift[3].title"),
        ({"shift": [DUTY["shift"][0] | {"start": "25:00"}, DUTY["shift"][1]]}, "shift[1].start"),
        ({"posts": [{"duty": "gate", "per": "residents"}]}, "posts[1].each"),
        ({"posts": [{"duty": "gate", "per": "gate", "each": 5}]}, "posts[1].each"),
        ({"posts": [{"duty": "gate", "per": "gate", "least": 3, "best": 2}]}, "posts[1].best"),
        ({"posts": {"duty": "gate"}}, "posts"),
        ({"terms": {"week_hours": 200}}, "terms.week_hours"),
        ({"terms": {"weekdays": ["someday"]}}, "terms.weekdays[1]"),
    ],
)
def test_a_wrong_value_is_named(change: dict[str, Any], key: str) -> None:
    assert key in [found for found, _nearest in mistakes(**change)]


def test_a_shift_longer_than_the_duty_may_last_is_a_mistake() -> None:
    short = [DUTY["duty"][0] | {"hours": 7}]
    assert mistakes(duty=short) == [("posts[1].shifts", "")]


def test_a_shift_across_midnight_and_one_of_a_whole_day_have_their_length() -> None:
    rules = read().duty
    night = rules.shift("night")
    assert night is not None
    assert shift_minutes(night) == 480
    whole = read({"shift": [DUTY["shift"][0] | {"end": "08:00"}, DUTY["shift"][1]], "posts": []}).duty
    assert [shift_minutes(one) for one in whole.shifts] == [1440, 480]


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_duty_of_a_built_in_pack_says_what_to_do_in_both_languages(name: str) -> None:
    rules = built_in(name).duty
    assert {"desk", "patrol", "visits"} <= {one.code for one in rules.duties}
    for duty in rules.duties:
        assert 5 <= len(duty.actions) <= 8, duty.code
        assert all(label.en and label.zh for label in (duty.title, *duty.actions)), duty.code
    assert all(one.title.en and one.title.zh and one.letter for one in rules.shifts)
    assert rules.terms.week_hours


def test_the_epidemic_has_the_eight_of_a_lockdown_and_those_of_a_testing_day() -> None:
    rules = built_in("epidemic").duty
    eight = {
        "gate",
        "inner_patrol",
        "sampling",
        "delivery",
        "publicity",
        "rubbish",
        "disinfection",
        "emergencies",
    }
    assert eight | {"temperature", "registration", "distance", "records"} <= {
        one.code for one in rules.duties
    }
    hours = {one.code: (f"{one.start:%H:%M}", f"{one.end:%H:%M}") for one in rules.shifts}
    assert (hours["early"], hours["middle"]) == (("06:00", "14:00"), ("14:00", "22:00"))
    assert hours["night"] == ("22:00", "06:00")
    found = {(one.duty, one.per): one for one in rules.posts if not one.standby}
    assert found["gate", Per.GATE].least == 2
    assert found["sampling", Per.RESIDENTS].each == 500
    assert found["sampling", Per.RESIDENTS].crew == found["registration", Per.RESIDENTS].crew
    assert ("inner_patrol", Per.COMPOUND) in found
    assert any(one.standby for one in rules.posts)


def test_a_flood_asks_who_walks_the_dike_for_a_sign_each_half_hour() -> None:
    dike = built_in("flood").duty.duty("dike_patrol")
    assert dike is not None
    assert (dike.checkin, dike.emergency) == (30, True)

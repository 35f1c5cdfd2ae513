"""Who is compared: all who share a rare key, each pair once; what is too common is cut."""

from dataclasses import replace

import pytest

from gridctl.core import twin_blocks
from gridctl.core.twin_blocks import Blocks, skeleton
from gridctl.core.twin_traits import traits_of
from gridctl.core.twins import Person

ONE = Person(
    1,
    name="王秀红",
    pinyin="wang xiu hong",
    born="19491231",
    phones=("13812345678",),
    identity="11010519491231002X",
    home="HZ12-2-501",
)


@pytest.mark.parametrize(
    "kept",
    [
        {"identity": "11010519491231002X"},
        {"identity": "11010519491231882X"},
        {"identity": "22010519491231002X"},
        {"phones": ("13812345678",)},
        {"phones": ("13812345679",)},
        {"phones": ("15812345678",)},
        {"born": "19491231"},
        {"name": "王秀红"},
        {"given": "王", "family": "秀红"},
        {"home": "HZ12-2-501"},
        {"name": "李秀红", "pinyin": "li xiu hong", "born": "19501231"},
        {"name": "章绣宏", "pinyin": "zang xiu hong", "born": "19491213"},
    ],
)
def test_one_rare_thing_in_common_is_enough(kept: dict[str, str]) -> None:
    other = replace(Person(2), **kept)  # type: ignore[arg-type]
    assert Blocks([traits_of(ONE), traits_of(other)]).meet(0, 1)


def test_who_shares_nothing_does_not_meet() -> None:
    other = Person(2, name="李建国", born="19800101", phones=("15900001111",), home="HZ3-1-102")
    assert not Blocks([traits_of(ONE), traits_of(other), traits_of(Person(3))]).meet(0, 1)


def test_each_pair_is_met_once() -> None:
    blocks = Blocks([traits_of(replace(ONE, id=number)) for number in range(5)])
    met = [(a, b) for a in range(5) for b in blocks.partners(a)]
    assert sorted(met) == [(a, b) for a in range(5) for b in range(a + 1, 5)]


def test_the_commonest_keys_are_cut_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty share a home, two of them a phone: with little to spend only the phone is looked at."""
    monkeypatch.setattr(twin_blocks, "PAIRS", 0)
    people = [
        Person(number, home="HZ1-1-1", phones=(("13812345678",) if number < 2 else ()))
        for number in range(40)
    ]
    blocks = Blocks([traits_of(person) for person in people])
    assert blocks.partners(0) == [1]
    assert blocks.partners(5) == []


@pytest.mark.parametrize(
    ("one", "other"), [("meyer", "maier"), ("schmidt", "schmitt"), ("katherine", "catharine")]
)
def test_names_of_one_sound_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)

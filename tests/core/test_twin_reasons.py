"""Reasons are true: each slip is called by its name, and nothing personal stands in them."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.checks.alike import alike
from gridctl.core.twin_evidence import comparer
from gridctl.core.twin_grounds import GROUNDS, Ground
from gridctl.core.twin_reasons import AGAINST, reasons
from gridctl.core.twin_traits import traits_of
from gridctl.core.twin_weights import learn
from gridctl.core.twins import Person, Reason

ALIKE = alike()
COMPARE = comparer(ALIKE)
BELIEFS = learn(Counter(), Counter(), 1.0)  # nothing was seen: what is believed of people as such
ONE = Person(
    1,
    name="王秀红",
    pinyin="wang xiu hong",
    born="19490402",
    sex="f",
    phones=("13812345678",),
    identity="11010519491231002X",
    home="HZ12-2-501",
    street="stone place",
    suburb="port fairy",
)


def why(a: Person, b: Person, *, through: bool = False) -> tuple[Reason, ...]:
    """Return the reasons by what is believed."""
    one, two = traits_of(a), traits_of(b)
    return reasons(one, two, COMPARE(one, two), BELIEFS, ALIKE, through=through)


def grounds(a: Person, b: Person) -> set[Ground]:
    """Return the grounds without their order."""
    return {reason.ground for reason in why(a, b)}


def test_an_entry_that_is_the_same_has_every_reason_for_it() -> None:
    assert grounds(ONE, replace(ONE, id=2)) == {
        Ground.SAME_NAME,
        Ground.SAME_BORN,
        Ground.SAME_PHONE,
        Ground.SAME_IDENTITY,
        Ground.SAME_HOME,
        Ground.SAME_ADDRESS,
    }


@pytest.mark.parametrize(
    ("change", "ground"),
    [
        ({"name": "王绣宏"}, Ground.SOUNDS_ALIKE),
        ({"name": "王秀明", "pinyin": "wang xiu ming"}, Ground.ONE_LETTER),
        ({"name": "王红", "pinyin": "wang hong"}, Ground.ONE_LETTER),
        ({"name": "秀红王", "pinyin": "xiu hong wang"}, Ground.NAMES_SWAPPED),
        ({"given": "王", "family": "秀红"}, Ground.NAMES_SWAPPED),
        ({"name": "王阿姨"}, Ground.SAME_FAMILY),
        ({"name": "阿红"}, Ground.ALIKE_NAME),
        ({"name": "李建国", "pinyin": "li jian guo"}, Ground.OTHER_NAME),
        ({"name": "王建国", "pinyin": "wang jian guo"}, Ground.OTHER_GIVEN),
        ({"name": "李秀红", "pinyin": "li xiu hong"}, Ground.ONE_LETTER),
        ({"born": "19490412"}, Ground.BORN_DIGIT),
        ({"born": "19490420"}, Ground.BORN_SWAPPED),
        ({"born": "19490204"}, Ground.BORN_DAY_MONTH),
        ({"born": "19560402"}, Ground.BORN_PART),
        ({"born": "19680917"}, Ground.OTHER_BORN),
        ({"phones": ("13812345679",)}, Ground.PHONE_DIGIT),
        ({"phones": ("15900001111",)}, Ground.OTHER_PHONE),
        ({"identity": "11010519491231003X"}, Ground.IDENTITY_DIGIT),
        ({"identity": "11010519491231013X"}, Ground.IDENTITY_NEAR),
        ({"identity": "440524188001010014"}, Ground.OTHER_IDENTITY),
        ({"home": "HZ12-2-502"}, Ground.HOME_DIGIT),
        ({"home": "HZ12-1-302"}, Ground.SAME_BUILDING),
        ({"home": "HL3-1-302"}, Ground.OTHER_HOME),
        ({"suburb": "port fariy"}, Ground.ALIKE_ADDRESS),
        ({"street": "yass", "suburb": "como"}, Ground.OTHER_ADDRESS),
        ({"sex": "m"}, Ground.OTHER_SEX),
    ],
)
def test_each_slip_is_called_by_its_name(change: dict[str, str], ground: Ground) -> None:
    other = replace(ONE, id=2, **change)  # type: ignore[arg-type]
    assert ground in grounds(ONE, other)
    assert grounds(ONE, other) == grounds(other, ONE)


def test_what_speaks_for_it_stands_before_what_speaks_against() -> None:
    found = why(ONE, replace(ONE, id=2, home="HL3-1-302", phones=("15900001111",)), through=True)
    sides = [reason.against for reason in found]
    assert sides == sorted(sides)
    assert found[0].ground is Ground.THROUGH_THIRD
    assert found[1].ground is Ground.SAME_IDENTITY, "the heaviest first"
    assert {reason.ground for reason in found if reason.against} == {Ground.OTHER_HOME, Ground.OTHER_PHONE}


def test_every_ground_has_a_text_and_a_side() -> None:
    assert set(GROUNDS) == set(Ground)
    assert {ground for ground in Ground if GROUNDS[ground].startswith("other ")} == AGAINST


def test_the_arguments_fill_the_text() -> None:
    found = why(ONE, replace(ONE, id=2, identity="11010519491231013X"))
    near = next(reason for reason in found if reason.ground is Ground.IDENTITY_NEAR)
    assert near.text.format_map(dict(near.args)) == "identity number 2 digits off"


@given(
    st.sampled_from(["王秀红", "anna", ""]), st.text(alphabet="0149", max_size=8), st.text("019", max_size=12)
)
def test_nothing_is_said_of_what_is_not_known(name: str, born: str, phone: str) -> None:
    other = Person(2, name=name, born=born, phones=(phone,))
    found = grounds(ONE, other)
    assert not found & {Ground.SAME_IDENTITY, Ground.OTHER_IDENTITY, Ground.SAME_HOME, Ground.OTHER_HOME}
    assert bool(name) or not found & {Ground.OTHER_NAME, Ground.SAME_NAME, Ground.OTHER_GIVEN}
    assert bool(born) or Ground.OTHER_BORN not in found
    assert bool(phone) or Ground.OTHER_PHONE not in found

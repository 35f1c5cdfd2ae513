"""How far two people agree: one slip is close, a whole number that differs is a clash, order is nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.checks.alike import alike
from gridctl.core.twin_evidence import CLASH, CLOSE, FIELDS, OTHER, PART, SAME, UNKNOWN, comparer, levels
from gridctl.core.twin_traits import traits_of
from gridctl.core.twins import Person

COMPARE = comparer(alike())
RIGHT = "11010519491231002X"  # whole: an example of GB 11643-1999
ALSO_RIGHT = "440524188001010014"  # and the other one


def level(field: str, a: Person, b: Person) -> int:
    """Return the level of one field."""
    return dict(levels(COMPARE(traits_of(a), traits_of(b))))[field]


def _people() -> st.SearchStrategy[Person]:
    digits = st.text(alphabet="0189", max_size=8)
    names = st.sampled_from(
        ["", "王秀红", "王绣红", "红秀王", "王红", "小王", "anna", "Anna Müller", "muller anna"]
    )
    place = st.text(alphabet="ab ", max_size=5)
    return st.builds(
        Person,
        id=st.integers(),
        name=names,
        pinyin=st.sampled_from(["", "wang xiu hong"]),
        born=digits,
        sex=st.sampled_from(["", "m", "f"]),
        phones=st.lists(digits, max_size=2).map(tuple),
        identity=st.one_of(digits, st.sampled_from([RIGHT, ALSO_RIGHT, RIGHT[:-1] + "1"])),
        home=st.sampled_from(["", "HZ1-1-101", "HZ1-1-110", "HZ1-2-301"]),
        number=digits,
        street=place,
        place=place,
        suburb=place,
        postcode=digits,
    )


@given(_people(), _people())
def test_comparing_is_symmetric(a: Person, b: Person) -> None:
    one, two = traits_of(a), traits_of(b)
    assert COMPARE(one, two) == COMPARE(two, one)


@given(_people())
def test_who_is_compared_with_himself_agrees_in_all_that_is_known(a: Person) -> None:
    assert {found for _, found in levels(COMPARE(traits_of(a), traits_of(a)))} <= {SAME, UNKNOWN}


def test_a_pattern_names_every_field_once() -> None:
    assert sorted(field for field, _ in levels(0)) == sorted(FIELDS)


@pytest.mark.parametrize(
    ("field", "a", "b", "expected"),
    [
        ("given", {"name": "王秀红"}, {"name": "王秀红"}, SAME),
        ("given", {"name": "王秀红"}, {"name": "王秀明"}, PART),
        ("given", {"name": "王秀红"}, {"name": "王建国"}, OTHER),
        ("given", {"name": "王秀红"}, {"name": "王阿姨"}, UNKNOWN),
        ("given", {"given": "lachlan"}, {"given": "lachlen"}, CLOSE),
        ("given", {"given": "lachlan-john"}, {"given": "lachlan"}, CLOSE),
        ("given", {"given": "a"}, {"given": "anna"}, PART),
        ("family", {"family": "Müller"}, {"family": "mueller"}, CLOSE),
        ("born", {"born": "19491231"}, {"born": "1949-12-31"}, SAME),
        ("born", {"born": "19491231"}, {"born": "19491321"}, CLOSE),
        ("born", {"born": "19490402"}, {"born": "19490204"}, CLOSE),
        ("born", {"born": "19490402"}, {"born": "19560402"}, PART),
        ("born", {"born": "1949"}, {"born": "19490402"}, PART),
        ("born", {"born": "19490402"}, {"born": "19680917"}, OTHER),
        ("identity", {"identity": RIGHT}, {"identity": RIGHT.lower()}, SAME),
        ("identity", {"identity": RIGHT}, {"identity": "11010519491231003X"}, CLOSE),
        ("identity", {"identity": RIGHT}, {"identity": ALSO_RIGHT}, CLASH),
        ("identity", {"identity": "7364009"}, {"identity": "7346090"}, PART),
        ("identity", {"identity": "7364009"}, {"identity": "1234567"}, OTHER),
        ("phones", {"phones": ("13812345678", "13900001111")}, {"phones": ("13900001111",)}, SAME),
        ("phones", {"phones": ("13812345678",)}, {"phones": ("13812354678",)}, CLOSE),
        ("phones", {"phones": ("110",)}, {"phones": ("111",)}, OTHER),
        ("home", {"home": "HZ12-2-501"}, {"home": "HZ12-2-510"}, CLOSE),
        ("home", {"home": "HZ12-2-501"}, {"home": "HZ12-1-302"}, PART),
        ("home", {"home": "HZ12-2-501"}, {"home": "HL3-1-302"}, OTHER),
        ("suburb", {"suburb": "port fairy"}, {"suburb": "portfairy"}, SAME),
        ("street", {"street": "lubuma place"}, {"street": "lubumaplacce"}, CLOSE),
    ],
)
def test_levels(field: str, a: dict[str, str], b: dict[str, str], expected: int) -> None:
    assert level(field, replace(Person(1), **a), replace(Person(2), **b)) == expected  # type: ignore[arg-type]


def test_homophones_are_close_and_what_is_misheard_is_near() -> None:
    one = Person(1, name="王秀红", pinyin="wang xiu hong")
    assert level("given", one, Person(2, name="王绣宏", pinyin="wang xiu hong")) == CLOSE
    assert (
        level("family", Person(1, name="章力", pinyin="zhang li"), Person(2, name="臧力", pinyin="zang li"))
        == PART
    )
    assert level("given", one, Person(2, given="Xiuhong", family="Wang")) == CLOSE


@pytest.mark.parametrize("turned", [Person(2, name="秀红王"), Person(2, given="王", family="秀红")])
def test_swapped_names_agree(turned: Person) -> None:
    assert level("family", Person(1, name="王秀红"), turned) == SAME


def test_swapped_lines_of_an_address_agree() -> None:
    one = Person(1, street="stone place", place="medical centre")
    two = Person(2, street="medical c entre", place="stone plase")
    assert level("street", one, two) == CLOSE
    assert level("place", one, two) == SAME

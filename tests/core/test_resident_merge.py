"""A further list fills blanks, adds needs, and never empties or overwrites what is filled."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.resident_merge import COLUMNS, Merged, merge

NOTHING: dict[str, Any] = dict.fromkeys((*COLUMNS, "needs", "home"))


def told(**values: object) -> dict[str, Any]:
    """Return a row that says only this."""
    return NOTHING | values


def merged(row: dict[str, Any], known: dict[str, Any], *wins: str, marks: tuple[str, ...] = ()) -> Merged:
    """Return what a row adds to somebody."""
    return merge(told(**row), told(**known), set(marks), wins)


@pytest.mark.parametrize(
    ("row", "known", "values", "differs"),
    [
        ({"sex": "male"}, {}, {"sex": "male"}, ()),
        ({}, {"sex": "male"}, {}, ()),
        ({"sex": "male"}, {"sex": "male"}, {}, ()),
        ({"relation": "子"}, {"relation": "妻"}, {}, ("relation",)),
        ({"home_id": 2}, {"home_id": 1}, {}, ("home",)),
        ({"birth_date": "1958-03-07"}, {"birth_date": "1958"}, {"birth_date": "1958-03-07"}, ()),
        ({"birth_date": "1958"}, {"birth_date": "1958-03-07"}, {}, ()),
        ({"birth_date": "1959"}, {"birth_date": "1958-03-07"}, {}, ("birth_date",)),
        ({"phone": "2"}, {"phone": "1"}, {"phones": ["2"]}, ()),
        ({"phone": "2", "phones": ["3"]}, {}, {"phone": "2", "phones": ["3"]}, ()),
        ({"phone": "2"}, {"phone": "1", "phones": ["2"]}, {}, ()),
        ({"notes": "b"}, {"notes": "a"}, {"notes": "a\nb"}, ()),
        ({"notes": "a"}, {"notes": "a\nb"}, {}, ()),
        ({"facts": {"民族": "回"}}, {"facts": {"职业": "x"}}, {"facts": {"职业": "x", "民族": "回"}}, ()),
        ({"facts": {"民族": "回"}}, {"facts": {"民族": "汉"}}, {}, ("facts",)),
    ],
)
def test_what_a_row_adds(
    row: dict[str, Any], known: dict[str, Any], values: dict[str, Any], differs: tuple[str, ...]
) -> None:
    found = merged(row, known)
    assert (found.values, found.differs) == (values, differs)


def test_a_later_list_wins_only_where_the_profile_says_so() -> None:
    assert merged({"status": "left"}, {"status": "living"}).differs == ("status",)
    assert merged({"status": "left"}, {"status": "living"}, "status").values == {"status": "left"}


def test_who_is_back_has_not_left() -> None:
    found = merged({"status": "living"}, {"status": "left", "left_on": "2021-01-02"}, "status", "left_on")
    assert found.values == {"status": "living", "left_on": None}


def test_needs_are_added_and_never_taken() -> None:
    assert merged({"needs": ["dialysis", "infant"]}, {}, marks=("infant",)).needs == ("dialysis",)
    assert merged({}, {}, marks=("infant",)).needs == ()


_TEXTS = st.none() | st.sampled_from(("a", "b"))
_PEOPLE = st.fixed_dictionaries(
    {name: _TEXTS for name in COLUMNS if name not in {"phones", "facts"}}
    | {"phones": st.none() | st.just(["b"]), "facts": st.none() | st.just({"x": "a"})}
)


@given(row=_PEOPLE, known=_PEOPLE)
def test_nothing_is_emptied_and_a_second_time_changes_nothing(
    row: dict[str, Any], known: dict[str, Any]
) -> None:
    first = merged(row, known)
    after = told(**known) | first.values
    assert all(after[name] is not None for name in COLUMNS if known[name] is not None)
    assert all(after[name] == known[name] for name in ("name", "identity", "sex") if known[name] is not None)
    assert merged(row, after).values == {}

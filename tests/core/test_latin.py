"""Latin names are found as they are typed on another keyboard (issue 3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.latin import fold_latin


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Smith", ("smith",)),
        ("Müller", ("muller", "mueller")),
        ("MU\u0308LLER", ("muller", "mueller")),
        ("Straße", ("strasse",)),
        ("Ångström", ("angstrom", "aangstroem")),
        ("Łukasz", ("lukasz",)),
        ("Nguyễn", ("nguyen",)),
        ("Þór", ("thor",)),
        ("王", ("王",)),
        ("", ("",)),
    ],
)
def test_marks_are_dropped_or_spelled_out(text: str, ways: tuple[str, ...]) -> None:
    assert fold_latin(text) == ways


@given(st.text())
def test_the_ways_differ_and_are_small(text: str) -> None:
    ways = fold_latin(text)
    assert 1 <= len(ways) <= 2
    assert len(set(ways)) == len(ways)

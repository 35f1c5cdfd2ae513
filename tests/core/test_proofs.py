"""How often two people differ, and how sure that is: Wilson's interval and what is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.proofs import OUTCOME, Comparing, Rate, Reading, wilson


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    # The second and third are those of Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [(0, 10, 0.0, 0.2775), (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    assert list(wilson(hits, of)) == pytest.approx([low, high], abs=1e-4)


@given(of=st.integers(1, 500), hits=st.integers(0, 500))
def test_the_interval_holds_the_share_and_stays_between_none_and_all(of: int, hits: int) -> None:
    hits = min(hits, of)
    low, high = wilson(hits, of)
    assert 0 <= low <= round(hits / of, 4) <= high <= 1
    other_low, other_high = wilson(of - hits, of)
    assert [low, high] == pytest.approx([1 - other_high, 1 - other_low], abs=2e-4)


def test_what_neither_answered_is_not_compared() -> None:
    found = Comparing(["tube", "remarks", "people"])
    found.add(
        "A", Reading("done", {"tube": "0817", "people": 3}), Reading("done", {"tube": " 0817", "people": 2})
    )
    found.add("B", Reading("away", {}), Reading("done", {"tube": "1"}))
    found.add("C", Reading("vacant", {}), Reading("vacant", {}))
    assert dict(found.items()) == {OUTCOME: Rate(3, 1), "tube": Rate(2, 1), "people": Rate(1, 1)}
    assert found.records == Rate(3, 2)
    assert [(target, item) for target, item, *_ in found.differences] == [
        ("A", "people"),
        ("B", OUTCOME),
        ("B", "tube"),
    ]
    assert (Rate(0, 0).rate, Rate(0, 0).interval) == (None, None)

"""Twins of twins: a third joins where the pairs speak for it on average, and nobody is in two groups."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.twin_groups import groups, within

Odds = dict[tuple[int, int], float]


def _groups(odds: Odds) -> list[list[int]]:
    links = [(value, a, b) for (a, b), value in odds.items() if value > 0]
    return groups(links, lambda a, b: odds.get((min(a, b), max(a, b)), -30.0))


def test_a_pair_that_is_weak_by_itself_is_one_through_a_third() -> None:
    odds = {(0, 1): 8.0, (1, 2): 7.0, (0, 2): -2.0}
    assert _groups(odds) == [[0, 1, 2]]
    found = {(a, b): (value, through) for a, b, value, through in within([0, 1, 2], odds)}
    assert found == {(0, 1): (8.0, False), (1, 2): (7.0, False), (0, 2): (7.0, True)}


def test_one_weak_link_does_not_draw_two_people_into_one() -> None:
    assert _groups({(0, 1): 9.0, (2, 3): 9.0, (1, 2): 0.5}) == [[0, 1], [2, 3]]


def test_the_likeliest_partner_comes_first() -> None:
    assert _groups({(0, 1): 2.0, (1, 2): 9.0, (0, 2): -9.0}) == [[1, 2]]


_ODDS = st.dictionaries(
    st.sampled_from(list(combinations(range(7), 2))), st.floats(-20, 20, allow_nan=False), max_size=21
)


@given(_ODDS)
def test_nobody_is_in_two_groups_and_no_group_is_of_one(odds: Odds) -> None:
    found = _groups(odds)
    everybody = [entry for group in found for entry in group]
    assert len(everybody) == len(set(everybody))
    assert all(len(group) > 1 for group in found)
    linked = {entry for pair, value in odds.items() if value > 0 for entry in pair}
    assert set(everybody) <= linked

"""The weights are learnt from the pairs: shares are shares, agreement speaks for twins, and people differ."""

from collections import Counter

import pytest

from bench.febrl import make_rows, person, true_twins
from gridctl.checks.alike import alike
from gridctl.core.twin_blocks import Blocks
from gridctl.core.twin_evidence import BITS, CLASH, FIELDS, LEVELS, OTHER, SAME, comparer, levels
from gridctl.core.twin_search import compare_all, strangers
from gridctl.core.twin_traits import Traits, traits_of
from gridctl.core.twin_weights import Weights, learn

COMPARE = comparer(alike())
ROWS = make_rows(41, 900, 600)
TRUE = true_twins(row["rec_id"] for row in ROWS)
PAIRS = len(ROWS) * (len(ROWS) - 1) / 2


@pytest.fixture(scope="module")
def people() -> list[Traits]:
    """Return the people of the rows."""
    return [traits_of(person(row)) for row in ROWS]


@pytest.fixture(scope="module")
def weights(people: list[Traits]) -> Weights:
    """Return what is learnt from them."""
    blocks = Blocks(people)
    compared = compare_all(people, blocks, COMPARE)
    return learn(Counter(compared.patterns), *strangers(people, blocks, COMPARE, len(compared.patterns)))


def pattern(**found: int) -> int:
    """Return the pattern in which these fields have these levels, and no other is known."""
    whole = 0
    for field in FIELDS:
        whole = whole << BITS | found.get(field, 0)
    return whole


def test_the_shares_of_a_field_are_shares(weights: Weights) -> None:
    for kind in (weights.twins, weights.neighbours, weights.strangers):
        for field in FIELDS:
            assert sum(kind.levels[field][SAME:]) == pytest.approx(1, abs=1e-6)
            assert len(kind.levels[field]) == LEVELS


def test_the_number_of_twins_comes_out_as_it_is(weights: Weights) -> None:
    """Nobody told it; 1,500 entries have 1,124,250 pairs."""
    assert weights.twins.share * PAIRS == pytest.approx(len(TRUE), rel=0.05)


def test_what_is_learnt_is_what_a_reader_of_the_ids_would_count(
    people: list[Traits], weights: Weights
) -> None:
    index = {row["rec_id"]: traits for row, traits in zip(ROWS, people, strict=True)}
    counts = {field: Counter[int]() for field in FIELDS}
    for one, two in map(sorted, TRUE):
        for field, level in levels(COMPARE(index[one], index[two])):
            counts[field][level] += 1
    for field in ("given", "family", "born", "identity", "suburb", "postcode"):
        known = sum(count for level, count in counts[field].items() if level)
        assert weights.twins.levels[field][SAME] == pytest.approx(counts[field][SAME] / known, abs=0.05)


@pytest.mark.parametrize("field", [field for field in FIELDS if field not in {"phones", "home", "sex"}])
def test_agreement_speaks_for_twins_and_difference_against(weights: Weights, field: str) -> None:
    assert weights.weight(field, SAME) > 0 > weights.weight(field, OTHER)


def test_a_common_value_says_less(weights: Weights) -> None:
    same = pattern(given=SAME, family=SAME, born=SAME)
    assert (
        weights.log_odds(same, {"family": -2.0})
        < weights.log_odds(same)
        < weights.log_odds(same, {"family": 2.0})
    )


def test_a_family_in_one_home_is_not_one_person() -> None:
    """By belief alone: no file has been seen."""
    beliefs = learn(Counter(), Counter({0: 1}), 100_000.0)
    family = pattern(family=SAME, home=SAME, phones=SAME, given=OTHER, born=OTHER)
    assert beliefs.log_odds(family) < -4
    assert beliefs.log_odds(pattern(family=SAME, home=SAME, phones=SAME, given=SAME)) > 0


def test_two_whole_identity_numbers_are_two_people() -> None:
    beliefs = learn(Counter(), Counter({0: 1}), 100_000.0)
    alike_else = {"family": SAME, "home": SAME, "phones": SAME, "born": SAME, "given": OTHER}
    assert beliefs.log_odds(pattern(**alike_else, identity=CLASH)) < 0
    assert beliefs.log_odds(pattern(**alike_else, identity=SAME)) > 0

"""DESIGN.md §8, 13: nearest-rank percentiles, and figures by each dimension that add up."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.figures import ALL, DIMENSIONS, Cell, before, gather, in_order, rank


@pytest.mark.parametrize(
    ("values", "median", "p90"),
    [
        ([], None, None),
        ([3.0], 3.0, 3.0),
        ([1.0, 2.0], 1.0, 2.0),
        ([1.0, 2.0, 3.0], 2.0, 3.0),
        ([1.0, 2.0, 3.0, 4.0], 2.0, 4.0),
        ([float(n) for n in range(1, 11)], 5.0, 9.0),
        ([float(n) for n in range(1, 101)], 50.0, 90.0),
    ],
)
def test_percentiles_are_nearest_rank(values: list[float], median: float | None, p90: float | None) -> None:
    assert (rank(values, 50), rank(values, 90)) == (median, p90)


@given(st.lists(st.floats(0, 10_000), min_size=1).map(sorted), st.integers(1, 100))
def test_a_percentile_is_the_smallest_with_so_many_at_or_below_it(values: list[float], percent: int) -> None:
    found = rank(values, percent)
    assert found is not None
    assert sum(one <= found for one in values) * 100 >= percent * len(values)
    assert sum(one < found for one in values) * 100 < percent * len(values)
    assert found == values[math.ceil(percent * len(values) / 100) - 1]


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "category": st.sampled_from(["food", "medicine"]),
            "area": st.sampled_from([None, 1, 2, 3]),
            "channel": st.sampled_from(["chat", "phone"]),
            "urgency": st.sampled_from(["critical", "low"]),
            "figure": st.sampled_from(
                ["received", "closed", "cancelled", "reopened", "merged", "open", "late"]
            ),
            "number": st.integers(0, 50),
        }
    )
)
CODES = {1: "HL", 2: "DS", 3: "HL"}
"""Area 3 got the code of area 1, which was removed."""


def _gathered(rows: list[dict[str, Any]]) -> dict[str, Any]:
    cells: list[Cell] = [
        (name, row[name], row["figure"], row["number"]) for row in rows for name in DIMENSIONS
    ]
    spent = [{**row, "hours": float(row["number"])} for row in rows if row["figure"] == "closed"]
    return gather([*cells, *before(cells)], spent, CODES)


@given(ROWS)
def test_each_dimension_adds_up_to_the_total(rows: list[dict[str, Any]]) -> None:
    found = _gathered(rows)
    for figure in ALL:
        for name in DIMENSIONS:
            assert sum(group[figure] for group in found[f"by_{name}"]) == found[figure], (name, figure)
    for figure in ("received", "closed", "late"):
        assert found[figure] == sum(row["number"] for row in rows if row["figure"] == figure)


@given(ROWS)
def test_what_came_in_went_out_or_is_open(rows: list[dict[str, Any]]) -> None:
    found = _gathered(rows)
    for one in [found, *(group for name in DIMENSIONS for group in found[f"by_{name}"])]:
        came = one["open_before"] + one["received"] + one["reopened"]
        assert came == one["closed"] + one["cancelled"] + one["merged"] + one["open"]


@given(ROWS)
def test_a_code_stands_in_one_group(rows: list[dict[str, Any]]) -> None:
    codes = [group["area"] for group in _gathered(rows)["by_area"]]
    assert len(codes) == len(set(codes))
    assert None not in codes[:-1], "what has no area comes last"


def test_hours_are_rounded_and_missing_where_nothing_was_closed() -> None:
    row = {"category": "food", "area": None, "channel": "chat", "urgency": "low"}
    cells: list[Cell] = [(name, row[name], "closed", 1) for name in DIMENSIONS]
    found = gather(cells, [{**row, "hours": 1 / 3}], {})
    assert found["hours_to_close"] == {"median": 0.33, "p90": 0.33}
    assert gather([], [], {})["hours_to_close"] == {"median": None, "p90": None}


def test_stored_figures_come_back_in_the_order_of_the_output() -> None:
    found = _gathered(
        [{"category": "food", "area": 1, "channel": "chat", "urgency": "low", "figure": "open", "number": 2}]
    )
    shuffled = dict(sorted(found.items()))
    assert list(in_order(shuffled)) == [*ALL, "hours_to_close", *(f"by_{name}" for name in DIMENSIONS)]
    assert in_order(shuffled) == found

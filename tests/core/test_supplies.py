"""What leaves first, how long it lasts, and a fair share where there is not enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.errors import BadInput
from gridctl.core.quantities import MOST, han_number, read_quantity
from gridctl.core.supplies import (
    DAY_MS,
    TURNS,
    Lot,
    Turn,
    Want,
    allocate,
    draw_of,
    first_out,
    is_expired,
    lasts_until,
    pace_days,
)
from gridctl.core.supply_query import People, read_extras, read_people
from gridctl.core.words import ResidentKind


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("120", 120),
        (" １２０袋", 120),
        ("1,200", 1_200),
        ("١٢", 12),
        ("两百五十袋", 250),
        ("一百零五", 105),
        ("十二", 12),
        ("一万二千", 12_000),
        ("三〇五", 305),
        ("12 袋", 12),
        (str(MOST), MOST),
    ],
)
def test_a_quantity_is_read_as_people_write_it(text: str, size: int) -> None:
    assert read_quantity(text, "袋") == size


@pytest.mark.parametrize(
    "text",
    ["", "x", "0", "-3", "1.5", "12箱", "1,20", "十百五五", str(MOST + 1), "9" * 30, "万", "\x1b[1m5", "1e3"],
)
def test_what_is_no_quantity_is_refused(text: str) -> None:
    if text == "万":  # ten thousand of nothing
        assert han_number(text) == 0
    with pytest.raises(BadInput):
        read_quantity(text, "袋")


def test_a_sign_and_zero_are_taken_where_they_mean_something() -> None:
    assert read_quantity("−３", signed=True) == -3
    assert read_quantity("-3", signed=True) == -3
    assert read_quantity("+2", signed=True) == 2
    assert read_quantity("0", zero=True) == 0


def test_what_expires_first_goes_first_and_what_has_expired_stays() -> None:
    lots = [Lot(1, 5, None), Lot(2, 3, "2022-03-01"), Lot(3, 4, "2022-01-01"), Lot(4, 9, "2021-12-16")]
    assert first_out(lots, 6, "2021-12-17") == [(3, 4), (2, 2)]
    assert first_out(lots, 12, "2021-12-17") == [(3, 4), (2, 3), (1, 5)]
    assert first_out(lots, 10) == [(4, 9), (3, 1)]
    assert not is_expired("2021-12-17", "2021-12-17")


@given(
    st.lists(st.tuples(st.integers(0, 9), st.none() | st.dates().map(str)), max_size=8),
    st.integers(0, 60),
)
def test_what_leaves_is_what_is_wanted_or_all_there_is(
    lots: list[tuple[int, str | None]], quantity: int
) -> None:
    there = [Lot(number, size, day) for number, (size, day) in enumerate(lots)]
    out = first_out(there, quantity, "2010-01-01")
    usable = {lot.id: lot.quantity for lot in there if not is_expired(lot.expires_on, "2010-01-01")}
    assert sum(part for _lot, part in out) == min(quantity, sum(usable.values()))
    assert all(0 < part <= usable[lot] for lot, part in out)


def test_the_stock_lasts_as_long_as_the_pace_says() -> None:
    assert lasts_until(45, 70, 7, 0) == int(4.5 * DAY_MS)
    assert lasts_until(45, 0, 7, 0) is None
    assert lasts_until(10**18, 1, 7, 0) is None
    assert lasts_until(0, 1, 7, 5) == 5
    assert pace_days(0, 100 * DAY_MS) == 7
    assert pace_days(0, 2 * DAY_MS) == 2
    assert pace_days(0, 5) == 1


WANTS = st.lists(
    st.builds(
        Want,
        turn=st.sampled_from(TURNS),
        wanted=st.integers(0, 12),
        draw=st.integers(0, 99).map(lambda number: draw_of("RICE/1", str(number))),
    ),
    max_size=12,
)


def _one_by_one(wants: list[Want], stock: int) -> list[int]:
    """The rule as it is told to the group: one each, again and again, in the order of the lots."""
    granted = [0] * len(wants)
    for turn in TURNS:
        mine = sorted(
            (place for place, want in enumerate(wants) if want.turn is turn),
            key=lambda place: wants[place].draw,
        )
        while stock and (waiting := [place for place in mine if granted[place] < wants[place].wanted]):
            for place in waiting[:stock]:
                granted[place] += 1
            stock -= min(stock, len(waiting))
    return granted


@given(WANTS, st.integers(0, 150))
def test_many_goes_at_once_are_one_by_one(wants: list[Want], stock: int) -> None:
    granted = allocate(wants, stock)
    assert granted == _one_by_one(wants, stock)
    assert sum(granted) == min(stock, sum(want.wanted for want in wants))
    assert all(0 <= got <= want.wanted for got, want in zip(granted, wants, strict=True))


@given(WANTS, st.integers(0, 150))
def test_nobody_gets_more_than_one_more_than_another_of_the_same_turn(wants: list[Want], stock: int) -> None:
    granted = allocate(wants, stock)
    for want, got in zip(wants, granted, strict=True):
        for other, less in zip(wants, granted, strict=True):
            if other.turn is want.turn and less < other.wanted:
                assert got <= less + 1


def test_a_large_stock_is_shared_at_once() -> None:
    wants = [Want(Turn.REST, 10**12, draw_of("X", str(number))) for number in range(1_000)]
    assert sum(allocate(wants, 10**14 + 7)) == 10**14 + 7


def test_people_are_named_by_needs_kinds_places_and_words() -> None:
    assert read_people("isolated，独居老人", "--first") == (
        People(needs=("isolated",)),
        People(needs=("elderly_alone",)),
    )
    assert read_people("infant kind:tenant area:HL-1 王", "--where") == (
        People(("infant",), (ResidentKind.TENANT,), "HL-1", None, "王"),
    )
    assert read_people("need:糖尿病 楼栋：12幢", "--where") == (People(("糖尿病",), (), None, "12幢"),)


@pytest.mark.parametrize("text", ["", " ,，", "kind:nobody", "colour:red", "area:", "need:[/x]"])
def test_a_query_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_people(text, "--where")


def test_what_a_need_adds_is_read() -> None:
    assert read_extras(("infant=2", "独居＝一"), "袋") == {"infant": 2, "elderly_alone": 1}
    for text in ("infant", "infant=", "=2", "infant=-1"):
        with pytest.raises(BadInput):
            read_extras((text,), "袋")

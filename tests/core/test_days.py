"""Days as precise as they are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.days import fits, read_day
from gridctl.core.errors import BadInput

TODAY = date(2021, 12, 17)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1958", "1958"),
        ("１９５８年", "1958"),
        ("1958-3", "1958-03"),
        ("1958年3月", "1958-03"),
        ("1958/3/7", "1958-03-07"),
        ("19580307", "1958-03-07"),
        ("1958年3月7日", "1958-03-07"),
        ("yesterday", "2021-12-16"),
        ("昨天", "2021-12-16"),
    ],
)
def test_a_day_keeps_what_is_known_of_it(text: str, kept: str) -> None:
    assert read_day(text, "--birth", TODAY) == kept


@pytest.mark.parametrize("text", ["", "1958-13", "1958-02-30", "58", "2.5", "1700", "today 9:00", "四月"])
def test_what_is_no_day_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_day(text, "--birth", TODAY)
    assert str(caught.value) == "--birth is not a day"


@pytest.mark.parametrize("text", ["2022", "2022-01", "2021-12-18", "tomorrow"])
def test_the_future_is_refused_where_it_cannot_be(text: str) -> None:
    assert read_day(text, "--until", TODAY)
    with pytest.raises(BadInput):
        read_day(text, "--birth", TODAY, ahead=False)


@pytest.mark.parametrize("text", ["2021", "2021-12", "2021-12-17", "today"])
def test_today_and_what_it_lies_in_is_not_the_future(text: str) -> None:
    assert read_day(text, "--birth", TODAY, ahead=False)


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY), st.sampled_from([4, 7, 10]))
def test_a_day_that_is_kept_is_read_again_as_the_same(day: date, known: int) -> None:
    text = day.isoformat()[:known]
    assert read_day(text, "--birth", TODAY, ahead=False) == text
    assert fits(text, day.isoformat())
    assert fits(day.isoformat(), text)

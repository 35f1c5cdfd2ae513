"""What could come next in a query."""

import pytest

from gridctl.core.query_complete import completions


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sta", "status:"),
        ("status:", "status:new"),
        ("status:w", "status:working"),
        ("水管 -urg", "水管 -urgency:"),
        ("urgency:>=ur", "urgency:>=urgent"),
        ("status:new,wa", "status:new,waiting"),
        ("状", "状态:"),
        ("状态：待", "状态：待派单"),
        ("sort:-d", "sort:-due"),
        ("@mi", "@mine"),
    ],
)
def test_what_is_half_typed_goes_on(typed: str, first: str) -> None:
    assert next(completions(typed, ("mine", "other"))) == first


@pytest.mark.parametrize("typed", ["", "status:new ", '"sta', "nosuch:x", "ref:1", "status:zz"])
def test_nothing_is_offered_where_nothing_fits(typed: str) -> None:
    assert list(completions(typed)) == []

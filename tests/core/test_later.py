"""A pattern that is compiled when it is first asked does as any other."""

import re

import pytest

from gridctl.core.later import later


def test_it_does_as_the_compiled_pattern_does() -> None:
    pattern = later(r"(?P<n>\d+)X", re.IGNORECASE)
    for _twice in range(2):
        found = pattern.search("a 12x")
        assert found
        assert found["n"] == "12"
        assert [one[0] for one in pattern.finditer("1x 2X")] == ["1x", "2X"]
        assert pattern.sub("-", "1x2x") == "--"


def test_a_source_that_is_no_pattern_is_told_at_first_use() -> None:
    wrong = later("(")
    with pytest.raises(re.error):
        wrong.match("x")

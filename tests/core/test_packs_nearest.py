"""The nearest known word helps, or is silent."""

import pytest

from gridctl.core.nearest import nearest, nearest_few

KNOWN = ("urgency", "title", "keywords", "confidential", "hour_of_return", "停水")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("urgancy", "urgency"), ("URGENCY", "urgency"), ("tilte", "title"),
        ("hour-of return", "hour_of_return"),
        ("conf", "confidential"), ("停水了", "停水"), ("zebra", ""), ("", ""), ("u", ""),
    ],
)  # fmt: skip
def test_the_nearest_word(word: str, found: str) -> None:
    assert nearest(word, KNOWN) == found


def test_the_likest_comes_first() -> None:
    assert nearest_few("report", ("reports", "import", "repost", "export"), most=2) == ("reports", "repost")
    assert nearest_few("report", (), most=2) == ()

"""RFC 9562: lasting numbers of version 7 sort by the time they were made."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.uid import uid_text, uuid7, uuids7

MOMENTS = st.integers(0, 2**48 - 1)


@given(MOMENTS)
def test_one_is_a_uuid_of_version_7(at: int) -> None:
    found = uuid.UUID(bytes=uuid7(at))
    assert (found.version, found.variant) == (7, uuid.RFC_4122)
    assert found.int >> 80 == at
    assert uid_text(found.bytes) == str(found)


@given(MOMENTS, st.integers(0, 200))
def test_many_at_once_are_as_good_as_one_by_one(at: int, count: int) -> None:
    found = uuids7(at, count)
    assert len(set(found)) == count
    for one in found:
        read = uuid.UUID(bytes=one)
        assert (read.version, read.variant, read.int >> 80) == (7, uuid.RFC_4122, at)


@given(MOMENTS, MOMENTS)
def test_a_later_one_sorts_later(first: int, second: int) -> None:
    if first != second:
        assert (uuid7(first) < uuid7(second)) == (first < second)


def test_all_random_bits_are_used() -> None:
    made = uuids7(0, 400) + [uuid7(0) for _ in range(400)]
    seen = 0
    for one in made:
        seen |= int.from_bytes(one, "big")
    unset = ~seen & ((1 << 80) - 1)
    assert unset == 0b1000 << 76 | 0b01 << 62, "all but the bits of version and variant"

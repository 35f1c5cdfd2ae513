"""Column types that STRICT tables take, and that PostgreSQL will take too.

SQLAlchemy's own datetime, bool, str, Enum, float, JSON and UUID are refused by STRICT tables; every
column of ours has one of these.
"""

import json
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

Id = BigInteger().with_variant(Integer(), "sqlite")
"""A row's small number, and references to one."""

UtcMs = BigInteger().with_variant(Integer(), "sqlite")
"""A moment: UTC milliseconds since 1970."""

Count = BigInteger().with_variant(Integer(), "sqlite")
"""A plain whole number below 2**63."""

Code = Text()
"""A word from a code list, or a code that people gave."""

Words = Text()
"""Free text, NFC."""

Uid = LargeBinary(16)
"""A UUID of version 7, as 16 bytes."""

Bytes = LargeBinary()
"""A hash or key."""


class Flag(TypeDecorator[bool]):
    """Yes or no, as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Store 1 or 0."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bool | None:  # noqa: ANN401, ARG002
        """Read a bool."""
        return None if value is None else bool(value)


class Json(TypeDecorator[Any]):
    """Small structured data, as canonical JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002
        """Store compact text with sorted keys."""
        return None if value is None else dumps(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        """Read what was stored."""
        return None if value is None else json.loads(value)


def dumps(value: object) -> str:
    """Return canonical JSON: sorted keys, no blanks, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

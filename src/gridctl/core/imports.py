"""What the reading half of an import hands to the storing half."""

from dataclasses import dataclass
from typing import NamedTuple

AREA_FIELDS = ("code", "name", "kind", "parent")
REQUEST_FIELDS = (
    "ref",
    "received_at",
    "closed_at",
    "resolved_at",
    "area",
    "category",
    "urgency",
    "channel",
    "status",
    "name",
    "phone",
    "anonymous",
    "summary",
    "details",
    "due",
    "address",
    "on_spot",
)
"""The order of the values in a row; times are UTC milliseconds, codes those of `core.words`."""

FIELDS = {"areas": AREA_FIELDS, "requests": REQUEST_FIELDS}


@dataclass(frozen=True, slots=True)
class BatchSpec:
    """A file about to come in. `key` names the fields that identify a row; none: its fingerprint does.

    `strict_key` refuses a second row with the same key and other content. `missing_area` says what to do
    with an area that is not there: none, create or reject; `missing_parent`: root or reject. `held` names
    the fields that the file has something to say on, all unless told: it changes no others.
    """

    kind: str
    file: str
    sha256: str
    encoding: str
    profile: str
    source: str
    key: tuple[str, ...] = ()
    strict_key: bool = False
    missing_area: str = "reject"
    area_kind: str = "district"
    missing_parent: str = "reject"
    held: frozenset[str] | None = None


class GoodRow(NamedTuple):
    """A row that was read and checked: its line, its values in the order of FIELDS, its fingerprint."""

    line: int
    values: tuple[object, ...]
    fingerprint: bytes

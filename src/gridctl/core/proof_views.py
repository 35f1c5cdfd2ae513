"""What two people who visited the same targets differ in, as it leaves the services; see `core.views`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ProofItem:
    """How often two people differ in one item. `error_low` and `error_high` are the interval of 95 % (Wilson)."""

    KIND: ClassVar[str] = "proof"
    checklist_item: str
    compared: int
    differ: int
    error_rate: float | None
    error_low: float | None
    error_high: float | None


@dataclass(frozen=True, slots=True)
class ProofDifference:
    """One item of one target in which two people differ; in the order of the readers."""

    KIND: ClassVar[str] = "proof"
    target: str
    checklist_item: str
    first_reader: str
    second_reader: str


@dataclass(frozen=True, slots=True)
class ProofView:
    """A round that two people read: how far each is, and, when both are done, how often they differ.

    `error_rate` is the share of `compared` targets with at least one difference; `error_low` and `error_high`
    are its interval of 95 % (Wilson's score interval). `sealed`: neither may see yet what the other answered.
    """

    KIND: ClassVar[str] = "proof"
    readers: tuple[str, ...]
    read: Mapping[str, int]
    sealed: bool
    compared: int
    differ: int
    error_rate: float | None
    error_low: float | None
    error_high: float | None
    items: tuple[ProofItem, ...]
    differences: tuple[ProofDifference, ...]

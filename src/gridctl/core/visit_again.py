"""When a record of a visit is one that the store has already: a form that is read twice counts once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Kept(Protocol):
    """A visit as the store has it; moments are UTC ms."""

    @property
    def seq(self) -> int:
        """Return its place in the order of the store."""

    @property
    def outcome(self) -> str:
        """Return what came of it."""

    @property
    def at(self) -> int:
        """Return when it was."""

    @property
    def recorded_at(self) -> int:
        """Return when the store learned of it."""

    @property
    def voided_at(self) -> int | None:
        """Return since when it counts no more."""

    @property
    def done_by(self) -> str | None:
        """Return who made it, where that is not who typed."""

    @property
    def answers(self) -> Mapping[str, Any] | None:
        """Return what was answered."""

    @property
    def note(self) -> str | None:
        """Return the remark."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a record says. It is known by its time (`at`, UTC ms) or by which knock it was (`attempt`, from 1).

    Where it says neither, it is known by all the rest; that holds for a file that was read before.
    """

    outcome: str
    answers: Mapping[str, Any]
    note: str | None
    by: str | None
    at: int | None = None
    attempt: int | None = None


def find_same(visits: Sequence[Kept], told: Told) -> Kept | None:
    """Return the visit of a target that a record is already, also one that was put right since; None for a new one.

    `visits` are all of the target, in the order of the store.
    """
    return next((one for one in visits if _says(one, told) and _is_then(visits, one, told)), None)


def _says(one: Kept, told: Told) -> bool:
    known = one.answers or {}
    return (
        (one.outcome, one.note, one.done_by) == (told.outcome, told.note, told.by)
        and all(known.get(item) == value for item, value in told.answers.items())
    )  # fmt: skip


def _is_then(visits: Sequence[Kept], one: Kept, told: Told) -> bool:
    if one.voided_at is not None and not _was_corrected(visits, one):
        return False
    if told.at is not None:
        return one.at == told.at
    if told.attempt is None:
        return True
    standing = sum(
        before.seq < one.seq and (before.voided_at is None or before.voided_at > one.recorded_at)
        for before in visits
    )
    return standing + 1 == told.attempt


def _was_corrected(visits: Sequence[Kept], one: Kept) -> bool:
    """Tell whether a visit counts no more because another record took its place, not because it was taken back."""
    return any(after.seq > one.seq and after.recorded_at == one.voided_at for after in visits)

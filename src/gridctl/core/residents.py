"""What it takes to add, change and move a resident, and the rules of who may be touched."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from gridctl.core.days import fits
from gridctl.core.errors import N_, BadInput, GridError, NotFound, Refused
from gridctl.core.words import ResidentKind, ResidentStatus, Sex

HERE = frozenset({ResidentStatus.LIVING, ResidentStatus.LEFT, ResidentStatus.DEAD})
"""Who is still known by name; the other states keep a number."""

SETTABLE = HERE
"""What an edit may say of somebody; the other states have commands of their own."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of a person, as somebody typed it. None says nothing; in an edit "" empties a field.

    `phones` holds all numbers, the first one first; `document` says that `identity` is the number of a
    passport or another document.
    """

    name: str | None = None
    kind: ResidentKind | None = None
    phones: tuple[str, ...] | None = None
    identity: str | None = None
    birth_date: str | None = None
    sex: Sex | None = None
    home: str | None = None
    address: str | None = None
    household: str | None = None
    relation: str | None = None
    registered_home: str | None = None
    registered_address: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    notes: str | None = None
    came_on: str | None = None
    status: ResidentStatus | None = None
    document: bool = False

    def given(self) -> Iterator[str]:
        """Yield the names of the fields that say something."""
        return (one.name for one in fields(self) if getattr(self, one.name) not in {None, False})


@dataclass(frozen=True, slots=True)
class NewNeed:
    """A mark of what somebody needs, as somebody typed it."""

    tag: str
    since: str | None = None
    until: str | None = None
    place: str | None = None
    note: str | None = None


def refuse_gone(resident_id: int, status: ResidentStatus, merged_into: int | None, batch: int | None) -> None:
    """Raise where nobody of this name is kept under a number any more: forgotten, merged, taken back."""
    found: GridError | None = None
    if status is ResidentStatus.FORGOTTEN:
        found = Refused(
            N_("resident {number} was forgotten; only the number is left"),
            hint=N_("add the person anew: gridctl resident add NAME --home HOME"),
            error="forgotten",
            number=resident_id,
        )
    elif status is ResidentStatus.MERGED:
        found = Refused(
            N_("resident {number} was merged into {kept}"),
            hint=N_("go on with {kept}, or take it back: gridctl resident unmerge {number}"),
            error="merged",
            number=resident_id,
            kept=merged_into,
        )
    elif status is ResidentStatus.VOID:
        found = NotFound(
            N_("resident {number} was taken back with import {batch}"),
            hint=N_("see: gridctl import show {batch}"),
            number=resident_id,
            batch=batch,
        )
    if found:
        raise found


def check_agreement(told_birth: str, told_sex: str | None, birth_date: str | None, sex: str | None) -> None:
    """Raise BadInput where an identity number tells another birth date or sex than stands beside it."""
    if birth_date and told_birth and not fits(told_birth, birth_date):
        raise BadInput(
            N_("the identity number tells another birth date"),
            hint=N_("check both: the 7th to the 14th digit are the birth date; or leave one of them out"),
            error="identity_birth",
        )
    if sex and told_sex and sex != told_sex:
        raise BadInput(
            N_("the identity number tells the other sex"),
            hint=N_("check both: the 17th digit is odd for men; or leave one of them out"),
            error="identity_sex",
        )


def check_settable(status: ResidentStatus) -> str:
    """Return the code of a status that an edit may set; BadInput for the others."""
    if status not in SETTABLE:
        raise BadInput(
            N_("a resident cannot be made {status} by an edit"),
            hint=N_("there are commands for it: gridctl resident forget, merge"),
            status=status,
        )
    return str(status)

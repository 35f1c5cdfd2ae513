"""One transaction that is kept, or that a rehearsal takes back."""

from collections.abc import Callable
from typing import TypeVar

from gridctl.services.office import Office
from gridctl.store.unit import Work

Found = TypeVar("Found")


class _Rehearsed(Exception):
    """Takes a rehearsal back."""


def in_one_go(office: Office, do: Callable[[Work], Found], *, dry_run: bool) -> Found:
    """Do something in one transaction and return what came of it; a rehearsal leaves the store as it was."""
    found: list[Found] = []
    try:
        with office.store.begin() as work:
            found.append(do(work))
            if dry_run:
                raise _Rehearsed
    except _Rehearsed:
        pass
    return found[0]

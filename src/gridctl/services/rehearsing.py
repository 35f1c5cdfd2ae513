"""Doing something in one transaction, or rehearsing it: everything is tried and nothing is kept."""

from collections.abc import Callable
from typing import TypeVar

from gridctl.services.office import Office
from gridctl.store.unit import Work

Found = TypeVar("Found")


class _RehearsalEndError(Exception):
    """Takes back what a rehearsal did."""


def in_one_go(office: Office, do: Callable[[Work], Found], *, dry_run: bool, label: str = "") -> Found:
    """Do something in one transaction and return what came of it; a rehearsal leaves the store as it was.

    `label` tells waiters what goes on.
    """
    found: list[Found] = []
    try:
        with office.store.begin(label) as work:
            found.append(do(work))
            if dry_run:
                raise _RehearsalEndError
    except _RehearsalEndError:
        pass
    return found[0]

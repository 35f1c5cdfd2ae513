"""How a column of the store is classed: how much it tells, what for, how it is masked, how long it is kept."""

from dataclasses import dataclass
from enum import StrEnum


class Secrecy(StrEnum):
    """How much a column tells about a person.

    `personal` says who somebody is, `sensitive` what is the matter with them, `secret` is never shown.
    """

    PUBLIC = "public"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    SECRET = "secret"  # noqa: S105  (a class of columns)


class Mask(StrEnum):
    """How a value is masked for those who may not see it; `closed` shows nothing of it to anybody."""

    NONE = "none"
    NAME = "name"
    PHONE = "phone"
    IDENTITY = "identity"
    TEXT = "text"
    CLOSED = "closed"


class Purpose(StrEnum):
    """What a column is kept for."""

    HELP = "help"  # to answer requests
    REACH = "reach"  # to reach whoever works in the grid
    PLACE = "place"  # to know the areas
    COUNT = "count"  # to report the same figures again
    TRACE = "trace"  # to tell who changed what
    INTAKE = "intake"  # to take a file in once, and back whole
    RUN = "run"  # to run the store


class Retention(StrEnum):
    """How long a column is kept."""

    STORE = "store"  # as long as the store
    PERSON = "person"  # until the person is forgotten
    FIGURES = "figures"  # as long as the store: it stays without the person, for figures count it
    PURGE = "purge"  # until the operation that it belongs to is purged, or the person is forgotten


@dataclass(frozen=True, slots=True)
class Column:
    """What the registry knows of one column."""

    secrecy: Secrecy
    purpose: Purpose
    mask: Mask
    retention: Retention

"""Jobs without people and people without jobs, as they leave the services; see `core.views`."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class JobView:
    """A post that has too few on a day: how many are missing below the minimum."""

    KIND: ClassVar[str] = "gap"
    post: int
    date: str
    shift: str
    duty: str
    area: str
    place: str | None
    missing: int


@dataclass(frozen=True, slots=True)
class FreeView:
    """Somebody who is there and free, and has nothing to do then."""

    KIND: ClassVar[str] = "gap"
    member: str
    name: str
    tier: str
    area: str | None


@dataclass(frozen=True, slots=True)
class MoveView:
    """Somebody who should stand at a post; `leaves` is the post that they leave for it."""

    KIND: ClassVar[str] = "gap"
    member: str
    name: str
    post: int
    date: str
    shift: str
    duty: str
    area: str
    leaves: int | None


@dataclass(frozen=True, slots=True)
class TiersView:
    """A grid where some of the five tiers are missing."""

    KIND: ClassVar[str] = "gap"
    area: str
    name: str
    tiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """The balance of jobs and people at a moment or over some days; `moves` is the smallest set that closes it.

    Members who hand out work (leaders, instructors, dispatchers) are not counted as people without jobs.
    """

    KIND: ClassVar[str] = "gap"
    jobs_without_people: tuple[JobView, ...]
    people_without_jobs: tuple[FreeView, ...]
    moves: tuple[MoveView, ...]
    missing_tiers: tuple[TiersView, ...]

    @property
    def is_open(self) -> bool:
        """Whether there is a gap: a job without people, or people without a job."""
        return bool(self.jobs_without_people or self.people_without_jobs)

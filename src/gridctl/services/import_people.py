"""Members and teams come in: known by code, else by phone and name."""

from typing import Any

from gridctl.checks.pinyin import code_from_name
from gridctl.core.errors import GridError
from gridctl.core.imports import BatchSpec, GoodRow
from gridctl.core.members import check_days, read_capacity, read_skills
from gridctl.services import areas, people
from gridctl.services.importing import RowImport, Staged
from gridctl.services.office import Office
from gridctl.store import landing_people, undoing_people
from gridctl.store.types import dumps
from gridctl.store.unit import Work


class _PeopleImport(RowImport):
    """What files of members and of teams have in common."""

    def __init__(self, office: Office, work: Work, spec: BatchSpec, number: int) -> None:
        """Get ready; areas are looked up once each."""
        super().__init__(office, work, spec, number)
        self._areas: dict[str, int] = {}

    def _area(self, work: Work, words: object) -> int | None:
        """Return the area's number, None for no words; NotFound or Ambiguous for unknown ones."""
        if not words:
            return None
        name = str(words)
        if name not in self._areas:
            self._areas[name] = areas.find(work, name).id
        return self._areas[name]

    def _plan(self, work: Work) -> landing_people.PeoplePlan:
        return landing_people.plan(work, self.spec.kind, self.number)

    def problems(self, work: Work) -> dict[int, GridError]:
        """Return the lines that stand there twice, fit several people, or lack what a new one needs."""
        return self._plan(work).problems

    def outcomes(self, work: Work) -> dict[str, int]:
        """Return how many rows are new, changed and the same."""
        return landing_people.outcomes(self._plan(work))

    def land(self, work: Work) -> int:
        """Write who is new, then what changes; a code that is not given is made."""
        return landing_people.land(work, self.number, self._plan(work), code_from_name)


class MemberImport(_PeopleImport):
    """A file of members."""

    def convert(self, work: Work, row: GoodRow, key: bytes, uid: bytes) -> Staged:
        """Return one staged member; BadInput where what is told of them cannot be."""
        code, name, tier, area, phone, role, unit, skills, capacity, deputy, from_on, until_on = row.values
        check_days(str(from_on or ""), str(until_on or ""))
        known = read_skills([str(skills)], "skills") if skills else None
        return (
            self.number,
            row.line,
            key,
            row.fingerprint,
            uid,
            code,
            name,
            tier,
            self._area(work, area),
            phone,
            role,
            unit,
            dumps(known) if known else None,
            read_capacity(str(capacity or ""), "capacity"),
            deputy,
            from_on,
            until_on,
        )

    @staticmethod
    def touched(work: Work, number: int) -> list[int]:
        """Return the members who were changed since, or who hold requests, postings or places in teams."""
        return undoing_people.touched(work, "members", number)

    @staticmethod
    def undo(work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take the members back; what they replaced comes back."""
        return undoing_people.undo_members(work, batch.id, spared)


class TeamImport(_PeopleImport):
    """A file of teams; who goes out with them must be there already."""

    def convert(self, work: Work, row: GoodRow, key: bytes, uid: bytes) -> Staged:
        """Return one staged team; NotFound or Ambiguous for a member who is not known."""
        code, name, kind, area, phone, members = row.values
        names = read_skills([str(members)], "members") if members else None
        numbers = sorted({people.find_member(work, one).id for one in names or ()})
        return (
            self.number,
            row.line,
            key,
            row.fingerprint,
            uid,
            code,
            name,
            kind,
            self._area(work, area),
            phone,
            dumps(numbers) if numbers else None,
        )

    @staticmethod
    def touched(work: Work, number: int) -> list[int]:
        """Return the teams that were changed since, or that hold requests."""
        return undoing_people.touched(work, "teams", number)

    @staticmethod
    def undo(work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take the teams back; what they replaced comes back, and who joined leaves."""
        return undoing_people.undo_teams(work, batch.id, spared)

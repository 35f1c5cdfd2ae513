"""Posts, absences and wishes come in; a row follows the same rules as a typed command."""

from abc import abstractmethod
from typing import Any, ClassVar

from gridctl.core.duties import DutyRules
from gridctl.core.errors import GridError
from gridctl.core.imports import FIELDS, BatchSpec, GoodRow
from gridctl.services import absences, duty_wishes, people, post_input
from gridctl.services.importing import RowImport, Staged
from gridctl.services.office import Office
from gridctl.services.packs import Packs, rules_at
from gridctl.store import landing_duty, undoing_duty
from gridctl.store.batches import payload
from gridctl.store.types import dumps
from gridctl.store.unit import Work


class DutyImport(RowImport):
    """What the three kinds have in common; `LANDS` says how their rows are known again."""

    LANDS: ClassVar[landing_duty.Lands]

    def __init__(self, office: Office, work: Work, spec: BatchSpec, number: int) -> None:
        """Get ready."""
        super().__init__(office, work, spec, number)
        self.office = office
        self._packs = Packs(work, office.settings.pack_hash)
        self._members: dict[str, Any] = {}

    def go_on(self, work: Work) -> None:
        """Go on in another unit of work."""
        self._packs.go_on(work)

    def convert(self, work: Work, row: GoodRow, key: bytes, uid: bytes) -> Staged:
        """Return one staged row; BadInput, NotFound or Refused where what it says cannot be."""
        names = FIELDS[self.spec.kind]
        given = {name: str(one) for name, one in zip(names, row.values, strict=True) if one not in (None, "")}
        values = self.understood(work, given)
        common = {
            "batch_id": self.number,
            "line": row.line,
            "key": key,
            "hash": row.fingerprint,
            "uid": uid,
            "said": sorted(given),
        }
        return tuple(_plain((values | common)[name]) for name in payload(self.spec.kind))

    @abstractmethod
    def understood(self, work: Work, given: dict[str, str]) -> dict[str, Any]:
        """Return the columns that follow from the filled fields of a row."""

    def member(self, work: Work, name: str) -> Any:  # noqa: ANN401
        """Return the row of a member, each looked up once."""
        if name not in self._members:
            self._members[name] = people.find_member(work, name)
        return self._members[name]

    def rules(self, work: Work, area_id: int | None) -> DutyRules:
        """Return what holds of duty at an area."""
        return rules_at(self._packs, area_id, work.now)

    def problems(self, work: Work) -> dict[int, GridError]:
        """Return the lines that say otherwise than an earlier one."""
        return landing_duty.plan(work, self.LANDS, self.number).problems

    def outcomes(self, work: Work) -> dict[str, int]:
        """Return how many rows are new, changed and the same."""
        return landing_duty.outcomes(self.LANDS, landing_duty.plan(work, self.LANDS, self.number))

    def land(self, work: Work) -> int:
        """Write what is new and what changes."""
        return landing_duty.land(
            work, self.LANDS, self.number, landing_duty.plan(work, self.LANDS, self.number)
        )

    @classmethod
    def touched(cls, work: Work, number: int) -> list[int]:
        """Return what was changed since, or posts on which people stand."""
        return undoing_duty.touched(work, cls.LANDS, number)

    @classmethod
    def undo(cls, work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take what came in back; what it replaced comes back."""
        return undoing_duty.undo(work, cls.LANDS, batch.id, spared)


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return a value as the driver takes it."""
    if isinstance(value, list | dict):
        return dumps(value)
    return int(value) if isinstance(value, bool) else value


class PostImport(DutyImport):
    """A file of posts."""

    LANDS = landing_duty.POSTS

    def understood(self, work: Work, given: dict[str, str]) -> dict[str, Any]:
        """Return the columns of a post."""
        rest = {name: text for name, text in given.items() if name not in {"skills", "standby"}}
        skills = (given["skills"],) if "skills" in given else None
        new = post_input.PostInput(**rest, skills=skills, standby=given.get("standby") == "1")
        return post_input.new_values(self.office, work, new, self._packs)


class AbsenceImport(DutyImport):
    """A file of absences."""

    LANDS = landing_duty.ABSENCES

    def understood(self, work: Work, given: dict[str, str]) -> dict[str, Any]:
        """Return the columns of an absence."""
        row = self.member(work, given["member"])
        return absences.new_values(self.office, work, absences.NewAbsence(**given), row)


class WishImport(DutyImport):
    """A file of wishes."""

    LANDS = landing_duty.WISHES

    def understood(self, work: Work, given: dict[str, str]) -> dict[str, Any]:
        """Return the columns of a wish."""
        row = self.member(work, given["member"])
        new = duty_wishes.NewWish(**given | {"wanted": given["wanted"] == "1"})  # type: ignore[arg-type]
        return duty_wishes.new_values(self.office, work, new, row, self.rules(work, row.area_id))

"""Areas come in: known by their code, with parents anywhere in the file."""

from typing import Any

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.imports import GoodRow
from gridctl.core.text import clean_code, code_key
from gridctl.core.words import AreaKind
from gridctl.services.importing import RowImport, Staged
from gridctl.store import landing_areas, undoing
from gridctl.store.unit import Work


class AreaImport(RowImport):
    """A file of areas."""

    def convert(self, work: Work, row: GoodRow, key: bytes, uid: bytes) -> Staged:  # noqa: ARG002
        """Return one staged area; BadInput where its kind is missing."""
        code, name, kind, parent = row.values
        if not kind:
            raise BadInput(
                N_("the kind of the area is missing"),
                hint=N_("fill it in, e.g. community or grid, or give a constant in the profile"),
            )
        text = clean_code(str(code), "code")
        return (
            self.number,
            row.line,
            key,
            row.fingerprint,
            uid,
            text,
            code_key(text),
            name,
            str(AreaKind(str(kind))),
            code_key(str(parent)) if parent else None,
        )

    def problems(self, work: Work) -> dict[int, GridError]:
        """Return the lines with unknown parents, wrong kinds and doubled codes."""
        return self._plan(work).problems

    def outcomes(self, work: Work) -> dict[str, int]:
        """Return how many areas are new, changed and the same."""
        return landing_areas.outcomes(self._plan(work))

    def land(self, work: Work) -> int:
        """Write the areas, then their parents."""
        return landing_areas.land(work, self.number, self._plan(work))["new"]

    def _plan(self, work: Work) -> landing_areas.AreaPlan:
        return landing_areas.plan(work, self.number, root_for_missing=self.spec.missing_parent == "root")

    @staticmethod
    def touched(work: Work, number: int) -> list[int]:
        """Return the areas that were changed since, or that something lies in."""
        return undoing.touched_areas(work, number)

    @staticmethod
    def undo(work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take the areas back."""
        return undoing.undo_areas(work, batch.id, spared)

"""Desks as use-cases see them: which one an area's requests stand at, who is above, who works there."""

from typing import Any

from gridctl.core.desks import Place, desk_for, next_up
from gridctl.core.errors import N_, Refused
from gridctl.core.words import AreaKind, Level
from gridctl.store import areas as area_rows
from gridctl.store.unit import Work


def path_from(work: Work, area_id: int | None) -> list[Place]:
    """Return numbers and kinds from an area up to its root; empty for none."""
    if area_id is None:
        return []
    return [(row.id, AreaKind(row.kind)) for row in area_rows.upwards(work, area_id)]


def home_desk(work: Work, area_id: int | None, level: Level) -> int | None:
    """Return the desk for a request of `level` in an area; of no area: that of the only root, or none."""
    if area_id is None:
        area_id = area_rows.only_root(work)
    return desk_for(path_from(work, area_id), level)


def above(work: Work, row: Any) -> tuple[Level, int] | None:  # noqa: ANN401
    """Return the level and desk above the one that holds a request, or None."""
    start = row.desk_id if row.desk_id is not None else row.area_id
    return next_up(path_from(work, start), row.desk_id)


def needed_above(work: Work, row: Any) -> tuple[Level, int]:  # noqa: ANN401
    """Return the level and desk above; Refused where nobody is."""
    found = above(work, row)
    if found is None:
        raise Refused(
            N_("nobody is above the desk of request {number}"),
            hint=N_("the tree of areas ends there: gridctl area tree; or assign it to a team"),
            error="nobody_above",
            number=row.id,
        )
    return found

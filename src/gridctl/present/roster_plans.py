"""Plans of rosters as programs and people read them: `from` is no name in Python, and reasons are sentences."""

from collections.abc import Mapping
from typing import Any

from gridctl.core.plan_views import PlanRow, PlanView, PublishedView
from gridctl.present.i18n import _
from gridctl.present.roster_reasons import why
from gridctl.present.shown import shown


def plan_json(found: PlanView) -> dict[str, Any]:
    """Return a plan as JSON has it."""
    said = with_from(found)
    share = found.members
    said["unfilled"] = [shown(one) | {"why": why(one)} for one in found.unfilled]
    said["members"] = {
        "without_work": share.without_work,
        "hours": {"min": share.least, "median": share.median, "max": share.most},
    }
    return said


def plan_table(found: PlanView) -> dict[str, Any]:
    """Return a plan as people read it, without the lists."""
    left = {"unfilled", "members", "beyond_limits", "left", "stopped"}
    said = {key: value for key, value in with_from(found).items() if key not in left}
    share = found.members
    hours = _("{least} to {most}, half of them up to {median}")
    return said | {
        "without_work": share.without_work,
        "hours": hours.format(least=f"{share.least:g}", most=f"{share.most:g}", median=f"{share.median:g}"),
    }


def why_rows(found: PlanView) -> list[Mapping[str, Any]]:
    """Return the posts that have too few, with why."""
    return [shown(one) | {"why": why(one)} for one in found.unfilled]


def with_from(found: PlanView | PlanRow | PublishedView) -> dict[str, Any]:
    """Return a view with the names that JSON has."""
    names = {"from_on": "from", "beyond": "beyond_limits"}
    return {names.get(key, key): value for key, value in shown(found).items()}

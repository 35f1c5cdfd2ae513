"""Plans of rosters as programs and people read them: `from` is no name in Python, and reasons are sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from gridctl.core.plan_views import PlanRow, PlanView, PublishedView, UnfilledView
from gridctl.core.replan_views import ChangeView, ReplanView
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.roster_reasons import why
from gridctl.present.shown import shown

_LEFT = 10
"""So many turns that a rule forbids are named one by one; JSON has all of them."""


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


def spread(found: PlanView) -> str:
    """Return in one line how the work is spread."""
    share = found.members
    text = _(
        "Hours of those who work: {least} to {most}, half of them up to {median}; without work: {count}."
    )
    return text.format(
        least=f"{share.least:g}", most=f"{share.most:g}", median=f"{share.median:g}", count=share.without_work
    )


def why_rows(found: PlanView) -> list[UnfilledView]:
    """Return the posts that have too few, with why."""
    return [replace(one, why=why(one)) for one in found.unfilled]


def with_from(found: PlanView | PlanRow | PublishedView) -> dict[str, Any]:
    """Return a view with the names that JSON has."""
    names = {"from_on": "from", "beyond": "beyond_limits"}
    return {names.get(key, key): value for key, value in shown(found).items()}


def replan_json(found: ReplanView) -> dict[str, Any]:
    """Return changes to a roster as JSON has them."""
    names = {"since": "from", "beyond": "beyond_limits"}
    said = {names.get(key, key): value for key, value in shown(found).items()}
    return said | {"unfilled": [shown(one) | {"why": why(one)} for one in found.unfilled]}


def replan_rows(found: ReplanView) -> list[ChangeView]:
    """Return the changes to a roster day by day."""
    return sorted(found.changes, key=lambda one: (one.date, one.shift or "", one.area or "", one.member))


def told(found: ReplanView) -> str:
    """Return in one line who has to be told, by code and name."""
    names = {found.member: found.name} | {one.member: one.name for one in found.changes}
    return _("To be told: {members}").format(
        members=_(", ").join(f"{names[code]} ({code})" for code in found.told)
    )


def beyond_limits(found: PlanView | ReplanView) -> list[str]:
    """Return who works beyond limits that a leader has lifted, and beyond which, one line for each."""
    text = _("{member} {name} works beyond the usual limits: {rules}.")
    return [
        text.format_map({**one, "rules": _(", ").join(label(rule, "duty_rules") for rule in one["rules"])})
        for one in found.beyond
    ]


def left_out(left: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return which turns a rule forbids by now, one line for each of the first ones."""
    text = _("{name} ({member}), post {post} on {date}: {rules}")
    gone = _("{name} ({member}), post {post} on {date}: one of them is there no more")
    found = []
    for one in left[:_LEFT]:
        rules = _(", ").join(label(rule, "duty_rules") for rule in one["rules"])
        found.append((text if rules else gone).format_map({**one, "rules": rules}))
    return found


def why_open(found: ReplanView) -> list[str]:
    """Return why what stays open stays so, one line for each post and day."""
    text = _("Post {post} on {date} stays open: {why}")
    return [text.format(post=one.post, date=one.date, why=why(one)) for one in found.unfilled]

"""Rounds in sentences: what one came to, and what a group may be told of it."""

from collections.abc import Sequence

from gridctl.core.round_views import GroupView, KnockList, RoundView, TargetRow
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.shown import shown


def closing_text(view: RoundView) -> str:
    """Return what a round came to: coverage with its denominator, what is missing and why, what it raised."""
    share = "-" if view.coverage is None else f"{view.coverage * 100:.1f}%"
    told = _("To be visited: {due} of {targets}; done: {done} ({share}); missing: {missing}.")
    lines = [
        told.format(
            due=view.to_visit, targets=view.targets, done=view.done, share=share, missing=view.missing
        )
    ]
    why = {code: count for code, count in view.outcomes.items() if code != "done"}
    silent = view.targets - sum(view.outcomes.values())
    if silent:
        why["none"] = silent
    if why:
        words = _(", ").join(f"{label(code, 'visits')} {count}" for code, count in why.items())
        lines.append(_("Why: {reasons}.").format(reasons=words))
    if view.requests:
        lines.append(_("Raised: {numbers}").format(numbers=", ".join(map(str, view.requests))))
    return "\n".join(lines)


def knock_text(one: KnockList) -> str:
    """Return the line that tells somebody of their knock list: the round, how many doors, and which come first."""
    told = _("Knock list of round {round}, {name}: {count} left, first {doors}")
    return told.format(round=one.round, name=one.name, count=one.left, doors=_(", ").join(one.doors))


def share_text(view: RoundView, groups: Sequence[GroupView]) -> str:
    """Return what a group may read: counts by stairwell, no names and no doors."""
    head = view.name or view.checklist
    share = "-" if view.coverage is None else f"{view.coverage * 100:.1f}%"
    told = _("{name}: {done} of {due} done ({share})")
    lines = [told.format(name=head, done=view.done, due=view.to_visit, share=share)]
    told = _("{stairs}: {done} of {due}, {missing} missing")
    for one in groups:
        text = told.format(stairs=one.name, done=one.done, due=one.to_visit, missing=one.missing)
        lines.append(
            text if one.missing else _("{stairs}: all {due} done").format(stairs=one.name, due=one.to_visit)
        )
    return "\n".join(lines) + "\n"


def head_text(view: RoundView, member: str, missing: Sequence[TargetRow]) -> str:
    """Return what the head of a stairwell may read: the doors that are missing there, with masked names."""
    told = _("{name}, for {member}: {count} missing")
    lines = [told.format(name=view.name or view.checklist, member=member, count=len(missing))]
    for one in missing:
        values = shown(one)
        what = label(one.last_outcome or "none", "visits")
        lines.append(" ".join(str(part) for part in (values["target"], values["name"], what) if part))
    return "\n".join(lines) + "\n"

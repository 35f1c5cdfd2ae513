"""Rounds in sentences: what one came to, and what a group may be told of it."""

from collections.abc import Iterator, Sequence

from gridctl.core.proof_views import ProofView
from gridctl.core.round_views import GroupView, KnockList, RoundView
from gridctl.core.telling_views import RoundTold
from gridctl.present.i18n import _, ngettext
from gridctl.present.labels import label
from gridctl.present.shown import shown
from gridctl.present.times import shown_time


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
    if view.proof is not None:
        lines += _proof_lines(view.proof)
    return "\n".join(lines)


def knock_text(one: KnockList) -> str:
    """Return the line that tells somebody of their knock list: the round, how many doors, and which come first."""
    told = _("Knock list of round {round}, {name}: {count} left, first {doors}")
    return told.format(round=one.round, name=one.name, count=one.left, doors=_(", ").join(one.doors))


def share_text(name: str, view: RoundView, groups: Sequence[GroupView]) -> str:
    """Return what a group may read: counts by stairwell, no names and no doors."""
    share = "-" if view.coverage is None else f"{view.coverage * 100:.1f}%"
    told = _("{name}: {done} of {due} done ({share})")
    lines = [told.format(name=name, done=view.done, due=view.to_visit, share=share)]
    told = _("{stairs}: {done} of {due}, {missing} missing")
    for one in groups:
        text = told.format(stairs=one.name, done=one.done, due=one.to_visit, missing=one.missing)
        lines.append(
            text if one.missing else _("{stairs}: all {due} done").format(stairs=one.name, due=one.to_visit)
        )
    return "\n".join(lines) + "\n"


def round_lines(told: RoundTold) -> Iterator[str]:
    """Yield what the head of a stairwell may read: the doors that are missing there, with masked names."""
    head = ngettext("{name}: one door is missing", "{name}: {count} doors are missing", len(told.missing))
    yield head.format(name=told.name, count=len(told.missing))
    if told.until is not None:
        yield _("done by {time}").format(time=shown_time(told.until))
    for one in told.missing:
        values = shown(one)
        what = label(one.last_outcome or "none", "visits")
        parts = [values["target"], values["name"], what]
        if one.quantity:
            parts.append(_("to get: {count}").format(count=one.quantity))
        yield " ".join(str(part) for part in parts if part)


def _proof_lines(proof: ProofView) -> Iterator[str]:
    """Yield how far two readers are, or how often they differ."""
    read = _(", ").join(f"{code} {count}" for code, count in proof.read.items())
    yield _("Read by two: {read}.").format(read=read)
    if proof.error_rate is None or proof.error_low is None or proof.error_high is None:
        return
    told = _("They differ in {differ} of {compared}: {rate} (95 % interval {low} to {high}, Wilson).")
    shares = {
        name: f"{100 * value:.1f}%"
        for name, value in (("rate", proof.error_rate), ("low", proof.error_low), ("high", proof.error_high))
    }
    yield told.format(differ=proof.differ, compared=proof.compared, **shares)

"""A turn that a rule forbids, as an error that names the rule and says what stands against it."""

from collections.abc import Mapping, Sequence
from datetime import date

from gridctl.core.duty_rules import Broken, Rule
from gridctl.core.errors import N_, Refused

WORDS: Mapping[Rule, str] = {
    Rule.LEFT: N_("{member} is not there yet, or no more, on {date}"),
    Rule.ABSENT: N_("{member} is away on {date}"),
    Rule.TWO_PLACES: N_("{member} stands at another post at that time"),
    Rule.NOT_POSTED_DAYS: N_("post {post} is not open on {date}"),
    Rule.FULL: N_("post {post} has everybody it needs on {date}"),
    Rule.TIER: N_("post {post} asks for a higher tier than {member} has"),
    Rule.SKILL: N_("{member} lacks a skill that post {post} needs"),
    Rule.WEEKDAY: N_("{member} does not work on that weekday"),
    Rule.SHIFT: N_("{member} does not work in that shift"),
    Rule.REST: N_("{member} would rest {found} hours only; {allowed} are due"),
    Rule.LENGTH: N_("the shift takes {found} hours; this duty is done for {allowed} at most"),
    Rule.DAY_HOURS: N_("{member} would work {found} hours that day; {allowed} are allowed"),
    Rule.WEEK_HOURS: N_("{member} would work {found} hours that week; {allowed} are allowed"),
    Rule.DAYS_ROW: N_("{member} would work {found} days in a row; {allowed} are allowed"),
    Rule.NIGHTS_ROW: N_("{member} would work {found} nights in a row; {allowed} are allowed"),
    Rule.APART: N_("{member} and somebody who stands there are not to work together"),
}
"""What each rule says."""


def refused(broken: Sequence[Broken], member: str, post: int, day: date) -> Refused:
    """Return the error of the first of some broken rules; its code is the rule's name."""
    first = broken[0]
    return Refused(
        WORDS[first.rule],
        hint=N_("the rule is {rule}; --force --why REASON sets it aside, and the ledger keeps that"),
        error=str(first.rule),
        rule=", ".join(str(one.rule) for one in broken),
        member=member,
        post=post,
        date=day,
        allowed=_short(first.allowed),
        found=_short(first.found),
    )


def _short(number: float | None) -> str:
    return "" if number is None else f"{number:g}"

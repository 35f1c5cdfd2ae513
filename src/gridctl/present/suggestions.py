"""Suggestions as rows of a table: their reasons as words with points."""

from gridctl.core.dispatch_views import ReasonView, SuggestionRow, SuggestionView
from gridctl.present.i18n import _
from gridctl.present.labels import label


def suggestion_row(found: SuggestionView) -> SuggestionRow:
    """Return one suggestion as it is shown to people."""
    return SuggestionRow(found.member, found.name, found.score, tuple(map(reason_text, found.reasons)))


def reason_text(one: ReasonView) -> str:
    """Return one reason, such as ``has to do (2/5) -12``."""
    words = label(one.rule, "suits")
    if one.detail and one.rule in {"skill", "skill_missing"}:
        detail = _(", ").join(_skill(code) for code in one.detail.split())
        return _("{reason} ({detail}) {points:+d}").format(reason=words, detail=detail, points=one.points)
    if one.detail and one.rule == "on_duty":
        detail = label(one.detail, "duties")
        return _("{reason} ({detail}) {points:+d}").format(reason=words, detail=detail, points=one.points)
    if one.detail:
        return _("{reason} ({detail}) {points:+d}").format(reason=words, detail=one.detail, points=one.points)
    return f"{words} {one.points:+d}"


def _skill(code: str) -> str:
    """Return what a skill is called, or the kind of team that is asked for as one."""
    return label(code, "teams") if label(code, "skills") == code else label(code, "skills")

"""Why a post has too few, and what would help, in words."""

from collections.abc import Mapping
from typing import Any

from gridctl.core.errors import N_
from gridctl.core.plan_views import UnfilledView
from gridctl.present.i18n import _, ngettext
from gridctl.present.labels import label

AGAINST: Mapping[str, str] = {
    "away": N_("{count} away"),
    "busy": N_("{count} at another post that day"),
    "resting": N_("{count} resting"),
    "hours": N_("{count} at the limit of their hours"),
    "row": N_("{count} at the limit of days or nights in a row"),
    "shift": N_("{count} not in that shift"),
    "apart": N_("{count} not to work beside who stands there"),
    "free": N_("{count} free, but no better roster was found"),
    "unknown": N_("{count} not looked at one by one"),
}
HELPS: Mapping[str, str] = {
    "move": N_("{member} leaves post {post}, which has more than its minimum"),
    "take": N_("{member} is free: plan longer, or assign by hand"),
    "limit": N_("{member} goes beyond a limit ({rule}): a leader lifts it, or --force by hand"),
    "block": N_("{member} works in a shift that is not theirs"),
    "absence": N_("{member} comes all the same"),
    "person": N_("one more who can do it"),
    "skill": N_("bring or train somebody with the skill: gridctl member edit MEMBER --skill SKILL"),
    "tier": N_("place somebody of the tier that the duty asks for"),
    "split": N_("split the shift: it takes longer than this duty may be done"),
}


def why(found: UnfilledView) -> str:
    """Return in one line how many can do it, what stands against them, and what would help."""
    duty = label(found.duty, "duties")
    can = found.reasons.get("can", 0)
    if "length" in found.reasons:
        said = _("needs {duty}: the shift is too long for it").format(duty=duty)
    elif not can:
        said = _("needs {duty}: nobody near can do it").format(duty=duty)
    else:
        able = ngettext("{count} more member can", "{count} more members can", can).format(count=can)
        against = [
            _(text).format(count=found.reasons[code])
            for code, text in AGAINST.items()
            if code in found.reasons
        ]
        said = _("needs {duty}: {able}; of these {against}").format(
            duty=duty, able=able, against=_(", ").join(against)
        )
    helps = _(" or ").join(_help(one) for one in found.fix)
    return _("{said}. What would help: {helps}").format(said=said, helps=helps) if helps else said


def _help(fix: Mapping[str, Any]) -> str:
    member = f"{fix.get('member', '')} {fix.get('name', '')}".strip()
    return _(HELPS[fix["fix"]]).format(
        member=member, post=fix.get("post", ""), rule=label(str(fix.get("rule", "")), "duty_rules")
    )

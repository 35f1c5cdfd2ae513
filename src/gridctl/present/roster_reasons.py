"""Why a post has too few, and what would help, in words."""

from collections.abc import Mapping

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
}
HELPS: Mapping[str, str] = {
    "split": N_("split the shift: it takes longer than this duty may be done"),
    "tier": N_("lower the tier that the duty asks for, or place somebody of that tier there"),
    "skill": N_("bring or train somebody with the skill: gridctl member edit MEMBER --skill SKILL"),
    "plan_longer": N_("plan with more --seconds"),
    "deputy": N_("find somebody for those who are away"),
    "lift": N_("let a leader lift the limits for these days: gridctl duty lift add"),
    "move": N_("lower the headcount of another post that day"),
    "neighbours": N_("ask for people from outside"),
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
        able = ngettext("{count} member can", "{count} members can", can).format(count=can)
        against = [
            _(text).format(count=found.reasons[code])
            for code, text in AGAINST.items()
            if code in found.reasons
        ]
        said = _("needs {duty}: {able}, {against}").format(
            duty=duty, able=able, against=_(", ").join(against)
        )
    helps = _("; ").join(_(HELPS[code]) for code in found.fix)
    return _("{said}. What would help: {helps}").format(said=said, helps=helps) if helps else said

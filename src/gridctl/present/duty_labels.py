"""What the codes of duty are called on paper and screen."""

from collections.abc import Mapping

from gridctl.core.duty_rules import Rule
from gridctl.core.errors import N_

DUTY_LABELS: Mapping[str, Mapping[str, str]] = {
    "standings": {
        "draft": N_("planned"),
        "published": N_("told"),
        "offered": N_("offered to others"),
        "on_duty": N_("on duty"),
        "silent": N_("on duty, silent"),
        "late": N_("late"),
        "no_show": N_("not turned up"),
        "done": N_("off duty"),
        "removed": N_("off the roster"),
    },
    "duty_rules": {
        Rule.LEFT: N_("not there any more, or not yet"),
        Rule.ABSENT: N_("away"),
        Rule.TWO_PLACES: N_("at another post at that time"),
        Rule.NOT_POSTED_DAYS: N_("post not open that day"),
        Rule.FULL: N_("post full"),
        Rule.TIER: N_("tier too low"),
        Rule.SKILL: N_("lacks the skill"),
        Rule.WEEKDAY: N_("not on that weekday"),
        Rule.SHIFT: N_("not in that shift"),
        Rule.REST: N_("too little rest"),
        Rule.LENGTH: N_("shift too long for the duty"),
        Rule.DAY_HOURS: N_("too many hours that day"),
        Rule.WEEK_HOURS: N_("too many hours that week"),
        Rule.DAYS_ROW: N_("too many days in a row"),
        Rule.NIGHTS_ROW: N_("too many nights in a row"),
        Rule.APART: N_("not to work with somebody there"),
    },
    "rosters": {
        "draft": N_("draft"),
        "published": N_("published"),
        "dropped": N_("dropped"),
    },
    "signed": {
        "new": N_("to be stored"),
        "known": N_("known already"),
        "stored": N_("stored"),
        "unsure": N_("perhaps for something else"),
        "no_day": N_("which day?"),
        "past": N_("day is over"),
        "several": N_("several of that name"),
    },
    "days": {
        "planned": N_("not begun"),
        "running": N_("now"),
        "ended": N_("over"),
        "removed": N_("removed"),
    },
    "shifts": {"free": N_("own hours")},
    "pers": {
        "area": N_("each area it is applied to"),
        "community": N_("each community"),
        "grid": N_("each grid"),
        "stairwell": N_("each stairwell"),
        "compound": N_("each compound"),
        "gate": N_("each gate"),
        "residents": N_("so many residents"),
    },
    "terms": {
        "day_hours": N_("hours in a day"),
        "week_hours": N_("hours in a week"),
        "rest_hours": N_("hours of rest between"),
        "days_row": N_("days in a row"),
        "nights_row": N_("nights in a row"),
        "weekdays": N_("on these weekdays"),
        "shifts": N_("in these shifts"),
    },
    "term_sources": {
        "member": N_("their own"),
        "tier": N_("their tier"),
        "pack": N_("the pack"),
    },
}
"""Labels by kind and code; see `present.code_labels`."""

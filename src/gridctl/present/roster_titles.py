"""What the fields of rosters, boards, cards and attendance are called."""

from collections.abc import Mapping

from gridctl.core.errors import N_

ROSTER_TITLES: Mapping[str, str] = {
    "actions": N_("what to do"),
    "after": N_("after"),
    "area_name": N_("area's name"),
    "before": N_("before"),
    "beside": N_("with"),
    "came": N_("came"),
    "cancelled": N_("cancelled"),
    "checkin": N_("checks in each (min)"),
    "duty": N_("duty"),
    "duty_late": N_("late for duty"),
    "duty_no_show": N_("did not come to duty"),
    "duty_silent": N_("on duty, silent"),
    "duty_unknown": N_("attendance not kept"),
    "empty_posts": N_("posts that lack somebody now"),
    "end": N_("ends"),
    "forced": N_("rule set aside because"),
    "gaps": N_("gaps"),
    "late": N_("late"),
    "left_out": N_("not possible"),
    "letter": N_("letter"),
    "locked": N_("fixed"),
    "missed": N_("missed"),
    "missing": N_("missing"),
    "nights": N_("nights"),
    "no_show": N_("not turned up"),
    "no_shows": N_("not turned up"),
    "on_duty": N_("on duty now"),
    "post": N_("post"),
    "posts_empty": N_("posts that lack somebody"),
    "share": N_("share of 1"),
    "shift": N_("shift"),
    "shifts": N_("shifts"),
    "start": N_("begins"),
    "state": N_("state"),
    "taken": N_("taken over"),
    "turn": N_("shift"),
    "turns": N_("shifts"),
}
"""By the name of the field; they are part of `present.titles.TITLES`."""

"""What the fields of views of duty are called on paper and screen."""

from collections.abc import Mapping

from gridctl.core.errors import N_
from gridctl.present.i18n import pgettext

DUTY_TITLES: Mapping[str, str] = {
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
    "letter": N_("letter"),
    "locked": N_("fixed"),
    "missed": N_("missed"),
    "missing": N_("missing"),
    "nights": N_("nights"),
    "no_show": N_("not turned up"),
    "no_shows": N_("not turned up"),
    "on_duty": N_("on duty now"),
    "amiss": N_("silent, absent or late"),
    "standing": N_("how it stands"),
    "post": N_("post"),
    "posts_empty": N_("posts that lack somebody"),
    "share": N_("share of 1"),
    "shift": N_("shift"),
    "shifts": N_("shifts"),
    "start": N_("begins"),
    "state": N_("state"),
    "taken": N_("taken over"),
    "turns": N_("shifts"),
    "best": N_("desired"),
    "copied": N_("repeated"),
    "crew": N_("crew"),
    "day_hours": N_("hours in a day"),
    "days_row": N_("days in a row"),
    "dropped": N_("planned turns taken off"),
    "duties": N_("duties"),
    "duties_begin": N_("duties that begin"),
    "duties_end": N_("duties that end"),
    "each": N_("residents for each"),
    "hard": N_("unpleasant (0-5)"),
    "leader": N_("leader"),
    "least": N_("needed"),
    "left_out": N_("left out"),
    "lift": N_("limits lifted"),
    "night": N_("night"),
    "nights_row": N_("nights in a row"),
    "on_date": N_("on the day"),
    "turn": N_("turn"),
    "operation": N_("operation"),
    "outdoors": N_("outdoors"),
    "outside": N_("turns where no post is"),
    "per": N_("one for"),
    "posts": N_("posts"),
    "posts_begin": N_("posts that begin"),
    "posts_end": N_("posts that end"),
    "posts_nowhere": N_("no place for posts of"),
    "rest_hours": N_("hours of rest between"),
    "standby": N_("standby"),
    "term": N_("limit"),
    "terms": N_("terms"),
    "together": N_("together"),
    "turns_left": N_("turns where no post is"),
    "value": N_("value"),
    "wanted": N_("for it"),
    "week_hours": N_("hours in a week"),
    "weekdays": N_("weekdays"),
    "weight": N_("weight"),
    "beyond": N_("beyond the usual limits"),
    "bound": N_("price at least"),
    "desired": N_("desired beyond that"),
    "desired_filled": N_("of these filled"),
    "effort": N_("work"),
    "fix": N_("what would help"),
    "holes": N_("turns left"),
    "jobs_without_people": N_("jobs without people"),
    "leaves": N_("leaves post"),
    "left": N_("left out by rules"),
    "made_at": N_("made at"),
    "made_by": N_("planned by"),
    "missing_tiers": N_("grids without a tier"),
    "moves": N_("moves"),
    "noted": N_("absence noted"),
    "people_without_jobs": N_("people without jobs"),
    "published": N_("turns published"),
    "published_at": N_("published at"),
    "seconds": N_("seconds"),
    "seed": N_("seed"),
    "stopped": N_("stopped early"),
    "takes": N_("takes post"),
    "tiers": N_("tiers missing"),
    "told": N_("to be told"),
    "unfilled": N_("too few"),
}


def of_duty(field: str, thing: str) -> str:
    """Return what a field is called where it is about duty, if it goes by another word elsewhere."""
    if thing in {"board", "attendance"}:
        return pgettext("duty", "hours") if field == "hours" else ""
    if thing in {"plan", "replan"}:
        words = {
            "days": pgettext("duty", "days"),
            "required": pgettext("duty", "required"),
            "filled": pgettext("duty", "filled"),
        }
        return words.get(field, "")
    if thing == "pair":
        words = {"other": pgettext("pair", "other"), "other_name": pgettext("pair", "other name")}
        return words.get(field, "")
    if (field, thing) == ("left_out", "absence"):
        return pgettext("absence", "left out")
    return pgettext("duty", "source") if (field, thing) == ("source", "terms") else ""

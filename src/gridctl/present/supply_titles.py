"""What the fields of views of supplies are called on paper and screen."""

from collections.abc import Mapping

from gridctl.core.errors import N_

SUPPLY_TITLES: Mapping[str, str] = {
    "already": N_("had theirs before"),
    "doors": N_("door by door"),
    "each": N_("so much each"),
    "expired": N_("expired"),
    "expires_on": N_("use by"),
    "extra": N_("more for needs"),
    "first": N_("who comes first"),
    "given": N_("handed out"),
    "granted": N_("is to get"),
    "issued": N_("issued in 7 days"),
    "item": N_("goods"),
    "lasts_until": N_("lasts until"),
    "left": N_("not handed out yet"),
    "left_homes": N_("homes that wait"),
    "lines": N_("home by home"),
    "made_at": N_("made at"),
    "measure": N_("unit of count"),
    "moves": N_("movements"),
    "nothing": N_("nothing was left for"),
    "on_hand": N_("on hand"),
    "per": N_("counted by"),
    "plan": N_("plan"),
    "quantity": N_("quantity"),
    "reserved": N_("reserved"),
    "seed": N_("word of the draw"),
    "short": N_("homes that get less"),
    "stairwell": N_("stairwell"),
    "turn": N_("order of turns"),
    "undoes": N_("takes back"),
    "undone_by": N_("taken back by"),
    "wanted": N_("should get"),
}

"""A building's doors in a round, floor by floor, with the letter of each."""

from gridctl.core.place_views import BuildingView
from gridctl.core.round_views import PlanView
from gridctl.core.rounds import LETTERS
from gridctl.present.building_plan import draw
from gridctl.present.cells import wrap
from gridctl.present.i18n import _
from gridctl.present.labels import label

COLOURS = {
    "d": "green",
    "n": "yellow",
    "r": "red",
    "a": "cyan",
    "m": "bright_black",
    "v": "bright_black",
    "p": "magenta",
    "e": "blue",
    "w": "red",
}
"""The colour of each letter, where the terminal has colours; the letter alone tells the same."""


def plan_lines(building: BuildingView, plan: PlanView, *, width: int = 80) -> list[str]:
    """Return the lines of the plan; homes that are no targets have a dot."""
    numbers = {one.label: one.id for one in building.homes}
    return draw(building, {numbers[one.home]: one.mark for one in plan.doors}, width=width)


def legend(width: int = 80) -> list[str]:
    """Return the lines that say what the letters mean."""
    words = _(", ").join(f"{letter} {label(outcome, 'visits')}" for outcome, letter in LETTERS.items())
    told = _("{letters}; - not visited; 2/3 done of all in that home; a dot: no target.")
    return wrap(told.format(letters=words), width)

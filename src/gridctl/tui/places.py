"""The screens of the dashboard: their numbers, names and files. The only list of them."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from gridctl.core.errors import N_

if TYPE_CHECKING:
    from gridctl.tui.screens.base import GridScreen


@dataclass(frozen=True, slots=True)
class Place:
    """One screen: its name on the command line, its title, the class that paints it, and what it is for."""

    name: str
    title: str
    kind: str
    about: str

    def make(self) -> "GridScreen":
        """Load the screen's file and make the screen."""
        found: type[GridScreen] = getattr(import_module(f"gridctl.tui.screens.{self.name}"), self.kind)
        return found(self.name)


PLACES = (
    Place("overview", N_("Overview"), "Overview", N_("Where it burns, who is on it, what comes next.")),
    Place(
        "requests",
        N_("Requests"),
        "Requests",
        N_("All requests: find, look, and do what comes next with them."),
    ),
    Place("duty", N_("Duty"), "Duty", N_("Who stands where and when, who is missing, and the plan.")),
    Place(
        "rounds", N_("Rounds"), "Rounds", N_("Door by door: what is done, what is missing, what to do next.")
    ),
    Place(
        "people",
        N_("People"),
        "People",
        N_("Places, homes, residents and members, and what is known of each."),
    ),
    Place(
        "supplies", N_("Supplies"), "Supplies", N_("What is where, when it runs out, and who is to get it.")
    ),
    Place("reports", N_("Reports"), "Reports", N_("The day's report as it stands, and the earlier ones.")),
)
"""In the order of their number keys."""

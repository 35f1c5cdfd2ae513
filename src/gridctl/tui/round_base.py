"""What all parts of the rounds screen share: the round that is shown, the door under the cursor, sticky answers."""

from typing import TYPE_CHECKING

from textual.widgets import OptionList, Static

from gridctl.present.i18n import _
from gridctl.present.visible import visible
from gridctl.tui import round_lines
from gridctl.tui.screens.base import GridScreen
from gridctl.tui.widgets.elevation import Elevation

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.services.office import Office
    from gridctl.services.round_page import RoundPage
    from gridctl.services.visits import Sticky


AT_A_ROUND = ("knock", "missing", "hours", "close_round", "record", "undo", "building", "round")
"""What there is to do only where a round is open."""


class RoundBase(GridScreen):
    """The state of the rounds screen."""

    def __init__(self, name: str | None = None) -> None:
        """Know nothing yet."""
        super().__init__(name)
        self.page: RoundPage | None = None
        self.go_to = ""
        """The door at which the cursor stands after the next reading."""
        self._sticky: dict[int, Sticky] = {}
        self._number: int | None = None
        """The round that is looked at."""
        self._building: str | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer without a round only what works without one."""
        return (self.page is not None or action not in AT_A_ROUND) and super().check_action(
            action, parameters
        )

    @property
    def here(self) -> str:
        """The door or the target under the cursor; "" without one."""
        if self.page is None:
            return ""
        if self.page.plan is not None:
            return self.query_one("#house", Elevation).here
        targets = self.query_one("#targets", OptionList)
        chosen = targets.highlighted
        return (targets.get_option_at_index(chosen).id or "") if chosen is not None else ""

    def jump(self, building: str | None, home: str) -> None:
        """Go to a door, maybe of another building."""
        self.go_to = home
        if building is not None and building != self._building:
            self._building = building
            self.load()
        else:
            self.query_one("#house", Elevation).go(home)
            self.go_to = ""

    def say(self, text: str) -> None:
        """Say what was done in the line below the doors, where it covers nothing, and read again."""
        self.query_one("#round-said", Static).update(text)
        self.load()

    def tell_door(self) -> None:
        """Say who is behind the door under the cursor."""
        if self.page is not None and self.page.plan is not None:
            self.query_one("#door", Static).update(round_lines.door_text(self.page, self.here))

    def keep_sticky(self, page: "RoundPage") -> None:
        """Find out once for each round which answers stay."""
        number = page.view.id
        if number in self._sticky:
            return

        def question(office: "Office") -> "Sticky":
            from gridctl.services.visits import Sticky

            return Sticky(office, number)

        def keep(found: "Sticky") -> None:
            self._sticky[number] = found

        self.ask(question, keep, group="sticky")

    @property
    def sticky(self) -> "Sticky | None":
        """The answers that stay for the doors that follow, in this round."""
        return self._sticky.get(self.page.view.id) if self.page else None

    def sticky_words(self) -> str:
        """Return the answers that stay, as they stand before the legend."""
        words = self.sticky.shown() if self.sticky else ""
        return _("stays: {answers}").format(answers=visible(words)) if words else ""

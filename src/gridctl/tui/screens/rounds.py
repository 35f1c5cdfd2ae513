"""The screen of rounds: the running ones with their bars, and one building door by door."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gridctl.core.errors import N_
from gridctl.core.pack_values import Label
from gridctl.core.round_views import GroupView, RoundRow
from gridctl.present.i18n import _
from gridctl.tui import round_lines
from gridctl.tui.round_lists import RoundLists
from gridctl.tui.round_recording import RoundRecording
from gridctl.tui.themes import SIGNALS
from gridctl.tui.widgets.elevation import EMPTY, Elevation

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.services.office import Office
    from gridctl.services.round_page import RoundPage

WIDE = 110
"""From so many columns on the lists stand beside the drawing, not above it."""
Found = tuple[list[RoundRow], dict[int, Label], "RoundPage | None"]
"""The rounds, what their checklists are called, and the round that is looked at."""


class Rounds(RoundRecording, RoundLists):
    """The rounds, their buildings, and the doors of one of them."""

    AUTO_FOCUS = "#house"
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  (Textual's own kind)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "building(-1)", N_("building before"), show=False, key_display="["),
        Binding("right_square_bracket", "building(1)", N_("next building"), key_display="]"),
        Binding("O", "open_round", N_("open a round")),
        Binding("comma", "round(-1)", N_("round before"), show=False, key_display=","),
        Binding("full_stop", "round(1)", N_("next round"), show=False, key_display="."),
    ]

    def __init__(self, name: str | None = None) -> None:
        """Look at the newest round."""
        super().__init__(name)
        self._rows: list[RoundRow] = []
        self._titles: dict[int, Label] = {}
        self._is_read = False

    def body(self) -> Iterator[Widget]:
        """Yield the lists, the drawing, and who is behind the door."""
        yield Static(id="round-head", markup=False)
        with Horizontal(id="round-both"):
            with Vertical(id="round-lists"):
                yield Static(_("Rounds"), classes="title", markup=False)
                yield OptionList(id="rounds", markup=False, compact=True)
                yield Static(_("Buildings"), classes="title", id="buildings-title", markup=False)
                yield OptionList(id="buildings", markup=False, compact=True)
            with Vertical(id="round-doors"):
                yield Elevation(id="house")
                yield OptionList(id="targets", markup=False, compact=True)
                yield Static(id="round-said", markup=False)
                with Horizontal(id="round-door"):
                    with VerticalScroll(can_focus=False):
                        yield Static(id="door", markup=False)
                    yield Static(id="round-hours", markup=False)
        yield Static(id="round-legend", classes="quiet", markup=False)

    def look_up(self, thing: str, key: str) -> None:
        """Look at the round with a number, which another screen was asked for."""
        if thing == "round" and key.isdecimal():
            self._number, self._building = int(key), None
            self.load()

    def load(self) -> None:
        """Ask for the rounds, and for the one that is looked at."""
        number, building, area = self._number, self._building, self.dashboard.asked.area

        def question(office: "Office") -> Found:
            from gridctl.services import rounds
            from gridctl.services.round_page import page, titles

            rows = rounds.listing(office, area=area)
            known = titles(office, [one.id for one in rows])
            chosen = number if any(one.id == number for one in rows) else (rows[0].id if rows else None)
            inside = building if chosen == number else None
            return rows, known, page(office, chosen, inside) if chosen is not None else None

        self.ask(question, self.show)

    def show(self, found: Found) -> None:
        """Paint everything; cursors stay where they are."""
        self._rows, self._titles, self.page = found
        self._is_read = True
        page = self.page
        self._number = page.view.id if page else None
        self._building = page.building.code if page and page.building else None
        house = self.query_one("#house", Elevation)
        doors = page is None or page.plan is not None
        house.display = doors
        self.query_one("#targets").display = not doors
        house.put(round_lines.house_of(page) if page else EMPTY, key=self.go_to)
        self.go_to = ""
        self.query_one("#round-lists").display = page is not None
        self._paint()
        if page is not None:
            self.keep_sticky(page)
        self.refresh_bindings()

    def look_changed(self) -> None:
        """Paint in the colours of the new look."""
        self._paint()

    def on_resize(self) -> None:
        """Fit the lines anew."""
        self.call_after_refresh(self._paint)

    def _paint(self) -> None:
        colour = self.app.theme_variables[f"signal-{SIGNALS[0]}"]
        page, head = self.page, self.query_one("#round-head", Static)
        rounds = self.query_one("#rounds", OptionList)
        width = max(20, rounds.size.width - 3)
        names = {one.id: one.name or round_lines.text_of(self._titles[one.id]) for one in self._rows}
        self._fill(
            rounds,
            [
                Option(round_lines.round_line(one, names[one.id], width, colour), id=str(one.id))
                for one in self._rows
            ],
            str(self._number),
        )
        buildings = page.view.by_building if page and page.plan else ()
        self._fill(
            self.query_one("#buildings", OptionList),
            [
                Option(round_lines.building_line(one, width, colour), id=one.building)
                for one in buildings
                if one.building
            ],
            self._building or "",
        )
        if page is None:
            head.update(_(" No round is open. O opens one.") if self._is_read else "")
            self.query_one("#door", Static).update("")
            self.query_one("#round-hours", Static).update("")
            self.query_one("#round-legend", Static).update("")
            return
        self.query_one("#round-hours", Static).update(round_lines.last_hours(page.view, colour))
        head.update(round_lines.head_line(page, max(20, self.size.width)))
        width = max(20, self.size.width - 2)
        self.query_one("#round-legend", Static).update(round_lines.legend(self.sticky_words(), width))
        if page.plan is None:
            self.fill_targets()
        self.tell_door()

    @staticmethod
    def _fill(options: OptionList, lines: list[Option], chosen: str) -> None:
        """Put lines into a list and its cursor on one of them, without saying that it was moved."""
        with options.prevent(OptionList.OptionHighlighted):
            options.clear_options()
            options.add_options(lines)
            ids = [one.id for one in lines]
            options.highlighted = ids.index(chosen) if chosen in ids else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Look at the round or building under the cursor of a list."""
        if event.option_list.id == "rounds" and event.option.id != str(self._number):
            self._number, self._building = int(event.option.id or 0), None
            self.load()
        elif event.option_list.id == "buildings" and event.option.id != self._building:
            self._building = event.option.id
            self.load()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on to the doors."""
        if event.option_list.id in {"rounds", "buildings"}:
            self.query_one("#house").focus()
        else:
            self.action_questions()

    def action_building(self, step: int) -> None:
        """Look at the building before or behind."""
        groups: list[GroupView] = (
            [one for one in self.page.view.by_building if one.building] if self.page else []
        )
        codes = [one.building for one in groups]
        if self._building in codes:
            self._building = codes[(codes.index(self._building) + step) % len(codes)]
            self.load()

    def action_round(self, step: int) -> None:
        """Look at the round before or behind."""
        numbers = [one.id for one in self._rows]
        if self._number in numbers:
            self._number = numbers[(numbers.index(self._number) + step) % len(numbers)]
            self._building = None
            self.load()

    def on_elevation_moved(self) -> None:
        """Say who is behind the door."""
        self.tell_door()

    def on_elevation_opened(self) -> None:
        """Ask the questions of the checklist."""
        self.action_questions()

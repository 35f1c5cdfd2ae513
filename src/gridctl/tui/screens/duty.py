"""The screen of duty: members by days, who is on now, and every change by a key."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from gridctl.core.errors import N_
from gridctl.present.i18n import _
from gridctl.tui import duty_lines
from gridctl.tui.dialogs.choice import Choice, Offer
from gridctl.tui.duty_hands import DutyHands
from gridctl.tui.duty_mending import DutyMending
from gridctl.tui.duty_planning import DutyPlanning
from gridctl.tui.themes import SIGNALS
from gridctl.tui.widgets.duty_board import DutyBoard

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.duty_page import DutyPage

DAYS, MORE_DAYS = 14, 28
"""So many days are read; more where a terminal is broad."""
_WEEK = timedelta(days=7)
WIDE, BROAD = 110, 160
"""From so many columns on the list of who is on duty stands beside the board, not below it."""


class Duty(DutyMending, DutyPlanning, DutyHands):
    """The board with its cursor, and what stands beside it."""

    AUTO_FOCUS = "#board"
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  (Textual's own kind)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next_gap", N_("next gap")),
        Binding("slash", "find", N_("find"), key_display="/"),
        Binding("left_square_bracket", "week(-1)", N_("week before"), show=False, key_display="["),
        Binding("right_square_bracket", "week(1)", N_("next week"), show=False, key_display="]"),
        Binding("t", "today", N_("today"), show=False),
        Binding("m", "everybody", N_("also without duty"), show=False),
    ]

    def __init__(self, name: str | None = None) -> None:
        """Begin with yesterday, whose night shift may still run."""
        super().__init__(name)
        self._first: date | None = None
        self._everybody = False
        self._wanted = ("", "")
        self._days = DAYS

    def body(self) -> Iterator[Widget]:
        """Yield the head line, the board, who is on now, and what is under the cursor."""
        yield Static(id="duty-head", markup=False)
        with Horizontal(id="duty-both"):
            yield DutyBoard(id="board")
            with Vertical(id="duty-now"):
                yield Static(_("On duty now"), classes="title", markup=False)
                with VerticalScroll(can_focus=False):
                    yield Static(id="duty-running", markup=False)
        yield Static(id="duty-here", markup=False)
        yield Static(id="duty-legend", classes="quiet", markup=False)

    @property
    def board(self) -> DutyBoard:
        """The board."""
        return self.query_one("#board", DutyBoard)

    def look_up(self, thing: str, key: str) -> None:
        """Go to the turn or the post with a number, which another screen was asked for, maybe before any reading."""
        self._wanted = (thing, key)
        if self.page is not None:
            self._go_wanted()

    def _go_wanted(self) -> None:
        (thing, key), self._wanted = self._wanted, ("", "")
        if self.page is None or self._first is None:
            return
        if thing == "post":
            self.board.go(f"p:{key}", self.page.today.isoformat())
        turns = (one for row in self.page.board.rows for one in row.turns if str(one.id) == key)
        if thing == "turn" and (turn := next(turns, None)) is not None:
            self.board.go(f"m:{self.page.turns[turn.id].member}", turn.date)

    def load(self) -> None:
        """Ask for the board, and who is on duty now."""
        start, area, everybody = self._first, self.dashboard.asked.area, self._everybody
        days = self._days = MORE_DAYS if self.app.size.width >= BROAD else DAYS

        def question(office: object) -> "DutyPage":
            from gridctl.services.boards import Wanted
            from gridctl.services.duty_page import page

            today = office.now().date()  # type: ignore[attr-defined]
            first = start or today - timedelta(days=1)
            return page(office, Wanted(first.isoformat(), days, area, everybody))  # type: ignore[arg-type]

        self.ask(question, self.show)

    def show(self, found: "DutyPage") -> None:
        """Paint everything; the cursor stays where it is."""
        self.page = found
        self._first = self._first or date.fromisoformat(found.board.days[0])
        self.board.put(duty_lines.sheet_of(found), day=self._go_to)
        self._go_to = None
        self._go_wanted()
        self._paint()

    def _paint(self) -> None:
        if (found := self.page) is None:
            return
        colours = {name: self.app.theme_variables[f"signal-{name}"] for name in SIGNALS}
        panel = self.query_one("#duty-running", Static)
        panel.update(duty_lines.running(found, max(20, panel.size.width), colours))
        width = max(20, self.size.width - 2)
        self.query_one("#duty-legend", Static).update(duty_lines.legend_of(found, width))
        self.tell_plan()
        self.tell_here()

    def tell_here(self) -> None:
        """Say what is under the cursor, or what to do with an empty board."""
        if (found := self.page) is None:
            return
        text = duty_lines.here(found, self.board.line, self.board.day)
        if not found.board.rows and not found.board.gaps:
            text = _(
                "No posts and no duty in these days. Posts come with a pack, or by gridctl duty post add."
            )
        self.query_one("#duty-here", Static).update(text)

    def look_changed(self) -> None:
        """Paint in the colours of the new look."""
        self._paint()

    def on_resize(self) -> None:
        """Fit the lines anew; a terminal that has become broad shows more days."""
        self.call_after_refresh(self._paint)
        if self.page is not None and (self.app.size.width >= BROAD) != (self._days > DAYS):
            self.load()

    def on_duty_board_moved(self) -> None:
        """Say what is under the cursor now."""
        self.tell_here()

    def on_duty_board_opened(self) -> None:
        """Show the card of the one under the cursor."""
        self.action_card()

    def on_duty_board_beyond(self, message: DutyBoard.Beyond) -> None:
        """Go on to the days beyond the edge."""
        if self._first is not None:
            day = date.fromisoformat(self.board.day) + timedelta(days=message.step)
            self._from(self._first + message.step * _WEEK, day)

    def action_week(self, step: int) -> None:
        """Look at another week."""
        if self._first is not None and self.board.day:
            day = date.fromisoformat(self.board.day) + step * _WEEK
            self._from(self._first + step * _WEEK, day)

    def _from(self, start: date, day: date) -> None:
        self._first, self._go_to = start, day.isoformat()
        self.load()

    def action_today(self) -> None:
        """Go back to today."""
        if self.page is not None:
            self._first, self._go_to = None, self.page.today.isoformat()
            self.load()

    def action_everybody(self) -> None:
        """Show those without duty too, or leave them out."""
        self._everybody = not self._everybody
        self.load()

    def action_next_gap(self) -> None:
        """Go to the next post and day that lack somebody."""
        if self.page is None or self.board.line is None:
            return
        gaps = [(f"p:{gap.post}", day) for gap in self.page.board.gaps for day in sorted(gap.missing)]
        ahead = [one for one in gaps if one[1] >= self.page.today.isoformat()]
        ahead.sort(key=lambda one: one[1])
        if not ahead:
            self.notify(_("No post lacks anybody in these days."), markup=False)
            return
        at = (self.board.line.key, self.board.day)
        place = ahead.index(at) + 1 if at in ahead else 0
        self.board.go(*ahead[place % len(ahead)])

    def action_find(self) -> None:
        """Choose a member by typing, and go there."""
        if self.page is None:
            return
        offers = [Offer(one.member, one.name, one.member) for one in self.page.board.rows]

        def chosen(member: str | None) -> None:
            if member:
                self.board.go(f"m:{member}")

        self.app.push_screen(Choice(_("Find a member"), offers, empty=_("Nobody has duty then.")), chosen)

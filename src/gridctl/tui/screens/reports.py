"""The screen of reports: the day's report as it stands, the earlier ones, and what differs since they were written."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container, ScrollableContainer
from textual.widget import Widget
from textual.widgets import Static

from gridctl.core.errors import N_
from gridctl.present.i18n import _
from gridctl.tui import report_reads as reads
from gridctl.tui.dialogs.paper import Paper
from gridctl.tui.screens.base import GridScreen
from gridctl.tui.widgets.panel import Panel

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.report_days import ReportDay


class Reports(GridScreen):
    """Days on the left, the report of one of them on the right."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal")]  # noqa: RUF012  (as Textual has it)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "day(1)", N_("day before")),
        Binding("right", "day(-1)", N_("day after")),
        Binding("w", "write", N_("write it")),
        Binding("s", "share", N_("for a group")),
        Binding("escape", "days", N_("back"), show=False),
    ]

    def __init__(self, name: str | None = None) -> None:
        """Make a screen that begins with the day that runs."""
        super().__init__(name)
        self._days: list[ReportDay] = []
        self._day = ""

    def body(self) -> Iterator[Widget]:
        """Yield the days and the report."""
        with Container(id="reports"):
            yield Panel(N_("Days"), N_("none"), id="report-days")
            with ScrollableContainer(id="report-page"):
                yield Static("", id="report-differs", markup=False)
                yield Static("", id="report-text", markup=False)

    def on_mount(self) -> None:
        """Let the keys work on the days."""
        self.query_one(Panel).focus()

    def load(self) -> None:
        """Ask for the days, then for the report of the one that is looked at."""
        area = self.dashboard.asked.area
        self.ask(lambda office: reads.read_days(office, area), self._show_days, group="days")

    def _show_days(self, found: "list[ReportDay]") -> None:
        self._days = found
        self.query_one(Panel).tell(list(reads.day_lines(found)))
        if self._day not in {one.day.isoformat() for one in found}:
            self._day = found[0].day.isoformat()
        self._read()

    def _read(self) -> None:
        day, area = self._day, self.dashboard.asked.area
        written = any(one.written_at for one in self._days if one.day.isoformat() == day)
        self.ask(
            lambda office: reads.read_page(office, day, area, written=written), self._show_page, group="page"
        )

    def _show_page(self, page: reads.Page) -> None:
        if page.day != self._day:
            return
        differs = "\n".join((_("Since it was written, figures have changed:"), *page.differs, ""))
        head = self.query_one("#report-differs", Static)
        head.display = bool(page.differs)
        head.update(differs)
        self.query_one("#report-text", Static).update(page.text)

    def on_panel_pointed(self, message: Panel.Pointed) -> None:
        """Show the report of the day under the cursor."""
        self._day = message.key
        self.query_one("#report-page").scroll_home(animate=False)
        self._read()

    def on_opened(self) -> None:
        """Let the keys scroll the report."""
        self.query_one("#report-page").focus()

    def action_day(self, by: int) -> None:
        """Go to the day before, or after."""
        self.query_one(Panel).action_move(by)

    def action_days(self) -> None:
        """Let the keys work on the days again."""
        self.query_one(Panel).focus()

    def action_write(self) -> None:
        """Write the report of the day, as ``gridctl report daily --date`` does."""
        day, area = self._day, self.dashboard.asked.area

        def told(found: tuple[bool, datetime]) -> None:
            self.notify(reads.written_words(day, found), markup=False)

        if day:
            self.do("report daily", lambda office: reads.write(office, day, area), told)

    def action_share(self) -> None:
        """Show the day in a few lines, to be copied."""
        day, area = self._day, self.dashboard.asked.area

        def show(text: str) -> None:
            self.app.push_screen(Paper(_("For a group"), text))

        if day:
            self.ask(lambda office: reads.share_text(office, day, area), show, group="share")

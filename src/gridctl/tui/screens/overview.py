"""The first screen: where it burns, who is on it, what comes next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widget import Widget

from gridctl.core.errors import N_
from gridctl.present import tellings
from gridctl.present.i18n import _
from gridctl.tui import overview_reads as reads
from gridctl.tui.dialogs.paper import Paper
from gridctl.tui.overview_lines import duty_lines, event_lines, reminder_lines, round_lines, untold_lines
from gridctl.tui.screens.base import GridScreen
from gridctl.tui.widgets.colour_map import ColourMap
from gridctl.tui.widgets.day_figures import DayFigures
from gridctl.tui.widgets.painted import Opened
from gridctl.tui.widgets.panel import Panel

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.headlines import Headlines

SCREEN_OF = {
    "request": "requests",
    "round": "rounds",
    "post": "duty",
    "turn": "duty",
    "area": "people",
    "building": "people",
    "report": "reports",
}
"""On which screen a thing is looked at."""
READ_EVERY = 60.0
"""Seconds until all is read again although nobody has written: what falls due does so by itself."""
NOTHING = N_(
    "There is nothing here yet. Say in another terminal:\n"
    "  gridctl demo demo.db        a small community to look around in\n"
    "  gridctl import areas FILE   your areas, from a spreadsheet\n"
    "  gridctl area add CODE       one area after another\n"
    "This screen shows it as soon as it is there."
)


class Overview(GridScreen):
    """The screen that stays open all day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "at_requests('add')", N_("add")),
        Binding("p", "at_requests('paste')", N_("paste")),
        Binding("n", "next", N_("next")),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]  # noqa: RUF012  (as Textual has it)

    def __init__(self, name: str | None = None) -> None:
        """Make a screen that looks at all there is."""
        super().__init__(name)
        self._map: reads.Map | None = None
        self._figures: Headlines | None = None
        self._memory: reads.Memory | None = None
        self._place: str | None = None
        """The area that somebody has looked into: the map stays there."""

    def body(self) -> Iterator[Widget]:
        """Yield the map beside the figures, and the lists below them."""
        with VerticalScroll(id="overview", can_focus=False):
            with Container(id="above"):
                yield ColourMap(id="map")
                yield DayFigures(id="day")
            with Container(id="below"):
                with Container(id="people-now"):
                    yield Panel(N_("On duty now"), N_("nobody, and no post is open"), id="on-duty")
                    yield Panel(N_("Not told yet"), N_("everybody knows"), id="untold")
                with Container(id="work-now"):
                    yield Panel(N_("Rounds"), N_("none runs"), id="rounds")
                    yield Panel(N_("To remember"), N_("nothing"), id="reminders")
                yield Panel(N_("Newest"), N_("nothing has happened yet"), id="newest")

    def on_mount(self) -> None:
        """Let the keys work on the map, and read again whenever time alone may have changed what it shows."""
        self.query_one(ColourMap).focus()
        self.set_interval(READ_EVERY, self.store_changed)

    def load(self) -> None:
        """Ask for each part by itself, so that a slow one holds up no other."""
        area = self.dashboard.asked.area
        self._look()
        self.ask(lambda office: reads.read_figures(office, area), self._show_figures, group="figures")
        self.ask(lambda office: reads.read_duty(office, area), self._show_duty, group="duty")
        self.ask(lambda office: reads.read_news(office, area), self._show_news, group="news")
        self.ask(lambda office: reads.read_memory(office, area), self._show_memory, group="memory")

    def _look(self) -> None:
        area, place = self.dashboard.asked.area, self._place
        self.ask(lambda office: reads.read_map(office, area, place), self._show_map, group="map")

    def _show_map(self, found: reads.Map) -> None:
        self._map = found
        self._paint_map()
        lines = list(round_lines(found.look.rounds, found.titles))
        self.query_one("#rounds", Panel).tell(lines, str(len(lines) or ""))
        self._paint_day()

    def _paint_map(self) -> None:
        if self._map is not None:
            colours, place = self._map.colours, self._map.place
            self.query_one(ColourMap).tell(" > ".join(colours.path(place)), colours.blocks(place), _(NOTHING))

    def _show_figures(self, found: "Headlines") -> None:
        self._figures = found
        self._paint_day()

    def _paint_day(self) -> None:
        if self._figures is not None and self._map is not None:
            self.query_one(DayFigures).tell(reads.day_told(self._figures, self._map.look))

    def _show_duty(self, found: reads.Duty) -> None:
        here = sum(one.here for post in found.posts for one in post.people)
        whole = sum(len(post.people) + post.missing for post in found.posts)
        note = _("{here} of {all}").format(here=here, all=whole) if whole else ""
        self.query_one("#on-duty", Panel).tell(list(duty_lines(found.posts, found.now)), note)

    def _show_news(self, found: reads.News) -> None:
        self.query_one("#newest", Panel).tell(list(event_lines(found.events, found.now)))

    def _show_memory(self, found: reads.Memory) -> None:
        self._memory = found
        count = str(found.count or "")
        self.query_one("#reminders", Panel).tell(list(reminder_lines(found.reminders, found.now)), count)
        waits = str(len(found.untold) or "")
        self.query_one("#untold", Panel).tell(list(untold_lines(found.untold, found.now)), waits)

    def on_colour_map_inside(self, message: ColourMap.Inside) -> None:
        """Look into an area, or at the one above."""
        if self._map is None:
            return
        colours = self._map.colours
        inside = message.key.partition(" ")[2] if message.key else colours.above(self._map.place)
        self._place = inside if inside in colours.by_code else None
        self._look()

    def on_opened(self, message: Opened) -> None:
        """Show a thing on the screen that it belongs to; a text to send is shown here."""
        if message.thing == "telling":
            self._show_text(int(message.key))
        elif place := SCREEN_OF.get(message.thing):
            self.dashboard.look_up(place, message.thing, message.key)

    def action_at_requests(self, name: str) -> None:
        """Do what a key of the screen of requests does, there."""
        self.dashboard.action_go("requests")
        self.dashboard.call_later(self.dashboard.run_action, f"screen.{name}")

    def action_next(self) -> None:
        """Go to the most urgent request that waits."""
        self.ask(reads.read_next, self._go_next, group="next")

    def _go_next(self, number: int | None) -> None:
        if number is None:
            self.notify(_("Nothing waits here. Well done."), markup=False)
        else:
            self.dashboard.look_up("requests", "request", str(number))

    def _show_text(self, number: int) -> None:
        found = self._memory.untold if self._memory is not None else ()
        for telling in found:
            if telling.id == number:
                one = tellings.row(telling)
                told = _("when it is sent: gridctl outbox told {number}").format(number=number)
                self.app.push_screen(Paper(tellings.addressed(one), f"{one.text}\n\n{told}"))

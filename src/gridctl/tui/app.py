"""The dashboard itself: the screens, the keys that work everywhere, the clock, and that the store is followed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import Event
from typing import Any, ClassVar, cast

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from gridctl.core.errors import N_, Busy, GridError
from gridctl.core.settings import StoreSettings
from gridctl.present import i18n
from gridctl.present.errors import word_error
from gridctl.present.i18n import _
from gridctl.tui import crash
from gridctl.tui.asking import AskingScreen
from gridctl.tui.desk import Asked, Desk
from gridctl.tui.dialogs.confirm import Confirm
from gridctl.tui.dialogs.keys import Keys
from gridctl.tui.heading import read_head
from gridctl.tui.keys import keys_at
from gridctl.tui.palette import Commands, Palette
from gridctl.tui.places import PLACES
from gridctl.tui.screens.base import GridScreen
from gridctl.tui.themes import THEMES
from gridctl.tui.widgets.head_bar import Head, HeadBar

PAINTED_WITHIN = 1.0
"""Seconds after which the store is opened although the first look at it was not painted: the screen may be gone."""
LOOK_EVERY = 0.5
"""Seconds between two looks whether somebody has committed: what others write is seen within one."""


class Dashboard(App[int]):
    """Every screen of gridctl over one open store."""

    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar = {Commands}
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {place.name: place.make for place in PLACES}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"go('{place.name}')", place.title, show=False, system=True)
            for n, place in enumerate(PLACES, 1)
        ),
        Binding("question_mark", "help_here", N_("keys"), key_display="?"),
        Binding("colon,ctrl+p", "commands", N_("commands"), key_display=":"),
        Binding("o", "outbox", N_("texts to send"), show=False),
        Binding("ctrl+t", "next_look", N_("another look"), show=False),
        Binding("q", "leave", N_("leave")),
        Binding("ctrl+q", "quit", N_("leave at once"), show=False, priority=True),
    ]

    class Waiting(Message):
        """A write waits for another process."""

        def __init__(self, whom: Busy) -> None:
            """Keep for whom."""
            super().__init__()
            self.whom = whom

    class Headed(Message):
        """What the head says was read."""

        def __init__(self, head: Head, clock: Callable[[], datetime]) -> None:
            """Keep it, and the store's clock."""
            super().__init__()
            self.head, self.clock = head, clock

    class Glimpsed(Message):
        """What can be seen before the store is open."""

        def __init__(self, paint: Callable[[], None], painted: Event) -> None:
            """Keep what paints it, and what is told when that is done."""
            super().__init__()
            self.paint, self.painted = paint, painted

    class Unopened(Message):
        """The store cannot be opened."""

        def __init__(self, error: Exception) -> None:
            """Keep why."""
            super().__init__()
            self.error = error

    def __init__(
        self,
        asked: Asked,
        settings: StoreSettings,
        *,
        look: str = "",
        keep_look: Callable[[str], None] = lambda _name: None,
    ) -> None:
        """Make the dashboard of a store; `settings` are those that could be read without opening it.

        `look` is the one to begin with, where there is such a one; `keep_look` is told of another one in a thread.
        """
        if not asked.spoken:
            i18n.set_language(settings.lang)
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        # Not by its setter, which parses all of the looks once more.
        known = [theme.name for theme in THEMES]
        self.set_reactive(App.theme, look if look in known else known[0])
        self.stylesheet.set_variables(self.get_css_variables())
        self._parsed_with, self._keep_look = self.theme, keep_look
        self.asked, self.settings = asked, settings
        self.desk = Desk(asked, lambda whom: cast("None", self.post_message(self.Waiting(whom))))
        self.head = Head(store=settings.name)
        self.trouble: GridError | None = None
        """Why the store could not be opened; the command says it when the screen is gone."""
        self._clock: Callable[[], datetime] | None = None

    def on_mount(self) -> None:
        """Show the first screen, then open the store behind it."""
        self.switch_mode(self.asked.screen)
        self.call_after_refresh(self.run_worker, self._open, thread=True, exit_on_error=False)
        self.set_interval(LOOK_EVERY, self.look_around)

    def _open(self) -> None:
        self._glimpse()
        try:
            self.desk.open()
        except Exception as error:
            self.post_message(self.Unopened(error))
        else:
            self._read_head()

    def _glimpse(self) -> None:
        """Let the first screen show what it can: to load SQLAlchemy takes longer than to paint that."""
        from gridctl.core.settings import read_labels  # start-up: after the first picture
        from gridctl.present.labels import use_labels

        screen, painted = self.screen, Event()
        use_labels(read_labels(self.settings.labels))
        if isinstance(screen, GridScreen) and (paint := screen.glimpse()) is not None:
            self.post_message(self.Glimpsed(paint, painted))
            painted.wait(PAINTED_WITHIN)

    def on_dashboard_glimpsed(self, message: Glimpsed) -> None:
        """Paint it before anything else is loaded."""
        message.paint()
        self.call_after_refresh(message.painted.set)

    def on_dashboard_unopened(self, message: Unopened) -> None:
        """Leave, so that the command can say why."""
        if isinstance(message.error, GridError):
            self.trouble = message.error
            self.exit(message.error.exit)
        else:
            self.fall(message.error)

    def _read_head(self) -> None:
        """Read what the first line says, in a thread."""
        worker = get_current_worker()
        office = self.desk.office
        head = read_head(office)
        if not worker.is_cancelled:
            self.post_message(self.Headed(head, office.now))

    def on_dashboard_headed(self, message: Headed) -> None:
        """Show what was read."""
        self._clock = message.clock
        self._show_head(replace(message.head, clock=self._time(), waiting=""))

    def on_dashboard_waiting(self, message: Waiting) -> None:
        """Say in the head for whom a write waits."""
        self._show_head(replace(self.head, waiting=word_error(message.whom)[0]))

    def _time(self) -> str:
        if self._clock is None:
            return ""
        now = self._clock()
        weekday = _("Mon Tue Wed Thu Fri Sat Sun").split()[now.weekday()]
        return f"{weekday} {now:%Y-%m-%d %H:%M}"

    def _show_head(self, head: Head) -> None:
        self.head = head
        for screen in self.screen_stack[:1]:  # there is none yet, or no more, while it comes up or goes
            for bar in screen.query(HeadBar):
                bar.head = head

    def look_around(self) -> None:
        """See whether the minute is over, and whether anybody has written."""
        if (clock := self._time()) != self.head.clock:
            self._show_head(replace(self.head, clock=clock))
        if self.desk.changed():
            self.run_worker(self._read_head, thread=True, exit_on_error=False, group="head")
            for stack in self._screen_stacks.values():
                for screen in stack:
                    if isinstance(screen, AskingScreen):
                        with suppress(NoMatches):  # it is being taken down, part by part
                            screen.store_changed()

    def action_go(self, name: str) -> None:
        """Show another screen; a dialog is left first."""
        if isinstance(self.screen, GridScreen):
            self.switch_mode(name)
            self._show_head(self.head)

    def look_up(self, place: str, thing: str, key: str) -> None:
        """Show a thing (its kind, and its number or code) on the screen that it belongs to, where there is one."""
        if place in self.MODES and isinstance(self.screen, GridScreen):
            self.action_go(place)
            if isinstance(self.screen, GridScreen):
                self.screen.look_up(thing, key)

    def on_head_bar_chosen(self, message: HeadBar.Chosen) -> None:
        """Show the screen of the tab."""
        self.action_go(message.place)

    def action_help_here(self) -> None:
        """Show every key that works here."""
        if not isinstance(self.screen, Keys):
            about = next((_(place.about) for place in PLACES if place.name == self.screen.name), "")
            self.push_screen(Keys(about, keys_at(self.screen)))

    def action_commands(self) -> None:
        """Show the command palette."""
        if not CommandPalette.is_open(cast("App[object]", self)):
            self.push_screen(Palette(placeholder=_("What do you want to do?"), id="--command-palette"))

    def action_outbox(self) -> None:
        """Show the texts that wait to be sent."""
        if isinstance(self.screen, GridScreen):
            from gridctl.tui.dialogs.outbox import Outbox  # start-up: few open it at once

            self.push_screen(Outbox())

    def action_next_look(self) -> None:
        """Change the look: dark, light, high contrast."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the looks once more where another one was chosen.

        Textual asks for it too when a screen is first seen, and parses for a tenth of a second what it knows.
        """
        if self._parsed_with == self.theme:
            self.stylesheet.update(self, animate=animate)
        else:
            self._parsed_with = self.theme
            super().refresh_css(animate)

    def watch_theme(self, name: str) -> None:
        """Let the look be the first one of the next start."""
        self.run_worker(partial(self._keep_look, name), thread=True, exit_on_error=False, group="look")

    def action_leave(self) -> None:
        """Ask, and leave."""

        def answered(yes: bool | None) -> None:
            if yes:
                self.exit(0)

        self.push_screen(Confirm(_("Leave the dashboard?")), answered)

    async def on_unmount(self) -> None:
        """Close the store after the last write."""
        self.workers.cancel_all()
        self.desk.close()

    def fall(self, error: Exception) -> None:
        """End after a fault of ours: a log without data, a short message, and the terminal as it was."""
        self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Leave nothing on the terminal that names anybody; Textual's own report shows local variables."""
        self._return_code = crash.BUG
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._exit_renderables[:] = [crash.message(error)]
        self._close_messages_no_wait()

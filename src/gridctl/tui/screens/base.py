"""What all screens have: the head with its tabs, the body, the line of keys, and that they follow the store."""

from collections.abc import Callable, Iterator

from textual.app import ComposeResult
from textual.widget import Widget

from gridctl.tui.asking import AskingScreen
from gridctl.tui.widgets.head_bar import HeadBar
from gridctl.tui.widgets.key_bar import KeyBar


class GridScreen(AskingScreen[None]):
    """One of the screens with a number.

    A screen says in `body` what it is made of, asks in `load` for what it shows, and paints what it is told.
    `load` is called at first, after every commit of anybody, and when the screen is looked at again after one;
    it keeps the cursor, the scroll place, marks and half-typed input.
    """

    def __init__(self, name: str | None = None) -> None:
        """Make a screen that has to read everything."""
        super().__init__(name=name)
        self._stale = False

    def compose(self) -> ComposeResult:
        """Put the head above and the keys below the body."""
        yield HeadBar(self.name or "")
        yield from self.body()
        yield KeyBar()

    def body(self) -> Iterator[Widget]:
        """Yield the widgets between head and keys."""
        raise AssertionError

    def load(self) -> None:
        """Ask for everything that the screen shows."""
        raise AssertionError

    def glimpse(self) -> Callable[[], None] | None:
        """Read what can be seen before the store is open, in a thread; return what paints it."""
        return None

    def look_up(self, thing: str, key: str) -> None:
        """Show the thing that another screen was asked for: ``request`` and its number, ``area`` and its code, ...

        It may be asked before anything was read. A screen that shows nothing of that kind stays as it is.
        """

    def look_changed(self) -> None:
        """Paint anew what took its colours from the look of before."""

    def on_mount(self) -> None:
        """Read for the first time, and follow the look."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.look_changed())
        self.load()

    def store_changed(self) -> None:
        """Read again, at once where the screen is looked at, else when it is again.

        A dialog above the screen is such a pause: what is typed there is not disturbed.
        """
        if not self.is_here:
            return  # it reads everything when it stands, or is on its way out
        if self.is_current:
            self.load()
        else:
            self._stale = True

    def on_screen_resume(self) -> None:
        """Show the head as it is by now, and read what was missed."""
        self.query_one(HeadBar).head = self.dashboard.head
        if self._stale:
            self._stale = False
            self.load()

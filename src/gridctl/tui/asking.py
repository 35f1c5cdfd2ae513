"""Screens that ask services in threads: workers post, handlers paint."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from gridctl.core.errors import GridError
from gridctl.present.errors import word_error
from gridctl.tui.desk import Aside, Question

if TYPE_CHECKING:
    from gridctl.tui.app import Dashboard

T = TypeVar("T")
R = TypeVar("R")
_WRITES = ("", "aside")
"""The groups of what writes."""


class AskingScreen(Screen[R], Generic[R]):
    """A screen that reads and writes through the desk without ever waiting itself."""

    class Answered(Message):
        """What a worker found, and what to do with it."""

        def __init__(self, group: str, then: Callable[[], None]) -> None:
            """Keep what happens in the screen's own turn."""
            super().__init__()
            self.group, self.then = group, then

    def __init__(self, name: str | None = None) -> None:
        """Make a screen that has asked nothing yet."""
        super().__init__(name=name)
        self._under_way: set[str] = set()
        self._waiting: dict[str, Callable[[], None]] = {}

    @property
    def dashboard(self) -> "Dashboard":
        """The app, as what it is."""
        return cast("Dashboard", self.app)

    def store_changed(self) -> None:
        """Follow a commit of anybody; a dialog that lists nothing has nothing to follow."""

    @property
    def is_here(self) -> bool:
        """Tell whether the screen stands: all of it is mounted, and nothing has been taken away yet."""
        return self.is_mounted and bool(self.children)

    def ask(self, question: Question[T], then: Callable[[T], None], *, group: str = "load") -> None:
        """Ask a service in a thread and paint what it says by `then`.

        Of several questions of one `group` one runs at a time, and of those that come meanwhile the last alone is
        asked: many commits in a row can neither pile up nor starve the screen.
        """
        if group in self._under_way:
            self._waiting[group] = lambda: self.ask(question, then, group=group)
            return
        self._under_way.add(group)
        self._start(group, lambda: self.dashboard.desk.read(question), then, self.failed)

    def do(
        self,
        command: str,
        deed: Question[T],
        then: Callable[[T], None] = lambda _found: None,
        *,
        failed: Callable[[GridError], None] | None = None,
    ) -> None:
        """Let a service write in a thread; `command` is the command line that does the same, for the ledger.

        What is refused is said by `failed`, and what was typed stays where it is.
        """
        self._start("", lambda: self.dashboard.desk.write(command, deed), then, failed or self.failed)

    def do_aside(
        self,
        command: str,
        deed: Aside[T],
        then: Callable[[T], None] = lambda _found: None,
        *,
        failed: Callable[[GridError], None] | None = None,
    ) -> None:
        """Let a service work for long, as a planner does; what others write meanwhile does not wait for it."""
        self._start("aside", lambda: self.dashboard.desk.aside(command, deed), then, failed or self.failed)

    def failed(self, error: GridError) -> None:
        """Say what went wrong, and what to do."""
        message, hint = word_error(error)
        self.notify(hint, title=message, severity="error", timeout=10, markup=False)

    def _start(
        self,
        group: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[GridError], None],
    ) -> None:
        def run() -> None:
            worker = get_current_worker()
            after: Callable[[], None]
            try:
                found = work()
            except GridError as fault:
                error = fault
                after = lambda: failed(error)  # noqa: E731
            except Exception as fault:
                broken = fault
                after = lambda: self.dashboard.fall(broken)  # noqa: E731
            else:
                after = lambda: then(found)  # noqa: E731
            if not worker.is_cancelled:
                self.post_message(self.Answered(group, after))

        self.run_worker(run, thread=True, exit_on_error=False, group=group or "write")

    def on_asking_screen_answered(self, message: Answered) -> None:
        """Paint, then ask what came up meanwhile."""
        message.stop()
        self._under_way.discard(message.group)
        if not self.is_here:
            return
        message.then()
        if message.group in _WRITES:
            self.dashboard.look_around()  # the screens below know at once that they are behind
        if (again := self._waiting.pop(message.group, None)) is not None:
            again()

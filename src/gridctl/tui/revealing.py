"""The short while for which one thing is shown in full, on whatever screen."""

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

SECONDS = 20
"""So long somebody is shown in full; then they are masked again."""


class ShortLook:
    """One look at a time: a new one ends that before, and its end masks."""

    def __init__(self, screen: MessagePump) -> None:
        """Make one for a screen; nothing is in full yet."""
        self._screen = screen
        self._timer: Timer | None = None

    @property
    def is_on(self) -> bool:
        """Tell whether something is in full now."""
        return self._timer is not None

    def begin(self, mask: Callable[[], None]) -> None:
        """Let `mask` be called when the time is over."""
        self.end()
        self._timer = self._screen.set_timer(SECONDS, mask)

    def end(self) -> None:
        """Let go of it; whoever calls masks."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

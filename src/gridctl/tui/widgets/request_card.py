"""One request beside the list: what is wanted, by whom, its clocks as they run, and what happened to it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from gridctl.present.i18n import _

BROAD = 60
"""From so many cells on, fields stand beside each other instead of below."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock: what it is called, its moment, and whether it runs; a met one has no moment."""

    name: str
    deadline: datetime | None
    running: bool
    met: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of one request; texts are made for people, and masked unless it was revealed."""

    number: int
    title: str
    lines: Sequence[tuple[str, str]]
    clocks: Sequence[Clock]
    steps: Sequence[tuple[str, str]]
    revealed: bool = False


def time_left(deadline: datetime, now: datetime) -> str:
    """Return how long it is to a moment, or since it, to the minute; to the second in the last ten minutes."""
    seconds = int((deadline - now).total_seconds())
    late, seconds = seconds < 0, abs(seconds)
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        length = _("{days} d {hours} h").format(days=days, hours=hours)
    elif hours:
        length = _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    elif minutes >= 10 or late:  # noqa: PLR2004  (the last ten minutes)
        length = _("{minutes} min").format(minutes=minutes)
    else:
        length = f"{minutes}:{rest:02d}"
    return (_("late by {length}") if late else _("{length} left")).format(length=length)


class RequestCard(VerticalScroll):
    """Shows a card; its clocks go on by the clock of the store."""

    DEFAULT_CSS = """
    RequestCard { padding: 0 1; }
    RequestCard > Static { height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (as Textual calls it)
        """Make an empty card."""
        super().__init__(id=id, can_focus=True)
        self._card: Card | None = None
        self._clock: Callable[[], datetime] | None = None
        self._said = ""

    def compose(self) -> Iterator[Static]:
        """Yield the text and the clocks above it."""
        yield Static(id="card-head", markup=False)
        yield Static(id="card-clocks", markup=False)
        yield Static(id="card-body", markup=False)

    def on_mount(self) -> None:
        """Let the clocks run."""
        self.set_interval(1.0, self._tick)

    @property
    def card(self) -> Card | None:
        """What is shown."""
        return self._card

    def put(self, card: Card | None, clock: Callable[[], datetime]) -> None:
        """Show a card, or nothing."""
        changed = (card.number if card else None) != (self._card.number if self._card else None)
        self._card, self._clock = card, clock
        self._paint()
        if changed:
            self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Lay the fields out anew."""
        self._paint()

    def _paint(self) -> None:
        head, body = Text(), Text()
        if self._card is not None:
            head.append(self._card.title, "bold")
            for name, text in self._card.lines:
                body.append(f"{name}  ", "dim")
                body.append(text, "bold" if self._card.revealed else "")
                body.append("    " if self.size.width >= BROAD else "\n")
            body.append("\n\n" if self.size.width >= BROAD else "\n")
            for when, what in self._card.steps:
                body.append(f"{when}  ", "dim")
                body.append(f"{what}\n")
        self.query_one("#card-head", Static).update(head)
        self.query_one("#card-body", Static).update(body)
        self._said = ""
        self._tick()

    def _tick(self) -> None:
        """Paint the clocks if what they say has changed."""
        if self._card is None or self._clock is None:
            lines = []
        else:
            now = self._clock()
            lines = [f"{one.name}  {_state(one, now)}" for one in self._card.clocks]
        said = ("    " if self.size.width >= BROAD else "\n").join(lines)
        if said != self._said or not said:
            self._said = said
            self.query_one("#card-clocks", Static).update(Text(said))


def _state(clock: Clock, now: datetime) -> str:
    if clock.met:
        return _("met")
    if clock.deadline is None:
        return _("stands still")
    text = time_left(clock.deadline, now)
    return text if clock.running else _("{text}, stands still").format(text=text)

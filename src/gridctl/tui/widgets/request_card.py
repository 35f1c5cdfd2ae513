"""One request beside the list: what is wanted, by whom, its clocks as they run, and what happened to it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.containers import Container, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from gridctl.present.cells import cell_len, pad
from gridctl.present.i18n import _

BROAD = 60
"""From so many cells on, what happened stands beside the facts instead of below."""

LATE = "!"
"""Stands before a clock that has run out, beside its colour."""


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
    """Shows a card; its clocks go on by the clock of the store. Where it is broad, the steps stand beside the facts."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"request-card--late"}

    DEFAULT_CSS = """
    RequestCard { padding: 0 1; }
    RequestCard Static, RequestCard Container { height: auto; }
    RequestCard #card-steps { margin-top: 1; }
    RequestCard.-beside #card-parts { layout: horizontal; }
    RequestCard.-beside #card-facts { width: 1fr; padding-right: 2; }
    RequestCard.-beside #card-steps { width: 1fr; margin-top: 0; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (as Textual calls it)
        """Make an empty card."""
        super().__init__(id=id, can_focus=True)
        self._card: Card | None = None
        self._clock: Callable[[], datetime] | None = None
        self._said: list[tuple[str, str, bool]] = []

    def compose(self) -> Iterator[Widget]:
        """Yield what it is about, then clocks and facts, then what happened."""
        yield Static(id="card-head", markup=False)
        with Container(id="card-parts"):
            with Container(id="card-facts"):
                yield Static(id="card-clocks", markup=False)
                yield Static(id="card-body", markup=False)
            yield Static(id="card-steps", markup=False)

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
        """Put the steps beside the facts, or below."""
        self.set_class(self.size.width >= BROAD, "-beside")

    def _paint(self) -> None:
        card = self._card
        self.query_one("#card-head", Static).update(Text(card.title if card else "", "bold"))
        loud = "bold" if card and card.revealed else ""
        self.query_one("#card-body", Static).update(_aligned(card.lines if card else (), loud))
        self.query_one("#card-steps", Static).update(_aligned(card.steps if card else (), ""))
        self._tick()

    def _tick(self) -> None:
        """Paint the clocks if what they say has changed."""
        said: list[tuple[str, str, bool]] = []
        if self._card is not None and self._clock is not None:
            now = self._clock()
            said = [(one.name, *_state(one, now)) for one in self._card.clocks]
        if said != self._said:
            self._said = said
            self.query_one("#card-clocks", Static).update(self._clocks(said))

    def _clocks(self, said: Sequence[tuple[str, str, bool]]) -> Text:
        late = self.get_component_rich_style("request-card--late", partial=True)
        facts = self._card.lines if self._card else ()
        names = [name for name, _text, _late in said] + [name for name, _text in facts]
        width = max(map(cell_len, names), default=0)
        text = Text()
        for name, length, is_late in said:
            text.append(f"{pad(name, width)}  ", "dim")
            text.append(f"{LATE} {length}\n" if is_late else f"{length}\n", late if is_late else "")
        text.rstrip()
        return text


def _aligned(lines: Sequence[tuple[str, str]], style: str) -> Table:
    """Return names and texts in two columns; a text that is long goes on below itself."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(style=style, overflow="fold")
    for name, text in lines:
        table.add_row(Text(name), Text(text))
    return table


def _state(clock: Clock, now: datetime) -> tuple[str, bool]:
    """Return how a clock stands, and whether it is late."""
    if clock.met:
        return _("met"), False
    if clock.deadline is None:
        return _("stands still"), False
    text, late = time_left(clock.deadline, now), clock.deadline < now
    return (text if clock.running else _("{text}, stands still").format(text=text)), late

"""Reads a long list for a widget, in threads: pages, their number, and all of what is seen once more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from gridctl.tui.widgets.window_pages import PAGE, Key, Pages, Row, numbers


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page; `turn` says before which rereading it was asked for."""

    turn: int
    number: int
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is on the screen: the first row, how many fit, and the rows to stay with, by their places.

    The screen moves along with the first of them that is still there.
    """

    top: int
    rows: int
    stay: Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Reread:
    """The pages of what is seen, read once more: where the rows to stay with stand now, and what is on top."""

    seen: Seen
    pages: Mapping[int, Sequence[Row]]
    places: Mapping[Key, int]
    top: int

    def place(self, key: Key | None) -> int | None:
        """Return where a row stands now, as far as that was read."""
        if key is None:
            return None
        return self.places.get(key, place_on(self.pages, key))

    @property
    def end(self) -> int:
        """The first place behind all rows that were read."""
        return max((number * PAGE + len(rows) for number, rows in self.pages.items() if rows), default=0)

    @property
    def end_seen(self) -> bool:
        """Whether that is the end of the list: a page is not full."""
        return any(len(rows) < PAGE and (rows or not number) for number, rows in self.pages.items())


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows there are."""

    total: int


@dataclass(frozen=True, slots=True)
class KeysRead:
    """The keys of the rows from `first` to `last`."""

    first: int
    last: int
    keys: Sequence[Key]


@dataclass(frozen=True, slots=True)
class Failed:
    """Something could not be read."""

    error: Exception


Told = PageRead | Reread | Counted | KeysRead | Failed


class Reader:
    """Reads one list. Of each kind of work one piece goes on at a time; what comes back is a message."""

    class Answer(Message, bubble=False):
        """What was read, told to the widget that asked."""

        def __init__(self, reader: "Reader", kind: str, told: Told) -> None:
            super().__init__()
            self.reader = reader
            self.kind = kind
            self.told = told

    def __init__(self, owner: Widget, source: Pages) -> None:
        self._owner = owner
        self._source = source
        self._turn = 0
        self._running: set[str] = set()

    @property
    def is_busy(self) -> bool:
        """Whether something is being read."""
        return bool(self._running)

    def page(self, number: int) -> bool:
        """Read a page; False where another one is being read."""
        return self._start("page", partial(self._page, self._turn, number))

    def again(self, seen: Seen) -> bool:
        """Read what is seen once more; False where that goes on already."""
        return self._start("again", partial(self._again, seen))

    def count(self) -> bool:
        """Count the rows; False where that goes on already."""
        return self._start("count", self._count)

    def keys(self, first: int, last: int) -> bool:
        """Read the keys of a range of rows; False where others are being read."""
        return self._start("keys", partial(self._keys, first, last))

    def done(self, answer: Answer) -> bool:
        """Take note that a piece of work is over; False where its answer is out of date."""
        self._running.discard(answer.kind)
        if isinstance(answer.told, Reread):
            self._turn += 1
        return not isinstance(answer.told, PageRead) or answer.told.turn == self._turn

    def _start(self, kind: str, work: Callable[[], Told]) -> bool:
        if kind in self._running:
            return False
        self._running.add(kind)
        self._owner.run_worker(
            partial(self._work, kind, work), name=f"window {kind}", thread=True, exit_on_error=False
        )
        return True

    def _work(self, kind: str, work: Callable[[], Told]) -> None:
        try:
            told = work()
        except Exception as error:  # whatever it is, the table says that it could not be read
            told = Failed(error)
        if not get_current_worker().is_cancelled:
            self._owner.post_message(self.Answer(self, kind, told))

    def _page(self, turn: int, number: int) -> PageRead:
        return PageRead(turn, number, self._source.page(number * PAGE, PAGE))

    def _count(self) -> Counted:
        return Counted(self._source.count())

    def _keys(self, first: int, last: int) -> KeysRead:
        pages = [self._source.page(number * PAGE, PAGE) for number in numbers(first, last - first + 1, PAGE)]
        rows = [row for page in pages for row in page]
        before = first % PAGE
        return KeysRead(first, last, [row.key for row in rows[before : before + last - first + 1]])

    def _again(self, seen: Seen) -> Reread:
        pages: dict[int, Sequence[Row]] = {}
        self._read_into(pages, seen.top, seen.rows)
        places = {key: place for key in seen.stay if (place := self._place(pages, key)) is not None}
        top = new_top(seen, places)
        self._read_into(pages, top, seen.rows)
        return Reread(seen, pages, places, top)

    def _read_into(self, pages: dict[int, Sequence[Row]], first: int, rows: int) -> None:
        for number in numbers(first, rows, PAGE):
            if number not in pages:
                pages[number] = self._source.page(number * PAGE, PAGE)

    def _place(self, pages: Mapping[int, Sequence[Row]], key: Key) -> int | None:
        """Return where a row stands now; by the pages that were just read if it can be."""
        found = place_on(pages, key)
        return self._source.place(key) if found is None else found


def place_on(pages: Mapping[int, Sequence[Row]], key: Key) -> int | None:
    """Return the place of a row on some pages, or None where it is on none of them."""
    for number, rows in pages.items():
        for within, row in enumerate(rows):
            if row.key == key:
                return number * PAGE + within
    return None


def new_top(seen: Seen, places: Mapping[Key, int]) -> int:
    """Return which row comes on top, so that what was seen stays where it was on the screen.

    Whoever looks at the beginning of the list goes on looking at it, as long as their row stays in view:
    what is new shows.
    """
    for key, was in seen.stay.items():
        if key in places:
            if seen.top == 0 and places[key] < seen.rows:
                return 0
            return max(0, seen.top + places[key] - was)
    return seen.top

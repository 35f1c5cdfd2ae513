"""Which rows of a list are marked: by key, so that they stay marked wherever they move."""

from collections.abc import Iterable

from gridctl.tui.widgets.window_pages import Key

MOST_MARKED = 2000
"""More rows are not marked at once: whatever is done to them is done one by one."""


class Marks:
    """Marked keys in the order in which they were marked; a range grows and shrinks from where it began."""

    def __init__(self) -> None:
        self._keys: dict[Key, None] = {}
        self._before: dict[Key, None] = {}
        self.origin: int | None = None

    def __contains__(self, key: Key) -> bool:
        return key in self._keys

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The marked keys."""
        return tuple(self._keys)

    def toggle(self, key: Key) -> None:
        """Mark a row, or take its mark off."""
        self.origin = None
        if key in self._keys:
            del self._keys[key]
        else:
            self._keys[key] = None

    def begin(self, index: int) -> int:
        """Begin a range at `index`, unless one is going on; return where it began."""
        if self.origin is None:
            self.origin, self._before = index, dict(self._keys)
        return self.origin

    def stretch(self, keys: Iterable[Key]) -> None:
        """Mark the rows of the range beside those that were marked before it."""
        self._keys = self._before | dict.fromkeys(keys)

    def end(self) -> None:
        """Let the next range begin elsewhere."""
        self.origin = None

    def clear(self) -> None:
        """Take every mark off."""
        self._keys, self._before, self.origin = {}, {}, None

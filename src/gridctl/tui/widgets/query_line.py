"""The line in which a query is typed, with what could come next in grey behind the cursor."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input

from gridctl.core.errors import N_
from gridctl.core.query_complete import completions


class Completer(Suggester):
    """Suggests the likeliest way to go on."""

    def __init__(self, views: Callable[[], Sequence[str]]) -> None:
        """`views` gives the names of saved queries as they are known by then."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._views = views

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole line as it could become."""
        return next((one for one in completions(value, self._views()) if one.startswith(value)), None)


class QueryLine(Input):
    """Takes the words of `request list`; the arrow to the right takes the suggestion, Enter asks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take", N_("take the suggestion"), show=False),
    ]

    def __init__(self, *, placeholder: str, id: str) -> None:  # noqa: A002  (as Textual calls it)
        """Make an empty line."""
        self.views: Sequence[str] = ()
        super().__init__(
            placeholder=placeholder, suggester=Completer(lambda: self.views), compact=True, id=id
        )

    def action_take(self) -> None:
        """Take the suggestion; where there is none, go on to the next part of the screen."""
        if self._suggestion and self._suggestion != self.value:
            self.value = self._suggestion
            self.cursor_position = len(self.value)
        else:
            self.screen.focus_next()

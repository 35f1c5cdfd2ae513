"""A short form: a few fields, and what is done with them. It stays open, as typed, until that has worked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Select, Static

from gridctl.core.errors import N_
from gridctl.present.i18n import _
from gridctl.tui.desk import Question
from gridctl.tui.dialogs.base import Dialog

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form. With `choices` (code and label) one of them is picked, `words` are only suggested."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    choices: Sequence[tuple[str, str]] = ()
    words: Sequence[str] = ()


class Form(Dialog[T]):
    """Fields, then one deed with what was typed; gives back what the deed gave.

    `deed` gets the texts of the fields by name, without blanks around them, and returns what a service does with
    them in a thread; its errors are shown in the form.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "send", N_("do it"), priority=True)]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        command: str,
        deed: Callable[[Mapping[str, str]], Question[T]],
        *,
        about: str = "",
    ) -> None:
        """Make a form; `about` is a line above its fields, `command` the command line that does the same."""
        super().__init__(title)
        self._fields, self._command, self._deed, self._about = fields, command, deed, about
        self._sent = False

    def inside(self) -> Iterator[Widget]:
        """Yield a label and an input for each field."""
        if self._about:
            yield Static(self._about, classes="quiet", markup=False)
        for field in self._fields:
            yield Static(field.label, classes="label", markup=False)
            if field.choices:
                options = [(label, code) for code, label in field.choices]
                chosen = (
                    field.value if field.value in {code for code, _label in field.choices} else Select.NULL
                )
                yield Select(
                    options,
                    value=chosen,
                    id=f"field-{field.name}",
                    prompt=field.hint or _("choose"),
                    compact=True,
                )
            else:
                suggester = SuggestFromList(field.words, case_sensitive=False) if field.words else None
                yield Input(
                    field.value,
                    placeholder=field.hint,
                    id=f"field-{field.name}",
                    suggester=suggester,
                    compact=True,
                )

    def on_mount(self) -> None:
        """Begin at the top: the focus alone would hide the first label of a form that does not fit."""
        self.call_after_refresh(self.query_one(".box").scroll_home, animate=False)

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields."""
        found = {}
        for field in self._fields:
            widget = self.query_one(f"#field-{field.name}")
            value = widget.value if isinstance(widget, Input | Select) else ""
            found[field.name] = value.strip() if isinstance(value, str) else ""
        return found

    def on_input_submitted(self) -> None:
        """Go on to the next field; from the last one, do it."""
        inputs = [self.query_one(f"#field-{field.name}") for field in self._fields]
        here = next((place for place, one in enumerate(inputs) if one is self.focused), len(inputs))
        if here + 1 < len(inputs):
            inputs[here + 1].focus()
        else:
            self.action_send()

    def action_send(self) -> None:
        """Do it, once: a second key while it is under way changes nothing."""
        if not self._sent:
            self._sent = True
            self.query_one(".trouble", Static).update("")
            self.do(self._command, self._deed(self.typed()), self.give)

    def failed(self, error: object) -> None:
        """Say what went wrong and let it be tried again."""
        self._sent = False
        super().failed(error)  # type: ignore[arg-type]

"""A list to choose from, each entry with its reasons; typing narrows it down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from gridctl.core.errors import N_
from gridctl.present.visible import visible
from gridctl.tui.dialogs.base import Dialog


@dataclass(frozen=True, slots=True)
class Offer:
    """One entry: what it gives back, how it is called, and why it stands where it does."""

    key: str
    label: str
    about: str = ""


class Choice(Dialog[str]):
    """Choose one of several; gives back its key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "into", N_("into the list"), show=False),
        Binding("enter", "choose", N_("choose it"), priority=True),
    ]

    def __init__(
        self, title: str, offers: Sequence[Offer], *, empty: str = "", about: str = "", free: bool = False
    ) -> None:
        """Offer a list; `empty` is said where there is nothing, `free` takes what is typed where nothing fits."""
        super().__init__(title)
        self._offers, self._empty, self._about, self._free = offers, empty, about, free

    def inside(self) -> Iterator[Widget]:
        """Yield the line to type in, and the list."""
        if self._about:
            yield Static(self._about, classes="quiet", markup=False)
        yield Input(id="narrow", compact=True)
        yield OptionList(*self._options(""), id="offers", markup=False, compact=True)
        if not self._offers:
            yield Static(self._empty, classes="quiet", markup=False)

    def _options(self, typed: str) -> list[Option]:
        words = typed.casefold().split()
        found = []
        for offer in self._offers:
            text = f"{offer.label} {offer.about}".casefold()
            if all(word in text for word in words):
                line = Text(visible(offer.label))
                line.append(f"  {visible(offer.about)}" if offer.about else "", "dim")
                found.append(Option(line, id=offer.key))
        return found

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        offers = self.query_one("#offers", OptionList)
        offers.clear_options()
        offers.add_options(self._options(event.value))
        if offers.option_count:
            offers.highlighted = 0

    def action_choose(self) -> None:
        """Choose the one under the cursor, else what was typed."""
        typed = self.query_one("#narrow", Input).value.strip()
        offers = self.query_one("#offers", OptionList)
        if offers.option_count:
            self.give(offers.get_option_at_index(offers.highlighted or 0).id)
        elif self._free and typed:
            self.give(typed)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the one under the cursor."""
        self.give(event.option.id)

    def action_into(self) -> None:
        """Go from the line into the list."""
        self.query_one("#offers", OptionList).focus()

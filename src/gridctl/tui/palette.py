"""The command palette: the screens, the looks, and whatever has a key here."""

from collections.abc import AsyncIterator, Callable, Iterator

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList

from gridctl.present.i18n import _
from gridctl.tui.keys import keys_at
from gridctl.tui.places import PLACES
from gridctl.tui.themes import THEMES

Entry = tuple[str, str, Callable[[], object]]


class Palette(CommandPalette):
    """Textual's palette, which falls over a second enter that is still under way when it is gone."""

    async def _on_message(self, message: Message) -> None:
        if self.is_current or not isinstance(message, OptionList.OptionSelected | Input.Submitted):
            await super()._on_message(message)

    def _action_escape(self) -> None:
        if self.is_current:
            super()._action_escape()


class Commands(Provider):
    """All that can be done from where the palette was opened, by name."""

    def _entries(self) -> Iterator[Entry]:
        app = self.app
        for place in PLACES:
            name = place.name
            yield _(place.title), _(place.about), lambda name=name: app.switch_mode(name)  # type: ignore[misc]
        for one in sorted(keys_at(self.screen), key=lambda one: not one.shown):  # arrows and the like last
            if one.enabled:
                name = one.name
                yield one.about, one.key, lambda name=name: app.simulate_key(name)  # type: ignore[misc]
        for look in THEMES:
            name = look.name
            yield _look(name), _("the look"), lambda name=name: setattr(app, "theme", name)  # type: ignore[misc]

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for label, about, deed in self._entries():
            yield DiscoveryHit(label, deed, help=about)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Offer what fits the letters that were typed."""
        matcher = self.matcher(query)
        for label, about, deed in self._entries():
            if (score := matcher.match(label)) > 0:
                yield Hit(score, matcher.highlight(label), deed, help=Content(about).plain)


def _look(name: str) -> str:
    """Return a look's name in the language of the texts."""
    return {
        "grid-dark": _("Look: dark"),
        "grid-light": _("Look: light"),
        "grid-contrast": _("Look: high contrast"),
    }[name]

"""The keys that work at a place, in the language of the texts: for the key line, the help screen, the palette."""

from dataclasses import dataclass
from functools import cache

from textual.binding import Binding
from textual.screen import Screen

from gridctl.core.errors import N_
from gridctl.present.i18n import _

TEXTUAL = {
    "app.focus_next": N_("next part"),
    "app.focus_previous": N_("part before"),
    "dismiss": N_("back"),  # the list of a field with choices
    "show_overlay": N_("choose"),
    "cursor_up": N_("up"),
    "cursor_down": N_("down"),
    "scroll_up": N_("up"),
    "scroll_down": N_("down"),
    "page_up": N_("page up"),
    "page_down": N_("page down"),
    "scroll_home": N_("first"),
    "scroll_end": N_("last"),
    "first": N_("first"),
    "last": N_("last"),
    "select": N_("look at"),
}
"""What Textual binds by itself and we tell of, by action; the rest of its keys is left untold."""


@dataclass(frozen=True, slots=True)
class KeySaid:
    """One key: as it is written, what it does, how Textual calls it, and where it belongs."""

    key: str
    about: str
    name: str
    shown: bool
    enabled: bool
    everywhere: bool
    action: str


def keys_at(screen: Screen[object]) -> list[KeySaid]:
    """Return the keys that work on `screen` where its focus is; each action once, by its first key."""
    found: dict[tuple[int, str], KeySaid] = {}
    for one in screen.active_bindings.values():
        action = one.binding.action
        about = one.binding.description
        if not about or about in _by_textual(type(one.node)):
            about = TEXTUAL.get(action, "")
        if not about or (one.binding.system and action not in TEXTUAL):
            continue
        key = screen.app.get_key_display(one.binding)
        said = KeySaid(
            key, _(about), one.binding.key, one.binding.show, one.enabled, one.node is screen.app, action
        )
        found.setdefault((id(one.node), action), said)
    return list(found.values())


@cache
def _by_textual(kind: type) -> frozenset[str]:
    """Return what Textual's own classes say of the keys that a widget has from them, in English alone."""
    theirs = [vars(one).get("BINDINGS", ()) for one in kind.__mro__ if one.__module__.startswith("textual.")]
    return frozenset(
        binding.description if isinstance(binding, Binding) else binding[-1]
        for some in theirs
        for binding in some
    )

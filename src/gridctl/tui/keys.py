"""The keys that work at a place, in the language of the texts: for the key line, the help screen, the palette."""

from dataclasses import dataclass

from textual.screen import Screen

from gridctl.core.errors import N_
from gridctl.present.i18n import _

TEXTUAL = {
    "app.focus_next": N_("next part of the screen"),
    "app.focus_previous": N_("part before"),
    "dismiss": N_("back"),  # the list of a field with choices
    "show_overlay": N_("choose"),
}
"""What Textual binds by itself and we tell of, by action; the rest of its keys is left untold."""
_UNTOLD = frozenset({"screen.copy_text", "app.help_quit", "help_quit"})


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
        about = TEXTUAL.get(action, one.binding.description)
        if action in _UNTOLD or not about or (one.binding.system and action not in TEXTUAL):
            continue
        key = screen.app.get_key_display(one.binding)
        said = KeySaid(
            key, _(about), one.binding.key, one.binding.show, one.enabled, one.node is screen.app, action
        )
        found.setdefault((id(one.node), action), said)
    return list(found.values())

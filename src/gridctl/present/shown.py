"""From a view to plain values that may be shown: masked and closed as the registry of columns says."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from types import NoneType
from typing import Any

from gridctl.core.columns import Column as Entry
from gridctl.core.columns import Mask, Secrecy, column
from gridctl.core.private import Masked, Sight
from gridctl.present.i18n import _
from gridctl.present.masks import MASKS

SIGHT = "sight"
"""The field of a view that says how much may be seen; it is not shown itself."""


def shown(view: object, *, sight: Sight | None = None) -> dict[str, Any]:
    """Return the fields of a frozen view, in their order, with values that may be shown.

    `sight` goes before the sights of the view and of the views inside it. Without it each follows its own
    (masked, where it has none), but inside a closed one all are closed. A mapping is taken as it is, with
    phones and identity numbers masked.
    """
    if isinstance(view, Mapping):
        masks = _same if sight is Sight.FULL else _TEXT
        return {str(key): _plain(value, masks, sight) for key, value in view.items()}
    own: Sight = getattr(view, SIGHT, Sight.MASKED) if sight is None else sight
    inner = Sight.CLOSED if own is Sight.CLOSED else sight
    return {name: _field(getattr(view, name), entry, own, inner) for name, entry in _plan(view)}


# What is shown as it stands: whatever column it comes from, or from a public one.
_NUMBERS = frozenset({int, float, bool, NoneType})
_ATOMS = frozenset({str, datetime})
_PLANS: dict[type, tuple[tuple[str, Entry], ...]] = {}


def _plan(view: object) -> tuple[tuple[str, Entry], ...]:
    """Return the fields of a kind of view with their entries in the registry, found once for each kind."""
    kind = type(view)
    if kind not in _PLANS:
        if not is_dataclass(view):
            raise TypeError(f"{kind.__name__} is no view")
        thing = getattr(kind, "KIND", "")
        _PLANS[kind] = tuple((one.name, column(thing, one.name)) for one in fields(view) if one.name != SIGHT)
    return _PLANS[kind]


def _field(value: Any, entry: Entry, own: Sight, inner: Sight | None) -> Any:  # noqa: ANN401
    kind = type(value)
    if kind in _NUMBERS or (kind in _ATOMS and entry.secrecy is Secrecy.PUBLIC):
        return value
    if entry.mask is Mask.CLOSED:
        return Masked(_("(confidential)"))
    if entry.secrecy is Secrecy.PUBLIC or own is Sight.FULL:
        return _plain(value, _same, inner)
    if own is Sight.CLOSED:
        return Masked(_("(confidential)")) if value else value
    return _plain(value, MASKS.get(entry.mask, _same), inner)


def _plain(value: Any, mask: Callable[[str], str], inner: Sight | None) -> Any:  # noqa: ANN401
    """Mask every text in `value`, however deep; codes, times and numbers stay."""
    if type(value) is str:
        return mask(value) if value else value
    if is_dataclass(value):
        return shown(value, sight=inner)
    if isinstance(value, Mapping):
        return {str(key): _plain(one, mask, inner) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one, mask, inner) for one in value]
    return value


def _same(text: str) -> str:
    return text


_TEXT = MASKS[Mask.TEXT]

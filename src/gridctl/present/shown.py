"""From a view to plain values that may be shown: masked by the registry of columns, closed where it must be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
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

    `sight` goes before the view's own; without either it is masked. Views inside (also in tuples and
    mappings) follow their own sight, but never see more than the one around them where that is closed.
    Whatever is no view but a mapping is taken as it is, with phones and identity numbers masked.
    """
    if isinstance(view, Mapping):
        return {str(key): _plain(value, _TEXT, sight or Sight.MASKED) for key, value in view.items()}
    own = sight or getattr(view, SIGHT, Sight.MASKED)
    return {one.name: one.take(getattr(view, one.name), own) for one in _plan(type(view))}


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of a kind of view and how its values are shown."""

    name: str
    entry: Entry

    def take(self, value: Any, sight: Sight) -> Any:  # noqa: ANN401
        """Return `value` as it may be shown."""
        if value is None or isinstance(value, int | float):
            return value
        if sight is Sight.FULL and self.entry.secrecy is not Secrecy.SECRET:
            return _plain(value, _same, sight)
        if self.entry.secrecy is Secrecy.PUBLIC:
            return _plain(value, _same, sight)
        if sight is Sight.CLOSED or self.entry.mask is Mask.CLOSED:
            return Masked(_("(confidential)")) if value else value
        return _plain(value, MASKS.get(self.entry.mask, _same), sight)


@lru_cache(maxsize=256)
def _plan(kind: type) -> tuple[_Field, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no view")
    thing = getattr(kind, "KIND", "")
    return tuple(_Field(one.name, column(thing, one.name)) for one in fields(kind) if one.name != SIGHT)


def _plain(value: Any, mask: Callable[[str], str], sight: Sight) -> Any:  # noqa: ANN401
    """Mask every text in `value`, however deep."""
    if type(value) is str:
        return mask(value) if value else value
    if is_dataclass(value):
        return shown(value, sight=sight if sight is Sight.CLOSED else None)
    if isinstance(value, Mapping):
        return {str(key): _plain(one, mask, sight) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one, mask, sight) for one in value]
    return value


def _same(text: str) -> str:
    return text


_TEXT = MASKS[Mask.TEXT]

"""Two views of one kind side by side, masked as each of them is."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from gridctl.present.i18n import _
from gridctl.present.shown import shown
from gridctl.present.titles import title
from gridctl.present.values import people_text

COLUMNS = ("field", "one", "other", "note")


@dataclass(frozen=True, slots=True)
class BesideRow:
    """One field of both; `note` says what is to be said of it: the same, filled, or nothing."""

    KIND: ClassVar[str] = "beside"
    field: str
    one: str
    other: str
    note: str


def beside(one: object, other: object, filled: Collection[str] = ()) -> Iterator[BesideRow]:
    """Yield the fields that either of them has; `filled` are those that the first takes over."""
    kind = str(getattr(type(one), "KIND", ""))
    left, right = shown(one), shown(other)
    taken = {name.removesuffix("_id") for name in filled}
    for field in left:
        texts = [_text(kind, field, values.get(field)) for values in (left, right)]
        if any(texts) and field not in _APART:
            note = _("filled") if field in taken else _("same") if texts[0] == texts[1] else ""
            yield BesideRow(title(field, kind), texts[0], texts[1], note)


_APART = frozenset({"uid", "version", "sight"})
"""What always differs and tells nothing."""


def _text(kind: str, field: str, value: Any) -> str:  # noqa: ANN401
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        tags = [str(one["tag"]) for one in value if "tag" in one]
        return people_text(tags, "need", "tag") if tags else str(len(value))
    return people_text(value, kind, field)

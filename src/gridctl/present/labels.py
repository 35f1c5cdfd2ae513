"""What codes are called on paper and screen, in both languages; a pack may call some of them otherwise."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from gridctl.present.i18n import _, language

if TYPE_CHECKING:
    from gridctl.core.pack_values import Label

_given: "Mapping[str, Mapping[str, Label]]" = {}


def use_labels(labels: "Mapping[str, Mapping[str, Label]]") -> None:
    """Let a pack's labels go before ours: ``{"channels": {"hotline": Label(...)}, "categories": ...}``.

    The keys are those of `code_labels.LABELS`, and ``categories``, whose codes only packs know. Call it with an empty
    mapping to take them off again.
    """
    global _given  # noqa: PLW0603  (one process works with one store at a time)
    _given = labels


def label(code: str, kind: str = "") -> str:
    """Return what `code` is called in the language of texts; a code without a label stays as it is.

    `kind` is a key of `code_labels.LABELS` or ``categories``; a member of an enumeration of `core.words` needs none.
    """
    from gridctl.present.code_labels import LABELS  # start-up: codes come from the rules they belong to
    from gridctl.present.label_fields import KIND_OF

    if not kind and isinstance(code, StrEnum):
        kind = KIND_OF.get(type(code), "")
    word = str(code)
    if found := _given.get(kind, {}).get(word):
        return found.text(language())
    known = LABELS.get(kind, {}).get(word)
    return _(known) if known else word


def offered(kind: str) -> list[tuple[str, str]]:
    """Return the codes that a pack calls something of this kind, with what they are called."""
    return [(code, label(code, kind)) for code in _given.get(kind, {})]


def field_kind(thing: str, field: str) -> str:
    """Return the kind of label for a field of a view, such as ``request`` and ``status``; else ""."""
    from gridctl.present.label_fields import FIELDS  # start-up: as above

    return FIELDS.get(f"{thing}.{field}", "")

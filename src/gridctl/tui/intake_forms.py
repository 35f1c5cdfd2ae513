"""Forms that change what is there: they begin with what may be shown, and send only what was typed anew."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gridctl.core.words import Channel, Urgency
from gridctl.present.i18n import _
from gridctl.present.labels import label, offered
from gridctl.present.titles import title
from gridctl.present.visible import visible
from gridctl.tui.dialogs.form import Field

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.inbox_views import DraftView
    from gridctl.core.views import RequestView

DRAFT = ("summary", "home", "name", "phone", "category", "urgency")
REQUEST = ("summary", "details", "name", "phone", "address", "area", "category", "urgency", "channel", "ref")
SEVERAL = ("category", "urgency", "area", "channel")
"""What may be changed of several requests at once."""


def draft_fields(view: "DraftView") -> list[Field]:
    """Return the fields of a draft."""
    return [_field(view, name, "inbox") for name in DRAFT]


def request_fields(view: "RequestView") -> list[Field]:
    """Return the fields of one request, then the remark."""
    return [*(_field(view, name, "request") for name in REQUEST), Field("note", _("Remark"))]


def common_fields() -> list[Field]:
    """Return the fields that several requests may get alike, then the remark."""
    fields = [
        Field(name, title(name, "request"), hint=_("stays as it is"), choices=_choices(name))
        for name in SEVERAL
    ]
    return [*fields, Field("note", _("Remark"))]


def changed(fields: Sequence[Field], typed: Mapping[str, str]) -> dict[str, str | None]:
    """Return by field what was typed anew, None where it stays: an empty text clears what was shown.

    What is masked, confidential or of several lines does not stand in its field, so it stays where nothing is
    typed; the command clears it.
    """
    found: dict[str, str | None] = {}
    for field in fields:
        new = typed[field.name]
        found[field.name] = None if new == field.value or (field.choices and not new) else new
    return found


def _field(view: "DraftView | RequestView", name: str, thing: str) -> Field:
    from gridctl.present.shown import shown  # start-up: the first picture masks nothing

    values: dict[str, Any] = shown(view)
    raw, said = getattr(view, name), values[name]
    whole = raw is None or (raw == said and raw == visible(raw))
    return Field(
        name,
        title(name, thing),
        value=(raw or "") if whole else "",
        hint="" if whole else _("{text}: stays as it is").format(text=visible(str(said))),
        choices=_choices(name),
    )


def _choices(name: str) -> Sequence[tuple[str, str]]:
    if name == "category":
        return offered("categories")
    kinds: Mapping[str, type[Urgency | Channel]] = {"urgency": Urgency, "channel": Channel}
    return [(str(one), label(one)) for one in kinds[name]] if name in kinds else ()

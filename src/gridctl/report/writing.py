"""A report in every shape that is asked for at once, as cron and the post want it: bytes, text, and its hash."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.present.as_json import json_text
from gridctl.present.i18n import speaking
from gridctl.report import daily as render
from gridctl.report.files import report_name
from gridctl.services import reports
from gridctl.services.office import Office

SUFFIX = {"text": ".txt", "md": ".md", "json": ".json"}
"""What the name of a file ends with, by the format."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which report of which day (none: the one that is due) and area (none: everywhere), in which formats.

    `as_of` is a time as people write it: what was known then. `lang` is ``en`` or ``zh`` (none: that of the office).
    """

    kind: str = "daily"
    day: str | None = None
    area: str | None = None
    as_of: str | None = None
    formats: tuple[str, ...] = ("md",)
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of a report: its format, a name from an allow-list of characters, and what is in it."""

    format: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """A report that is ready to be stored or sent; everything in it is masked.

    `period` names what it is of (an ISO day), `text` is the body of a mail. `figures_hash` (sha256, hexadecimal)
    is that of the figures alone: the same figures give the same hash, whenever and in whatever language.
    `final`: its period is over, so that it stays as it is.
    """

    kind: str
    period: str
    data: dict[str, Any]
    files: tuple[Page, ...]
    text: str
    figures_hash: str
    final: bool


def written(office: Office, order: Order) -> Written:
    """Return a report in all its formats, gathered once; BadInput for a kind or format that there is not."""
    refuse_unknown(order.kind, order.formats)
    with speaking(order.lang or office.lang):
        found = reports.daily(office, reports.Wanted(day=order.day, area=order.area))
        text = render.text(found)
        made = {"text": lambda: text, "md": lambda: render.markdown(found), "json": lambda: _json(found)}
        period, area = found.data["date"], found.data["area"]
        pages = tuple(
            Page(one, report_name(order.kind, period, area, SUFFIX[one]), made[one]().encode())
            for one in dict.fromkeys(order.formats)
        )
        figures = {name: found.data[name] for name in ("kind", "from", "to", "area", "requests")}
        return Written(
            order.kind, period, render.data(found), pages, text, figures_hash(figures), found.final
        )


def refuse_unknown(kind: str, formats: Sequence[str]) -> None:
    """Refuse a kind or a format of reports that there is not (BadInput)."""
    if kind != reports.KIND:
        raise BadInput(
            N_("there is no report {kind}"),
            hint=N_("gridctl report --help lists them"),
            error="unknown_report",
            kind=kind,
        )
    for one in formats:
        if one not in SUFFIX:
            raise BadInput(
                N_("a report has no format {format}"),
                hint=N_("give one of: {formats}"),
                error="unknown_format",
                format=one,
                formats=", ".join(SUFFIX),
            )


def figures_hash(figures: Mapping[str, Any]) -> str:
    """Return the sha256 of figures as canonical JSON, hexadecimal."""
    plain = json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _json(found: reports.Daily) -> str:
    return json_text(render.data(found), indent=2) + "\n"

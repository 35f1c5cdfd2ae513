"""A report in every shape that is asked for at once, as cron and the post want it: bytes, text, and its hash."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gridctl.core.brief_views import Brief
from gridctl.core.errors import N_, BadInput
from gridctl.present.as_json import json_page
from gridctl.present.i18n import speaking
from gridctl.report import brief_daily, brief_data, brief_html, brief_text, brief_things, brief_xlsx
from gridctl.report.brief_parts import masked
from gridctl.report.files import report_name
from gridctl.services.briefs import corrections, gathering, moments, things, tracing
from gridctl.services.briefs.moments import Moment
from gridctl.services.briefs.scopes import Wanted
from gridctl.services.office import Office

SUFFIX = {
    "text": ".txt",
    "md": ".md",
    "html": ".html",
    "xlsx": ".xlsx",
    "json": ".json",
    "csv": ".csv",
}
"""What the name of a file ends with, by the format."""
MOMENTS = ("shift", "round", "request")
"""The briefs of a moment or a thing."""
KINDS = (*gathering.PERIODIC, *MOMENTS)


@dataclass(frozen=True, slots=True)
class Order:
    """Which report of which day (none: the one that is due) and area (none: everywhere), in which formats.

    `as_of` is a time as people write it: what was known then. `lang` is ``en`` or ``zh`` (none: that of the office).
    `number` is that of the round or request that a report is of.
    """

    kind: str = "daily"
    day: str | None = None
    area: str | None = None
    as_of: str | None = None
    formats: tuple[str, ...] = ("md",)
    lang: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One file of a report: its format, a name from an allow-list of characters, and what is in it."""

    format: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """A report that is ready to be stored or sent; everything in it is masked.

    `period` names what it is of (an ISO day, week or month), `text` is the body of a mail. `figures_hash` (sha256,
    hexadecimal) is that of the figures alone: the same figures give the same hash, whenever and in whatever language.
    `final`: its period is over, so that it stays as it is. `late` counts imported steps that the figures of a return
    that was kept do not know.
    """

    kind: str
    period: str
    data: dict[str, Any]
    files: tuple[Page, ...]
    text: str
    figures_hash: str
    final: bool
    late: int = 0


@dataclass(frozen=True, slots=True)
class Gathered:
    """A brief before it is rendered, masked; `data` is what its JSON holds."""

    brief: Brief
    data: dict[str, Any]
    late: int = 0


def written(office: Office, order: Order) -> Written:
    """Return a report in all its formats, gathered once; BadInput for a kind or format that there is not."""
    check(order.kind, order.formats)
    with speaking(order.lang or office.lang):
        if order.kind in MOMENTS:
            found = at_moment(office, Moment(order.kind, order.area, order.number, order.as_of))
        else:
            found = gathered(office, Wanted(order.kind, order.day, order.area, order.as_of))
        return rendered(found, order.formats)


def gathered(office: Office, wanted: Wanted) -> Gathered:
    """Gather a brief of a period; texts are in the language of the moment."""
    brief, returned = gathering.brief(office, wanted)
    if returned is None:
        brief = masked(brief)
        return Gathered(brief, brief_data.data(brief))
    brief = masked(brief_daily.with_lists(brief, returned))
    return Gathered(brief, brief_daily.data(brief, returned), returned.imported_since)


def at_moment(office: Office, wanted: Moment) -> Gathered:
    """Gather a brief of a moment or a thing; texts are in the language of the moment."""
    if wanted.kind == "shift":
        brief, listed = moments.shift(office, wanted)
        brief = brief_things.with_words(brief, {str(row.id) for row in listed if row.confidential})
    elif wanted.kind == "request":
        brief, view = things.request_brief(office, wanted)
        brief = brief_things.with_steps(brief, view)
    else:
        brief = things.round_brief(office, wanted)
    brief = masked(brief)
    return Gathered(brief, brief_data.data(brief))


def compared(office: Office, day: str | None, area: str | None) -> Gathered:
    """Gather what was corrected since the report of a day; texts are in the language of the moment."""
    brief = masked(corrections.diff(office, day, area))
    return Gathered(brief, brief_data.data(brief))


def explained(office: Office, name: str, wanted: Wanted) -> Gathered:
    """Gather the rows behind a figure of a daily report; texts are in the language of the moment."""
    brief, closed = tracing.explain(office, name, wanted)
    brief = masked(brief_things.with_words(brief, closed))
    return Gathered(brief, brief_data.data(brief))


def rendered(found: Gathered, formats: tuple[str, ...]) -> Written:
    """Render what was gathered, in the language of the moment."""
    brief = found.brief
    text = brief_text.text(brief)
    pages: list[Page] = []
    for one in dict.fromkeys(formats):
        if one == "csv":
            pages += [
                Page(one, name_of(brief, SUFFIX[one], part), content.encode())
                for part, content in brief_data.tables(brief)
            ]
        else:
            content = text.encode() if one == "text" else _RENDER[one](found)
            pages.append(Page(one, name_of(brief, SUFFIX[one]), content))
    return Written(
        brief.kind,
        brief.day,
        found.data,
        tuple(pages),
        text,
        figures_hash(_figures(brief)),
        brief.final,
        found.late,
    )


def name_of(brief: Brief, suffix: str, part: str = "") -> str:
    """Return the name of a file of a brief; `part` is the table in it."""
    day = brief.day if brief.number is None else str(brief.number)
    return report_name(brief.kind, f"{day}-{part}" if part else day, brief.area, suffix)


def check(kind: str, formats: tuple[str, ...]) -> None:
    """Refuse a kind or a format that there is not: BadInput."""
    if kind not in KINDS:
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


def _figures(brief: Brief) -> dict[str, Any]:
    values = {key: one.value for key, one in brief.figures().items()}
    span = [brief.start.isoformat(), brief.end.isoformat()]
    return {"kind": brief.kind, "area": brief.area, "number": brief.number, "span": span, "figures": values}


_RENDER: Mapping[str, Callable[[Gathered], bytes]] = {
    "md": lambda found: brief_text.markdown(found.brief).encode(),
    "html": lambda found: brief_html.html(found.brief).encode(),
    "xlsx": lambda found: brief_xlsx.workbook(found.brief),
    "json": lambda found: json_page(found.data).encode(),
}

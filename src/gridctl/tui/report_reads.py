"""What the screen of reports asks the services."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gridctl.present.i18n import _
from gridctl.present.times import shown_time
from gridctl.tui.widgets.painted import Part
from gridctl.tui.widgets.panel import Line

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.services.office import Office
    from gridctl.services.report_days import ReportDay

DAYS = 31
"""So many days are listed, the one that runs first."""


@dataclass(frozen=True, slots=True)
class Page:
    """One day's report as text, and what differs since it was written, in words."""

    day: str
    text: str
    differs: tuple[str, ...] = ()


def read_days(office: "Office", area: str | None) -> "list[ReportDay]":
    """Return the days."""
    from gridctl.services.report_days import days

    return days(office, DAYS, area)


def day_lines(found: "Sequence[ReportDay]") -> Iterator[Line]:
    """Yield a line for each day: when its report was written, or that the day still runs."""
    for one in found:
        parts: list[Part] = [(f"{one.day.isoformat()}  ", "")]
        if one.runs:
            parts.append((_("has not ended"), "yellow"))
        elif one.written_at is None:
            parts.append((_("not written"), "note"))
        else:
            parts.append((_("written {time}").format(time=f"{one.written_at:%m-%d %H:%M}"), "green"))
        yield Line("day", one.day.isoformat(), parts)


def read_page(office: "Office", day: str, area: str | None, *, written: bool) -> Page:
    """Return the report of a day as it stands, or as it was written; nothing is kept."""
    from gridctl.report.daily import names, text
    from gridctl.services import report_days, reports

    wanted = reports.Wanted(day=day, area=area)
    found = report_days.differences(office, wanted) if written else {}
    called = names()
    differs = tuple(
        _("{figure}: written {then}, counted now {now}").format(figure=called[name], then=then, now=now)
        for name, (then, now) in found.items()
    )
    return Page(day, text(reports.daily(office, wanted, keep=False)), differs)


def share_text(office: "Office", day: str, area: str | None) -> str:
    """Return the day in a few lines for a group."""
    from gridctl.report.share import view
    from gridctl.services import reports

    return view(reports.daily(office, reports.Wanted(day, area=area), keep=False)).text


def write(office: "Office", day: str, area: str | None) -> tuple[bool, datetime]:
    """Write the report of a day: its figures are kept for good where it has ended. Return whether it has, and when."""
    from gridctl.services import reports

    found = reports.daily(office, reports.Wanted(day=day, area=area))
    return found.final, office.now()


def written_words(day: str, found: tuple[bool, datetime]) -> str:
    """Say what came of writing."""
    final, at = found
    if final:
        return _("The report of {day} is written: {time}.").format(day=day, time=shown_time(at))
    return _("{day} has not ended: its report is provisional, and nothing is kept.").format(day=day)

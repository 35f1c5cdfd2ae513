"""The daily return as a few lines for a group: figures alone, and none so small that it tells of one home."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.report.daily import clock
from gridctl.services.reports import Daily

FEWEST = 5
"""A category with fewer requests is not named: a group could guess whose they are. A convention of ours."""


@dataclass(frozen=True, slots=True)
class BriefView:
    """A return as a text that can be pasted anywhere."""

    KIND: ClassVar[str] = "report"
    date: str
    area: str | None
    status: str
    text: str


def view(daily: Daily) -> BriefView:
    """Return the text with what it is of."""
    data = daily.data
    return BriefView(data["date"], data["area"], data["status"], "\n".join(_lines(daily)))


def _lines(daily: Daily) -> Iterator[str]:
    data = daily.data
    now, before = data["requests"], data["previous"]["requests"]
    where = data["area"] or data["store"] or _("all areas")
    yield _("Daily report {date}: {where}").format(date=data["date"], where=where)
    yield _(
        "Received {received} ({before} the day before), solved on the spot {on_spot}, closed {closed}."
    ).format(
        received=now["received"],
        before=before["received"],
        on_spot=now["solved_on_spot"],
        closed=now["closed"],
    )
    yield _("Open {open}, of them overdue {overdue}.").format(open=now["open"], overdue=now["overdue"])
    most = [row for row in now["by_category"] if row["received"] >= FEWEST]
    most.sort(key=lambda row: -row["received"])
    if most:
        named = _(", ").join(f"{label(row['category'], 'categories')} {row['received']}" for row in most[:5])
        yield _("Most asked for: {categories}.").format(categories=named)
    if not daily.final:
        yield _("provisional: the day has not ended; known at {time}").format(time=clock(data["as_of"]))

"""The duty log (值班日志): what was said and decided at the desk, by whom, beside what the ledger records."""

from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.private import Reveal, Sight
from gridctl.core.requests import Act
from gridctl.core.telling_views import LogRow
from gridctl.core.text import clean_page
from gridctl.core.times import parse_when, to_ms
from gridctl.core.uid import uuid7
from gridctl.services import areas, people, request_views
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.periods import Days
from gridctl.services.place_names import own_area
from gridctl.store import areas as area_rows
from gridctl.store import duty_log as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Query:
    """Which entries to list; times and names as people write them. `date` is a day of return."""

    date: str | None = None
    since: str | None = None
    area: str | None = None
    about: int | None = None
    limit: int | None = None


def add(office: Office, words: str, act: Act, area: str | None = None, about: int | None = None) -> LogRow:
    """Write one entry: at a desk (the operator's own area unless given), or about a request."""
    text = clean_page(words, "TEXT")
    if not text:
        raise BadInput(N_("an entry needs a few words"), hint=N_("gridctl log add 'TEXT'"))
    with office.store.begin() as work:
        if about is not None:
            request_views.load(work, about)
        area_id = areas.find(work, area).id if area else own_area(office, work)
        values: dict[str, Any] = {
            "uid": uuid7(work.now),
            "at": office.when(act.at),
            "recorded_at": work.now,
            "operator": work.actor.operator,
            "done_by": people.done_by(work, act.by),
            "area_id": area_id,
            "request_id": about,
            "text": text,
        }
        number = rows.add(work, values)
        changes = {"about": about, "by": values["done_by"], "text": work.salted("log_entry", number, text)}
        work.log("log.add", "log_entry", number, changes)
        code = area_rows.by_id(work, area_id).code if area_id is not None else None
        return LogRow(
            number,
            office.moment_of(values["at"]),
            office.moment_of(work.now),
            code,
            values["done_by"],
            work.actor.operator,
            about,
            text,
            Sight.FULL,
        )


def listing(office: Office, query: Query, reveal: Reveal | None = None) -> list[LogRow]:
    """Return entries, the oldest first; phones and numbers in them are masked unless they are revealed."""
    with office.store.read() as work:
        since, until = _period(office, work, query)
        found = work.execute(
            rows.listing(
                since=since,
                until=until,
                area_id=areas.find(work, query.area).id if query.area else None,
                request=query.about,
                limit=query.limit,
            )
        ).all()
    if reveal:
        with office.store.begin() as work:
            work.log("log.reveal", "log_entry", "list", {"rows": len(found)}, reveal.why)
    sight = Sight.FULL if reveal else Sight.MASKED
    return [
        LogRow(
            row.id,
            office.moment_of(row.at),
            office.moment_of(row.recorded_at),
            row.area,
            row.done_by,
            row.operator,
            row.request_id,
            row.text,
            sight,
        )
        for row in found
    ]


def _period(office: Office, work: Work, query: Query) -> tuple[int | None, int | None]:
    """Return from when and until when to list (UTC ms); a day ends at the hour of the return."""
    since = to_ms(parse_when(query.since, office.now())) if query.since else None
    if query.date is None:
        return since, None
    area_id = areas.find(work, query.area).id if query.area else None
    day = Days(office, Packs(work, office.settings.pack_hash), area_id, None).asked(query.date)
    return max(since or day.start_ms, day.start_ms), day.end_ms

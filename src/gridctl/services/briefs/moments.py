"""The brief of a moment: the hand-over at a change of shift."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gridctl.core.brief_views import Brief, Cells, Column, Figure, Number, Section, Table, Unit
from gridctl.core.times import HOUR_MS
from gridctl.services import areas, duty_watch
from gridctl.services.briefs.ground import counts, words
from gridctl.services.office import Office
from gridctl.store.areas import by_id
from gridctl.store.briefs import ground as ground_rows
from gridctl.store.briefs import moment as rows
from gridctl.store.briefs.quality import waiting_drafts
from gridctl.store.then import as_of
from gridctl.store.unit import Work

SHIFT_HOURS = 12
"""So far ahead a hand-over looks: the longest shift that the built-in packs have."""
_MOST = 60
_REQUESTS = (
    *words("request"),
    Column("urgency", Cells.CODE, "urgencies"),
    Column("category", Cells.CODE, "categories"),
    *words("area", "summary", "holder"),
    Column("status", Cells.CODE, "statuses"),
    Column("due", Cells.TIME),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Which brief: of an area or thing (`number`), at a past moment as people write it, or now."""

    kind: str
    area: str | None = None
    number: int | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class At:
    """The moment while it is read: `then` sees it, `span` is what was known up to it."""

    office: Office
    work: Work
    then: Work
    span: ground_rows.Span
    area_id: int | None
    area: str | None
    past: bool

    def time(self, ms: int | None) -> str | None:
        """Return a stored time as ISO text in the zone of the store."""
        return None if ms is None else self.office.moment_of(ms).isoformat(timespec="seconds")


@contextmanager
def moment(office: Office, wanted: Moment, *, past: bool = False) -> Iterator[At]:
    """Give the moment of a brief; with `past` a past one is laid out for statements that tell of the present."""
    at = office.when(wanted.as_of) if wanted.as_of else None
    with office.store.read() as work:
        area = areas.find(work, wanted.area) if wanted.area else None
        area_id = area.id if area else None
        ground_rows.lay_out_areas(work, area_id)
        known = (work.now if at is None else at) + 1
        seq = ground_rows.seq_at(work, known)
        span = ground_rows.Span(known, known, known, seq, area_id is None)
        code = area.code if area else None
        if at is None or not past:
            yield At(office, work, work, span, area_id, code, past=at is not None)
        else:
            with as_of(work, at) as then:
                yield At(office, work, then.work, span, area_id, code, past=True)


def shift(office: Office, wanted: Moment) -> tuple[Brief, Sequence[Any]]:
    """Return the hand-over: what is open, what was promised, who comes.

    Beside it the rows of the requests that it lists: their words are masked by the caller.
    """
    with moment(office, wanted, past=True) as at:
        until = at.span.known + SHIFT_HOURS * HOUR_MS
        rows.lay_out_open(at.then, at.span)
        sums = rows.sums(at.then, at.span.known, until)
        pressing = rows.pressing(at.then, _MOST)
        promised = rows.promised(at.then, at.span.known, until, _MOST)
        open_figures = {name: getattr(sums, name) for name in ("open", "critical", "overdue", "unassigned")}
        open_figures["drafts"] = waiting_drafts(at.work, at.span)
        lines = tuple(_request(at, row) for row in pressing)
        promises = tuple(_promise(at, row) for row in promised)
        columns = (
            *words("request"),
            Column("promise", Cells.CODE, "brief_promises"),
            Column("until", Cells.TIME),
            *words("area", "summary", "holder"),
        )
        sections = (
            section("open", open_figures, Table("requests", _REQUESTS, lines, sums.open)),
            section(
                "promised",
                {"waiting": sums.waiting, "due": sums.due},
                Table("requests", columns, promises, sums.waiting + sums.due),
            ),
            _coming(at, until),
        )
        return brief_of(at, wanted, sections, at.office.moment_of(until)), [*pressing, *promised]


def _request(at: At, row: Any) -> tuple[Any, ...]:  # noqa: ANN401
    summary = None if row.confidential else row.summary
    return (
        str(row.id),
        row.urgency,
        row.category,
        row.area,
        summary,
        row.holder,
        row.status,
        at.time(row.due),
    )


def _promise(at: At, row: Any) -> tuple[Any, ...]:  # noqa: ANN401
    waits = row.status == "waiting"
    # When a past wait was to end is not kept; its deadline is.
    moment = (row.due if at.past else row.wait_until or row.due) if waits else row.due
    summary = None if row.confidential else row.summary
    return (
        str(row.id),
        "wait" if waits else "due",
        at.time(moment),
        row.area,
        summary,
        row.holder,
    )


def _coming(at: At, until: int) -> Section:
    found = rows.turns(at.then, at.span, until)
    here = None if at.area_id is None else ground_rows.codes(at.work)
    empty = [
        one
        for one, _pressing in duty_watch.empty_posts(at.office, at.then)
        if here is None or one.area in here
    ]
    columns = (
        Column("start", Cells.TIME),
        Column("end", Cells.TIME),
        Column("duty", Cells.CODE, "duties"),
        *words("area", "place", "member", "name"),
        Column("tier", Cells.CODE, "tiers"),
    )
    lines = tuple(
        (
            at.time(row.start_at),
            at.time(row.end_at),
            row.duty,
            row.area,
            row.place,
            row.member,
            row.name,
            row.tier,
        )
        for row in found
    )
    tables = [Table("turns", columns, lines)] if lines else []
    if empty:
        lacking = (
            *words("post"),
            Column("duty", Cells.CODE, "duties"),
            *words("area", "place"),
            *counts("short"),
        )
        cells = tuple((str(one.post), one.duty, one.area, one.place, one.missing) for one in empty)
        tables.append(Table("lacking", lacking, cells))
    figures = {
        "now": sum(bool(row.runs) for row in found),
        "next": sum(not row.runs for row in found),
        "lacking": len(empty),
    }
    return section("coming", figures, *tables)


def section(key: str, figures: Mapping[str, Number], *tables: Table) -> Section:
    """Return a section of figures that are compared with nothing."""
    units = {"coverage": Unit.SHARE}
    found = tuple(
        Figure(f"{key}.{name}", value, units.get(name, Unit.COUNT)) for name, value in figures.items()
    )
    return Section(key, found, tables)


def brief_of(
    at: At,
    wanted: Moment,
    sections: tuple[Section, ...],
    end: datetime,
    start: datetime | None = None,
    about: str = "",
    *,
    final: bool = False,
) -> Brief:
    """Return the brief of a moment."""
    office, now = at.office, at.office.moment_of(at.span.known - 1)
    return Brief(
        kind=wanted.kind,
        day=f"{now:%Y-%m-%dT%H%M}" if wanted.number is None else now.date().isoformat(),
        start=start or now,
        end=max(end, start or now),
        as_of=now,
        final=final,
        store=office.settings.name,
        ledger=ground_rows.ledger_head(at.work, at.span.known),
        seq=at.span.seq or 0,
        sections=sections,
        area=at.area,
        area_name=str(by_id(at.work, at.area_id).name) if at.area_id is not None else "",
        number=wanted.number,
        about=about,
    )

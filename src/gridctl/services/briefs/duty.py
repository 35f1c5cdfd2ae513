"""Duty in a brief: posts filled, who came, who did not; by duty, tier and sending unit."""

from datetime import timedelta
from typing import Any

from gridctl.core.brief_views import Cells, Chart, Column, Number, Reading, Table, Unit
from gridctl.core.times import HOUR_MS
from gridctl.services.briefs.ground import LISTED, Ground, counts, picked, share, words
from gridctl.services.duty_people import span_at
from gridctl.store.briefs import duty as rows

_MOST = 2000


def duty(ground: Ground) -> Reading:
    """Read the posts and turns whose shift begins in the period, as they were known."""
    work = ground.then
    lay_out(ground)
    posts, turns = rows.post_sums(work), rows.turn_sums(work)
    figures: dict[str, Number] = {
        "posts": posts.posts,
        "filled": posts.filled,
        "empty": posts.empty,
        "filled_share": share(posts.there, posts.needed),
        "people": turns.people,
        "turns": turns.turns,
        "came": turns.came,
        "late": turns.late,
        "no_show": turns.no_show,
        "attendance": share(turns.came, turns.came + turns.no_show),
        "hours": round(turns.worked / HOUR_MS, 2),
    }
    units: dict[str, str] = {"filled_share": Unit.SHARE, "attendance": Unit.SHARE, "hours": Unit.HOURS}
    tables, charts = [], []
    if posts.posts:
        names = ("posts", "filled", "needed", "there", "turns", "came", "late", "no_show")
        columns = (Column("duty", Cells.CODE, "duties"), *counts(*names))
        tables.append(Table("duty", columns, picked(rows.by_duty(work), "duty", *names)))
        charts.append(Chart("duty", ("needed", "there")))
        tables += _lacking(ground, posts.posts - posts.filled)
    if turns.turns:
        tables += [
            _people("tier", Column("tier", Cells.CODE, "tiers"), rows.by_tier(work)),
            _people("unit", Column("unit", Cells.WORDS), rows.by_unit(work)),
        ]
        if ground.everything:
            tables.append(_who(ground))
    return Reading((figures,), tuple(tables), tuple(charts), units)


def lay_out(ground: Ground) -> None:
    """Lay out the turns and posts whose shift begins in the period."""
    rows.lay_out_duty(ground.then, ground.span, _shifts(ground))


def _shifts(ground: Ground) -> list[dict[str, Any]]:
    """Return the hours of posts on each day on which they begin in the period."""
    hours = rows.hours(ground.then)
    day, last = (one.date() for one in (ground.period.start, ground.office.moment_of(ground.span.end - 1)))
    found = []
    while day <= last:
        for starts, ends in hours:
            if ground.span.start <= span_at(ground.office, starts, ends, day)[0] < ground.span.end:
                found.append(
                    {"on": day.isoformat(), "bit": 1 << day.weekday(), "starts": starts, "ends": ends}
                )
        day += timedelta(days=1)
    return found


def _lacking(ground: Ground, count: int) -> list[Table]:
    if not count:
        return []
    found = rows.lacking(ground.then, _MOST if ground.everything else LISTED)
    columns = (
        Column("post", Cells.WORDS),
        Column("duty", Cells.CODE, "duties"),
        *words("area", "place", "day"),
        *counts("least", "there"),
    )
    cells = tuple(
        (str(row.id), row.duty, row.area, row.place, row.on_date, row.least, row.there) for row in found
    )
    return [Table("lacking", columns, cells, count)]


def _people(key: str, first: Column, found: list[Any]) -> Table:
    columns = (first, *counts("people", "turns", "came", "no_show"), Column("hours", Cells.HOURS))
    cells = tuple(
        (getattr(row, key), row.people, row.turns, row.came, row.no_show, round(row.worked / HOUR_MS, 2))
        for row in found
    )
    return Table(key, columns, cells)


def _who(ground: Ground) -> Table:
    columns = (
        Column("start", Cells.TIME),
        Column("end", Cells.TIME),
        Column("duty", Cells.CODE, "duties"),
        *words("area", "place", "member", "name"),
        Column("tier", Cells.CODE, "tiers"),
        Column("standing", Cells.CODE, "brief_attendance"),
    )
    cells = tuple(
        (
            ground.time(row.start_at),
            ground.time(row.end_at),
            row.duty,
            row.area,
            row.place,
            row.member,
            row.name,
            row.tier,
            "late" if row.late else "came" if row.came else "no_show" if row.missed else "unknown",
        )
        for row in rows.who(ground.then, _MOST)
    )
    return Table("turns", columns, cells)

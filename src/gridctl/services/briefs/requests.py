"""Requests in a brief: what came, what was done, what stands open; teams, ratings, and the limits that were kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from gridctl.core.brief_views import Cells, Chart, Column, Number, Reading, Table, Unit
from gridctl.core.figures import before, gather, in_order
from gridctl.services.briefs.ground import LISTED, Ground, counts, picked, share, words
from gridctl.store import areas as area_rows
from gridctl.store import figures as rows
from gridctl.store.briefs import steps, then
from gridctl.store.briefs.ground import Span
from gridctl.store.unit import Work

COUNTED = (
    "received", "solved_on_spot", "assigned", "resolved", "closed", "reopened", "cancelled", "merged", "open_before",
    "open", "overdue", "late", "imported",
)  # fmt: skip
GROUPED = ("received", "solved_on_spot", "assigned", "resolved", "closed", "open", "overdue")
GROUPS: Mapping[str, str] = {
    "category": "categories",
    "area": "",
    "channel": "channels",
    "urgency": "urgencies",
}
"""What a table breaks the figures down by, and the kind of its labels."""
HAZARDS = ("hazard", "public_safety")
"""The categories of the built-in packs that are hazards (隐患)."""


def counted(work: Work, span: Span, area_id: int | None) -> dict[str, Any]:
    """Return the figures of a period as a return has them, counted now."""
    rows.lay_out_standing(work, span.end, span.end, area_id)
    if span.seq is not None:
        then.standing_as_known(work, (span.end, span.end), span.seq, area_id, span.asked)
    found = list(rows.standing_by_group(work)[0])
    rows.lay_out_steps(work, span.start, span.end, area_id, span.seq)
    if span.seq is not None:
        then.steps_as_known(work, (span.start, span.end), span.seq, area_id, span.asked)
    found += rows.steps_by_group(work)
    codes = rows.area_codes(work, {group for _, group, _, _ in found if isinstance(group, int)})
    return in_order(gather([*found, *before(found)], rows.hours_to_close(work), codes))


def requests(ground: Ground) -> Reading:
    """Read what came and went. The steps of the period are laid out before."""
    told = ground.requests
    sums = steps.sums(ground.work)
    teams = steps.teams(ground.work)
    figures: dict[str, Number] = {}
    for name in COUNTED:
        figures[name] = told[name]
        if name == "solved_on_spot":
            figures["escalated"] = sums.escalated
            figures["dispatched"] = sum(row.given for row in teams)
        elif name == "reopened":
            figures["objected"] = sums.objected
    hours = told["hours_to_close"]
    figures |= {"hours_median": hours["median"], "hours_p90": hours["p90"]}
    figures |= {
        "rated": sums.rated,
        "satisfied": sums.satisfied,
        "satisfied_share": share(sums.satisfied, sums.rated),
    }
    tables = [_grouped(ground, name) for name in GROUPS if told[f"by_{name}"]]
    if teams:
        columns = (*words("team", "name"), Column("kind", Cells.CODE, "teams"), *counts("given", "requests"))
        tables.append(Table("teams", columns, picked(teams, "code", "name", "kind", "given", "requests")))
    charts = [Chart("category", ("received", "closed"))] if told["by_category"] else []
    if not ground.long and (by_hour := _by_hour(ground)):
        tables.append(by_hour)
        charts.append(Chart("hours", ("received", "closed"), 24))
    units: dict[str, str] = {
        "hours_median": Unit.HOURS,
        "hours_p90": Unit.HOURS,
        "satisfied_share": Unit.SHARE,
    }
    return Reading((figures,), tuple(tables), tuple(charts), units)


def _grouped(ground: Ground, by: str) -> Table:
    found = ground.requests[f"by_{by}"]
    labels = GROUPS[by]
    first = [Column(by, Cells.CODE if labels else Cells.WORDS, labels)]
    names: dict[str, str] = {}
    if by == "area":
        first.append(Column("name", Cells.WORDS))
        names = dict(area_rows.all_names(ground.work))
    columns = (*first, *counts(*GROUPED), Column("hours", Cells.HOURS))
    listed = found
    if by == "area" and not ground.everything:
        listed = sorted(
            found, key=lambda row: (-row["overdue"], -row["open"], -row["received"], row[by] or "")
        )[:LISTED]
    cells = tuple(
        (
            row[by],
            *([names.get(row[by], "")] if by == "area" else []),
            *(row[name] for name in GROUPED),
            row["hours_to_close"]["median"],
        )
        for row in listed
    )
    return Table(by, columns, cells, len(found), _before(ground, by, listed))


def _before(ground: Ground, by: str, listed: Sequence[Mapping[str, Any]]) -> tuple[tuple[Number, ...], ...]:
    """Return the numbers of the period before, beside those of each row."""
    if not ground.before:
        return ()
    known = {row[by]: row for row in ground.before[f"by_{by}"]}
    words_first = 2 if by == "area" else 1
    return tuple(
        (*(None,) * words_first, *(known.get(row[by], {}).get(name, 0) for name in GROUPED), None)
        for row in listed
    )


def _by_hour(ground: Ground) -> Table | None:
    found = {row.hour: row for row in steps.by_hour(ground.work, ground.span)}
    if not found:
        return None
    lines = []
    for hour in range((ground.period.end_ms - ground.period.start_ms) // 3_600_000):
        row = found.get(hour)
        at = ground.office.moment_of(ground.period.start_ms + hour * 3_600_000)
        lines.append((f"{at:%H:%M}", row.received if row else 0, row.closed if row else 0))
    return Table("hours", (*words("hour"), *counts("received", "closed")), tuple(lines))


def clocks(ground: Ground) -> Reading:
    """Read which limits the steps of the period kept, and which they missed. They are laid out before."""
    found: dict[tuple[str, str], tuple[int, int]] = {
        (row.clock, row.urgency): (row.kept, row.missed) for row in steps.clocks(ground.work)
    }
    figures: dict[str, Number] = {}
    for clock in ("respond", "resolve"):
        kept, missed = (sum(pair[n] for (name, _u), pair in found.items() if name == clock) for n in (0, 1))
        figures |= {f"{clock}_kept": kept, f"{clock}_missed": missed}
        figures[f"{clock}_share"] = share(kept, kept + missed)
    tables = []
    urgencies = [one for one in ("critical", "urgent", "normal", "low") if any(u == one for _c, u in found)]
    if urgencies:
        names = ("respond_kept", "respond_missed", "resolve_kept", "resolve_missed")
        lines = tuple(
            (one, *found.get(("respond", one), (0, 0)), *found.get(("resolve", one), (0, 0)))
            for one in urgencies
        )
        tables.append(Table("urgency", (Column("urgency", Cells.CODE, "urgencies"), *counts(*names)), lines))
        by_category = steps.limits_by_category(ground.work)
        columns = (Column("category", Cells.CODE, "categories"), *counts("kept", "missed"))
        tables.append(Table("category", columns, picked(by_category, "category", "kept", "missed")))
    charts = (Chart("urgency", ("resolve_kept", "resolve_missed")),) if urgencies else ()
    units: dict[str, str] = {"respond_share": Unit.SHARE, "resolve_share": Unit.SHARE}
    return Reading((figures,), tuple(tables), charts, units)


def hazards(ground: Ground) -> Reading:
    """Read the hazards that were found, mended and rechecked. The steps of the period are laid out before."""
    found = steps.hazards(ground.work, HAZARDS)
    told: dict[str, Number] = {"found": found.found, "mended": found.mended}
    return Reading((told | {"rechecked": steps.rechecks(ground.work)},))

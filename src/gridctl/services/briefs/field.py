"""The work outside in a brief: rounds and their coverage, supplies, people in need, data quality, what is new."""

from collections import Counter
from typing import Any

from gridctl.core.brief_views import Cells, Chart, Column, Number, Reading, Table, Unit
from gridctl.core.rounds import Tally
from gridctl.services.briefs.ground import LISTED, Ground, counts, picked, share, words
from gridctl.store.briefs import late as late_rows
from gridctl.store.briefs import people as people_rows
from gridctl.store.briefs import quality as quality_rows
from gridctl.store.briefs import rounds as round_rows
from gridctl.store.briefs import supplies as supply_rows

LATER = (
    Column("learned", Cells.TIME),
    *words("by", "request"),
    Column("step", Cells.CODE, "steps"),
    Column("at", Cells.TIME),
)
"""The columns of what was learned afterwards."""


def rounds(ground: Ground) -> Reading:
    """Read the rounds that ran in the period: the visits in it, and the coverage at its end."""
    work, span = ground.work, ground.span
    found = round_rows.running(work, span)
    numbers = [row.id for row in found]
    tallies = _tallies(round_rows.coverage(work, span, numbers) if numbers else [])
    visits: dict[int, Counter[str]] = {}
    for row in round_rows.visits(work, span, numbers) if numbers else []:
        visits.setdefault(row.round_id, Counter())[row.outcome] += row.count
    found = [row for row in found if row.id in tallies]
    due, done = (sum(getattr(tallies[row.id], name) for row in found) for name in ("due", "done"))
    total: Counter[str] = sum(visits.values(), Counter())
    figures: dict[str, Number] = {
        "running": sum(row.closed_at is None for row in found),
        "closed": sum(row.closed_at is not None for row in found),
        "due": due,
        "done": done,
        "coverage": share(done, due),
        "visits": total.total(),
        "visits_done": total["done"],
        "no_answer": total["no_answer"],
        "refused": total["refused"],
        "raised": round_rows.raised(work, span),
    }
    columns = (
        *words("round", "name", "area"),
        *counts("to_visit", "done", "left"),
        Column("coverage", Cells.SHARE),
        Column("visits"),
        Column("until", Cells.TIME),
    )
    tables = (
        (Table("rounds", columns, tuple(_round(ground, row, tallies, visits) for row in found)),)
        if found
        else ()
    )
    return Reading(
        (figures,),
        tables,
        (Chart("rounds", ("done", "to_visit")),) if found else (),
        {"coverage": Unit.SHARE},
    )


def _tallies(found: list[Any]) -> dict[int, Tally]:
    outcomes: dict[int, dict[str, int]] = {}
    for row in found:
        outcomes.setdefault(row.round_id, {})[row.outcome] = row.count
    return {number: Tally(of) for number, of in outcomes.items()}


def _round(
    ground: Ground,
    row: Any,  # noqa: ANN401
    tallies: dict[int, Tally],
    visits: dict[int, Counter[str]],
) -> tuple[Any, ...]:
    tally = tallies[row.id]
    return (
        str(row.id),
        row.name or row.checklist,
        row.area,
        tally.due,
        tally.done,
        tally.left,
        tally.coverage,
        visits.get(row.id, Counter()).total(),
        ground.time(row.until_at),
    )


def supplies(ground: Ground) -> Reading:
    """Read what came in and went out, and what is there."""
    sums = supply_rows.sums(ground.work, ground.span)
    found = supply_rows.items(ground.work, ground.span)
    figures: dict[str, Number] = {
        "deliveries": sums.deliveries,
        "issues": sums.issues,
        "homes": sums.homes,
        "items": len(found),
    }
    names = ("received", "issued", "returned", "on_hand")
    columns = (*words("item", "name", "measure"), *counts(*names))
    tables = (Table("items", columns, picked(found, "code", "name", "measure", *names)),) if found else ()
    return Reading((figures,), tables)


def people(ground: Ground) -> Reading:
    """Read who is in need and who of them was reached; over several days also who came, moved, was born and died."""
    first, last = ground.days
    people_rows.lay_out_needs(ground.work, ground.span, last)
    sums = people_rows.sums(ground.work)
    figures: dict[str, Number] = {
        "in_need": sums.in_need,
        "reached": sums.reached,
        "reached_share": share(sums.reached, sums.in_need),
    }
    if ground.long:
        moves = people_rows.moves(ground.work, ground.span, first, last)
        figures |= {name: getattr(moves, name) for name in ("living", "came", "moved", "born", "died")}
    by_tag = people_rows.by_tag(ground.work)
    columns = (Column("tag", Cells.CODE, "needs"), *counts("people", "reached"))
    tables = (Table("needs", columns, picked(by_tag, "tag", "people", "reached")),) if by_tag else ()
    charts = (Chart("needs", ("reached", "people")),) if by_tag else ()
    return Reading((figures,), tables, charts, {"reached_share": Unit.SHARE})


def quality(ground: Ground) -> Reading:
    """Read what is amiss with the data. The steps of the period are laid out before."""
    work, span = ground.work, ground.span
    steps, visits = quality_rows.steps(work, span), quality_rows.visits(work, span)
    files = quality_rows.imports(work, span)
    figures: dict[str, Number] = {
        "typed_late": steps.typed_late,
        "no_area": steps.no_area,
        "no_home": steps.no_home,
        "drafts": quality_rows.waiting_drafts(work, span),
        "rejected": sum(row.rejected for row in files),
        "visits_twice": visits.double,
        "visits_corrected": visits.corrected,
    }
    columns = (
        *words("batch"),
        Column("kind", Cells.CODE, "kinds"),
        Column("state", Cells.CODE, "batches"),
        *counts("new", "changed", "same", "rejected"),
    )
    cells = tuple(
        (str(row.id), row.kind, row.state, row.new, row.changed, row.same, row.rejected) for row in files
    )
    return Reading((figures,), (Table("imports", columns, cells),) if cells else ())


def news(ground: Ground) -> Reading:
    """Read what is new beside the figures: operations, and who joined or left."""
    found = quality_rows.operations(ground.work, ground.span)
    members = quality_rows.members(ground.work, ground.span)
    figures: dict[str, Number] = {
        "operations": len(found),
        "members": members.members,
        "joined": members.joined,
        "gone": members.gone,
    }
    columns = (*words("operation", "area"), Column("start", Cells.TIME), Column("end", Cells.TIME))
    cells = tuple(
        (row.name, row.area, ground.time(row.started_at), ground.time(row.ended_at)) for row in found
    )
    return Reading((figures,), (Table("operations", columns, cells),) if cells else ())


def changes(ground: Ground) -> Reading:
    """Read what was learned in the period about the days before it: by whom, and what."""
    found = late_rows.learned_late(ground.work, ground.span)
    figures: dict[str, Number] = {
        "entries": len(found),
        "people": len({row.by for row in found}),
        "requests": len({row.id for row in found}),
    }
    cells = tuple(
        (ground.time(row.recorded_at), row.by, str(row.id), row.kind, ground.time(row.at)) for row in found
    )
    tables = (Table("entries", LATER, cells[:LISTED], len(cells)),) if cells else ()
    return Reading((figures,), tables)

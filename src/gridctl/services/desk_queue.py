"""The queue of a desk: its most urgent piece of work, and why; taking it, so that nobody else gets it."""

from typing import Any

from gridctl.core.clock_views import ScorePart, ScoreView
from gridctl.core.desks import desk_for, level_of
from gridctl.core.dispatch_views import NextView
from gridctl.core.errors import N_, BadInput
from gridctl.core.query import parse
from gridctl.core.request_clocks import Fact
from gridctl.core.requests import Act
from gridctl.core.urgency_score import score
from gridctl.core.words import AreaKind, Status, StepKind
from gridctl.services import (
    areas,
    clockwork,
    desks,
    handing,
    people,
    request_rows,
    request_views,
    saved_views,
    steps,
)
from gridctl.services.calendars import Calendars
from gridctl.services.explaining import standing_of
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.store import areas as area_rows
from gridctl.store import dispatch as rows
from gridctl.store import postings
from gridctl.store.unit import Work

MOST = 2_000
"""Of a longer queue the most urgent ones, soonest due first, are weighed against each other."""


def next_up(
    office: Office, *, desk: str | None = None, take: bool = False, act: Act | None = None
) -> NextView | None:
    """Return the most urgent piece of work of a desk, or None where nothing waits.

    The desk is the operator's own unless it is named; an operator who is no member, or works nowhere, sees
    all desks. `take` gives it to the operator, or to whoever `act` says did it, in the same transaction.
    """
    with office.store.begin() if take else office.store.read() as work:
        here = own_desks(work) if desk is None else [areas.find(work, desk).id]
        found = _most_urgent(office, work, here)
        if found is None:
            return None
        number, points = found
        queue = rows.count_waiting(work, here)
        if take:
            given = act or Act()
            steps.step(office, work, number, handing.giving(handing.To(given.by or "me"), given))
        return _view(office, work, number, points, queue)


def own_desks(work: Work) -> list[int] | None:
    """Return the desks of the areas where the operator works now; None where that is nowhere."""
    mine = people.me(work)
    if mine is None:
        return None
    lasting = [one.area_id for one in postings.of_member(work, mine.id) if _lasts(work, one)]
    own = [mine.area_id] if mine.area_id is not None else []
    found = []
    for area_id in (*own, *lasting):
        path = desks.path_from(work, area_id)
        found.append(desk_for(path, level_of(path[0][1])))
    return [one for one in dict.fromkeys(found) if one is not None] or None


def _lasts(work: Work, posting: Any) -> bool:  # noqa: ANN401
    return posting.from_at <= work.now and (posting.until_at is None or posting.until_at > work.now)


def _most_urgent(office: Office, work: Work, here: list[int] | None) -> tuple[int, dict[str, int]] | None:
    """Return the number of the request with the most points, and its points; the oldest of equal ones."""
    numbers = rows.waiting(work, here, most=MOST)
    packs, calendars = Packs(work, office.settings.pack_hash), Calendars(office, work)
    timelines = rows.timelines(work, numbers)
    best: tuple[tuple[int, int], int, dict[str, int]] | None = None
    for row in rows.requests(work, numbers):
        facts = [
            Fact(step.seq, StepKind(step.kind), step.at, Status(step.status), step.detail or {})
            for step in timelines[row.id]
        ]
        points = score(standing_of(row, clockwork.wind(packs, calendars, row, facts, work.now)))
        place = (-sum(points.values()), row.received_at)
        if best is None or place < best[0]:
            best = (place, row.id, points)
    return best[1:] if best else None


def _view(office: Office, work: Work, number: int, points: dict[str, int], queue: int) -> NextView:
    row = request_views.load(work, number)
    parts = tuple(ScorePart(rule, count) for rule, count in points.items())
    return NextView(
        id=row.id,
        status=row.status,
        urgency=row.urgency,
        category=row.category,
        summary=row.summary,
        area=row.area,
        home=row.home,
        building=row.building,
        point=row.point,
        desk=row.desk,
        holder=row.holder,
        received_at=office.moment_of(row.received_at),
        due=office.moment(row.due),
        overdue=request_rows.is_overdue(row, work.now),
        queue=queue,
        urgency_score=ScoreView(sum(points.values()), parts),
        version=row.version,
        sight=request_views.sight_of(office, row, None),
    )


def queue_words(office: Office, name: str | None, words: str) -> str:
    """Return the query of a desk's queue and what `words` ask besides, soonest due first unless they sort.

    The desk is that of the area `name`, else the operator's own; BadInput where that is none.
    """
    with office.store.read() as work:
        here = own_desks(work) if name is None else [areas.find(work, name).id]
        codes = [area_rows.by_id(work, number).code for number in here or ()]
        sorts = parse(words, lambda saved, place: saved_views.text_of(office, work, saved, place)).sort
    if not codes:
        raise BadInput(
            N_("whoever types works at no desk"),
            hint=N_("name one: gridctl request list --desk AREA; or say who you are: gridctl --as CODE"),
        )
    # Behind the words: a wrong one is named by its place.
    return f"{words} desk:{','.join(codes)}{'' if sorts else ' sort:due'}".lstrip()


def desk_named(work: Work, name: str | None) -> Any | None:  # noqa: ANN401
    """Return the row of the area whose desk is meant: the one that is named, else the operator's own first."""
    if name is not None:
        return area_rows.by_id(work, areas.find(work, name).id)
    mine = own_desks(work)
    number = mine[0] if mine else area_rows.only_root(work)
    return area_rows.by_id(work, number) if number is not None else None


def is_above_community(kind: AreaKind) -> bool:
    """Tell whether a desk hands to other desks and to teams, and not to members."""
    order = tuple(AreaKind)
    return order.index(kind) < order.index(AreaKind.COMMUNITY)

"""Who suits a request best, with reasons."""

from gridctl.core.dispatch_views import ReasonView, SuggestionView
from gridctl.core.suggesting import Reason, reasons, score
from gridctl.services import request_views, takers
from gridctl.services.office import Office
from gridctl.store import areas as area_rows
from gridctl.store import dispatch as rows


def suggest(office: Office, number: int, *, most: int = 5) -> list[SuggestionView]:
    """Return up to `most` members (and teams, above a community), whoever suits best first."""
    with office.store.read() as work:
        row = request_views.load(work, number)
        lie = takers.Lie(work)
        need = takers.needs_of(office, work, lie, rows.requests(work, [number]))[number]
        desk = area_rows.by_id(work, row.desk_id) if row.desk_id is not None else None
        found = [
            (one, reasons(need, one.taker))
            for one in takers.for_suggestion(office, work, lie, desk)
            if one.taker.code != row.holder
        ]
    found.sort(key=lambda pair: (-score(pair[1]), pair[0].taker.load, pair[0].taker.code))
    return [
        SuggestionView(
            one.taker.code, one.name, one.taker.kind, score(why), tuple(_view(reason) for reason in why)
        )
        for one, why in found[:most]
    ]


def _view(one: Reason) -> ReasonView:
    return ReasonView(one.rule, one.points, one.detail or None)

"""Likely twins of a request: found where it came in, and whenever somebody asks."""

from typing import Any

from gridctl.core.private import Sight
from gridctl.core.request_twins import Report, Spot, Twin, TwinRow, compare, likeliest, window
from gridctl.core.times import HOUR_MS
from gridctl.core.words import AreaKind
from gridctl.services import request_views
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.store import areas as area_rows
from gridctl.store import request_twins as rows
from gridctl.store.unit import Work

ENDED_MS = 24 * HOUR_MS
"""What ended so long ago is no twin any more."""


def likely(office: Office, work: Work, number: int) -> list[Twin]:
    """Return the requests that are likely about the same thing, the likeliest first."""
    return [twin for twin, _row in _found(office, work, number)]


def listing(office: Office, number: int) -> list[TwinRow]:
    """Return the likely twins of a request with what they are about; NotFound for no such request."""
    with office.store.read() as work:
        return [
            TwinRow(
                id=twin.id,
                score=twin.score,
                why=twin.why,
                status=row.status,
                category=row.category,
                area=row.area,
                summary=row.summary,
                channel=row.channel,
                ref=row.ref,
                received_at=office.moment_of(row.received_at),
                sight=Sight.CLOSED if row.confidential else Sight.MASKED,
            )
            for twin, row in _found(office, work, number)
        ]


def _found(office: Office, work: Work, number: int) -> list[tuple[Twin, Any]]:
    """A confidential one is told of beside a confidential one alone, and to its holder: it gives a door away."""
    row = request_views.load(work, number)
    pack = Packs(work, office.settings.pack_hash).by_hash(row.pack_hash)
    within = window(pack.limit_of(row.rule).resolve_ms)
    kind = area_rows.by_id(work, row.area_id).kind if row.area_id is not None else None
    own = _report(row, kind)
    scored = {}
    for other in rows.near(work, row, within, work.now - ENDED_MS):
        if other.confidential and not row.confidential and other.holder != office.operator:
            continue
        score, why = compare(own, _report(other, other.area_kind), within)
        scored[other.id] = (Twin(other.id, tuple(map(str, why)), score), other)
    return [scored[one.id] for one in likeliest([twin for twin, _row in scored.values()])]


def _report(row: Any, kind: str | None) -> Report:  # noqa: ANN401
    spot = Spot(row.area_id, AreaKind(kind) if kind else None, row.building_id, row.home_id, row.point_id)
    return Report(spot, row.category, row.received_at, row.summary, row.phone)

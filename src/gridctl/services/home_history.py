"""The history of a home: what it asked for, who came, what it got."""

from gridctl.core.place_views import HomeDelivery, HomeHistory, HomeVisit
from gridctl.core.private import Sight
from gridctl.core.resident_views import OwnRequestRow
from gridctl.services import homes
from gridctl.services.office import Office
from gridctl.services.place_names import own_area
from gridctl.store import home_history as rows

MOST = 20
"""So many of each are told unless more are asked for."""


def history(office: Office, name: str, most: int = MOST) -> HomeHistory:
    """Return what happened at a home, the newest first, up to `most` of each; names and texts stay masked."""
    with office.store.read() as work:
        home = homes.find(work, name, own_area(office, work))
        return HomeHistory(
            id=home.id,
            label=home.label,
            requests=tuple(
                OwnRequestRow(
                    id=one.id,
                    status=one.status,
                    urgency=one.urgency,
                    category=one.category,
                    summary=one.summary,
                    received_at=office.moment_of(one.received_at),
                    sight=Sight.MASKED,
                )
                for one in rows.requests(work, home.id, office.operator, most)
            ),
            visits=tuple(
                HomeVisit(
                    one.round_id, one.checklist, office.moment_of(one.at), one.outcome, one.by, one.note
                )
                for one in rows.visits(work, home.id, most)
            ),
            deliveries=tuple(
                HomeDelivery(
                    id=one.id,
                    at=office.moment_of(one.at),
                    kind=one.kind,
                    item=one.item,
                    quantity=one.quantity,
                    measure=one.measure,
                    plan=one.plan_id,
                    by=one.done_by,
                )
                for one in rows.deliveries(work, home.id, most)
            ),
        )

"""What goes on paper before the power goes: the open requests, whom to call, and the numbers to ring."""

from dataclasses import dataclass
from datetime import datetime

from gridctl.core.member_views import MemberRow, TeamRow
from gridctl.core.private import Reveal
from gridctl.core.views import RequestRow
from gridctl.core.words import UNRESOLVED, Urgency
from gridctl.services import areas, members, requests, teams
from gridctl.services.office import Office
from gridctl.services.packs import Packs


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: requests that are not resolved yet, critical ones first, then the soonest due;
    members, teams, and numbers to ring."""

    store: str
    area: str | None
    now: datetime
    requests: tuple[RequestRow, ...]
    members: tuple[MemberRow, ...]
    teams: tuple[TeamRow, ...]
    call: tuple[str, ...]


def paper(office: Office, area: str | None = None, reveal: Reveal | None = None) -> Paper:
    """Return what goes on paper, masked unless it is revealed; more than 20 rows in full want a reason."""
    statuses = tuple(sorted(UNRESOLVED))
    query = requests.Query(statuses=statuses, area=area, words="sort:due")
    found = sorted(requests.listing(office, query, reveal), key=lambda row: row.urgency != Urgency.CRITICAL)
    people = tuple(members.listing(office, members.Wanted(area)))
    with office.store.read() as work:
        place = areas.find(work, area) if area else None
        applied = Packs(work, office.settings.pack_hash).in_force(place.id if place else None, work.now)
        numbers = applied.pack.emergency_numbers(office.settings.country)
    return Paper(
        office.settings.name,
        place.code if place else None,
        office.now(),
        tuple(found),
        people,
        tuple(teams.listing(office)),
        numbers,
    )

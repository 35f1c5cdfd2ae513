"""Requests go out: as we know them, or as Open311 does. Each export is an entry of the ledger."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.export_views import ExportedRequest, Service, ServiceRequest
from gridctl.core.ground import degrees
from gridctl.core.open311 import description_of, folded, status_notes, without_rest
from gridctl.core.private import Reveal, Sight
from gridctl.core.uid import uid_text
from gridctl.core.words import Origin
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.requests import FEW, Query, wanted
from gridctl.store import requests as rows
from gridctl.store.unit import Work


def log_export(office: Office, query: Query, fmt: str, reveal: Reveal | None = None) -> int:
    """Write the ledger's entry of an export and return how many requests it holds.

    More than 20 in full need a reason: BadInput.
    """
    with office.store.begin() as work:
        search = wanted(office, work, query, reveal=reveal is not None)
        number = rows.count(work, search)
        number = min(number, search.limit or number)
        if reveal and number > FEW and not reveal.why:
            raise BadInput(
                N_("{rows} rows would be revealed; more than {few} need a reason"),
                hint=N_("add --why 'REASON', or ask for fewer rows"),
                rows=number,
                few=FEW,
            )
        told = {"rows": number, "format": fmt, "revealed": reveal is not None}
        work.log("export.requests", "request", "list", told, reveal.why if reveal else None)
    return number


def requests_of(office: Office, query: Query, reveal: Reveal | None = None) -> Iterator[ExportedRequest]:
    """Yield the wanted requests with all that is known of them, newest first; log the export before."""
    with office.store.read() as work:
        for row in _rows(work, wanted(office, work, query, reveal=reveal is not None)):
            yield ExportedRequest(
                id=row.id,
                uid=uid_text(row.uid),
                ref=row.ref,
                status=row.status,
                level=row.level,
                urgency=row.urgency,
                category=row.category,
                channel=row.channel,
                area=row.area,
                desk=row.desk,
                home=row.home,
                building=row.building,
                address=row.address,
                summary=row.summary,
                details=row.details,
                name=row.name,
                phone=row.phone,
                holder=row.holder,
                received_at=office.moment_of(row.received_at),
                due=office.moment(row.due),
                updated_at=office.moment_of(_updated(row)),
                resolved_at=office.moment(row.resolved_at),
                closed_at=office.moment(row.closed_at),
                solved_on_spot=row.on_spot,
                outcome=row.outcome,
                answer=row.answer,
                sight=_sight(row, reveal),
            )


def service_requests(office: Office, query: Query, reveal: Reveal | None = None) -> Iterator[ServiceRequest]:
    """Yield the wanted requests as service requests of GeoReport v2, newest first; log the export before."""
    with office.store.read() as work:
        names = Names(office, work)
        for row in _rows(work, wanted(office, work, query, reveal=reveal is not None)):
            yield _service_request(office, names, row, _sight(row, reveal))


def services(office: Office) -> list[Service]:
    """Return the categories of the store's own pack, then those of the operations that run, as services."""
    with office.store.read() as work:
        return Names(office, work).all()


class Names:
    """What services are called, in the store's language, within one unit of work."""

    def __init__(self, office: Office, work: Work) -> None:
        """Read the packs in force."""
        self.lang = office.settings.lang
        self.packs = Packs(work, office.settings.pack_hash)
        self._means: dict[str, str | None] = {}

    def code(self, category: str, theirs: str | None) -> str:
        """Return the code of a service: the sender's own where it means this category, or nothing here."""
        if not theirs:
            return category
        if theirs not in self._means:
            self._means[theirs] = None
            with suppress(NotFound):
                self._means[theirs] = self.packs.find_category(theirs)
        return theirs if self._means[theirs] in {None, category} else category

    def of(self, row: Any) -> str:  # noqa: ANN401
        """Return the name of a request's category; its code where its pack has none such any more."""
        try:
            return self.packs.by_hash(row.pack_hash).category(row.category).title.text(self.lang)
        except NotFound:
            return str(row.category)

    def all(self) -> list[Service]:
        """Return all categories that a request can have now."""
        found: dict[str, Service] = {}
        for pack in self.packs.all_now():
            for one in pack.categories:
                words = one.keywords.zh if self.lang.startswith("zh") else one.keywords.en
                name = one.title.text(self.lang)
                group = pack.title.text(self.lang)
                found.setdefault(
                    one.code, Service(one.code, name, name, False, "realtime", ",".join(words), group)
                )
        return list(found.values())


def position_of(row: Any, rest: dict[str, str | None]) -> tuple[float | None, float | None]:  # noqa: ANN401
    """Return latitude and longitude (WGS84, degrees) of a request.

    Those that its sender gave go before those of its point, and these before those of its building.
    """
    given = _degrees(rest.get("lat")), _degrees(rest.get("long"))
    return given if None not in given else (degrees(row.latitude), degrees(row.longitude))


def _degrees(text: str | None) -> float | None:
    try:
        found = float(text or "")
    except ValueError:
        return None
    return found if abs(found) <= 180 else None  # noqa: PLR2004  (degrees)


def _service_request(office: Office, names: Names, row: Any, sight: Sight) -> ServiceRequest:  # noqa: ANN401
    """Return one request as GeoReport has it; what its sender said holds while nobody has touched it."""
    text, kept = without_rest(row.details) if row.batch_id is not None else (row.details, None)
    rest = kept or {}
    untouched = kept is not None and row.last_origin == Origin.IMPORT
    lat, long = position_of(row, rest)
    code, name = names.code(row.category, rest.get("service_code")), names.of(row)
    if code == rest.get("service_code"):
        name = rest.get("service_name") or name
    changed: str | datetime | None = office.moment_of(_updated(row))
    notes: str | None = status_notes(row.status, row.answer)
    description: str | None = description_of(row.summary, text)
    agency = row.team_name or row.desk_name or rest.get("agency_responsible")
    if untouched:
        changed, notes = rest.get("updated_datetime"), rest.get("status_notes")
        description = rest.get("description", description)
        agency = rest.get("agency_responsible")
    return ServiceRequest(
        service_request_id=row.ref if kept is not None and row.ref else str(row.id),
        status=folded(row.status),
        status_notes=notes,
        service_name=name,
        service_code=code,
        description=description,
        agency_responsible=agency,
        service_notice=rest.get("service_notice"),
        requested_datetime=office.moment_of(row.received_at),
        updated_datetime=changed,
        expected_datetime=office.moment(row.due),
        address=rest.get("address") or row.address or row.home or row.building,
        address_id=rest.get("address_id"),
        zipcode=rest.get("zipcode"),
        lat=lat,
        long=long,
        media_url=rest.get("media_url"),
        sight=sight,
    )


def _rows(work: Work, search: rows.Wanted) -> Iterator[Any]:
    """Yield the rows of an export; a reader holds a few hundred at once."""
    yield from work.execute(rows.exporting(search).execution_options(yield_per=500))


def _updated(row: Any) -> int:  # noqa: ANN401
    """Return when a request was last changed (UTC ms); of one that is over, when it ended."""
    changed: int = row.closed_at or row.resolved_at or row.last_at or 0
    return max(changed, int(row.received_at))


def _sight(row: Any, reveal: Reveal | None) -> Sight:  # noqa: ANN401
    return Sight.FULL if reveal else Sight.CLOSED if row.confidential else Sight.MASKED

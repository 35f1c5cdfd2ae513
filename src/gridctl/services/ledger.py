"""The ledger: who changed what, when; refused attempts and reveals too."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gridctl.core.text import clean_line
from gridctl.core.times import parse_when, to_ms
from gridctl.core.views import LedgerRow
from gridctl.services.office import Office
from gridctl.store import ledgers as rows


@dataclass(frozen=True, slots=True)
class Query:
    """Which entries to list. Times are texts as people write them; `action` may be its first word.

    `after` goes on below that number, for the lists are newest first.
    """

    since: str | None = None
    until: str | None = None
    operator: str | None = None
    action: str | None = None
    thing: str | None = None
    thing_id: str | None = None
    after: int | None = None
    limit: int | None = None


def listing(office: Office, query: Query) -> Iterator[LedgerRow]:
    """Yield the wanted entries, newest first."""
    now = office.now()
    wanted = rows.Wanted(
        since=to_ms(parse_when(query.since, now)) if query.since else None,
        until=to_ms(parse_when(query.until, now)) if query.until else None,
        operator=query.operator,
        action=clean_line(query.action, "--action").rstrip(".") if query.action else None,
        thing=query.thing,
        thing_id=query.thing_id,
        after=query.after,
        limit=query.limit,
    )
    with office.store.read() as work:
        for row in work.execute(rows.listing(wanted)):
            yield LedgerRow(
                seq=row.seq,
                at=office.moment_of(row.at),
                operator=row.operator,
                os_user=row.os_user,
                host=row.host,
                action=row.action,
                thing=row.thing,
                thing_id=row.thing_id,
                changes=_dated(office, row.changes),
                reason=row.reason,
                hash=row.hash.hex(),
            )


def _dated(office: Office, changes: dict[str, Any]) -> dict[str, Any]:
    """Return changes whose times, which the ledger keeps as UTC milliseconds, are moments."""
    return {
        name: _moments(office, value) if name.endswith(("_at", "due")) else value
        for name, value in changes.items()
    }


def _moments(office: Office, value: object) -> object:
    if isinstance(value, list):
        return [_moments(office, one) for one in value]
    return office.moment_of(value) if type(value) is int else value

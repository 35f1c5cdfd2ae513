"""What the head of a screen says of a store: what runs, who types, when the last report was written."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gridctl.services import people
from gridctl.services.office import Office
from gridctl.store import figures, packs


@dataclass(frozen=True, slots=True)
class Running:
    """An operation that is on, and its day; the first one is 1."""

    name: str
    day: int


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the top of every screen."""

    store: str
    operator: str
    running: tuple[Running, ...]
    last_report_at: datetime | None


def heading(office: Office) -> Heading:
    """Return the head of a screen, in one short read."""
    with office.store.read() as work:
        me = people.me(work)
        report: Any = figures.newest_report(work)
        today = office.now().date()
        running = tuple(
            Running(row.name, (today - office.moment_of(row.started_at).date()).days + 1)
            for row in packs.operations(work, at=work.now)
        )
        return Heading(
            store=office.settings.name,
            operator=f"{me.name} {me.code}" if me is not None else office.operator,
            running=running,
            last_report_at=office.moment(report.written_at) if report else None,
        )

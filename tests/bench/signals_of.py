"""Makes a district and times the five colours in it. Run by the measured environment's own Python.

    python signals_of.py STORE REQUESTS N

Eight towns, 200 communities, 2,000 grids and 30,000 buildings, with so many requests, of which one of fifty is open;
or a hundredth of it below a hundred thousand requests. Prints lines of JSON: what, and the median of N runs in ms of
the processor's time, of the statements alone and of the whole look.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from gridctl.core.signals import USUAL
from gridctl.core.times import DAY_MS, HOUR_MS, MINUTE_MS
from gridctl.services import duty_watch, signals, storekeeping
from gridctl.services.office import Office, open_office
from gridctl.services.storekeeping import NewStore
from gridctl.store import signals as rows
from gridctl.store.attendance import expected_now
from gridctl.store.connecting import connect
from gridctl.store.tables.request import FOREVER
from gridctl.store.then import as_of
from gridctl.store.unit import Work

NOW = 1_640_000_000_000
MANY = 100_000
COUNT = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
AREAS = (
    COUNT + "INSERT INTO area (uid, code, code_key, name, kind, parent_id, version, created_at) "
    "SELECT randomblob(16), '{}' || i, lower('{}' || i), '{} ' || i, '{}', {}, 1, 0 FROM n"
)
BUILDINGS = (
    COUNT
    + "INSERT INTO building (uid, code, code_key, name, area_id, version, created_at) SELECT randomblob(16), "
    "'Z' || i, 'z' || i, 'house ' || i, {} + i % {}, 1, 0 FROM n"
)
REQUESTS = (
    COUNT
    + "INSERT INTO request (uid, status, is_open, level, category, urgency, channel, area_id, building_id, "
    "summary, anonymous, received_at, recorded_at, due, due_given, pack_hash, rule, on_spot, confidential, version) "
    "SELECT randomblob(16), iif(i % 50, 'closed', iif(i % 100, 'new', 'working')), i % 50 = 0, 'grid', 'food', "
    "iif(i % 1000, 'normal', 'critical'), 'phone', "
    "{grids} + (i * 7 + i / 50) % {count}, 1 + (i * 7 + i / 50) % {houses}, 'x', 0, {at}, {at}, "
    "{at} + iif(i % 50, 1, i % 60) * 3600000, 0, '', '', 0, 0, 1 FROM n"
)
SPANS = (
    "INSERT INTO span (request_id, status, from_at, to_at, due) SELECT id, iif(is_open, status, 'new'), received_at, "
    f"iif(is_open, {FOREVER}, received_at + {2 * HOUR_MS}), due FROM request"
)


def make(store: Path, requests: int) -> None:
    """Make the district."""
    storekeeping.init(store, NewStore(), clock=lambda: NOW)
    part = 1 if requests >= MANY else 100
    towns, communities, grids, houses = 8, 200 // part, 2000 // part, 30_000 // part
    first = 2 + towns + communities
    spread = max(1, 365 * DAY_MS // requests)
    raw = connect(store)
    raw.execute("BEGIN IMMEDIATE")
    for count, code, kind, parent in (
        (1, "D", "district", "NULL"),
        (towns, "T", "town", "1"),
        (communities, "C", "community", f"2 + i % {towns}"),
        (grids, "G", "grid", f"{2 + towns} + i % {communities}"),
    ):
        raw.execute(AREAS.format(count, code, code, kind, kind, parent))
    raw.execute(BUILDINGS.format(houses, first, grids))
    at = f"({NOW} - iif(i % 50, ({requests} - i) * {spread}, i * 7 % 4000 * {MINUTE_MS}))"
    raw.execute(REQUESTS.format(requests, grids=first, count=grids, houses=houses, at=at))
    raw.execute(SPANS)
    raw.execute("COMMIT")
    raw.execute("ANALYZE")
    raw.close()


def main(store: Path, requests: int, rounds: int) -> None:
    """Print the figures."""
    if not store.exists():
        make(store, requests)
    with open_office(store, clock=lambda: NOW) as office:
        past = office.moment_of(NOW - 30 * DAY_MS).isoformat()
        for what, one in (
            ("statements", lambda: _statements(office)),
            ("look", lambda: signals.look(office, signals.Wanted())),
            ("a town", lambda: signals.look(office, signals.Wanted("T3"))),
            ("with each building", lambda: signals.look(office, signals.Wanted(buildings=True))),
            ("past, statements", lambda: _statements(office, NOW - 30 * DAY_MS)),
            ("past", lambda: signals.look(office, signals.Wanted(at=past))),
        ):
            sys.stdout.write(json.dumps([what, median(one, rounds)]) + "\n")


def _statements(office: Office, at: int | None = None) -> None:
    """Ask the store for all that a look needs, and make nothing of it."""
    with office.store.read() as work:
        if at is None:
            _ask(office, work)
        else:
            with as_of(work, at) as then:
                _ask(office, then.work)


def _ask(office: Office, work: Work) -> None:
    rows.areas(work)
    rows.loads(work, "area", USUAL, {})
    rows.targets(work, [row.id for row in rows.rounds(work)])
    duty_watch.empty_posts(office, work)
    expected_now(work)


def median(one: Callable[[], object], rounds: int) -> float:
    """Return what one call takes, ms of the processor, after a first one that does not count."""
    took = []
    for _ in range(rounds + 1):
        began = time.process_time()
        one()
        took.append(1000 * (time.process_time() - began))
    return statistics.median(took[1:])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

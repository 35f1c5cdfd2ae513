"""Makes a district and times its daily brief. Run by the measured environment's own Python.

    python brief_of.py STORE REQUESTS N

The district of the five colours (8 towns, 200 communities, 2,000 grids) with steps for each request, 3,000 of them of
the day, 17,000 members and 3,000 turns a day; or a hundredth of it below a hundred thousand requests. Prints lines of
JSON: what, and ms of the processor's time (the median of N); the brief is that of the running day, with those
of the day before and of the week before kept, as cron keeps them.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.signals_of import COUNT, MANY, NOW, make, median
from gridctl.core.times import DAY_MS, HOUR_MS
from gridctl.report.writing import SUFFIX, Order, written
from gridctl.services.office import open_office
from gridctl.store.connecting import connect

STEPS = (
    "INSERT INTO step (request_id, kind, at, recorded_at, counted_at, operator, status, origin) SELECT id, '{kind}', "
    "{at}, {at}, {at}, 'bench', '{status}', 'typed' FROM request WHERE {where} ORDER BY id"
)
MEMBERS = (
    COUNT
    + "INSERT INTO member (uid, code, code_key, name, tier, area_id, sending_unit, version, created_at) SELECT "
    "randomblob(16), 'M' || i, 'm' || i, 'name ' || i, iif(i % 5, 'volunteer', 'officer'), {first} + i % {grids}, "
    "'unit ' || (i % 40), 1, 0 FROM n"
)
POSTS = (
    COUNT
    + "INSERT INTO post (uid, duty, area_id, shift, starts, ends, night, from_on, until_on, weekdays, least, best, "
    "standby, version, created_at) SELECT randomblob(16), 'patrol', {first} + i % {grids}, 'early', 480, 960, 0, "
    "'2021-12-01', '2021-12-31', 127, 3, 3, 0, 1, 0 FROM n"
)
TURNS = (
    COUNT
    + "INSERT INTO turn (uid, post_id, member_id, on_date, start_at, end_at, state, locked, checked_in_at, version, "
    "created_at) SELECT randomblob(16), 1 + i / 3, i, '{day}', {start}, {start} + 28800000, 'published', 0, "
    "iif(i % 20, {start} + 60000 * (i % 20), NULL), 1, 0 FROM n"
)


def fill(store: Path, requests: int) -> None:
    """Make the district with its steps and its duty."""
    make(store, requests)
    part = 1 if requests >= MANY else 100
    grids, first = 2000 // part, 2 + 8 + 200 // part
    raw = connect(store)
    raw.execute("BEGIN IMMEDIATE")
    # The newest 3,000 fall into the day that runs.
    day = 3000 // part
    raw.execute(
        f"UPDATE request SET received_at = {NOW} - ({requests} - id) * {20 * HOUR_MS // day},"
        f" recorded_at = {NOW} - ({requests} - id) * {20 * HOUR_MS // day} WHERE id > {requests - day}"
    )
    raw.execute(f"UPDATE span SET from_at = min(from_at, {NOW}) WHERE request_id > {requests - day}")
    later = f"min({NOW}, received_at + {2 * HOUR_MS})"
    for kind, at, status, where in (
        ("receive", "received_at", "new", "1"),
        ("resolve", later, "resolved", "is_open = 0"),
        ("close", later, "closed", "is_open = 0"),
    ):
        raw.execute(STEPS.format(kind=kind, at=at, status=status, where=where))
    raw.execute(MEMBERS.format(17_000 // part, first=first, grids=grids))
    raw.execute(POSTS.format(1000 // part, first=first, grids=grids))
    for back in (0, 1, 7):
        start = (NOW - back * DAY_MS) // DAY_MS * DAY_MS
        date = time.strftime("%Y-%m-%d", time.gmtime(start / 1000))
        raw.execute(TURNS.format(3000 // part - 3, day=date, start=start))
    raw.execute("COMMIT")
    raw.execute("ANALYZE")
    raw.close()


def main(store: Path, requests: int, rounds: int) -> None:
    """Print the figures."""
    if not store.exists():
        fill(store, requests)
    with open_office(store, clock=lambda: NOW) as office:
        today = office.now().date()
        began = time.process_time()
        for day in ("2021-12-12", "2021-12-13", "2021-12-19"):
            written(office, Order(day=day, formats=()))
        _say("three days that are over, counted and kept", 1000 * (time.process_time() - began))
        order = Order(day=today.isoformat(), formats=tuple(SUFFIX), lang="zh")
        _say("all formats", median(lambda: written(office, order), rounds))
        order = Order(day=today.isoformat(), formats=("json",), lang="zh")
        _say("json", median(lambda: written(office, order), rounds))
        order = Order(day="2021-12-19", formats=("json",), lang="zh")
        _say("json of a day that was kept", median(lambda: written(office, order), rounds))


def _say(what: str, figure: float) -> None:
    sys.stdout.write(json.dumps([what, figure]) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

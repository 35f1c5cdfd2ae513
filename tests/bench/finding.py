"""Times the usual lists against bare SQLite. Run by the measured environment's own Python.

    python finding.py STORE N

Prints a line of JSON for each: what, the milliseconds of our statement through SQLAlchemy, those of the
same question written by hand for the driver (on the same indexes, of which its planner takes the best),
and those of the whole service from words to views; medians of N turns, ours and theirs one after the other.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from gridctl.services import request_views, requests
from gridctl.services.office import Office, open_office
from gridctl.services.requests import Query
from gridctl.store import requests as rows
from gridctl.store.unit import Work

COLUMNS = """SELECT r.id, r.status, r.level, r.urgency, r.category, r.summary, r.name, r.phone, r.channel, r.ref,
 r.received_at, r.due, r.confidential, a.code, ifnull(m.code, t.code) FROM {first}
 LEFT JOIN area a ON a.id = r.area_id LEFT JOIN member m ON m.id = r.holder_member_id
 LEFT JOIN team t ON t.id = r.holder_team_id WHERE r.status <> 'void' AND """
STANDING = "r.is_open = 1 AND r.status IN ('new', 'assigned', 'working', 'waiting')"

LISTS = (
    (
        "open by status and grid",
        Query(words="status:new area:G007", limit=50),
        "r.is_open = 1 AND r.status = 'new' AND r.area_id = :area ORDER BY r.id DESC LIMIT 50",
    ),
    (
        "a desk's queue, soonest due",
        Query(words="desk:G007 sort:due", limit=50),
        "r.is_open = 1 AND r.desk_id = :area ORDER BY r.due NULLS LAST, r.id LIMIT 50",
    ),
    (
        "overdue",
        Query(words="is:overdue sort:due", limit=50),
        f"{STANDING} AND r.due <= :now ORDER BY r.due, r.id LIMIT 50",
    ),
    ("newest five", Query(limit=5), "r.is_open = 1 ORDER BY r.id DESC LIMIT 5"),
    (
        "two characters, newest twenty",
        Query(words="水管", limit=20),
        "f.request_search MATCH '\"水 管\"' ORDER BY f.rowid DESC LIMIT 20",
    ),
)
REMARKS = """INSERT INTO step (request_id, kind, at, recorded_at, operator, note, status, origin)
 SELECT r.id, 'note', r.received_at + 60000 * n.value, r.recorded_at, 'owner', '已联系', r.status, 'typed'
 FROM request r JOIN (SELECT 1 AS value UNION SELECT 2 UNION SELECT 3) n ON n.value < 3 OR r.id % 6 = 0"""
TIMELINE = "SELECT * FROM step WHERE request_id = 1000 ORDER BY seq"


def live_long(office: Office) -> None:
    """Let each request have two or three remarks: with what the file brought that makes five steps."""
    with office.store.begin() as work:
        work.conn.exec_driver_sql(REMARKS)


def main(store: str, rounds: int) -> None:
    """Print the figures of each list, and of one timeline."""
    with open_office(Path(store)) as office:
        live_long(office)
    with open_office(Path(store)) as office, office.store.read() as work:
        raw: Any = work.conn.connection.driver_connection
        area = raw.execute("SELECT id FROM area WHERE code = 'G007'").fetchone()[0]
        given = {"area": area, "now": work.now}
        for what, query, plainly in LISTS:
            statement = rows.listing(requests.wanted(office, work, query))
            first = "request_search f JOIN request r ON r.id = f.rowid" if "MATCH" in plainly else "request r"
            bare = COLUMNS.format(first=first) + plainly
            wanted = {name: value for name, value in given.items() if f":{name}" in bare}
            _compare(
                what,
                rounds,
                partial(_all, work, statement),
                partial(_bare, raw, bare, wanted),
                partial(_whole, office, query),
            )
        _compare(
            "one timeline",
            rounds,
            lambda: rows.timeline(work, 1000),
            partial(_bare, raw, TIMELINE, {}),
            lambda: request_views.view_of(office, work, 1000),
        )


def _all(work: Work, statement: Any) -> object:  # noqa: ANN401
    return work.execute(statement).all()


def _bare(raw: Any, statement: str, given: dict[str, Any]) -> object:  # noqa: ANN401
    return raw.execute(statement, given).fetchall()


def _whole(office: Office, query: Query) -> object:
    return list(requests.listing(office, query))


def _compare(
    what: str,
    rounds: int,
    ours: Callable[[], object],
    bare: Callable[[], object],
    whole: Callable[[], object],
) -> None:
    took: list[list[float]] = [[], [], []]
    for turn in range(rounds + 2):
        for place, one in enumerate((ours, bare, whole)):
            began = time.perf_counter()
            one()
            if turn > 1:  # the first two warm the caches
                took[place].append(1000 * (time.perf_counter() - began))
    sys.stdout.write(json.dumps([what, *map(statistics.median, took)]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

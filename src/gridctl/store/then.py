"""A past moment as it was known then: tables of this connection's own stand before those of the store.

Whatever asks for requests, areas, buildings, members, posts, turns or rounds meanwhile reads what the store knew at
that moment, so that the same statements give the same answer as they gave then. Statuses and deadlines come from the
spans (DESIGN.md §8, 1), what steps have changed since from what they replaced, everything else from the ledger.
"""

# ruff: noqa: S608  (statements are put together from constants of this file and numbers)

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import text

from gridctl.core.attendance import KEPT_MS, LONGEST_MS
from gridctl.core.times import DAY_MS, to_ms
from gridctl.core.words import OPEN
from gridctl.store.chain import stands_for
from gridctl.store.tables.request import WEEK_MS
from gridctl.store.unit import Work

_TABLES = ("request", "area", "building", "member", "post", "turn", "round", "round_target", "operation")
_SINCE = text(
    "SELECT thing, thing_id, action, changes FROM ledger WHERE seq > :last"
    " AND (thing IN ('area', 'building', 'member', 'post', 'turn', 'round', 'operation') OR action IN"
    " ('request.import', 'request.restore', 'import.undo')) ORDER BY seq DESC"
)
_LAST = text("SELECT seq FROM ledger WHERE at <= :at ORDER BY seq DESC LIMIT 1")
_SIGNS = text(
    "SELECT changes ->> 'at' FROM ledger WHERE thing = 'turn' AND thing_id = :turn AND action = 'duty.checkin'"
    " AND at <= :at AND seq > ifnull((SELECT seq FROM ledger WHERE at <= :since ORDER BY seq DESC LIMIT 1), 0)"
)
_NAMES = text(
    "SELECT name FROM main.member WHERE id = :number UNION SELECT name FROM stage_member WHERE thing_id = :number"
    " UNION SELECT before ->> '$.fields.name' FROM stage_member WHERE thing_id = :number"
)
_CODE = text("SELECT code FROM temp.member WHERE id = :number")
_STAGES = ("stage_request", "stage_area", "stage_place", "stage_member", "stage_post")
"""Where imports keep what they changed of that which is laid out here."""
_COLUMNS = (
    "id", "status", "is_open", "due", "received_at", "urgency", "area_id", "building_id", "holder_member_id",
    "holder_team_id",
)  # fmt: skip
_MOVED = ("urgency", "area_id", "building_id", "holder_member_id", "holder_team_id")
"""What steps change and spans do not tell."""
_INDEXES = {
    "request_open": "id, area_id, urgency, received_at, due",
    "request_standing": "area_id, status",
}
"""What the store has by these names, as far as the statements of the five colours lean on it."""
_OPEN = ", ".join(f"'{status}'" for status in sorted(OPEN))
Past = Mapping[tuple[str, int], list[tuple[str, dict[str, Any]]]]
"""What the ledger says of each thing after a moment: actions and changes, the newest first."""
_HASHED = "hmac:"
"""How a personal value begins that the ledger keeps as a hash alone."""


@dataclass(slots=True)
class Then:
    """A unit of work that sees a past moment, and what nobody can know any more of that moment.

    `renamed` are the codes of members whose name was another one: the ledger has names as hashes alone, so those
    of today are shown. `undone` are imports that an older gridctl took back since: it kept no note of what it
    gave back, so what they had changed shows as it is today.
    """

    work: Work
    renamed: list[str] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)


@contextmanager
def as_of(work: Work, at: int, since: int | None = None) -> Iterator[Then]:
    """Let this unit of work, which only reads, see the store as it was at a moment (UTC ms).

    Turns are there from `since` on, at least those of the week before.
    """
    then = Then(replace(work, now=at))
    try:
        past = _past(work, at)
        then.undone += _untold(work, past)
        _requests(then.work, past)
        for name in ("area", "building", "member", "post"):
            _standing(then, name, past)
        _turns(then.work, past, since)
        _rounds(then.work, past)
        _operations(then.work, past)
        yield then
    finally:
        for name in _TABLES:
            work.execute(text(f"DROP TABLE IF EXISTS temp.{name}"))


def _past(work: Work, at: int) -> Past:
    last = work.execute(_LAST, {"at": at}).scalar() or 0
    found: dict[tuple[str, int], list[tuple[str, dict[str, Any]]]] = {}
    for thing, number, action, changes in work.execute(_SINCE, {"last": last}):
        if str(number).isdecimal():
            found.setdefault((thing, int(number)), []).append((action, json.loads(changes)))
    return found


def _before(entries: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """Return the values that were replaced, by the names of the ledger; the earliest change tells."""
    found: dict[str, Any] = {}
    for _action, changes in entries:
        for name, pair in changes.items():
            match pair:
                case [before, _after]:
                    found[name] = before
    return found


def _overlay(work: Work, name: str, changed: Mapping[int, Mapping[str, Any]]) -> None:
    """Put values back into the table of this connection, by the numbers of its rows."""
    by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for number, values in changed.items():
        if values:
            columns = tuple(sorted(values))
            by_columns.setdefault(columns, []).append((*(_plain(values[one]) for one in columns), number))
    for columns, rows in by_columns.items():
        told = ", ".join(f"{one} = ?" for one in columns)
        work.many(f"UPDATE temp.{name} SET {told} WHERE id = ?", rows)


def _plain(value: Any) -> Any:  # noqa: ANN401
    return json.dumps(value) if isinstance(value, list | dict) else value


def _standing(then: Then, name: str, past: Past) -> None:
    """Lay out the things that were known, with the values that they had; what was gone is there as such."""
    work, at = then.work, then.work.now
    work.execute(text(f"CREATE TEMP TABLE {name} AS SELECT * FROM main.{name} WHERE created_at <= {at}"))
    if name == "member":  # who was taken back with an import has freed the code, see `undoing_people`
        work.execute(
            text(
                f"UPDATE temp.member SET code_key = replace(code_key, '~' || id, '') WHERE removed_at > {at}"
                " AND code_key LIKE '%~' || id"
            )
        )
    work.execute(text(f"UPDATE temp.{name} SET removed_at = NULL WHERE removed_at > {at}"))
    columns = {
        row.name for row in work.execute(text(f"SELECT name FROM pragma_table_info('{name}', 'temp')"))
    }
    also = {"parent": "parent_id"} if name == "area" else {}
    changed = {}
    for (thing, number), entries in past.items():
        if thing == name:
            told = {also.get(key, key): value for key, value in _before(entries).items()}
            if any(action == "member.leave" for action, _changes in entries):
                told["removed_at"] = None  # told later, with an earlier day
            changed[number] = {key: value for key, value in told.items() if key in columns - {"id"}}
    if name == "member":
        _name(then, changed)
    _overlay(work, name, changed)


def _name(then: Then, changed: Mapping[int, dict[str, Any]]) -> None:
    """Put back the names that members had, by their hashes: theirs of today, or one that an import knew."""
    for number, values in changed.items():
        values.pop("phone", None)
        kept = values.get("name")
        if not isinstance(kept, str) or not kept.startswith(_HASHED):
            continue
        found = then.work.execute(_NAMES, {"number": number}).scalars()
        fitting = (one for one in found if stands_for(then.work.conn, kept, "member", number, one))
        values["name"] = next(fitting, None)
        if values["name"] is None:
            del values["name"]
            code = then.work.execute(_CODE, {"number": number}).scalar()
            then.renamed += [str(code)] if code is not None else []


def _untold(work: Work, past: Past) -> list[int]:
    """Return the imports that were taken back since without a note of what they gave back, and had changed things."""
    found = []
    for (thing, number), told in sorted(past.items()):
        notes = [changes for action, changes in told if action == "import.undo"] if thing == "batch" else []
        if any("restored" not in changes for changes in notes):
            tables = (
                f"SELECT 1 FROM {name} WHERE batch_id = :batch AND outcome = 'restored'" for name in _STAGES
            )
            union = " UNION ALL ".join(tables)
            found += [number] if work.execute(text(f"{union} LIMIT 1"), {"batch": number}).first() else []
    return found


_KNOWN = "r.recorded_at <= {at} AND r.status <> 'void'"
_THEN_OPEN = (
    f"SELECT request_id, status, due FROM main.span INDEXED BY span_long WHERE to_at - from_at > {WEEK_MS}"
    " AND to_at > {at} AND from_at <= {at}"
    f" UNION ALL SELECT request_id, status, due FROM main.span INDEXED BY span_short WHERE to_at - from_at <= {WEEK_MS}"
    f" AND from_at >= {{at}} - {WEEK_MS} AND from_at <= {{at}} AND to_at > {{at}}"
)
"""As in `store.figures`: both indexes are read no further than they must be."""


def _requests(work: Work, past: Past) -> None:
    at = work.now
    own = ", ".join(f"r.{name}" for name in _COLUMNS if name not in {"id", "status", "is_open", "due"})
    work.execute(
        text(
            f"CREATE TEMP TABLE request AS SELECT r.id, s.status, 1 AS is_open, s.due, {own}"
            f" FROM ({_THEN_OPEN.format(at=at)}) s CROSS JOIN main.request r ON r.id = s.request_id"
            f" WHERE {_KNOWN.format(at=at)}"
        )
    )
    work.execute(text("CREATE UNIQUE INDEX temp.request_number ON request (id)"))
    for index, columns in _INDEXES.items():
        work.execute(text(f"CREATE INDEX temp.{index} ON request ({columns}) WHERE is_open = 1"))
    _told_otherwise(work, past)
    later = work.execute(
        text(
            "SELECT s.request_id, json_extract(s.detail, '$.was') FROM temp.request r JOIN main.step s"
            " ON s.request_id = r.id WHERE s.recorded_at > :at AND json_type(s.detail, '$.was') = 'object'"
            " ORDER BY s.seq DESC"
        ),
        {"at": at},
    )
    changed: dict[int, dict[str, Any]] = {}
    for number, was in later:
        told = json.loads(was)
        changed.setdefault(number, {}).update({name: told[name] for name in _MOVED if name in told})
    _overlay(work, "request", changed)


def _told_otherwise(work: Work, past: Past) -> None:
    """Lay out anew what files have changed or taken back since: the last step known then tells how it stood."""
    at = work.now
    undone = _undone(past)
    followed = {number: _before(told) for (thing, number), told in past.items() if thing == "request"}
    if not undone and not followed:
        return
    values = {"at": at, "undone": json.dumps(undone), "followed": json.dumps(list(followed))}
    which = "(r.id IN (SELECT value FROM json_each(:followed)) OR r.batch_id IN (SELECT value FROM json_each(:undone)))"
    work.execute(
        text(f"DELETE FROM temp.request WHERE id IN (SELECT r.id FROM main.request r WHERE {which})"), values
    )
    own = ", ".join(f"r.{name}" for name in _COLUMNS if name not in {"id", "status", "is_open"})
    work.execute(
        text(
            f"INSERT INTO temp.request (id, status, is_open, {', '.join(_COLUMNS[3:])})"
            f" SELECT r.id, s.status, 1, {own} FROM main.request r JOIN main.step s ON s.seq ="
            " (SELECT max(x.seq) FROM main.step x WHERE x.request_id = r.id AND x.recorded_at <= :at)"
            f" WHERE r.recorded_at <= :at AND {which} AND s.status IN ({_OPEN})"
        ),
        values,
    )
    known = set(_COLUMNS) - {"id", "status", "is_open"}
    _overlay(
        work,
        "request",
        {
            number: {name: one for name, one in told.items() if name in known}
            for number, told in followed.items()
        },
    )


def _undone(past: Past) -> list[int]:
    """Return the imports that were taken back since."""
    return [
        number
        for (thing, number), told in past.items()
        if thing == "batch" and any(action == "import.undo" for action, _changes in told)
    ]


def _turns(work: Work, past: Past, since: int | None) -> None:
    """Lay out the turns that may run, or have run of late, as they stood then."""
    at = work.now
    oldest = min(at - KEPT_MS - 2 * DAY_MS, at if since is None else since - 1)
    work.execute(
        text(
            "CREATE TEMP TABLE turn AS SELECT t.*, p.published_at FROM main.turn t LEFT JOIN main.plan p"
            f" ON p.id = t.plan_id WHERE t.created_at <= {at} AND (t.removed_at IS NULL OR t.removed_at > {at})"
            f" AND t.start_at > {oldest} AND t.start_at <= {at + LONGEST_MS}"
        )
    )
    found = work.execute(
        text("SELECT id, removed_at, checked_in_at, seen_at, published_at FROM temp.turn")
    ).all()
    _overlay(work, "turn", {row.id: _turn_then(work, row, past.get(("turn", row.id), [])) for row in found})


def _turn_then(work: Work, row: Any, entries: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:  # noqa: ANN401
    """Return what a turn had otherwise at a moment; who came is known from when it was typed."""
    values: dict[str, Any] = {}
    state = _before(entries).get("state", "draft" if row.removed_at is not None else None)
    if row.published_at is not None and row.published_at > work.now:
        state = "draft"
    if state is not None:
        values["state"] = state
    for action, changes in entries:
        if action == "duty.checkin":
            came = _same_moment(changes.get("at"), row.checked_in_at)
            values["checked_in_at" if came else "seen_at"] = None
        elif action in {"duty.checkout", "duty.no_show"}:
            values["checked_out_at" if action == "duty.checkout" else "no_show_at"] = None
    if "seen_at" in values and "checked_in_at" not in values:
        values["seen_at"] = _last_seen(work, row.id)
    return values


def _last_seen(work: Work, number: int) -> int | None:
    """Return the newest sign of life in a turn (UTC ms) that was known by the moment."""
    signs = work.execute(
        _SIGNS, {"at": work.now, "since": work.now - 2 * DAY_MS, "turn": str(number)}
    ).scalars()
    return max((to_ms(datetime.fromisoformat(one)) for one in signs), default=None)


def _same_moment(told: Any, ms: int | None) -> bool:  # noqa: ANN401
    """Tell whether a time of the ledger, which is to the second, is a moment (UTC ms)."""
    return ms is not None and to_ms(datetime.fromisoformat(str(told))) // 1000 == ms // 1000


def _operations(work: Work, past: Past) -> None:
    """Lay out the operations that were known: which packs were in force."""
    told = {
        action: [
            number
            for (thing, number), some in past.items()
            if thing == "operation" and (action in dict(some))
        ]
        for action in ("operation.begin", "operation.end")
    }
    later, ended = (", ".join(map(str, some)) for some in told.values())
    work.execute(
        text(f"CREATE TEMP TABLE operation AS SELECT * FROM main.operation WHERE id NOT IN ({later})")
    )
    work.execute(text(f"UPDATE temp.operation SET ended_at = NULL WHERE id IN ({ended})"))


def _rounds(work: Work, past: Past) -> None:
    """Lay out the rounds that ran, and their targets with what had been recorded of them."""
    at = work.now
    first = {}
    for (thing, number), told in past.items():
        turns = [action for action, _changes in told if action in {"round.close", "round.reopen"}]
        if thing == "round" and turns:
            first[number] = turns[-1]
    reopened = [number for number, action in first.items() if action == "round.reopen"]
    closed = [number for number, action in first.items() if action == "round.close"]
    marks, open_then = (", ".join(map(str, some)) for some in (reopened, closed))
    work.execute(
        text(
            f"CREATE TEMP TABLE round AS SELECT * FROM main.round WHERE opened_at <= {at} AND id NOT IN ({marks})"
            f" AND (closed_at IS NULL OR id IN ({open_then}))"
        )
    )
    work.execute(text("UPDATE temp.round SET closed_at = NULL"))
    work.execute(
        text(
            "CREATE TEMP TABLE round_target AS SELECT t.id, t.round_id, t.building_id, NULL AS dropped_at,"
            " (SELECT v.outcome FROM main.visit v WHERE v.target_id = t.id"
            f" AND v.recorded_at <= {at} AND (v.voided_at IS NULL OR v.voided_at > {at})"
            " ORDER BY v.at DESC, v.seq DESC LIMIT 1) AS outcome FROM temp.round r JOIN main.round_target t"
            f" ON t.round_id = r.id WHERE t.added_at <= {at} AND (t.dropped_at IS NULL OR t.dropped_at > {at})"
        )
    )

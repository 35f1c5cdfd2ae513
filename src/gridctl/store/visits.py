"""Visits in the store: written, put right, and what the target that they are about looks like then."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from sqlalchemy import bindparam, insert, select, text, update

from gridctl.core.text import code_key
from gridctl.store.rounds import THING
from gridctl.store.tables.columns import table
from gridctl.store.tables.rounds import RoundRequest, RoundTarget, Visit
from gridctl.store.unit import Work

VISIT = table(Visit)
TARGET = table(RoundTarget)
RAISED = table(RoundRequest)

_SELECT = f"SELECT t.*, h.label AS home, h.room, r.name AS person, {THING} FROM "
_HERE = "t.round_id = :round AND t.dropped_at IS NULL"
_TARGET = (
    f"{_SELECT}round_target t LEFT JOIN home h ON h.id = t.home_id LEFT JOIN resident r ON r.id = t.resident_id"
    f" WHERE {_HERE} AND "
)
_BY_LABEL = text(
    f"{_SELECT}home h JOIN round_target t ON t.home_id = h.id AND {_HERE}"
    " LEFT JOIN resident r ON r.id = t.resident_id WHERE h.label_key = :key AND h.removed_at IS NULL ORDER BY t.part"
)
_BY_HOME = text(_TARGET + "t.home_id = :home ORDER BY t.part")
_BY_ROOM = text(
    _TARGET + "t.home_id IS NOT NULL AND h.room = :room"
    " AND (:building IS NULL OR t.building_id = :building) AND (:unit IS NULL OR t.unit = :unit)"
    " ORDER BY t.place LIMIT 400"
)
_BY_THING = text(_TARGET + "t.thing_id = :thing ORDER BY t.id")
_BY_PLACE = text(_TARGET + "t.place = :place ORDER BY t.id")
_VALID = (
    select(VISIT)
    .where(VISIT.c.target_id == bindparam("target"), VISIT.c.voided_at.is_(None))
    .order_by(VISIT.c.at, VISIT.c.seq)
)
_NEEDS = text(
    "SELECT DISTINCT n.tag FROM need n JOIN resident p ON p.id = n.resident_id WHERE n.ended_at IS NULL"
    " AND p.status = 'living' AND (p.id = :resident OR (:resident IS NULL AND p.home_id = :home)) ORDER BY 1"
)
_LABELS = text(
    "SELECT h.label FROM round_target t JOIN home h ON h.id = t.home_id WHERE t.round_id = :round"
    " AND t.dropped_at IS NULL AND (:building IS NULL OR t.building_id = :building) ORDER BY t.place LIMIT 5000"
)
_LIVING = text("SELECT id FROM resident WHERE home_id = :home AND status = 'living' ORDER BY id")
_STANDING = text(
    "SELECT v.move_id FROM visit v WHERE v.target_id = :target AND v.move_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM supply_move u WHERE u.undoes_id = v.move_id) ORDER BY v.seq"
)
_INSERT = insert(VISIT)
_PEOPLE = 100
"""So many people of a home are taken back together at most."""


def by_label(work: Work, number: int, label: str) -> list[Any]:
    """Return the targets of a round at the home with exactly this label."""
    return list(work.execute(_BY_LABEL, {"round": number, "key": code_key(label)}))


def by_home(work: Work, number: int, home_id: int) -> list[Any]:
    """Return the targets of a round at a home."""
    return list(work.execute(_BY_HOME, {"round": number, "home": home_id}))


def by_room(
    work: Work, number: int, room: str, building_id: int | None = None, unit: str | None = None
) -> list[Any]:
    """Return the targets of a round at the homes with this room, in a building and unit where they are given."""
    return list(
        work.execute(_BY_ROOM, {"round": number, "room": room.upper(), "building": building_id, "unit": unit})
    )


def by_thing(work: Work, number: int, thing_id: int) -> list[Any]:
    """Return the target of a round that is this compound, building, area, member or point."""
    return list(work.execute(_BY_THING, {"round": number, "thing": thing_id}))


def by_place(work: Work, number: int, place: int) -> list[Any]:
    """Return the target of a round at this place of its list."""
    return list(work.execute(_BY_PLACE, {"round": number, "place": place}))


def labels(work: Work, number: int, building_id: int | None = None) -> list[str]:
    """Return the labels of the homes of a round, to name the nearest one."""
    found = work.execute(_LABELS, {"round": number, "building": building_id}).scalars()
    return list(dict.fromkeys(found))


def living(work: Work, home_id: int) -> list[int]:
    """Return the numbers of those who live in a home."""
    return list(work.execute(_LIVING, {"home": home_id}).scalars())


def needs(work: Work, target: Any) -> list[str]:  # noqa: ANN401
    """Return the needs that have not ended of a resident, or of all who live in a home."""
    if target.home_id is None and target.resident_id is None:
        return []
    values = {"resident": target.resident_id, "home": target.home_id}
    return list(work.execute(_NEEDS, values).scalars())


def valid(work: Work, target_id: int) -> list[Any]:
    """Return the visits of a target that count, in the order in which they happened."""
    return list(work.execute(_VALID, {"target": target_id}))


def everything(work: Work, target_id: int) -> list[Any]:
    """Return all visits of a target, in the order of the store, those too that count no more."""
    return list(work.execute(select(VISIT).where(VISIT.c.target_id == target_id).order_by(VISIT.c.seq)))


def was_read(work: Work, number: int, digest: str) -> bool:
    """Tell whether a form with these bytes (SHA-256, hex) was read into a round before."""
    query = text(
        "SELECT 1 FROM ledger WHERE action = 'round.form' AND thing = 'round' AND thing_id = :round"
        " AND changes ->> 'sha256' = :digest LIMIT 1"
    )
    return work.execute(query, {"round": str(number), "digest": digest}).first() is not None


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert one visit and return its place in the order of the store."""
    return work.add(_INSERT, values)


def standing_moves(work: Work, target_id: int) -> list[int]:
    """Return the movements by which visits of a target handed something out, and that were not taken back."""
    return list(work.execute(_STANDING, {"target": target_id}).scalars())


def set_move(work: Work, seq: int, move_id: int) -> None:
    """Note by which movement a visit handed something out."""
    work.execute(update(VISIT).where(VISIT.c.seq == seq).values(move_id=move_id))


def void(work: Work, seq: int) -> None:
    """Let a visit no longer count."""
    work.execute(update(VISIT).where(VISIT.c.seq == seq).values(voided_at=work.now))


def refresh(work: Work, target_id: int, values: dict[str, Any]) -> None:
    """Write what the visits of a target come to."""
    work.execute(update(TARGET).where(TARGET.c.id == target_id).values(**values))


def note_raised(work: Work, values: dict[str, Any]) -> None:
    """Note which request a visit raised."""
    work.execute(insert(RAISED).values(**values))


def raised_of(work: Work, target_id: int, item: str | None) -> list[int]:
    """Return the requests of a target's item (None: of knocks without an answer) that are still open."""
    query = text(
        "SELECT q.id FROM round_request x JOIN request q ON q.id = x.request_id"
        " WHERE x.round_id = (SELECT round_id FROM round_target WHERE id = :target) AND x.target_id = :target"
        " AND x.item IS :item AND q.is_open = 1"
    )
    return list(work.execute(query, {"target": target_id, "item": item}).scalars())


def raised_by(work: Work, seq: int) -> list[int]:
    """Return the requests that a visit raised and nobody has touched yet."""
    query = text(
        "SELECT q.id FROM round_request x JOIN request q ON q.id = x.request_id"
        " WHERE x.visit_seq = :seq AND q.status = 'new'"
    )
    return list(work.execute(query, {"seq": seq}).scalars())


def last_of(work: Work, number: int, operator: str, count: int | None = None) -> list[Any]:
    """Return the last visits that an operator recorded in a round and that count, the newest first.

    `count` of them; without it the last one, with all that were recorded alike at the same home at that moment.
    """
    query = text(
        "SELECT v.*, t.home_id FROM visit v JOIN round_target t ON t.id = v.target_id WHERE v.round_id = :round"
        " AND v.operator = :operator AND v.voided_at IS NULL ORDER BY v.seq DESC LIMIT :most"
    )
    values = {"round": number, "operator": operator, "most": _PEOPLE if count is None else count}
    found = list(work.execute(query, values))
    if count is not None or not found:
        return found
    last = found[0]
    alike = takewhile(
        lambda one: (
            (one.home_id, one.recorded_at, one.outcome) == (last.home_id, last.recorded_at, last.outcome)
        ),
        found[1:],
    )
    return [last, *alike] if last.home_id is not None else [last]


def voided_with(work: Work, target_id: int, recorded_at: int, seq: int) -> Any | None:  # noqa: ANN401
    """Return the visit that the one with `seq`, recorded then, put right."""
    query = text(
        "SELECT * FROM visit WHERE target_id = :target AND voided_at = :at AND seq < :seq"
        " ORDER BY seq DESC LIMIT 1"
    )
    return work.execute(query, {"target": target_id, "at": recorded_at, "seq": seq}).first()


def copy(work: Work, seq: int, uid: bytes) -> None:
    """Write a visit that no longer counts once more, as one that counts from now on."""
    columns = "round_id, target_id, outcome, at, operator, done_by, answers, note, double"
    query = text(
        f"INSERT INTO visit (uid, recorded_at, {columns}) SELECT :uid, :now, {columns} FROM visit WHERE seq = :seq"
    )
    work.execute(query, {"uid": uid, "now": work.now, "seq": seq})


def with_answers(work: Work, number: int) -> list[Any]:
    """Return the visits of a round that count and have answers, with the target's number."""
    v = VISIT.c
    query = select(v.target_id, v.answers).where(
        v.round_id == number, v.voided_at.is_(None), v.answers.is_not(None)
    )
    return list(work.execute(query.order_by(v.seq)))


def of_residents(work: Work, residents: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the targets that some residents are, and the visits to them."""
    t, v = TARGET.c, VISIT.c
    targets: list[int] = []
    for start in range(0, len(residents), 500):
        targets += work.execute(
            select(t.id).where(t.resident_id.in_(residents[start : start + 500]))
        ).scalars()
    found: list[int] = []
    for start in range(0, len(targets), 500):
        found += work.execute(select(v.seq).where(v.target_id.in_(targets[start : start + 500]))).scalars()
    return targets, found

"""What `store check` looks at: the file, the references, the counters, the ledger's chain."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import text

from gridctl.core.errors import N_
from gridctl.store import chain
from gridctl.store.unit import Work

COUNTERS = (
    (
        "spans",
        N_("open requests without a span, or ended ones with one"),
        """SELECT count(*) FROM request r WHERE r.status <> 'void' AND r.is_open <>
           EXISTS (SELECT 1 FROM span s WHERE s.request_id = r.id AND s.to_at = 4611686018427387904)""",
    ),
    (
        "last_step",
        N_("requests whose status is not that of their last step"),
        """SELECT count(*) FROM request r WHERE r.status <> 'void' AND r.status IS NOT
           (SELECT s.status FROM step s WHERE s.request_id = r.id AND s.counted_at IS NOT NULL
            ORDER BY s.seq DESC LIMIT 1)""",
    ),
    (
        "open_mark",
        N_("requests whose open mark does not fit their status"),
        """SELECT count(*) FROM request WHERE is_open <>
           (status IN ('new', 'assigned', 'working', 'waiting', 'resolved'))""",
    ),
    (
        "span_order",
        N_("spans that end before they begin"),
        "SELECT count(*) FROM span WHERE to_at < from_at",
    ),
    (
        "span_overlap",
        N_("requests that stand in two open statuses at once"),
        """SELECT count(DISTINCT s.request_id) FROM span s JOIN span o
           ON o.request_id = s.request_id AND o.id <> s.id AND o.from_at < s.to_at AND o.to_at > s.from_at""",
    ),
    (
        "void",
        N_("requests that were taken back and still count"),
        """SELECT count(*) FROM request r WHERE r.status = 'void' AND
           (EXISTS (SELECT 1 FROM span s WHERE s.request_id = r.id) OR
            EXISTS (SELECT 1 FROM step s WHERE s.request_id = r.id AND s.counted_at IS NOT NULL))""",
    ),
    (
        "search",
        N_("requests that the full text does not know, or should not"),
        """SELECT (SELECT count(*) FROM search_due) + (SELECT count(*) FROM request r WHERE
           (r.status <> 'void' AND r.confidential = 0 AND r.id <= (SELECT request_id FROM search_mark)) <>
           EXISTS (SELECT 1 FROM request_words w WHERE w.id = r.id))""",
    ),
    (
        "resident_search",
        N_("residents who are not found by their names, or found though they are gone"),
        """SELECT count(*) FROM resident r LEFT JOIN resident_search s ON s.id = r.id
           WHERE (r.status IN ('living', 'left', 'dead') AND r.name IS NOT NULL) <> (s.id IS NOT NULL)""",
    ),
    (
        "guards",
        N_("the guards of the ledger"),
        """SELECT 3 - count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'ledger'
           AND name IN ('ledger_no_update', 'ledger_no_delete', 'ledger_no_replace')""",
    ),
    (
        "import_rows",
        N_("imports whose rows are not all there"),
        """SELECT count(*) FROM batch b WHERE b.state = 'landed' AND b.new <>
           CASE b.kind
             WHEN 'requests' THEN (SELECT count(*) FROM stage_request s WHERE s.batch_id = b.id AND s.outcome IS NULL)
             WHEN 'areas' THEN (SELECT count(*) FROM stage_area s WHERE s.batch_id = b.id AND s.outcome = 'new')
             WHEN 'residents' THEN (SELECT count(*) FROM resident r WHERE r.batch_id = b.id)
             WHEN 'homes' THEN (SELECT count(*) FROM stage_home s WHERE s.batch_id = b.id AND s.outcome IS NULL)
             WHEN 'compounds' THEN (SELECT count(*) FROM stage_place s WHERE s.batch_id = b.id AND s.outcome = 'new')
             WHEN 'buildings' THEN (SELECT count(*) FROM stage_place s WHERE s.batch_id = b.id AND s.outcome = 'new')
             WHEN 'members' THEN (SELECT count(*) FROM stage_member s WHERE s.batch_id = b.id AND s.outcome = 'new')
             WHEN 'points' THEN (SELECT count(*) FROM stage_point s WHERE s.batch_id = b.id AND s.outcome = 'new')
             WHEN 'stock' THEN (SELECT count(*) FROM stage_stock s WHERE s.batch_id = b.id AND s.outcome = 'new')
             WHEN 'posts' THEN (SELECT count(*) FROM stage_post s WHERE s.batch_id = b.id AND s.outcome = 'new')
             WHEN 'absences' THEN (SELECT count(*) FROM stage_absence s WHERE s.batch_id = b.id AND s.outcome = 'new')
             WHEN 'wishes' THEN (SELECT count(*) FROM stage_wish s WHERE s.batch_id = b.id AND s.outcome = 'new')
             WHEN 'teams' THEN (SELECT count(*) FROM stage_team s WHERE s.batch_id = b.id AND s.outcome = 'new')
             ELSE b.new END""",
    ),
    (
        "supplies",
        N_("stock that is not the sum of its lots, its movements or what plans hold back"),
        """SELECT count(*) FROM supply_stock s WHERE
           s.on_hand <> (SELECT ifnull(sum(l.quantity), 0) FROM supply_lot l
                         WHERE l.item_id = s.item_id AND l.area_id = s.area_id) OR
           s.on_hand <> (SELECT ifnull(sum(m.quantity), 0) FROM supply_move m
                         WHERE m.item_id = s.item_id AND m.area_id = s.area_id) OR
           s.reserved <> (SELECT ifnull(sum(h.granted - h.given), 0) FROM supply_plan p
                          JOIN supply_share h ON h.plan_id = p.id
                          WHERE p.item_id = s.item_id AND p.area_id = s.area_id AND p.status = 'open')""",
    ),
    (
        "numbers",
        N_("tables whose numbers could be given out twice"),
        """SELECT count(*) FROM sqlite_sequence q WHERE
           (q.name = 'request' AND q.seq < (SELECT ifnull(max(id), 0) FROM request)) OR
           (q.name = 'area' AND q.seq < (SELECT ifnull(max(id), 0) FROM area)) OR
           (q.name = 'step' AND q.seq < (SELECT ifnull(max(seq), 0) FROM step)) OR
           (q.name = 'compound' AND q.seq < (SELECT ifnull(max(id), 0) FROM compound)) OR
           (q.name = 'building' AND q.seq < (SELECT ifnull(max(id), 0) FROM building)) OR
           (q.name = 'home' AND q.seq < (SELECT ifnull(max(id), 0) FROM home)) OR
           (q.name = 'point' AND q.seq < (SELECT ifnull(max(id), 0) FROM point)) OR
           (q.name = 'supply_move' AND q.seq < (SELECT ifnull(max(id), 0) FROM supply_move)) OR
           (q.name = 'supply_plan' AND q.seq < (SELECT ifnull(max(id), 0) FROM supply_plan)) OR
           (q.name = 'post' AND q.seq < (SELECT ifnull(max(id), 0) FROM post)) OR
           (q.name = 'turn' AND q.seq < (SELECT ifnull(max(id), 0) FROM turn)) OR
           (q.name = 'absence' AND q.seq < (SELECT ifnull(max(id), 0) FROM absence)) OR
           (q.name = 'batch' AND q.seq < (SELECT ifnull(max(id), 0) FROM batch))""",
    ),
)
"""Each counter with its code and the query of how many rows break it; all are zero in a sound store."""

NUMBER = len(COUNTERS) + 3
"""How many checks there are."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its code, what it is, how many faults, and which (table or numbers)."""

    check: str
    about: str
    faults: int
    where: str = ""


def findings(work: Work) -> Iterator[Finding]:
    """Yield every check with what it found."""
    broken = [row[0] for row in work.execute(text("PRAGMA integrity_check(20)")) if row[0] != "ok"]
    yield Finding("integrity", N_("integrity of the file"), len(broken))
    foreign = [f"{row[0]} {row[1]}" for row in work.execute(text("PRAGMA foreign_key_check"))]
    yield Finding("references", N_("references between tables"), len(foreign), ", ".join(foreign[:5]))
    for code, what, query in COUNTERS:
        yield Finding(code, what, int(work.execute(text(query)).scalar_one()))
    breaks = list(chain.breaks(work.conn))
    yield Finding(
        "chain", N_("the chain of the ledger"), len(breaks), ", ".join(str(seq) for seq in breaks[:5])
    )

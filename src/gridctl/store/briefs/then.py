"""The figures of a return as they were known at a past moment: what was learned since is taken off what is laid out."""

import json

from sqlalchemy import text

from gridctl.core.words import OPEN, UNRESOLVED
from gridctl.store.areas import BELOW
from gridctl.store.briefs.ground import put_back
from gridctl.store.unit import Work

_ATTRIBUTES = ("category", "area_id", "channel", "urgency")
_OPEN = ", ".join(f"'{status}'" for status in sorted(OPEN))
_UNRESOLVED = ", ".join(f"'{status}'" for status in sorted(UNRESOLVED))
_UNKNOWN = text(
    "DELETE FROM temp.standing WHERE id NOT IN (SELECT x.id FROM temp.standing x CROSS JOIN step s"
    " ON s.request_id = x.id AND s.kind = 'receive' AND s.seq <= :seq)"
)
_IMPORTED = text("SELECT DISTINCT request_id FROM step WHERE seq > :seq AND origin = 'import'")
_TAKEN_BACK = text(
    "SELECT thing_id FROM ledger WHERE action = 'import.undo' AND at >="
    " coalesce(:asked, (SELECT recorded_at FROM step WHERE seq = :seq), 0)"
)
_OF_BATCHES = text("SELECT id FROM request WHERE batch_id IN (SELECT value FROM json_each(:batches))")
_ANEW = """
INSERT INTO temp.standing {below}
SELECT r.id, s.status, r.due, r.received_at, {open_now}, {open_now} AND {late_now},
  {open_then}, {open_then} AND {late_then},
  r.category, r.area_id, r.channel, r.urgency
FROM request r LEFT JOIN step s ON s.seq = {last_now} LEFT JOIN step e ON e.seq = {last_then}
WHERE r.id IN (SELECT value FROM json_each(:some)) AND ({open_now} OR {open_then}) {where}
"""
_LAST = (
    "(SELECT max(x.seq) FROM step x WHERE x.request_id = r.id AND x.seq <= :seq"
    " AND ifnull(x.counted_at, x.at) < {moment}"
    " AND (x.counted_at IS NOT NULL OR x.origin = 'import'))"
)
_AGAIN = """
INSERT INTO temp.counted {below}
SELECT r.id, s.kind, 1, s.kind = 'resolve' AND ifnull(json_extract(s.detail, '$.on_spot'), 0), 0,
  s.kind = 'receive', iif(s.kind = 'close', (s.at - r.received_at) / 3600000.0, NULL),
  r.category, r.area_id, r.channel, r.urgency FROM step s JOIN request r ON r.id = s.request_id
WHERE r.id IN (SELECT value FROM json_each(:some)) AND s.counted_at IS NULL AND s.origin = 'import' AND s.seq <= :seq
  AND s.at >= :start AND s.at < :end AND s.kind IN ('receive', 'resolve', 'close', 'cancel', 'merge') {where}
"""


def standing_as_known(
    work: Work, moments: tuple[int, int], seq: int, area_id: int | None, asked: int | None = None
) -> None:
    """Let what is laid out as open at two moments (UTC ms) be what the store knew up to `seq`.

    `asked` is the moment (UTC ms) before which the store knew it: a file may be taken back without a step.

    Typed steps never count before they were learned, so that spans tell of them by themselves. What files have
    brought, changed or taken back since is told anew by the last step that was known.
    """
    work.execute(_UNKNOWN, {"seq": seq})
    some = sorted({*work.execute(_IMPORTED, {"seq": seq}).scalars(), *_taken_back(work, seq, asked)})
    if some:
        told = {"some": json.dumps(some)}
        work.execute(text("DELETE FROM temp.standing WHERE id IN (SELECT value FROM json_each(:some))"), told)
        now, then = "s.status", "e.status"
        query = _ANEW.format(
            below=BELOW if area_id is not None else "",
            where="AND r.area_id IN (SELECT id FROM below)" if area_id is not None else "",
            open_now=f"ifnull({now} IN ({_OPEN}), 0)",
            open_then=f"ifnull({then} IN ({_OPEN}), 0)",
            late_now=f"{now} IN ({_UNRESOLVED}) AND ifnull(r.due <= :end, 0)",
            late_then=f"{then} IN ({_UNRESOLVED}) AND ifnull(r.due <= :earlier, 0)",
            last_now=_LAST.format(moment=":end"),
            last_then=_LAST.format(moment=":earlier"),
        )
        values = {"seq": seq, "end": moments[0], "earlier": moments[1], "area": area_id}
        work.execute(text(query), told | values)
    put_back(work, "standing", seq, _ATTRIBUTES)


def steps_as_known(
    work: Work, span: tuple[int, int], seq: int, area_id: int | None, asked: int | None = None
) -> None:
    """Let the steps that are laid out for a span (UTC ms) be what the store knew up to `seq`, before `asked`."""
    some = _taken_back(work, seq, asked)
    if some:
        query = _AGAIN.format(
            below=BELOW if area_id is not None else "",
            where="AND r.area_id IN (SELECT id FROM below)" if area_id is not None else "",
        )
        values = {
            "some": json.dumps(some),
            "seq": seq,
            "start": span[0],
            "end": span[1],
            "area": area_id,
        }
        work.execute(text(query), values)
    put_back(work, "counted", seq, _ATTRIBUTES)


def _taken_back(work: Work, seq: int, asked: int | None) -> list[int]:
    """Return the requests of the files that were taken back since."""
    batches = [int(one) for one in work.execute(_TAKEN_BACK, {"seq": seq, "asked": asked}).scalars()]
    if not batches:
        return []
    return sorted(work.execute(_OF_BATCHES, {"batches": json.dumps(batches)}).scalars())

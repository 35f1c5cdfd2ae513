"""Taking members, teams and points back: who came goes and frees the code, what was replaced comes back."""

import json

from sqlalchemy import text

from gridctl.store.undoing import put_back_changed
from gridctl.store.unit import Work

BACK = """
WITH back AS (SELECT thing_id AS id, 2 * count(*) AS steps FROM {stage}
              WHERE outcome = 'restored' GROUP BY thing_id)
SELECT m.id FROM {thing} m LEFT JOIN back USING (id)
WHERE m.batch_id = :batch AND m.removed_at IS NULL AND (m.version > 1 + ifnull(back.steps, 0) OR {used})
UNION
SELECT s.thing_id FROM {stage} s JOIN {thing} m ON m.id = s.thing_id
WHERE s.batch_id = :batch AND s.outcome = 'changed' AND m.removed_at IS NULL AND m.version <> s.thing_version
ORDER BY 1
"""
"""A row that another batch changed, and that came back, has gone two versions on and is what it was."""

_TOUCHED = {
    "members": BACK.format(
        stage="stage_member",
        thing="member",
        used="EXISTS (SELECT 1 FROM request r WHERE r.holder_member_id = m.id AND r.status <> 'void')"
        " OR EXISTS (SELECT 1 FROM posting p WHERE p.member_id = m.id)"
        " OR EXISTS (SELECT 1 FROM turn t WHERE t.member_id = m.id AND t.state <> 'removed')"
        " OR EXISTS (SELECT 1 FROM absence a WHERE a.member_id = m.id AND a.removed_at IS NULL)"
        " OR EXISTS (SELECT 1 FROM team_member t WHERE t.member_id = m.id)"
        " OR EXISTS (SELECT 1 FROM member d WHERE d.deputy_id = m.id AND d.removed_at IS NULL"
        " AND d.batch_id IS NOT :batch)",
    ),
    "teams": BACK.format(
        stage="stage_team",
        thing="team",
        used="EXISTS (SELECT 1 FROM request r WHERE r.holder_team_id = m.id AND r.status <> 'void')",
    ),
    "points": BACK.format(
        stage="stage_point",
        thing="point",
        used="EXISTS (SELECT 1 FROM request r WHERE r.point_id = m.id AND r.status <> 'void')"
        " OR EXISTS (SELECT 1 FROM post t WHERE t.point_id = m.id AND t.removed_at IS NULL)",
    ),
}


def touched(work: Work, kind: str, number: int) -> list[int]:
    """Return the numbers of the members, teams or points of a batch that were changed or used since it landed."""
    return list(work.execute(text(_TOUCHED[kind]), {"batch": number}).scalars())


def _remove(work: Work, thing: str, number: int, spared: list[int]) -> str:
    """Remove what a batch made, all but the spared; their codes are free again. Return the numbers as JSON.

    ``~`` stands in no code, so a key with it is nobody's.
    """
    which = (
        f"SELECT id FROM {thing} WHERE batch_id = :batch AND removed_at IS NULL "  # noqa: S608
        "AND id NOT IN (SELECT value FROM json_each(:keep))"
    )
    found = work.execute(text(which), {"batch": number, "keep": json.dumps(spared)}).scalars()
    gone = json.dumps(list(found))
    work.execute(
        text(
            f"UPDATE {thing} SET removed_at = :now, version = version + 1, code_key = code_key || '~' || id "  # noqa: S608
            "WHERE id IN (SELECT value FROM json_each(:gone))"
        ),
        {"now": work.now, "gone": gone},
    )
    return gone


def undo_members(work: Work, number: int, spared: list[int]) -> int:
    """Take members back, all but the spared ones; return how many rows were undone.

    They leave their teams, their postings end, and nobody has them as a deputy.
    """
    gone = _remove(work, "member", number, spared)
    for statement in (
        "UPDATE member SET deputy_id = NULL WHERE deputy_id IN (SELECT value FROM json_each(:gone))",
        "DELETE FROM team_member WHERE member_id IN (SELECT value FROM json_each(:gone))",
        "UPDATE posting SET until_at = max(from_at, :now) WHERE until_at IS NULL "
        "AND member_id IN (SELECT value FROM json_each(:gone))",
    ):
        work.execute(text(statement), {"gone": gone, "now": work.now})
    return len(json.loads(gone)) + put_back_changed(work, "member", "stage_member", number, spared)


def undo_teams(work: Work, number: int, spared: list[int]) -> int:
    """Take teams back, all but the spared ones; return how many rows were undone."""
    gone = _remove(work, "team", number, spared)
    work.execute(
        text("DELETE FROM team_member WHERE team_id IN (SELECT value FROM json_each(:gone))"), {"gone": gone}
    )
    work.execute(
        text(
            "DELETE FROM team_member WHERE (team_id, member_id) IN (SELECT s.thing_id, j.value "
            "FROM stage_team s JOIN json_each(s.before, '$.joined') j WHERE s.batch_id = :batch "
            "AND s.outcome = 'changed' AND s.thing_id NOT IN (SELECT value FROM json_each(:keep)))"
        ),
        {"batch": number, "keep": json.dumps(spared)},
    )
    return len(json.loads(gone)) + put_back_changed(work, "team", "stage_team", number, spared)


def undo_points(work: Work, number: int, spared: list[int]) -> int:
    """Take points back, all but the spared ones; return how many rows were undone."""
    gone = _remove(work, "point", number, spared)
    return len(json.loads(gone)) + put_back_changed(work, "point", "stage_point", number, spared)

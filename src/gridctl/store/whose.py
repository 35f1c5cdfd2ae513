"""What the store knows of people who are to be forgotten, and which requests may be theirs."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select, text

from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.residents import RESIDENT, R
from gridctl.store.unit import Work

_WITH_MERGED = """
WITH RECURSIVE found AS (
    SELECT id FROM resident WHERE id IN (SELECT value FROM json_each(:ids))
    UNION SELECT r.id FROM resident r JOIN found ON r.merged_into_id = found.id)
SELECT id FROM found ORDER BY id
"""
_REQUESTS = """
SELECT id, resident_id, name, phone, home_id, is_open FROM request
WHERE resident_id IN (SELECT value FROM json_each(:ids))
   OR (resident_id IS NULL AND (phone IN (SELECT value FROM json_each(:numbers))
                                OR name IN (SELECT value FROM json_each(:names))))
ORDER BY id
"""
_OTHERS = """
SELECT name, phone, phones FROM resident
WHERE status IN ('living', 'left', 'dead') AND id NOT IN (SELECT value FROM json_each(:ids))
  AND (name IN (SELECT value FROM json_each(:names)) OR phone IN (SELECT value FROM json_each(:numbers))
       OR EXISTS (SELECT 1 FROM json_each(resident.phones) own
                  WHERE own.value IN (SELECT value FROM json_each(:numbers))))
"""


def with_merged(work: Work, ids: Sequence[int]) -> list[int]:
    """Return these residents and all who were merged into them."""
    return list(work.execute(text(_WITH_MERGED), {"ids": json.dumps(list(ids))}).scalars())


def people(work: Work, ids: Sequence[int]) -> list[Any]:
    """Return the rows of these residents."""
    found: list[Any] = []
    for start in range(0, len(ids), 500):
        found += work.execute(select(RESIDENT).where(R.id.in_(list(ids[start : start + 500]))))
    return found


def requests_by(work: Work, ids: Sequence[int], numbers: Iterable[str], names: Iterable[str]) -> list[Any]:
    """Return the requests of these residents, and those without one that have a number or name of theirs.

    Those that were taken back are among them: their rows are still there.
    """
    return list(work.execute(text(_REQUESTS), _bound(ids, numbers, names)))


def others_with(
    work: Work, ids: Sequence[int], numbers: Iterable[str], names: Iterable[str]
) -> tuple[set[str], set[str]]:
    """Return the phones and the names of residents other than `ids` who have one of the numbers or names."""
    phones: set[str] = set()
    called: set[str] = set()
    for name, phone, more in work.execute(text(_OTHERS), _bound(ids, numbers, names)):
        called.add(name)
        phones |= {one for one in (phone, *json.loads(more or "[]")) if one}
    return phones, called


def colleagues(work: Work) -> tuple[set[str], set[str]]:
    """Return the phones of members and teams, and the names of members: they are no residents' secrets."""
    members = work.execute(select(MEMBER.c.name, MEMBER.c.phone)).all()
    phones = {row.phone for row in members} | set(work.execute(select(TEAM.c.phone)).scalars())
    return {phone for phone in phones if phone}, {row.name for row in members}


def _bound(ids: Sequence[int], numbers: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    written = [form for one in numbers for form in (one, f"86{one}", f"+86{one}")]
    return {
        "ids": json.dumps(list(ids)),
        "numbers": json.dumps(written),
        "names": json.dumps(list(names), ensure_ascii=False),
    }

"""Until when the written returns tell: all that every step asks of them, without what makes them."""

from sqlalchemy import text

from gridctl.core.times import DAY_MS
from gridctl.store.unit import Work

_UNTIL = text("SELECT max(to_at) FROM report WHERE to_at > :now AND to_at <= :ahead")


def told_until(work: Work) -> int:
    """Return the end (UTC ms) of a written return that the clock, set back since, has not reached; else 0.

    What is typed now must not count in it. A return more than a day ahead was a rehearsal.
    """
    return int(work.execute(_UNTIL, {"now": work.now, "ahead": work.now + DAY_MS}).scalar() or 0)

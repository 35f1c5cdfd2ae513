"""How many rows the tables have."""

from sqlalchemy import text

from gridctl.store.unit import Work

TABLES = ("area", "member", "request", "step", "batch")


def table_counts(work: Work) -> dict[str, int]:
    """Return the number of rows of each main table; what was taken back or is not there yet is not counted."""
    live = {
        "area": " WHERE removed_at IS NULL",
        "request": " WHERE status <> 'void'",
        "batch": " WHERE state <> 'staged'",
    }
    return {
        name: int(work.execute(text(f"SELECT count(*) FROM {name}{live.get(name, '')}")).scalar_one())  # noqa: S608
        for name in TABLES
    }

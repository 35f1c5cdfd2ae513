"""The engine around the one function that opens connections: how readers and writers begin."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as driver

from gridctl.store import boundary
from gridctl.store.connecting import BUSY_MS, connect

FIRST_WAIT_MS = 2_000
WRITE = "gridctl_write"
"""The execution option of a writer: `PATIENT` waits its turn, `BRIEF` gives up after two seconds."""
PATIENT, BRIEF = "patient", "brief"


def make_engine(path: Path, on_wait: Callable[[], None]) -> Engine:
    """Return an engine whose writers begin with BEGIN IMMEDIATE and whose readers begin with BEGIN."""
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path),
        poolclass=QueuePool,
        pool_size=4,
        hide_parameters=True,
        insertmanyvalues_page_size=500,
    )

    def give_up() -> None:
        raise boundary.busy(path)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        if raw is None:
            raise AssertionError
        if mode := connection.get_execution_options().get(WRITE):
            begin_immediate(raw, on_wait if mode == PATIENT else give_up)
        else:
            raw.execute("BEGIN")

    return engine


def begin_immediate(raw: sqlite3.Connection, on_wait: Callable[[], None]) -> None:
    """Take the write lock; who waits longer than two seconds is told for whom, and waits on."""
    raw.execute(f"PRAGMA busy_timeout = {FIRST_WAIT_MS}")
    try:
        raw.execute("BEGIN IMMEDIATE")
    except driver.OperationalError as fault:
        if getattr(fault, "sqlite_errorcode", 0) & 0xFF != boundary.BUSY:
            raise
        on_wait()
        raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        raw.execute("BEGIN IMMEDIATE")
    finally:
        raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}")

"""The store as the services see it: units of work that commit whole or not at all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Insert, event

from gridctl.core.errors import N_, Busy, Conflict, GridError, Refused, StoreUnusable
from gridctl.core.times import from_ms, iso
from gridctl.store import chain, search, waiting
from gridctl.store.boundary import boundary, busy
from gridctl.store.engine import BRIEF, PATIENT, WRITE, make_engine
from gridctl.store.schema import refuse_unfit

SMALL = -1_000
"""The pages that a small connection keeps, in KB as SQLite counts them; others keep 32 MB."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who typed it, as the ledger names them: the operator, the login and the machine.

    `command` is what they typed, such as ``request resolve``; refused attempts tell it.
    """

    operator: str
    os_user: str
    host: str
    command: str = ""


@dataclass(slots=True)
class Work:
    """One transaction. What leaves it are values and views, never rows that know their session.

    `kept` goes on from one unit of work to the next: texts that never change, by the hash of their content.
    """

    conn: Connection
    now: int
    actor: Actor
    subject: tuple[str, str] = ("store", "0")
    kept: dict[str, str] = field(default_factory=dict)

    def about(self, thing: str, thing_id: object) -> None:
        """Note which thing this unit of work is about, for the entry of a refused attempt."""
        self.subject = (thing, str(thing_id))

    def execute(self, statement: Executable, rows: Any = None) -> CursorResult[*tuple[Any, ...]]:  # noqa: ANN401
        """Run one statement, with parameters for one row or for many."""
        return self.conn.execute(statement, rows)

    def add(self, statement: Insert, values: dict[str, Any] | None = None) -> int:
        """Insert one row and return its number.

        A statement that is kept, with the values beside it, costs a third of one that is built around them.
        """
        key: Any = self.conn.execute(statement, values).inserted_primary_key
        return int(key[0])

    def many(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run one statement of the driver's own for many rows, as fast as the driver can."""
        raw: Any = self.conn.connection.driver_connection
        raw.executemany(statement, rows)

    def log(
        self,
        action: str,
        thing: str,
        thing_id: object,
        changes: Mapping[str, object],
        reason: str | None = None,
    ) -> int:
        """Write the ledger's entry of this change, in the same transaction."""
        return chain.append(
            self.conn,
            {
                "at": self.now,
                "operator": self.actor.operator,
                "os_user": self.actor.os_user,
                "host": self.actor.host,
                "action": action,
                "thing": thing,
                "thing_id": str(thing_id),
                "changes": dict(changes),
                "reason": reason,
            },
        )

    def salted(self, thing: str, thing_id: int, value: object) -> str | None:
        """Return the hash that stands for a personal value in the ledger; nothing for an empty one."""
        return None if value in (None, "") else chain.salted(self.conn, thing, thing_id, value)


class Store:
    """One open store. Writers are IMMEDIATE from the start, so that no update is ever lost."""

    def __init__(
        self,
        path: Path,
        *,
        clock: Callable[[], int],
        actor: Actor,
        on_wait: Callable[[Busy], None] = lambda _whom: None,
    ) -> None:
        """Open the store at `path`; refuse a missing, foreign, older or newer one (StoreUnusable).

        `on_wait` is told for whom a write waits, once it has waited for two seconds.
        """
        self.path = path
        self.clock = clock
        self.actor = actor
        refuse_unfit(path)
        self._file = _file_of(path)
        self._kept: dict[str, str] = {}
        self.engine = make_engine(path, lambda: on_wait(busy(path)))

    @contextmanager
    def begin(self, label: str = "") -> Iterator[Work]:
        """Write: commit on a clean end, roll back on any error. A `label` tells waiters what goes on.

        An attempt that a rule refuses is an entry of the ledger too, in a transaction of its own.
        """
        note = waiting.noted(self.path, label, iso(from_ms(self.clock(), UTC))) if label else nullcontext()
        work = None
        try:
            with boundary(self.path), self.engine.connect() as plain:
                conn = plain.execution_options(**{WRITE: PATIENT})
                with conn.begin(), note:
                    self._refuse_replaced()
                    work = Work(conn, self.clock(), self.actor, kept=self._kept)
                    yield work
                    search.catch_up(conn)
        except Refused as error:
            if work is not None and not isinstance(error, Conflict):
                self._log_refused(work.subject, error)
            raise

    def _log_refused(self, subject: tuple[str, str], error: Refused) -> None:
        """Write the entry of a refused attempt; where others are writing for long, do without it.

        It holds codes alone: the error's arguments could name a person.
        """
        with suppress(GridError), boundary(self.path), self.engine.connect() as plain:
            conn = plain.execution_options(**{WRITE: BRIEF})
            with conn.begin():
                self._refuse_replaced()
                changes = {"command": self.actor.command, "error": error.code}
                Work(conn, self.clock(), self.actor).log("refused", *subject, changes)

    def _refuse_replaced(self) -> None:
        """Refuse to write into a file that a restore has moved away since it was opened."""
        if _file_of(self.path) != self._file:
            raise StoreUnusable(
                N_("the store {path} was replaced while this command ran"),
                hint=N_("nothing was saved; run the command again"),
                error="store_replaced",
                path=self.path,
            )

    @contextmanager
    def read(self) -> Iterator[Work]:
        """Read one consistent state."""
        with boundary(self.path), self.engine.connect() as conn, conn.begin():
            yield Work(conn, self.clock(), self.actor, kept=self._kept)

    def keep_small(self) -> None:
        """Let each connection keep little of the file in memory, for a process that stays open all day."""
        event.listen(self.engine, "connect", lambda raw, _record: raw.execute(f"PRAGMA cache_size = {SMALL}"))
        self.engine.dispose()

    def close(self) -> None:
        """Close every connection, so that the file can be copied plainly."""
        self.engine.dispose()


def _file_of(path: Path) -> tuple[int, int]:
    """Return which file has this name now; (0, 0) for none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return found.st_dev, found.st_ino

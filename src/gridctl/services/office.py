"""The Office: one open store, its settings, the clock and the operator. Every use-case takes one."""

import getpass
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

from gridctl.core.errors import N_, BadInput, Busy
from gridctl.core.settings import StoreSettings
from gridctl.core.times import find_zone, from_ms, parse_when, to_ms
from gridctl.services.clock import Clock, system_clock
from gridctl.store.logins import member_of_login
from gridctl.store.settings import read_settings
from gridctl.store.unit import Actor, Store

OWNER = "owner"
"""The operator of a fresh store."""
SYSTEM = "system"
"""The operator of what nobody typed."""


@dataclass(slots=True)
class Office:
    """What a use-case works with.

    `operator` is the code of who typed it, `lang` the language of the member whose login it is, else the store's.
    """

    store: Store
    settings: StoreSettings
    zone: tzinfo
    operator: str
    lang: str = ""

    def now(self) -> datetime:
        """Return the present in the store's zone."""
        return from_ms(self.store.clock(), self.zone)

    def moment_of(self, ms: int) -> datetime:
        """Return a stored time (UTC ms) that is always there, in the store's zone."""
        return from_ms(ms, self.zone)

    def moment(self, ms: int | None) -> datetime | None:
        """Return a stored time (UTC ms) in the store's zone."""
        return None if ms is None else self.moment_of(ms)

    def when(self, text: str | None, *, future: bool = False) -> int:
        """Read a time that the user gave, or the present; UTC milliseconds.

        A step cannot have happened in the future: BadInput, unless `future` is allowed.
        """
        now = self.now()
        ms = to_ms(parse_when(text, now)) if text else to_ms(now)
        if not future and ms > to_ms(now):
            raise BadInput(N_("{text} lies in the future"), hint=N_("--at says when it happened"), text=text)
        return ms


def actor_for(operator: str, command: str = "") -> Actor:
    """Return who types, as the ledger names them, and with which command."""
    return Actor(operator or OWNER, os_user(), socket.gethostname(), command)


def os_user() -> str:
    """Return the login of this machine, or nothing where the system does not tell."""
    with suppress(KeyError, OSError):
        return getpass.getuser()
    return ""


@contextmanager
def open_office(
    path: Path,
    *,
    operator: str = "",
    command: str = "",
    clock: Clock | None = None,
    on_wait: Callable[[Busy], None] = lambda _whom: None,
) -> Iterator[Office]:
    """Open the store at `path` for one use-case or many, and close it at the end.

    Without an `operator` it is the member that the login of this machine belongs to.
    """
    store = Store(path, clock=clock or system_clock(), actor=actor_for(operator, command), on_wait=on_wait)
    try:
        with store.read() as work:
            settings = read_settings(work)
            mine = None if operator else member_of_login(work, store.actor.os_user)
            operator = operator or (mine.code if mine else OWNER)
        store.actor = replace(store.actor, operator=operator)
        yield Office(
            store, settings, find_zone(settings.timezone), operator, (mine and mine.lang) or settings.lang
        )
    finally:
        store.close()

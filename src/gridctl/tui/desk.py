"""The way from the dashboard to the services: one Office, opened in a thread and used from threads."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from gridctl.core.errors import Busy, GridError

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.office import Office
    from gridctl.services.watching import Watch

T = TypeVar("T")
Question = Callable[["Office"], T]
Aside = Callable[["Office", Callable[[], bool]], T]
"""A deed that takes long: it asks from time to time whether it is to end."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line said: the store, who types, the area to look at, and the first screen."""

    store: Path
    operator: str = ""
    area: str | None = None
    screen: str = "overview"
    spoken: bool = False
    """A language was asked for: the store's own does not count."""


class Desk:
    """One open store for all screens. Its methods wait for the disk: call them in worker threads alone."""

    def __init__(self, asked: Asked, on_wait: Callable[[Busy], None]) -> None:
        """Keep what is needed to open; nothing is read yet."""
        self._asked, self._on_wait = asked, on_wait
        self._stack = ExitStack()
        self._ready = threading.Event()
        self._writing = threading.Lock()
        self._aside = threading.Lock()
        self._on_closing = threading.Event()
        self._office: Office | None = None
        self._watch: Watch | None = None
        self._fault: GridError | None = None

    def open(self) -> None:
        """Open the store; whoever asks meanwhile waits. A GridError is raised here and to all who ask."""
        try:
            from gridctl.core.settings import read_labels
            from gridctl.present.labels import use_labels
            from gridctl.services.office import open_office
            from gridctl.services.watching import watch

            opened = open_office(self._asked.store, operator=self._asked.operator, on_wait=self._on_wait)
            office = self._stack.enter_context(opened)
            office.store.keep_small()
            use_labels(read_labels(office.settings.labels))
            self._watch = watch(office)
            self._stack.callback(self._watch.close)
            self._office = office
        except GridError as fault:
            self._fault = fault
            raise
        finally:
            self._ready.set()

    @property
    def office(self) -> "Office":
        """The open Office; waits until it is there."""
        self._ready.wait()
        if self._office is None:
            raise self._fault or RuntimeError
        return self._office

    @property
    def is_open(self) -> bool:
        """Tell whether the store is there, without waiting."""
        return self._office is not None

    def read(self, question: Question[T]) -> T:
        """Return what a service says; any number of threads may ask at once."""
        return question(self.office)

    def write(self, command: str, deed: Question[T]) -> T:
        """Let a service write, one after another; `command` is what the ledger calls a refused attempt."""
        office = self.office
        with self._writing:
            office.store.actor = replace(office.store.actor, command=command)
            return deed(office)

    def aside(self, command: str, deed: Aside[T]) -> T:
        """Let a service work for long and write at its end, by a door of its own: other writes go on meanwhile.

        The deed gets the Office, and what tells whether the dashboard is being left, which waits for its end.
        """
        from gridctl.services.office import open_office

        operator = self.office.operator
        with (
            self._aside,
            open_office(
                self._asked.store, operator=operator, command=command, on_wait=self._on_wait
            ) as office,
        ):
            return deed(office, self._on_closing.is_set)

    def changed(self) -> bool:
        """Tell whether anybody has committed since the last look; does not wait."""
        return self._watch is not None and self._watch.changed()

    def close(self) -> None:
        """Close the store, after a write that is under way, and what works aside."""
        self._on_closing.set()
        with self._aside, self._writing:
            self._office = self._watch = None
            self._stack.close()

"""What the global options said, and the way from there to an open Office."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.settings import read_labels
from gridctl.present import i18n
from gridctl.present.labels import use_labels

if TYPE_CHECKING:
    from gridctl.services.office import Office


@dataclass(slots=True)
class Session:
    """The global options of this call; empty where they were not given."""

    store: str = ""
    operator: str = ""
    lang: str = ""
    json: bool = False
    command: str = ""


CURRENT = Session()


def store_path(given: str = "") -> Path:
    """Return where the store lies: `given`, --store, GRIDCTL_STORE, the settings, or the data folder."""
    from gridctl import config

    found = given or CURRENT.store or config.load().store
    if "://" in found:
        scheme, _, rest = found.partition("://")
        if scheme != "sqlite":
            raise BadInput(
                N_("a store at {scheme}:// is not possible yet"),
                hint=N_("give the path of a file, or sqlite:///PATH"),
                scheme=scheme,
            )
        found = rest.removeprefix("/")
    return Path(found).expanduser() if found else config.default_store()


@contextmanager
def office() -> Iterator["Office"]:
    """Open the store for this command; texts go on in the store's language unless one was asked for."""
    from gridctl import config
    from gridctl.cli import out
    from gridctl.services.office import open_office

    settings = config.load()
    with open_office(
        store_path(),
        operator=CURRENT.operator or settings.operator,
        command=CURRENT.command,
        on_wait=out.say_waiting,
    ) as opened:
        if not (CURRENT.lang or settings.lang):
            i18n.set_language(opened.lang)
        use_labels(read_labels(opened.settings.labels))
        yield opened


def speak_as_store() -> None:
    """Let texts follow the store's language where nothing else was asked for and no store was opened.

    A store that is missing or cannot be opened is no matter here.
    """
    from gridctl import config

    with suppress(GridError):
        if not (CURRENT.lang or config.load().lang):
            with office_if_any():
                pass


@contextmanager
def office_if_any() -> Iterator["Office | None"]:
    """Open the store for a command that can do without one; None where there is none yet."""
    if not store_path().exists():
        yield None
        return
    with office() as opened:
        yield opened

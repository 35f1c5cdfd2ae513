"""Looking on at a store: its settings before it is opened, and whether somebody has written."""

from pathlib import Path
from typing import TYPE_CHECKING

from gridctl.core.settings import StoreSettings
from gridctl.store import peeking

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture of the dashboard
    from gridctl.services.office import Office

Watch = peeking.Watch


def watch(office: "Office") -> Watch:
    """Return a look-out over the office's store; close it before the store."""
    return Watch(office.store.path)


def peek(path: Path) -> StoreSettings:
    """Return the settings of the store at `path`, without what takes time to load."""
    return peeking.peek(path)

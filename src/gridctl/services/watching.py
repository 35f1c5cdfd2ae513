"""Looking on at a store: its settings before it is opened, and whether somebody has written."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gridctl.core.settings import StoreSettings
from gridctl.store import peeking

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture of the dashboard
    from gridctl.core.views import RequestRow
    from gridctl.services.office import Office

Watch = peeking.Watch


def watch(office: "Office") -> Watch:
    """Return a look-out over the office's store; close it before the store."""
    return Watch(office.store.path)


def peek(path: Path) -> StoreSettings:
    """Return the settings of the store at `path`, without what takes time to load."""
    return peeking.peek(path)


def newest_open(path: Path, settings: StoreSettings, most: int) -> "tuple[list[RequestRow], datetime]":
    """Return the newest open requests of the store at `path`, as a list has them, without what takes time to load.

    Beside them is the moment of that look. There are none where they cannot be read: whoever opens the store says why.
    """
    from gridctl.core.times import find_zone, from_ms  # start-up: only the screen of requests looks so early
    from gridctl.services.clock import system_clock
    from gridctl.services.request_rows import row_view

    zone, now = find_zone(settings.timezone), system_clock()()
    return [row_view(row, zone, now) for row in peeking.newest_open(path, most)], from_ms(now, zone)

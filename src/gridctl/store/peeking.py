"""What can be known of a store before SQLAlchemy is loaded: settings, first requests, and who has committed."""

from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlcipher3 import dbapi2 as driver

from gridctl.core.errors import GridError
from gridctl.core.settings import SETTING_KEYS, StoreSettings
from gridctl.store.connecting import connect


def peek(path: Path) -> StoreSettings:
    """Return the settings of the store at `path`; the defaults where there is none, or none that can be read.

    Whatever is wrong with it is told by whoever opens it.
    """
    try:
        with closing(connect(path)) as raw:
            rows = raw.execute("SELECT key, value FROM setting").fetchall()
    except (driver.Error, OSError):
        return StoreSettings()
    return StoreSettings(**{key: value for key, value in rows if key in SETTING_KEYS})


NEWEST = (
    "SELECT request.id, request.status, request.level, request.urgency, request.category, request.summary,"
    " request.name, request.phone, request.channel, request.ref, request.received_at, request.due,"
    " request.confidential, area.code AS area, coalesce(member.code, team.code) AS holder, home.label AS home,"
    " building.code AS building FROM request"
    " LEFT OUTER JOIN area ON area.id = request.area_id"
    " LEFT OUTER JOIN member ON member.id = request.holder_member_id"
    " LEFT OUTER JOIN team ON team.id = request.holder_team_id"
    " LEFT OUTER JOIN home ON home.id = request.home_id"
    " LEFT OUTER JOIN building ON building.id = request.building_id"
    " WHERE request.status != 'void' AND request.is_open = 1 ORDER BY request.id DESC LIMIT ? OFFSET ?"
)
"""The list of open requests as `store.requests` asks for it; a test holds the two together."""


def newest_open(path: Path, most: int) -> list[Any]:
    """Return the rows of the newest open requests; none where they cannot be read, which whoever opens it tells."""
    try:
        with closing(connect(path)) as raw:
            found = raw.execute(NEWEST, (most, 0))
            names = [column[0] for column in found.description]
            return [SimpleNamespace(**dict(zip(names, values, strict=True))) for values in found]
    except (driver.Error, OSError, GridError):
        return []


class Watch:
    """One connection kept open, which tells whether anybody else has committed (13 microseconds a look)."""

    def __init__(self, path: Path) -> None:
        """Open the connection; what has been committed until now is known."""
        self._raw = connect(path)
        self._seen = self._version()

    def _version(self) -> int:
        return int(self._raw.execute("PRAGMA data_version").fetchone()[0])

    def changed(self) -> bool:
        """Tell whether there was a commit since the last look, of whatever process."""
        before, self._seen = self._seen, self._version()
        return before != self._seen

    def close(self) -> None:
        """Close the connection."""
        self._raw.close()

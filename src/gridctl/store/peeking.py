"""What can be known of a store before SQLAlchemy is loaded: its settings, and that somebody has committed."""

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

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

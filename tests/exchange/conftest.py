"""Files made for the tests of reading."""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from gridctl.core.errors import BadInput, GridError, NotFound
from gridctl.exchange.formats import open_table
from gridctl.exchange.mapping import Mapped, Mapper, Reject, compile_mapping
from gridctl.exchange.plan import make_plan
from gridctl.exchange.profiles import Profile, load_profile
from gridctl.exchange.table import BadRow, Row

NOW = 1_800_000_000_000
SHANGHAI = ZoneInfo("Asia/Shanghai")
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

Make = Callable[[str, bytes | str], Path]
Refusal = Callable[..., GridError]
Readings = Callable[..., tuple[list[Row], list[BadRow]]]
Mapping = Callable[..., tuple[Mapper, list[Mapped], list[Reject]]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write a file of bytes, or of text in UTF-8."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def read() -> Readings:
    """Read a file to its end: its rows and its bad rows."""

    def reading(
        path: Path, sheet: str | None = None, encoding: str | None = None
    ) -> tuple[list[Row], list[BadRow]]:
        with open_table(path, sheet=sheet, encoding=encoding) as table:
            items = list(table)
        good = [(item[0], tuple(item[1])) for item in items if not isinstance(item, BadRow)]
        return list(good), [item for item in items if isinstance(item, BadRow)]

    return reading


@pytest.fixture
def refusal(read: Readings) -> Refusal:
    """Read a file that must be refused, and return why."""

    def refuse(path: Path, **options: str) -> GridError:
        with pytest.raises((BadInput, NotFound)) as caught:
            read(path, **options)
        error = caught.value
        assert error.message.format_map(dict(error.args_))
        assert error.hint.format_map(dict(error.args_))
        return error

    return refuse


@pytest.fixture
def mapped(make: Make) -> Mapping:
    """Map a CSV text, or a file, by a profile."""

    def mapping(
        content: str | Path, profile: str | Profile = "requests", **options: object
    ) -> tuple[Mapper, list[Mapped], list[Reject]]:
        path = content if isinstance(content, Path) else make("rows.csv", content)
        chosen = load_profile(profile) if isinstance(profile, str) else profile
        words = options.get("words")
        assert words is None or isinstance(words, dict)
        with open_table(path, skip=chosen.skip.rows) as table:
            mapper = compile_mapping(make_plan(table.header, chosen), SHANGHAI, NOW, words)
            batches = list(mapper.batches(table))
        rows = [row for batch in batches for row in batch.rows]
        return mapper, rows, [reject for batch in batches for reject in batch.rejects]

    return mapping

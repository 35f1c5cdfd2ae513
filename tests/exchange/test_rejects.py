"""The rejects file: mended and imported again; and the fingerprint by which a row is known."""

import csv
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.conftest import NOW, SHANGHAI, Make, Mapping
from gridctl.core.errors import BadInput
from gridctl.exchange.fields import Value
from gridctl.exchange.fingerprint import fingerprint
from gridctl.exchange.formats import open_table
from gridctl.exchange.mapping import Reject, RowError, compile_mapping
from gridctl.exchange.plan import make_plan
from gridctl.exchange.profiles import load_profile
from gridctl.exchange.rejects import RejectsWriter, english


def rejected(*values: str | float, line: int = 2) -> Reject:
    """Return a rejected row."""
    return Reject(line, values, (RowError(line, "b", BadInput("no good")),))


def lines(path: Path) -> list[list[str]]:
    """Return what a plain CSV reader sees."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_same_columns_and_the_error_private_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    with RejectsWriter(path, ["a", "b"], english) as writer:
        writer.write(rejected("1", "=cmd"))
        writer.write(rejected("short"))
        writer.write(rejected("1", "2", "3"))
        writer.write(rejected(13900139000.0, 4.4e17))
        assert not path.exists()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert lines(path) == [
        ["a", "b", "error"],
        ["1", "'=cmd", "b: no good"],
        ["short", "", "b: no good"],
        ["1", "2", "b: no good", "3"],
        ["13900139000", "4.40000000000000E+17", "b: no good"],
    ]


def test_nothing_is_left_without_rejects_or_after_an_error(tmp_path: Path) -> None:
    with RejectsWriter(tmp_path / "r.csv", ["a"], english):
        pass
    with pytest.raises(KeyboardInterrupt):
        _interrupted(tmp_path / "r.csv")
    assert list(tmp_path.iterdir()) == []


def _interrupted(path: Path) -> None:
    with RejectsWriter(path, ["a"], english) as writer:
        writer.write(rejected("x"))
        raise KeyboardInterrupt


def test_a_link_in_its_place_is_not_followed(tmp_path: Path, make: Make) -> None:
    other = make("other.txt", "keep")
    (tmp_path / "r.csv").symlink_to(other)
    with RejectsWriter(tmp_path / "r.csv", ["a"], english) as writer:
        writer.write(rejected("x"))
    assert other.read_text() == "keep"
    assert not (tmp_path / "r.csv").is_symlink()


def test_a_rejects_file_is_mended_and_imported_again(tmp_path: Path, mapped: Mapping) -> None:
    _, rows, rejects = mapped("summary,received at,phone\n=x,soon,+85291234567\nok,2025-01-01,138000\n")
    assert len(rows) == 1
    path = tmp_path / "r.csv"
    for round_ in (1, 2):
        with RejectsWriter(
            path, ["summary", "received at", "phone"] + ["error"] * (round_ - 1), english
        ) as writer:
            for reject in rejects:
                writer.write(reject)
        assert lines(path)[0] == ["summary", "received at", "phone", "error"]
        _, rows, rejects = mapped(path)
        assert (len(rows), len(rejects)) == (0, 1)
    path.write_text(path.read_text("utf-8-sig").replace("soon,", "2025-01-02,", 1), "utf-8-sig")
    with open_table(path) as table:
        mapper = compile_mapping(make_plan(table.header, load_profile("requests")), SHANGHAI, NOW)
        rows = [row for batch in mapper.batches(table) for row in batch.rows]
    assert len(rows) == 1
    assert "=x" in rows[0]
    assert "+85291234567" in rows[0]


def test_fingerprints_are_stable_over_releases() -> None:
    assert fingerprint(("a", 1, None)).hex() == fingerprint(("a", 1)).hex() == EXPECTED


EXPECTED = "cd6b4793b1b5840f92a223e0566a7e0d"

VALUES = st.one_of(st.none(), st.integers(), st.text(st.characters(exclude_categories=("Cs", "Cc"))))


@given(st.lists(VALUES, max_size=5), st.lists(VALUES, max_size=5))
def test_rows_that_differ_frame_differently(one: list[Value], two: list[Value]) -> None:
    def bare(values: list[Value]) -> list[Value]:
        while values and values[-1] is None:
            values = values[:-1]
        return values

    assert (fingerprint(one) == fingerprint(two)) == (bare(one) == bare(two))

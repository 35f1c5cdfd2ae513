"""CSV and TSV: strict reading, each fault with its line (TRUST.md 15)."""

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.conftest import DATA, Make, Readings, Refusal
from gridctl.exchange.cells import guard, unguard
from gridctl.exchange.formats import open_table


def test_rows_carry_the_line_in_which_they_begin(make: Make, read: Readings) -> None:
    path = make("a.csv", 'a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n')
    rows, bad = read(path)
    assert rows == [(2, ("1", "x\r\ny")), (5, ("2", "z"))]
    assert not bad


@pytest.mark.parametrize(
    ("text", "form"), [("a\tb\n1\t2\n", "tsv"), ("a;b\n1;2\n", "csv"), ("a,b\n1,2\n", "csv")]
)
def test_the_separator_is_found_in_the_header(make: Make, text: str, form: str) -> None:
    with open_table(make("a.txt", text)) as table:
        assert (table.header, table.format) == (("a", "b"), form)
        assert [tuple(values) for _, values in table] == [("1", "2")]  # type: ignore[misc]


def test_long_and_short_rows_are_named_and_the_rest_goes_on(make: Make, read: Readings) -> None:
    rows, bad = read(make("a.csv", "a,b\n1,2,3\n4\n5,6\n"))
    assert rows == [(4, ("5", "6"))]
    assert [(row.line, row.values, row.error.code) for row in bad] == [
        (2, ("1", "2", "3"), "long_row"),
        (3, ("4",), "short_row"),
    ]


def test_blank_rows_are_counted_not_read(make: Make) -> None:
    with open_table(make("a.csv", "a,b\n,\n\n  ,\n1,2\n")) as table:
        assert len(list(table)) == 1
        assert table.blank_rows == 3


def test_a_nul_is_named_by_its_line(make: Make, read: Readings) -> None:
    rows, bad = read(make("a.csv", "a,b\n1,x\0y\n3,4\n"))
    assert rows == [(3, ("3", "4"))]
    assert [(row.line, row.error.code) for row in bad] == [(2, "nul")]


def test_a_line_over_64_kilobytes_is_named_by_its_line(make: Make, read: Readings) -> None:
    rows, bad = read(make("a.csv", "a,b\n1," + "x" * 70_000 + "\n3,4\n"))
    assert rows == [(3, ("3", "4"))]
    assert [(row.line, row.error.code) for row in bad] == [(2, "long_line")]


def test_a_line_without_end_is_no_table(make: Make, refusal: Refusal) -> None:
    error = refusal(make("a.csv", "a,b\n1," + "x" * 3_000_000 + "\n"))
    assert error.code == "long_line"
    assert error.args_["line"] == 2


def test_text_behind_a_closing_quote_is_a_bad_row(make: Make, read: Readings) -> None:
    rows, bad = read(make("a.csv", 'a,b\n"x"y,2\n3,4\n'))
    assert rows == [(3, ("3", "4"))]
    assert [(row.line, row.error.code) for row in bad] == [(2, "bad_quotes")]
    assert len(bad[0].values) == 2


@pytest.mark.parametrize("text", ['a,b\n1,2\n3,"4\n5,6\n', 'a,b\n1,2\n3,"4\n5,"6"\n', 'a,"b\n1,2\n'])
def test_an_open_quote_ends_the_reading_at_its_line(make: Make, refusal: Refusal, text: str) -> None:
    error = refusal(make("a.csv", text))
    assert error.code == "open_quote"
    assert error.args_["line"] == (3 if text.startswith("a,b") else 1)


def test_a_bare_carriage_return_is_a_bad_row(make: Make, read: Readings) -> None:
    rows, bad = read(make("a.csv", "a,b\n1,x\ry\n3,4\n"))
    assert rows == [(3, ("3", "4"))]
    assert [row.line for row in bad] == [2]


def test_lone_carriage_returns_throughout_are_lines(make: Make, read: Readings) -> None:
    assert read(make("a.csv", "a,b\r1,2\r3,4\r"))[0] == [(2, ("1", "2")), (3, ("3", "4"))]


def test_duplicate_headers_are_named(make: Make, refusal: Refusal) -> None:
    error = refusal(make("a.csv", "电话,姓名,电话 \n1,2,3\n"))
    assert error.code == "duplicate_header"
    assert (error.args_["first"], error.args_["second"]) == (1, 3)


def test_a_control_character_in_the_header_is_named(make: Make, refusal: Refusal) -> None:
    assert refusal(make("a.csv", "a,b\x07\n1,2\n")).args_["place"] == 2


@pytest.mark.parametrize("text", ["", "\n\n", "a,b\n", "a,b\n,\n"])
def test_no_rows_is_an_error(make: Make, refusal: Refusal, text: str) -> None:
    assert refusal(make("a.csv", text)).code == "no_rows"


def test_a_file_that_is_not_there_and_a_folder(make: Make, tmp_path: Path, refusal: Refusal) -> None:
    assert refusal(tmp_path / "none.csv").code == "no_file"
    assert "folder" in refusal(tmp_path).message


def test_stdin_is_kept_and_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, "姓名,电话\n王,1\n".encode())
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(pipe))
        with open_table("-") as table:
            assert table.name == "stdin"
            assert [item[0] for item in table if isinstance(item, tuple)] == [2]


def test_lines_of_a_profile_are_passed_over(make: Make) -> None:
    with open_table(make("a.csv", "title,\na,b\nnote,note\n1,2\n"), skip=[1, 3]) as table:
        assert table.header == ("a", "b")
        assert [item[0] for item in table if isinstance(item, tuple)] == [4]
        assert table.skipped_rows == 1


HOSTILE = ["=1+1", "'=1+1", "''=x", "+86", "-1", "@x", "\tx", "＝1", "'x", "'", "", "a=b", "＋＋", "'\t"]


@given(st.one_of(st.sampled_from(HOSTILE), st.text()))
def test_a_guard_comes_off_exactly(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_guarded_cells_lose_their_guard_on_the_way_in(make: Make, read: Readings) -> None:
    path = make("a.csv", "a,b\n'=1,'+86\n''=x,don't\n")
    assert read(path)[0] == [(2, ("=1", "+86")), (3, ("'=x", "don't"))]


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=12)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1)
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=TABLES,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]),
)
def test_any_table_survives_writing_and_reading(tmp_path: Path, rows: list[list[str]], encoding: str) -> None:
    """What csv writes in an encoding is what is read back in it, blank rows left out."""
    path = tmp_path / "any.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([f"c{index}" for index in range(len(rows[0]))])
        writer.writerows([[guard(cell) for cell in row] for row in rows])
        writer.writerow(["end"] * len(rows[0]))
    expected = [row for row in rows if any(cell.strip() for cell in row)]
    with open_table(path, encoding=encoding) as table:
        found = [list(item[1]) for item in table if isinstance(item, tuple)]
    found = [row for row in found[:-1] if any(str(cell).strip() for cell in row)]
    assert found == expected


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [
        ("nyc311_animals_2025.csv", 4969, 31),
        ("cn_areas.csv", 2978, 4),
        ("cn_streets.csv", 41_352, 5),
        ("disaster_messages_validation.csv", 2337, 45),
        ("febrl_1.csv", 1000, 11),
    ],
)
def test_real_files_are_read_whole(name: str, rows: int, columns: int) -> None:
    if not (DATA / name).exists():
        pytest.skip("the real files are not here")
    with open_table(DATA / name) as table:
        items = list(table)
        assert (len(items), len(table.header), table.encoding) == (rows, columns, "utf-8")
        assert all(isinstance(item, tuple) for item in items)

"""TRUST.md 16 and 17: people come through every format with no value changed in silence."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.conftest import NOW, SHANGHAI
from exchange.people import HEADER, Person, as_csv, as_ods, as_xls, as_xlsx, persons
from gridctl.core.errors import BadInput
from gridctl.exchange.fields import position
from gridctl.exchange.formats import open_table
from gridctl.exchange.mapping import Mapped, Mapper, Reject, compile_mapping
from gridctl.exchange.plan import make_plan
from gridctl.exchange.profiles import load_profile
from persons import identity

Write = Callable[[Sequence[Person]], bytes]
PLAIN = load_profile("residents")
FIELDS = ("name", "identity", "phone", "home", "sex", "birth_date", "notes")
SEXES = {"男": "male", "女": "female"}

TEXTS: dict[str, Write] = {
    "UTF-8": lambda rows: as_csv(rows, "utf-8"),
    "UTF-8 with BOM": lambda rows: as_csv(rows, "utf-8-sig"),
    "UTF-16": lambda rows: as_csv(rows, "utf-16"),
    "GB18030": lambda rows: as_csv(rows, "gb18030"),
    "GBK": lambda rows: as_csv(rows, "gbk"),
}
BOOKS: dict[str, Write] = {"XLSX": as_xlsx, "XLS": as_xls, "ODS": as_ods}


def taken(content: bytes, encoding: str | None = None) -> tuple[Mapper, list[Mapped], list[Reject]]:
    """Read and map a file of people by the plain profile."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people"
        path.write_bytes(content)
        with open_table(path, encoding=encoding) as table:
            mapper = compile_mapping(make_plan(table.header, PLAIN), SHANGHAI, NOW)
            batches = list(mapper.batches(table))
    rows = [row for batch in batches for row in batch.rows]
    return mapper, rows, [reject for batch in batches for reject in batch.rejects]


def as_told(row: Mapped) -> Person:
    """Return what was understood as the cells that it was written in."""
    said = [str(row[position("residents", field)] or "") for field in FIELDS]
    said[4] = {code: word for word, code in SEXES.items()}[said[4]]
    return tuple(said)


def come_through(
    write: Write, rows: list[Person]
) -> tuple[list[Person], list[object], dict[tuple[str, str], int]]:
    """Return what comes out of a file, what was rejected, and what was changed."""
    try:
        mapper, found, rejects = taken(write(rows))
    except BadInput as error:
        # A few rare characters alone could be anything: then the encoding is asked for, not guessed.
        assert error.code == "unknown_encoding"  # noqa: PT017
        mapper, found, rejects = taken(write(rows), "gb18030")
    return [as_told(row) for row in found], list(rejects), dict(mapper.changed)


@pytest.mark.parametrize("encoding", TEXTS)
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(persons(), min_size=1, max_size=12))
def test_no_value_changes_in_a_text_file(encoding: str, rows: list[Person]) -> None:
    if encoding == "GBK":
        rows = [tuple(cell.encode("gbk", "ignore").decode("gbk") for cell in row) for row in rows]
        rows = [(row[0] or "王伟", *row[1:]) for row in rows]
    assert come_through(TEXTS[encoding], rows) == (rows, [], {})


@pytest.mark.parametrize("kind", BOOKS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(persons(), min_size=1, max_size=25))
def test_no_value_changes_in_a_workbook(kind: str, rows: list[Person]) -> None:
    assert come_through(BOOKS[kind], rows) == (rows, [], {})


WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
RIGHT = identity("1958-03-07", 122)

HARMLESS: tuple[tuple[str, str, str], ...] = (
    ("phone", "１３８１２３４５６７８", "13812345678"),
    ("phone", "138 1234 5678", "13812345678"),
    ("phone", "138-1234-5678", "13812345678"),
    ("phone", "+86 13812345678", "13812345678"),
    ("phone", "\u200b13812345678", "13812345678"),
    ("phone", " 13812345678 ", "13812345678"),
    ("phone", "13812345678.0", "13812345678"),
    ("phone", "13812345678；0571-88123456", "13812345678;057188123456"),
    ("phone", "13812345678、13812345679", "13812345678;13812345679"),
    ("phone", "无", ""),
    ("identity", RIGHT.translate(WIDE), RIGHT),
    ("identity", f" {RIGHT}\u200b", RIGHT),
    ("identity", RIGHT.lower() + " ", RIGHT),
    ("identity", "无", ""),
    ("name", "王 伟", "王伟"),
    ("name", " 王伟 ", "王伟"),
    ("name", "王\u200b伟", "王伟"),
    ("name", "王\u3000伟", "王伟"),
    ("birth_date", "19580307", "1958-03-07"),
    ("birth_date", "1958年3月7日", "1958-03-07"),
    ("birth_date", "1958/3/7", "1958-03-07"),
    ("birth_date", "1958.03", "1958-03"),
    ("notes", "  住三楼  ", "住三楼"),
)
"""Field, cell, and what is made of it: each of these is counted."""


@pytest.mark.parametrize(("field", "cell", "told"), HARMLESS)
def test_what_is_made_uniform_is_counted(field: str, cell: str, told: str) -> None:
    row = ["王伟", "", "13812345678", "HZ12-2-501", "男", "", ""]
    row[FIELDS.index(field)] = cell
    mapper, found, rejects = taken(as_csv([tuple(row)], "utf-8"))
    assert rejects == []
    assert found[0][position("residents", field)] == (told or None)
    assert {column for column, _what in mapper.changed} == {HEADER[FIELDS.index(field)]}


DAMAGED: tuple[tuple[str, str, str], ...] = (
    ("identity", "4.4E+17", "lost_digits"),
    ("identity", "3.30602195803071E+17", "lost_digits"),
    ("identity", "330602195803070000", "lost_digits"),
    ("identity", RIGHT[:17] + ("0" if RIGHT[17] != "0" else "1"), "wrong_checksum"),
    ("identity", RIGHT[:15], "old_identity"),
    ("identity", "3306**********1228", "masked"),
    ("phone", "1.38E+10", "lost_digits"),
    ("phone", "138****5678", "masked"),
    ("phone", "1381234", "wrong_phone"),
    ("phone", "13812345678;1.39E+10", ""),
    ("name", "王**", "masked"),
    ("name", "", "missing_value"),
    ("birth_date", "1958-13-07", ""),
    ("birth_date", "2999-01-01", ""),
    ("birth_date", "21252", ""),
    ("sex", "不详者", "unknown_word"),
)
"""Field, cell, and the code of the error that refuses it ("": any)."""


@pytest.mark.parametrize(("field", "cell", "code"), DAMAGED)
def test_what_is_damaged_is_refused_by_line_and_column(field: str, cell: str, code: str) -> None:
    row = ["王伟", "", "13812345678", "HZ12-2-501", "男", "", ""]
    row[FIELDS.index(field)] = cell
    _mapper, found, rejects = taken(as_csv([tuple(row)], "utf-8"))
    assert found == []
    (error,) = rejects[0].errors
    assert (rejects[0].line, error.column) == (2, HEADER[FIELDS.index(field)])
    assert not code or error.error.code == code
    assert error.error.hint, "a remedy"


def test_an_identity_number_that_is_stored_as_a_number_is_refused() -> None:
    row = ["王伟", 330602195803071228.0, 13812345678.0, "HZ12-2-501", "男", 19580307.0, ""]
    _mapper, found, rejects = taken(as_xlsx([row]))
    assert found == []
    (error,) = rejects[0].errors
    assert (error.column, error.error.code) == ("身份证号", "lost_digits")


def test_a_phone_and_a_day_that_are_stored_as_whole_numbers_are_taken() -> None:
    row = ["王伟", "", 13812345678.0, "HZ12-2-501", "男", 19580307.0, ""]
    mapper, found, _rejects = taken(as_xlsx([row]))
    assert found[0][position("residents", "phone")] == "13812345678"
    assert found[0][position("residents", "birth_date")] == "1958-03-07"
    assert {column for column, _what in mapper.changed} == {"联系电话", "出生日期"}


def test_a_number_of_days_is_no_date_unless_the_profile_says_so() -> None:
    row = ["王伟", "", "13812345678", "HZ12-2-501", "男", 21251.0, ""]
    _mapper, found, rejects = taken(as_xlsx([row]))
    assert found == []
    assert rejects[0].errors[0].column == "出生日期"

# ruff: noqa: DTZ001  (times in files have no zone)
"""From cells to canonical values: what is taken, what is changed on the way, and what is refused."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.conftest import DATA, NOW, SHANGHAI, Mapping
from gridctl.core.errors import BadInput
from gridctl.core.times import to_ms
from gridctl.exchange.cells import Cell
from gridctl.exchange.columns import MEANS_NOTHING, ONE_FORM, PADDING, STORED_NUMBER, WIDTH, ZERO_WIDTH
from gridctl.exchange.fields import Value, position
from gridctl.exchange.mapping import Mapped, Mapper, Reject, compile_mapping, key_of
from gridctl.exchange.plan import make_plan
from gridctl.exchange.profiles import parse_profile
from gridctl.exchange.time_column import FROM_SERIAL, MOVED

HEADER = (
    "summary",
    "received",
    "closed",
    "urgency",
    "channel",
    "status",
    "phone",
    "anonymous",
    "ref",
    "category",
)


def mapper(extra: str = "", header: tuple[str, ...] = HEADER, zone: ZoneInfo = SHANGHAI) -> Mapper:
    """Return a mapper with the synonyms of the plain profile and some lines more."""
    plain = (Path(__file__).parents[2] / "src/gridctl/exchange/profiles/requests.toml").read_text("utf-8")
    return compile_mapping(make_plan(header, parse_profile(plain + extra, "t.toml")), zone, NOW)


def one(cells: dict[str, Cell], extra: str = "", zone: ZoneInfo = SHANGHAI) -> Mapped | Reject:
    """Map one row of named cells."""
    header = tuple(dict.fromkeys(("summary", *cells)))
    return mapper(extra, header, zone)(2, [cells.get(name, "x") for name in header])


def value(name: str, field: str, cell: Cell, extra: str = "", zone: ZoneInfo = SHANGHAI) -> Value:
    """Map one cell and return the field's value."""
    row = one({name: cell}, extra, zone)
    assert isinstance(row, tuple), [str(error.error) for error in row.errors]
    return row[position("requests", field)]


def fault(cells: dict[str, Cell], extra: str = "") -> list[tuple[str, str]]:
    """Map a row that must be refused; return (column, error code)."""
    row = one(cells, extra)
    assert isinstance(row, Reject)
    for error in row.errors:
        assert str(error.error)
        assert error.error.hint.format_map(dict(error.error.args_))
    return [(error.column, error.error.code) for error in row.errors]


def ms(text: str, zone: str = "Asia/Shanghai") -> int:
    """Return UTC milliseconds of an ISO time, in `zone` where it has no offset."""
    moment = datetime.fromisoformat(text)
    return to_ms(moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone)))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2021-12-17 18:00", "2021-12-17T18:00"),
        ("2021/1/7 8:05:09", "2021-01-07T08:05:09"),
        ("2021.1.7", "2021-01-07"),
        ("2021年12月17日", "2021-12-17"),
        ("2021年12月17日 18时5分", "2021-12-17T18:05"),
        ("2021年12月17日18:05", "2021-12-17T18:05"),
        ("20211217", "2021-12-17"),
        ("20211217180509", "2021-12-17T18:05:09"),
        ("20211217 1805", "2021-12-17T18:05"),
        ("2021-12-17T18:00:00.123", "2021-12-17T18:00:00.123"),
        ("2021-12-17T18:00:00+01:00", "2021-12-17T18:00+01:00"),
        ("2021-12-17 10:00Z", "2021-12-17T10:00+00:00"),
        ("2021-12-16 24:00", "2021-12-17"),
        ("２０２１-12-17　18：00", "2021-12-17T18:00"),
        ("1988-07-01 12:00", "1988-07-01T12:00+09:00"),
        ("2024-02-29 23:59", "2024-02-29T23:59"),
        (datetime(2021, 12, 17, 18), "2021-12-17T18:00"),
        (date(2021, 12, 17), "2021-12-17"),
        (20211217.0, "2021-12-17"),
    ],
)
def test_times_that_cannot_be_mistaken(text: Cell, when: str) -> None:
    assert value("received", "received_at", text) == ms(when)


@pytest.mark.parametrize(
    "text",
    [
        "3/14/2025 1:20",
        "14.3.2025",
        "2021-13-01",
        "2021-02-30",
        "25:00",
        "soon",
        "2021-12-17 24:30",
        "0021-01-01",
        "44927",
        44927.5,
        True,
    ],
)
def test_times_that_are_refused(text: Cell) -> None:
    assert fault({"received": text}) == [("received", "not_a_time")]


def test_serials_are_dates_only_where_the_profile_says_so() -> None:
    extra = "\n[dates]\nserial = true\n"
    for cell in (44927.5, "44927.5"):
        assert value("received", "received_at", cell, extra) == ms("2023-01-01T12:00")
    found = mapper(extra)
    found(2, ["x", 44927.5, *[""] * 8])
    assert found.changed == {("received", FROM_SERIAL): 1}
    assert fault({"received": 123.0}, extra) == [("received", "not_a_time")]


NEW_YORK = """
[dates]
zone = "America/New_York"
formats = ["%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M:%S %p", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d"]
"""


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("3/14/2025 1:20", "2025-03-14T01:20-04:00"),
        ("03/14/2025 12:05:00 AM", "2025-03-14T00:05-04:00"),
        ("03/14/2025 12:05:00 PM", "2025-03-14T12:05-04:00"),
        ("2025-01-14T01:20:00.000", "2025-01-14T01:20-05:00"),
        ("2025-01-14", "2025-01-14T00:00-05:00"),
        ("11/2/2025 1:30", "2025-11-02T01:30-04:00"),
        ("3/9/2025 2:30", "2025-03-09T03:30-04:00"),
        ("3/9/2025 3:30", "2025-03-09T03:30-04:00"),
    ],
)
def test_forms_and_summer_time_of_a_profile(text: str, when: str) -> None:
    """A repeated hour is its first one, a skipped one moves forward."""
    assert value("received", "received_at", text, NEW_YORK) == ms(when)


def test_a_skipped_hour_is_reported() -> None:
    found = mapper(NEW_YORK)
    found(2, ["x", "3/9/2025 2:30", *[""] * 8])
    assert found.changed == {("received", MOVED): 1}


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(2026, 12, 30)),
    st.sampled_from(
        [
            "America/New_York",
            "Asia/Shanghai",
            "Asia/Beirut",
            "America/Sao_Paulo",
            "Australia/Lord_Howe",
            "UTC",
        ]
    ),
)
def test_the_fast_way_and_the_careful_way_agree(moment: datetime, zone: str) -> None:
    """A time is what the zone's clocks make of it, whether read by halves or apart."""
    text = moment.strftime("%Y-%m-%d %H:%M:%S")
    expected = to_ms(moment.replace(microsecond=0, tzinfo=ZoneInfo(zone)))
    assert value("received", "received_at", text, zone=ZoneInfo(zone)) == expected


@pytest.mark.parametrize(
    ("name", "field", "text", "code"),
    [
        ("urgency", "urgency", "紧急", "urgent"),
        ("urgency", "urgency", " Critical ", "critical"),
        ("channel", "channel", "12345热线", "hotline"),
        ("channel", "channel", "Walk-in", "walk_in"),
        ("status", "status", "已办结", "closed"),
        ("status", "status", "In Progress", "working"),
        ("anonymous", "anonymous", "是", 1),
        ("anonymous", "anonymous", "√", 1),
        ("anonymous", "anonymous", 0.0, 0),
        ("anonymous", "anonymous", True, 1),
        ("urgency", "urgency", "", None),
    ],
)
def test_words_in_both_languages(name: str, field: str, text: Cell, code: Value) -> None:
    assert value(name, field, text) == code


def test_an_unknown_word_names_the_nearest_and_all() -> None:
    row = one({"urgency": "critcal"})
    assert isinstance(row, Reject)
    error = row.errors[0].error
    assert (error.code, error.args_["near"], error.args_["known"]) == (
        "unknown_word",
        "critical",
        "critical, urgent, normal, low",
    )


def test_values_of_a_profile_come_first_and_a_star_is_the_rest() -> None:
    extra = '\n[values.urgency]\n"A级" = "critical"\n"normal" = "low"\n"*" = "normal"\n'
    assert [value("urgency", "urgency", text, extra) for text in ("a级", "Normal", "???", "urgent")] == [
        "critical",
        "low",
        "normal",
        "urgent",
    ]


def test_categories_pass_or_are_checked_against_the_packs_words() -> None:
    assert value("category", "category", "噪音 扰民") == "噪音 扰民"
    found = compile_mapping(
        mapper().plan, SHANGHAI, NOW, {"category": {"噪音/纠纷": "noise", "Noise": "noise"}}
    )
    row = found(2, ["x", *[""] * 8, "噪音纠纷"])
    assert isinstance(row, tuple)
    assert row[position("requests", "category")] == "noise"
    assert isinstance(found(3, ["x", *[""] * 8, "other"]), Reject)


@pytest.mark.parametrize(
    ("cell", "phone", "what"),
    [
        ("13800000000", "13800000000", None),
        (13900139000.0, "13900139000", STORED_NUMBER),
        ("13900139000.0", "13900139000", STORED_NUMBER),
        ("１３８００００００００", "13800000000", WIDTH),
        ("138\u200b00000000", "13800000000", ZERO_WIDTH),
        ("  13800000000 ", "13800000000", PADDING),
        ("无", None, MEANS_NOTHING),
        ("+86 138-0000-0000", "13800000000", ONE_FORM),
        ("0571-88123456", "057188123456", ONE_FORM),
    ],
)
def test_phones(cell: Cell, phone: str | None, what: str | None) -> None:
    found = mapper()
    row = found(2, ["x", *[""] * 5, cell, *[""] * 3])
    assert isinstance(row, tuple)
    assert row[position("requests", "phone")] == phone
    assert list(found.changed) == ([("phone", what)] if what else [])


@pytest.mark.parametrize(
    "cell", ["1.38E+10", "1.38e+10", 1.3e16, "138E10", "abc", "12", "1380000000", 138.5, date(2021, 1, 1)]
)
def test_phones_that_are_refused(cell: Cell) -> None:
    assert [column for column, _ in fault({"phone": cell})] == ["phone"]


@pytest.mark.parametrize("cell", ["4.4E+17", 4.4e17, 440301199001011234.0])
def test_numbers_whose_digits_are_lost_are_refused(cell: Cell) -> None:
    assert fault({"ref": cell}) == [("ref", "lost_digits")]


def test_numbers_are_texts_without_points() -> None:
    assert [value("ref", "ref", cell) for cell in (5.0, "007", "4E10", "ＷＯ-1")] == [
        "5",
        "007",
        "4E10",
        "WO-1",
    ]


def test_texts_are_cleaned_as_typed_ones_are() -> None:
    assert value("summary", "summary", "  e\u0301 \t x\u3000y ") == "é x y"
    assert value("summary", "summary", 5.0) == "5"
    assert fault({"summary": "a\x07b"}) == [("summary", "bad_input")]
    assert fault({"summary": "x" * 501}) == [("summary", "bad_input")]
    assert fault({"summary": " "}) == [("summary", "missing_value")]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8), min_size=1, max_size=30))
def test_a_batch_and_its_rows_one_by_one_agree(texts: list[str]) -> None:
    """The fast path over a batch gives what each cell gives alone."""
    found = mapper("", ("summary", "name", "address", "ref", "phone"))
    rows = [[text, text, text, text, text] for text in texts]
    batch = found.map_rows(list(range(len(rows))), list(rows), typed=False)
    alone = [found(line, row) for line, row in enumerate(rows)]
    assert batch.rows == [row for row in alone if isinstance(row, tuple)]
    assert [reject.line for reject in batch.rejects] == [row.line for row in alone if isinstance(row, Reject)]


def test_times_must_fit_together() -> None:
    assert fault({"received": "2025-01-02", "closed": "2025-01-01"}) == [("closed", "times_reversed")]
    assert fault({"received": "2031-01-02"}) == [("received", "future")]


def test_a_row_gathers_all_its_errors() -> None:
    found = fault({"summary": "", "received": "soon", "urgency": "?!x", "phone": "1.3E+10"})
    assert [column for column, _ in found] == ["received", "urgency", "phone", "summary"]


def test_good_rows_beside_bad_ones_in_one_batch(mapped: Mapping) -> None:
    _, rows, rejects = mapped("summary,received at\nok,2025-01-01\nbad,soon\nshort\nok2,2025-01-02\n")
    assert [row[position("requests", "summary")] for row in rows] == ["ok", "ok2"]
    assert [(reject.line, reject.errors[0].column) for reject in rejects] == [(3, "received at"), (4, "")]


PARTS = """
[columns]
summary = ["Type", "Sub"]
address = "Where"
[join]
summary = ": "
[split."Who"]
by = "/"
into = ["name", "", "phone"]
[constants]
channel = "热线"
[skip]
where = { Type = "必填.*" }
[options]
detail_columns = ["Agency", "Zip"]
"""


def test_columns_put_together_divided_skipped_and_kept(mapped: Mapping) -> None:
    profile = parse_profile('kind = "requests"\nkey = ["address", "name"]\n' + PARTS, "t.toml")
    text = "Type,Sub,Where,Who,Agency,Zip\n必填，类型,,,,,\nAnimal,Dog,1 St,王/x/138000,NYPD,\nAnimal,,,,,\n"
    found, rows, rejects = mapped(text, profile)
    assert not rejects
    at = {
        name: position("requests", name)
        for name in ("summary", "name", "phone", "details", "channel", "address")
    }
    assert [rows[0][at[name]] for name in at] == [
        "Animal: Dog",
        "王",
        "138000",
        "Agency: NYPD",
        "hotline",
        "1 St",
    ]
    assert [rows[1][at[name]] for name in at] == ["Animal", None, None, None, "hotline", None]
    assert found.skipped == 1
    assert [key_of(found.plan, row) for row in rows] == ["1 St\x1f王", None]


def test_a_constant_that_cannot_be_read_names_the_profile(mapped: Mapping) -> None:
    profile = parse_profile(
        'kind = "requests"\n[columns]\nsummary="a"\n[constants]\nurgency = "soon"\n', "t.toml"
    )
    with pytest.raises(BadInput, match="constant for urgency"):
        mapped("a\nx\n", profile)


def test_a_closing_date_closes_whatever_the_status_says(mapped: Mapping) -> None:
    text = "Unique Key,Created Date,Closed Date,Complaint Type,Status\n"
    text += "1,1/1/2025 1:00,1/2/2025 1:00,Dog,In Progress\n2,1/1/2025 1:00,,Dog,Closed\n"
    text += "3,1/1/2025 1:00,,Dog,Cancel\n"
    _, rows, rejects = mapped(text, "nyc311")
    assert not rejects
    assert [row[position("requests", "status")] for row in rows] == ["closed", "working", "cancelled"]


def test_the_real_311_file_agrees_with_a_plain_count(mapped: Mapping) -> None:
    path = DATA / "nyc311_animals_2025.csv"
    if not path.exists():
        pytest.skip("the real files are not here")
    _, rows, rejects = mapped(path, "nyc311")
    assert (len(rows), rejects) == (4969, [])
    with path.open(encoding="utf-8", newline="") as file:
        plain = list(csv.DictReader(file))
    zone = ZoneInfo("America/New_York")
    for field, header in (("received_at", "Created Date"), ("closed_at", "Closed Date")):
        expected = [
            to_ms(datetime.strptime(row[header], "%m/%d/%Y %H:%M").replace(tzinfo=zone))
            if row[header]
            else None
            for row in plain
        ]
        assert [row[position("requests", field)] for row in rows] == expected
    assert {row[position("requests", "area")] for row in rows} >= {"BROOKLYN", "QUEENS"}
    assert datetime.fromtimestamp(min(int(str(row[1])) for row in rows) / 1000, UTC).year == 2025


def test_the_real_areas_are_read(mapped: Mapping) -> None:
    if not (DATA / "cn_streets.csv").exists():
        pytest.skip("the real files are not here")
    assert mapped(DATA / "cn_areas.csv", "cn-areas")[1][0] == ("110101", "东城区", "district", "1101")
    assert mapped(DATA / "cn_streets.csv", "cn-streets")[1][0] == (
        "110101001",
        "东华门街道",
        "town",
        "110101",
    )
    assert len(mapped(DATA / "cn_areas.csv", "areas")[1]) == 2978

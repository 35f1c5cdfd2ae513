"""Briefs agree with a plain count of the raw rows, in each format; as of a moment; traced and compared."""

import json
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import Run, _hide_the_developer
from gridctl.core.times import to_ms
from gridctl.main import run as run_gridctl
from gridctl.report.writing import Order, Written, written
from gridctl.services.briefs.scopes import Wanted
from gridctl.services.briefs.tracing import TRACED, explain
from gridctl.services.office import open_office
from gridctl.store.connecting import connect
from report.reading import Figures, html_rows, of_csv, of_json, of_xlsx, plain_day

FORMATS = ("text", "md", "html", "xlsx", "json", "csv")
LIFE = (
    ("2021-12-17T18:30:00+08:00", "request assign 1 --to L1"),
    ("2021-12-17T18:40:00+08:00", "request assign 2 --to PCS"),
    ("2021-12-17T18:50:00+08:00", "request escalate 3 管道在市政路上"),
    ("2021-12-17T19:00:00+08:00", "request resolve 9 --on-spot"),
    ("2021-12-17T20:00:00+08:00", "request resolve 1"),
    ("2021-12-17T21:00:00+08:00", "request close 1 --reached --satisfied"),
    ("2021-12-18T09:00:00+08:00", "request add 又停水了 --area HL-2 --category utilities"),
    ("2021-12-18T10:00:00+08:00", "request cancel 5 不吵了"),
    ("2021-12-18T10:30:00+08:00", "request reopen 1 药不对"),
    ("2021-12-18T11:00:00+08:00", "request resolve 2 --at 2021-12-17T22:00+08:00"),
)
DAYS = ("2021-12-17", "2021-12-18")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, town_store: Path) -> Path:
    """Make a town in which two days went by; each test works on a copy."""
    place = tmp_path_factory.mktemp("lived") / "grid.db"
    shutil.copy(town_store, place)
    with pytest.MonkeyPatch.context() as patch:
        _hide_the_developer(patch, place.parent)
        for moment, words in LIFE:
            patch.setenv("GRIDCTL_NOW", moment)
            assert run_gridctl(["--store", str(place), *words.split()]) == 0, words
    return place


@pytest.fixture
def two_days(lived: Path, alone: Path, command: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give `run` on the town in which two days went by, the morning after."""
    shutil.copy(lived, alone)
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-19T08:00:00+08:00")
    return command


def made(store: Path, day: str, lang: str = "en") -> Written:
    """Return the daily brief of a day in all formats."""
    with open_office(store) as office:
        return written(office, Order(day=day, formats=FORMATS, lang=lang))


def agrees(store: Path, found: Written) -> Figures:
    """Hold each format against the plain count, and the formats against each other; return the figures."""
    content = {page.name.rpartition(".")[2]: page.content for page in found.files if page.format != "csv"}
    figures = of_json(content["json"])
    start, end = (to_ms(datetime.fromisoformat(found.data[name])) for name in ("from", "to"))
    assert {key: figures.get(key) for key in plain_day(store, start, end)} == plain_day(store, start, end)
    told = json.loads(content["json"])["sections"]
    keys = [f"{section}.{name}" for section, one in told.items() for name in one["figures"]]
    table = next(page.content for page in found.files if page.name.endswith("-figures.csv"))
    assert of_csv(table) == figures
    assert of_xlsx(content["xlsx"], iter(keys)) == figures
    return figures


def rows_agree(found: Written, figures: Figures) -> None:
    """Hold the page against the figures: each that is a count stands in a row of its own."""
    page = next(page.content for page in found.files if page.format == "html")
    rows = [row for row in html_rows(page) if row]
    for key, name in (("received", "received"), ("closed", "closed"), ("open", "open at the end")):
        line = next(row for row in rows if row[0] == name and len(row) == 4)
        assert line[1] == str(int(figures[f"requests.{key}"]))


@pytest.mark.parametrize("day", DAYS)
def test_each_format_has_the_figures_of_a_plain_count(two_days: Run, alone: Path, day: str) -> None:
    found = made(alone, day)
    figures = agrees(alone, found)
    rows_agree(found, figures)
    expected = {"2021-12-17": (10, 1, 1), "2021-12-18": (1, 0, 0)}[day]
    names = ("requests.received", "requests.escalated", "requests.dispatched")
    assert tuple(figures[name] for name in names) == expected


def test_a_figure_has_the_day_before_and_the_same_day_last_week(two_days: Run) -> None:
    told = two_days("report", "daily", "--date", "2021-12-18", "--json").json()["sections"]["requests"]
    received = told["figures"]["received"]
    assert (received["value"], received["before"], received["week_before"]) == (1, 10, 0)
    assert told["figures"]["hours_median"]["unit"] == "hours"


def test_what_was_known_then_is_what_was_told_then(
    two_days: Run, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = "2021-12-18T10:10:00+08:00"
    two_days("request", "edit", "7", "--category", "noise", "--urgency", "low")
    two_days("request", "add", "typed late", "--at", "2021-12-18 09:30")
    two_days("area", "add", "NEW", "新网格", "--kind", "grid", "--parent", "HL")
    later = two_days("report", "daily", "--date", "2021-12-18", "--as-of", moment, "--json").json()
    shutil.copy(alone, alone.with_name("now.db"))
    raw = connect(alone)
    steps = raw.execute(
        "SELECT count(*) FROM step WHERE recorded_at <= ?", (to_ms(datetime.fromisoformat(moment)),)
    )
    assert later["seq"] == steps.fetchone()[0]
    raw.close()
    found = {name: one["value"] for name, one in later["sections"]["requests"]["figures"].items()}
    assert (found["received"], found["cancelled"], found["reopened"], found["resolved"]) == (1, 1, 0, 0)
    noise = next(row for row in later["requests"]["by_category"] if row["category"] == "noise")
    assert noise["open"] == 0  # what became noise since was not noise then
    assert (later["status"], later["as_of"]) == ("provisional", moment)


def test_what_was_corrected_later_is_listed_with_who_did_it(two_days: Run) -> None:
    two_days("report", "daily", "--date", "2021-12-17")
    two_days("--as", "Z1", "request", "resolve", "4", "--at", "2021-12-17 23:00")
    told = two_days("report", "diff", "2021-12-17", "--json").json()["sections"]["changes"]
    rows = told["tables"]["steps"]["rows"]
    assert [(row[1], row[2], row[3]) for row in rows] == [("owner", "2", "resolve"), ("Z1", "4", "resolve")]
    assert told["figures"]["people"]["value"] == 2
    # What is typed late counts in the next return, so that no figure of the old one changes.
    assert told["figures"]["different"]["value"] == 0
    late = two_days("report", "daily", "--date", "2021-12-18", "--json").json()["sections"]["changes"]
    assert [row[2] for row in late["tables"]["entries"]["rows"]] == ["2"]


def test_a_report_that_was_written_stays_when_a_request_is_corrected_and_a_file_taken_back(
    two_days: Run, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = alone.parent / "more.csv"
    file.write_text("received_at,summary,area\n2021-12-18 11:00,楼道灯不亮,HL-1\n", encoding="utf-8")
    assert two_days("import", "requests", str(file)).exit == 0
    daily = ("report", "daily", "--date", "2021-12-18", "--json")
    written = two_days(*daily).out
    listed = json.loads(written)["open_requests"] + json.loads(written)["overdue_requests"]
    assert two_days("request", "edit", str(listed[0]["id"]), "--urgency", "critical").exit == 0
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-19T09:00:00+08:00")
    number = two_days("import", "list", "--json").json()[0]["batch"]
    assert two_days("import", "undo", str(number), "--force").exit == 0
    assert two_days(*daily).out == written
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-19T10:00:00+08:00")
    told = two_days("report", "diff", "2021-12-18", "--json").json()["sections"]["changes"]["tables"][
        "figures"
    ]
    received = json.loads(written)["requests"]["received"]
    assert ["requests.received", str(received), str(received - 1)] in told["rows"]


QUICK = ("requests.received", "requests.overdue", "clocks.resolve_kept", "duty.turns", "people.in_need")


@pytest.mark.parametrize("day", ["2021-12-17", pytest.param("2021-12-18", marks=pytest.mark.slow)])
def test_a_figure_has_as_many_rows_as_it_says(two_days: Run, alone: Path, day: str) -> None:
    with open_office(alone) as office:
        for name in QUICK if day == DAYS[0] else TRACED:
            brief, _closed = explain(office, name, Wanted(day=day))
            rows, figure = brief.sections[0].figures
            assert rows.value == figure.value, name


def test_a_figure_that_there_is_not_is_refused(two_days: Run) -> None:
    answer = two_days("report", "explain", "requests.opened", "--json")
    assert (answer.exit, answer.error()["error"]) == (2, "unknown_figure")
    assert answer.error()["hint"].endswith("requests.overdue"[len("requests.") :]), (
        "each one is named, none cut off"
    )
    other = two_days("report", "explain", "colours.red", "--json").error()["hint"]
    assert "clocks, duty, people" in other
    assert "did you mean ?" not in other


def test_the_page_says_whose_colours_it_shows_and_a_hand_over_its_time(two_days: Run, alone: Path) -> None:
    place = str(alone.parent / "page")
    two_days("report", "daily", "--date", "2021-12-18", "--format", "html", "--out", place)
    page = next(Path(place).glob("*.html")).read_text(encoding="utf-8")
    assert re.search(
        r'class="strip"><span>grids</span>\s*<div class="red" style="flex:\d+">red \d+</div>', page
    )
    hand_over = two_days("report", "shift").out
    assert "2021-12-19 08:00" in hand_over.splitlines()[0]
    assert "not done" not in hand_over


def test_the_week_counts_both_days_and_goes_by_its_number(two_days: Run) -> None:
    week = two_days("report", "weekly", "--date", "2021-12-18", "--json").json()
    figures = {name: one["value"] for name, one in week["sections"]["requests"]["figures"].items()}
    assert (week["date"], figures["received"], figures["closed"]) == ("2021-W50", 11, 1)
    assert {"came", "moved", "born", "died"} <= set(week["sections"]["people"]["figures"])
    assert two_days("report", "monthly", "--date", "2021-12-18", "--json").json()["date"] == "2021-12"


def test_a_hand_over_tells_what_is_open_and_closes_what_is_confidential(two_days: Run) -> None:
    answer = two_days("report", "shift", "--json")
    told = answer.json()["sections"]["open"]
    rows: list[list[Any]] = told["tables"]["requests"]["rows"]
    assert told["figures"]["open"]["value"] == len(rows) == 10
    assert next(row for row in rows if row[0] == "6")[4] == "(confidential)"
    assert "被丈夫打伤" not in answer.out
    then = two_days("report", "shift", "--as-of", "2021-12-17 18:10", "--json").json()["sections"]["open"]
    assert then["figures"]["open"]["value"] == 10
    assert {row[6] for row in then["tables"]["requests"]["rows"]} == {"new"}


def test_a_request_is_told_as_it_was_known(two_days: Run) -> None:
    told = two_days("report", "request", "1", "--as-of", "2021-12-17 20:30").out
    assert "resolve" in told
    assert "reopen" not in told
    assert two_days("report", "request", "1", "--as-of", "2021-12-17 10:00").exit == 3
    assert two_days("report", "request", "77").exit == 3
    assert two_days("report", "round", "1").exit == 3


def test_no_format_tells_a_phone_or_acts(two_days: Run, alone: Path) -> None:
    two_days("request", "add", "<script>alert(1)</script> =1+1 call 13812345678", "--area", "HL")
    for lang in ("en", "zh"):
        for page in made(alone, "2021-12-19", lang).files:
            assert b"13812345678" not in page.content
            assert b"<script" not in page.content or page.format != "html"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("report daily --format docx", "a report has no format docx"),
        ("report daily --format xlsx", "xlsx needs a folder"),
        ("report daily --format md,html", "md, html needs a folder"),
    ],
)
def test_what_cannot_be_written_says_so(two_days: Run, words: str, message: str) -> None:
    answer = two_days(*words.split())
    assert answer.exit == 2
    assert answer.out == ""
    assert answer.lines[0].startswith(message)


@pytest.mark.slow
def test_each_day_of_the_demo_month_agrees_in_each_format(
    alone: Path, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-18T20:10:00+08:00")
    assert command("demo", str(alone), "--lang", "en").exit == 0
    seen = 0
    for day in [f"2021-11-{n:02}" for n in range(19, 31)] + [f"2021-12-{n:02}" for n in range(1, 19)]:
        found = made(alone, day)
        figures = agrees(alone, found)
        rows_agree(found, figures)
        seen += int(figures["requests.received"])
    assert seen > 1000

"""The one way out: five formats, on a terminal and without one, for any text (DESIGN.md §5)."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridctl.cli import out
from gridctl.cli.formats import MEASURED, Column, Format
from gridctl.cli.options import pick
from gridctl.core.errors import BadInput, Refused
from gridctl.core.private import Sight
from gridctl.present.cells import cell_len
from gridctl.present.i18n import set_language
from present.hostile import HOSTILE, problems

NOON = datetime(2025, 3, 13, 12, 0, tzinfo=UTC)
COLUMNS = [Column("id"), Column("status"), Column("summary"), Column("name", "who"), Column("at")]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a request."""

    KIND: ClassVar[str] = "step"
    at: datetime
    step: str
    note: str | None
    sight: Sight = Sight.MASKED


@dataclass(frozen=True, slots=True)
class Request:
    """A request, short."""

    KIND: ClassVar[str] = "request"
    id: int
    status: str
    summary: str
    name: str | None = None
    at: datetime | None = NOON
    confidential: bool = False
    timeline: tuple[Step, ...] = ()
    sight: Sight = Sight.FULL


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


Printed = Callable[[Callable[[], None]], str]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Printed]:
    """Run something and return what it wrote to stdout."""

    def run(body: Callable[[], None], stream: io.StringIO | None = None) -> str:
        target = io.StringIO(newline="") if stream is None else stream
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", target)
            body()
        return target.getvalue()

    yield run
    out.set_quiet(False)
    set_language("en")


@pytest.mark.parametrize("fmt", list(Format))
def test_no_hostile_text_acts_in_any_format(printed: Printed, fmt: Format) -> None:
    for text in HOSTILE:
        view = Request(1, "new", text, text, timeline=(Step(NOON, "note", text),))
        for body in (partial(out.rows, [view, view], COLUMNS, fmt), partial(out.thing, view, fmt)):
            assert problems(printed(body), fmt) == [], repr(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=())), st.sampled_from(Format))
def test_no_text_at_all_acts_in_any_format(printed: Printed, text: str, fmt: Format) -> None:
    view = Request(1, text, text, text, timeline=(Step(NOON, text, text),))
    for body in (lambda: out.rows([view], COLUMNS, fmt), lambda: out.thing(view, fmt)):
        assert problems(printed(body), fmt) == []


def test_no_hostile_text_acts_on_a_terminal(
    printed: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    for text in HOSTILE:
        body = partial(out.rows, [Request(1, "new", text)], COLUMNS, Format.TABLE)
        screen = printed(body, Terminal())
        painted = re.sub(r"\x1b\[[\d;]*m", "", screen)
        assert len(painted) < len(screen), "the titles are bold"
        assert problems(painted, "table") == [], repr(text)


def test_json_is_one_array_that_holds_every_key(printed: Printed) -> None:
    views = [Request(1, "new", "a\x1b\u202e王"), Request(2, "closed", "b")]
    text = printed(lambda: out.rows(views, COLUMNS, Format.JSON))
    assert json.loads(text) == [
        {
            "id": one.id,
            "status": one.status,
            "summary": one.summary,
            "name": None,
            "at": "2025-03-13T12:00:00+00:00",
            "confidential": False,
            "timeline": [],
        }
        for one in views
    ]
    assert text.count("\n") == 4
    assert "王" in text


def test_json_is_written_as_the_rows_come(printed: Printed) -> None:
    def views() -> Iterator[Request]:
        yield Request(1, "new", "first")
        assert "first" in stream.getvalue()
        yield Request(2, "new", "second")

    stream = io.StringIO()
    run: Any = printed
    run(lambda: out.rows(views(), COLUMNS, Format.JSONL), stream)
    assert len(stream.getvalue().splitlines()) == 2


def test_csv_has_a_bom_keys_and_codes_in_any_language(printed: Printed) -> None:
    set_language("zh")
    text = printed(lambda: out.rows([Request(1, "new", "=1,王", "a\nb")], COLUMNS, Format.CSV))
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:], newline=""), strict=True)) == [
        ["id", "status", "summary", "name", "at"],
        ["1", "new", "'=1,王", r"a\nb", "2025-03-13T12:00:00+00:00"],
    ]


def test_a_table_is_aligned_in_cells_and_in_the_users_language(printed: Printed) -> None:
    set_language("zh")
    views = [Request(1, "new", "王秀红"), Request(12, "closed", "abc")]
    assert printed(lambda: out.rows(views, COLUMNS, Format.TABLE)).splitlines() == [
        "编号  状态    摘要    who  时间",
        "   1  待派单  王秀红       2025-03-13 12:00",
        "  12  已办结  abc          2025-03-13 12:00",
    ]


def test_a_long_table_goes_on_behind_the_measured_rows(printed: Printed) -> None:
    views = (Request(number, "new", "x") for number in range(MEASURED + 500))
    lines = printed(lambda: out.rows(views, COLUMNS, Format.TABLE)).splitlines()
    assert len(lines) == MEASURED + 501
    assert lines[-1].split()[0] == str(MEASURED + 499)


@pytest.mark.parametrize(
    ("fmt", "stdout", "stderr"),
    [
        (Format.TABLE, "", "none yet\n"),
        (Format.JSON, "[]\n", ""),
        (Format.JSONL, "", ""),
        (Format.CSV, "\ufeffid\r\n", ""),
        (Format.MD, "| number |\n| --- |\n", ""),
    ],
)
def test_nothing_found(capsys: pytest.CaptureFixture[str], fmt: Format, stdout: str, stderr: str) -> None:
    out.rows([], [Column("id")], fmt, empty="none yet")
    assert capsys.readouterr() == (stdout, stderr)


def test_a_thing_shows_what_it_has_and_what_is_inside(printed: Printed) -> None:
    view = Request(7, "new", "line one\nline two", timeline=(Step(NOON, "note", "call 13812345678"),))
    assert printed(lambda: out.thing(view, Format.TABLE)) == (
        "number        7\n"
        "status        new\n"
        "summary       line one\n"
        "              line two\n"
        "time          2025-03-13 12:00\n"
        "confidential  no\n"
        "timeline\n"
        "  time              step  remark\n"
        "  2025-03-13 12:00  note  call 138****5678\n"
    )


def test_a_thing_in_markdown_and_json(printed: Printed) -> None:
    view = Request(7, "new", "x", timeline=(Step(NOON, "note", "y"),))
    assert printed(lambda: out.thing(view, Format.MD, columns=[Column("id"), Column("timeline")])) == (
        "| field | value |\n| --- | --- |\n| number | 7 |\n\n**timeline**\n\n"
        "| time | step | remark |\n| --- | --- | --- |\n| 2025-03-13 12:00 | note | y |\n"
    )
    assert json.loads(printed(lambda: out.thing(view, Format.JSON)))["timeline"][0]["step"] == "note"
    assert printed(lambda: out.thing(view, Format.JSONL)).count("\n") == 1


@pytest.mark.parametrize("fmt", list(Format))
def test_a_closed_thing_hides_what_stands_inside_it(printed: Printed, fmt: Format) -> None:
    view = Request(
        7,
        "new",
        "he beats her",
        "王秀红",
        timeline=(Step(NOON, "note", "beats", Sight.FULL),),
        sight=Sight.CLOSED,
    )
    for text in (printed(lambda: out.thing(view, fmt)), printed(lambda: out.rows([view], COLUMNS, fmt))):
        assert "beats" not in text
        assert "王" not in text


@pytest.mark.parametrize("fmt", [Format.TABLE, Format.MD, Format.JSON])
def test_a_full_sight_is_not_masked_twice(printed: Printed, fmt: Format) -> None:
    view = Request(7, "new", "x", timeline=(Step(NOON, "note", "13812345678", Sight.FULL),))
    assert "13812345678" in printed(lambda: out.thing(view, fmt))


def test_talk_goes_to_stderr_cleaned_and_not_at_all_when_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    out.talk("done\x1b[2J")
    out.talk("")
    out.set_quiet(True)
    out.talk("unheard")
    out.set_quiet(False)
    assert capsys.readouterr() == ("", "done\\x1b[2J\n")


def test_a_report_is_printed_as_it_is_but_for_what_acts(printed: Printed) -> None:
    assert printed(lambda: out.text("a\n b\x9b\n\n")) == "a\n b\\x9b\n"


def test_a_reader_that_went_away_is_left_to_the_error_door(printed: Printed) -> None:
    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    run: Any = printed
    with pytest.raises(BrokenPipeError):
        run(lambda: out.rows([Request(1, "new", "x")], COLUMNS, Format.JSON), Closed())


def test_an_encoding_that_lacks_characters_gets_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    out.rows([Request(1, "new", "王")], [Column("summary")], Format.TABLE)
    out.rows([Request(1, "new", "王")], [Column("summary")], Format.CSV)
    assert raw.getvalue() == b"summary\n\\u738b\n" + "\ufeffsummary\r\n王\r\n".encode()


def test_no_bar_without_a_terminal_and_one_on_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with out.progress(10, "reading") as advance:
        advance(10)
    assert capsys.readouterr() == ("", "")
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(out, "PATIENCE", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    with out.progress(10, "reading") as advance:
        advance(10)
    assert "reading" in screen.getvalue()


def test_nobody_there_to_ask_is_a_refusal_that_names_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    out.confirm("sure?", yes=True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    with pytest.raises(Refused) as caught:
        out.confirm("sure?", yes=False)
    assert "--yes" in caught.value.hint


@pytest.mark.parametrize(("answer", "goes_on"), [("y", True), ("是", True), ("", False), ("n", False)])
def test_an_answer_is_taken_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, answer: str, goes_on: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer + "\n"))
    monkeypatch.setattr(sys, "stderr", Terminal())
    if goes_on:
        out.confirm("sure?", yes=False)
    else:
        with pytest.raises(Refused):
            out.confirm("sure?", yes=False)


def test_json_is_short_for_its_format_and_contradicts_others() -> None:
    assert pick(Format.TABLE, True) is Format.JSON
    assert pick(Format.CSV, False) is Format.CSV
    with pytest.raises(BadInput):
        pick(Format.CSV, True)


WIDE = (
    out.Column("id"),
    out.Column("status", spare=1),
    out.Column("name", spare=2),
    out.Column("summary"),
)


@pytest.mark.parametrize(("columns", "left"), [(120, []), (64, []), (38, ["name"]), (30, ["status", "name"])])
def test_a_narrow_terminal_narrows_texts_then_leaves_out_what_can_be_spared(
    printed: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    columns: int,
    left: list[str],
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", str(columns))
    view = Request(
        1, "assigned", "水管漏水，楼下也进水了，请尽快派人来看一看，家里只有老人", "name-of-a-long-word"
    )
    screen = printed(lambda: out.rows([view] * 3, WIDE, Format.TABLE), Terminal())
    lines = re.sub(r"\x1b\[[\d;]*m", "", screen).splitlines()
    assert max(map(cell_len, lines)) <= columns
    titles = lines[0].split()
    assert titles == [key for key in ("number", "status", "name", "summary") if key not in left]
    assert any("assigned" in line for line in lines) == ("status" not in left), "no word is cut"
    said = capsys.readouterr().err
    assert said == (
        f"Too narrow for: {', '.join(left)}. A wider terminal or --format md shows them.\n" if left else ""
    )

"""``gridctl import``: files as people have them, told as people can use it."""

import csv
import json
import re
import stat
from pathlib import Path

import pytest
import xlsxwriter

from conftest import Result, Run

HEADER = ("编号", "时间", "区域", "类别", "求助内容", "姓名", "电话")
ROWS = (
    ("A1", "2021-12-16 08:00", "HL", "用药需求", "降压药没了", "陈卫", "13900001111"),
    ("A2", "2021-12-16 09:00", "HL", "food", "没有菜了", "周敏", "13900001112"),
)


def text(*rows: tuple[str, ...], by: str = ",") -> str:
    """Return rows as lines."""
    return "".join(by.join(row) + "\n" for row in rows)


def summary(done: Result) -> tuple[int, int, int, int]:
    """Return how many rows were new, changed, the same and rejected."""
    found = done.json()
    return found["new"], found["changed"], found["same"], found["rejected"]


@pytest.fixture
def here(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands in a folder of one's own, on a store with one community and one member."""
    monkeypatch.chdir(tmp_path)
    assert run("area", "add", "HL", "恒利社区", "--kind", "community").exit == 0
    assert run("member", "add", "W1", "王秀英", "--tier", "head").exit == 0
    return run


def write(name: str, content: str | bytes) -> str:
    """Write a file into the present folder."""
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def workbook(name: str) -> str:
    """Write the rows into a workbook."""
    with xlsxwriter.Workbook(name) as book:
        sheet = book.add_worksheet("登记")
        for place, row in enumerate((HEADER, *ROWS)):
            sheet.write_row(place, 0, row)
    return name


def test_one_table_in_every_format_and_encoding_is_the_same_table(here: Run) -> None:
    table = text(HEADER, *ROWS)
    objects = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    names = [
        write("utf8.csv", table),
        write("bom.csv", table.encode("utf-8-sig")),
        write("gbk.csv", table.encode("gbk")),
        write("gb18030.csv", table.encode("gb18030")),
        write("utf16.csv", table.encode("utf-16")),
        write("utf16le.csv", table.encode("utf-16-le")),
        write("table.tsv", text(HEADER, *ROWS, by="\t")),
        write("table.txt", text(HEADER, *ROWS, by=";")),
        write("table.json", json.dumps(objects, ensure_ascii=False)),
        write("table.jsonl", "\n".join(json.dumps(one, ensure_ascii=False) for one in objects)),
        workbook("table.xlsx"),
    ]
    found = [summary(here("import", "requests", name, "--json")) for name in names]
    assert found == [(2, 0, 0, 0)] + [(0, 0, 2, 0)] * (len(names) - 1)


def test_the_summary_has_the_keys_of_the_contract_and_the_plan_is_told(here: Run) -> None:
    done = here("import", "requests", write("a.csv", text(HEADER, *ROWS)), "--json")
    assert done.exit == 0
    assert list(done.json())[:11] == (
        [
            "batch",
            "kind",
            "file",
            "encoding",
            "rows",
            "new",
            "changed",
            "same",
            "rejected",
            "rejects_file",
            "dry_run",
        ]
    )
    assert "Ignored: 编号" in done.lines
    assert "求助内容 -> summary" in done.lines[0]


def test_stdin_is_a_file_too(here: Run) -> None:
    done = here("import", "requests", "-", "--json", stdin=text(HEADER, *ROWS))
    assert (summary(done), done.json()["file"]) == ((2, 0, 0, 0), "stdin")
    empty = here("import", "requests", "-", stdin="")
    assert (empty.exit, empty.lines[0]) == (2, "stdin is empty")


def rejects(path: str) -> list[list[str]]:
    """Return a rejects file as a plain CSV reader sees it."""
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


BAD = (
    ("B1", "soon", "HL", "", "一", "", ""),
    ("B2", "2021-12-16 08:00", "NOWHERE", "", "二", "", ""),
    ("B3", "2021-12-16 08:00", "HL", "", "三", "", "1.39E+10"),
    ("B4", "2021-12-16 08:00", "HL", "", "", "", ""),
)


def test_rejected_rows_come_back_are_mended_and_land(here: Run) -> None:
    done = here("import", "requests", write("a.csv", text(HEADER, *ROWS, *BAD)), "--json")
    assert (done.exit, summary(done)) == (1, (2, 0, 0, 4))
    path = done.json()["rejects_file"]
    assert (path, stat.S_IMODE(Path(path).stat().st_mode)) == ("a.rejects.csv", 0o600)
    found = rejects(path)
    assert found[0] == [*HEADER, "error"]
    assert [tuple(row[:-1]) for row in found[1:]] == list(BAD)
    assert all(row[-1] for row in found[1:])
    mended = Path(path).read_text("utf-8-sig").replace("soon", "2021-12-16 07:00")
    mended = mended.replace("NOWHERE", "HL").replace("1.39E+10", "13900001113").replace(",,,,", ",,四,,")
    again = here("import", "requests", write("mended.csv", mended), "--json")
    assert (again.exit, summary(again)) == (0, (4, 0, 0, 0))


def test_an_error_names_its_line_and_column_once(here: Run) -> None:
    done = here("import", "requests", write("a.csv", text(HEADER, *BAD)))
    said = [line for line in done.lines if line.startswith("line ")]
    assert [line.partition(" (")[0] for line in said] == [
        "line 2: 时间: soon is not a time in a known form",
        "line 3: there is no area NOWHERE",
        "line 4: 电话: the number has lost its last digits",
        "line 5: 求助内容 is empty",
    ]
    assert done.exit == 2, "nothing landed"


@pytest.mark.parametrize("way", ["file", "stdin"])
def test_rejected_areas_keep_their_cells_however_the_file_came(here: Run, way: str) -> None:
    content = "code,name,kind,parent\nX1,一,grid,NOWHERE\nX2,二,grid,HL\nX3,三,,HL\nx2,又,grid,HL\n"
    if way == "file":
        done = here("import", "areas", write("stdin.csv", content))
    else:
        done = here("import", "areas", "-", stdin=content)
    assert done.exit == 1
    assert [row[:-1] for row in rejects("stdin.rejects.csv")[1:]] == [
        ["X3", "三", "", "HL"],
        ["X1", "一", "grid", "NOWHERE"],
        ["x2", "又", "grid", "HL"],
    ]
    assert not [line for line in done.lines if re.search(r"line \d+: line", line)]


def test_on_error_stop_lands_nothing(here: Run) -> None:
    done = here(
        "import", "requests", write("a.csv", text(HEADER, *ROWS, *BAD)), "--on-error", "stop", "--json"
    )
    assert (done.exit, done.error()["error"]) == (2, "bad_input")
    assert done.error()["message"].startswith("line 4: 时间: soon")
    assert here("import", "list", "--json").json() == []
    assert not list(Path().glob("*rejects*"))


def test_a_rehearsal_writes_nothing(here: Run) -> None:
    done = here("import", "requests", write("a.csv", text(HEADER, *ROWS, *BAD)), "--dry-run", "--json")
    assert (done.exit, summary(done)) == (1, (2, 0, 0, 4))
    assert (done.json()["batch"], done.json()["rejects_file"], done.json()["dry_run"]) == (None, None, True)
    assert here("import", "list", "--json").json() == []
    assert [path.name for path in Path().glob("*.csv")] == ["a.csv"]


@pytest.mark.parametrize("place", ["nowhere/r.csv", "file/r.csv", "folder"])
def test_rejects_that_cannot_be_written_are_told_and_nothing_lands(here: Run, place: str) -> None:
    write("file", "")
    Path("folder").mkdir()
    name = write("a.csv", text(HEADER, *ROWS, *BAD))
    done = here("import", "requests", name, "--rejects", place, "--json")
    assert (done.exit, done.error()["error"]) == (5, "rejects_unwritable")
    assert here("import", "list", "--json").json() == []
    assert list(Path("folder").iterdir()) == []
    assert not list(Path().glob(".*tmp"))


def test_without_rejects_no_place_for_them_is_needed(here: Run) -> None:
    name = write("a.csv", text(HEADER, *ROWS))
    assert here("import", "requests", name, "--rejects", "nowhere/r.csv").exit == 0


def test_what_a_killed_import_left_is_swept_away(here: Run) -> None:
    write(".a.rejects.csv.dead.tmp", "names and phones")
    assert here("import", "requests", write("a.csv", text(HEADER, *BAD))).exit == 2
    assert sorted(path.name for path in Path().iterdir() if "reject" in path.name) == ["a.rejects.csv"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("nowhere.csv", 3, "there is no file nowhere.csv"),
        ("a.csv --map nowhere", 3, "there is no profile nowhere"),
        ("a.csv --map nowhere.toml", 3, "there is no file nowhere.toml"),
        ("a.csv --map cn-areas", 2, "the profile cn-areas is for areas, not for requests"),
        ("a.csv --sheet 一", 2, "a.csv has no sheets, it is csv"),
        ("a.xlsx --sheet 一", 3, "there is no sheet 一"),
        ("a.csv --encoding klingon", 2, "there is no encoding klingon"),
        ("a.csv --encoding gbk", 2, "line 2 is not GB18030"),
        ("header.csv", 2, "header.csv has a header and no rows"),
        ("empty.csv", 2, "empty.csv is empty"),
        ("noise.xlsx", 2, "noise.xlsx is no table: it is neither text nor a workbook"),
        ("mixed.csv", 2, "line 4 is not UTF-8 like the lines before it: the file mixes encodings"),
        ("twice.csv", 2, "the header in line 1 has 电话 twice (columns 2 and 3)"),
        (".", 2, " is a folder"),
    ],
)
def test_a_file_that_cannot_be_read_is_two_lines(here: Run, words: str, code: int, said: str) -> None:
    write("a.csv", text(HEADER, *ROWS))
    workbook("a.xlsx")
    write("header.csv", text(HEADER))
    write("empty.csv", "")
    write("noise.xlsx", bytes((7 * place * place + 129) % 256 for place in range(1000)))
    write("mixed.csv", text(HEADER, *ROWS).encode() + text(ROWS[0]).encode("gbk"))
    write("twice.csv", "求助内容,电话,电话\n一,,\n")
    done = here("import", "requests", *words.split())
    assert (done.exit, len(done.lines)) == (code, 2), done.err
    assert done.lines[0].endswith(said)


def test_columns_that_a_profile_knows_name_it(here: Run) -> None:
    example = Path(__file__).parents[2] / "examples" / "nyc311.csv"
    done = here("import", "requests", str(example))
    assert (done.exit, done.lines[1]) == (2, "the columns are those of the profile nyc311: add --map nyc311")


def test_twice_is_all_same_and_a_change_is_shown(here: Run) -> None:
    known = ("ref", *HEADER[1:])
    name = write("a.csv", text(known, *ROWS))
    assert summary(here("import", "requests", name, "--json")) == (2, 0, 0, 0)
    assert summary(here("import", "requests", name, "--json")) == (0, 0, 2, 0)
    write("a.csv", text(known, ROWS[0], (*ROWS[1][:6], "13900009999")))
    assert summary(here("import", "requests", name, "--json")) == (0, 1, 1, 0)
    assert here("import", "show", "3", "--json").json()["first_rows"] == [
        {"line": 3, "outcome": "changed", "thing": 2, "replaced": ["phone"], "differs": []}
    ]


def test_a_file_with_fewer_columns_changes_no_others(here: Run) -> None:
    here("import", "requests", write("a.csv", text(("ref", *HEADER[1:]), *ROWS)))
    before = here("request", "show", "1", "--reveal", "--json").json()
    write("b.csv", "ref,求助内容,电话,关闭时间\nA1,降压药没了,13900009999,2021-12-16 10:00\n")
    assert summary(here("import", "requests", "b.csv", "--json")) == (0, 1, 0, 0)
    after = here("request", "show", "1", "--reveal", "--json").json()
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {"phone", "status", "resolved_at", "closed_at", "version", "timeline", "overdue"}
    assert (after["phone"], after["status"], after["category"]) == ("13900009999", "closed", "medicine")


def test_undo_asks_for_a_choice_where_people_have_worked_since(here: Run) -> None:
    here("import", "requests", write("a.csv", text(HEADER, *ROWS)))
    here("request", "assign", "1", "--to", "W1")
    refused = here("import", "undo", "1", "--json")
    assert (refused.exit, refused.error()["error"]) == (4, "changed_since")
    assert refused.error()["message"].endswith(": 1")
    rehearsed = here("import", "undo", "1", "--keep-changed", "--dry-run")
    assert rehearsed.lines == [
        "Rows that would be taken back: 1.",
        "1 that were changed since stay as they are.",
    ]
    assert here("request", "show", "2").exit == 0
    done = here("import", "undo", "1", "--keep-changed")
    assert done.lines[0] == "Rows taken back: 1."
    assert (here("request", "show", "1").exit, here("request", "show", "2").exit) == (0, 3)
    assert here("import", "undo", "1", "--dry-run").exit == 4
    assert {row["status"] for row in here("store", "check", "--json").json()} == {"ok"}


def test_profiles_are_listed_and_shown(here: Run) -> None:
    names = [row["name"] for row in here("import", "profiles", "--json").json()]
    assert {"areas", "cn-areas", "cn-streets", "cortana-person", "nyc311", "requests"} <= set(names)
    for name in names:
        fields = here("import", "profile", name, "--json").json()["fields"]
        assert any(one["headers"] or one["constant"] for one in fields), name

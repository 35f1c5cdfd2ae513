"""Supplies on the command line: what the contract promises, who may read what, and lists that come in."""

from pathlib import Path

import pytest

from conftest import Run

FILE = """物资编码,物资名称,单位,数量,存放地点,来源,有效期至
RICE,大米,袋,20袋,HL-1,镇民政办 13800005678,2022-06
MASK,口罩,包,一百二十,HL,,
MASK,口罩,包,５,HL,,
OIL,,瓶,3,HL,,
RICE,大米,袋,3箱,HL-1,,
RICE,大米,袋,-3,HL-1,,
RICE,大米,袋,3,NOWHERE,,
MASK,面罩,包,3,HL,,
"""


@pytest.fixture
def stock(town: Run) -> Run:
    assert (
        town("building", "add", "HZ12", "12幢", "--area", "HL-1-1", "--floors", "3", "--rooms", "2").exit == 0
    )
    for room, need in (("101", "infant"), ("201", "isolated"), ("202", "")):
        more = ["--need", need] if need else []
        assert town("resident", "add", f"王{room}", "--home", f"HZ12-{room}", *more).exit == 0
    assert town("supply", "item", "add", "RICE", "大米", "--unit", "袋").exit == 0
    done = town("supply", "receive", "RICE", "10", "--place", "HL-1", "--expiry", "2022-01-31")
    assert done.exit == 0, done.err
    return town


def test_the_list_says_what_is_where_and_how_long_it_lasts(stock: Run) -> None:
    (row,) = stock("supply", "list", "--json").json()
    assert {"item", "place", "on_hand", "reserved", "lasts_until"} <= row.keys()
    assert (row["item"], row["place"], row["on_hand"], row["reserved"], row["lasts_until"]) == (
        *("RICE", "HL-1", 10, 0),
        None,
    )
    stock("supply", "issue", "RICE", "5", "--to", "HZ12-101")
    (row,) = stock("supply", "list", "RICE", "--place", "ZJ", "--json").json()
    assert (row["issued"], row["lasts_until"]) == (5, "2021-12-18T18:00:00+08:00")
    assert "5.0 a day" in stock("supply", "list").err
    assert stock("supply", "list", "--place", "DX", "--json").json() == []


def test_the_pace_is_that_of_seven_days(stock: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stock("supply", "issue", "RICE", "2", "--to", "HZ12-101")
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-20T18:00:00+08:00")
    stock("supply", "issue", "RICE", "2", "--to", "PCS")
    stock("supply", "issue", "RICE", "1", "--to", "L1")
    stock("supply", "undo")
    (row,) = stock("supply", "list", "--json").json()
    assert (row["issued"], row["days"], row["lasts_until"]) == (4, 3.0, "2021-12-25T06:00:00+08:00")
    monkeypatch.setenv("GRIDCTL_NOW", "2022-01-20T18:00:00+08:00")
    assert stock("supply", "list", "--json").json()[0]["lasts_until"] is None


def test_goods_go_to_a_home_a_member_or_a_team(stock: Run) -> None:
    for to, told in (
        ("HZ12-101", "HZ12-101"),
        ("12幢201", "HZ12-201"),
        ("李建国", "L1"),
        ("恒利派出所", "PCS"),
    ):
        made = stock("supply", "issue", "RICE", "1", "--to", to, "--by", "Z1", "--json")
        assert made.exit == 0, made.err
        assert (made.json()["to"], made.json()["by"], made.json()["kind"]) == (told, "Z1", "issue")
    assert stock("supply", "issue", "RICE", "1", "--to", "张敏").exit == 2
    assert stock("supply", "issue", "RICE", "1", "--to", "nobody").exit == 3


def test_more_than_is_there_exits_4_and_says_what_is(stock: Run) -> None:
    done = stock("supply", "issue", "RICE", "11")
    assert done.exit == 4
    assert "there are 10" in done.lines[0]
    assert stock("supply", "issue", "RICE", "11", "--json").error()["error"] == "not_enough"
    assert stock("supply", "count", "RICE", "-1").exit == 2
    assert stock("supply", "adjust", "RICE", "-11").exit == 4
    actions = [row["action"] for row in stock("ledger", "list", "--json").json()]
    assert actions[:2] == ["refused", "refused"]


def test_a_number_told_twice_is_booked_once(stock: Run) -> None:
    words = ("supply", "receive", "RICE", "5", "--place", "HL-1", "--ref", "DN-1", "--json")
    assert stock(*words).json()["id"] == stock(*words).json()["id"] == 2
    assert stock("supply", "list", "--json").json()[0]["on_hand"] == 15
    assert stock("supply", "receive", "RICE", "6", "--ref", "DN-1").exit == 4
    assert stock("supply", "issue", "RICE", "5", "--ref", "DN-1").exit == 4


def test_goods_at_several_places_have_to_be_named(stock: Run) -> None:
    stock("supply", "receive", "RICE", "4", "--place", "HL-2")
    done = stock("supply", "issue", "RICE", "1")
    assert done.exit == 2
    assert "HL-2 (4)" in done.err
    assert stock("supply", "issue", "RICE", "1", "--place", "HL-2", "--json").json()["on_hand"] == 3
    assert stock("--as", "W1", "supply", "issue", "RICE", "1", "--json").json()["place"] == "HL-1"
    assert stock("supply", "item", "list", "--json").json()[0]["on_hand"] == 12


def test_every_movement_is_kept_and_slips_are_taken_back_beside_them(stock: Run) -> None:
    stock("supply", "adjust", "RICE", "-3", "--note", "王芳 13800005678 打碎", "--at", "9:00")
    stock("supply", "count", "RICE", "9")
    assert stock("supply", "undo", "--json").json()["undoes"] == 3
    assert stock("supply", "undo", "2", "--by", "L1", "--json").json()["on_hand"] == 10
    assert stock("supply", "undo", "2").exit == 4
    assert stock("supply", "undo", "99").exit == 3
    rows = stock("supply", "log", "RICE", "--json").json()
    assert [row["kind"] for row in rows] == ["receive", "adjust", "count", "undo", "undo"]
    assert [row["quantity"] for row in rows] == [10, -3, 2, -2, 3]
    assert rows[1]["at"] == "2021-12-17T09:00:00+08:00"
    assert rows[1]["note"] == "王芳 138****5678 打碎"
    shown = stock("supply", "log", "RICE", "--reveal", "--json").json()
    assert shown[1]["note"] == "王芳 13800005678 打碎"
    assert stock("ledger", "list", "--json").json()[0]["action"] == "supply.reveal"
    assert "13800005678" not in stock("ledger", "list", "--json").out


def test_a_plan_fits_the_stock_and_its_rule_can_be_told(stock: Run) -> None:
    stock("supply", "count", "RICE", "2")
    words = ("supply", "plan", "RICE", "--area", "HL", "--need", "infant=1", "--first", "isolated")
    rehearsed = stock(*words, "--dry-run", "--json").json()
    assert (rehearsed["id"], rehearsed["wanted"], rehearsed["granted"], rehearsed["short"]) == (None, 4, 2, 2)
    made = stock(*words, "--json")
    assert made.json() | {"id": None, "dry_run": True} == rehearsed
    assert "Not enough for all: 2 of 3" in made.err
    assert stock("supply", "list", "--json").json()[0]["reserved"] == 2
    assert stock("supply", "issue", "RICE", "1").exit == 4
    (stair,) = stock("supply", "plan", "show", "1", "--by", "stairwell", "--json").json()
    assert [door["home"] for door in stair["doors"]] == ["HZ12-201", "HZ12-202", "HZ12-101"]
    assert "[ ] HZ12-201  1" in stock("supply", "plan", "show", "1", "--by", "stairwell").out
    told = stock("supply", "share", "1").out
    assert "isolated" in told
    for secret in ("201", "101", "王", "HL-1-1"):
        assert secret not in told
    given = stock("supply", "give", "1", "HZ12-201", "--json").json()
    assert (given["home_count"], given["given"], given["left"]) == (1, 1, 1)
    assert stock("supply", "give", "1", "202", "9999").exit == 3
    assert stock("supply", "give", "1").exit == 2
    assert "Close it" in stock("supply", "give", "1", "--rest").err
    assert stock("supply", "plan", "close", "1", "--json").json()["status"] == "closed"
    assert stock("supply", "plan", "list", "--json").json() == []
    assert [row["id"] for row in stock("supply", "plan", "list", "--all", "--json").json()] == [1]


def test_the_rule_names_nobody_that_a_query_names(stock: Run) -> None:
    stock("supply", "plan", "RICE", "--where", "王202, isolated", "--ref", "x")
    told = stock("supply", "share", "1").out
    assert "chosen residents or isolated" in told
    assert "王" not in told
    assert "2 homes" in told  # of all stairwells together, for they are few
    assert "1幢1单元" not in told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("supply receive SALT 1 --place HL", 3),
        ("supply receive RICE 0 --place HL", 2),
        ("supply receive RICE 1.5 --place HL", 2),
        ("supply receive RICE 3箱 --place HL", 2),
        ("supply receive RICE 1 --place NOWHERE", 3),
        ("supply receive RICE 1 --place HL --expiry someday", 2),
        ("supply receive RICE 99999999999999999999 --place HL", 2),
        ("supply item add RICE 米", 4),
        ("supply item add SALT 盐 --unit 5kg", 2),
        ("supply plan RICE --where colour:red", 2),
        ("supply plan RICE --where need:dialysis", 3),
        ("supply plan RICE --need infant", 2),
        ("supply plan RICE --area DX", 3),
        ("supply plan show 7", 3),
        ("supply give 7 --rest", 3),
        ("supply share 7", 3),
        ("supply undo 1 --at 2030-01-01", 2),
    ],
)
def test_what_cannot_be_is_said_in_two_lines(stock: Run, words: str, code: int) -> None:
    for lang in ("en", "zh"):
        done = stock("--lang", lang, *words.split())
        assert done.exit == code, done.err
        assert len(done.lines) == 2, done.err


@pytest.mark.parametrize(
    "words", ["supply list", "supply log RICE", "supply plan list", "supply plan show 1"]
)
@pytest.mark.parametrize("fmt", ["table", "json", "jsonl", "csv", "md"])
def test_what_lists_or_shows_prints_every_format(stock: Run, words: str, fmt: str) -> None:
    stock("supply", "plan", "RICE")
    done = stock(*words.split(), "--format", fmt)
    assert (done.exit, bool(done.out)) == (0, True)
    chinese = stock("--lang", "zh", *words.split(), "--format", "json").out
    assert stock(*words.split(), "--format", "json").out == chinese


def test_no_hostile_text_acts(stock: Run) -> None:
    text = "[/x]\x1b[31m=1+1\u202e"
    assert stock("supply", "receive", "RICE", "1", "--place", "HL-1", "--note", text).exit == 2
    text = "[/x]=1+1\u202e"
    assert stock("supply", "item", "add", "X", text, "--unit", "[/x]").exit == 0
    stock("supply", "receive", "X", "1", "--place", "HL-1", "--source", text, "--note", text)
    for words in ("supply list", "supply log X", "supply item list"):
        for fmt in ("table", "csv", "md"):
            assert "\u202e" not in stock(*words.split(), "--format", fmt).out


def test_a_list_of_stock_comes_in_once_and_goes_back_whole(stock: Run, tmp_path: Path) -> None:
    before = stock("supply", "list", "--json").out
    (tmp_path / "s.csv").write_text(FILE, encoding="utf-8")
    done = stock("import", "stock", str(tmp_path / "s.csv"), "--json")
    found = done.json()
    assert (done.exit, found["new"], found["rejected"]) == (1, 4, 4), done.err
    assert "1 rows (lines 9)" in done.err
    rows = {(row["item"], row["place"]): row for row in stock("supply", "list", "--json").json()}
    assert rows["MASK", "HL"]["on_hand"] == 128
    assert (rows["RICE", "HL-1"]["on_hand"], rows["RICE", "HL-1"]["expires_on"]) == (30, "2022-01-31")
    log = stock("supply", "log", "RICE", "--json").json()
    assert (log[1]["source"], log[1]["expires_on"]) == ("镇民政办 138****5678", "2022-06-30")
    again = stock("import", "stock", str(tmp_path / "s.csv"), "--json").json()
    assert (again["new"], again["same"]) == (0, 4)
    assert stock("store", "check").exit == 0
    assert stock("import", "undo", str(again["batch"])).exit == 0
    assert stock("import", "undo", str(found["batch"])).exit == 0
    after = [row for row in stock("supply", "list", "--json").json() if row["on_hand"]]
    assert after == stock("supply", "list", "RICE", "--json").json()
    assert stock("supply", "list", "RICE", "--json").out == before
    assert stock("import", "stock", str(tmp_path / "s.csv"), "--json").json()["new"] == 4
    assert stock("store", "check").exit == 0


def test_a_list_whose_goods_have_gone_stays_where_they_have(stock: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("编码,名称,数量,地点\nOIL,油,3,HL\nSALT,盐,4,HL\n", encoding="utf-8")
    number = stock("import", "stock", str(tmp_path / "s.csv"), "--json").json()["batch"]
    stock("supply", "issue", "OIL", "1")
    assert stock("import", "undo", str(number)).exit == 4
    assert stock("import", "undo", str(number), "--keep-changed").exit == 0
    assert {row["item"]: row["on_hand"] for row in stock("supply", "list", "--json").json()} == {
        "OIL": 2,
        "RICE": 10,
        "SALT": 0,
    }
    assert stock("store", "check").exit == 0

"""Members and teams come in by files: once, however often, and back whole."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Run

HEADER = "姓名,岗位,所属网格,联系电话,职务,工作单位,特长,代码,代理人,到岗日期,离岗日期,可办件数"
ROWS = (
    "王秀红,网格长,HL-1,13900000011,,,,G1,李建军,,,",
    "李建军,专职网格员,HL-1,13900000012,,,驾驶、护理,,,2021/12/1,2022/1/31,5",
    "陈卫,楼道长,HL-2,13900000013,楼道长,区住建局,,,,,,",
    "赵丽,志愿者,HL-2,,,,,,,,,",
)
COUNTS = ("new", "changed", "same", "rejected")


def _file(folder: Path, *rows: str, header: str = HEADER) -> str:
    path = folder / "members.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return str(path)


def _counts(town: Run, kind: str, file: str, code: int = 0) -> list[int]:
    done = town("import", kind, file, "--json")
    assert done.exit == code, done.err
    return [done.json()[key] for key in COUNTS]


def _member(town: Run, name: str) -> dict[str, Any]:
    found: dict[str, Any] = town("member", "show", name, "--json").json()
    return found


def test_a_list_of_members_comes_in_with_all_it_tells(town: Run, tmp_path: Path) -> None:
    assert _counts(town, "members", _file(tmp_path, *ROWS)) == [4, 0, 0, 0]
    head, officer, part = (_member(town, name) for name in ("G1", "李建军", "陈卫"))
    assert (head["name"], head["tier"], head["deputy"]) == ("王秀红", "head", "LJJ1")
    assert (officer["code"], officer["tier"], officer["skills"]) == ("LJJ1", "officer", ["驾驶", "护理"])
    assert (officer["from_on"], officer["until_on"], officer["capacity"]) == ("2021-12-01", "2022-01-31", 5)
    assert (part["tier"], part["role"], part["sending_unit"]) == ("part_time", "楼道长", "区住建局")
    assert town("store", "check").exit == 0


def test_the_same_list_twice_adds_nobody(town: Run, tmp_path: Path) -> None:
    file = _file(tmp_path, *ROWS)
    _counts(town, "members", file)
    assert _counts(town, "members", file) == [0, 0, 4, 0]
    assert len(town("member", "list", "--json").json()) == 8


def test_a_further_list_changes_what_it_says_and_empties_nothing(town: Run, tmp_path: Path) -> None:
    _counts(town, "members", _file(tmp_path, *ROWS))
    row = "李建军,网格长,HL-2,13900000012,,区卫健局,,,陈卫,,,"
    assert _counts(town, "members", _file(tmp_path, row)) == [0, 1, 0, 0]
    found = _member(town, "LJJ1")
    assert (found["tier"], found["area"], found["sending_unit"]) == ("head", "HL-2", "区卫健局")
    assert (found["skills"], found["capacity"], found["deputy"]) == (["驾驶", "护理"], 5, "CW1")
    assert town("import", "undo", "2").exit == 0
    found = _member(town, "LJJ1")
    assert (found["tier"], found["area"], found["sending_unit"], found["deputy"]) == (
        "officer",
        "HL-1",
        None,
        None,
    )
    assert town("import", "undo", "1").exit == 0


def test_who_was_typed_is_known_by_phone_and_name(town: Run, tmp_path: Path) -> None:
    row = "李建国,网格员,HL-1,13900000002,片长,,,,,,,"
    assert _counts(town, "members", _file(tmp_path, row)) == [0, 1, 0, 0]
    assert _member(town, "L1")["role"] == "片长"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("王秀红,网格长,NONE,,,,,,,,,",), "there is no area NONE"),
        (("王秀红,,HL-1,,,,,,,,,",), "the tier of the member is missing"),
        (("王秀红,厂长,HL-1,,,,,,,,,",), "厂长"),
        (("王秀红,网格长,HL-1,,,,,,无此人,,,",), "the deputy 无此人 is not known"),
        (("王秀红,网格长,HL-1,,,,,,王秀红,,,",), "or is the member"),
        (("王秀红,网格长,HL-1,,,,,,,2022-01-02,2022-01-01,",), "the last day lies before the first"),
        (("王秀红,网格长,HL-1,,,,,,,,,很多",), "is not a number"),
        (("王秀红,网格长,HL-1,1.38E+10,,,,,,,,",), "line 2"),
    ],
)
def test_a_row_that_cannot_be_is_rejected_with_its_reason(
    town: Run, tmp_path: Path, rows: tuple[str, ...], said: str
) -> None:
    done = town("import", "members", _file(tmp_path, *rows, ROWS[3]), "--json")
    assert done.exit == 1
    assert said in done.err
    assert [done.json()[key] for key in COUNTS] == [1, 0, 0, 1]


def test_a_second_row_of_somebody_is_refused_unless_it_says_the_same(town: Run, tmp_path: Path) -> None:
    file = _file(tmp_path, ROWS[3], ROWS[3], "赵丽,民兵,HL-2,,,,,,,,,")
    done = town("import", "members", file, "--json")
    assert [done.json()[key] for key in COUNTS] == [1, 0, 1, 1]
    assert "stands in line 2 already" in done.err


def test_who_fits_several_without_a_phone_is_left_to_the_reader(town: Run, tmp_path: Path) -> None:
    for _time in range(2):
        town("member", "add", "赵丽", "--tier", "volunteer", "--area", "HL-2")
    done = town("import", "members", _file(tmp_path, ROWS[3]))
    assert done.exit == 2
    assert "ZL1, ZL2" in done.err


def test_a_row_whose_deputy_is_rejected_is_rejected_too(town: Run, tmp_path: Path) -> None:
    file = _file(tmp_path, "王秀红,网格长,HL-1,,,,,,赵丽,,,", "赵丽,,HL-2,,,,,,,,,", ROWS[2])
    assert _counts(town, "members", file, 1) == [1, 0, 0, 2]


def test_an_undone_list_is_gone_and_can_come_again(town: Run, tmp_path: Path) -> None:
    file = _file(tmp_path, *ROWS)
    _counts(town, "members", file)
    assert town("import", "undo", "1").exit == 0
    assert town("member", "show", "G1").exit == 3
    assert [row["code"] for row in town("member", "list", "--json").json()] == ["L1", "W1", "Z1", "Z2"]
    assert _counts(town, "members", file) == [4, 0, 0, 0]
    assert _member(town, "G1")["name"] == "王秀红"
    assert town("store", "check").exit == 0


@pytest.mark.parametrize(
    "used",
    [
        ("request", "assign", "1", "--to", "G1"),
        ("member", "place", "G1", "--area", "HL-2"),
        ("member", "edit", "G1", "--role", "片长"),
        ("member", "edit", "L1", "--deputy", "G1"),
        ("team", "edit", "PCS", "--member", "G1"),
    ],
)
def test_a_member_who_was_used_since_is_not_taken_back_unasked(
    town: Run, tmp_path: Path, used: tuple[str, ...]
) -> None:
    _counts(town, "members", _file(tmp_path, *ROWS))
    assert town(*used).exit == 0
    assert town("import", "undo", "1").exit == 4
    assert town("import", "undo", "1", "--keep-changed").exit == 0
    assert _member(town, "G1")["deputy"] is None
    assert town("member", "show", "陈卫").exit == 3


def test_force_takes_back_who_was_used_too(town: Run, tmp_path: Path) -> None:
    _counts(town, "members", _file(tmp_path, *ROWS))
    town("team", "edit", "PCS", "--member", "G1")
    town("member", "edit", "L1", "--deputy", "G1")
    assert town("import", "undo", "1", "--force").exit == 0
    assert town("team", "show", "PCS", "--json").json()["members"] == []
    assert _member(town, "L1")["deputy"] is None


def test_english_tables_are_understood(town: Run, tmp_path: Path) -> None:
    header = "Name,Position,Grid,Mobile,Skills"
    file = _file(tmp_path, "Anna Müller,volunteer,HL-1,13900000021,first aid; driving", header=header)
    assert _counts(town, "members", file) == [1, 0, 0, 0]
    found = _member(town, "Anna Muller")
    assert (found["code"], found["skills"]) == ("AM1", ["first aid", "driving"])


def test_teams_come_in_with_members_twice_and_back(town: Run, tmp_path: Path) -> None:
    header = "队伍名称,类型,辖区,值班电话,成员,代码"
    rows = ("恒利派出所,派出所,HL,0571-88123456,李建国、wxy,PCS", "恒利物业,物业,HL-1,0571-88123457,,")
    file = _file(tmp_path, *rows, header=header)
    assert _counts(town, "teams", file) == [1, 1, 0, 0]
    assert _counts(town, "teams", file) == [0, 0, 2, 0]
    found = town("team", "show", "PCS", "--json").json()
    assert [one["code"] for one in found["members"]] == ["L1", "W1"]
    assert found["area"] == "HL"
    assert town("team", "show", "hlwy", "--json").json()["kind"] == "property"
    assert town("store", "check").exit == 0
    assert town("import", "undo", "1").exit == 0
    found = town("team", "show", "PCS", "--json").json()
    assert (found["members"], found["area"]) == ([], None)
    assert town("team", "show", "恒利物业").exit == 3
    assert _counts(town, "teams", file) == [1, 1, 0, 0]


def test_a_team_that_holds_a_request_is_not_taken_back_unasked(town: Run, tmp_path: Path) -> None:
    file = _file(tmp_path, "恒利物业,物业,HL-1,,", "无名队,,HL-1,,", header="名称,类型,辖区,电话,成员")
    assert _counts(town, "teams", file, 1) == [1, 0, 0, 1]
    assert town("request", "assign", "1", "--to", "恒利物业").exit == 0
    assert town("import", "undo", "1").exit == 4
    unknown = _file(tmp_path, "突击队,志愿队,HL,,无此人", header="名称,类型,辖区,电话,成员")
    assert town("import", "teams", unknown).exit == 2

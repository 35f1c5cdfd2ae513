"""Lists of compounds, buildings and homes: in once, followed, taken back, with the faults that users leave."""

import csv
from pathlib import Path

import pytest
import xlsxwriter

from conftest import Run
from exchange.conftest import DATA
from gridctl.exchange.formats import open_table

BUILDINGS = """楼栋名称,小区,网格,层数,单元数,每层户数
1幢,恒泽苑,HL-1,6,3,2
2幢,恒泽苑,HL-1,6层,1,2
恒利路8号,,HL-2,,,
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Write a compound, its buildings and some homes."""
    (tmp_path / "compounds.csv").write_text("编码,名称,网格\nHZ,恒泽苑,HL-1\n", encoding="utf-8")
    (tmp_path / "buildings.csv").write_text(BUILDINGS, encoding="utf-8")
    (tmp_path / "homes.csv").write_text(
        "地址,类型,店名\nHZ1-1-101,,\n恒泽苑1幢商铺1号,商铺,百和药房\nHZ2-101,,\n恒泽苑2幢1单元102室,,\n",
        encoding="utf-8",
    )
    return tmp_path


def bring(run: Run, kind: str, file: Path, *more: str) -> dict[str, int]:
    """Import a file and return its counts."""
    done = run("import", kind, str(file), *more, "--json")
    found = done.json()
    return {name: found[name] for name in ("new", "changed", "same", "rejected")}


def counts(run: Run) -> tuple[int, int, int]:
    """Return how many compounds, buildings and homes there are."""
    one, two, three = (len(run(noun, "list", "--json").json()) for noun in ("compound", "building", "home"))
    return one, two, three


NEW = {"new": 0, "changed": 0, "same": 0, "rejected": 0}


def test_places_come_in_and_stay_one_when_they_come_again(town: Run, files: Path) -> None:
    assert bring(town, "compounds", files / "compounds.csv") == NEW | {"new": 1}
    assert bring(town, "buildings", files / "buildings.csv") == NEW | {"new": 3}
    assert counts(town) == (1, 3, 36 + 12)
    # Two of the four homes were laid out; 2幢 has one unit, which is left out.
    assert bring(town, "homes", files / "homes.csv") == NEW | {"new": 1, "same": 3}
    assert bring(town, "compounds", files / "compounds.csv") == NEW | {"same": 1}
    assert bring(town, "buildings", files / "buildings.csv") == NEW | {"same": 3}
    assert bring(town, "homes", files / "homes.csv") == NEW | {"same": 4}
    assert counts(town) == (1, 3, 49)
    assert town("home", "show", "百和药房", "--json").json()["kind"] == "shop"


def test_a_further_list_changes_what_it_says_and_empties_nothing(town: Run, files: Path) -> None:
    bring(town, "compounds", files / "compounds.csv")
    bring(town, "buildings", files / "buildings.csv")
    changed = BUILDINGS.replace("1幢,恒泽苑,HL-1,6,3,2", "1幢,恒泽苑,,7,3,2")
    (files / "again.csv").write_text(
        changed.replace("网格", "网格,地址").replace("HL-2,,,", "HL-2,恒利路,,,"), "utf-8"
    )
    again = "楼栋名称,小区,网格,层数,单元数,每层户数,地址\n1幢,恒泽苑,,7,3,2,恒利路88号\n"
    (files / "again.csv").write_text(again, encoding="utf-8")
    assert bring(town, "buildings", files / "again.csv") == NEW | {"changed": 1}
    found = town("building", "show", "恒泽苑1幢", "--json").json()
    assert (found["area"], found["floors"], found["address"], found["home_count"]) == (
        "HL-1",
        7,
        "恒利路88号",
        42,
    )
    number = town("import", "list", "--json").json()[0]["batch"]
    assert town("import", "undo", str(number)).exit == 0
    found = town("building", "show", "恒泽苑1幢", "--json").json()
    assert (found["floors"], found["address"], found["home_count"]) == (6, None, 36)
    # What came back is as it was: the first import can still be taken back.
    assert town("import", "undo", "2").exit == 0
    assert counts(town) == (1, 0, 0)
    assert town("store", "check").exit == 0


def test_an_undo_leaves_the_doors_that_are_in_use(town: Run, files: Path) -> None:
    bring(town, "compounds", files / "compounds.csv")
    bring(town, "buildings", files / "buildings.csv")
    assert town("request", "add", "药没有了", "--home", "恒泽苑1幢1单元501").exit == 0
    done = town("import", "undo", "2", "--json")
    assert (done.exit, done.error()["error"]) == (4, "changed_since")
    assert town("import", "undo", "2", "--keep-changed").exit == 0
    assert counts(town) == (1, 1, 36)
    assert town("store", "check").exit == 0


def test_even_by_force_nobody_loses_the_door(town: Run, files: Path) -> None:
    bring(town, "compounds", files / "compounds.csv")
    bring(town, "buildings", files / "buildings.csv")
    assert town("request", "add", "药没有了", "--home", "恒泽苑1幢1单元501").exit == 0
    assert town("import", "undo", "2", "--force").exit == 0
    assert counts(town) == (1, 1, 1)
    assert town("store", "check").exit == 0


def test_homes_make_their_buildings_where_asked(town: Run, files: Path) -> None:
    file = files / "list.csv"
    file.write_text(
        "小区,幢,单元,房号\n阳光苑,3幢,2,501\n阳光苑,3幢,2单元,502\n阳光苑,3号楼,,101\n", encoding="utf-8"
    )
    refused = bring(town, "homes", file)
    assert refused == NEW | {"rejected": 3}
    assert bring(town, "homes", file, "--create-places", "--dry-run") == NEW | {"new": 3}
    assert counts(town) == (0, 0, 0)
    assert bring(town, "homes", file, "--create-places") == NEW | {"new": 3}
    assert counts(town) == (1, 1, 3)
    assert town("home", "show", "阳光苑3幢2单元502", "--json").json()["floor"] == 5
    assert bring(town, "homes", file) == NEW | {"same": 3}
    number = town("import", "list", "--json").json()[1]["batch"]
    assert town("import", "undo", str(number)).exit == 0
    assert counts(town) == (0, 0, 0)


def test_a_place_that_a_file_gives_twice_is_one_or_refused(town: Run, files: Path) -> None:
    file = files / "twice.csv"
    file.write_text(
        "名称,网格,层数,每层户数\n3幢,HL-1,2,1\n3幢,HL-1,2,1\n3幢,HL-1,3,1\n4幢,HL-9,1,1\n", encoding="utf-8"
    )
    assert bring(town, "buildings", file) == {"new": 1, "changed": 0, "same": 1, "rejected": 2}
    file.write_text("名称,网格,小区\n5幢,HL-1,没有的小区\n6幢,HL-1,\n", encoding="utf-8")
    assert bring(town, "buildings", file) == NEW | {"new": 1, "rejected": 1}


def test_a_home_that_a_file_gives_twice_is_one_or_refused(town: Run, files: Path) -> None:
    bring(town, "compounds", files / "compounds.csv")
    bring(town, "buildings", files / "buildings.csv")
    file = files / "twice.csv"
    rows = "恒泽苑1幢,商铺1,百和药房\n恒泽苑1幢,商铺1号,百和药房\n恒泽苑1幢,商铺1,鲜邻超市\n"
    file.write_text(f"楼栋,房号,店名\n{rows}", encoding="utf-8")
    assert bring(town, "homes", file) == {"new": 1, "changed": 0, "same": 1, "rejected": 1}
    file.write_text("楼栋,房号,店名\n恒泽苑1幢,商铺1,鲜邻超市\n", encoding="utf-8")
    assert bring(town, "homes", file) == NEW | {"changed": 1}
    assert town("import", "undo", "4").exit == 0
    assert town("home", "show", "百和药房").exit == 0
    assert town("store", "check").exit == 0


def _filled(path: Path, rows: list[dict[str, object]]) -> Path:
    """Fill the template as its users do: the note row stays in."""
    with open_table(DATA / "cortana_building_import_template.xlsx") as table:
        header = table.header
        notes = [list(item[1]) for item in table]  # type: ignore[index]
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Building")
    lines: list[list[object]] = [
        list(header),
        *notes,
        *([row.get(name, "") for name in header] for row in rows),
    ]
    for place, line in enumerate(lines):
        for column, cell in enumerate(line):
            if cell != "":
                sheet.write(place, column, cell)
    book.close()
    return path


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared spreadsheets are not here")
def test_the_cortana_template_comes_in_with_all_its_faults(town: Run, tmp_path: Path) -> None:
    file = _filled(
        tmp_path / "cortana.xlsx",
        [
            {"小区/建筑名称": "恒泽苑", "类型": "住宅小区", "所属网格": "HL-1", "建成年份": 2015, "户数": "640",
             "是否通燃气": 1, "安全负责人": "王强", "安全负责人电话": 13800001111.0, "备注": "东门常闭\n西门开"},
            {"小区/建筑名称": "恒利大厦", "类型": "商业大厦", "所属网格": "第二网格", "商业类型": "写字楼"},
            {"小区/建筑名称": "恒利路8号", "类型": "私人住宅", "所属网格": "HL-2", "业主姓名": "陈卫"},
            {"小区/建筑名称": "坏类型", "类型": "城堡", "所属网格": "HL-2"},
            {"小区/建筑名称": "两个网格都叫这名", "类型": "公寓", "所属网格": "第一网格"},
            {"小区/建筑名称": "坏电话", "类型": "公寓", "所属网格": "HL-2", "房东电话": "1.38E+10"},
            {"小区/建筑名称": "", "类型": "公寓", "所属网格": "HL-2"},
        ],
    )  # fmt: skip
    done = town("import", "buildings", str(file), "--map", "cortana-building", "--json")
    assert done.exit == 1
    assert (done.json()["new"], done.json()["rejected"]) == (3, 4)
    assert counts(town) == (1, 2, 1)
    found = town("compound", "show", "恒泽苑", "--json").json()
    assert found["contacts"] == [{"role": "safety", "name": "王**", "phone": "138****1111"}]
    assert found["facts"] == {
        "note": "东门常闭 西门开",
        "类型": "住宅小区",
        "建成年份": "2015",
        "户数": "640",
        "是否通燃气": "1",
    }
    assert town("building", "show", "恒利大厦", "--json").json()["facts"]["商业类型"] == "写字楼"
    assert town("home", "show", "恒利路8号", "--json").json()["room"] is None
    again = town("import", "buildings", str(file), "--map", "cortana-building", "--json").json()
    assert (again["new"], again["same"]) == (0, 3)


def test_a_request_in_a_file_may_name_its_home(town: Run, files: Path) -> None:
    bring(town, "compounds", files / "compounds.csv")
    bring(town, "buildings", files / "buildings.csv")
    file = files / "requests.csv"
    file.write_text(
        "内容,房屋,网格,地址\n"
        "药没有了,恒泽苑1幢1单元501,,\n"
        "要菜,恒泽苑99幢1单元501,HL-1,恒利路\n"
        "停电,恒泽苑1幢1单元502,HL-2,\n",
        encoding="utf-8",
    )
    done = town("import", "requests", str(file), "--json")
    assert (done.json()["new"], done.json()["rejected"]) == (2, 1)
    assert "HL-2" in done.err
    second, first = town("request", "list", "--limit", "2", "--reveal", "--json").json()
    assert (first["home"], first["building"], first["area"]) == (
        town("home", "show", "恒泽苑1幢1单元501", "--json").json()["label"],
        town("building", "show", "恒泽苑1幢", "--json").json()["code"],
        "HL-1-1",
    )
    assert (second["home"], second["area"]) == (None, "HL-1")
    shown = town("request", "show", str(second["id"]), "--reveal", "--json").json()
    assert shown["address"] == "恒利路 恒泽苑99幢1单元501"


FAULTS: tuple[tuple[dict[str, object], str], ...] = (
    ({}, ""),
    ({"建成年份": 2015.0, "户数": "64", "是否通燃气": "是", "备注": "东门\n常闭"}, ""),
    ({"安全负责人": "王强", "安全负责人电话": "１３８００００１１１１"}, ""),
    ({"物业联系电话": 13800001111.0}, ""),
    ({"类型": " 公寓 "}, ""),
    ({"所属网格": " hl-2 "}, ""),
    ({"备注": "=1+1"}, ""),
    ({"类型": ""}, ""),
    ({"类型": "城堡"}, "类型"),
    ({"所属网格": "第九网格"}, ""),
    ({"所属网格": "第一网格"}, ""),
    ({"小区/建筑名称": ""}, "小区/建筑名称"),
    ({"安全负责人电话": "1.38E+10"}, "安全负责人电话"),
    ({"房东电话": "138****5678"}, "房东电话"),
    ({"业主电话": "1390000"}, "业主电话"),
)
"""What is wrong with a row, and the column that is to blame; the first eight are taken as they were meant."""
_TAKEN = 8
_KINDS = ("住宅小区", "商业大厦", "私人住宅", "公寓", "大型出租房", "其他")


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared spreadsheets are not here")
def test_some_hundred_buildings_come_in_and_each_fault_is_told(town: Run, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = []
    for number in range(300):
        plain = {"小区/建筑名称": f"恒利路{number}号", "类型": _KINDS[number % 6], "所属网格": "HL-2"}
        rows.append(plain | FAULTS[number % len(FAULTS)][0])
    refused = [number for number in range(300) if number % len(FAULTS) >= _TAKEN]
    argv = ("import", "buildings", str(_filled(tmp_path / "cortana.xlsx", rows)), "--map", "cortana-building")
    rehearsed = town(*argv, "--dry-run", "--json").json()
    done = town(*argv, "--json")
    view = done.json()
    assert done.exit == 1
    assert (view["new"], view["rejected"]) == (300 - len(refused), len(refused))
    assert (rehearsed["new"], rehearsed["rejected"]) == (view["new"], view["rejected"])
    with (tmp_path / "cortana.rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        told = [row[-1] for row in csv.reader(file)][1:]
    assert len(told) == len(refused)
    for number, error in zip(refused, told, strict=True):
        change, column = FAULTS[number % len(FAULTS)]
        assert column in error, change
        assert "(" in error, "a remedy"
    again = town(*argv, "--json").json()
    assert (again["new"], again["changed"], again["same"]) == (0, 0, view["new"])
    for batch in (again["batch"], view["batch"]):
        assert town("import", "undo", str(batch)).exit == 0
    assert counts(town) == (0, 0, 0)
    assert town("store", "check").exit == 0

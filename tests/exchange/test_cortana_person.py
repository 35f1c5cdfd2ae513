"""The spreadsheet of people that grid workers really fill in, with all that they get wrong in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from conftest import Run
from exchange.conftest import DATA
from exchange.people import as_xlsx
from persons import identity, names

TEMPLATE = DATA / "cortana_person_import_template.xlsx"
ROWS = 300
Cells = dict[str, object]


@dataclass(frozen=True)
class Fault:
    """What somebody gets wrong: what it does to a row, and what has to come of it."""

    what: str
    damage: Callable[[Cells], None]
    refused: str = ""
    needs: tuple[str, ...] = ()
    expect: dict[str, object] = field(default_factory=dict)


def put(**cells: object) -> Callable[[Cells], None]:
    """Return what puts these cells into a row."""
    return lambda row: row.update(cells)


def _spoil(cell: str, how: Callable[[str], object]) -> Callable[[Cells], None]:
    return lambda row: row.update({cell: how(str(row[cell]))})


FAULTS = (
    Fault("nothing", put()),
    Fault("several phones", put(联系电话="13900000001;13900000002；0571-88123456"), expect={
        "phone": "13900000001", "phones": ["13900000002", "057188123456"]}),
    Fault("phone as a number", put(联系电话=13900000003.0), expect={"phone": "13900000003"}),
    Fault("phone in full width", put(联系电话="１３９０００００００４"), expect={"phone": "13900000004"}),
    Fault("phone that lost its end", put(联系电话="1.38E+10"), refused="联系电话"),
    Fault("masked phone", put(联系电话="138****5678"), refused="联系电话"),
    Fault("phone cut off", put(联系电话="1390000"), refused="联系电话"),
    Fault("identity number as a number", _spoil("身份证号", lambda text: float(text[:17] + "0")), refused="身份证号"),
    Fault("identity number that lost its end", put(身份证号="4.4E+17"), refused="身份证号"),
    Fault("identity number mistyped", _spoil("身份证号", lambda text: text[:16] + str(9 - int(text[16])) + text[17:]),
          refused="身份证号"),
    Fault("identity number in full width", _spoil("身份证号", lambda text: text.translate(_WIDE))),
    Fault("identity number with blanks", _spoil("身份证号", lambda text: f" {text[:6]} {text[6:14]} {text[14:]}")),
    Fault("identity number of somebody born otherwise", put(出生日期="19300101"), refused=" "),
    Fault("identity number of the other sex", _spoil("性别", lambda text: "女" if text == "男" else "男"), refused=" "),
    Fault("day as YYYYMMDD", _spoil("出生日期", lambda text: text.replace("-", ""))),
    Fault("day as a number", _spoil("出生日期", lambda text: float(text.replace("-", "")))),
    Fault("day as a serial", put(出生日期=21251.0), refused="出生日期"),
    Fault("no day", put(出生日期="不详的某天"), refused="出生日期"),
    Fault("no name", put(姓名=""), refused="姓名"),
    Fault("masked name", put(姓名="王**"), refused="姓名"),
    Fault("blanks in the name", _spoil("姓名", " ".join)),
    Fault("no home", put(**{"现住小区/建筑": "", "门牌地址": ""}), refused=" "),
    Fault("needs", put(重点类别="独居老人,低保户"), needs=("elderly_alone", "low_income")),
    Fault("needs with other dividers", put(重点类别="孕妇、残疾；透析"), needs=("dialysis", "disabled", "pregnant")),
    Fault("needs that mean none", put(重点类别="无")),
    Fault("a need of one's own", put(重点类别="退役军人"), needs=("退役军人",)),
    Fault("moved out, as 1", put(是否已迁出=1.0, 迁出日期="20211105", 迁往地="宁波"),
          expect={"status": "left", "left_on": "2021-11-05", "facts": {"迁往地": "宁波"}}),
    Fault("moved out, as 是", put(是否已迁出="是"), expect={"status": "left"}),
    Fault("dead", put(是否已死亡="是", 死亡日期="2021-10-01"), expect={"status": "dead", "left_on": "2021-10-01"}),
    Fault("flags that say no", put(是否已迁出="否", 是否已死亡="0", 是否人户分离=0.0), expect={"status": "living"}),
    Fault("flag that says neither", put(是否已迁出="也许"), refused="是否已迁出"),
    Fault("floating", put(人员类型="流动人口"), expect={"kind": "floating"}),
    Fault("unknown kind", put(人员类型="火星人口"), refused="人员类型"),
    Fault("lives elsewhere", put(是否人户分离="1", 实际居住地="宁波市海曙区某路 1 号"),
          expect={"home": None, "address": "宁波市海曙区某路 1 号"}),
    Fault("registered elsewhere", put(户籍地址="江西省某县某村"), expect={"registered_address": "江西省某县某村"}),
    Fault("registered in a compound here", put(**{"户籍小区/建筑": "恒泽苑", "户籍地址": "某单元"}),
          expect={"registered_address": "恒泽苑 某单元"}),
    Fault("facts", put(民族="汉族", 政治面貌="群众", 婚姻状况="已婚"),
          expect={"facts": {"民族": "汉族", "政治面貌": "群众", "婚姻状况": "已婚"}}),
    Fault("a formula in the remark", put(备注="=1+1"), expect={"notes": "=1+1"}),
    Fault("a line break in the remark", put(备注="第一行\n第二行"), expect={"notes": "第一行\n第二行"}),
    Fault("a masked number in the remark", put(备注="家属 13800001111"), expect={"notes": "家属 13800001111"}),
)  # fmt: skip
_WIDE: dict[int, int] = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def _person(number: int, name: str) -> Cells:
    """Return a row without a fault."""
    born = f"{1940 + number % 70}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return {
        "姓名": name,
        "身份证号": identity(born, number),
        "性别": "男" if number % 2 else "女",
        "出生日期": born,
        "联系电话": f"137{number:08d}",
        "现住小区/建筑": f"恒泽苑{number % 5 + 1}幢",
        "门牌地址": f"{number % 2 + 1}单元{number % 6 + 1}0{number % 4 + 1}室",
        "人员类型": "常住人口",
        "是否重点人员": "0",
    }


def _filled(header: tuple[str, ...]) -> Iterator[tuple[Fault, Cells]]:
    for number, (name, fault) in enumerate(zip(names(ROWS), cycle(FAULTS), strict=False)):
        row: Cells = dict.fromkeys(header, "") | _person(number, name)
        fault.damage(row)
        yield fault, row


@pytest.mark.skipif(not TEMPLATE.exists(), reason="the template lies beside the repository")
def test_a_filled_template_comes_in_as_it_was_meant(run: Run, tmp_path: Path) -> None:
    assert run("area", "add", "HL", "恒利", "--kind", "community").exit == 0
    header, note = islice(CalamineWorkbook.from_path(str(TEMPLATE)).get_sheet_by_index(0).to_python(), 2)
    head = tuple(map(str, header))
    filled = list(_filled(head))
    rows: list[Sequence[object]] = [note, *([row[name] for name in head] for _fault, row in filled)]
    file = tmp_path / "人员.xlsx"
    file.write_bytes(as_xlsx(rows, head))

    wanted = ("import", "residents", str(file), "--map", "cortana-person", "--create-places", "--area", "HL")
    rehearsed = run(*wanted, "--dry-run", "--json").json()
    found = run(*wanted, "--json")
    refused = {line: fault for line, (fault, _row) in enumerate(filled, 3) if fault.refused}
    view = found.json()
    assert found.exit == 1
    assert (view["new"], view["rejected"]) == (ROWS - len(refused), len(refused))
    assert (rehearsed["new"], rehearsed["rejected"]) == (view["new"], view["rejected"])
    # Who lives nowhere is known only once no other row has told: those come last.
    faults = sorted(refused.values(), key=lambda fault: fault.what == "no home")
    _rejected_by_line(tmp_path / "人员.rejects.csv", faults)
    for what in ("blanks within a Chinese name removed", "several numbers in one cell, divided"):
        assert any(what in line for line in found.lines)
    _as_meant(run, [(fault, row) for fault, row in filled if not fault.refused])

    again = run(*wanted, "--json").json()
    assert (again["new"], again["changed"], again["same"]) == (0, 0, view["new"])
    assert run("import", "undo", str(view["batch"]), "--force").exit == 0
    assert run("resident", "list", "--all", "--json").json() == []
    assert run("home", "list", "--json").json() == []
    assert run("store", "check").exit == 0


def _rejected_by_line(rejects: Path, faults: list[Fault]) -> None:
    """Each rejected row names the column, where one is to blame, and what to do."""
    import csv

    with rejects.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert len(rows) == len(faults)
    for row, fault in zip(rows, faults, strict=True):
        assert row[-1].startswith(fault.refused.strip()), (fault.what, row[-1])
        assert "(" in row[-1], "a remedy"


def _as_meant(run: Run, filled: list[tuple[Fault, Cells]]) -> None:
    """Hold each resident against the row, as it was before somebody got it wrong."""
    listed = run("resident", "list", "--all", "--json").json()[::-1]
    assert len(listed) == len(filled)
    seen: set[str] = set()
    for row, (fault, cells) in zip(listed, filled, strict=True):
        assert tuple(row["needs"]) == fault.needs, fault.what
        if fault.what in seen:
            continue
        seen.add(fault.what)
        view: dict[str, Any] = run("resident", "show", str(row["id"]), "--reveal", "--json").json()
        meant = {"name": str(cells["姓名"]).replace(" ", ""), "kind": "registered"} | fault.expect
        for name, value in meant.items():
            assert view[name] == value, (fault.what, name)
        assert view["home" if "home" not in meant else "registered_home"], fault.what

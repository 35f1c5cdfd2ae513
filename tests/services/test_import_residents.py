"""Lists of people: who is there is known, blanks are filled, nothing is emptied, all of it goes back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Result, Run
from gridctl.services.office import Office
from persons import identity
from store.world import dump

HEAD = "姓名,身份证号,联系电话,房屋,人员类型,重点类别,关系,备注"
RED = identity("1958-03-07", 122)
LI = identity("1970-01-02", 33)
LIST = f"""{HEAD}
王秀红,{RED},13812345678,12幢2单元501,常住人口,独居老人;透析,户主,
李伟,,13900001111,HZ12-1-101,租户,,,会做饭
Anna Müller,,13812345670;0571-88123456,12-2-502,,,,
"""
Bring = Callable[..., Result]
TABLES = ("resident", "need", "resident_search", "stage_resident", "home", "building", "compound")


@pytest.fixture
def house(run: Run) -> Run:
    """A building of two units and six floors, with four rooms on each."""
    assert run("area", "add", "HL", "恒利", "--kind", "community").exit == 0
    layout = ("--floors", "6", "--units", "2", "--rooms", "4")
    assert run("building", "add", "HZ12", "12幢", "--area", "HL", *layout).exit == 0
    return run


@pytest.fixture
def bring(house: Run, tmp_path: Path) -> Bring:
    """Import a text as a list of residents; its counts and exit code."""

    def take(content: str, *more: str, name: str = "list.csv") -> Result:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return house("import", "residents", str(path), *more, "--json")

    return take


def counts(found: Result) -> tuple[int, int, int, int]:
    """Return new, changed, same and rejected."""
    view = found.json()
    return view["new"], view["changed"], view["same"], view["rejected"]


def people(run: Run, *more: str) -> list[dict[str, Any]]:
    """Return the residents, unmasked, the first one first."""
    found: list[dict[str, Any]] = run("resident", "list", *more, "--reveal", "--why", "test", "--json").json()
    return found[::-1]


def shown(run: Run, number: int) -> dict[str, Any]:
    """Return one resident, unmasked."""
    view: dict[str, Any] = run("resident", "show", str(number), "--reveal", "--json").json()
    return view


def test_a_list_comes_in_with_needs_and_what_the_number_tells(house: Run, bring: Bring) -> None:
    assert counts(bring(LIST)) == (3, 0, 0, 0)
    red, li, anna = people(house)
    assert (red["home"], li["home"], anna["home"]) == ("HZ12-2-501", "HZ12-1-101", "HZ12-2-502")
    assert red["needs"] == ["dialysis", "elderly_alone"]
    assert (li["kind"], anna["kind"]) == ("tenant", "registered")
    view = shown(house, red["id"])
    assert (view["sex"], view["birth_date"], view["relation"]) == ("female", "1958-03-07", "户主")
    assert shown(house, anna["id"])["phones"] == ["057188123456"]
    assert [one["id"] for one in people(house, "wxh")] == [red["id"]]
    assert house("store", "check").exit == 0


def test_the_same_list_twice_is_all_the_same(house: Run, bring: Bring) -> None:
    bring(LIST)
    assert counts(bring(LIST)) == (0, 0, 3, 0)
    assert [one["id"] for one in people(house)] == [1, 2, 3]


@pytest.mark.parametrize(
    "row",
    [
        f"王秀红,{RED},,,,孕妇,,",
        f"王秀虹,{RED},13511112222,HZ12-1-102,,孕妇,,",
        "王秀红,,13812345678,,,孕妇,,",
        "王秀红,,13511112222,12-2-501,,孕妇,,",
    ],
)
def test_somebody_is_known_by_number_by_phone_and_name_or_by_name_and_home(
    house: Run, bring: Bring, row: str
) -> None:
    bring(LIST)
    assert counts(bring(f"{HEAD}\n{row}\n")) == (0, 1, 0, 0)
    assert "pregnant" in people(house)[0]["needs"]


@pytest.mark.parametrize(
    "row",
    [
        f"王秀红,{LI},13812345678,HZ12-2-501,,,,",
        "王秀红,,13511112222,HZ12-1-102,,,,",
        "王芳,,13812345678,HZ12-2-501,,,,",
    ],
)
def test_another_number_another_name_or_neither_phone_nor_home_is_somebody_else(
    bring: Bring, row: str
) -> None:
    bring(LIST)
    assert counts(bring(f"{HEAD}\n{row}\n")) == (1, 0, 0, 0)


def test_a_further_list_fills_blanks_and_empties_nothing(house: Run, bring: Bring) -> None:
    bring(LIST)
    found = bring(f"{HEAD}\n李伟,{LI},13900001111,HZ12-1-101,,,子,有两只狗\n")
    assert counts(found) == (0, 1, 0, 0)
    view = shown(house, 2)
    assert (view["identity"], view["relation"], view["kind"]) == (LI, "子", "tenant")
    assert view["notes"] == "会做饭\n有两只狗"
    assert counts(bring(f"{HEAD}\n李伟,{LI},,HZ12-1-101,,,,\n")) == (0, 0, 1, 0)
    assert shown(house, 2)["notes"] == view["notes"]


def test_what_differs_is_told_and_left(house: Run, bring: Bring) -> None:
    bring(LIST)
    found = bring(f"{HEAD}\n王秀红,{RED},,HZ12-2-502,,,妻,\n")
    assert counts(found) == (0, 0, 1, 0)
    assert "home differs from what is kept, and was left as it was: 1 rows (lines 2)" in found.lines
    assert any(line.startswith("relation differs") for line in found.lines)
    assert people(house)[0]["home"] == "HZ12-2-501"
    row = house("import", "show", "2", "--json").json()["first_rows"][0]
    assert (row["outcome"], row["thing"], row["differs"]) == ("same", 1, ["home", "relation"])
    assert RED not in house("import", "show", "2", "--json").out


def test_that_somebody_has_left_is_news(house: Run, bring: Bring) -> None:
    bring(LIST)
    head = "姓名,身份证号,房屋,是否迁出,迁出日期,是否死亡,死亡日期"
    assert counts(bring(f"{head}\n王秀红,{RED},HZ12-2-501,1,20211201,,\n")) == (0, 1, 0, 0)
    view = shown(house, 1)
    assert (view["status"], view["left_on"]) == ("left", "2021-12-01")
    assert [one["id"] for one in people(house)] == [2, 3]
    assert [one["id"] for one in people(house, "--all")] == [1, 2, 3]


def test_rows_of_one_file_are_matched_with_each_other(house: Run, bring: Bring) -> None:
    more = f"王秀红,{RED},13812349999,,,孕妇,,\n李伟,,13900001111,HZ12-1-101,,残疾,,\n"
    found = bring(LIST + more.replace(",,,孕妇", ",HZ12-2-501,,孕妇"))
    assert counts(found) == (3, 2, 0, 0)
    red, li, _anna = people(house)
    assert red["needs"] == ["dialysis", "elderly_alone", "pregnant"]
    assert li["needs"] == ["disabled"]
    assert shown(house, 1)["phones"] == ["13812349999"]
    assert [one["id"] for one in people(house, "9999")] == [1]


def test_a_rehearsal_tells_the_same_counts_and_changes_nothing(house: Run, bring: Bring, alone: Path) -> None:
    bring(LIST)
    again = LIST + f"钱五,,13511112222,HZ12-1-103,,,,\n李伟,{LI},13900001111,HZ12-1-101,,透析,,\n"
    before = dump(alone, *TABLES)
    rehearsed = bring(again, "--dry-run")
    assert dump(alone, *TABLES) == before
    assert counts(rehearsed) == counts(bring(again)) == (1, 1, 3, 0)


def test_an_unknown_home_is_rejected_with_the_remedy(house: Run, bring: Bring, tmp_path: Path) -> None:
    found = bring(LIST + "钱五,,13511112222,99幢101,,,,\n孙六,,13511113333,,,,,\n")
    assert (found.exit, counts(found)) == (1, (3, 0, 0, 2))
    rejects = (tmp_path / "list.rejects.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "--create-places" in rejects[1]
    assert "does not say where somebody lives" in rejects[2]
    assert [one["id"] for one in people(house)] == [1, 2, 3]


def test_missing_places_are_made_and_go_again(house: Run, bring: Bring, alone: Path) -> None:
    before = dump(alone, *TABLES)
    head = "姓名,电话,小区,楼栋,单元,房号"
    content = f"{head}\n王伟,13511112222,望江苑,3,1,201\n王芳,13511112223,望江苑,3,1,201\n李雷,13511112224,,12,2,503\n"
    assert bring(content).json()["rejected"] == 2
    nowhere = bring(content, "--create-places")
    assert nowhere.json()["rejected"] == 2
    assert any("--area" in line for line in nowhere.lines)
    found = bring(content, "--create-places", "--area", "HL")
    assert counts(found) == (2, 0, 1, 0)
    wei, fang = people(house)[1:]
    assert wei["home"] == fang["home"]
    assert wei["area"] == "HL"
    assert [one["id"] for one in people(house, "望江苑3幢1单元201")] == [wei["id"], fang["id"]]
    for number in ("3", "2", "1"):
        assert house("import", "undo", number).exit == 0
    after = dump(alone, *TABLES)
    assert [row for row in after["home"] if row not in before["home"] and row[-1] is None] == []
    assert people(house, "--all") == []
    assert house("store", "check").exit == 0


def test_a_building_that_is_made_is_called_as_it_was_written(house: Run, bring: Bring) -> None:
    head = "姓名,电话,小区,楼栋,单元,房号"
    rows = ("望江苑,３栋,1,201", "望江苑,3幢,1,202", "望江苑,4号楼,,101", "望江苑,5,,101")
    content = "".join(
        f"甲{name},1351111222{n},{row}\n" for n, (name, row) in enumerate(zip("甲乙丙丁", rows, strict=True))
    )
    assert counts(bring(f"{head}\n{content}", "--create-places", "--area", "HL")) == (4, 0, 0, 0)
    names = [row["name"] for row in house("building", "list", "--compound", "望江苑", "--json").json()]
    assert names == ["3栋", "4号楼", "5幢"]


def test_undo_takes_a_list_back_whole(house: Run, bring: Bring, alone: Path) -> None:
    bring(LIST)
    before = dump(alone, "resident", "need", "resident_search")
    more = f"王秀红,{RED},13511119999,HZ12-2-501,,孕妇,妻,下楼难\n赵四,,13511112222,HZ12-1-104,,透析,,\n"
    assert counts(bring(f"{HEAD}\n{more}")) == (1, 1, 0, 0)
    undone = house("import", "undo", "2")
    assert undone.exit == 0
    after = dump(alone, "resident", "need", "resident_search")
    kept = len(before["need"])
    assert after["need"][:kept] == before["need"]
    # What has a number is never deleted: the needs of the list keep theirs, and hold no more.
    assert [(row[2], None in row[-2:]) for row in after["need"][kept:]] == [
        ("dialysis", False),
        ("pregnant", False),
    ]
    assert [one["tag"] for one in shown(house, 1)["needs"]] == ["dialysis", "elderly_alone"]
    assert [one["id"] for one in people(house, "--need", "pregnant")] == []
    assert sorted(after["resident_search"]) == sorted(before["resident_search"])
    version = _column(alone, "version")
    assert _without(after["resident"][:3], version) == _without(before["resident"], version)
    gone = house("resident", "show", "4")
    assert gone.exit == 3
    assert "赵四" not in str(after["resident"][3])
    assert house("store", "check").exit == 0


def test_a_need_that_was_taken_back_comes_again_under_another_number(house: Run, bring: Bring) -> None:
    bring(LIST)
    more = f"{HEAD}\n李伟,{LI},13900001111,HZ12-1-101,,透析,,\n"
    for batch in ("2", "3"):
        assert counts(bring(more)) == (0, 1, 0, 0)
        assert [one["tag"] for one in shown(house, 2)["needs"]] == ["dialysis"]
        assert house("import", "undo", batch).exit == 0
        assert shown(house, 2)["needs"] == []
    assert house("import", "undo", "1").exit == 0
    assert house("store", "check").exit == 0


def test_a_merge_that_is_undone_wakes_no_need_that_was_taken_back(house: Run, bring: Bring) -> None:
    bring(LIST)
    assert house("resident", "need", "3", "残疾").exit == 0
    bring(f"{HEAD}\n李伟,{LI},13900001111,HZ12-1-101,,残疾,,\n")
    assert house("resident", "merge", "3", "2", "--yes").exit == 0
    assert house("import", "undo", "2", "--force").exit == 0
    assert house("resident", "unmerge", "2").exit == 0
    assert shown(house, 2)["needs"] == []


def test_a_row_without_a_home_is_known_by_another_row_of_its_file(house: Run, bring: Bring) -> None:
    """By identity number, or phone and name; whose home stands nowhere is refused by line."""
    content = f"""{HEAD}
王秀红,{RED},,,,透析,,
王秀红,{RED},13812345678,12幢2单元501,,,,
钱五,,13511112222,HZ12-1-103,,,,
钱五,,13511112222,,,残疾,,
孙六,,13511113333,,,孕妇,,
周七,,,,,,,
"""
    rehearsed = bring(content, "--dry-run")
    found = bring(content)
    assert counts(rehearsed) == counts(found) == (2, 2, 0, 2)
    assert found.exit == 1
    assert [line for line in found.lines if "line 6" in line]
    assert [line for line in found.lines if "line 7" in line]
    assert [(one["name"], one["home"], one["needs"]) for one in people(house)] == [
        ("王秀红", "HZ12-2-501", ["dialysis"]),
        ("钱五", "HZ12-1-103", ["disabled"]),
    ]


def test_two_people_of_one_phone_and_name_tell_no_home_to_a_third(house: Run, bring: Bring) -> None:
    rows = f"李伟,{LI},13900001111,HZ12-1-101,,,,\n李伟,{RED},13900001111,HZ12-1-102,,,,\n"
    found = bring(f"{HEAD}\n{rows}李伟,,13900001111,,,透析,,\n")
    assert counts(found) == (2, 0, 0, 1)


def _column(place: Path, name: str) -> int:
    from store.world import raw

    with raw(place) as conn:
        return [row[1] for row in conn.execute("PRAGMA table_info(resident)")].index(name)


def _without(rows: list[Any], place: int) -> list[Any]:
    return [(*row[:place], *row[place + 1 :]) for row in rows]


def test_who_was_changed_since_is_spared_unless_forced(house: Run, bring: Bring) -> None:
    bring(LIST)
    assert house("resident", "edit", "1", "--notes", "听力差").exit == 0
    refused = house("import", "undo", "1", "--json")
    assert (refused.exit, refused.error()["error"]) == (4, "changed_since")
    assert house("import", "undo", "1", "--keep-changed").exit == 0
    assert [one["id"] for one in people(house, "--all")] == [1]
    assert house("store", "check").exit == 0


def test_a_list_that_came_between_keeps_what_it_added(house: Run, bring: Bring) -> None:
    bring(LIST)
    bring(f"{HEAD}\n李伟,{LI},13900001111,HZ12-1-101,,透析,,\n")
    assert house("import", "undo", "1").exit == 4
    assert house("import", "undo", "2").exit == 0
    assert house("import", "undo", "1").exit == 0
    assert people(house, "--all") == []


def test_each_change_is_in_the_ledger_without_a_name(house: Run, bring: Bring) -> None:
    bring(LIST)
    bring(f"{HEAD}\n李伟,{LI},13900001111,HZ12-1-101,,透析,子,\n")
    entries = house("ledger", "list", "--json").json()
    changed = next(one for one in entries if one["action"] == "resident.import")
    assert changed["thing_id"] == "2"
    assert set(changed["changes"]) == {"identity", "birth_date", "sex", "relation", "needs", "batch"}
    assert LI not in str(entries)
    assert "子" not in str(changed["changes"])


def test_a_refused_area_stops_before_anything_is_staged(bring: Bring, office: Office) -> None:
    found = bring(LIST, "--create-places", "--area", "XX")
    assert found.exit == 3
    with office.store.read() as work:
        assert work.conn.exec_driver_sql("SELECT count(*) FROM stage_resident").scalar() == 0

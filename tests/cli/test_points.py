"""Issue 4, Points: fixed sources such as cameras; what they report lies where they stand."""

from pathlib import Path

import pytest

from conftest import Run

FILE = """点位编号,点位名称,类型,网格,楼栋,纬度,经度
C-9,西门球机,摄像头,HL-1,,30.1,120.2
,南门,门禁,,HZ12,,
C-0123,东门球机二,监控,HL-1,,,
C-1,北门,,,,,
C-2,天台,,HL-1,,200,1
"""


@pytest.fixture
def point(town: Run) -> Run:
    town("building", "add", "HZ12", "12幢", "--area", "HL-1-1", "--position", "30.2741,120.1551")
    made = town("point", "add", "C-0123", "东门球机", "--building", "HZ12", "--position", "30.2741,120.1551")
    assert made.exit == 0, made.err
    return town


def test_area_and_building_follow_from_the_point(point: Run) -> None:
    made = point("request", "add", "有人打架", "--point", "c-0123", "--channel", "camera", "--json").json()
    assert (made["point"], made["area"], made["building"]) == ("C-0123", "HL-1-1", "HZ12")
    assert (made["channel"], made["level"], made["desk"]) == ("camera", "town", "ZJ")
    assert point("request", "show", str(made["id"]), "--json").json()["point"] == "C-0123"
    assert point("point", "show", "东门球机", "--json").json()["open_requests"] == 1


def test_a_place_that_contradicts_the_point_is_refused(point: Run) -> None:
    assert point("request", "add", "x", "--point", "C-0123", "--area", "DX").exit == 4
    assert point("request", "add", "x", "--point", "C-0123", "--area", "HL").exit == 0


def test_a_query_asks_for_a_point(point: Run) -> None:
    point("request", "add", "有人打架", "--point", "C-0123")
    for query in ("point:C-0123", "点位:东门球机"):
        assert [one["id"] for one in point("request", "list", query, "--json").json()] == [11]
    assert point("request", "list", "point:C-0124", "--json").error()["hint"].endswith("C-0123")


def test_what_a_point_lacks_is_said(point: Run) -> None:
    assert point("point", "add", "北门").exit == 2
    assert point("point", "add", "C-0123", "北门", "--area", "HL").exit == 4
    assert point("point", "add", "北门", "--area", "HL", "--position", "30").exit == 2
    assert point("point", "show", "C-0124").exit == 3
    assert point("point", "add", "东门球机", "--area", "HL", "--json").json()["code"] == "DMQJ1"
    assert point("point", "show", "东门球机", "--json").error()["error"] == "ambiguous"


def test_points_are_listed_by_area_and_kind(point: Run) -> None:
    point("point", "add", "G1", "南门", "--area", "DX", "--kind", "gate")
    codes = [one["code"] for one in point("point", "list", "--json").json()]
    assert codes == ["C-0123", "G1"]
    assert [one["code"] for one in point("point", "list", "--area", "HL", "--json").json()] == ["C-0123"]
    assert [one["code"] for one in point("point", "list", "--kind", "gate", "--json").json()] == ["G1"]


def test_a_list_of_points_comes_in_and_goes_back_whole(point: Run, tmp_path: Path) -> None:
    before = point("point", "list", "--json").out
    (tmp_path / "p.csv").write_text(FILE, encoding="utf-8")
    done = point("import", "points", str(tmp_path / "p.csv"), "--json")
    found = done.json()
    assert (done.exit, found["new"], found["changed"], found["rejected"]) == (1, 2, 1, 2)
    assert "line 5" in done.err
    assert "line 6" in done.err
    listed = {one["name"]: one for one in point("point", "list", "--json").json()}
    assert listed["南门"] | {"id": 0} == {
        "id": 0,
        "code": "NM1",
        "name": "南门",
        "kind": "gate",
        "area": "HL-1-1",
        "building": "HZ12",
        "latitude": None,
        "longitude": None,
    }
    assert (listed["西门球机"]["latitude"], listed["西门球机"]["longitude"]) == (30.1, 120.2)
    again = point("import", "points", str(tmp_path / "p.csv"), "--json").json()
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 3)
    assert point("import", "undo", str(again["batch"])).exit == 0
    assert point("import", "undo", str(found["batch"])).exit == 0
    assert point("point", "list", "--json").out == before
    assert point("store", "check").exit == 0


def test_a_point_that_told_of_a_request_stays_when_its_file_goes(point: Run, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(FILE, encoding="utf-8")
    number = point("import", "points", str(tmp_path / "p.csv"), "--json").json()["batch"]
    point("request", "add", "有人打架", "--point", "C-9")
    assert point("import", "undo", str(number)).exit == 4
    assert point("import", "undo", str(number), "--keep-changed").exit == 0
    assert [one["code"] for one in point("point", "list", "--json").json()] == ["C-0123", "C-9"]


def test_buildings_come_in_with_their_position(town: Run, tmp_path: Path) -> None:
    file = tmp_path / "b.csv"
    file.write_text(
        "楼栋编码,楼栋名称,网格,纬度,经度\nB1,1幢,HL-1,30.5,120.5\nB2,2幢,HL-1,30.5,\n", encoding="utf-8"
    )
    done = town("import", "buildings", str(file), "--json")
    assert (done.exit, done.json()["new"]) == (1, 1)
    assert town("building", "show", "B1", "--json").json()["latitude"] == 30.5


def test_a_member_sets_out_from_somewhere(town: Run) -> None:
    found = town("member", "edit", "L1", "--position", "30.5，120.5", "--json").json()
    assert (found["latitude"], found["longitude"]) == (30.5, 120.5)
    assert town("member", "edit", "L1", "--position", "", "--json").json()["latitude"] is None

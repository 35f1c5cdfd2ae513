"""``gridctl compound``, ``building``, ``home``: laid out at once, found however written, kept while in use."""

import pytest

from conftest import Run


@pytest.fixture
def estate(town: Run) -> Run:
    """Add a compound with two buildings in the first grid, and one of the same number in the second."""
    for argv in (
        ("compound", "add", "HZ", "恒泽苑", "--area", "HL-1"),
        (
            "building",
            "add",
            "HZ1",
            "1幢",
            "--compound",
            "HZ",
            "--floors",
            "6",
            "--units",
            "2",
            "--rooms",
            "2",
        ),
        ("building", "add", "12幢", "--compound", "恒泽苑", "--floors", "6", "--units", "3", "--rooms", "2"),
        ("building", "add", "DX12", "12幢", "--area", "HL-2", "--floors", "6", "--rooms", "2"),
    ):
        done = town(*argv)
        assert done.exit == 0, done.err
    return town


def test_a_building_lays_out_its_homes_and_its_code_is_made(estate: Run) -> None:
    found = estate("building", "show", "HZ12", "--json").json()
    assert (found["code"], found["number"], found["compound"], found["area"]) == ("HZ12", "12", "HZ", "HL-1")
    assert (found["floors"], found["units"], found["rooms"], found["home_count"]) == (6, 3, 2, 36)
    labels = [home["label"] for home in found["homes"]]
    assert (labels[0], labels[-1], len(set(labels))) == ("HZ12-1-101", "HZ12-3-602", 36)
    assert {(home["unit"], home["floor"]) for home in found["homes"]} == {
        (str(unit), floor) for unit in (1, 2, 3) for floor in range(1, 7)
    }


def test_a_rehearsal_makes_nothing(estate: Run) -> None:
    argv = ("building", "add", "13幢", "--compound", "HZ", "--floors", "30", "--units", "2", "--rooms", "4")
    told = estate(*argv, "--dry-run", "--json").json()
    assert (told["id"], told["code"], told["home_count"], told["dry_run"]) == (None, "HZ13", 240, True)
    assert estate("building", "show", "HZ13").exit == 3
    gone = estate("building", "remove", "HZ1", "--dry-run", "--json").json()
    assert gone["home_count"] == 24
    assert estate("building", "show", "HZ1").exit == 0


def test_homes_lie_in_the_stairwells_that_stand_for_their_units(estate: Run) -> None:
    # The stairwell 1幢1单元 lies within the grid of the building 1幢.
    assert estate("home", "show", "HZ1-1-501", "--json").json()["area"] == "HL-1-1"
    assert estate("home", "show", "HZ12-1-501", "--json").json()["area"] == "HL-1"
    argv = (
        "building",
        "add",
        "HZ14",
        "14幢",
        "--compound",
        "HZ",
        "--floors",
        "2",
        "--units",
        "2",
        "--rooms",
        "1",
    )
    assert estate(*argv, "--stairwells").exit == 0
    assert estate("home", "show", "HZ14-2-101", "--json").json()["area"] == "HZ14-2"
    assert estate("area", "show", "HZ14-2", "--json").json()["path"][-2:] == ["HL-1", "HZ14-2"]
    shop = estate("home", "add", "HZ14-商铺1", "--kind", "shop", "--name", "百和药房", "--json").json()
    assert shop["area"] == "HL-1"
    below = estate("home", "list", "--area", "HZ14-2", "--json").json()
    assert [row["label"] for row in below] == ["HZ14-2-101", "HZ14-2-201"]


@pytest.mark.parametrize(
    "text",
    [
        "HZ12-2-501",
        "hz12-2-501",
        "HZ12 2 501",
        "恒泽苑12幢2单元501",
        "恒泽苑12-2-501",
        "恒泽苑 12号楼 2单元501室",
    ],
)
def test_a_home_is_found_however_it_is_written(estate: Run, text: str) -> None:
    assert estate("home", "show", text, "--json").json()["label"] == "HZ12-2-501"


@pytest.mark.parametrize("text", ["12幢501", "12-501", "12栋501室"])
def test_what_fits_several_is_refused_with_the_list(estate: Run, text: str) -> None:
    done = estate("home", "show", text, "--json")
    assert (done.exit, done.error()["error"]) == (2, "ambiguous")
    for label in ("HZ12-1-501", "HZ12-2-501", "HZ12-3-501", "DX12-501"):
        assert label in done.error()["hint"]


def test_the_operators_own_area_tells_which_is_meant(estate: Run) -> None:
    assert estate("--as", "Z1", "home", "show", "12-501", "--json").json()["label"] == "DX12-501"
    assert estate("--as", "Z1", "home", "show", "501", "--json").json()["label"] == "DX12-501"
    assert estate("--as", "Z1", "home", "show", "12幢1单元501", "--json").json()["label"] == "DX12-501"
    several = estate("--as", "W1", "home", "show", "501", "--json")
    assert several.exit == 2
    assert "HZ12-2-501" in several.error()["hint"]
    # A stairwell head has one 501.
    assert estate("member", "add", "T1", "唐洁", "--tier", "part_time", "--area", "HL-1-2").exit == 0
    assert estate("--as", "T1", "home", "show", "501", "--json").json()["label"] == "HZ1-2-501"
    # A bare room is never looked for beyond the operator's own grid.
    assert estate("--as", "Z2", "home", "show", "501").exit == 3


def test_what_is_not_there_names_the_nearest(estate: Run) -> None:
    done = estate("home", "show", "HZ12-2-701")
    assert done.exit == 3
    assert "HZ12-2-501" in done.lines[1] or "HZ12-2-601" in done.lines[1]
    done = estate("building", "show", "HZ99")
    assert done.exit == 3
    assert estate("compound", "show", "恒泽院").exit == 3


def test_a_house_with_one_door_has_neither_unit_nor_room(estate: Run) -> None:
    assert estate("building", "add", "L8", "恒利路8号", "--area", "HL-2").exit == 0
    made = estate("home", "add", "L8", "--json").json()
    assert (made["label"], made["unit"], made["room"]) == ("L8", None, None)
    for text in ("L8", "恒利路8号"):
        assert estate("home", "show", text, "--json").json()["label"] == "L8"
    assert estate("home", "add", "L8").exit == 4


def test_shops_go_by_their_names(estate: Run) -> None:
    assert estate("home", "add", "12幢商铺3号", "--kind", "shop").exit == 2  # two buildings are called that
    assert estate("home", "add", "HZ12 商铺3", "--kind", "shop", "--name", "百和药房").exit == 0
    for text in ("百和药房", "商铺3号", "3号商铺", "HZ12商铺3号", "恒泽苑12幢商铺3号"):
        assert estate("home", "show", text, "--json").json()["label"] == "HZ12-商铺3", text


def test_a_number_is_given_once_in_a_compound(estate: Run) -> None:
    done = estate("building", "add", "HZ12B", "12号楼", "--compound", "HZ", "--json")
    assert (done.exit, done.error()["error"]) == (4, "building_taken")
    assert (
        estate("building", "add", "hz12", "别处", "--area", "HL-2", "--json").error()["error"] == "code_taken"
    )
    assert estate("building", "add", "X1", "没有区域").exit == 2
    # HZ12-2-101 would be a home of both.
    for code in ("HZ12-2", "HZ"):
        done = estate("building", "add", code, "别处", "--area", "HL-2", "--json")
        assert done.exit == (4 if "-" in code else 0)


def test_a_code_is_made_of_the_pinyin(estate: Run) -> None:
    assert estate("compound", "add", "阳光新村", "--area", "HL-1", "--json").json()["code"] == "YGXC"
    argv = ("building", "add", "3幢", "--compound", "阳光新村", "--json")
    assert estate(*argv).json()["code"] == "YGXC3"


def test_a_rename_keeps_code_and_labels(estate: Run) -> None:
    assert estate("building", "rename", "恒泽苑12幢", "13幢", "--json").json()["number"] == "13"
    assert estate("home", "show", "恒泽苑13幢2单元501", "--json").json()["label"] == "HZ12-2-501"
    assert estate("building", "rename", "HZ1", "13幢").exit == 4


def test_a_building_goes_with_its_homes_unless_it_is_in_use(estate: Run) -> None:
    assert estate("request", "add", "药没有了", "--home", "HZ12-2-501").exit == 0
    assert estate("building", "remove", "HZ12").exit == 4
    assert estate("building", "remove", "HZ1").exit == 0
    assert estate("home", "show", "HZ1-1-101").exit == 3
    assert estate("area", "remove", "HL-2").exit == 4
    again = ("building", "add", "HZ1", "1幢", "--compound", "HZ", "--floors", "1", "--rooms", "1")
    assert estate(*again, "--json").json()["home_count"] == 1


def test_the_area_of_a_request_follows_from_the_home(estate: Run) -> None:
    made = estate("request", "add", "药没有了", "--home", "恒泽苑1幢1单元501", "--json").json()
    assert (made["home"], made["building"], made["area"]) == ("HZ1-1-501", "HZ1", "HL-1-1")
    above = estate("request", "add", "要菜", "--home", "HZ1-1-501", "--area", "HL", "--json").json()
    assert above["area"] == "HL-1-1"
    done = estate("request", "add", "要菜", "--home", "HZ1-1-501", "--area", "HL-2", "--json")
    assert (done.exit, done.error()["error"]) == (4, "other_area")
    done = estate("request", "add", "要菜", "--home", "HZ1-1-501", "--building", "HZ12", "--json")
    assert (done.exit, done.error()["error"]) == (4, "other_building")
    lift = estate("request", "add", "电梯停了", "--building", "HZ12", "--json").json()
    assert (lift["home"], lift["building"], lift["area"]) == (None, "HZ12", "HL-1")


def test_requests_are_listed_by_home_and_by_building(estate: Run) -> None:
    for summary, place in (("一", "HZ12-1-101"), ("二", "HZ12-1-102"), ("三", "HZ1-1-101")):
        assert estate("request", "add", summary, "--home", place).exit == 0
    assert estate("request", "add", "四", "--building", "HZ12").exit == 0

    def summaries(*argv: str) -> list[str]:
        return [row["summary"] for row in estate("request", "list", *argv, "--json").json()]

    assert summaries("--home", "HZ12-1-102") == ["二"]
    assert summaries("--building", "HZ12") == ["四", "二", "一"]
    plan = estate("building", "show", "HZ12", "--json").json()
    assert plan["open_requests"] == 3
    assert [home["label"] for home in plan["homes"] if home["open_requests"]] == ["HZ12-1-101", "HZ12-1-102"]


def test_no_door_tells_of_a_confidential_request(estate: Run) -> None:
    secret = estate("request", "add", "被丈夫打伤", "--home", "HZ12-1-101", "--to", "W1", "--json").json()
    assert secret["category"] == "domestic_violence"
    seen = estate("request", "show", str(secret["id"]), "--json").json()
    assert "HZ12" not in str([seen["home"], seen["building"]])
    assert estate("request", "list", "--home", "HZ12-1-101", "--json").json() == []
    assert estate("home", "show", "HZ12-1-101", "--json").json()["requests"] == []
    assert estate("building", "show", "HZ12", "--json").json()["open_requests"] == 0
    held = estate("--as", "W1", "request", "list", "--home", "HZ12-1-101", "--json").json()
    assert [row["id"] for row in held] == [secret["id"]]
    assert len(estate("--as", "W1", "home", "show", "HZ12-1-101", "--json").json()["requests"]) == 1
    told = estate("request", "list", "--home", "HZ12-1-101", "--reveal", "--json").json()
    assert [row["id"] for row in told] == [secret["id"]]
    assert "HZ12-1-101" not in estate("ledger", "list", "--json").out


def test_a_building_is_drawn_in_both_languages(estate: Run) -> None:
    assert estate("request", "add", "药没有了", "--home", "HZ12-2-501").exit == 0
    drawn = estate("building", "show", "HZ12").out.splitlines()
    fifth = next(line for line in drawn if line.startswith("5 F"))
    assert fifth.split() == ["5", "F", ".", ".", "!1", ".", ".", "."]
    assert "5 层" in estate("--lang", "zh", "building", "show", "HZ12").out


def test_lists_go_as_numbers_count(estate: Run) -> None:
    codes = [row["code"] for row in estate("building", "list", "--json").json()]
    assert codes == ["DX12", "HZ1", "HZ12"]
    assert [row["home_count"] for row in estate("compound", "list", "--json").json()] == [60]
    assert estate("compound", "show", "HZ", "--json").json()["buildings"] == ["HZ1", "HZ12"]
    rooms = [row["room"] for row in estate("home", "list", "--building", "DX12", "--json").json()]
    assert rooms == sorted(rooms, key=int)


def test_who_is_named_in_facts_is_masked(estate: Run, tmp_path: object) -> None:
    file = f"{tmp_path}/b.csv"
    with open(file, "w", encoding="utf-8") as out:  # noqa: PTH123
        out.write("楼栋名称,所属网格,业主姓名,业主电话\n恒利路9号,HL-2,陈卫,13900001111\n")
    assert estate("import", "buildings", file).exit == 0
    seen = estate("building", "show", "恒利路9号", "--json")
    assert seen.json()["contacts"] == [{"role": "owner", "name": "陈**", "phone": "139****1111"}]
    full = estate("building", "show", "恒利路9号", "--reveal", "--json").json()
    assert full["contacts"] == [{"role": "owner", "name": "陈卫", "phone": "13900001111"}]
    assert estate("ledger", "list", "--json").json()[0]["action"] == "building.reveal"

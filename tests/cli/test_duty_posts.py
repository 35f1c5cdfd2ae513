"""Posts: what has to be done where, in which shift, by how many; typed, from files, and by a pack."""

from pathlib import Path

import pytest

from conftest import Run

FILE = """岗位,区域,点位,位置,班次,开始时间,结束时间,周几,人数,机动
值班接待,HL,,,白班,,,周一至周五,2,
巡查,HL-1,,后门 [/x],,19:00,21:30,每天,1,是
网格巡查,,G1,,晚班,,,,1,
看大门,HL,,,白班,,,,1,
值班接待,HL,,,白班,,,周一至周五,3,
值班接待,HL,,,白班,,,周八,1,
值班接待,没有,,,白班,,,,1,
"""


@pytest.fixture
def duty(town: Run) -> Run:
    """The town with a gate."""
    assert town("point", "add", "G1", "东门", "--kind", "gate", "--area", "HL-1").exit == 0
    return town


def add(duty: Run, *argv: str) -> dict[str, object]:
    """Add a post and return it."""
    done = duty("duty", "post", "add", *argv, "--json")
    assert done.exit == 0, done.err
    found: dict[str, object] = done.json()
    return found


def test_a_post_in_a_shift_of_the_pack(duty: Run) -> None:
    made = add(duty, "值班接待", "--area", "HL", "--shift", "D", "--days", "周一至周五", "--best", "2")
    assert made == made | {
        "id": 1,
        "status": "running",
        "duty": "desk",
        "area": "HL",
        "shift": "day",
        "start": "08:00",
        "end": "17:00",
        "from_on": "2021-12-17",
        "until_on": None,
        "weekdays": "mon-fri",
        "least": 1,
        "best": 2,
        "night": False,
        "standby": False,
        "turns": 0,
    }
    assert duty("duty", "post", "show", "1", "--json").json() == made


def test_a_post_at_a_gate_with_hours_of_its_own_runs_into_the_next_day(duty: Run) -> None:
    made = add(
        duty, "patrol", "--point", "东门", "--from-time", "22:00", "--to-time", "6:00", "--skill", "急救"
    )
    assert (made["area"], made["point"], made["shift"]) == ("HL-1", "G1", "free")
    assert (made["start"], made["end"], made["night"], made["skills"]) == ("22:00", "06:00", True, ["急救"])


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("dsk", "--area", "HL", "--shift", "day"), 3, "desk"),
        (("desk", "--area", "HL", "--shift", "dya"), 3, "day"),
        (("desk", "--area", "nowhere", "--shift", "day"), 3, "area"),
        (("desk", "--shift", "day"), 2, "area"),
        (("desk", "--area", "HL"), 2, "shifts"),
        (("desk", "--area", "HL", "--shift", "day", "--from-time", "8:00"), 2, "--shift"),
        (("desk", "--area", "HL", "--shift", "day", "--days", "someday"), 2, "mon-fri"),
        (("desk", "--area", "HL", "--shift", "day", "--until", "2021-12-01"), 2, "first day"),
        (("desk", "--area", "HL", "--shift", "day", "--until", "2021-12-18", "--days", "mon"), 2, "--days"),
        (("desk", "--area", "HL", "--shift", "day", "--least", "3", "--best", "2"), 2, "least"),
        (("desk", "--area", "HL", "--shift", "day", "--least", "-1"), 2, "digits"),
        (("desk", "--area", "HL", "--shift", "day", "--best", "9" * 30), 2, "digits"),
        (("desk", "--area", "HL", "--shift", "day", "--checkin", "0"), 2, "digits"),
        (("desk", "--area", "HL", "--shift", "day", "--from-time", "8", "--to-time", "25:00"), 2, ""),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    duty: Run, argv: tuple[str, ...], code: int, said: str
) -> None:
    done = duty("duty", "post", "add", *argv)
    assert done.exit == code
    assert said in done.err
    assert duty("duty", "post", "list", "--all", "--json").json() == []


def test_the_very_same_post_is_not_made_twice(duty: Run) -> None:
    add(duty, "desk", "--area", "HL", "--shift", "day", "--until", "2021-12-20")
    again = duty("duty", "post", "add", "desk", "--area", "HL", "--shift", "day", "--json")
    assert (again.exit, again.error()["error"]) == (4, "post_there")
    add(duty, "desk", "--area", "HL", "--shift", "day", "--from", "2021-12-21")
    add(duty, "desk", "--area", "HL", "--shift", "day", "--place", "二楼")


def test_posts_are_listed_by_area_day_and_duty(duty: Run) -> None:
    add(duty, "desk", "--area", "HL", "--shift", "day", "--days", "mon-fri")
    add(duty, "patrol", "--area", "HL-1", "--shift", "late", "--from", "2021-12-19")
    add(duty, "patrol", "--area", "DX", "--shift", "day")

    def ids(*argv: str) -> set[int]:
        return {one["id"] for one in duty("duty", "post", "list", *argv, "--json").json()}

    assert ids() == {1, 2, 3}
    assert ids("--area", "HL") == {1, 2}
    assert ids("--date", "2021-12-18") == {3}
    assert ids("--date", "2021-12-19", "--area", "HL") == {2}
    assert ids("--duty", "巡查") == {2, 3}
    assert duty("duty", "post", "list", "--duty", "patrl").exit == 3
    assert [one["status"] for one in duty("duty", "post", "list", "--area", "HL-1", "--json").json()] == [
        "planned"
    ]


def test_a_post_changes_and_what_was_planned_on_it_goes_along(duty: Run) -> None:
    add(duty, "desk", "--area", "HL", "--shift", "day", "--best", "2")
    assert duty("duty", "assign", "L1", "1", "--date", "2021-12-20").exit == 0
    assert duty("duty", "assign", "W1", "1", "--date", "2021-12-21", "--draft").exit == 0
    edited = duty("duty", "post", "edit", "1", "--until", "2021-12-19", "--json")
    assert edited.json() == edited.json() | {"turns": 1, "outside": 1, "dropped": 1, "until_on": "2021-12-19"}
    assert "unassign" in edited.err
    hours = duty("duty", "post", "edit", "1", "--shift", "late", "--json")
    assert (hours.exit, hours.error()["error"]) == (4, "post_has_turns")
    assert duty("duty", "post", "remove", "1", "--json").error()["error"] == "post_has_turns"
    gone = duty("duty", "post", "remove", "1", "--force", "--json").json()
    assert (gone["status"], gone["outside"]) == ("removed", 1)
    assert duty("duty", "post", "show", "1").exit == 3
    assert duty("duty", "post", "edit", "1").exit == 2


def test_a_headcount_takes_the_other_along(duty: Run) -> None:
    add(duty, "desk", "--area", "HL", "--shift", "day", "--least", "2")
    assert duty("duty", "post", "edit", "1", "--least", "4", "--json").json()["best"] == 4
    assert duty("duty", "post", "edit", "1", "--best", "3").exit == 2
    assert duty("duty", "post", "edit", "1", "--until", "2021-12-30", "--json").json()["least"] == 4
    assert duty("duty", "post", "edit", "1", "--until", "", "--json").json()["until_on"] is None


def test_posts_come_in_from_a_file_and_go_back_whole(duty: Run, tmp_path: Path) -> None:
    path = tmp_path / "岗位.csv"
    path.write_text(FILE, encoding="utf-8")
    argv = ("import", "posts", str(path), "--rejects", str(tmp_path / "rejects.csv"), "--json")
    done = duty(*argv)
    assert done.exit == 1
    assert done.json() == done.json() | {"rows": 7, "new": 3, "changed": 0, "same": 0, "rejected": 4}
    rejects = (tmp_path / "rejects.csv").read_text(encoding="utf-8")
    for said in ("看大门", "周八", "没有", "line 2"):
        assert said in rejects
    again = duty(*argv).json()
    assert (again["new"], again["same"]) == (0, 3)
    posts = {one["id"]: one for one in duty("duty", "post", "list", "--json").json()}
    assert {(one["duty"], one["shift"], one["area"]) for one in posts.values()} == {
        ("desk", "day", "HL"),
        ("patrol", "free", "HL-1"),
        ("patrol", "late", "HL-1"),
    }
    assert "后门 [/x]" in duty("duty", "post", "list").out
    path.write_text(FILE.replace("周五,2", "周五,4"), encoding="utf-8")
    changed = duty(*argv).json()
    assert (changed["changed"], changed["same"]) == (1, 2)
    assert duty("duty", "post", "show", "1", "--json").json()["least"] == 4
    assert duty("import", "undo", "3", "--json").exit == 0
    assert duty("duty", "post", "show", "1", "--json").json()["least"] == 2
    assert duty("duty", "assign", "L1", "1", "--date", "2021-12-20").exit == 0
    assert duty("import", "undo", "1").exit == 4
    assert duty("import", "undo", "1", "--keep-changed").exit == 0
    assert [one["id"] for one in duty("duty", "post", "list", "--json").json()] == [1]
    assert duty("store", "check").exit == 0


def test_an_area_or_gate_with_posts_stays(duty: Run) -> None:
    add(duty, "patrol", "--area", "HL-1-2", "--shift", "day")
    assert "HL-1-2" in {one["code"] for one in duty("area", "list", "--json").json()}
    done = duty("area", "remove", "HL-1-2", "--json")
    assert (done.exit, done.error()["error"]) == (4, "not_empty")


def test_the_catalogue_says_what_to_do(duty: Run) -> None:
    codes = [one["code"] for one in duty("duty", "catalogue", "--json").json()]
    assert {"desk", "patrol", "visits"} <= set(codes)
    card = duty("duty", "catalogue", "--duty", "巡查", "--json").json()
    assert card["code"] == "patrol"
    assert len(card["actions"]) >= 5
    assert {"en", "zh"} == set(card["actions"][0])
    assert "Walk the round" in duty("duty", "catalogue", "--duty", "patrol").out
    assert duty("duty", "catalogue", "--duty", "patrl").exit == 3
    assert "gate" not in codes
    duty("pack", "apply", "epidemic", "--area", "HL", "--no-posts")
    assert "gate" in {one["code"] for one in duty("duty", "catalogue", "--area", "HL-1", "--json").json()}
    shifts = {one["code"]: one for one in duty("duty", "shifts", "--area", "HL", "--json").json()}
    assert (shifts["night"]["start"], shifts["night"]["end"]) == ("22:00", "06:00")


def test_a_duty_of_a_pack_that_is_not_in_force_names_the_pack(town: Run) -> None:
    found = town("duty", "catalogue", "--duty", "sampling")
    assert found.exit == 3
    assert "gridctl pack apply epidemic --area AREA" in found.lines[1]
    assert town("pack", "apply", "epidemic", "--area", "HL", "--yes").exit == 0
    assert town("duty", "catalogue", "--duty", "sampling", "--json").json()["code"] == "sampling"

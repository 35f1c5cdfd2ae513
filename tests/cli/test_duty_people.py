"""Who is away, what people wish, how much they may work, and with whom."""

from pathlib import Path

import pytest

from conftest import Run

ABSENCES = """姓名,开始日期,结束日期,事由,代班
王秀英,2021-12-20,2021-12-22,发烧 [/x],李建国
李建国,2021-12-25,2021-12-24,x,
李建国,2021/12/27,,事假,
张敏,2021-12-20,,,
"""
WISHES = """姓名,意愿,星期,班次,强度
王秀英,不想,周六、周日,夜班,8
李建国,希望,,白班,
李建国,也许,,白班,
王秀英,想,,,
"""


@pytest.fixture
def duty(town: Run) -> Run:
    """The town with a leader and a desk to be kept."""
    assert town("member", "add", "B1", "张书记", "--tier", "leader", "--area", "HL").exit == 0
    assert town("duty", "post", "add", "desk", "--area", "HL", "--shift", "day", "--best", "2").exit == 0
    return town


def test_an_absence_over_published_turns_says_how_to_find_who_takes_them(duty: Run) -> None:
    assert duty("duty", "assign", "L1", "1", "--date", "2021-12-20").exit == 0
    made = duty(
        "duty", "absence", "add", "李建国", "--from", "2021-12-19", "--to", "2021-12-21", "--why", "发烧"
    )
    assert made.exit == 0
    assert "gridctl duty replan --for L1 --from 2021-12-19" in made.err
    found = duty("duty", "absence", "list", "--json").json()
    assert found == [
        {
            "id": 1,
            "status": "planned",
            "member": "L1",
            "name": "李建国",
            "from_on": "2021-12-19",
            "until_on": "2021-12-21",
            "why": "发烧",
            "deputy": None,
            "turns": 1,
            "version": 1,
        }
    ]
    assert duty("duty", "absence", "list", "--date", "2021-12-22", "--json").json() == []
    assert duty("duty", "absence", "list", "--area", "HL-2", "--json").json() == []
    assert duty("duty", "absence", "remove", "1", "--json").json()["status"] == "removed"
    assert duty("duty", "absence", "remove", "1").exit == 3


def test_an_absence_without_days_is_today_alone(duty: Run) -> None:
    made = duty("duty", "absence", "add", "L1", "--json").json()
    assert (made["from_on"], made["until_on"], made["status"]) == ("2021-12-17", "2021-12-17", "running")


def test_nobody_is_away_twice_and_no_deputy_is_away_too(duty: Run) -> None:
    assert duty("duty", "absence", "add", "L1", "--from", "2021-12-20", "--to", "2021-12-24").exit == 0
    again = duty("duty", "absence", "add", "L1", "--from", "2021-12-21", "--json")
    assert (again.exit, again.error()["error"]) == (4, "away_already")
    assert duty("duty", "absence", "add", "L1", "--from", "2021-12-24", "--to", "2021-12-26").exit == 0
    away = duty("duty", "absence", "add", "W1", "--from", "2021-12-22", "--deputy", "L1", "--json")
    assert (away.exit, away.error()["error"]) == (4, "deputy_away")
    own = duty("duty", "absence", "add", "W1", "--deputy", "W1", "--json")
    assert own.error()["error"] == "own_deputy"
    assert duty("duty", "absence", "add", "W1", "--from", "2021-12-22", "--to", "2021-12-20").exit == 2
    assert duty("duty", "absence", "add", "张敏").exit == 2
    assert duty("duty", "absence", "add", "W1", "--why", "a\x1b[31mb").exit == 2


def test_wishes_for_and_against(duty: Run) -> None:
    against = ("W1", "--against", "--shift", "夜班", "--days", "周末", "--weight", "8")
    made = duty("duty", "wish", "add", *against, "--json").json()
    assert made == made | {
        "wanted": False,
        "shift": "night",
        "weekdays": "sat,sun",
        "weight": 8,
        "until_on": None,
    }
    again = duty("duty", "wish", "add", *against[:-1], "9", "--json")
    assert (again.exit, again.error()["error"]) == (4, "wish_there")
    one = duty("duty", "wish", "add", "L1", "--for", "--from", "2021-12-20", "--json").json()
    assert (one["from_on"], one["until_on"], one["weight"]) == ("2021-12-20", "2021-12-20", 3)
    for wrong, code in ((("--for",), 2), (("--shift", "day"), 2), (("--for", "--duty", "x"), 3)):
        assert duty("duty", "wish", "add", "L1", *wrong).exit == code
    assert duty("duty", "wish", "add", "L1", "--for", "--shift", "day", "--weight", "11").exit == 2
    assert [one["id"] for one in duty("duty", "wish", "list", "--json").json()] == [2, 1]
    assert [one["id"] for one in duty("duty", "wish", "list", "--date", "2021-12-18", "--json").json()] == [1]
    assert duty("duty", "wish", "remove", "1").exit == 0
    assert duty("duty", "wish", "remove", "1").exit == 3


def terms(duty: Run, member: str) -> dict[str, tuple[object, object]]:
    """Return (value, source) of each limit of a member."""
    found = duty("duty", "terms", "show", member, "--json").json()["terms"]
    return {one["term"]: (one["value"], one["source"]) for one in found}


def test_own_terms_go_before_the_tier_and_the_tier_before_the_pack(duty: Run) -> None:
    assert terms(duty, "Z1")["rest_hours"] == (11, "pack")
    assert terms(duty, "Z1")["week_hours"] == (24, "tier")
    assert terms(duty, "L1")["week_hours"] == (44, "pack")
    argv = ("--week-hours", "10", "--weekdays", "周一至周五", "--shifts", "白班,late")
    assert duty("duty", "terms", "set", "Z1", *argv).exit == 0
    found = terms(duty, "Z1")
    assert found["week_hours"] == (10, "member")
    assert found["weekdays"] == ("mon-fri", "member")
    assert found["shifts"] == ("day, late", "member")
    assert found["day_hours"] == (9, "tier")
    assert duty("duty", "terms", "set", "Z1", "--week-hours", "", "--weekdays", "", "--shifts", "").exit == 0
    assert terms(duty, "Z1")["week_hours"] == (24, "tier")
    assert duty("duty", "terms", "set", "Z1").exit == 2
    assert duty("duty", "terms", "set", "Z1", "--week-hours", "999").exit == 2
    assert duty("duty", "terms", "set", "Z1", "--shifts", "nite").exit == 3


def test_own_terms_hold_by_hand_too(duty: Run) -> None:
    assert duty("duty", "terms", "set", "L1", "--weekdays", "tue").exit == 0
    refused = duty("duty", "assign", "L1", "1", "--date", "2021-12-20", "--json")
    assert (refused.exit, refused.error()["error"]) == (4, "weekday")


def test_pairs_work_together_or_apart(duty: Run) -> None:
    made = duty("duty", "pair", "add", "W1", "L1", "--apart", "--rule", "--json").json()
    assert made == made | {"together": False, "rule": True, "weight": 3}
    assert (
        duty("duty", "pair", "add", "L1", "W1", "--together", "--json").error()["error"] == "paired_already"
    )
    assert duty("duty", "pair", "add", "L1", "L1", "--together", "--json").error()["error"] == "same_member"
    assert duty("duty", "pair", "add", "L1", "Z1").exit == 2
    assert duty("duty", "assign", "L1", "1", "--date", "2021-12-20").exit == 0
    apart = duty("duty", "assign", "W1", "1", "--date", "2021-12-20", "--json")
    assert (apart.exit, apart.error()["error"]) == (4, "apart")
    assert len(duty("duty", "pair", "list", "--member", "W1", "--json").json()) == 1
    assert duty("duty", "pair", "list", "--member", "Z1", "--json").json() == []
    assert duty("duty", "pair", "remove", "1").exit == 0
    assert duty("duty", "pair", "remove", "1").exit == 3


def test_only_a_leader_lifts_limits_and_says_why(duty: Run) -> None:
    argv = ("--from", "2021-12-17", "--to", "2021-12-19", "--area", "HL")
    refused = duty("duty", "lift", "add", "--by", "W1", *argv, "--why", "汛情", "--json")
    assert (refused.exit, refused.error()["error"]) == (4, "no_leader")
    assert duty("duty", "lift", "add", "--by", "B1", *argv).exit == 2
    made = duty("duty", "lift", "add", "--by", "B1", *argv, "--why", "汛情", "--json").json()
    assert made == made | {"status": "running", "leader": "B1", "area": "HL", "why": "汛情"}
    assert duty("duty", "terms", "show", "L1", "--json").json()["lift"] == made["id"]
    assert duty("duty", "terms", "show", "Z2", "--json").json()["lift"] is None
    assert duty("duty", "lift", "end", "1", "--json").json()["status"] == "ended"
    assert duty("duty", "lift", "end", "1").exit == 4
    assert duty("duty", "lift", "list", "--json").json() == []
    assert len(duty("duty", "lift", "list", "--all", "--json").json()) == 1


def test_absences_and_wishes_come_in_from_files_and_go_back(duty: Run, tmp_path: Path) -> None:
    for kind, text, new, wrong in (("absences", ABSENCES, 2, 2), ("wishes", WISHES, 2, 2)):
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        argv = ("import", kind, str(path), "--rejects", str(tmp_path / "rejects.csv"), "--json")
        rehearsal = duty(*argv, "--dry-run").json()
        assert (rehearsal["new"], rehearsal["rejected"]) == (new, wrong)
        done = duty(*argv)
        assert done.exit == 1
        assert (done.json()["new"], done.json()["rejected"]) == (new, wrong)
        assert duty(*argv).json()["same"] == new
    assert "发烧 [/x]" in duty("duty", "absence", "list").out
    shown = duty("duty", "wish", "list", "--json").json()
    assert {(one["member"], one["wanted"], one["shift"], one["weight"]) for one in shown} == {
        ("W1", False, "night", 8),
        ("L1", True, "day", 3),
    }
    path = tmp_path / "absences.csv"
    path.write_text(ABSENCES.replace("2021-12-22", "2021-12-23"), encoding="utf-8")
    assert duty("import", "absences", str(path), "--json").json()["changed"] == 1
    ids = {one["kind"]: one["batch"] for one in duty("import", "list", "--json").json() if one["new"]}
    assert duty("import", "undo", str(ids["absences"])).exit == 4
    assert duty("import", "undo", str(ids["absences"]), "--force").exit == 0
    assert duty("import", "undo", str(ids["wishes"])).exit == 0
    assert (
        duty("duty", "wish", "list", "--json").json()
        == duty("duty", "absence", "list", "--json").json()
        == []
    )
    assert duty("store", "check").exit == 0


def test_who_has_turns_is_not_removed(duty: Run) -> None:
    assert duty("duty", "assign", "Z1", "1", "--date", "2021-12-20", "--force", "--why", "缺人").exit == 0
    done = duty("member", "remove", "Z1", "--json")
    assert (done.exit, done.error()["error"]) == (4, "still_on_duty")


def test_a_day_is_repeated_as_far_as_the_rules_allow(duty: Run) -> None:
    for member in ("L1", "W1"):
        assert duty("duty", "assign", member, "1", "--date", "2021-12-20").exit == 0
    assert duty("duty", "absence", "add", "W1", "--from", "2021-12-21").exit == 0
    rehearsal = duty("duty", "copy", "--from", "2021-12-20", "--dry-run", "--json").json()
    assert (rehearsal["copied"], rehearsal["dry_run"]) == (1, True)
    copied = duty("duty", "copy", "--from", "2021-12-20", "--json").json()
    assert copied == copied | {"date": "2021-12-20", "on_date": "2021-12-21", "copied": 1}
    assert [(one["member"], one["state"]) for one in copied["turns"]] == [("L1", "draft")]
    assert [(one["member"], one["rule"]) for one in copied["left_out"]] == [("W1", "absent")]
    again = duty("duty", "copy", "--from", "2021-12-20", "--json").json()
    assert again["copied"] == 0
    told = duty("duty", "copy", "--from", "2021-12-20", "--to", "2021-12-22", "--publish", "--json").json()
    assert {one["state"] for one in told["turns"]} == {"published"}
    assert len(told["turns"]) == 2
    assert duty("duty", "copy", "--from", "2021-12-20", "--to", "2021-12-20").exit == 2
    assert duty("duty", "copy", "--from", "2022-01-20").exit == 3


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_files_may_have_the_headings_that_our_own_tables_have(duty: Run, lang: str) -> None:
    duty("duty", "post", "add", "desk", "--area", "HL", "--shift", "day")
    duty("duty", "wish", "add", "W1", "--against", "--shift", "night")
    duty("duty", "absence", "add", "L1", "--from", "2021-12-20")
    for noun, kind, own in (("post", "posts", 0), ("wish", "wishes", 2), ("absence", "absences", 2)):
        heads = (
            duty("--lang", lang, "duty", noun, "list", "--format", "md")
            .out.splitlines()[0]
            .strip("| ")
            .split(" | ")
        )
        known = {
            word.casefold()
            for one in duty("import", "profile", kind, "--json").json()["fields"]
            for word in one["headers"]
        }
        ours = {one for one in heads[max(1, own) :] if one not in {"shifts", "班次"}}
        assert {one.casefold() for one in ours} - known == set()

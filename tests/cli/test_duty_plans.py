"""The commands of rosters: by hand, planned, published, mended, and the balance; their JSON, exit codes and words."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from gridctl.core.gap_views import FreeView, GapView, JobView
from gridctl.present.gap_page import page
from gridctl.services.office import open_office
from posts_world import DAY, add_absence, add_post


@pytest.fixture
def posted(town: Run, alone: Path) -> Run:
    """Give `run` on the town with a post for two in the first grid (1), and one for one in the second (2)."""
    with open_office(alone) as office:
        add_post(office, "HL-1", least=2, best=2)
        add_post(office, "HL-2")
    return town


def plan(run: Run, *more: str) -> Any:  # noqa: ANN401
    """Plan two days with little work."""
    return run("duty", "plan", "--from", DAY, "--days", "2", "--area", "HL", "--effort", "1", *more)


def test_a_refusal_names_the_rule_and_exits_4(posted: Run, alone: Path) -> None:
    with open_office(alone) as office:
        add_absence(office, 2, DAY, DAY)
    found = posted("duty", "assign", "L1", "1", "--date", DAY, "--json")
    assert (found.exit, found.error()["error"]) == (4, "absent")
    said = posted("duty", "assign", "L1", "1", "--date", DAY)
    assert said.lines[0] == "L1 李建国 is away on 2021-12-20"
    assert "--force --why" in said.lines[1]
    forced = posted("duty", "assign", "L1", "1", "--date", DAY, "--force", "--json")
    assert (forced.exit, forced.error()["error"]) == (2, "no_reason")
    done = posted("duty", "assign", "L1", "1", "--date", DAY, "--force", "--why", "急", "--json")
    assert (done.exit, done.json()["forced"], done.json()["state"]) == (0, "急", "published")


def test_turns_by_hand_from_one_to_the_next(posted: Run) -> None:
    given = posted("duty", "assign", "L1", "1", "--date", DAY, "--json").json()
    assert posted("duty", "assign", "Z1", "2", "--date", DAY).lines == ["To undo: gridctl duty unassign 2"]
    swapped = posted("duty", "swap", "L1", "Z1", "--date", DAY, "--json").json()
    assert [(one["member"], one["post"]) for one in swapped] == [("Z1", 1), ("L1", 2)]
    offered = posted("duty", "offer", str(swapped[1]["id"]), "--json").json()
    assert offered["state"] == "offered"
    taken = posted("duty", "take", str(offered["id"]), "--by", "W1", "--json").json()
    assert (taken["member"], taken["post"], given["id"]) == ("W1", 2, 1)
    gone = posted("duty", "unassign", "W1", "--date", DAY, "--json").json()
    assert [one["state"] for one in gone] == ["removed"]
    assert posted("duty", "unassign", str(taken["id"])).exit == 4
    assert posted("duty", "take").exit == 2


def test_a_rehearsal_says_so(posted: Run) -> None:
    assert posted("duty", "assign", "L1", "1", "--date", DAY, "--dry-run").lines == [
        "Rehearsal: nothing was changed."
    ]
    assert posted("duty", "unassign", "L1", "--date", DAY).exit == 3


def test_a_plan_has_the_keys_that_scripts_rely_on(posted: Run) -> None:
    found = plan(posted, "--json").json()
    assert {
        "from", "days", "required", "filled", "unfilled", "score", "bound", "seconds", "members",
        "id", "seed", "effort", "beyond_limits", "status", "stopped",
    } <= set(found)  # fmt: skip
    assert (found["from"], found["days"], found["required"]) == (DAY, 2, 6)
    assert found["filled"] + sum(one["missing"] for one in found["unfilled"]) == 6
    assert set(found["members"]) == {"without_work", "hours"}
    assert set(found["members"]["hours"]) == {"min", "median", "max"}
    for one in found["unfilled"]:
        assert {"post", "date", "shift", "missing", "why"} <= set(one)
        assert one["why"]
    assert posted("duty", "plans", "--json").json()[0]["from"] == DAY


def test_why_not_lists_what_is_short_in_words(posted: Run, alone: Path) -> None:
    with open_office(alone) as office:
        add_post(office, "HL-1", "sampling", skills=["sampling"])
    said = plan(posted, "--why-not")
    assert "nobody near can do it. What would help: bring or train" in said.out
    chinese = posted("--lang", "zh", *plan(posted, "--why-not").argv)
    assert "附近没有人能做" in chinese.out


def test_a_plan_is_published_and_everybody_has_a_text(posted: Run) -> None:
    plan(posted)
    rehearsed = posted("duty", "publish", "--dry-run", "--json").json()
    assert posted("duty", "publish").exit == 4  # nobody is there to say yes
    done = posted("duty", "publish", "--yes", "--json").json()
    assert (done["published"], done["status"]) == (rehearsed["published"], "published")
    told = posted("outbox", "list", "--json").json()
    assert {one["kind"] for one in told} == {"shift_given"}
    assert posted("duty", "publish", "--yes").exit == 3
    assert posted("duty", "drop", "1").exit == 4


def test_the_roster_is_mended_with_the_fewest_changes(posted: Run) -> None:
    posted("duty", "assign", "Z1", "2", "--date", DAY)
    seen = posted("duty", "replan", "--for", "Z1", "--from", DAY, "--dry-run", "--json").json()
    assert {"member", "from", "until", "holes", "changes", "told", "unfilled"} <= set(seen)
    assert [one["takes"] for one in seen["changes"]] == [2]
    assert posted("duty", "replan", "--for", "Z1", "--from", DAY).exit == 4
    done = posted("duty", "replan", "--for", "Z1", "--from", DAY, "--yes")
    assert done.exit == 0
    assert "To be told: 张敏 (Z1), 王秀英 (W1)" in done.err
    assert posted("duty", "replan", "--for", "Z1", "--from", DAY, "--yes").exit == 3


def test_gap_exits_1_while_there_is_one(posted: Run) -> None:
    found = posted("gap", "--date", DAY, "--area", "HL", "--json")
    assert found.exit == 1
    assert set(found.json()) == {"jobs_without_people", "people_without_jobs", "moves", "missing_tiers"}
    for move in found.json()["moves"]:
        done = posted("duty", "assign", move["member"], str(move["post"]), "--date", move["date"])
        assert done.exit == 0
    closed = posted("gap", "--date", DAY, "--area", "HL")
    assert closed.exit == 0
    assert "Every job has people" in closed.out


def test_gap_stands_in_two_columns_that_fit(posted: Run) -> None:
    said = posted("gap", "--date", DAY, "--area", "HL")
    first = said.out.splitlines()[0]
    assert first.startswith("Jobs without people: 3")
    assert "People without jobs: 3" in first
    assert all(len(line) <= 100 for line in said.out.splitlines())
    assert posted("--lang", "zh", "gap", "--date", DAY, "--area", "HL").out.startswith("缺人的岗位")


def test_gap_stands_below_each_other_where_it_is_narrow() -> None:
    job = JobView(3, DAY, "middle", "inner_patrol", "HL-1", "恒利苑后门", 2)
    lines = page(GapView((job,), (FreeView("L1", "李建国", "stairwell", "HL1-1"),), (), ()), 80).splitlines()
    assert lines[0] == "Jobs without people: 2"
    assert lines[1].startswith("  2 missing: 12-20 ")
    assert lines[1].endswith("(post 3)")
    assert lines[2:4] == ["", "People without jobs: 1"]


@pytest.mark.parametrize("fmt", ["table", "json", "jsonl", "csv", "md"])
def test_gap_prints_in_every_form(posted: Run, fmt: str) -> None:
    said = posted("gap", "--date", DAY, "--area", "HL", "--format", fmt)
    assert said.exit == 1
    assert "L1" in said.out


def test_ctrl_c_keeps_the_best_so_far(posted: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import wait

    from gridctl.services import roster_plans

    interrupts = [KeyboardInterrupt]

    def interrupted(*given: Any, **more: Any) -> Any:  # noqa: ANN401
        if interrupts:
            raise interrupts.pop()
        return wait(*given, **more)

    monkeypatch.setattr(roster_plans, "wait", interrupted)
    found = posted("duty", "plan", "--from", DAY, "--days", "2", "--area", "HL", "--seconds", "20", "--json")
    assert (found.exit, found.json()["stopped"]) == (0, True)
    assert posted("duty", "plans", "--json").json()[0]["status"] == "draft"


def test_a_list_of_plans_is_in_one_language(posted: Run) -> None:
    posted("duty", "plan", "--from", DAY, "--days", "1", "--effort", "1")
    said = posted("--lang", "zh", "duty", "plans").out
    assert "草案" in said
    assert "天数" in said
    assert "每天" in posted("--lang", "zh", "duty", "post", "list").out


def test_a_balance_without_any_post_says_so(town: Run) -> None:
    assert "There is no post yet: gridctl duty post add" in town("gap", "--area", "HL").err

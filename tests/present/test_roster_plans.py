"""Changes to a roster as people read them: day by day, and names beside codes."""

from datetime import UTC, datetime

from gridctl.core.replan_views import ChangeView, ReplanView
from gridctl.present.i18n import speaking
from gridctl.present.roster_plans import beyond_limits, replan_rows, told
from gridctl.present.titles import title


def change(member: str, name: str, date: str) -> ChangeView:
    """Return a change of somebody on a day."""
    return ChangeView(member, name, None, date, "early", 1, None, "gate", "HL-1", "第一网格")


def test_words_of_duty_are_those_of_duty_in_chinese() -> None:
    with speaking("zh"):
        said = [title(*one) for one in (("required", "plan"), ("filled", "plan"), ("other_name", "pair"))]
        names = {title("name", thing) for thing in ("suggestion", "left_out", "member")}
        assert title("left_out", "absence") != title("left_out", "copy")
    assert (said, names) == (["应排", "已排", "另一人姓名"], {"姓名"})


def test_changes_stand_in_the_order_of_the_days_and_people_have_names() -> None:
    changes = (change("Z1", "张敏", "2021-12-19"), change("W1", "王秀英", "2021-12-18"))
    since = datetime(2021, 12, 18, tzinfo=UTC)
    codes = ("L1", "Z1", "W1")
    beyond = ({"member": "W1", "name": "王秀英", "rules": ["week_hours", "rest"]},)
    found = ReplanView(
        "L1", "李建国", since, "2021-12-19", (), changes, codes, (), (), beyond, noted=True, dry_run=True
    )
    assert [one.date for one in replan_rows(found)] == ["2021-12-18", "2021-12-19"]
    assert told(found) == "To be told: 李建国 (L1), 张敏 (Z1), 王秀英 (W1)"
    (line,) = beyond_limits(found)
    assert line.startswith("W1 王秀英 works beyond the usual limits: ")
    assert line.count(", ") == 1

"""Who works in the demo's grids: some forty members and the forces around them, as rows of files."""

from collections.abc import Iterator, Sequence
from random import Random

from gridctl.exchange.demo.corpus import town
from gridctl.exchange.demo.town import Neighbours

MEMBER_COLUMNS = (
    "姓名",
    "岗位",
    "责任网格",
    "联系电话",
    "职务",
    "派出单位",
    "技能",
    "到岗日期",
    "最多在办",
)
TEAM_COLUMNS = ("队伍名称", "类型", "辖区", "值班电话", "成员")

Row = tuple[str, ...]
VOLUNTEERS = 12
CREW = 4
"""So many of the volunteers go out together."""
_OFFICERS = ("急救", "核酸采样")
"""What the officers of each grid can do."""
_SKILLS = ("驾驶", "护理", "电工", "手语", "心理疏导", "搬运")
_UNITS = ("区住建局", "区市场监管局", "滨塘中学", "")
_TEAMS = (
    ("滨塘派出所", "派出所"),
    ("恒利社区卫生服务站", "医疗"),
    ("滨塘消防站", "消防"),
    ("恒利苑物业", "物业"),
    ("滨塘应急抢修队", "应急"),
)


def member_rows(neighbours: Neighbours, *, seed: int, since: str) -> Iterator[Row]:
    """Yield the rows of the members; the volunteers, who come last, came on the day `since`."""
    rng = Random(f"crew {seed}")  # noqa: S311  (a story, not a secret)
    community = town()["community"]["code"]

    def row(tier: str, area: str, role: str = "", unit: str = "", skills: str = "", *end: str) -> Row:
        came, most = end or ("", "")
        return neighbours.name(), tier, area, neighbours.phone(), role, unit, skills, came, most

    yield row("包社区领导", community, "街道副主任")
    yield row("网格指导员", community)
    for _desk in range(2):
        yield row("调度员", community)
    for grid in town()["grid"]:
        yield row("网格长", grid["code"])
        for skill in _OFFICERS:
            yield row("网格员", grid["code"], "", "", skill, "", "8")
        for building in range(grid["first"], grid["last"] + 1):
            yield row("兼职网格员", f"{community}{building}-1", "楼道长", "", "", "", "3")
    for number in range(VOLUNTEERS):
        unit, grid = rng.choice(_UNITS), town()["grid"][number % len(town()["grid"])]
        skills = "、".join(rng.sample(_SKILLS, rng.randint(1, 2)))
        yield row("志愿者", grid["code"], "下沉干部" if unit else "", unit, skills, since, "2")


def team_rows(neighbours: Neighbours, members: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows of the teams; the volunteers' crew names its members by their phones."""
    community = town()["community"]["code"]
    for name, kind in _TEAMS:
        yield name, kind, community, neighbours.phone(), ""
    crew = "、".join(phone for _name, _tier, _area, phone, *_more in members[-CREW:])
    yield "恒利志愿服务队", "志愿服务队", community, neighbours.phone(), crew

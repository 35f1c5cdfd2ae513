"""What has to be done in the demo's lockdown, who is away, and what people wish, as rows of files."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from gridctl.exchange.demo.corpus import town

POINT_COLUMNS = ("点位编号", "点位名称", "类型", "所属网格")
POST_COLUMNS = (
    "职责",
    "区域",
    "点位",
    "位置",
    "班次",
    "开始日期",
    "结束日期",
    "周几",
    "最少人数",
    "应到人数",
    "班组",
    "机动",
)
ABSENCE_COLUMNS = ("姓名", "开始日期", "结束日期", "事由", "代班")
WISH_COLUMNS = ("姓名", "意愿", "周几", "班次", "职责", "权重")

Row = tuple[str, ...]
POST_DAYS = 14
"""The posts are open for two weeks."""
_WHOLE_DAY = ("早班", "中班", "夜班")
_TABLES = 2
_TIER, _PHONE = 1, 3


def point_rows() -> Iterator[Row]:
    """Yield one gate for each compound."""
    for grid in town()["grid"]:
        yield f"{grid['compound']['code']}-M", f"{grid['compound']['name']}大门", "卡口", grid["code"]


def post_rows(today: date) -> Iterator[Row]:
    """Yield the posts of two weeks from `today` on."""
    first, last = today.isoformat(), (today + timedelta(days=POST_DAYS - 1)).isoformat()
    community = town()["community"]["code"]

    def row(duty: str, area: str, shift: str, *where: str, days: str = "每天", most: str = "1") -> Row:
        gate, place, crew, standby = (*where, "", "", "", "")[:4]
        return duty, area, gate, place, shift, first, last, days, "1", most, crew, standby

    for grid in town()["grid"]:
        for shift in _WHOLE_DAY:
            yield row("门口把守", grid["code"], shift, f"{grid['compound']['code']}-M", most="2")
        yield row("内部巡逻", grid["code"], "中班", "", grid["compound"]["name"])
        yield row("物资配送", grid["code"], "早班", most="2")
        yield row("宣传引导", grid["code"], "早班", days="周一、周三")
    for shift in _WHOLE_DAY:
        yield row("突发处置", community, shift)
    yield row("突发处置", community, "中班", "", "机动", "", "是")
    yield row("值班接待", community, "白班")
    for table in range(1, _TABLES + 1):
        for duty in ("核酸采样", "登记"):
            yield row(duty, community, "采样一段", "", f"{table}号台", f"table-{table}", days="周二、周五")


def absence_rows(members: Sequence[Row], today: date, *, seed: int) -> Iterator[Row]:
    """Yield who is away: a stairwell head, an officer and two volunteers, named by their phones."""
    rng = Random(f"absences {seed}")  # noqa: S311  (a story, not a secret)
    heads, officers, volunteers = (_of(members, tier) for tier in ("兼职网格员", "网格员", "志愿者"))
    away = (
        (rng.choice(heads), 2, 5, "回老家"),
        (officers[1], 4, 6, "发烧"),
        (volunteers[0], 1, 1, "单位值班"),
        (volunteers[-1], 7, 13, "密接隔离"),
    )
    for who, start, end, why in away:
        days = (today + timedelta(days=start), today + timedelta(days=end))
        yield who[_PHONE], *(day.isoformat() for day in days), why, ""


def wish_rows(members: Sequence[Row]) -> Iterator[Row]:
    """Yield wishes: some stairwell heads would rather not work at night, two volunteers like weekends."""
    for who in _of(members, "兼职网格员")[::3]:
        yield who[_PHONE], "不想", "每天", "夜班", "", "6"
    for who in _of(members, "志愿者")[1:3]:
        yield who[_PHONE], "想", "周末", "", "", "5"
    yield _of(members, "志愿者")[3][_PHONE], "想", "每天", "", "物资配送", "4"


def _of(members: Sequence[Row], tier: str) -> list[Row]:
    return [row for row in members if row[_TIER] == tier]

"""The words of the query language: fields, flags and values, each with its Chinese names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gridctl.core.words import ENDED, OPEN, Channel, Level, Status, Urgency

Names = Mapping[str, tuple[str, ...]]
"""Codes with what else they may be called."""


class Kind(StrEnum):
    """What the value of a field is."""

    CODE = "code"  # a word from a list
    NAME = "name"  # a thing of the store: its code or name
    TEXT = "text"  # a text that is the same or not
    TIME = "time"  # a moment, a day, or how long ago or how long to go
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Spec:
    """A field: what its values are; for a list of codes which, and their order from low to high if any."""

    kind: Kind
    also: tuple[str, ...] = ()
    values: Names = field(default_factory=dict)
    order: tuple[str, ...] = ()


IS, HAS, SORT = "is", "has", "sort"

_STATUSES: Names = {
    Status.NEW: ("待派单", "新建", "待派"),
    Status.ASSIGNED: ("已派单", "已派"),
    Status.WORKING: ("办理中", "处理中"),
    Status.WAITING: ("已挂起", "挂起"),
    Status.RESOLVED: ("已解决",),
    Status.CLOSED: ("已办结", "办结"),
    Status.CANCELLED: ("已撤销", "撤销"),
    Status.MERGED: ("已合并", "合并"),
    "open": ("未办结", "在办"),
    "ended": ("已结束", "结束"),
}
STATUS_GROUPS: Mapping[str, frozenset[Status]] = {"open": OPEN, "ended": ENDED}
"""Values of `status` that stand for several."""

_URGENCIES: Names = {
    Urgency.LOW: ("不急",),
    Urgency.NORMAL: ("一般", "普通"),
    Urgency.URGENT: ("紧急",),
    Urgency.CRITICAL: ("特急",),
}
_LEVELS: Names = {
    Level.GRID: ("网格",),
    Level.COMMUNITY: ("社区",),
    Level.TOWN: ("镇街", "镇", "街道"),
    Level.DISTRICT: ("区",),
}
_CHANNELS: Names = {
    Channel.MEMBER: ("网格上报", "上报"),
    Channel.CHAT: ("微信群", "微信"),
    Channel.WALK_IN: ("来访",),
    Channel.PHONE: ("来电", "电话"),
    Channel.HOTLINE: ("热线", "12345"),
    Channel.POLICE: ("110 警情", "警情", "110"),
    Channel.CAMERA: ("视频监控", "监控", "视频"),
    Channel.GOVERNMENT: ("政府交办", "交办"),
    Channel.PATROL: ("巡查",),
    Channel.IMPORT: ("导入",),
}
FLAGS: Names = {
    "open": ("未办结", "在办"),
    "overdue": ("超时",),
    "waiting": ("已挂起", "挂起"),
    "escalated": ("已上报", "上报"),
    "unassigned": ("无人承办", "待派单"),
    "reopened": ("重开", "返工"),
    "missed": ("late", "逾期", "超期"),
    "untold": ("未告知", "未回复"),
}
"""What `is:` asks for. `overdue`: past its deadline now; `missed`: past it now, or answered after it.

`missed` was called `late` before, and still may be; the report counts something else as late: what was
typed after its day.
"""

PARTS: Names = {
    "phone": ("电话", "手机"),
    "home": ("房屋", "住户"),
    "due": ("办理时限", "时限"),
}
"""What `has:` asks for."""

SORTS: Names = {
    "number": ("编号", "id"),
    "created": ("接报时间", "接报"),
    "due": ("办理时限", "时限"),
    "closed": ("办结时间", "办结"),
    "urgency": ("紧急程度", "紧急"),
}
"""What `sort:` goes by; each from the first to the last, urgency from the most urgent one."""

ME: Names = {"me": ("我",), "none": ("无", "没有", "无人")}
"""Values of `holder` that are no names: whoever asks, and nobody."""

FIELDS: Mapping[str, Spec] = {
    "status": Spec(Kind.CODE, ("状态",), _STATUSES),
    "area": Spec(Kind.NAME, ("区域", "网格", "社区")),
    "compound": Spec(Kind.NAME, ("小区",)),
    "building": Spec(Kind.NAME, ("楼栋", "楼")),
    "home": Spec(Kind.NAME, ("房屋", "住户")),
    "point": Spec(Kind.NAME, ("点位", "摄像头")),
    "category": Spec(Kind.NAME, ("类别", "类型")),
    "urgency": Spec(Kind.CODE, ("紧急程度", "紧急"), _URGENCIES, tuple(_URGENCIES)),
    "holder": Spec(Kind.NAME, ("承办", "承办人"), ME),
    "team": Spec(Kind.NAME, ("力量", "站所", "队伍")),
    "desk": Spec(Kind.NAME, ("值班台",)),
    "level": Spec(Kind.CODE, ("处置层级", "层级"), _LEVELS, tuple(_LEVELS)),
    "channel": Spec(Kind.CODE, ("来源", "渠道"), _CHANNELS),
    "ref": Spec(Kind.TEXT, ("来件单号", "单号")),
    "created": Spec(Kind.TIME, ("接报时间", "接报")),
    "due": Spec(Kind.TIME, ("办理时限", "时限")),
    "closed": Spec(Kind.TIME, ("办结时间", "办结")),
    "need": Spec(Kind.TEXT, ("需要", "标签")),
    "batch": Spec(Kind.NUMBER, ("批次",)),
    IS: Spec(Kind.CODE, ("是",), FLAGS),
    HAS: Spec(Kind.CODE, ("有",), PARTS),
    SORT: Spec(Kind.CODE, ("排序",), SORTS),
}
"""Every field of the language; `is`, `has` and `sort` are among them."""

GROUPS = ("category", "area", "status", "urgency", "channel", "level", "holder", "building")
"""The fields that a list can be counted by."""


def all_names(names: Names) -> list[str]:
    """Return the codes and everything else that they are called, codes first."""
    return [*map(str, names), *(other for also in names.values() for other in also)]


def code_of(word: str, names: Names) -> str | None:
    """Return the code that a word stands for, or None; neither case nor `-` for `_` matters."""
    key = word.casefold().replace("-", "_")
    for code, also in names.items():
        if key == str(code) or word in also:
            return str(code)
    return None


FIELD_NAMES: Names = {name: spec.also for name, spec in FIELDS.items()}

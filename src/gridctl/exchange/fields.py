"""The fields that rows are mapped to, kind by kind, and the words that their values may be written in."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from gridctl.core.errors import N_, BadInput
from gridctl.core.imports import CONTACTS
from gridctl.core.nearest import nearest
from gridctl.core.places import PlaceType
from gridctl.core.residents import HERE
from gridctl.core.words import (
    AreaKind,
    Channel,
    HomeKind,
    PointKind,
    ResidentKind,
    ResidentStatus,
    Sex,
    Status,
    TeamKind,
    Tier,
    Urgency,
)
from gridctl.exchange.duty_fields import DUTY_FIELDS
from gridctl.exchange.field_shapes import FLAGS, Field, Shape, Value, fold

__all__ = ["FIELDS", "FLAGS", "TICKS", "Field", "Shape", "Value", "fields_of", "fold", "position"]


def _words(codes: type[StrEnum], spellings: Mapping[str, str]) -> Mapping[str, str]:
    """Return folded spelling -> code; the codes themselves always belong to it."""
    found = {fold(code.value): code.value for code in codes}
    for code, texts in spellings.items():
        found.update((fold(text), code) for text in texts.split())
    return MappingProxyType(found)


AREA_KINDS = _words(
    AreaKind,
    {
        "province": "省 自治区 直辖市",
        "city": "市 地级市 州",
        "district": "区 县 区县 县级市 borough county",
        "town": "镇 乡 街道 镇街 乡镇 乡镇街道 township subdistrict",
        "community": "社区 村 村社 社区村 行政村 neighbourhood neighborhood",
        "grid": "网格",
        "micro_grid": "微网格",
        "stairwell": "楼道 单元",
        "checkpoint": "卡口",
        "enterprise": "企业 企业微网格",
        "street": "街面 商街",
    },
)
URGENCIES = _words(
    Urgency,
    {
        "critical": "特急 危急 生命危险 涉及生命 危重 emergency life 1级 一级",
        "urgent": "紧急 急 加急 涉及健康 high health 2级 二级",
        "normal": "一般 普通 正常 常规 medium 3级 三级",
        "low": "低 不急 缓办 较低 4级 四级",
    },
)
CHANNELS = _words(
    Channel,
    {
        "member": "网格员 网格成员 网格员上报 成员 officer",
        "chat": "微信 微信群 群 群聊 群消息 wechat message",
        "walk_in": "上门 来访 当面 窗口 现场 inperson",
        "phone": "电话 来电 值班电话 call telephone",
        "hotline": "热线 12345 12345热线 市民热线 311",
        "police": "公安 110 110转办 警方 911",
        "camera": "监控 摄像头 视频 视频监控 ai video",
        "government": "政府 上级 上级交办 交办 部门 部门转办",
        "patrol": "巡查 巡逻 走访 网格巡查",
        "import": "导入",
    },
)
STATUSES = _words(
    Status,
    {
        "new": "新建 新 待受理 待处理 未处理 待分派 open",
        "assigned": "已分派 已派单 已派发 待接单 dispatched",
        "working": "处理中 办理中 进行中 处置中 inprogress started",
        "waiting": "等待 等待中 挂起 暂缓 pending onhold",
        "resolved": "已解决 已处理 已处置 已完成 done fixed",
        "closed": "已关闭 关闭 办结 已办结 结案 已结案",
        "cancelled": "已取消 取消 作废 已作废 canceled",
        "merged": "已合并 合并 重复 duplicate",
    },
)
RESIDENT_KINDS = _words(
    ResidentKind,
    {
        "registered": "常住 常住人口 户籍 户籍人口 本地 本地户籍 本地人口 在册 resident permanent local",
        "floating": "流动 流动人口 外来 外来人口 暂住 暂住人口 migrant temporary",
        "tenant": "租户 租客 承租 承租人 租住 租房 出租房住户 renter lodger",
    },
)
_RESIDENT_STATUSES = _words(
    ResidentStatus,
    {
        "living": "在住 居住 现住 正常 在 常住 present active",
        "left": "迁出 已迁出 搬走 已搬走 搬离 离开 不在 movedout gone",
        "dead": "死亡 已死亡 去世 已故 已去世 deceased died",
    },
)
# The other statuses are not for a file to say.
RESIDENT_STATUSES = MappingProxyType(
    {text: code for text, code in _RESIDENT_STATUSES.items() if code in HERE}
)
SEXES = _words(Sex, {"male": "男 男性 m man", "female": "女 女性 f woman"})
HOME_KINDS = _words(
    HomeKind,
    {
        "dwelling": "住宅 住房 住户 民宅 flat apartment house residential",
        "shop": "商铺 店铺 底商 商店 门店 沿街商铺 store",
        "company": "企业 公司 单位 写字楼 办公 办公室 office business",
        "dormitory": "宿舍 集体宿舍 员工宿舍 学生宿舍 dorm hostel",
    },
)
PLACE_TYPES = _words(
    PlaceType,
    {
        "compound": "小区 住宅小区 院落 大院 estate",
        "building": "楼栋 楼 楼幢 商业建筑 大型出租房 公寓 商业大厦 商务楼 其他 tower block",
        "house": "私人住宅 独栋 自建房 平房 别墅 民房 villa",
    },
)
TIERS = _words(
    Tier,
    {
        "leader": "包村领导 包社区领导 包村社区领导 包片领导 包联领导 驻村领导 领导 townleader",
        "instructor": "网格指导员 指导员 gridinstructor",
        "head": "网格长 总网格长 gridhead",
        "officer": "网格员 专职网格员 专职 gridofficer fulltime",
        "part_time": "兼职网格员 兼职 微网格长 微网格员 楼道长 楼栋长 楼长 单元长 parttime",
        "dispatcher": "调度员 指挥室调度员 值班员 坐席",
        "volunteer": "志愿者 志愿人员 义工 volunteers",
        "militia": "民兵 基干民兵",
    },
)
TEAM_KINDS = _words(
    TeamKind,
    {
        "police": "公安 派出所 警察 警务 民警",
        "fire": "消防 消防站 消防队 消防救援",
        "medical": "医疗 医院 卫生院 卫生服务中心 社区医院 急救 ambulance",
        "enforcement": "执法 城管 综合执法 执法队 市场监管",
        "emergency": "应急 应急队 应急救援 救援队 rescue",
        "health": "卫健 疾控 防疫 流调",
        "utility": "水电气 公用事业 供电 供水 燃气 电力 抢修 utilities",
        "property": "物业 物业公司 propertycompany",
        "volunteers": "志愿者 志愿队 志愿服务队 志愿者队伍 volunteer",
        "militia": "民兵 民兵连 民兵队",
    },
)
POINT_KINDS = _words(
    PointKind,
    {
        "camera": "摄像头 摄像机 监控 监控点 视频监控 球机 枪机 cctv",
        "gate": "门禁 道闸 出入口 大门 卡口 entrance barrier",
        "sensor": "传感器 感应器 水位计 烟感 detector",
        "alarm": "报警器 报警点 一键报警 报警柱 callpoint",
        "hydrant": "消防栓 消火栓",
        "other": "其他 其它",
    },
)
# Signs alone fold to nothing, so they are looked up as they stand.
TICKS: Mapping[str, int] = MappingProxyType({"√": 1, "✓": 1, "✔": 1, "×": 0})

_F = Field
_CONTACTS = tuple(
    field
    for role in CONTACTS
    for field in (_F(role, Shape.LINE, longest=100), _F(f"{role}_phone", Shape.PHONE))
)
FIELDS: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        "areas": (
            _F("code", Shape.CODE, required=True),
            _F("name", Shape.LINE, required=True, longest=100),
            _F("kind", Shape.WORD, words=AREA_KINDS),
            _F("parent", Shape.CODE),
        ),
        "requests": (
            _F("ref", Shape.NUMBER, longest=100),
            _F("received_at", Shape.TIME),
            _F("closed_at", Shape.TIME),
            _F("resolved_at", Shape.TIME),
            _F("area", Shape.LINE, longest=100),
            _F("category", Shape.WORD),
            _F("urgency", Shape.WORD, words=URGENCIES),
            _F("channel", Shape.WORD, words=CHANNELS),
            _F("status", Shape.WORD, words=STATUSES),
            _F("name", Shape.LINE, longest=100),
            _F("phone", Shape.PHONE),
            _F("anonymous", Shape.FLAG, words=FLAGS),
            _F("summary", Shape.LINE, required=True),
            _F("details", Shape.PAGE, longest=60_000),  # a page, and what else a sender's format says
            _F("due", Shape.TIME),
            _F("address", Shape.LINE),
            _F("on_spot", Shape.FLAG, words=FLAGS),
            _F("home", Shape.LINE, longest=200),
        ),
        "compounds": (
            _F("code", Shape.CODE),
            _F("name", Shape.LINE, required=True, longest=100),
            _F("area", Shape.LINE, longest=100),
            _F("address", Shape.LINE),
            _F("details", Shape.PAGE, longest=20_000),
            *_CONTACTS,
        ),
        "buildings": (
            _F("code", Shape.CODE),
            _F("name", Shape.LINE, required=True, longest=100),
            _F("type", Shape.WORD, words=PLACE_TYPES),
            _F("compound", Shape.LINE, longest=100),
            _F("area", Shape.LINE, longest=100),
            _F("address", Shape.LINE),
            _F("floors", Shape.NUMBER, longest=20),
            _F("units", Shape.NUMBER, longest=20),
            _F("rooms", Shape.NUMBER, longest=20),
            _F("details", Shape.PAGE, longest=20_000),
            *_CONTACTS,
            _F("latitude", Shape.LINE, longest=20),
            _F("longitude", Shape.LINE, longest=20),
        ),
        "homes": (
            _F("home", Shape.LINE, longest=200),
            _F("compound", Shape.LINE, longest=100),
            _F("building", Shape.LINE, longest=100),
            _F("unit", Shape.LINE, longest=20),
            _F("room", Shape.LINE, longest=20),
            _F("kind", Shape.WORD, words=HOME_KINDS),
            _F("name", Shape.LINE, longest=100),
            _F("area", Shape.LINE, longest=100),
        ),
        "residents": (
            _F("name", Shape.NAME, required=True, longest=80),
            _F("identity", Shape.IDENTITY),
            _F("phone", Shape.PHONES),
            _F("home", Shape.LINE, longest=200),
            _F("compound", Shape.LINE, longest=100),
            _F("building", Shape.LINE, longest=100),
            _F("unit", Shape.LINE, longest=20),
            _F("room", Shape.LINE, longest=20),
            _F("kind", Shape.WORD, words=RESIDENT_KINDS),
            _F("status", Shape.WORD, words=RESIDENT_STATUSES),
            _F("sex", Shape.WORD, words=SEXES),
            _F("birth_date", Shape.DAY),
            _F("household", Shape.LINE, longest=40),
            _F("relation", Shape.LINE, longest=40),
            _F("needs", Shape.TAGS),
            _F("registered_home", Shape.LINE, longest=200),
            _F("registered_address", Shape.LINE),
            _F("address", Shape.LINE),
            _F("lives_elsewhere", Shape.FLAG, words=FLAGS),
            _F("contact_name", Shape.NAME, longest=80),
            _F("contact_phone", Shape.PHONES),
            _F("notes", Shape.PAGE, longest=20_000),
            _F("came_on", Shape.DAY),
            _F("left_on", Shape.DAY),
            _F("moved_out", Shape.FLAG, words=FLAGS),
            _F("dead", Shape.FLAG, words=FLAGS),
            _F("died_on", Shape.DAY),
            _F("facts", Shape.LINE),
        ),
        "members": (
            _F("code", Shape.CODE),
            _F("name", Shape.NAME, required=True, longest=80),
            _F("tier", Shape.WORD, words=TIERS),
            _F("area", Shape.LINE, longest=100),
            _F("phone", Shape.PHONE),
            _F("role", Shape.LINE, longest=100),
            _F("sending_unit", Shape.LINE, longest=100),
            _F("skills", Shape.LINE),
            _F("capacity", Shape.NUMBER, longest=20),
            _F("deputy", Shape.LINE, longest=80),
            _F("from_on", Shape.DAY, ahead=True),
            _F("until_on", Shape.DAY, ahead=True),
        ),
        "teams": (
            _F("code", Shape.CODE),
            _F("name", Shape.LINE, required=True, longest=80),
            _F("kind", Shape.WORD, words=TEAM_KINDS),
            _F("area", Shape.LINE, longest=100),
            _F("phone", Shape.PHONE),
            _F("members", Shape.LINE, longest=2000),
        ),
        "points": (
            _F("code", Shape.CODE),
            _F("name", Shape.LINE, required=True, longest=100),
            _F("kind", Shape.WORD, words=POINT_KINDS),
            _F("area", Shape.LINE, longest=100),
            _F("building", Shape.LINE, longest=100),
            _F("latitude", Shape.LINE, longest=20),
            _F("longitude", Shape.LINE, longest=20),
        ),
        "stock": (
            _F("code", Shape.CODE, required=True),
            _F("name", Shape.LINE, longest=80),
            _F("measure", Shape.LINE, longest=20),
            _F("quantity", Shape.LINE, required=True, longest=40),
            _F("place", Shape.LINE, longest=100),
            _F("source", Shape.LINE, longest=100),
            _F("expires_on", Shape.DAY, ahead=True),
        ),
        **DUTY_FIELDS,
    }
)
"""The fields of each kind, in the order of a mapped row. New fields are only ever added at the end."""


def fields_of(kind: str) -> tuple[Field, ...]:
    """Return the fields of `kind`; BadInput where nothing of that kind can be imported."""
    if kind not in FIELDS:
        near = nearest(kind, FIELDS)
        raise BadInput(
            N_("there is no import of {kind}"),
            hint=N_("kinds: {known}; nearest: {near}") if near else N_("kinds: {known}"),
            kind=kind,
            known=", ".join(FIELDS),
            near=near,
        )
    return FIELDS[kind]


def position(kind: str, name: str) -> int:
    """Return where the field `name` stands in a mapped row of `kind`."""
    return [field.name for field in FIELDS[kind]].index(name)

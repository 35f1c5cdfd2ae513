"""Places in running text that may name a home: ``12-2-501``, ``3幢1单元402``, ``Apt 303``, or a bare room.

What there is, only the store knows: these are candidates, the surest first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gridctl.core.later import later

_N = "[\\d零〇一二两三四五六七八九十百]"
_DASH = r"\s?[-－–—_]\s?"
_BUILDING = rf"(?:[A-Za-z]{{1,4}}-?)?{_N}{{1,4}}\s?(?:号楼|号?[幢栋棟座]|楼栋|#楼|[#号])"
_UNIT = rf"{_N}{{1,3}}\s?(?:单元|号门|门洞|门(?=\s?\d{{3}})|梯)"
_ROOM = rf"(?:{_N}{{1,2}}[层楼]\s?)?{_N}{{3,5}}(?:室|房|户)?"
_SIGNS = later(
    rf"(?P<own>(?:{_BUILDING}[\s,，、-]{{0,2}}(?:(?:{_UNIT}|\d{{1,2}}(?=[\s-]))[\s,，、-]{{0,2}})?|{_UNIT}[\s,，、-]{{0,2}}"
    rf"|(?<![A-Za-z])[A-Za-z]{{1,4}}\d{{1,3}}(?:[\s-]{{1,3}}\d{{1,2}}(?:单元)?)?[\s-]{{1,3}}(?=\d{{3}})){_ROOM})(?!\d)"
)
_CODES = later(
    rf"(?<![A-Za-z0-9\-])(?P<own>(?:[A-Za-z]{{1,8}})?\d{{1,3}}(?:{_DASH}\d{{1,2}})?{_DASH}\d{{3,4}}[A-Za-z]?(?:室)?)"
    r"(?![\d\-])"
    r"|(?<![A-Za-z0-9/.])(?P<slashed>\d{1,2}([/.])\d\3(?!20\d\d)\d{3,4})(?![\d/.])"
)
_ENGLISH = later(
    r"(?P<own>\b(?:(?:building|bldg|block|tower)\.? ?#?\w{1,6},? ?)?(?:(?:unit|entrance|stairwell)\.? ?#?\w{1,3},? ?)?"
    r"(?:apartment|apt|flat|room|rm)\.? ?#?[0-9]{1,4}[A-Za-z]?\b)"
    r"|(?P<bare>\b(?:building|bldg|block|blk|tower)\.? ?#?\d{1,3},? ?"
    r"(?:(?:unit|entrance|stairwell)\.? ?#?\d{1,2},? ?)?[0-9]{3,4}\b)",
    re.IGNORECASE,
)
_NO_ROOM = later(
    r"\d|\s?(?:[块斤克片粒袋箱个名瓦秒吨兆岁℃%％份位条辆层遍]|[:：.](?=\d)|元(?!宵)|瓶(?!装)|年(?![轻级迈纪老糕货])|月(?![子经饼嫂])|日(?!用)|度(?!日)"
    r"|人(?![家在没])|只(?![剩有够能])|次(?!卧)|点(?![火不心滴])|多[人名份个元位户次年天]|/(?=\d)|天(?![花然台线热井])|盒(?!饭)|套(?!餐)|台(?!灯)"
    r"|分(?![娩家])|升(?![降白])|包(?![裹菜子皮])|[万钱](?![\u4e00-\u9fff]{1,2}(?:[\s,，]|$|[没缺要想家]))|(?<=\d)米(?![没吃用断快只不缺油面了])|毫升|公里|小时"
    r"|mg|ml|kg|km|am|pm|yuan|dollars|people|years|days|hours|degrees)|[-－–—]\d"
)
_BARE_FIRST = later(
    r"^[\W_]*(?P<own>(?<![￥¥$€.:：/\-])\d{3,4}[A-Da-d]?(?:室|房|户|号(?![楼幢栋]))?)(?!\d)(?![A-Za-z])"
)
_BARE = later(
    r"(?<![\w￥¥$€.:/\-])(?P<own>\d{3,4}(?:室|房|户)?)(?!\d)(?=$|[\s,，、。;；!！?？)）]|[:：](?!\d)|['’]s\b)"
    r"|(?:(?<=[帮给替住到是送])|(?<=[我你他]家))(?P<called>\d{3,4}(?:室|房|户)?)(?!\d)(?=[\u4e00-\u9fff]|[\s,，。;；]|$)"
    r"|(?<![\w￥¥$€.:/\-])(?P<behind>\d{3,4}室)"
    r"|(?:^|(?<=[\s,，。]))[\u4e00-\u9fff]{2,4}\s?(?P<after>\d{3,4})(?!\d)"
)
_HAN_ROOM = "[一二三四五六七八九十两]{1,2}[零〇][一二三四五六七八九]"
_SPOKEN = later(
    rf"(?<![\w￥¥$€.:/\-])(?P<own>\d{{3,4}}(?:室|房)?)(?!\d)(?=[\u4e00-\u9fff])"
    rf"|(?<=[\u4e00-\u9fff])(?P<inside>\d{{3,4}}(?:室|房)?)(?!\d)(?=[家的户老小奶爷阿大孩女儿男妈爸夫邻人]|住户|业主|$)"
    r"|(?:楼上|楼下|隔壁|对门|对面|邻居)\s?(?P<near>\d{3,4})(?!\d)"
    r"|[\d一二三四五六七八九十]{1,2}[层楼]\s?的?(?P<floor>\d{3,4})(?!\d)"
    r"|(?:问下|问一下|看下|看看|这里|这边|我们|刚才|刚刚|现在|今天|昨晚|上午|下午|早上|晚上|麻烦|帮忙|楼长|群主|团长|组长)\s?"
    r"(?P<told>\d{3,4}(?:室|房)?)(?!\d)(?=[\u4e00-\u9fff])"
    rf"|(?:^|(?<=[\s,，。（(是在住给帮替送们到下主]))(?P<said>{_HAN_ROOM})(?=[\s,，:：）)\u4e00-\u9fff]|$)(?!医院|部队)"
)
"""A bare room in the middle of what is told: 302爷爷, 不让701女儿进, 楼上502受不了."""
_WHOLE = later(
    rf"(?P<own>(?:[A-Za-z]{{1,4}}-?)?{_N}{{1,4}}\s?(?:号楼|号?[幢栋棟座]))(?![-\s]*[\d零〇一二两三四五六七八九十])"
    r"|(?P<english>\b(?:building|bldg|block|tower)\.? ?#?\d{1,4}[A-Za-z]?\b)",
    re.IGNORECASE,
)
_HAN_BEFORE = later(r"[\u4e00-\u9fff]{2,6}[-\s]?$")
_NO_COMPOUND = later(
    "求助?|帮忙?|请|急|麻烦|[我你您们是在到给送住去]|楼长|组长|群主|网格员|大家|各位|报告|登记|地址|门牌|房号"
)
_CALLS = frozenset({"110", "119", "120", "122", "112", "911", "999", "988"})
_SURE = frozenset({"behind", "near", "floor", "said"})
"""Groups of these patterns that are rooms whatever follows."""
_NOT_BEHIND = later(r"(?:取件码|提货码|单号|编号|验证码|尾号|邮编|预算|共|约|花了|价格?)\s?[:：]?$")


@dataclass(frozen=True, slots=True)
class HomePlace:
    """Where a text may name a home, and the words to look for."""

    start: int
    end: int
    text: str


def homes_in(text: str) -> Iterator[HomePlace]:
    """Yield what may name a home, the surest first; a building's compound before it is tried with it."""
    # Patterns take long to be made: what cannot match is not asked.
    letters = any(char.isascii() and char.isalpha() for char in text)
    for pattern in (_SIGNS, _CODES, _ENGLISH) if letters else (_SIGNS, _CODES):
        for found in pattern.finditer(text):
            start, end = found.span(found.lastgroup or 0)
            if _NOT_BEHIND.search(text, 0, start):
                continue
            if before := _HAN_BEFORE.search(text, 0, start):
                spoken = max((one.end() for one in _NO_COMPOUND.finditer(before[0])), default=0)
                for first in range(before.start() + spoken, before.end() - 1):
                    yield HomePlace(first, end, text[first:end])
            yield HomePlace(start, end, text[start:end])
    for pattern in (_BARE_FIRST, _BARE, _SPOKEN):
        for found in pattern.finditer(text):
            group = next(name for name, value in found.groupdict().items() if value)
            start, end = found.span(group)
            if group not in _SURE and _NO_ROOM.match(text, end):
                continue
            if text[start:end] not in _CALLS and not _NOT_BEHIND.search(text, 0, start):
                word = text[start:end]
                yield HomePlace(start, end, f"{word}室" if group == "said" else word)


def building_in(text: str) -> str:
    """Return the first building that a text names without a unit or a room behind it, or ""."""
    found = _WHOLE.search(text)
    return found[0] if found else ""

"""Homes as people write them: ``12幢2单元501``, ``12-2-501``, ``HZ12 2 501``, ``Building 12, Unit 2, Apt 501``.

A text can often be read in several ways (``12-2`` may be a unit or a room): `readings` gives all of them,
the likeliest first, and the store says which of them there is.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gridctl.core.later import later

LONGEST = 200
"""Longer texts are no address of one home."""


@dataclass(frozen=True, slots=True)
class HomeText:
    """One way to read a text; "" for what it does not say. `building` is a number, a code or a name."""

    compound: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""


_DASHES = later(r"\s*[-‐‑‒–—―−ー~～_]+\s*")
_APART = later(r"[-\s,，、/\\|.。;；:：]+")
_HAN = "零〇一二两三四五六七八九"
_HAN_NUMBER = f"[{_HAN}十百]+"
_COUNTED = later(rf"({_HAN_NUMBER})(?=\s*(?:号|幢|栋|棟|座|楼|#|单元|门|梯|层|室|房|户))")
_AFTER = later(rf"((?:单元|[幢栋棟座楼门梯层#号-])\s*)({_HAN_NUMBER})(?=\s*(?:$|[-室房户号]))")
_ORDINAL = later(r"第\s*(?=\d)")

_SIDE = "东南西北中甲乙丙丁"
_NUMBER = rf"(?:[A-Za-z]{{1,4}}-?)?\d{{1,5}}[A-Za-z]?|(?<![A-Za-z])[A-Za-z]{{1,2}}|[{_SIDE}]"
_BEFORE = r"(?P<compound>.*?)[-\s,，、]*"
_STRONG = later(rf"{_BEFORE}(?P<building>{_NUMBER})\s*(?:[号#]?楼栋?|[号#]?[幢栋棟座])\s*(?P<rest>.*)")
_WEAK = later(rf"{_BEFORE}(?P<building>{_NUMBER})\s*[号#](?![楼幢栋棟座])\s*(?P<rest>.*)")
_UNIT = rf"(?P<unit>[0-9A-Za-z]{{1,3}}|[{_SIDE}])\s*(?:单元|号门|门|梯)"
_IN_UNIT = later(rf"{_BEFORE}{_UNIT}\s*(?P<rest>.*)")
_STOREY = r"(?:\d{1,3}\s*(?:层|楼|[Ff](?![A-Za-z0-9]))[-\s]*)"
_REST = later(
    rf"[-\s,，、]*(?:(?:{_UNIT}|(?P<first>[0-9A-Za-z]{{1,3}})(?=[-\s]))[-\s,，、]*)?{_STOREY}?"
    r"(?P<room>[0-9A-Za-z]{1,8})?\s*(?:室|房间?|户|号)?"
)
_IN_FLOOR = later(rf"{_STOREY}(?P<room>[0-9A-Za-z]{{1,8}})\s*(?:室|房间?|户|号)?")
_SHOP = "商铺|底商|店铺|店面|门面|铺面|车库|车位|宿舍|储藏室"
_SHOP_FIRST = later(rf"({_SHOP})\s*([0-9A-Za-z]{{1,6}})\s*[号室]?")
_SHOP_BEHIND = later(rf"(?P<before>.*?[^\s-])[-\s,，、]*(?P<shop>(?:{_SHOP})\s*[0-9A-Za-z]{{1,6}}\s*[号室]?)")
_SHOP_LAST = later(rf"([0-9A-Za-z]{{1,6}})\s*[号#]?\s*({_SHOP})")
_LAST = later(r"(?<=[0-9A-Za-z])\s*(?:室|房间?|户|号)$")
_PARTED = later(r"(?P<compound>[^\d\s]{1,40}?)-?(?P<building>\d{1,5}[A-Za-z]?)")

_ENGLISH = (
    (
        "building",
        later(r"\b(?:building|bldg|block|blk|tower)(?![A-Za-z])\.?\s*(?:no\.?\s*|#\s*)?([\w-]+)", re.I),
    ),
    (
        "unit",
        later(r"\b(?:unit|entrance|stairwell|staircase)(?![A-Za-z])\.?\s*(?:no\.?\s*|#\s*)?(\w+)", re.I),
    ),
    (
        "room",
        later(
            r"(?:\b(?:apartment|apt|room|rm|flat|suite|ste|door)(?![A-Za-z])\.?\s*(?:no\.?\s*|#\s*)?|(?<!\w)#\s*)(\w+)",
            re.I,
        ),
    ),
)


def readings(text: str) -> tuple[HomeText, ...]:
    """Return the ways to read `text`, the likeliest first; none for an empty or an endless one."""
    plain = plain_home(text)
    if not plain or len(plain) > LONGEST:
        return ()
    return tuple(dict.fromkeys(one for one in _read(plain) if one != HomeText()))


def plain_home(text: str) -> str:
    """Return `text` in narrow signs, with ``-`` for every dash and digits for Chinese numerals that count."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip(" -,，、。.;；")
    plain = _COUNTED.sub(lambda found: _number(found[1]), plain)
    plain = _AFTER.sub(lambda found: found[1] + _number(found[2]), plain)
    return " ".join(_ORDINAL.sub("", plain).split())


def _number(han: str) -> str:
    """Return a Chinese numeral in digits: 十二 is 12, 一百零二 is 102, and 五零一 is 501."""
    if not set(han) & {"十", "百"}:
        return "".join(_digit(sign) for sign in han)
    total = 0
    ahead, _, rest = han.rpartition("百")
    if "百" in han:
        total += 100 * int(_digit(ahead[-1:]) or 1)
    tens, found, ones = rest.rpartition("十")
    if found:
        total += 10 * int(_digit(tens[-1:].strip("零〇")) or 1)
    return str(total + int(_digit((ones if found else rest)[-1:]) or 0))


def _digit(sign: str) -> str:
    if not sign or sign not in _HAN:
        return ""
    return str({"〇": 0, "两": 2}.get(sign, "零一二三四五六七八九".find(sign)))


def _read(text: str) -> Iterator[HomeText]:
    english = list(_english(text))
    if english:
        yield from english
        return
    if shop := _shop(text):
        yield HomeText(room=shop)
    if found := _STRONG.fullmatch(text):
        yield from _inside(found["compound"], found["building"], found["rest"])
    if found := _WEAK.fullmatch(text):
        yield from _inside(found["compound"], found["building"], found["rest"])
    if found := _SHOP_BEHIND.fullmatch(text):
        yield from _parted(HomeText(building=found["before"], room=_shop(found["shop"])))
    if found := _IN_UNIT.fullmatch(text):
        yield from _with_unit(found)
    if (found := _IN_FLOOR.fullmatch(text)) and found["room"]:
        yield HomeText(room=found["room"])
    yield from _tokens(text)


def _inside(compound: str, building: str, rest: str) -> Iterator[HomeText]:
    """Read what stands behind a building."""
    for unit, room in _unit_and_room(rest):
        yield from _parted(HomeText(compound.strip(" -,，、"), building, unit, room))


def _unit_and_room(rest: str) -> Iterator[tuple[str, str]]:
    rest = rest.strip(" -,，、")
    if shop := _shop(rest):
        yield "", shop
    elif found := _REST.fullmatch(rest):
        yield found["unit"] or found["first"] or "", found["room"] or ""
    else:
        yield "", rest


def _with_unit(found: re.Match[str]) -> Iterator[HomeText]:
    """Read a unit without a building's sign before it: 2单元501, HZ12 2单元501."""
    before = found["compound"].strip(" -,，、")
    for _none, room in _unit_and_room(found["rest"]):
        if before:
            yield from _parted(HomeText(building=before, unit=found["unit"], room=room))
        yield HomeText(compound=before, unit=found["unit"], room=room)


def _shop(text: str) -> str:
    """Return 商铺3 for 商铺3号 and 3号商铺; "" for anything else."""
    if found := _SHOP_FIRST.fullmatch(text):
        return found[1] + found[2]
    if found := _SHOP_LAST.fullmatch(text):
        return found[2] + found[1]
    return ""


def _english(text: str) -> Iterator[HomeText]:
    said: dict[str, str] = {}
    rest = text
    for name, pattern in _ENGLISH:
        if found := pattern.search(rest):
            said[name] = found[1]
            rest = rest[: found.start()] + " " + rest[found.end() :]
    if not said:
        return
    before = " ".join(rest.replace(",", " ").split())
    if "room" not in said and "building" in said and before.isdecimal():  # building 5, 501
        said["room"], before = before, ""
    if "building" in said:
        one = HomeText(before, said["building"], said.get("unit", ""), said.get("room", ""))
    else:
        one = HomeText("", before, said.get("unit", ""), said.get("room", ""))
    yield one
    if one.unit and not one.room:
        # In some countries a unit is one home.
        yield replace(one, unit="", room=one.unit)


def _tokens(text: str) -> Iterator[HomeText]:
    """Read parts divided by dashes, blanks and the like: the first ones name the building."""
    parts = [part for part in _APART.split(_LAST.sub("", text)) if part]
    if len(parts) == 1:
        yield from _single(parts[0])
        return
    for behind in (2, 1, 0):
        head = parts[: len(parts) - behind]
        if not head:
            continue
        tail = parts[len(parts) - behind :]
        unit, room = (tail[0], tail[1]) if behind == 2 else ("", tail[0] if tail else "")  # noqa: PLR2004
        yield from _headed(head, unit, room)
        if behind == 1:
            yield from _headed(head, room, "")
    if len(parts) == 2:  # noqa: PLR2004
        yield HomeText(unit=parts[0], room=parts[1])


def _headed(head: list[str], unit: str, room: str) -> Iterator[HomeText]:
    """Read the parts before unit and room: a building's code, or a compound and a building."""
    yield from _parted(HomeText(building="-".join(head), unit=unit, room=room))
    if len(head) > 1:
        yield HomeText(" ".join(head[:-1]), head[-1], unit, room)


def _single(part: str) -> Iterator[HomeText]:
    """Read one part alone: digits are a room before they are a building, other texts the other way round."""
    room, building = HomeText(room=part), HomeText(building=part)
    if part[:1].isdigit():
        yield room
        yield from _parted(building)
    else:
        yield from _parted(building)
        yield room


def _parted(one: HomeText) -> Iterator[HomeText]:
    """Read a building's text whole, and then as a compound and a number: HZ12 may be the 12 of HZ."""
    yield one
    found = _PARTED.fullmatch(one.building)
    if found and not one.compound:
        yield replace(one, compound=found["compound"].rstrip("-"), building=found["building"])

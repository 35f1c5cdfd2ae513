"""Files of residents and of the buildings that they live in, the same for the same number."""

import csv
from collections.abc import Iterator
from math import gcd
from pathlib import Path
from random import Random

FLOORS, UNITS, ROOMS = 15, 2, 4
_HOMES = FLOORS * UNITS * ROOMS
_EACH = 3
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓彭肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文玉兰红梅国志飞鹏辉宁丹萍雪琳宇浩凯健俊帆波斌海燕"
    "晓东春云龙生林峰鑫晨阳嘉欣怡梓涵子轩一诺博思佳琪雨桐"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def write_buildings(file: Path, residents: int) -> int:
    """Write as many buildings of 120 homes as `residents` need, three in each home; return how many."""
    count = -(-residents // (_HOMES * _EACH))
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(("code", "name", "area", "floors", "units", "rooms"))
        writer.writerows((f"B{n:04d}", f"{n}幢", "C", FLOORS, UNITS, ROOMS) for n in range(1, count + 1))
    return count


def rows(count: int) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield people with names, identity numbers (each once), phones (each once), homes and kinds.

    None is kept: a measured process on Linux begins with the memory that the harness holds.
    """
    rng = Random(7)
    step = next(one for one in range(618_033, 618_133) if gcd(one, count) == 1)
    for place in range(count):
        yield _row(rng, place, place * step % count)


def _row(rng: Random, place: int, number: int) -> tuple[str, str, str, str, str]:
    name = rng.choice(_SURNAMES) + rng.choice(_GIVEN) + (rng.choice(_GIVEN) if rng.random() < 0.85 else "")
    day, sequence = divmod(number, 1000)
    year, rest = 1940 + day // 336, day % 336
    plain = f"330602{year}{rest // 28 + 1:02d}{rest % 28 + 1:02d}{sequence:03d}"
    check = "10X98765432"[
        sum(int(digit) * weight for digit, weight in zip(plain, _WEIGHTS, strict=True)) % 11
    ]
    building, door = divmod(place // _EACH, _HOMES)
    floor, room = divmod(door % (FLOORS * ROOMS), ROOMS)
    home = f"B{building + 1:04d}-{door // (FLOORS * ROOMS) + 1}-{floor + 1}{room + 1:02d}"
    phone = f"13{(number * 7_919 + 12_345) % 10**9:09d}"
    return name, plain + check, phone, home, ("registered", "floating", "tenant")[number % 3]


def write_residents(file: Path, count: int) -> None:
    """Write `count` residents as CSV."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(("name", "identity", "phone", "home", "kind"))
        writer.writerows(rows(count))

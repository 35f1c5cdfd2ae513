"""Files of requests in any number, the same for the same number."""

import csv
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

AREAS = 200
CATEGORIES = (
    "medicine",
    "medical_care",
    "food",
    "utilities",
    "care",
    "emotional",
    "noise",
    "public_safety",
    "sanitation",
    "environment",
    "transport",
    "information",
    "other",
)
_CLOSED = 0.95
_URGENCIES = ("normal",) * 7 + ("urgent",) * 2 + ("low",)
_CHANNELS = ("phone", "chat", "hotline", "walk_in", "member")
_WANTS = (
    "家里没有降压药了，腿脚不便，请代配",
    "要青菜和鸡蛋，不会用手机团购",
    "厨房水管爆了，物业说要等",
    "老人摔了一跤，不知要不要去医院",
    "楼道里堆了三天的纸箱，请保洁来",
    "隔壁装修电钻响个不停",
    "问出入证怎么领，群里说法不一样",
    "needs a lift to the clinic tomorrow morning",
)
_FIRST_DAY = datetime(2025, 1, 1)  # noqa: DTZ001  (wall clock of the file)
_MINUTES = 365 * 1440


def write_areas(file: Path) -> None:
    """Write a community and its grids G000 to G199."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(("code", "name", "kind", "parent"))
        writer.writerow(("C", "恒利社区", "community", ""))
        writer.writerows((f"G{n:03d}", f"第{n}网格", "grid", "C") for n in range(AREAS))


def write_requests(file: Path, count: int) -> None:
    """Write `count` requests over 2025, 95 of 100 closed."""
    rng = Random(5)
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(
            (
                "ref",
                "received_at",
                "closed_at",
                "area",
                "category",
                "urgency",
                "channel",
                "name",
                "phone",
                "summary",
            )
        )
        for number in range(count):
            received = _FIRST_DAY + timedelta(minutes=rng.randrange(_MINUTES))
            closed = received + timedelta(minutes=int(rng.lognormvariate(5.2, 1.1)) + 2)
            house = f"{rng.randint(1, 60)}幢{rng.randint(1, 4)}单元{rng.randint(1, 18)}0{rng.randint(1, 4)}"
            writer.writerow(
                (
                    f"H{number:07d}",
                    f"{received:%Y-%m-%d %H:%M}",
                    f"{closed:%Y-%m-%d %H:%M}" if rng.random() < _CLOSED else "",
                    f"G{rng.randrange(AREAS):03d}",
                    rng.choice(CATEGORIES),
                    rng.choice(_URGENCIES),
                    rng.choice(_CHANNELS),
                    rng.choice("王李张刘陈杨黄赵") + rng.choice("伟芳娜敏静丽强磊"),
                    f"139{rng.randrange(10**8):08d}",
                    house + rng.choice(_WANTS),
                )
            )

"""Write the demo's files: a town with its buildings and people, and a month of requests up to a moment."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from gridctl.core.words import Channel, Urgency
from gridctl.exchange.demo.corpus import town, traits
from gridctl.exchange.demo.crew import MEMBER_COLUMNS, TEAM_COLUMNS, member_rows, team_rows
from gridctl.exchange.demo.houses import (
    BUILDING_COLUMNS,
    COMPOUND_COLUMNS,
    HOME_COLUMNS,
    buildings,
    compounds,
    shops,
)
from gridctl.exchange.demo.population import RESIDENT_COLUMNS, resident_rows
from gridctl.exchange.demo.rhythm import arrivals, unmistakable
from gridctl.exchange.demo.roster import (
    ABSENCE_COLUMNS,
    POINT_COLUMNS,
    POST_COLUMNS,
    WISH_COLUMNS,
    absence_rows,
    point_rows,
    post_rows,
    wish_rows,
)
from gridctl.exchange.demo.story import Story, Teller
from gridctl.exchange.demo.town import Neighbours, Place, places

DAYS = 30
LOCKDOWN_DAYS = 12
STILL_OPEN = 9
"""How many of the newest requests may be open at the end, beside the overdue and the critical ones."""
_OVERDUE_AFTER = (timedelta(hours=31), timedelta(hours=54), timedelta(hours=77))
_AT_ONCE = timedelta(minutes=12)
"""Who has an answer that soon solved it on the spot."""
_SLOW = frozenset({"utilities", "sanitation", "food"})

_AREA_COLUMNS = ("code", "name", "kind", "parent")
_REQUEST_COLUMNS = (
    "工单号",
    "接报时间",
    "解决时间",
    "关闭时间",
    "区域",
    "类别",
    "紧急程度",
    "来源",
    "姓名",
    "电话",
    "摘要",
    "详情",
    "现场解决",
    "房屋",
)
# People write words where the store has codes; the importer knows them.
_URGENCIES = {
    Urgency.CRITICAL: "特急",
    Urgency.URGENT: "紧急",
    Urgency.NORMAL: "一般",
    Urgency.LOW: "低",
}
_CHANNELS = {
    Channel.MEMBER: "网格员",
    Channel.CHAT: "微信群",
    Channel.WALK_IN: "上门",
    Channel.PHONE: "电话",
    Channel.HOTLINE: "12345热线",
    Channel.POLICE: "110",
    Channel.CAMERA: "监控",
    Channel.GOVERNMENT: "上级交办",
    Channel.PATROL: "巡查",
}


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """What was written, and the operation that it belongs to.

    `area` is the code of the community that `pack` applies to from `since` on.
    """

    areas: Path
    compounds: Path
    buildings: Path
    homes: Path
    residents: Path
    members: Path
    teams: Path
    points: Path
    posts: Path
    absences: Path
    wishes: Path
    requests: Path
    area: str
    pack: str
    since: datetime


def make_files(folder: Path, *, seed: int, now: datetime, zone: str) -> DemoFiles:
    """Write the files into `folder`, the same bytes for the same arguments.

    `now` is aware; the requests end there, and their times are wall clock in `zone`.
    """
    here = ZoneInfo(zone)
    now = now.astimezone(UTC).replace(second=0, microsecond=0)
    since = unmistakable(_morning(now, here), here)
    everywhere = places()
    neighbours = Neighbours(Random(seed))  # noqa: S311  (a story, not a secret)
    stories = make_requests(everywhere, neighbours, now=now, since=since, zone=here)
    files = DemoFiles(
        areas=folder / "areas.csv",
        compounds=folder / "compounds.csv",
        buildings=folder / "buildings.csv",
        homes=folder / "homes.csv",
        residents=folder / "residents.csv",
        members=folder / "members.csv",
        teams=folder / "teams.csv",
        points=folder / "points.csv",
        posts=folder / "posts.csv",
        absences=folder / "absences.csv",
        wishes=folder / "wishes.csv",
        requests=folder / "requests.csv",
        area=town()["community"]["code"],
        pack="epidemic",
        since=since.astimezone(here),
    )
    _write(files.areas, _AREA_COLUMNS, ((p.code, p.name, p.kind.value, p.parent) for p in everywhere))
    _write(files.compounds, COMPOUND_COLUMNS, compounds())
    _write(files.buildings, BUILDING_COLUMNS, buildings())
    _write(files.homes, HOME_COLUMNS, shops())
    people = resident_rows(everywhere, neighbours, seed=seed, today=now.astimezone(here).date())
    _write(files.residents, RESIDENT_COLUMNS, people)
    crew = list(member_rows(neighbours, seed=seed, since=f"{files.since:%Y-%m-%d}"))
    _write(files.members, MEMBER_COLUMNS, crew)
    _write(files.teams, TEAM_COLUMNS, team_rows(neighbours, crew))
    today = now.astimezone(here).date()
    _write(files.points, POINT_COLUMNS, point_rows())
    _write(files.posts, POST_COLUMNS, post_rows(today))
    _write(files.absences, ABSENCE_COLUMNS, absence_rows(crew, today, seed=seed))
    _write(files.wishes, WISH_COLUMNS, wish_rows(crew))
    _write(files.requests, _REQUEST_COLUMNS, _rows(stories, here))
    return files


def make_requests(
    everywhere: list[Place], neighbours: Neighbours, *, now: datetime, since: datetime, zone: ZoneInfo
) -> list[Story]:
    """Return a month of requests up to `now` (UTC, whole minutes); the lockdown begins at `since`."""
    rng = neighbours.rng
    teller = Teller(everywhere, neighbours, rng)
    moments = list(arrivals(now - timedelta(days=DAYS), since, now, zone, rng))
    # Each category once for certain; the rest as it falls.
    certain = dict(zip(rng.sample(range(len(moments)), len(traits())), traits(), strict=True))
    stories = []
    for number, moment in enumerate(moments):
        lockdown = moment >= since
        category = certain.get(number) or teller.category(lockdown=lockdown)
        hour = moment.astimezone(zone).hour
        stories.append(teller.tell(moment, category, lockdown=lockdown, hour=hour))
    _end(stories, now, zone, rng)
    stories.append(_emergency(teller, now, zone))
    return stories


def _morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Return six in the morning (UTC moment) of the day on which the lockdown began."""
    day = now.astimezone(zone) - timedelta(days=LOCKDOWN_DAYS)
    return day.replace(hour=6, minute=0).astimezone(UTC)


def _end(stories: list[Story], now: datetime, zone: ZoneInfo, rng: Random) -> None:
    """Leave open what would end after `now`, but only a few; and forget three, so that they are overdue."""
    unfinished = [s for s in stories if s.resolved and unmistakable(s.resolved, zone) >= now]
    for story in unfinished[:-STILL_OPEN]:
        left = max(1, int((now - story.received) / timedelta(minutes=1)) - 1)
        story.resolved = story.received + timedelta(minutes=rng.randint(left // 2, left))
        story.closed = story.resolved
    for story in unfinished[-STILL_OPEN:]:
        story.resolved = story.closed = None
    for age in _OVERDUE_AFTER:
        slow = [
            s
            for s in stories
            if s.category in _SLOW and s.urgency is Urgency.NORMAL and s.received < now - age
        ]
        slow[-1].resolved = slow[-1].closed = None
    for story in stories:
        if story.closed and unmistakable(story.closed, zone) >= now:
            story.closed = None


def _emergency(teller: Teller, now: datetime, zone: ZoneInfo) -> Story:
    """Return the critical request that came a quarter of an hour ago and is still open."""
    moment = unmistakable(now - timedelta(minutes=14), zone)
    story = teller.tell(min(moment, now), "medical_care", lockdown=True, hour=moment.astimezone(zone).hour)
    story.urgency = Urgency.CRITICAL
    story.resolved = story.closed = None
    return story


def _rows(stories: Iterable[Story], zone: ZoneInfo) -> Iterable[Sequence[str]]:
    for number, story in enumerate(sorted(stories, key=lambda s: s.received), start=1):
        day = story.received.astimezone(zone)
        yield (
            f"HL{day:%y%m}{number:04d}",
            _wall(story.received, zone),
            _wall(story.resolved, zone),
            _wall(story.closed, zone),
            story.area,
            story.category,
            _URGENCIES[story.urgency],
            _CHANNELS[story.channel],
            story.name,
            story.phone,
            story.summary,
            story.details,
            "是" if story.resolved and story.resolved - story.received <= _AT_ONCE else "",
            story.home,
        )


def _wall(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{unmistakable(moment, zone).astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)

"""The demo's files: fixed by their seed, and believable in their figures."""

import csv
import re
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from gridctl.checks.identity import check_identity
from gridctl.core.needs import WORDS
from gridctl.core.words import AreaKind, Channel, Urgency
from gridctl.exchange.demo import DemoFiles, make_files
from gridctl.exchange.demo.corpus import phrases, slots, traits
from gridctl.exchange.demo.population import ENTERED_TWICE
from gridctl.exchange.fields import CHANNELS, URGENCIES, fold

NOW = datetime.fromisoformat("2021-12-18T20:10+08:00")
ZONE = "Asia/Shanghai"
SEEDS = (1, 2, 7, 2021)


def made(
    folder: Path, seed: int = 1, now: datetime = NOW, zone: str = ZONE
) -> tuple[DemoFiles, list[dict[str, str]]]:
    """Make the files in `folder` and read the requests back."""
    folder.mkdir(parents=True, exist_ok=True)
    files = make_files(folder, seed=seed, now=now, zone=zone)
    with files.requests.open(encoding="utf-8", newline="") as lines:
        return files, list(csv.DictReader(lines))


def test_the_same_seed_and_time_give_the_same_bytes(tmp_path: Path) -> None:
    first, _ = made(tmp_path / "a")
    again, _ = made(tmp_path / "b")
    other, _ = made(tmp_path / "c", seed=2)
    assert first.requests.read_bytes() == again.requests.read_bytes()
    assert first.areas.read_bytes() == again.areas.read_bytes()
    assert first.requests.read_bytes() != other.requests.read_bytes()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_month_has_a_believable_number_of_requests(tmp_path: Path, seed: int) -> None:
    files, rows = made(tmp_path, seed)
    days = Counter(row["接报时间"][:10] for row in rows)
    start = NOW.date() - timedelta(days=30)
    before = [days[str(start + timedelta(days=n))] for n in range(1, 18)]
    during = [days[str(start + timedelta(days=n))] for n in range(18, 30)]
    assert 1_000 <= len(rows) <= 1_450
    assert all(8 <= count <= 50 for count in before)
    assert all(25 <= count <= 130 for count in during)
    assert sum(during) / len(during) > 1.7 * sum(before) / len(before)
    assert files.since == datetime(2021, 12, 6, 6, 0, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize("seed", SEEDS)
def test_nights_are_quiet_and_mornings_are_not(tmp_path: Path, seed: int) -> None:
    _, rows = made(tmp_path, seed)
    hours = Counter(int(row["接报时间"][11:13]) for row in rows)
    assert sum(hours[h] for h in range(5)) < 0.04 * len(rows)
    assert sum(hours[h] for h in (8, 9, 10)) > 0.2 * len(rows)
    assert sum(hours[h] for h in (17, 18, 19)) > 0.17 * len(rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_category_is_used_and_every_code_is_known(tmp_path: Path, seed: int) -> None:
    files, rows = made(tmp_path, seed)
    with files.areas.open(encoding="utf-8", newline="") as lines:
        areas = list(csv.DictReader(lines))
    codes = [area["code"] for area in areas]
    assert {row["类别"] for row in rows} == set(traits())
    assert {CHANNELS[fold(row["来源"])] for row in rows} <= {c.value for c in Channel}
    assert {URGENCIES[fold(row["紧急程度"])] for row in rows} == {u.value for u in Urgency}
    assert {row["区域"] for row in rows} <= set(codes)
    assert len(codes) == len(set(codes))
    assert {area["kind"] for area in areas} <= {k.value for k in AreaKind}
    for position, area in enumerate(areas):
        assert not area["parent"] or area["parent"] in codes[:position]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_few_are_open_at_the_end_and_times_run_forward(tmp_path: Path, seed: int) -> None:
    _, rows = made(tmp_path, seed)
    left = [row for row in rows if not row["关闭时间"]]
    assert 8 <= len(left) <= 24
    assert sum(row["紧急程度"] == "特急" for row in left) >= 1
    old = [row for row in left if row["接报时间"] < "2021-12-17 14:00"]
    assert 3 <= len(old) <= 4
    for row in rows:
        times = [row[name] for name in ("接报时间", "解决时间", "关闭时间") if row[name]]
        assert times == sorted(times)
        assert times[-1] <= "2021-12-18 20:10"
        assert row["解决时间"] or not row["关闭时间"]


@pytest.mark.parametrize("seed", SEEDS)
def test_texts_are_clean_and_various(tmp_path: Path, seed: int) -> None:
    _, rows = made(tmp_path, seed)
    junk = re.compile(r"[{}<>\[\]|\\\"']|，，|。。|，。|None|\s|房间?\d{4,}|^[，。]|\d{5,}")
    for row in rows:
        assert not junk.search(row["摘要"]), row["摘要"]
        assert not junk.search(row["详情"]), row["详情"]
        assert 6 <= len(row["摘要"]) <= 60
        assert re.fullmatch(r"(1390000\d{4})?", row["电话"])
    assert len({row["摘要"] for row in rows}) > 0.85 * len(rows)
    assert len({row["工单号"] for row in rows}) == len(rows)


def test_every_home_of_a_request_is_one_of_the_files(tmp_path: Path) -> None:
    files, rows = made(tmp_path)
    with files.buildings.open(encoding="utf-8", newline="") as lines:
        buildings = list(csv.DictReader(lines))
    homes = set()
    for one in buildings:
        floors, units, rooms = (int(one[name]) for name in ("楼层数", "单元数", "每层户数"))
        homes |= {
            f"{one['楼栋编码']}-{unit}-{floor}{room:02d}"
            for unit in range(1, units + 1)
            for floor in range(1, floors + 1)
            for room in range(1, rooms + 1)
        }
    assert 12 <= len(buildings) <= 20
    assert 700 <= len(homes) <= 1_300
    assert {row["房屋"] for row in rows if row["房屋"]} <= homes
    assert sum(1 for row in rows if row["房屋"]) > len(rows) / 2


def test_the_same_door_gives_the_same_name(tmp_path: Path) -> None:
    _, rows = made(tmp_path)
    phones: dict[str, str] = {}
    for row in rows:
        if row["电话"]:
            assert phones.setdefault(row["电话"], row["姓名"]) == row["姓名"]
    assert len(phones) < sum(1 for row in rows if row["电话"])


def test_no_wall_clock_is_told_twice_where_summer_time_ends(tmp_path: Path) -> None:
    zone = ZoneInfo("America/New_York")
    now = datetime(2025, 11, 2, 12, 0, tzinfo=zone)
    for seed in range(20):
        _, rows = made(tmp_path, seed, now, "America/New_York")
        for row in rows:
            times = [row[name] for name in ("接报时间", "解决时间", "关闭时间") if row[name]]
            assert times == sorted(times)
            assert not any(time.startswith("2025-11-02 01") for time in times)


def test_every_template_fills_from_known_slots() -> None:
    known = {*slots(), "home", "unit", "building", "place"}
    used: set[str] = set()
    for category, texts in phrases().items():
        assert category in traits()
        for template in (*texts.always, *texts.lockdown, *texts.details):
            used |= set(re.findall(r"\{(\w+)\}", template))
    assert used <= known
    assert known - used == set()


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_home_has_people_and_nobody_has_the_number_of_another(tmp_path: Path, seed: int) -> None:
    files, rows = made(tmp_path, seed)
    people, buildings = _table(files.residents), _table(files.buildings)
    homes = {
        f"{one['楼栋编码']}-{unit}-{floor}{room:02d}"
        for one in buildings
        for unit in range(1, int(one["单元数"]) + 1)
        for floor in range(1, int(one["楼层数"]) + 1)
        for room in range(1, int(one["每层户数"]) + 1)
    }
    assert 2_600 <= len(people) <= 3_100
    assert {one["房屋"] for one in people} == homes
    assert {row["房屋"] for row in rows if row["房屋"]} <= homes
    numbers = [one["身份证号"] for one in people if one["身份证号"]]
    assert len(set(numbers)) == len(numbers)
    assert len(people) - len(numbers) == ENTERED_TWICE
    for number in numbers:
        told = check_identity(number, "CN")
        assert told.birth is not None
        assert told.birth <= NOW.date()


@pytest.mark.parametrize("seed", SEEDS)
def test_who_called_lives_behind_the_door(tmp_path: Path, seed: int) -> None:
    files, rows = made(tmp_path, seed)
    heads = {
        one["房屋"]: (one["姓名"], one["联系电话"])
        for one in _table(files.residents)
        if one["身份证号"] and one["与户主关系"] == "户主"
    }
    called = [row for row in rows if row["房屋"] and row["姓名"] and row["电话"]]
    assert len(called) > 100
    assert all((row["姓名"], row["电话"]) == heads[row["房屋"]] for row in called)


def test_needs_are_those_of_a_town(tmp_path: Path) -> None:
    files, _rows = made(tmp_path)
    needs = Counter(word for one in _table(files.residents) for word in one["重点类别"].split("，") if word)
    assert set(needs) <= set(WORDS)
    assert 20 <= needs["独居老人"] <= 80
    assert 100 <= needs["慢性病"] <= 300


def test_some_forty_members_work_in_areas_that_are_there_and_a_crew_goes_out_together(tmp_path: Path) -> None:
    files, _rows = made(tmp_path)
    members, teams = _table(files.members), _table(files.teams)
    areas = {row["code"] for row in _table(files.areas)}
    assert 35 <= len(members) <= 45
    assert {row["责任网格"] for row in members} <= areas
    phones = [row["联系电话"] for row in members]
    assert len(set(phones)) == len(phones)
    assert not {row["联系电话"] for row in _table(files.residents)} & set(phones)
    assert {"网格长", "网格员", "兼职网格员", "志愿者"} <= {row["岗位"] for row in members}
    assert set(teams[-1]["成员"].split("、")) <= set(phones)

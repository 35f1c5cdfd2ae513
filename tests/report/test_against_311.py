"""The daily report agrees with figures that are counted straight from the 311 file.

The excerpt of examples/ is always there; the whole file lies beside the checkout where people work on it.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from report.count_311 import Day, count_day, count_days, read_lives
from stress.children import succeed

ROOT = Path(__file__).parents[2]
EXCERPT = ROOT / "examples" / "nyc311.csv"
WHOLE = ROOT.parent / "shared" / "data" / "nyc311_animals_2025.csv"
FIRST_WHOLE_DAY = date(2025, 3, 6)  # what was over before this day is not in the excerpt


@pytest.fixture(scope="module")
def excerpt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the excerpt."""
    return _store_of(EXCERPT, tmp_path_factory.mktemp("excerpt"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the whole file."""
    if not WHOLE.exists():
        pytest.skip("the whole 311 file is not here")
    return _store_of(WHOLE, tmp_path_factory.mktemp("whole"))


def _store_of(file: Path, folder: Path) -> Path:
    store = folder / "ny.db"
    succeed(
        "--store", str(store), "init", "--timezone", "America/New_York", "--country", "US", "--lang", "en"
    )
    answer = succeed("--store", str(store), "import", "requests", str(file), "--map", "nyc311", "--json")
    assert answer.json["rejected"] == 0
    assert answer.json["new"] == len(read_lives(file))
    return store


def test_the_known_day_is_what_everybody_counts() -> None:
    day = count_day(read_lives(EXCERPT), date(2025, 3, 13))
    assert (day.received, day.closed, day.open) == (61, 66, 274)


def test_the_excerpt_has_the_days_of_the_whole_file() -> None:
    if not WHOLE.exists():
        pytest.skip("the whole 311 file is not here")
    part, all_rows = read_lives(EXCERPT), read_lives(WHOLE)
    for day in (day for day in count_days(all_rows) if day.day >= FIRST_WHOLE_DAY):
        assert count_day(part, day.day) == day


def test_each_day_of_the_excerpt_agrees(excerpt: Path) -> None:
    wrong = [text for day in count_days(read_lives(EXCERPT)) for text in _differences(excerpt, day)]
    assert wrong == []


@pytest.mark.slow
def test_each_day_of_the_whole_file_agrees(whole: Path) -> None:
    wrong = [text for day in count_days(read_lives(WHOLE)) for text in _differences(whole, day)]
    assert wrong == []


@pytest.mark.parametrize("day", [date(2025, 3, 9), date(2025, 3, 13), date(2025, 3, 14)])
def test_the_command_as_cron_runs_it_agrees(excerpt: Path, day: date) -> None:
    command = [sys.executable, "-m", "gridctl", "--store", str(excerpt), "report", "daily"]
    done = subprocess.run(
        [*command, "--date", str(day), "--json"], capture_output=True, text=True, check=True, timeout=60
    )
    found = json.loads(done.stdout)["requests"]
    counted = count_day(read_lives(EXCERPT), day)
    assert (found["received"], found["closed"], found["open"]) == (
        counted.received,
        counted.closed,
        counted.open,
    )


def _differences(store: Path, day: Day) -> Iterator[str]:
    """Yield each figure of `day` in which the report and the count differ."""
    answer = succeed("--store", str(store), "report", "daily", "--date", str(day.day), "--json")
    found: dict[str, Any] = answer.json["requests"]
    hours = found["hours_to_close"]
    for name, counted in (
        ("open_before", day.open_before),
        ("received", day.received),
        ("closed", day.closed),
        ("open", day.open),
    ):
        if found[name] != counted:
            yield f"{day.day}: {name} {found[name]}, counted {counted}"
    for name, percent in (("median", 50), ("p90", 90)):
        counted_hours = day.percentile(percent)
        if counted_hours is None or hours[name] is None:
            if counted_hours is not hours[name]:
                yield f"{day.day}: hours {name} {hours[name]}, counted {counted_hours}"
        elif abs(hours[name] - counted_hours) > 0.051:
            yield f"{day.day}: hours {name} {hours[name]}, counted {counted_hours:.3f}"
    ended = found["closed"] + found["cancelled"] + found["merged"] + found["open"]
    if found["open_before"] + found["received"] + found["reopened"] != ended:
        yield f"{day.day}: the sum does not hold"

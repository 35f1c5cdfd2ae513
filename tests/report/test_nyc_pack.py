"""Issue 4: New York's requests, clocked by a pack of their own, agree with clocks that are counted from the file."""

import csv
import json
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from gridctl.core.times import local
from stress.children import succeed

ROOT = Path(__file__).parents[2]
EXCERPT = ROOT / "examples" / "nyc311.csv"
WHOLE = ROOT.parent / "shared" / "data" / "nyc311_animals_2025.csv"
PACK, PROFILE = ROOT / "examples" / "packs" / "nyc.toml", ROOT / "examples" / "packs" / "nyc-profile.toml"
ZONE = ZoneInfo("America/New_York")
HOLIDAYS = {date(2025, 1, 1), date(2025, 1, 20), date(2025, 2, 17)}
"""New Year, Martin Luther King Day and Washington's Birthday: the federal holidays of these months."""
OFFICE_HOURS = {
    "Animal in a Park": 40,
    "Dead Animal": 16,
    "Unsanitary Animal Pvt Property": 120,
    "Unsanitary Animal Facility": 120,
    "Illegal Animal Kept as Pet": 240,
    "Illegal Animal Sold": 240,
    "Animal Facility - No Permit": 240,
    "Pet Shop": 240,
}
DAY = date(2025, 3, 13)


def due_of(received: datetime, complaint: str) -> datetime:
    """Return the deadline by the words of the pack: police in eight hours, the others in office hours."""
    if complaint == "Animal-Abuse":
        return received + timedelta(hours=8)
    left, day = timedelta(hours=OFFICE_HOURS[complaint]), received.date()
    while True:
        if day.weekday() < 5 and day not in HOLIDAYS:
            begin = max(received, local(day, time(9), ZONE))
            room = local(day, time(17), ZONE) - begin
            if room >= left:
                return begin + left
            left -= max(room, timedelta())
        day += timedelta(days=1)


@pytest.mark.parametrize("file", [EXCERPT, WHOLE], ids=["excerpt", "whole"])
def test_the_overdue_of_a_day_are_those_that_the_file_and_the_pack_give(file: Path, tmp_path: Path) -> None:
    if not file.exists():
        pytest.skip("the whole 311 file is not here")
    store = ("--store", str(tmp_path / "ny.db"))
    zone = ("--timezone", "America/New_York", "--country", "US", "--lang", "en")
    succeed(*store, "init", *zone, "--pack", str(PACK))
    answer = succeed(*store, "import", "requests", str(file), "--map", str(PROFILE), "--json")
    end = local(DAY + timedelta(days=1), time(), ZONE)
    counted: Counter[str] = Counter()
    for row in csv.DictReader(file.open(encoding="utf-8-sig")):
        received = datetime.strptime(row["Created Date"], "%m/%d/%Y %H:%M").replace(tzinfo=ZONE)
        closed = row["Closed Date"] and datetime.strptime(row["Closed Date"], "%m/%d/%Y %H:%M").replace(
            tzinfo=ZONE
        )
        if received < end and (not closed or closed >= end):
            counted["open"] += 1
            counted["overdue"] += due_of(received, row["Complaint Type"]) < end
        counted["rows"] += 1
    assert (answer.json["new"], answer.json["rejected"]) == (counted["rows"], 0)
    found = json.loads(succeed(*store, "report", "daily", "--date", str(DAY), "--json").out)["requests"]
    assert (found["open"], found["overdue"]) == (counted["open"], counted["overdue"])

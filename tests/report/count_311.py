"""Count a 311 file straight from its CSV: what the daily report must agree with.

Stands apart on purpose: the csv module and zoneinfo, nothing of gridctl.

    python tests/report/count_311.py FILE [DAY]

A day is a calendar day in New York. A request is received at its Created Date and closed at its Closed
Date; it is open at the end of a day when it was created before that and not closed before it.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
_FORMAT = "%m/%d/%Y %H:%M"


@dataclass(frozen=True)
class Life:
    """One row: when it was created and closed (aware, New York), and what it was about."""

    created: datetime
    closed: datetime | None
    kind: str


@dataclass
class Day:
    """The figures of one day; `hours` are the hours to close of the requests closed within it."""

    day: date
    received: int
    closed: int
    open_before: int
    open: int
    hours: list[float] = field(default_factory=list)
    received_by_kind: Counter[str] = field(default_factory=Counter)

    def percentile(self, percent: int) -> float | None:
        """Return the nearest-rank percentile of `hours`, or None where nothing was closed."""
        if not self.hours:
            return None
        rank = -(-len(self.hours) * percent // 100)
        return sorted(self.hours)[max(rank, 1) - 1]


def _moment(text: str) -> datetime | None:
    # Left naive these would be compared across the change to summer time as if no hour were missing.
    return datetime.strptime(text, _FORMAT).replace(tzinfo=ZONE) if text.strip() else None


def read_lives(path: Path) -> list[Life]:
    """Read the rows of `path`; a row without a Created Date is an error."""
    lives = []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            created = _moment(row["Created Date"])
            if created is None:
                raise ValueError("a row without a Created Date: " + row["Unique Key"])
            lives.append(Life(created, _moment(row["Closed Date"]), row["Complaint Type"]))
    return lives


def count_day(lives: Sequence[Life], day: date) -> Day:
    """Count `day` over `lives`."""
    start = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    following = day + timedelta(days=1)
    end = datetime(following.year, following.month, following.day, tzinfo=ZONE)
    received = [life for life in lives if start <= life.created < end]
    closed = [life for life in lives if life.closed and start <= life.closed < end]
    return Day(
        day=day,
        received=len(received),
        closed=len(closed),
        open_before=_open_at(lives, start),
        open=_open_at(lives, end),
        hours=[_hours(life.created, life.closed) for life in closed if life.closed],
        received_by_kind=Counter(life.kind for life in received),
    )


def _hours(created: datetime, closed: datetime) -> float:
    # Two moments of the same zone subtract as wall clocks; as UTC they subtract as time that passed.
    return (closed.timestamp() - created.timestamp()) / 3600


def _open_at(lives: Sequence[Life], moment: datetime) -> int:
    return sum(1 for life in lives if life.created < moment and not (life.closed and life.closed < moment))


def count_days(lives: Sequence[Life]) -> Iterator[Day]:
    """Yield each day from the first that something was created to the last that anything happened."""
    moments = [life.created for life in lives] + [life.closed for life in lives if life.closed]
    day, last = min(moments).date(), max(moments).date()
    while day <= last:
        yield count_day(lives, day)
        day += timedelta(days=1)


def main(argv: Sequence[str]) -> int:
    """Print the figures of each day of FILE, or those of DAY."""
    if not argv:
        sys.stderr.write("usage: count_311.py FILE [DAY]\n")
        return 2
    lives = read_lives(Path(argv[0]))
    days = [count_day(lives, date.fromisoformat(argv[1]))] if len(argv) > 1 else count_days(lives)
    sys.stdout.write("day         before  received  closed   open  median h   p90 h\n")
    for day in days:
        median, p90 = day.percentile(50), day.percentile(90)
        hours = f"{median:9.2f} {p90:7.2f}" if median is not None and p90 is not None else "        -       -"
        sys.stdout.write(
            f"{day.day}  {day.open_before:6}  {day.received:8}  {day.closed:6}  {day.open:5} {hours}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

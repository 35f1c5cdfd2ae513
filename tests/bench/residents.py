"""What is measured of residents: lists that come in, workbooks that are read, people who are found."""

import json
from collections.abc import Iterator
from pathlib import Path

from bench.clock import environment, once, printed
from bench.measures import Figure, Sizes
from bench.place import Place
from bench.resident_rows import rows, write_buildings, write_residents

QUERIES = Path(__file__).with_name("resident_queries.py")
READING = Path(__file__).with_name("sheet_reading.py")


def bringing_people(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield time and memory of an import of residents, against sqlite-utils on the same file, and queries."""
    people, buildings = place.folder / "people.csv", place.folder / "buildings.csv"
    write_residents(people, sizes.many)
    write_buildings(buildings, sizes.many)
    ours, theirs, env = [], [], environment()
    store = place.folder / "people.db"
    for number in range(sizes.imports):
        _remove(store)
        plain = place.folder / f"plain-people-{number}.db"
        at = [place.gridctl, "--store", str(store)]
        once([*at, "init", "--timezone", "Asia/Shanghai"], env)
        once([*at, "area", "add", "C", "恒利社区", "--kind", "community"], env)
        once([*at, "import", "buildings", str(buildings)], env)
        ours.append(once([*at, "import", "residents", str(people)], env))
        theirs.append(once([*place.sqlite_utils, "insert", str(plain), "t", str(people), "--csv"], env))
        _remove(plain)
    a, b = (sorted(run.seconds for run in runs)[len(runs) // 2] for runs in (ours, theirs))
    detail = f"`sqlite-utils insert --csv`: {a:.1f} to {b:.1f} s"
    yield Figure(f"import of {sizes.many:,} residents", a / b, "×", 1.0, detail)
    peak = max(run.peak_mb for run in ours)
    plainly = f"sqlite-utils: {max(run.peak_mb for run in theirs):.0f} MB"
    yield Figure("its peak memory", peak, "MB", 300, plainly)
    found = json.loads(printed([place.python, str(QUERIES), str(store), str(sizes.rounds)]))
    for kind, ms in found.items():
        yield Figure(f"resident by {kind}, {sizes.many:,} residents", ms, "ms", 20, "the query, warm")


def reading_sheets(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield the figure of reading a workbook, against python-calamine alone."""
    from xlsxwriter import Workbook

    file, count = place.folder / "people.xlsx", max(100, sizes.many // 10)
    with Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("name", "identity", "phone", "home", "kind"))
        for line, row in enumerate(rows(count), 1):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell)
    a, b = map(float, printed([place.python, str(READING), str(file), str(sizes.imports)]).split())
    detail = f"python-calamine alone: {a:.2f} to {b:.2f} s"
    yield Figure(f"reading {count:,} rows of XLSX", a / b, "×", 1.4, detail)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)

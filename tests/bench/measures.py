"""What is measured: start-up, taking in a request, importing a file, and queries over many rows."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.clock import environment, in_turn, once, printed
from bench.place import Place, make_empty, make_store, remove, store_of
from bench.rows import write_areas, write_requests

_LATER = "2026-01-02T12:00:00+08:00"
"""After the last day of the rows."""

QUERIES = Path(__file__).with_name("queries.py")
COLUMNS = Path(__file__).with_name("columns.py")
FINDING = Path(__file__).with_name("finding.py")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rounds for short processes, for imports, how many requests in each store, and how many people.

    `people` are those of a made town, `entries` those of a made file, of each of which half are entered again.
    """

    rounds: int
    imports: int
    standing: int
    many: int
    people: int
    entries: int


FULL = Sizes(rounds=15, imports=3, standing=100_000, many=1_000_000, people=100_000, entries=5_000)
QUICK = Sizes(rounds=2, imports=1, standing=300, many=1_000, people=400, entries=400)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what, the measured value with its unit, and the limit it must keep.

    With `at_least` the value must reach the limit, otherwise stay within it.
    """

    what: str
    value: float
    unit: str
    limit: float
    detail: str
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the value keeps its limit."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def start_up(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield the figures of help and completion, against importing what draws the help."""
    base = [place.python, "-c", "import typer, rich"]
    env = environment()
    completion = environment(
        {"_GRIDCTL_COMPLETE": "complete_bash", "COMP_WORDS": "gridctl requ", "COMP_CWORD": "1"}
    )
    for what, argv, used, limit in (
        ("`gridctl --help`", ["--help"], env, 1.5),
        ("`gridctl request --help`", ["request", "--help"], env, 3.0),
        ("completion of `gridctl requ`", [], completion, 3.0),
    ):
        ratio = in_turn([place.gridctl, *argv], base, sizes.rounds, used)
        yield Figure(
            what,
            ratio.value,
            "×",
            limit,
            f"`import typer, rich`: {1000 * ratio.a:.0f} to {1000 * ratio.b:.0f} ms",
        )


def taking_in(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield the figure of `request add`, against importing what every command with a store needs."""
    store = make_store(place, sizes.standing)
    add = [place.gridctl, "--store", str(store), "request", "add", "要青菜和鸡蛋", "--area", "G001"]
    ratio = in_turn(add, [place.python, "-c", "import sqlmodel, typer"], sizes.rounds * 2, environment())
    yield Figure(
        f"`request add`, store of {sizes.standing:,} requests",
        ratio.value,
        "×",
        1.3,
        f"`import sqlmodel, typer`: {1000 * ratio.a:.0f} to {1000 * ratio.b:.0f} ms",
    )


def importing(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield time and memory of an import, against sqlite-utils on the same file."""
    rows, areas = place.folder / f"{sizes.many}.csv", place.folder / "areas.csv"
    write_requests(rows, sizes.many)
    write_areas(areas)
    ours, theirs, env = [], [], environment()
    for number in range(sizes.imports):
        # The last store stays, for the queries.
        store = store_of(place, sizes.many)
        plain = place.folder / f"plain-{number}.db"
        remove(store)
        make_empty(place, store, areas)
        ours.append(once([place.gridctl, "--store", str(store), "import", "requests", str(rows)], env))
        theirs.append(once([*place.sqlite_utils, "insert", str(plain), "t", str(rows), "--csv"], env))
        remove(plain)
    a, b = (sorted(run.seconds for run in runs)[len(runs) // 2] for runs in (ours, theirs))
    work = sum(run.worked for run in ours) / sum(run.worked for run in theirs)
    detail = f"`sqlite-utils insert --csv`: {a:.1f} to {b:.1f} s; {work:.2f} × by processor's time"
    yield Figure(f"import of {sizes.many:,} requests", a / b, "×", 1.0, detail)
    peak = max(run.peak_mb for run in ours)
    plainly = f"sqlite-utils: {max(run.peak_mb for run in theirs):.0f} MB"
    yield Figure("its peak memory", peak, "MB", 300, plainly)


def querying(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield the milliseconds of processor time that queries take in a warm process at many requests."""
    store = make_store(place, sizes.many)
    daily = ["report", "daily", "--json"]
    for what, argv, now, limit in (
        ("`request list`", ["request", "list"], _LATER, 50.0),
        (
            "`request list --area G007 --limit 50`",
            ["request", "list", "--area", "G007", "--limit", "50"],
            _LATER,
            50.0,
        ),
        ("`report daily --json` of a past day", [*daily, "--date", "2025-06-30"], _LATER, 500.0),
        ("the same, both days counted", [*daily, "--date", "2025-06-29", "--recompute"], _LATER, 500.0),
        ("the same of the running day", daily, "2025-06-30T12:00:00+08:00", 500.0),
        ("the same at the year's end", daily, "2025-12-31T23:00:00+08:00", 500.0),
    ):
        command = [place.python, str(QUERIES), str(store), str(sizes.rounds), *argv]
        env = environment({"GRIDCTL_NOW": now})
        worked, took = map(float, printed(command, env).split())
        detail = f"processor's time, warm, in process; {took:.0f} ms by the clock"
        yield Figure(f"{what}, {sizes.many:,} requests", worked, "ms", limit, detail)


def checking(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield what a clean row of a column costs to check, against the library that is asked for odd ones."""
    command = [place.python, str(COLUMNS), str(max(sizes.many // 5, 100)), str(sizes.imports)]
    libraries = {"phones": "phonenumbers", "identity numbers": "python-stdnum", "pinyin of names": "pypinyin"}
    for what, (ours, theirs) in json.loads(printed(command)).items():
        detail = f"{libraries[what]}: {ours:.2f} to {theirs:.1f} µs a row"
        yield Figure(f"checking {what}", ours / theirs, "×", 0.1, detail)


def finding(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield how much longer the usual lists take than bare SQLite: twice, or 1 ms more, is allowed."""
    store = make_store(place, sizes.many)
    lives = store.with_name(f"lives-{sizes.many}.db")  # other figures are taken without the further steps
    shutil.copy(store, lives)
    command = [place.python, str(FINDING), str(lives), str(sizes.rounds)]
    for line in printed(command).splitlines():
        what, ours, bare, whole = json.loads(line)
        yield Figure(
            f"{what}, {sizes.many:,} requests with {5 * sizes.many:,} steps",
            ours / bare,
            "×",
            max(2.0, (bare + 1) / bare),
            f"bare SQLite: {ours:.2f} to {bare:.2f} ms; {whole:.2f} ms from the words to the views",
        )

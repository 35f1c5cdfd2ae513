"""What is measured of the dashboard: its screen of requests over very many, against an app with one label."""

import json
import statistics
from collections.abc import Iterator
from pathlib import Path

from bench.clock import environment, once, printed
from bench.measures import Figure, Sizes
from bench.place import Place, make_store
from bench.resident_rows import write_buildings, write_residents

PAINTING = Path(__file__).with_name("painting.py")
STEPS = {
    "page": "page down",
    "filter": "another category asked for",
    "due": "the open ones by their deadline",
    "number": "all by their number",
    "created": "the open ones by when they came in",
    "newest": "back to the open ones",
}


def painting(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield the figures of the screen of requests, by the processor's time, a commit by the clock."""
    store = make_store(place, sizes.many)
    _people(place, store, sizes.many)
    empty, ours = [], []
    for _round in range(max(1, sizes.rounds // 3)):
        empty.append(_once(place, "empty"))
        ours.append(_once(place, str(store)))

    def middle(runs: list[dict[str, float]], key: str) -> float:
        return statistics.median(one[key] for one in runs)

    label, many = middle(empty, "frame"), f"{sizes.many:,} requests and residents"
    for key, what, limit in (("frame", "its frame", 1.5), ("rows", "its rows", 3.0)):
        taken = middle(ours, key)
        detail = f"an app with one label: {1000 * taken:.0f} to {1000 * label:.0f} ms, processor's time"
        yield Figure(f"dashboard of {many}, {what}", taken / label, "×", limit, detail)
    for key, what in STEPS.items():
        taken = middle(ours, key)
        detail = f"processor's time until it is painted; {taken / 1000 / label:.2f} × an app with one label"
        yield Figure(f"dashboard, {what}", taken, "ms", 100, detail)
    commit = 1000 * max(one["commit"] for one in ours)
    yield Figure(
        "dashboard, a commit of another process painted", commit, "ms", 1200, "by the clock, the slowest"
    )
    above = middle(ours, "peak") - middle(empty, "peak")
    yield Figure("dashboard, memory above an app with one label", above, "MB", 60, "the peak of all that")
    rest = 100 * middle(ours, "rest")
    nothing = f"an app with one label: {middle(empty, 'rest'):.3f} %"
    yield Figure("dashboard at rest, hundredths of a percent of a processor", rest, "", 200, nothing)


def _people(place: Place, store: Path, count: int) -> None:
    """Let as many residents live in the store, unless they do."""
    done = store.with_suffix(".people")
    if done.exists():
        return
    people, buildings = (place.folder / f"{count}.{name}.csv" for name in ("people", "buildings"))
    write_residents(people, count)
    write_buildings(buildings, count)
    at = [place.gridctl, "--store", str(store)]
    once([*at, "import", "buildings", str(buildings)], environment())
    once([*at, "import", "residents", str(people)], environment())
    done.touch()


def _once(place: Place, *argv: str) -> dict[str, float]:
    found: dict[str, float] = json.loads(printed([place.python, str(PAINTING), *argv]))
    return found

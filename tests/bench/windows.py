"""Whether a table of very many rows is as light as one of a hundred."""

import json
import statistics
from collections.abc import Iterator
from pathlib import Path

from bench.clock import printed
from bench.measures import Figure, Sizes
from bench.place import Place

WINDOW = Path(__file__).with_name("window.py")
FEW, TURNS = 100, 20


def long_tables(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield the figures of the table at many rows, against those at a hundred; processor's time."""
    rounds = max(1, sizes.rounds // 3)
    many, few = ([_once(place, rows) for _round in range(rounds)] for rows in (sizes.many, FEW))
    for what, key, unit in (("first rows", "first", "ms"), ("peak of memory", "peak", "MB")):
        ours, theirs = (statistics.median(one[key] for one in runs) for runs in (many, few))
        detail = f"{FEW} rows: {ours:.0f} to {theirs:.0f} {unit}, processor's time"
        yield Figure(f"table of {sizes.many:,} rows, {what}", ours / theirs, "×", 1.3, detail)
    page = statistics.median(one["page"] for one in many)
    yield Figure(f"table of {sizes.many:,} rows, page down", page, "ms", 100.0, "processor's time, page read")


def _once(place: Place, rows: int) -> dict[str, float]:
    found: dict[str, float] = json.loads(printed([place.python, str(WINDOW), str(rows), str(TURNS)]))
    return found

"""How long the five colours of a district take."""

import json
from collections.abc import Iterator
from pathlib import Path

from bench.clock import printed
from bench.measures import Figure, Sizes
from bench.place import Place

SIGNALS_OF = Path(__file__).with_name("signals_of.py")
LIMIT = 100.0


def colours(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield the milliseconds of processor time of the five colours, now and at a past moment."""
    store = place.folder / f"signals-{sizes.many}.db"
    command = [place.python, str(SIGNALS_OF), str(store), str(sizes.many), str(sizes.rounds)]
    for line in printed(command).splitlines():
        what, took = json.loads(line)
        detail = "processor's time, warm, in process; 8 towns, 200 communities, 2,000 grids, 30,000 buildings"
        limit = LIMIT if what == "statements" else 5 * LIMIT
        yield Figure(f"five colours, {sizes.many:,} requests: {what}", took, "ms", limit, detail)

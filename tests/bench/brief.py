"""How long the daily brief of a district takes, in all formats and as JSON alone."""

import json
from collections.abc import Iterator
from pathlib import Path

from bench.clock import environment, in_turn, printed
from bench.measures import Figure, Sizes
from bench.place import Place

BRIEF_OF = Path(__file__).with_name("brief_of.py")
LIMITS = {"peak memory": 200.0}
IN_ALL = 5000.0
NOW = "2021-12-20T19:33:20+08:00"


def briefing(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield ms of the processor's time and MB of a district's brief, and its JSON against an empty command."""
    store = place.folder / f"brief-{sizes.many}.db"
    command = [place.python, str(BRIEF_OF), str(store), str(sizes.many), str(sizes.imports)]
    for line in printed(command).splitlines():
        what, figure = json.loads(line)
        unit = "MB" if what == "peak memory" else "ms"
        detail = "processor's time, warm, in process; 3,000 of the day, 17,000 members, 2,000 grids"
        yield Figure(
            f"daily brief, {sizes.many:,} requests: {what}", figure, unit, LIMITS.get(what, IN_ALL), detail
        )
    env = environment({"GRIDCTL_NOW": NOW})
    empty = [place.python, "-m", "gridctl", "--store", str(store), "area", "show", "D1"]
    daily = [place.python, "-m", "gridctl", "--store", str(store), "report", "daily", "--format", "json"]
    found = in_turn(daily, empty, sizes.rounds, env)
    over = 1000 * (found.a - 1.5 * found.b)
    detail = f"{1000 * found.a:.0f} ms by the clock against {1000 * found.b:.0f} of an empty command"
    yield Figure("`report daily --format json` beyond 1.5 × an empty command", over, "ms", 300.0, detail)

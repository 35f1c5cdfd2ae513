"""How long the daily brief of a district takes, in all formats and as JSON alone."""

import json
from collections.abc import Iterator
from pathlib import Path

from bench.clock import environment, in_turn, once, printed
from bench.measures import Figure, Sizes
from bench.place import Place

BRIEF_OF = Path(__file__).with_name("brief_of.py")
IN_ALL = 5000.0
NOW = "2021-12-20T19:33:20+08:00"


def briefing(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield ms and MB of a district's brief, and its JSON against an empty command."""
    store = place.folder / f"brief-{sizes.many}.db"
    command = [place.python, str(BRIEF_OF), str(store), str(sizes.many), str(sizes.imports)]
    for line in printed(command).splitlines():
        what, figure = json.loads(line)
        detail = "processor's time, warm, in process; 3,000 of the day, 17,000 members, 2,000 grids"
        yield Figure(f"daily brief, {sizes.many:,} requests: {what}", figure, "ms", IN_ALL, detail)
    env = environment({"GRIDCTL_NOW": NOW})
    plain = [place.python, "-m", "gridctl", "--store", str(store)]
    every = [*plain, "report", "daily", "--format", "text,md,html,xlsx,json,csv", "--out", str(place.folder)]
    yield Figure("the peak memory of all formats", once(every, env).peak_mb, "MB", 200.0, "one process")
    empty = [*plain, "area", "show", "D1"]
    daily = [*plain, "report", "daily", "--format", "json"]
    found = in_turn(daily, empty, sizes.rounds, env)
    over = 1000 * (found.a - 1.5 * found.b)
    detail = f"{1000 * found.a:.0f} ms by the clock against {1000 * found.b:.0f} of an empty command"
    yield Figure("`report daily --format json` beyond 1.5 × an empty command", over, "ms", 300.0, detail)

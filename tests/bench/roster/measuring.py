"""How good the rosters of the public benchmark are that are found in a minute: penalty, broken rules, bound."""

import json
from collections.abc import Iterator
from pathlib import Path

from bench.clock import printed
from bench.measures import Figure, Sizes
from bench.place import Place
from bench.roster.instances import FOLDER

RUN = Path(__file__).with_name("run.py")
SECONDS = 60.0
WANTED = {2: 828, 4: 1716, 6: 1956, 8: 1450, 10: 4640, 12: 4100}
"""The penalty to be kept within, by instance."""


def rostering(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield the penalty of each instance that lies there, and how many rules all rosters break together."""
    quick = sizes.rounds < 5
    broken = 0
    for number, wanted in WANTED.items():
        path = FOLDER / f"Instance{number}.txt"
        if not path.exists() or (quick and number > 2):
            continue
        command = [place.python, str(RUN), str(path), str(5.0 if quick else SECONDS), "1"]
        told = json.loads(printed(command))
        broken += len(told["broken"])
        detail = (
            f"bound {told['bound']:.0f}; {told['seconds']:.0f} s, {told['worked']:.0f} s of the processor"
        )
        yield Figure(f"roster, public instance {number}", told["penalty"], "points", wanted, detail)
    yield Figure("rules broken by these rosters", broken, "rules", 0, "checked from the files alone")

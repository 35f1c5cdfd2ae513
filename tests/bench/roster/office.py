"""Planning the week of a street office: 2,355 people in a minute, 17,000 in ten, all posts filled that can be."""

import json
from collections.abc import Iterator

from bench.clock import environment, printed
from bench.measures import Figure, Sizes
from bench.place import ROOT, Place

SEED = 1
# What is planned, and how long it may take: a plan of so many seconds ends a little later.
CASES = (("office", 55, 60), ("city", 560, 600))


def planning_offices(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield for each office how many heads are filled beside the most, the price, and the seconds."""
    for size, seconds, limit in CASES if sizes.rounds > 2 else (("small", 4, 60),):
        said = _run(place, size, seconds)
        if said["broken"] or said["free"]:
            raise RuntimeError(
                f"the plan of the {size} breaks {said['broken']} rules, {said['free']} are free"
            )
        what = f"roster of {said['people']:,.0f} people, a week"
        yield Figure(
            f"{what}: heads filled, beside the most by a flow",
            said["filled"] / said["most"],
            "×",
            0.999,
            f"{said['filled']:,.0f} of {said['most']:,.0f}, {said['wanted']:,.0f} wanted; "
            f"with those beyond the least {said['filled_best']:,.0f} of {said['most_best']:,.0f}",
            at_least=True,
        )
        yield Figure(
            f"{what}: price, beside a lower bound",
            said["cost"] / said["bound"],
            "×",
            1.02,
            f"{said['cost']:,.0f} to {said['bound']:,.0f}; nights in a row and loads aren't in the bound",
        )
        yield Figure(f"{what}: time", said["seconds"], "s", limit, "two processes")


def _run(place: Place, size: str, seconds: int) -> dict[str, float]:
    command = [place.python, "-m", "bench.roster.office_of", size, str(seconds), str(SEED)]
    env = environment({"PYTHONPATH": str(ROOT / "tests")})
    found: dict[str, float] = json.loads(printed(command, env))
    return found

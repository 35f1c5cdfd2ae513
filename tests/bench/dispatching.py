"""How good and how fast it is to hand out all that waits at once: beside a lower bound, and beside by hand."""

import json
from collections.abc import Iterator
from pathlib import Path

from bench.clock import printed
from bench.measures import Figure, Sizes
from bench.place import Place
from gridctl.core.suggesting import BEST

DISPATCH_OF = Path(__file__).with_name("dispatch_of.py")
SEEDS = (1, 2, 3)
GAP = 1.15
SECONDS = 30.0


def handing_out(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield the price beside the lower bound and beside the plan by hand, and the seconds of one large plan."""
    size = min(2_000, sizes.entries) if sizes.rounds > 2 else 40
    for seed in SEEDS[: sizes.imports]:
        said = _run(place, size // 4, seed)
        yield from _prices(f"made case {seed} of {size // 4:,}", said)
    said = _run(place, size, 0)
    yield from _prices(f"{size:,}", said)
    parts = f"{said['solve']:.1f} s of it the solver, {said['write']:.1f} s more to write it all"
    yield Figure(
        f"planning {size:,} requests x {said['members']:.0f} members", said["plan"], "s", SECONDS, parts
    )


def _prices(what: str, said: dict[str, float]) -> Iterator[Figure]:
    left = f"{said['left']:.0f} left, by hand {said['left_by_hand']:.0f}"
    goes = f"{said['requests']:.0f} requests in {said['goes']:.0f} goes"
    yield Figure(
        f"dispatch, {what}: price, beside a lower bound", said["cost"] / said["bound"], "×", GAP, goes
    )
    yield Figure(
        f"dispatch, {what}: price, beside by hand",
        _all(said, "cost", "left") / _all(said, "hand", "left_by_hand"),
        "×",
        1.0,
        left,
    )


def _all(said: dict[str, float], cost: str, left: str) -> float:
    """Return the price of a plan with the price of the longest way for each that it leaves out."""
    return said[cost] + BEST * said[left]


def _run(place: Place, size: int, seed: int) -> dict[str, float]:
    command = [place.python, str(DISPATCH_OF), str(place.folder), str(size), str(seed)]
    found: dict[str, float] = json.loads(printed(command))
    return found

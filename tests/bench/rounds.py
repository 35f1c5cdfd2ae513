"""How long rounds over 100,000 homes take: to open one, to knock, to record, to see how far it is."""

from collections.abc import Iterator
from pathlib import Path

from bench.clock import environment, in_turn, once, printed
from bench.measures import QUERIES, Figure, Sizes
from bench.place import Place

ROUNDS_OF = Path(__file__).with_name("rounds_of.py")
NOW = "2022-01-05T10:00:00+08:00"
HOMES, FEW = 100_000, 200
OPENING = 10.0
"""Seconds within which a round over so many homes is to be open."""
LIMIT, QUERY = 1.3, 100.0


def knocking(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield the figures of `round open`, `next`, `record`, and of coverage by building."""
    homes = HOMES if sizes.rounds > 2 else FEW
    store = place.folder / f"rounds-{homes}.db"
    once([place.python, str(ROUNDS_OF), str(store), str(homes)], environment())
    env = environment({"GRIDCTL_NOW": NOW, "GRIDCTL_STORE": str(store)})
    took = once([place.gridctl, "round", "open", "three-visits", "--area", "HL"], env)
    yield Figure(
        f"`round open` over {homes:,} homes",
        took.worked,
        "s",
        OPENING,
        f"processor's time; {took.seconds:.1f} s by the clock, {took.peak_mb:.0f} MB",
    )
    show = [place.gridctl, "area", "show", "HL"]
    for words in ("round next 1", "round record 1 B0001-1-101 vacant"):
        ratio = in_turn([place.gridctl, *words.split()], show, sizes.rounds, env)
        detail = f"`area show`: {1000 * ratio.a:.0f} to {1000 * ratio.b:.0f} ms"
        yield Figure(f"`{words}`, {homes:,} homes", ratio.value, "×", LIMIT, detail)
    for words in ("round show 1 --json", "round show 1 --json --at 10:00"):
        worked, clock = map(
            float,
            printed([place.python, str(QUERIES), str(store), str(sizes.rounds), *words.split()], env).split(),
        )
        detail = f"processor's time, warm, in process; {clock:.0f} ms by the clock"
        yield Figure(f"`{words}`: coverage by building, {homes:,} homes", worked, "ms", QUERY, detail)

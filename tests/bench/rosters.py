"""How long the balance and the list of a day take in a large street office with a month of roster."""

from collections.abc import Iterator
from pathlib import Path

from bench.clock import environment, in_turn, once
from bench.measures import Figure, Sizes
from bench.place import Place

ROSTERS_OF = Path(__file__).with_name("rosters_of.py")
NOW = "2021-12-15T10:00:00+08:00"
MEMBERS = 17_000
FEW = 400
LIMIT = 1.3


def standing(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield the figures of `gap` and `duty list` against a command that does next to nothing on the same store."""
    members = MEMBERS if sizes.rounds > 2 else FEW
    store = place.folder / f"rosters-{members}.db"
    once([place.python, str(ROSTERS_OF), str(store), str(members)], environment())
    env = environment({"GRIDCTL_NOW": NOW, "GRIDCTL_STORE": str(store)})
    show = _shell(place, "area show G0007")
    for what in ("gap", "gap --json", "duty list", "duty list --area C001"):
        ratio = in_turn(_shell(place, what), show, sizes.rounds, env)
        detail = f"`area show`: {1000 * ratio.a:.0f} to {1000 * ratio.b:.0f} ms"
        yield Figure(f"`{what}`, {members:,} members, a month of roster", ratio.value, "×", LIMIT, detail)


def _shell(place: Place, words: str) -> list[str]:
    """Return a command by way of a shell, for a gap exits 1."""
    return ["sh", "-c", f'"{place.gridctl}" {words}; test $? -le 1']

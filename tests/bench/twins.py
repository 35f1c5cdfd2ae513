"""How well and how fast people who were entered twice are found, beside two libraries on the same files."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.clock import environment, once, printed
from bench.febrl import make_rows, write
from bench.measures import Figure, Sizes
from bench.place import ROOT, Place

TWINS_OF = Path(__file__).with_name("twins_of.py")
DATA = ROOT.parent / "shared" / "data"
RIVALS = ("recordlinkage", "splink")
LEAST = 0.97
SECONDS = 60.0
MEGABYTES = 500.0


def finding_twins(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield F1 on each file of known twins, at least 0.97 and that of either library; then a whole town."""
    for path in _files(place, sizes):
        ours = _run(place, "gridctl", str(path))
        theirs = {rival: _run(place, rival, str(path)) for rival in RIVALS if _has(place, rival)}
        parts = [_said("gridctl", ours), *(_said(rival, said) for rival, said in theirs.items())]
        limit = max([LEAST, *(said["f1"] for said in theirs.values())])
        yield Figure(f"twins in {path.name}", ours["f1"], "F1", limit, "; ".join(parts), at_least=True)
    town = [place.python, str(TWINS_OF), "town", str(sizes.people)]
    said = _said_by(town)
    what = f"twins among {said['entries']:,} made residents"
    detail = f"{_said('gridctl', said)}; {said['cpu']:.0f} s of the processor"
    yield Figure(what, said["seconds"], "s", SECONDS, detail)
    peak = once(town, environment()).peak_mb
    yield Figure("its peak memory", peak, "MB", MEGABYTES, "the made residents themselves counted")


def _has(place: Place, library: str) -> bool:
    """Tell whether a library is there to be compared with; the full benchmark installs both."""
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({library!r}) is None)"
    return subprocess.run([place.python, "-c", code], check=False).returncode == 0


def _files(place: Place, sizes: Sizes) -> Iterator[Path]:
    """Yield the files of known twins that are here, and one that is made: it was never looked at before."""
    if sizes.rounds > 2:
        yield from sorted(DATA.glob("febrl_*.csv"))
    made = place.folder / "made.csv"
    write(made, make_rows(20, sizes.entries, sizes.entries))
    yield made


def _run(place: Place, engine: str, path: str) -> dict[str, float]:
    return _said_by([place.python, str(TWINS_OF), engine, path])


def _said_by(command: list[str]) -> dict[str, float]:
    found: dict[str, float] = json.loads(printed(command).splitlines()[-1])
    return found


def _said(engine: str, said: dict[str, float]) -> str:
    return f"{engine}: P {said['precision']:.4f}, R {said['recall']:.4f}, F1 {said['f1']:.4f}"

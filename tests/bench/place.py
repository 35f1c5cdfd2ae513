"""The place of the measurement: gridctl really installed, and stores of a given size."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.clock import environment, once
from bench.rows import write_areas, write_requests

ROOT = Path(__file__).parents[2]
# What gridctl is measured against.
RIVALS = ("sqlite-utils>=3.38", "recordlinkage>=0.16", "splink>=5")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with an environment of its own; `python` and the scripts beside it are called directly."""

    folder: Path
    python: str

    @property
    def gridctl(self) -> str:
        """The console script."""
        return str(Path(self.python).parent / "gridctl")

    @property
    def sqlite_utils(self) -> list[str]:
        """The command that imports are measured against."""
        return [str(Path(self.python).parent / "sqlite-utils")]


def install(folder: Path) -> Place:
    """Install the checkout (not editable, bytecode compiled) into a fresh environment in `folder`."""
    home = folder / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    python = str(home / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--compile"]
    subprocess.run([*pip, str(ROOT), *RIVALS], check=True, env=environment())
    return Place(folder, python)


def here(folder: Path) -> Place:
    """Use the environment that runs this, where gridctl is installed already.

    Its bytecode is compiled first: start-up would measure the compiler otherwise.
    """
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "src")], check=True)
    return Place(folder, sys.executable)


def store_of(place: Place, requests: int) -> Path:
    """Return where the store with `requests` requests stands."""
    return place.folder / f"{requests}.db"


def make_empty(place: Place, store: Path, areas: Path) -> None:
    """Make a store with 200 grids from the file `areas`."""
    at = [place.gridctl, "--store", str(store)]
    once([*at, "init", "--timezone", "Asia/Shanghai", "--lang", "en"], environment())
    once([*at, "import", "areas", str(areas)], environment())


def make_store(place: Place, requests: int) -> Path:
    """Make a store with `requests` requests in 200 grids, through the importer, unless it is there."""
    store = store_of(place, requests)
    areas, rows = (place.folder / f"{requests}{end}" for end in (".areas.csv", ".csv"))
    if store.exists():
        return store
    write_areas(areas)
    if not rows.exists():
        write_requests(rows, requests)
    make_empty(place, store, areas)
    once([place.gridctl, "--store", str(store), "import", "requests", str(rows)], environment())
    return store


def remove(store: Path) -> None:
    """Remove a store and its log."""
    for suffix in ("", "-wal", "-shm"):
        store.with_name(store.name + suffix).unlink(missing_ok=True)

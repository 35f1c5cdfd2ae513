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


def make_store(place: Place, requests: int) -> Path:
    """Make a store with `requests` requests in 200 grids, through the importer."""
    store, areas, rows = (place.folder / f"{requests}{end}" for end in (".db", ".areas.csv", ".csv"))
    if store.exists():
        return store
    write_areas(areas)
    if not rows.exists():
        write_requests(rows, requests)
    at = [place.gridctl, "--store", str(store)]
    env = environment()
    once([*at, "init", "--timezone", "Asia/Shanghai", "--lang", "en"], env)
    once([*at, "import", "areas", str(areas)], env)
    once([*at, "import", "requests", str(rows)], env)
    return store

"""Help, version and completion load none of the heavy libraries (STYLE.md, 7)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "sqlmodel",
    "sqlalchemy",
    "textual",
    "rich",
    "sqlcipher3",
    "pydantic",
    "python_calamine",
    "babel",
    "rapidfuzz",
    "ortools",
    "numpy",
}
SOURCE = Path(__file__).parents[2] / "src"


def _loaded(tmp_path: Path, *args: str, **env: str) -> set[str]:
    """Return the packages that a call loads: Python names each one on stderr as it comes."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "gridctl", *args],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(SOURCE)} | env,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert done.returncode == 0, "\n".join(set(done.stderr.splitlines()) - set(lines))
    assert done.stdout
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["--version"],
        ["--lang", "zh", "--help"],
        ["request", "--help"],
        ["import", "requests", "--help"],
    ],
    ids=" ".join,
)
def test_help_loads_nothing_heavy(tmp_path: Path, args: list[str]) -> None:
    assert _loaded(tmp_path, *args) & HEAVY == set()


def test_completion_loads_nothing_heavy(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, _GRIDCTL_COMPLETE="complete_bash", COMP_WORDS="gridctl req", COMP_CWORD="1")
    assert loaded & HEAVY == set()


def test_a_plain_request_loads_no_library_of_numbers(tmp_path: Path) -> None:
    """A phone as most people write it, a landline and a short number are known without `phonenumbers`."""
    store = {"GRIDCTL_STORE": str(tmp_path / "s.db")}
    _loaded(tmp_path, "init", **store)
    for phone in ("13900001111", "0571-88123456", "12345"):
        loaded = _loaded(tmp_path, "request", "add", "没有水", "--phone", phone, **store)
        assert loaded & {"phonenumbers", "stdnum", "pypinyin", "holidays"} == set()
    assert "phonenumbers" in _loaded(
        tmp_path, "request", "add", "没有水", "--phone", "+852 9123 4567", **store
    )


def test_a_gap_loads_no_classes_of_tables(tmp_path: Path) -> None:
    """Cron asks for it each minute, and the classes take longer to load than the balance to be struck."""
    store = {"GRIDCTL_STORE": str(tmp_path / "s.db")}
    _loaded(tmp_path, "init", **store)
    assert _loaded(tmp_path, "gap", "--json", **store) & {"sqlmodel", "pydantic"} == set()

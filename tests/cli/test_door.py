"""The error door as a process: broken pipes, full disks, signals, and faults of our own."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run
from gridctl.cli import door
from gridctl.core.words import AreaKind

GRIDCTL = [sys.executable, "-m", "gridctl"]


@pytest.fixture
def full(run: Run, tmp_path: Path) -> Path:
    """Fill a store with more than a pipe holds, and return a file of areas that takes a while to come in."""
    assert run("area", "add", "HL", "恒利社区", "--kind", "community").exit == 0
    path = tmp_path / "areas.csv"
    rows = (f"X{number},area {number},{AreaKind.GRID},HL\n" for number in range(30_000))
    path.write_text("code,name,kind,parent\n" + "".join(rows), encoding="utf-8")
    return path


def test_a_reader_that_went_away_is_no_error(full: Path, run: Run) -> None:
    assert run("import", "areas", str(full)).exit == 0
    child = subprocess.Popen(
        [*GRIDCTL, "area", "list", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    child.stdout.read(10)
    child.stdout.close()
    _out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("words", ["status", "report daily", "request list --all --format csv", "--help"])
def test_an_output_that_cannot_be_written_is_two_lines_and_exits_5(run: Run, words: str) -> None:
    with Path("/dev/full").open("wb") as nowhere:
        done = subprocess.run(
            [*GRIDCTL, *words.split()], stdout=nowhere, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 5
    assert done.stderr.splitlines() == [
        "the output cannot be written",
        "check the rights and the free space, and try again",
    ]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_rolls_back_and_has_its_exit_code(full: Path, run: Run, number: int, code: int) -> None:
    before = run("store", "info", "--json").json()
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a job in the background ignores it, and its children
    child = subprocess.Popen(
        [*GRIDCTL, "import", "areas", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdin is not None
    child.stdin.write(full.read_bytes())
    child.stdin.flush()  # more than a pipe holds: the child has begun to read
    os.kill(child.pid, number)
    _out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (code, b"")
    after = run("store", "info", "--json").json()
    assert (after["areas"], after["ledger_head"]) == (before["areas"], before["ledger_head"])
    assert run("store", "check").exit == 0


def test_a_fault_of_our_own_is_named_by_its_kind_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise ValueError("陈卫 13800005678")

    monkeypatch.setattr("gridctl.services.overview.status", fail)
    done = run("store", "status")
    assert done.exit == door.BUG
    assert done.lines[0] == "this is a fault in gridctl (ValueError)"
    assert len(done.lines) == 2
    assert run("store", "status", "--json").error()["error"] == "bug"
    monkeypatch.setenv("GRIDCTL_DEBUG", "1")
    with pytest.raises(ValueError, match="陈卫"):
        run("store", "status")


def test_a_file_that_fails_names_its_path(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise OSError(5, "Input/output error", "list.csv")

    monkeypatch.setattr("gridctl.services.overview.status", fail)
    found = json.loads(run("store", "status", "--json").err)
    assert (found["exit"], found["message"]) == (5, "list.csv cannot be read or written")
    monkeypatch.setenv("GRIDCTL_DEBUG", "1")
    with pytest.raises(OSError, match=r"list\.csv"):
        run("store", "status")

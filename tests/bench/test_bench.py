"""The benchmark itself works: it measures, compares, and writes its table. Figures are not judged."""

import os
import sys
from pathlib import Path

import pytest

from bench.clock import environment, in_turn, machine, once
from bench.main import MEASURES, main, table
from bench.measures import Figure
from bench.rows import write_requests


def test_runs_are_timed_and_their_memory_is_known() -> None:
    idle = [sys.executable, "-c", "pass"]
    # A child begins with what this process holds.
    peak = once(idle, environment()).peak_mb
    heavy = [sys.executable, "-c", f"x = bytearray({int(peak + 100)} * 1_000_000)"]
    assert once(heavy, environment()).peak_mb > peak + 40
    ratio = in_turn([sys.executable, "-c", "import time; time.sleep(0.3)"], idle, 1, environment())
    assert ratio.value > 1.5


def test_a_failure_is_no_figure() -> None:
    with pytest.raises(RuntimeError, match="exits 3"):
        once([sys.executable, "-c", "raise SystemExit(3)"], environment())


def test_bytecode_is_kept_while_measuring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("GRIDCTL_STORE", "/nowhere")
    assert {"PYTHONDONTWRITEBYTECODE", "GRIDCTL_STORE"}.isdisjoint(environment())


def test_the_rows_are_the_same_each_time(tmp_path: Path) -> None:
    write_requests(tmp_path / "a.csv", 500)
    write_requests(tmp_path / "b.csv", 500)
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert len(lines) == 501
    assert 440 <= sum(1 for line in lines[1:] if line.split(",")[2]) <= 495


def test_the_table_marks_what_is_over_its_limit() -> None:
    text = table([Figure("good", 1.1, "×", 1.5, "x"), Figure("bad", 400, "MB", 300, "y")])
    assert "| good | 1.10 × | 1.5 × | x |" in text
    assert "| bad | 400 MB (!) | 300 MB | y |" in text
    assert machine() in text


def test_what_is_to_be_reached_is_marked_when_it_is_not() -> None:
    text = table(
        [Figure("f", 0.98, "F1", 0.97, "x", at_least=True), Figure("g", 0.9, "F1", 0.97, "y", at_least=True)]
    )
    assert "| f | 0.9800 F1 | 0.97 F1 | x |" in text
    assert "| g | 0.9000 F1 (!) | 0.97 F1 | y |" in text


def in_small(*names: str) -> int:
    """Run some of the measures with small sizes, in this environment; return the exit code."""
    if not Path(sys.executable).with_name("gridctl").exists():
        pytest.skip("gridctl is not installed in this environment")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return main(["--quick", "--here", *(word for name in names for word in ("--only", name))])


def test_the_harness_runs_in_small(capsys: pytest.CaptureFixture[str]) -> None:
    assert in_small("start", "import", "query", "sheets") == 0
    assert "| import of 1,000 requests |" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_runs_in_small(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert in_small(name) == 0
    assert capsys.readouterr().out.count("\n|") > 2

"""A morning of forty messages: pasted in two parts that overlap, killed half-way, and nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from conftest import Run

MORNING = Path(__file__).parents[1] / "data" / "morning_zh.txt"
PLEA = "打老婆"


@pytest.fixture
def stairs(run: Run) -> Run:
    """Make building 12 with three stairwells and the head of the second."""
    for words in (
        "area add HL-1 第一网格 --kind grid",
        "building add HZ12 12幢 --area HL-1 --floors 7 --units 3 --rooms 4 --stairwells",
        "member add LX 刘霞 --tier part_time --area HZ12-2",
    ):
        assert run(*words.split()).exit == 0
    return run


def every(run: Run) -> list[dict[str, Any]]:
    """Return all requests."""
    found: list[dict[str, Any]] = run("request", "list", "--all", "--json").json()
    return found


def killed(store: Path, chat: Path, run: Run, after: int) -> None:
    """Paste as a process of its own and kill it when some requests are there."""
    command = [sys.executable, "-m", "gridctl", "request", "paste", str(chat), "--yes"]
    env = {**os.environ, "GRIDCTL_STORE": str(store), "GRIDCTL_AS": "LX"}
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and len(every(run)) < after:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)


def places(drafts: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """Count drafts by home and category."""
    return Counter((one["home"], one["category"]) for one in drafts)


def test_the_two_dangerous_ones_come_first_and_one_is_not_read_by_all(stairs: Run) -> None:
    shown = stairs("request", "paste", str(MORNING), "--dry-run", "--json")
    drafts = shown.json()["drafts"]
    assert [(one["home"], one["urgency"]) for one in drafts[:2]] == [
        ("HZ12-2-502", "critical"),
        ("(confidential)", "critical"),
    ]
    assert {one["urgency"] for one in drafts[2:]} <= {"urgent", "normal", "low"}
    assert "120" in shown.lines[0]
    assert PLEA not in shown.out + shown.err


def test_a_morning_of_forty_messages_that_is_killed_half_way_loses_none(stairs: Run, alone: Path) -> None:
    messages = MORNING.read_text(encoding="utf-8").strip().split("\n\n")
    assert len(messages) == 40
    whole = stairs("request", "paste", str(MORNING), "--dry-run", "--json").json()["drafts"]
    early = "\n\n".join(messages[:24])
    first = stairs("request", "paste", "--json", stdin=early).json()["drafts"]
    killed(alone, MORNING, stairs, len(whole) // 3)
    half = len(every(stairs))
    again = stairs("request", "paste", str(MORNING), "--yes", "--json")
    drafts = stairs("inbox", "list", "--all", "--json").json()
    assert 0 < len(first) < len(whole)
    assert len(whole) // 3 <= half < len(every(stairs))
    assert places(drafts) == places(whole)
    taken = [one["request"] for one in drafts if one["status"] == "taken"]
    assert sorted(taken) == sorted(one["id"] for one in every(stairs))
    waiting = [one for one in drafts if one["status"] == "waiting"]
    assert all(one["twins"] or one["confidence"] < 0.6 for one in waiting)
    lists = again.out + again.err + stairs("request", "list", "--json").out + stairs("inbox", "list").out
    assert PLEA not in lists

"""The lines by which cron, or systemd, runs what a store has scheduled.

The zone of cron is the machine's, the hour of a report is the store's, and summer time moves one without the
other. So no line names an hour: `report run-due` runs every five minutes and knows itself what is due. It does
nothing where nothing is, a day that was written is never written again, and what was missed is caught up.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from gridctl.core.errors import N_, BadInput
from gridctl.core.report_run_views import CronFileView
from gridctl.core.report_runs import RunKind
from gridctl.report.crontab import block

EACH_MINUTES = 5
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")


def program() -> list[str]:
    """Return how this gridctl is called, by absolute paths: cron knows no PATH and no working folder."""
    python = Path(sys.executable)
    beside = python.with_name("gridctl")
    if os.access(beside, os.X_OK):
        return [str(beside)]
    return [str(python), "-m", "gridctl"]


def calls(store: Path, kinds: Iterable[RunKind]) -> dict[str, list[str]]:
    """Return the words of each call that has to be made, by the name of its part: ``report``, ``tick``.

    BadInput for a path that no line can hold. Nothing secret is among them: paths alone.
    """
    words = [*program(), "--store", str(store.absolute())]
    settings = os.environ.get("GRIDCTL_CONFIG", "")
    if settings and Path(settings).exists():
        words = ["/usr/bin/env", f"GRIDCTL_CONFIG={Path(settings).absolute()}", *words]
    for word in words:
        if _UNSAFE.search(word):
            raise BadInput(
                N_("the path {path} has blanks or characters that a line of cron cannot hold"),
                hint=N_("choose another folder"),
                path=word,
            )
    asked = set(kinds)
    found = {}
    if asked - {RunKind.TICK}:
        found["report"] = [*words, "report", "run-due", "--quiet"]
    if RunKind.TICK in asked:
        found["tick"] = [*words, "tick", "--quiet"]
    return found


def files(store: Path, kinds: Iterable[RunKind], *, systemd: bool) -> list[CronFileView]:
    """Return what makes the schedules of a store run: its lines of the crontab, or the units for systemd."""
    if systemd:
        units = systemd_units(store, kinds)
        return [CronFileView(f"~/.config/systemd/user/{name}", text) for name, text in units.items()]
    lines = crontab_lines(store, kinds)
    return [CronFileView("crontab", os.fsdecode(block(store, lines)))] if lines else []


def crontab_lines(store: Path, kinds: Iterable[RunKind]) -> list[str]:
    """Return the lines of the crontab, without the marks; none where nothing is scheduled."""
    times = {"report": f"*/{EACH_MINUTES} * * * *", "tick": "* * * * *"}
    return [f"{times[part]} {_for_cron(words)}" for part, words in calls(store, kinds).items()]


def _for_cron(words: list[str]) -> str:
    """Return a command for sh in a line of cron, in which a per cent sign would end it."""
    return shlex.join(words).replace("%", r"\%")


def systemd_units(store: Path, kinds: Iterable[RunKind]) -> Mapping[str, str]:
    """Return the units that do the same for a user's systemd, by their file names."""
    stem = re.sub(r"[^A-Za-z0-9_.-]+", "_", store.stem) or "store"
    times = {"report": f"*:0/{EACH_MINUTES}", "tick": "*:*"}
    units = {}
    for part, words in calls(store, kinds).items():
        name = f"gridctl-{part}-{stem}"
        units[f"{name}.service"] = _SERVICE.format(part=part, command=" ".join(map(_for_systemd, words)))
        units[f"{name}.timer"] = _TIMER.format(part=part, times=times[part])
    return units


def _for_systemd(word: str) -> str:
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"'


# Exit 75 says that another one is at it: no fault.
_SERVICE = """[Unit]
Description=gridctl: {part}

[Service]
Type=oneshot
ExecStart={command}
SuccessExitStatus=75
"""
_TIMER = """[Unit]
Description=gridctl: {part}, by the clock

[Timer]
OnCalendar={times}
AccuracySec=1s

[Install]
WantedBy=timers.target
"""

"""Measure whole processes: A and B in turn, medians, and the most memory that one took."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds by the clock and of the processor, and the peak of resident memory in MB, of a process.

    On Linux a child begins with what its parent held, so that the peak is never below the harness's own.
    """

    seconds: float
    worked: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """The medians of A and B in seconds, over `rounds` rounds, and A's peak in MB."""

    a: float
    b: float
    rounds: int
    peak_mb: float

    @property
    def value(self) -> float:
        """A divided by B."""
        return self.a / self.b


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of measured processes: bytecode is kept, no settings of the user's."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "GRIDCTL_STORE", "GRIDCTL_AS", "GRIDCTL_NOW")
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    return {**kept, "GRIDCTL_CONFIG": os.devnull, "GRIDCTL_LANG": "en", **(extra or {})}


def once(command: Command, env: Mapping[str, str]) -> Run:
    """Run `command` to its end; a failure is an error with what it said."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=dict(env))
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(
                f"{' '.join(command)} exits {process.returncode}: {said.read().decode()[-500:]}"
            )
    return Run(seconds, usage.ru_utime + usage.ru_stime, _megabytes(usage))


def printed(command: Command, env: Mapping[str, str] | None = None) -> str:
    """Return what a command prints; a failure is an error with what it said."""
    env = environment() if env is None else env
    done = subprocess.run(command, capture_output=True, text=True, env=dict(env), check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} exits {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


def in_turn(a: Command, b: Command, rounds: int, env: Mapping[str, str]) -> Ratio:
    """Run A and B in turn `rounds` times, after one round that warms the caches."""
    once(a, env)
    once(b, env)
    pairs = [(once(a, env), once(b, env)) for _ in range(rounds)]
    return Ratio(
        statistics.median(first.seconds for first, _ in pairs),
        statistics.median(second.seconds for _, second in pairs),
        rounds,
        max(first.peak_mb for first, _ in pairs),
    )


def _megabytes(usage: resource.struct_rusage) -> float:
    # Linux counts kilobytes, macOS bytes.
    return usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)


def machine() -> str:
    """Return one line on the machine: processor, cores, system, Python."""
    name = ""
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line
        ]
        name = names[0] if names else ""
    system = os.uname()
    python = ".".join(str(part) for part in sys.version_info[:3])
    cores = f"{os.cpu_count()} cores, {system.sysname} {system.release}"
    return f"{name or system.machine}, {cores}, Python {python}"

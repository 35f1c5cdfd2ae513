"""Many processes read and change the same rows at once; none of their updates may be lost.

python -m tests.stress.many --processes 64 --updates 1000
"""

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from stress.children import Tell, command, fork, succeed
from stress.kill import make_store

ROWS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many updates were acknowledged and found, and what was wrong."""

    acknowledged: int
    found: int
    wrong: tuple[str, ...]


def crowd(store: Path, *, processes: int, updates: int) -> Outcome:
    """Let `processes` make `updates` changes to the same few requests at the same time."""
    rows = make_store(store)[:ROWS]
    before = _versions(store, rows)
    children = [
        fork(partial(_work, store, rows, range(mine, updates, processes))) for mine in range(processes)
    ]
    exits = [child.join() for child in children]
    told = [fact for child in children for fact in child.told]
    wrong = [str(fact) for fact in told if "did" not in fact]
    wrong += [f"a process ended with {code}" for code in exits if code]
    done = {fact["did"] for fact in told if "did" in fact}
    notes = [
        step["note"]
        for row in rows
        for step in succeed("--store", str(store), "request", "show", str(row), "--json").json["timeline"]
        if step["step"] == "note"
    ]
    wrong += [f"the update {text} is lost" for text in sorted(done - set(notes))]
    wrong += [f"{len(notes)} notes, {len(set(notes))} different"] if len(notes) != len(set(notes)) else []
    grown = sum(_versions(store, rows)) - sum(before)
    wrong += [f"versions grew by {grown}, not by {updates}"] if grown != updates else []
    check = command("--store", str(store), "store", "check")
    wrong += [f"store check exits {check.exit}: {check.out}{check.err}"] if check.exit else []
    return Outcome(len(done), len(notes), tuple(wrong))


def _work(store: Path, rows: tuple[int, ...], numbers: range, tell: Tell) -> None:
    """Read a row, then change it, again and again."""
    seen: dict[int, int] = {}
    for number in numbers:
        row = rows[number % len(rows)]
        shown = command("--store", str(store), "request", "show", str(row), "--json")
        if shown.exit or shown.json["version"] < seen.get(row, 0):
            tell({"read": row, "exit": shown.exit, "err": shown.err})
            continue
        seen[row] = shown.json["version"]
        text = f"update {number}"
        changed = command("--store", str(store), "request", "note", str(row), text)
        if changed.exit or "locked" in changed.err:
            tell({"change": text, "exit": changed.exit, "err": changed.err})
        else:
            tell({"did": text})


def _versions(store: Path, rows: tuple[int, ...]) -> list[int]:
    return [
        int(succeed("--store", str(store), "request", "show", str(row), "--json").json["version"])
        for row in rows
    ]


def main() -> int:
    """Run from the command line; exit 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=64)
    parser.add_argument("--updates", type=int, default=1_000)
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="gridctl-many-") as folder:
        found = crowd(Path(folder) / "grid.db", processes=given.processes, updates=given.updates)
    took = time.monotonic() - began
    sys.stdout.write(f"{given.processes} processes in {took:.0f} s: ")
    sys.stdout.write(f"{found.acknowledged} updates acknowledged, {found.found} found\n")
    sys.stdout.writelines(f"WRONG {text}\n" for text in found.wrong[:20])
    return 1 if found.wrong or found.found != given.updates else 0


if __name__ == "__main__":
    sys.exit(main())

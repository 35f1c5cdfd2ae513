"""Many processes record the same round at once: nothing may be lost, and every double must be shown.

python -m tests.stress.knocking --processes 8 --doors 200
"""

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from stress.children import Tell, command, fork, succeed


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many records were acknowledged, how many of them were told to be doubles, and what was wrong."""

    acknowledged: int
    doubles: int
    wrong: tuple[str, ...]


def crowd(store: Path, *, processes: int, doors: int) -> Outcome:
    """Let `processes` members record every one of `doors` doors at the same time."""
    labels = _make(store, processes, doors)
    children = [fork(partial(_work, store, f"M{mine}", labels)) for mine in range(processes)]
    exits = [child.join() for child in children]
    told = [fact for child in children for fact in child.told]
    wrong = [str(fact) for fact in told if "did" not in fact]
    wrong += [f"a process ended with {code}" for code in exits if code]
    done = [fact for fact in told if "did" in fact]
    view = succeed("--store", str(store), "round", "show", "1", "--json").json
    wrong += [] if view["outcomes"] == {"vacant": len(labels)} else [f"outcomes: {view['outcomes']}"]
    wrong += [] if view["left"] == 0 else [f"{view['left']} doors are left"]
    entries = succeed("--store", str(store), "ledger", "list", "--action", "round", "--json").json
    kept = [one for one in entries if one["action"] in {"round.visit", "round.correct"}]
    wrong += [] if len(kept) == len(done) else [f"{len(kept)} in the ledger, {len(done)} acknowledged"]
    doubles = sum(fact["double"] for fact in done)
    expected = len(labels) * (processes - 1)
    wrong += [] if doubles == expected else [f"{doubles} doubles were told, not {expected}"]
    check = command("--store", str(store), "store", "check")
    wrong += [f"store check exits {check.exit}: {check.out}{check.err}"] if check.exit else []
    return Outcome(len(done), doubles, tuple(wrong))


def _make(store: Path, processes: int, doors: int) -> list[str]:
    floors = max(1, doors // 8)
    for argv in (
        ("init",),
        ("area", "add", "G", "Grid", "--kind", "grid"),
        (
            "building",
            "add",
            "B1",
            "1",
            "--area",
            "G",
            "--floors",
            str(floors),
            "--units",
            "2",
            "--rooms",
            "4",
        ),
        ("round", "open", "three-visits", "--area", "G"),
    ):
        succeed("--store", str(store), *argv)
    for number in range(processes):
        succeed("--store", str(store), "member", "add", f"M{number}", f"m{number}", "--tier", "volunteer")
    homes = succeed("--store", str(store), "home", "list", "--building", "B1", "--json").json
    return [one["label"] for one in homes][:doors]


def _work(store: Path, member: str, labels: list[str], tell: Tell) -> None:
    """Record each door once."""
    for label in labels:
        done = command(
            "--store", str(store), "--as", member, "round", "record", "1", label, "vacant", "--json"
        )
        if done.exit or "locked" in done.err:
            tell({"door": label, "exit": done.exit, "err": done.err})
        else:
            tell({"did": label, "double": done.json["doubles"]})


def main() -> int:
    """Run from the command line; exit 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--doors", type=int, default=200)
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="gridctl-knocking-") as folder:
        found = crowd(Path(folder) / "grid.db", processes=given.processes, doors=given.doors)
    took = time.monotonic() - began
    sys.stdout.write(f"{given.processes} processes in {took:.0f} s: ")
    sys.stdout.write(f"{found.acknowledged} records acknowledged, {found.doubles} told to be doubles\n")
    sys.stdout.writelines(f"WRONG {text}\n" for text in found.wrong[:20])
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

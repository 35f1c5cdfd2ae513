"""Many processes take requests in at once: each acknowledged one is there, none twice, nobody hears of locks.

python -m tests.stress.adding --processes 16 --seconds 30
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from stress.children import Tell, command, fork, succeed
from stress.kill import make_store


@dataclass(frozen=True, slots=True)
class Rush:
    """How many requests were acknowledged and how many are there, and what was wrong."""

    acknowledged: int
    found: int
    wrong: tuple[str, ...]


def rush(store: Path, *, processes: int, seconds: float) -> Rush:
    """Let `processes` take in one request after the other for `seconds`, and look for each."""
    standing = len(make_store(store))
    until = time.monotonic() + seconds
    children = [fork(partial(_take_in, store, mine, until)) for mine in range(processes)]
    exits = [child.join() for child in children]
    told = [fact for child in children for fact in child.told]
    wrong = [str(fact) for fact in told if "did" not in fact]
    wrong += [f"a process ended with {code}" for code in exits if code]
    wrong += [f"process {mine} got nothing in" for mine, child in enumerate(children) if not child.told]
    listed = succeed("--store", str(store), "request", "list", "--all", "--format", "jsonl").out.splitlines()
    there = Counter((row["id"], row["summary"]) for row in map(json.loads, listed))
    texts = Counter(text for _number, text in there)
    did = [(fact["id"], fact["did"]) for fact in told if "did" in fact]
    wrong += [f"{one} was acknowledged and is not there" for one in did if one not in there]
    wrong += [f"{text} is there {times} times" for text, times in texts.items() if times > 1]
    return Rush(len(did), len(listed) - standing, tuple(wrong))


def _take_in(store: Path, mine: int, until: float, tell: Tell) -> None:
    number = 0
    while time.monotonic() < until:
        text = f"process {mine} wants {number}"
        number += 1
        added = command("--store", str(store), "request", "add", text, "--json")
        if added.exit or "locked" in added.err:
            tell({"add": text, "exit": added.exit, "err": added.err})
        else:
            tell({"did": text, "id": added.json["id"]})


def main() -> int:
    """Run from the command line; exit 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=30)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gridctl-adding-") as folder:
        found = rush(Path(folder) / "grid.db", processes=given.processes, seconds=given.seconds)
    sys.stdout.write(f"{given.processes} processes in {given.seconds:.0f} s: ")
    sys.stdout.write(f"{found.acknowledged} requests acknowledged, {found.found} found\n")
    sys.stdout.writelines(f"WRONG {text}\n" for text in found.wrong[:20])
    return 1 if found.wrong or found.found != found.acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())

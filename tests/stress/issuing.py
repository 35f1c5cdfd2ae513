"""Many processes hand out of the same stock at once: never more than is there, and none of it lost.

python -m tests.stress.issuing --processes 8 --stock 400
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from stress.children import Tell, command, fork, succeed


@dataclass(frozen=True, slots=True)
class Run:
    """How much was handed out and taken in as acknowledged, what lies there, and what was wrong."""

    issued: int
    received: int
    left: int
    refused: int
    wrong: tuple[str, ...]


def rush(store: Path, *, processes: int, stock: int) -> Run:
    """Let `processes` take from a stock until it is empty, and bring some back in between."""
    at = ("--store", str(store))
    succeed(*at, "init", "--lang", "en")
    succeed(*at, "area", "add", "HL", "恒利社区", "--kind", "community")
    succeed(*at, "supply", "item", "add", "RICE", "大米")
    succeed(*at, "supply", "receive", "RICE", str(stock), "--expiry", "2035-01-01")
    children = [fork(partial(_take, store, mine, stock)) for mine in range(processes)]
    exits = [child.join() for child in children]
    told = [fact for child in children for fact in child.told]
    wrong = [str(fact) for fact in told if "fault" in fact]
    wrong += [f"a process ended with {code}" for code in exits if code]
    issued = sum(fact["issued"] for fact in told if "issued" in fact)
    received = sum(fact["received"] for fact in told if "received" in fact)
    (row,) = succeed(*at, "supply", "list", "--json").json
    moves = succeed(*at, "supply", "log", "RICE", "--json").json
    wrong += [f"below zero after {move['id']}" for move in moves if move["on_hand"] < 0]
    wrong += [f"acknowledged {number} is {count} times there" for number, count in _missing(told, moves)]
    if sum(move["quantity"] for move in moves) != row["on_hand"]:
        wrong.append("the movements do not make the stock")
    check = command(*at, "store", "check")
    wrong += [f"store check exits {check.exit}: {check.out}{check.err}"] if check.exit else []
    refused = sum("refused" in fact for fact in told)
    return Run(issued, received, row["on_hand"], refused, tuple(wrong))


def _missing(told: list[dict[str, int]], moves: list[dict[str, int]]) -> list[tuple[int, int]]:
    """Return the acknowledged movements that are not there exactly once, with how often they are."""
    there = Counter(move["id"] for move in moves)
    return [(fact["id"], there[fact["id"]]) for fact in told if "id" in fact and there[fact["id"]] != 1]


def _take(store: Path, mine: int, stock: int, tell: Tell) -> None:
    """Take a few at a time until nothing is there; every eighth time bring one back."""
    at = ("--store", str(store), "supply")
    for number in range(stock):
        size = 1 + (number * 7 + mine) % 5
        done = command(*at, "issue", "RICE", str(size), "--json")
        if done.exit == 0:
            tell({"issued": size, "id": done.json["id"]})
        elif done.exit == 4:
            tell({"refused": size})
            if size == 1 or "there are 0" in done.err or "anywhere" in done.err:
                return
        else:
            tell({"fault": done.exit, "size": size})
        if number % 8 == 7:
            back = command(*at, "receive", "RICE", "1", "--json")
            tell({"received": 1, "id": back.json["id"]} if back.exit == 0 else {"fault": back.exit})


def main() -> int:
    """Run from the command line; exit 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--stock", type=int, default=400)
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="gridctl-issuing-") as folder:
        found = rush(Path(folder) / "grid.db", processes=given.processes, stock=given.stock)
    sys.stdout.write(
        f"{given.processes} processes in {time.monotonic() - began:.0f} s: {found.issued} issued, "
    )
    sys.stdout.write(
        f"{found.received} received, {found.left} left of {given.stock}, {found.refused} refused\n"
    )
    sys.stdout.writelines(f"WRONG {text}\n" for text in found.wrong[:20])
    return 1 if found.wrong or given.stock + found.received - found.issued != found.left else 0


if __name__ == "__main__":
    sys.exit(main())

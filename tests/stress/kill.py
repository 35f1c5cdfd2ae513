"""Kill -9 at random moments, and see that nothing acknowledged is lost and nothing is half done.

python -m tests.stress.kill --rounds 1000
"""

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from gridctl.store import schema
from gridctl.store.connecting import connect
from stress.children import Tell, fork, succeed
from stress.proof import Facts, prove, prove_all, prove_copies
from stress.victims import AREA, STANDING, VICTIMS, Round

# The longest a victim of each kind lives, in seconds: long enough for several of its acts, where a command
# takes as long as `USUAL` says. Where others are at work on the machine it takes longer, and so live they.
USUAL = 0.04
LIFE = {"add": 0.3, "edit": 0.4, "import": 0.8, "backup": 0.8, "migrate": 0.3}
# So many rounds share a store: each proof reads all of it, so that it must not grow without end.
PER_STORE = 100
KINDS = ("add", "edit", "import", "add", "import", "backup", "edit", "import", "migrate", "backup")


@dataclass(slots=True)
class Result:
    """How many rounds, how many acknowledged acts by kind, and what was wrong."""

    rounds: int = 0
    acknowledged: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, told: Facts) -> None:
        """Add what one victim told."""
        for fact in told:
            if "did" in fact:
                self.acknowledged[fact["did"]] = self.acknowledged.get(fact["did"], 0) + 1

    def take(self, other: "Result") -> None:
        """Add the rounds of another store."""
        self.rounds += other.rounds
        self.wrong += other.wrong
        for kind, count in other.acknowledged.items():
            self.acknowledged[kind] = self.acknowledged.get(kind, 0) + count

    def __str__(self) -> str:
        """Say how many kills there were and what was acknowledged."""
        acts = ", ".join(f"{count} {kind}" for kind, count in sorted(self.acknowledged.items()))
        return f"{self.rounds} kills; acknowledged: {acts}"


def torment(folder: Path, *, rounds: int, seed: int) -> Result:
    """Run `rounds` victims in `folder`, kill each, and prove the store after each."""
    rng, result, everything = Random(seed), Result(), []
    store, old = folder / "grid.db", folder / "old.db"
    standing = make_store(store)
    slower = max(1.0, _seconds_of_a_note(store, standing) / USUAL)
    make_old_store(old, store)
    for number in range(rounds):
        kind = KINDS[number % len(KINDS)]
        target = folder / f"migrate-{number}.db" if kind == "migrate" else store
        if kind == "migrate":
            shutil.copy(old, target)
        task = Round(target, folder, f"R{seed}n{number}", standing, Random(rng.random()))
        told = _one_victim(kind, task, rng.uniform(0.0, LIFE[kind] * slower))
        result.rounds += 1
        result.count(told)
        wrong = [*_prove(kind, target, told), *prove_copies(folder)]
        result.wrong += [f"round {number} ({kind}): {text}" for text in wrong]
        everything += [fact for fact in told if kind != "migrate" and fact.get("did") != "backup"]
        _sweep(folder, keep={store, old})
        if result.wrong:
            break
    result.wrong += prove_all(store, everything)
    return result


def make_store(store: Path) -> tuple[int, ...]:
    """Make a store with an area and a few standing requests; return their numbers."""
    at = ("--store", str(store))
    succeed(*at, "init", "--timezone", "Asia/Shanghai", "--lang", "en")
    succeed(*at, "area", "add", "HL", "恒利社区", "--kind", "community")
    succeed(*at, "area", "add", AREA, "1幢1单元", "--kind", "stairwell", "--parent", "HL")
    return tuple(
        int(succeed(*at, "request", "add", f"standing {n}", "--area", AREA, "--json").json["id"])
        for n in range(STANDING)
    )


def _seconds_of_a_note(store: Path, standing: tuple[int, ...]) -> float:
    """Return how long a short command takes here and now."""
    began = time.monotonic()
    for number in standing:
        succeed("--store", str(store), "request", "note", str(number), "how long does it take")
    return (time.monotonic() - began) / len(standing)


def make_old_store(old: Path, new: Path) -> None:
    """Make a store of the first version with the rows of `new`, for the migration to move forward."""
    latest = schema.LATEST
    schema.LATEST = 1
    try:
        schema.create(old, lambda making: _copy_rows(new, making))
    finally:
        schema.LATEST = latest


def _copy_rows(source: Path, target: Path) -> None:
    """Copy what the tables of `target` can hold."""
    raw = connect(target)
    try:
        raw.execute("ATTACH ? AS source", (str(source),))
        raw.execute("PRAGMA foreign_keys = OFF")
        for (name,) in raw.execute(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall():
            columns = ", ".join(row[1] for row in raw.execute(f"PRAGMA main.table_info({name})"))
            raw.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM source.{name}")
    finally:
        raw.close()


def _one_victim(kind: str, task: Round, life: float) -> Facts:
    def job(tell: Tell) -> None:
        tell({"ready": kind})
        VICTIMS[kind](task, tell)

    child = fork(job)
    child.wait_for_first()
    child.listen(life)
    child.kill()
    return child.told


def _prove(kind: str, target: Path, told: Facts) -> list[str]:
    if kind != "migrate":
        return prove(target, told)
    version = schema.read_version(target)
    if any(fact.get("did") == "migrate" for fact in told) and version != schema.LATEST:
        return [f"the migration was acknowledged, and the store has version {version}"]
    succeed("--store", str(target), "store", "migrate")
    listed = succeed("--store", str(target), "request", "list", "--format", "jsonl").out.splitlines()
    lost = [] if len(listed) == STANDING else [f"{len(listed)} of {STANDING} requests after the migration"]
    return lost + prove(target, told)


def _sweep(folder: Path, keep: set[Path]) -> None:
    """Remove what a round left behind: files for import, backups, migrated stores."""
    shutil.rmtree(folder / "backups", ignore_errors=True)
    kept = {path.name for path in keep}
    for path in folder.iterdir():
        if path.is_file() and not any(path.name.startswith(name) for name in kept):
            path.unlink()


def main() -> int:
    """Run from the command line; exit 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    began, result = time.monotonic(), Result()
    while result.rounds < given.rounds and not result.wrong:
        with tempfile.TemporaryDirectory(prefix="gridctl-kill-") as folder:
            rounds = min(PER_STORE, given.rounds - result.rounds)
            result.take(torment(Path(folder), rounds=rounds, seed=given.seed + result.rounds))
        sys.stderr.write(f"{result.rounds} of {given.rounds} after {time.monotonic() - began:.0f} s\n")
    sys.stdout.write(f"{result} in {time.monotonic() - began:.0f} s\n")
    sys.stdout.writelines(f"WRONG {text}\n" for text in result.wrong)
    return 1 if result.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""What the killed children do, each until it is killed: take in, edit, import, back up, move forward."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from stress.children import Tell, command

AREA = "HL1-1"
IMPORT_ROWS = 500
STANDING = 8
"""So many requests are there from the beginning."""


@dataclass(frozen=True, slots=True)
class Round:
    """One victim's task: the store, a mark that is in all that it writes, and its own chance."""

    store: Path
    folder: Path
    mark: str
    requests: tuple[int, ...]
    rng: Random

    def gridctl(self, tell: Tell, fact: dict[str, object], *argv: str) -> None:
        """Run a command; tell `fact`, with what the command printed, only once it has succeeded."""
        answer = command("--store", str(self.store), *argv)
        if answer.exit:
            tell({"failed": " ".join(argv), "exit": answer.exit, "err": answer.err})
        else:
            tell({**fact, "out": answer.json if "--json" in argv else None})


def add(task: Round, tell: Tell) -> None:
    """Take in one request after the other."""
    for number in range(10_000):
        text = f"{task.mark}-{number}"
        task.gridctl(tell, {"did": "add", "text": text}, "request", "add", text, "--area", AREA, "--json")


def edit(task: Round, tell: Tell) -> None:
    """Write notes, and take a request of its own through its life."""
    for number in range(10_000):
        text = f"{task.mark}-{number}"
        one = str(task.rng.choice(task.requests))
        task.gridctl(tell, {"did": "note", "request": int(one), "text": text}, "request", "note", one, text)
        answer = command("--store", str(task.store), "request", "add", text, "--area", AREA, "--json")
        own = str(answer.json["id"])
        for step in ("resolve", "close"):
            task.gridctl(tell, {"did": step, "request": int(own)}, "request", step, own)


def bring_in(task: Round, tell: Tell) -> None:
    """Import one file after the other."""
    for number in range(10_000):
        mark = f"{task.mark}x{number}"
        file = task.folder / f"{mark}.csv"
        write_requests(file, mark, IMPORT_ROWS)
        tell({"began": "import", "mark": mark})
        task.gridctl(tell, {"did": "import", "mark": mark}, "import", "requests", str(file), "--json")
        file.unlink()


def back_up(task: Round, tell: Tell) -> None:
    """Make one backup after the other, and one request between them."""
    for number in range(10_000):
        text = f"{task.mark}-{number}"
        task.gridctl(tell, {"did": "add", "text": text}, "request", "add", text, "--area", AREA, "--json")
        target = task.folder / f"{task.mark}-{number}.db"
        task.gridctl(tell, {"did": "backup", "file": str(target)}, "store", "backup", str(target))


def migrate(task: Round, tell: Tell) -> None:
    """Move the store forward; the second time there is nothing left to do."""
    task.gridctl(tell, {"did": "migrate"}, "store", "migrate")


VICTIMS: dict[str, Callable[[Round, Tell], None]] = {
    "add": add,
    "edit": edit,
    "import": bring_in,
    "backup": back_up,
    "migrate": migrate,
}


def write_requests(file: Path, mark: str, rows: int) -> None:
    """Write `rows` requests whose reference begins with `mark`."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(("ref", "received_at", "closed_at", "area", "category", "summary"))
        for row in range(rows):
            closed = f"2021-12-0{row % 8 + 2} 18:30" if row % 20 else ""
            received = f"2021-12-01 {row % 24:02d}:{row % 60:02d}"
            writer.writerow(
                (f"{mark}-{row:05d}", received, closed, AREA, "food", f"要青菜和鸡蛋 {mark} {row}")
            )

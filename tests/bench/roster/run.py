"""Plans one instance of the public benchmark in a process of its own, and tells how good the roster is.

Arguments: the file, the seconds, the seed.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.roster.checking import check
from bench.roster.instances import read, sections
from gridctl.planning.roster.solving import solve


def main(path: Path, seconds: float, seed: int) -> None:
    """Plan, check against the file alone, and print one line of JSON."""
    found = solve(read(path), seconds=seconds, seed=seed)
    names = [row[0] for row in sections(path)["SHIFTS"]]
    checked = check(path, [["" if job is None else names[job] for job in row] for row in found.grid])
    told = {
        "penalty": checked.penalty,
        "broken": checked.violations,
        "bound": found.bound,
        "seconds": found.seconds,
        "worked": time.process_time(),
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))

"""Plans the week of a street office, or of seven of them. Run by the measured Python.

    python -m bench.roster.office_of SIZE SECONDS SEED

SIZE is office, city or small. Prints a line of JSON: people and heads wanted, how many heads are filled up to
the least of their posts, the most that can be by a flow, what stays short and has somebody free for it all the
same (there should be none), the price with its lower bound, the seconds of the plan and of the whole, and
how many rules are broken (there should be none).
"""

import json
import sys
import time

from bench.roster.street import CITY, OFFICE, SMALL, street
from gridctl.planning.roster.bounds import fillable, filled
from gridctl.planning.roster.checking import broken
from gridctl.planning.roster.large import plan
from gridctl.planning.roster.reasons import FREE, reasons

SIZES = {"office": OFFICE, "city": CITY, "small": SMALL}


def main(size: str, seconds: float, seed: int) -> None:
    """Make the street, plan it, and hold it against the bounds."""
    problem = street(SIZES[size], seed)
    began = time.perf_counter()
    found = plan(problem, seconds=seconds, seed=seed)
    took = time.perf_counter() - began
    most = fillable(problem)
    least, best = filled(problem, found.grid)
    told = {
        "people": len(problem.people),
        "wanted": most.wanted_least,
        "filled": least,
        "most": most.least,
        "filled_best": best,
        "most_best": most.best,
        "free": sum(bool(one.people.get(FREE)) for one in reasons(problem, found.grid)),
        "cost": found.cost,
        "bound": found.bound,
        "seconds": took,
        "broken": len(broken(problem, found.grid)),
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))

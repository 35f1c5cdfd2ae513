"""Finds the twins of a file by one engine and says how well. Run by the measured environment's own Python.

    python twins_of.py ENGINE FILE     gridctl, recordlinkage or splink; ids as rec-N-org and rec-N-dup-M
    python twins_of.py town PEOPLE     gridctl on a made Chinese community of about so many people

Prints one JSON object: entries, true and found pairs, precision, recall, f1, and the seconds of the search.
"""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.febrl import Row, person, read, true_twins
from bench.people import make_town
from bench.rivals import by_recordlinkage, by_splink
from gridctl.core.twins import Person
from gridctl.services.twin_search import find_twins

Pairs = frozenset[frozenset[int | str]]
PEOPLE_PER_HOME = 2.17  # of a made town, second entries counted


def by_gridctl(people: Iterable[Person]) -> Pairs:
    """Return the pairs that gridctl finds."""
    return frozenset(frozenset((twin.a_id, twin.b_id)) for twin in find_twins(people))


ENGINES: dict[str, Callable[[list[Row]], Pairs]] = {
    "gridctl": lambda rows: by_gridctl(map(person, rows)),
    "recordlinkage": by_recordlinkage,
    "splink": by_splink,
}


def score(found: Pairs, true: Pairs) -> dict[str, float]:
    """Return precision, recall and F1; all 1 where there was nothing to find and nothing was found."""
    hits = len(found & true)
    precision = hits / len(found) if found else 1.0
    recall = hits / len(true) if true else 1.0
    f1 = 2 * precision * recall / (precision + recall) if hits else float(not found and not true)
    return {"precision": precision, "recall": recall, "f1": f1}


def main(engine: str, what: str) -> dict[str, float]:
    """Run one engine on a file, or gridctl on a made town."""
    logging.disable(logging.CRITICAL)
    if engine == "town":
        town = make_town(1, int(int(what) / PEOPLE_PER_HOME), again=0.02)
        entries, true = len(town.people), town.twins
        began = time.perf_counter()
        found = by_gridctl(town.people)
    else:
        rows = read(Path(what))
        entries, true = len(rows), true_twins(row["rec_id"] for row in rows)
        began = time.perf_counter()
        found = ENGINES[engine](rows)
    seconds = time.perf_counter() - began
    counts = {"entries": entries, "true": len(true), "found": len(found), "seconds": seconds}
    return {**counts, **score(found, true)}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))

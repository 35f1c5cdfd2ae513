"""Times the finding of residents within a process that has it warm. Run by the measured environment's Python.

    python resident_queries.py STORE N

Prints one JSON object: for each kind of words the median of N listings of fifty rows in milliseconds.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

from gridctl.services import resident_list
from gridctl.services.office import Office, open_office

WORDS = {
    "one character": "丽",
    "two characters": "王丽",
    "initials": "wlx",
    "full pinyin": "wanglixia",
    "phone ending": "5678",
    "home": "7幢2单元501",
    "name and home": "王 B0001-1-101",
}


def took(office: Office, words: str, rounds: int) -> float:
    """Return the median of `rounds` listings in milliseconds, after two that warm the caches."""
    times = []
    for _ in range(rounds + 2):
        began = time.perf_counter()
        list(resident_list.listing(office, resident_list.Query(words, limit=50)))
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times[2:])


def main(store: str, rounds: int) -> dict[str, float]:
    """Return the milliseconds of each kind of words."""
    with open_office(Path(store)) as office:
        return {kind: took(office, words, rounds) for kind, words in WORDS.items()}


if __name__ == "__main__":
    os.environ["GRIDCTL_CONFIG"] = os.devnull
    sys.stdout.write(json.dumps(main(sys.argv[1], int(sys.argv[2]))))

"""The command line of the benchmarks."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.brief import briefing
from bench.clock import machine
from bench.dispatching import handing_out
from bench.intake import taking_in_chats
from bench.measures import (
    FULL,
    QUICK,
    Figure,
    Sizes,
    checking,
    finding,
    importing,
    querying,
    start_up,
    taking_in,
)
from bench.place import Place, here, install
from bench.residents import bringing_people, reading_sheets
from bench.roster.measuring import rostering
from bench.roster.office import planning_offices
from bench.rosters import standing
from bench.rounds import knocking
from bench.signals import colours
from bench.twins import finding_twins
from bench.windows import long_tables

MEASURES: dict[str, Callable[[Place, Sizes], Iterator[Figure]]] = {
    "start": start_up,
    "add": taking_in,
    "import": importing,
    "query": querying,
    "check": checking,
    "find": finding,
    "twins": finding_twins,
    "people": bringing_people,
    "sheets": reading_sheets,
    "dispatch": handing_out,
    "intake": taking_in_chats,
    "rosters": standing,
    "colours": colours,
    "office": planning_offices,
    "roster": rostering,
    "table": long_tables,
    "rounds": knocking,
    "brief": briefing,
}


def main(argv: list[str] | None = None) -> int:
    """Measure, print the table, and exit 1 where a limit is not kept (never with --quick)."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Ratios within one run.")
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that the harness works")
    parser.add_argument(
        "--here", action="store_true", help="measure the gridctl of this environment, install nothing"
    )
    parser.add_argument(
        "--only", choices=MEASURES, action="append", help="one of the measures; may be repeated"
    )
    given = parser.parse_args(argv)
    sizes = QUICK if given.quick else FULL
    with tempfile.TemporaryDirectory(prefix="gridctl-bench-") as folder:
        place = here(Path(folder)) if given.here else install(Path(folder))
        figures = list(_measure(place, sizes, given.only or list(MEASURES)))
    sys.stdout.write(table(figures))
    return 0 if given.quick or all(figure.kept for figure in figures) else 1


def _measure(place: Place, sizes: Sizes, names: list[str]) -> Iterator[Figure]:
    for name in names:
        for figure in MEASURES[name](place, sizes):
            sys.stderr.write(f"{figure.what}: {_value(figure)} (limit {figure.limit:g})\n")
            yield figure


def table(figures: list[Figure]) -> str:
    """Return the figures as a Markdown table, with the machine below it."""
    lines = ["| what | measured | limit | against |", "|---|---|---|---|"]
    lines += [
        f"| {figure.what} | {_value(figure)}{'' if figure.kept else ' (!)'} | {figure.limit:g} {figure.unit} "
        f"| {figure.detail} |"
        for figure in figures
    ]
    return "\n".join([*lines, "", f"Measured on: {machine()}.", ""])


def _value(figure: Figure) -> str:
    places = {"×": 2, "F1": 4}.get(figure.unit, 0)
    return f"{figure.value:.{places}f} {figure.unit}"

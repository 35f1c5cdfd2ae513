"""Makes a community with many homes. Run by the measured Python.

    python rounds_of.py STORE HOMES

Buildings of five stairwells with 25 floors of two doors, laid out as `building add` does.
"""

import sys
from pathlib import Path

from gridctl.core.places import Layout
from gridctl.core.words import AreaKind
from gridctl.services import areas, places, storekeeping
from gridctl.services.office import open_office

CLOCK = 1_641_340_800_000
FLOORS, UNITS, ROOMS = 25, 5, 2


def main(store: str, homes: int) -> None:
    """Make the store."""
    place = Path(store)
    storekeeping.init(place, storekeeping.NewStore(), clock=lambda: CLOCK)
    with open_office(place, clock=lambda: CLOCK) as office:
        areas.add(office, areas.NewArea("HL", "恒利社区", AreaKind.COMMUNITY, None))
        for number in range(1, max(1, homes // (FLOORS * UNITS * ROOMS)) + 1):
            new = places.NewPlace(
                f"{number}幢", f"B{number:04}", "HL", layout=Layout(FLOORS, UNITS, ROOMS), stairwells=False
            )
            places.add_building(office, new)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

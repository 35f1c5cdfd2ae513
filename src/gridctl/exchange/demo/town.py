"""The demo's town: its areas, its homes, and who answers the phone there."""

from dataclasses import dataclass, field
from random import Random

from gridctl.core.words import AreaKind
from gridctl.exchange.demo.corpus import town


@dataclass(frozen=True, slots=True)
class Place:
    """One area: code, name, kind and the code of the area above ("" for none).

    Stairwells also know their `building` and `unit` numbers, `floors`, and `rooms` on each floor.
    """

    code: str
    name: str
    kind: AreaKind
    parent: str
    building: int = 0
    unit: int = 0
    floors: int = 0
    rooms: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up resident; the numbers lie in a range that is kept for examples here (1390000xxxx)."""

    name: str
    phone: str


def places() -> list[Place]:
    """Return all areas, each after the one above it."""
    plan = town()
    top, community = plan["town"], plan["community"]
    found = [
        Place(top["code"], top["name"], AreaKind.TOWN, ""),
        Place(community["code"], community["name"], AreaKind.COMMUNITY, top["code"]),
    ]
    for grid in plan["grid"]:
        found.append(Place(grid["code"], grid["name"], AreaKind.GRID, community["code"]))
        found.extend(
            Place(
                code=f"{community['code']}{building}-{unit}",
                name=f"{building}幢{unit}单元",
                kind=AreaKind.STAIRWELL,
                parent=grid["code"],
                building=building,
                unit=unit,
                floors=grid["floors"],
                rooms=grid["rooms"],
            )
            for building in range(grid["first"], grid["last"] + 1)
            for unit in range(1, grid["units"] + 1)
        )
    found.extend(Place(p["code"], p["name"], AreaKind(p["kind"]), p["parent"]) for p in plan["place"])
    return found


@dataclass(slots=True)
class Neighbours:
    """Who lives where: the same door gives the same name and phone each time it calls."""

    rng: Random
    _known: dict[str, Person] = field(default_factory=dict)
    _phones: set[str] = field(default_factory=set)

    def at(self, door: str) -> Person:
        """Return who answers at `door`, making them up at the first call."""
        if door not in self._known:
            self._known[door] = Person(self.name(), self.phone())
        return self._known[door]

    def name(self) -> str:
        """Make up a name."""
        people = town()["people"]
        # The surnames stand in the order of their frequency: the first ones are drawn more often.
        rank = min(int(self.rng.expovariate(1 / 18)), len(people["surnames"]) - 1)
        return str(people["surnames"][rank] + self.rng.choice(people["given"]))

    def phone(self) -> str:
        """Make up a number that nobody here has yet."""
        while True:
            phone = f"1390000{self.rng.randrange(10_000):04d}"
            if phone not in self._phones:
                self._phones.add(phone)
                return phone


def room(place: Place, rng: Random) -> str:
    """Return the number of a room in the stairwell `place`, such as ``501``."""
    return f"{rng.randint(1, place.floors)}{rng.randint(1, place.rooms):02d}"

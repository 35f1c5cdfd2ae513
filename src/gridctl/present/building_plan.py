"""A building drawn as floors and rooms, in cells; wide ones fold, unit under unit."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gridctl.core.needs import NeedTag
from gridctl.core.place_views import BuildingView, DoorView
from gridctl.present.cells import cell_len, pad, wrap
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.visible import visible

NOTHING = "."
"""The mark of a home that there is nothing to say of."""
LETTERS: Mapping[str, str] = {
    NeedTag.ELDERLY_ALONE: "A",
    NeedTag.BEDRIDDEN: "B",
    NeedTag.CHRONIC_ILLNESS: "C",
    NeedTag.DIALYSIS: "D",
    NeedTag.EVACUATED: "E",
    NeedTag.DISABLED: "H",
    NeedTag.INFANT: "I",
    NeedTag.CHILD_ALONE: "K",
    NeedTag.LOW_INCOME: "L",
    NeedTag.MENTAL_ILLNESS: "M",
    NeedTag.PREGNANT: "P",
    NeedTag.ISOLATED: "Q",
}
"""What stands in a plan for each known need, the same in all languages; others share `OTHER`."""
OTHER = "X"
GAP = 2
UNIT_GAP = 2


@dataclass(frozen=True, slots=True)
class Stack:
    """The homes above each other at one place of a unit: heading, home by floor, and how wide they are (cells)."""

    unit: str
    heading: str
    homes: Mapping[int, DoorView]
    width: int


def draw(building: BuildingView, marks: Mapping[int, str], *, width: int = 80) -> list[str]:
    """Return the lines of a building's plan, the top floor first; each fits `width` cells where it can.

    `marks` says what stands for each home, by its number; others have a dot. Homes without a floor
    (shops, doors without a number) stand below, by their labels.
    """
    piles = stacks(building.homes, marks)
    floors = sorted({floor for one in piles for floor in one.homes}, reverse=True)
    named = [_("{floor} F").format(floor=floor) for floor in floors]
    margin = max(map(cell_len, named), default=0)
    lines: list[str] = []
    for block in blocks(piles, width - margin):
        if lines:
            lines.append("")
        lines.append(_line("", margin, block, [one.heading for one in block]))
        for floor, name in zip(floors, named, strict=True):
            cells = [_mark(one.homes.get(floor), marks) for one in block]
            if any(cells):
                lines.append(_line(name, margin, block, cells))
    others = without_floor(building)
    if others:
        lines += [""] if lines else []
        lines += wrap(
            _(", ").join(f"{short_label(building, one)} {_mark(one, marks)}" for one in others), width
        )
    return lines


def _place(home: DoorView) -> tuple[str, str, int] | None:
    """Return unit, place in the floor and floor of a home with a numbered room, or None."""
    if home.floor is None or not home.room:
        return None
    return home.unit or "", home.room.removeprefix(str(home.floor)) or home.room, home.floor


def without_floor(building: BuildingView) -> list[DoorView]:
    """Return the homes that stand at no place of the plan: shops, doors without a number."""
    return [one for one in building.homes if _place(one) is None]


def stacks(homes: Sequence[DoorView], marks: Mapping[int, str]) -> list[Stack]:
    """Return the homes above each other, from left to right; a stack is as wide as its widest mark (cells)."""
    found: dict[tuple[str, str], dict[int, DoorView]] = {}
    for home in homes:
        if (place := _place(home)) is not None:
            found.setdefault(place[:2], {})[place[2]] = home
    order = sorted(found, key=lambda key: (len(key[0]), key[0], len(key[1]), key[1]))
    piles = []
    for unit, room in order:
        heading = visible(f"{unit}-{room}" if unit else room)
        inside = found[unit, room]
        widest = max(cell_len(_mark(home, marks)) for home in inside.values())
        piles.append(Stack(unit, heading, inside, max(cell_len(heading), widest)))
    return piles


def blocks(piles: Sequence[Stack], width: int) -> Iterator[list[Stack]]:
    """Yield as many stacks as fit beside each other; a unit is not divided if it fits alone."""
    block: list[Stack] = []
    for unit in _units(piles):
        if block and _width([*block, *unit]) > width:
            yield block
            block = []
        for one in unit:
            if block and _width([*block, one]) > width:
                yield block
                block = []
            block.append(one)
    if block:
        yield block


def _units(piles: Sequence[Stack]) -> Iterator[list[Stack]]:
    unit: list[Stack] = []
    for one in piles:
        if unit and unit[0].unit != one.unit:
            yield unit
            unit = []
        unit.append(one)
    if unit:
        yield unit


def _width(block: Sequence[Stack]) -> int:
    turns = sum(one.unit != two.unit for one, two in pairwise(block))
    return sum(one.width + GAP for one in block) + UNIT_GAP * turns


def _line(name: str, margin: int, block: Sequence[Stack], cells: Sequence[str]) -> str:
    text = pad(name, margin, right=True)
    before = block[0].unit
    for one, cell in zip(block, cells, strict=True):
        text += " " * (GAP + (UNIT_GAP if one.unit != before else 0)) + pad(cell, one.width)
        before = one.unit
    return text.rstrip()


def _mark(home: DoorView | None, marks: Mapping[int, str]) -> str:
    return "" if home is None else visible(marks.get(home.id, NOTHING))


def short_label(building: BuildingView, home: DoorView) -> str:
    """Return a home's label without its building's code, and its name."""
    own = home.label.removeprefix(f"{building.code}-")
    return visible(f"{own} {home.name}" if home.name else own)


def room_marks(building: BuildingView) -> dict[int, str]:
    """Return the everyday marks of each home that has one.

    They are how many live there, a letter and a count for each need, ``!`` and the number of open requests.
    """
    marks = {}
    for home in building.homes:
        living = str(home.resident_count) if home.resident_count else ""
        asked = f"!{home.open_requests}" if home.open_requests else ""
        needs = "".join(f"{letter}{count}" for letter, count in sorted(_letters(home).items()))
        if living or needs or asked:
            marks[home.id] = living + needs + asked
    return marks


def _letters(home: DoorView) -> Counter[str]:
    """Return how many of a home have each need, by its letter."""
    found: Counter[str] = Counter()
    for tag, count in home.needs.items():
        found[LETTERS.get(tag, OTHER)] += count
    return found


def legend(building: BuildingView) -> list[str]:
    """Return sentences of what the marks mean: those of needs only where they stand in the plan."""
    said = [_("A number: residents. !: open requests. A dot: neither.")]
    seen = set().union(*map(_letters, building.homes))
    words = {letter: label(tag, "needs") for tag, letter in LETTERS.items()} | {OTHER: _("another need")}
    known = [f"{letter} {words[letter]}" for letter in sorted(seen)]
    if known:
        said.append(_("Letters: needs, with how many have them: {needs}.").format(needs=_(", ").join(known)))
    return said


def plan_page(building: BuildingView, *, width: int = 80) -> str:
    """Return the plan with its legend; empty for a building without homes."""
    lines = draw(building, room_marks(building), width=width)
    if not lines:
        return ""
    below = [line for sentence in legend(building) for line in wrap(sentence, width)]
    return "\n".join([*lines, "", *below])

"""A building drawn as floors and rooms, in cells; wide ones fold, unit under unit."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

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
_UNIT_GAP = 2


@dataclass(frozen=True, slots=True)
class _Stack:
    """The homes above each other at one place of a unit: heading, and home by floor."""

    unit: str
    heading: str
    homes: Mapping[int, DoorView]
    width: int


class Spot(NamedTuple):
    """Where a home stands in a plan: its line, its first cell, and how many cells are its own."""

    line: int
    x: int
    width: int
    home: DoorView


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lines of a plan, and where each home stands in them, line by line."""

    lines: list[str]
    spots: list[Spot]


def draw(building: BuildingView, marks: Mapping[int, str], *, width: int = 80) -> list[str]:
    """Return the lines of a building's plan; see `drawing`."""
    return drawing(building, marks, width=width).lines


def drawing(building: BuildingView, marks: Mapping[int, str], *, width: int = 80) -> Drawing:
    """Return a building's plan, the top floor first; each line fits `width` cells where it can.

    `marks` says what stands for each home, by its number; others have a dot. Homes without a floor
    (shops, doors without a number) stand below, by their labels.
    """
    stacks = _stacks(building.homes, marks)
    floors = sorted({floor for one in stacks for floor in one.homes}, reverse=True)
    named = [_("{floor} F").format(floor=floor) for floor in floors]
    margin = max(map(cell_len, named), default=0)
    lines: list[str] = []
    spots: list[Spot] = []
    for block in _blocks(stacks, width - margin):
        if lines:
            lines.append("")
        lines.append(_line("", margin, block, [one.heading for one in block]))
        starts = _starts(margin, block)
        for floor, name in zip(floors, named, strict=True):
            homes = [one.homes.get(floor) for one in block]
            if any(homes):
                at = zip(starts, block, homes, strict=True)
                spots += [Spot(len(lines), x, one.width, home) for x, one, home in at if home]
                lines.append(_line(name, margin, block, [_mark(home, marks) for home in homes]))
    _add_others(building, marks, width, lines, spots)
    return Drawing(lines, spots)


def _add_others(
    building: BuildingView, marks: Mapping[int, str], width: int, lines: list[str], spots: list[Spot]
) -> None:
    """Add the homes without a floor below, as many to a line as fit."""
    others = [one for one in building.homes if _place(one) is None]
    lines += [""] if lines and others else []
    line, comma = "", _(", ")
    for home in others:
        text = f"{_short(building, home)} {_mark(home, marks)}"
        if line and cell_len(line + comma + text) > width:
            lines.append(line + comma.rstrip())
            line = ""
        line += comma if line else ""
        *full, rest = wrap(text, width)  # one door alone may be wider than the terminal
        spots.append(Spot(len(lines), cell_len(line), cell_len(full[0] if full else rest), home))
        lines += full
        line = rest if full else line + rest
    lines += [line] if line else []


def _place(home: DoorView) -> tuple[str, str, int] | None:
    """Return unit, place in the floor and floor of a home with a numbered room, or None."""
    if home.floor is None or not home.room:
        return None
    return home.unit or "", home.room.removeprefix(str(home.floor)) or home.room, home.floor


def _stacks(homes: Sequence[DoorView], marks: Mapping[int, str]) -> list[_Stack]:
    found: dict[tuple[str, str], dict[int, DoorView]] = {}
    for home in homes:
        if (place := _place(home)) is not None:
            found.setdefault(place[:2], {})[place[2]] = home
    order = sorted(found, key=lambda key: (len(key[0]), key[0], len(key[1]), key[1]))
    stacks = []
    for unit, room in order:
        heading = visible(f"{unit}-{room}" if unit else room)
        inside = found[unit, room]
        widest = max(cell_len(_mark(home, marks)) for home in inside.values())
        stacks.append(_Stack(unit, heading, inside, max(cell_len(heading), widest)))
    return stacks


def _blocks(stacks: Sequence[_Stack], width: int) -> Iterator[list[_Stack]]:
    """Yield as many stacks as fit beside each other; a unit is not divided if it fits alone."""
    block: list[_Stack] = []
    for unit in _units(stacks):
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


def _units(stacks: Sequence[_Stack]) -> Iterator[list[_Stack]]:
    unit: list[_Stack] = []
    for one in stacks:
        if unit and unit[0].unit != one.unit:
            yield unit
            unit = []
        unit.append(one)
    if unit:
        yield unit


def _width(block: Sequence[_Stack]) -> int:
    turns = sum(one.unit != two.unit for one, two in pairwise(block))
    return sum(one.width + GAP for one in block) + _UNIT_GAP * turns


def _starts(margin: int, block: Sequence[_Stack]) -> list[int]:
    """Return the first cell of each stack in a line."""
    found, x, before = [], margin, block[0].unit
    for one in block:
        x += GAP + (_UNIT_GAP if one.unit != before else 0)
        found.append(x)
        x, before = x + one.width, one.unit
    return found


def _line(name: str, margin: int, block: Sequence[_Stack], cells: Sequence[str]) -> str:
    text = pad(name, margin, right=True)
    for x, cell in zip(_starts(margin, block), cells, strict=True):
        text = pad(text, x) + cell
    return text.rstrip()


def _mark(home: DoorView | None, marks: Mapping[int, str]) -> str:
    return "" if home is None else visible(marks.get(home.id, NOTHING))


def _short(building: BuildingView, home: DoorView) -> str:
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
    said = [line for sentence in legend(building) for line in wrap(sentence, width)]
    return "\n".join([*lines, "", *said])

"""A building that has other floors, units or rooms than was thought: which doors come, go, or get their unit."""

from dataclasses import dataclass

from gridctl.core.places import Door, Layout


@dataclass(frozen=True, slots=True)
class Relaid:
    """What becomes of the doors of a layout.

    `renamed` are the old door and the new one behind which the same people live: where a building has one
    unit alone its homes leave the unit out, so they get it, or lose it, when there are several, or one again.
    """

    coming: tuple[Door, ...]
    going: tuple[Door, ...]
    renamed: tuple[tuple[Door, Door], ...]


def relaid(old: Layout, new: Layout) -> Relaid:
    """Return what becomes of the doors of a building whose layout was `old`; half a layout has no doors."""
    before, after = tuple(old.doors()), tuple(new.doors())
    there, wanted = set(before), set(after)
    renamed: dict[Door, Door] = {}
    if bool((old.units or 1) > 1) is not bool((new.units or 1) > 1):
        for door in before:
            other = door._replace(unit="" if door.unit == "1" else "1")
            if door.unit in {"", "1"} and other in wanted:
                renamed[door] = other
    taken = set(renamed.values())
    return Relaid(
        coming=tuple(door for door in after if door not in there and door not in taken),
        going=tuple(door for door in before if door not in wanted and door not in renamed),
        renamed=tuple(renamed.items()),
    )

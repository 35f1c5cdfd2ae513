"""A building as the elevation draws it, out of what a service says of it."""

from collections.abc import Mapping

from gridctl.core.place_views import BuildingView
from gridctl.present.building_plan import room_marks, short_label, stacks, without_floor
from gridctl.present.i18n import _
from gridctl.present.visible import visible
from gridctl.tui.widgets.elevation import Door, House


def house(building: BuildingView, doors: Mapping[int, Door]) -> House:
    """Return a building with these doors, by the number of their home; a home without one stays blank."""
    marks = {number: door.sign + ("+" if door.care else "") for number, door in doors.items()}
    piles = stacks(building.homes, marks)
    floors = sorted({floor for one in piles for floor in one.homes}, reverse=True)
    names = {floor: _("{floor} F").format(floor=floor) for floor in floors}
    others = [
        Door(door.key, door.sign, door.tone, door.care, short_label(building, home))
        for home in without_floor(building)
        if (door := doors.get(home.id)) is not None
    ]
    return House(piles, doors, names, others)


def plain_house(building: BuildingView) -> House:
    """Return a building with what the plan of `building show` has at each door."""
    marks = room_marks(building)
    doors = {one.id: Door(one.label, visible(marks.get(one.id, "")), "todo") for one in building.homes}
    return house(building, doors)

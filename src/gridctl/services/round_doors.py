"""Which targets of a round are meant: doors as they are typed, ranges of rooms, codes, places in the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gridctl.core.checklists import TargetKind
from gridctl.core.door_words import part_of, range_of
from gridctl.core.errors import N_, Ambiguous, GridError, NotFound
from gridctl.core.later import later
from gridctl.core.nearest import nearest_few
from gridctl.core.text import clean_line
from gridctl.services.office import Office
from gridctl.store import visits as rows
from gridctl.store.unit import Work

_ROOM = later(r"\d{1,5}[A-Za-z]?")
_PLACE = later(r"@(\d{1,9})")
_SHOWN = 6


@dataclass(slots=True)
class Doors:
    """Finds the targets of one round; a bare room is looked for in the stairwell of the last door first."""

    office: Office
    round: Any
    building_id: int | None = None
    unit: str | None = None

    def find(self, work: Work, words: Sequence[str], reader: int | None = None) -> list[Any]:
        """Return the targets that some words mean, each once; NotFound and Ambiguous name what there is.

        With `reader` (a member's number) those that this one of two people reads.
        """
        found: dict[int, Any] = {}
        for word in words:
            for target in self.one(work, word):
                if reader is None or target.member_id == reader:
                    found[target.id] = target
        return list(found.values())

    def one(self, work: Work, word: str) -> list[Any]:
        """Return the targets that one word means."""
        text = clean_line(word, "TARGET", longest=200)
        place = _PLACE.fullmatch(text)
        if place is not None:
            return rows.by_place(work, self.round.id, int(place[1])) or self._nothing(work, text)
        if self.round.kind not in {TargetKind.HOME, TargetKind.RESIDENT}:
            return self._thing(work, text)
        home, part = part_of(text)
        found = self._homes(work, home)
        if part is not None:
            found = self._part(found, text, part)
        self.building_id, self.unit = found[0].building_id, found[0].unit
        return found

    def _part(self, found: list[Any], text: str, part: int) -> list[Any]:
        """Return the person of a home that is meant."""
        mine = [one for one in found if one.part == part and one.resident_id is not None]
        if not mine:
            raise NotFound(
                N_("{text}: there are {count} people of that home in round {number}"),
                hint=N_("write the number of one of them behind the home, as in 501:2"),
                error="no_such_target",
                text=text,
                count=sum(one.resident_id is not None for one in found),
                number=self.round.id,
            )
        return mine

    def _homes(self, work: Work, text: str) -> list[Any]:
        found = rows.by_label(work, self.round.id, text)
        if found:
            return found
        span = range_of(text)
        if span is not None and (found := self._range(work, *span)):
            return found
        if _ROOM.fullmatch(text):
            return self._room(work, text)
        from gridctl.services import homes  # start-up: most doors are written by their labels
        from gridctl.services.place_names import own_area  # start-up: as above

        near = own_area(self.office, work)
        meant = homes.meant(work, text, near)
        found = [one for home in meant for one in rows.by_home(work, self.round.id, home.id)]
        if len({one.home_id for one in found}) > 1:
            raise self._several(found, text)
        return found or self._nothing(work, text, meant)

    def _range(self, work: Work, before: str, low: int, high: int) -> list[Any]:
        """Return the targets from one room to another of the same floor; a number that is no door is left out."""
        found: list[Any] = []
        for room in range(low, high + 1):
            try:
                found += self._homes(work, f"{before}{room}")
            except NotFound:
                continue
            self.building_id, self.unit = found[0].building_id, found[0].unit
        return found

    def _room(self, work: Work, room: str) -> list[Any]:
        """Return the targets with a bare room: beside the last door, in the operator's own area, or the only one."""
        if self.building_id is not None:
            found = rows.by_room(work, self.round.id, room, self.building_id, self.unit)
            if found:
                return found
        found = rows.by_room(work, self.round.id, room)
        if len({one.home_id for one in found}) > 1:
            found = self._own(work, found)
        if len({one.home_id for one in found}) > 1:
            raise self._several(found, room)
        return found or self._nothing(work, room)

    def _own(self, work: Work, found: list[Any]) -> list[Any]:
        """Return those of some targets that are the operator's share, or lie in the operator's own areas."""
        from gridctl.services import homes, people  # start-up: most doors are written by their labels
        from gridctl.services.place_names import own_area  # start-up: as above
        from gridctl.store import areas as area_rows  # start-up: as above

        me = people.me(work)
        if me is not None and (mine := [one for one in found if one.member_id == me.id]):
            return mine
        near = own_area(self.office, work)
        if near is None:
            return found
        for area in homes.own_areas(work, near):
            inside = set(area_rows.below(work, area))
            mine = [one for one in found if one.area_id in inside]
            if mine:
                return mine
        return found

    def _thing(self, work: Work, text: str) -> list[Any]:
        number = self.thing_number(work, text)
        return rows.by_thing(work, self.round.id, number) or self._nothing(work, text)

    def thing_number(self, work: Work, text: str) -> int:
        """Return the number of the compound, building, area, member or point that a text names."""
        from gridctl.services import areas, people  # start-up: most rounds go to homes
        from gridctl.services.place_names import find_building, find_compound, own_area  # start-up: as above

        kind = TargetKind(self.round.kind)
        if kind is TargetKind.BUILDING:
            return int(find_building(work, text, own_area(self.office, work)).id)
        if kind is TargetKind.COMPOUND:
            return int(find_compound(work, text).id)
        if kind is TargetKind.AREA:
            return areas.find(work, text).id
        if kind is TargetKind.MEMBER:
            return int(people.find_member(work, text).id)
        from gridctl.services import points  # start-up: few rounds go to points

        return int(points.find(work, text).id)

    def _several(self, found: list[Any], text: str) -> Ambiguous:
        labels = list(dict.fromkeys(one.home for one in found))
        return Ambiguous(
            N_("{text} fits {count} homes"),
            hint=N_("give one of them: {labels}"),
            text=text,
            count=len(labels),
            labels=", ".join(labels[:_SHOWN]) + (" ..." if len(labels) > _SHOWN else ""),
        )

    def _nothing(self, work: Work, text: str, meant: Sequence[Any] = ()) -> Any:  # noqa: ANN401
        """Raise the error for what is no target of this round, with the nearest ones."""
        if meant:
            raise self._not_here(meant[0].label)
        labels = rows.labels(work, self.round.id, self.building_id) or rows.labels(work, self.round.id)
        near = nearest_few(text, labels) or self._by_room(text, labels)
        raise NotFound(
            N_("there is no target {text} in round {number}"),
            hint=N_("nearest: {near}; all: gridctl round missing {number}")
            if near
            else N_("see: gridctl round missing {number}"),
            error="no_such_target",
            text=text,
            number=self.round.id,
            near=", ".join(near),
        )

    @staticmethod
    def _by_room(text: str, labels: Sequence[str]) -> list[str]:
        """Return the doors whose room is nearest to a bare one."""
        rooms: dict[str, str] = {}
        for label in labels:
            rooms.setdefault(label.rpartition("-")[2], label)
        return [rooms[room] for room in nearest_few(text, rooms)]

    def _not_here(self, label: str) -> GridError:
        return NotFound(
            N_("{target} is not among the targets of round {number}"),
            hint=N_("add it: gridctl round add {number} {target} --note TEXT"),
            error="not_a_target",
            target=label,
            number=self.round.id,
        )

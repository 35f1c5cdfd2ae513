"""What a group's rows count, as cells of one line: where a row begins, how a letter moves it, what its end costs."""

import numpy as np
from numpy.typing import NDArray

from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.letters import Counter, Group
from gridctl.planning.roster.prices import carried, load_price
from gridctl.planning.roster.problem import Person

Floats = NDArray[np.float32]


class Counting:
    """The counters of a group as one line of cells.

    A person with a smaller limit than others begins with that much counted, so all reach the limit at the same
    cell. `start` and `end` are prices by person and cell: 0 where a row begins, the loads where it ends.
    """

    def __init__(self, cells: Cells, group: Group) -> None:
        """Lay the counters out."""
        self.cells, self.group = cells, group
        self.sizes = [counter.size for counter in group.counters]
        self.room = int(np.prod(self.sizes, dtype=np.int64)) if self.sizes else 1
        self.steps = [
            int(np.prod(self.sizes[place + 1 :], dtype=np.int64)) for place in range(len(self.sizes))
        ]
        self.week = self._place("week")
        self.base = np.asarray(
            [
                [self._base(cells.problem.people[one], counter) for counter in group.counters]
                for one in group.people
            ],
            dtype=np.int64,
        ).reshape(len(group.people), len(self.sizes))
        index = np.indices(self.sizes).reshape(len(self.sizes), self.room)
        self.start, self.end = self._start(), self._end(index)
        weekend = self._place("weekends")
        self.jumps: dict[tuple[int, bool], tuple[int, Floats]] = {}
        for place, letter in enumerate(group.letters):
            for counts in (False, True):
                adds = list(letter.adds)
                if weekend is not None and counts:
                    adds[weekend] = 1
                wrapped = np.zeros(self.room, dtype=np.float32)
                for counter, add in enumerate(adds):
                    wrapped[index[counter] < add] = np.inf
                offset = sum(add * step for add, step in zip(adds, self.steps, strict=True))
                self.jumps[place, counts] = min(offset, self.room), wrapped

    def _place(self, what: str) -> int | None:
        return next((place for place, one in enumerate(self.group.counters) if one.what == what), None)

    def _base(self, person: Person, counter: Counter) -> int:
        """Return where a person begins, so that the last cell is its limit."""
        limits = person.limits
        limit = {
            "minutes": limits.most_minutes,
            "weekends": limits.weekends,
            "week": limits.week_minutes,
            "shift": limits.shifts[counter.shift] if limits.shifts and counter.what == "shift" else None,
        }.get(counter.what)
        return 0 if limit is None else max(0, counter.size - 1 - max(0, limit) // counter.unit)

    def _start(self) -> Floats:
        start = np.full((len(self.group.people), self.room), np.inf, dtype=np.float32)
        for place, one in enumerate(self.group.people):
            cell = int(self.base[place] @ np.asarray(self.steps, dtype=np.int64)) if self.sizes else 0
            if self.week is not None:
                cell += self._week_before(place, one) * self.steps[self.week]
            start[place, cell] = 0
        return start

    def _week_before(self, place: int, one: int) -> int:
        """Return how many units of the first week are taken up before day 0."""
        counter, person = self.group.counters[self.week or 0], self.cells.problem.people[one]
        most = person.limits.week_minutes or 0
        before = self.cells.minutes_before(person, self.cells.weeks[0])
        taken = most // counter.unit - (most - before) // counter.unit
        return min(taken, counter.size - 1 - int(self.base[place, self.week or 0]))

    def _end(self, index: NDArray[np.int64]) -> Floats:
        """Return what it costs to end in a cell: the loads, and infinitely much below the least minutes."""
        end = np.zeros((len(self.group.people), self.room), dtype=np.float32)
        for place, one in enumerate(self.group.people):
            person = self.cells.problem.people[one]
            for number, counter in enumerate(self.group.counters):
                amount = (index[number] - self.base[place, number]) * counter.unit
                if counter.what == "minutes" and person.limits.least_minutes is not None:
                    end[place][amount < person.limits.least_minutes] = np.inf
                for load_number, load in enumerate(self.cells.problem.loads):
                    if load.what == counter.what:
                        before = carried(person, load_number)
                        highest = int(amount.max()) + 1
                        table = np.asarray([load_price(load, before + n) for n in range(highest)])
                        end[place] += table[np.maximum(amount, 0)]
        return end

    def window(self, before: int, after: int) -> tuple[int, int]:
        """Return the cells that matter after at most `before` days of work, when `after` more may come.

        Only minutes are looked at, which are counted first.
        """
        if not self.group.counters or self.group.counters[0].what != "minutes":
            return 0, self.room
        counter, step = self.group.counters[0], self.steps[0]
        longest = max((letter.adds[0] for letter in self.group.letters), default=0)
        high = int(self.base[:, 0].max()) + before * longest + 1
        low = counter.size
        for place, one in enumerate(self.group.people):
            least = self.cells.problem.people[one].limits.least_minutes or 0
            low = min(low, int(self.base[place, 0]) - (-least // counter.unit))
        return max(0, low - after * longest) * step, min(counter.size, high) * step

    def new_week(self, states: Floats, who: NDArray[np.int64]) -> Floats:
        """Return states on a Monday: the cheapest of any minutes in the week before, begun anew."""
        if self.week is None:
            return states
        size, step = self.sizes[self.week], self.steps[self.week]
        cut = states.reshape(*states.shape[:-1], states.shape[-1] // (size * step), size, step)
        cheapest = cut.min(axis=-2)
        found = np.full_like(cut, np.inf)
        for place, one in enumerate(who):
            found[..., place, :, int(self.base[one, self.week]), :] = cheapest[..., place, :, :]
        return found.reshape(states.shape)

    def origins(self, letter: int, weekend: bool, cell: int, day: int, place: int) -> list[int]:
        """Return the cells of the day before from which a letter (-1: a day off) leads to a cell."""
        at = cell
        if letter >= 0:
            offset, wrapped = self.jumps[letter, weekend]
            if wrapped[cell] or offset > cell:
                return []
            at = cell - offset
        if self.week is None or self.cells.problem.weekday(day):
            return [at]
        size, step = self.sizes[self.week], self.steps[self.week]
        here = at // step % size
        if here != self.base[place, self.week]:
            return []
        return [at + (other - here) * step for other in range(size)]

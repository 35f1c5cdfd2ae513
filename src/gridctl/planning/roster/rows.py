"""The cheapest row of every person of a group at once, by dynamic programming over the days."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.counting import Counting
from gridctl.planning.roster.letters import Group
from gridctl.planning.roster.problem import SATURDAY, SUNDAY
from gridctl.planning.roster.runs import Runs

Floats = NDArray[np.float32]
Row = tuple[int | None, ...]

STATES = 8_000_000
"""States that a group holds at once (4 bytes each); so many of its people are priced together as fit."""

Window = tuple[int, int]
"""The first of the cells that matter on a day, and the one after the last."""


def rewarded(reward: NDArray[np.float64], row: Row) -> float:
    """Return what a row is rewarded with."""
    return sum(float(reward[day, job]) for day, job in enumerate(row) if job is not None)


class Rows:
    """Finds the cheapest rows of a group for prices that change.

    After `price`, `works[day]` holds the cheapest way to each state of a day with work, by run, letter, person
    and counters; `offs[day]` to each state of a day off, by run, person and counters. Cells that nobody can
    reach, or from which nobody can reach the end, stay infinite.
    """

    def __init__(self, cells: Cells, group: Group) -> None:
        """Prepare what doesn't depend on prices."""
        self.cells, self.group = cells, group
        self.count, self.runs = Counting(cells, group), Runs(cells, group)
        self.days, self.longest = cells.problem.days, self.runs.longest
        each = self.days * max(1, self.longest * len(group.letters) + self.runs.off) * self.count.room
        self.width = max(1, min(len(group.people), STATES // each))
        shape = (self.width, self.count.room)
        self.states = each
        self.works = np.full((self.days, self.longest, len(group.letters), *shape), np.inf, dtype=np.float32)
        self.offs = np.full((self.days, self.runs.off, *shape), np.inf, dtype=np.float32)
        self.windows = [
            self.count.window(self.runs.most_work(day + 1), self.runs.most_work(self.days - day - 1))
            for day in range(self.days)
        ]
        self.bare, self.rest = self._prices()
        self.dear = np.zeros((len(group.people), len(cells.problem.jobs)))
        self.dear_weekend = np.zeros(len(group.people))
        self._members = [list(letter.jobs) for letter in group.letters]
        self._chain = group.before == [list(range(place + 1)) for place in range(len(group.letters))]
        self.letters = list(range(len(group.letters)))
        self.who = np.arange(len(group.people))

    def _prices(self) -> tuple[Floats, Floats]:
        """Return the price of each job, and of a day off, by person and day; infinite where it can't be."""
        people, jobs = self.group.people, len(self.cells.problem.jobs)
        bare = np.full((len(people), self.days, jobs), np.inf, dtype=np.float32)
        rest = np.full((len(people), self.days), np.inf, dtype=np.float32)
        for place, one in enumerate(people):
            for day, options in enumerate(self.cells.options[one]):
                for job, price in options.items():
                    if job is None:
                        rest[place, day] = price
                    else:
                        bare[place, day, job] = price
        return bare, rest

    def price(self, reward: NDArray[np.float64], who: Sequence[int]) -> Floats:
        """Return the price of the cheapest row of some (their places in the group), `width` of them at most.

        `reward` has a row for each day and a column for each job; each job of each day is rewarded by it.
        `dear` and `dear_weekend` are prices for each job and weekend that some persons pay on top.
        """
        self.who = np.asarray(who)
        net = self.bare[self.who] + (self.dear[self.who, None] - reward).astype(np.float32)
        letters = [net[:, :, members] for members in self._members]
        self.letter_price = [one.min(axis=2) for one in letters]
        self.letter_job = [
            np.asarray(members)[one.argmin(axis=2)]
            for one, members in zip(letters, self._members, strict=True)
        ]
        self.ends = [self.runs.ends(day, self.who) for day in range(self.days)]
        self.begins = [self.runs.begins(day, self.who) for day in range(self.days)]
        some = slice(len(self.who))
        self._first(self.works[0, :, :, some], self.offs[0, :, some])
        for day in range(1, self.days):
            self._day(day)
        last = self.offs[-1, :, some].min(axis=0)
        if letters:
            last = np.minimum(last, self.works[-1, :, :, some].min(axis=(0, 1)))
        self.total = last + self.count.end[self.who]
        return self.total.min(axis=1)  # type: ignore[no-any-return]

    def _first(self, works: Floats, offs: Floats) -> None:
        """Fill the states of day 0: each person's run goes on or ends."""
        works[:], offs[:] = np.inf, np.inf
        start, everything = self.count.start, (0, self.count.room)
        weekday = self.cells.problem.weekday(0)
        for place, one in enumerate(self.who):
            person = self.cells.problem.people[self.group.people[one]]
            row, forced = person.past.row, len(self.cells.options[self.group.people[one]][0]) == 1
            if not 0 < row < person.limits.least_row or forced:
                offs[0, place] = start[one] + self.rest[one, 0]
            run = min(row, self.longest - 1) if self.runs.open_end else row
            if run >= self.runs.most[one]:
                continue
            weekend = weekday == SATURDAY or (weekday == SUNDAY and not person.past.on_weekend)
            for number, letter in enumerate(self.group.letters):
                if not letter.night or letter.night == person.past.nights + 1:
                    price, target = (
                        self._step(number, 0, weekend, everything)[place],
                        works[run, number, place],
                    )
                    self._move(number, weekend, start[one], everything, price, target, everything)

    def _step(self, letter: int, day: int, weekend: bool, window: tuple[int, int]) -> Floats:
        """Return what a letter costs on a day, by person and cell that it leads to."""
        price = self.letter_price[letter][:, day, None]
        if weekend:
            price = price + self.dear_weekend[self.who, None].astype(np.float32)
        return price + self.count.jumps[letter, weekend][1][window[0] : window[1]]  # type: ignore[no-any-return]

    def _move(
        self,
        letter: int,
        weekend: bool,
        source: Floats,
        window: Window,
        price: Floats,
        target: Floats,
        into: Window,
    ) -> None:
        """Write into the window `into` of `target` what `source`, of another window, costs after a letter."""
        offset = self.count.jumps[letter, weekend][0]
        low, high = max(into[0], window[0] + offset), min(into[1], window[1] + offset)
        if high <= low:
            target[..., into[0] : into[1]] = np.inf
            return
        target[..., into[0] : low] = np.inf
        target[..., high : into[1]] = np.inf
        np.add(
            source[..., low - offset - window[0] : high - offset - window[0]],
            price[..., low - into[0] : high - into[0]],
            out=target[..., low:high],
        )

    def _source(self, day: int) -> tuple[Floats, Floats]:
        """Return the states of the day before; on a Monday what the week counted is forgotten."""
        some, (low, high) = slice(len(self.who)), self.windows[day - 1]
        works, offs = self.works[day - 1, :, :, some, low:high], self.offs[day - 1, :, some, low:high]
        if self.cells.problem.weekday(day) == 0 and self.count.week is not None:
            works, offs = self.count.new_week(works, self.who), self.count.new_week(offs, self.who)
        return works, offs

    def weekend(self, day: int) -> tuple[bool, bool]:
        """Whether work on a day begins a weekend, after a day off and after a day's work."""
        weekday = self.cells.problem.weekday(day)
        return weekday in {SATURDAY, SUNDAY}, weekday == SATURDAY

    def _day(self, day: int) -> None:
        works, offs = self._source(day)
        some, before, window = slice(len(self.who)), self.windows[day - 1], self.windows[day]
        new = self.works[day, :, :, some]
        rested = _least([(offs[run], mask) for run, mask in self.begins[day]])
        after_off, after_work = self.weekend(day)
        sources = self._worked(works)
        for place, letter in enumerate(self.group.letters):
            price = self._step(place, day, after_off, window)
            if letter.night <= 1:
                self._move(place, after_off, rested, before, price, new[0, place], window)
            source = sources[place]
            if source is None:
                continue
            if after_off != after_work:
                price = self._step(place, day, after_work, window)
            self._move(place, after_work, source[:-1], before, price, new[1:, place], window)
            if self.runs.open_end:
                longer = np.full_like(new[-1, place], np.inf)
                self._move(place, after_work, source[-1], before, price, longer, window)
                np.minimum(new[-1, place], longer, out=new[-1, place])
        if not self.runs.all_the_same:
            new[..., window[0] : window[1]] += self.runs.too_long[:, None, self.who, None]
        self._rest(day, works, offs)

    def _worked(self, works: Floats) -> list[Floats | None]:
        """Return for each letter the cheapest state of the day before that it may follow, by run."""
        found: list[Floats | None] = []
        for place, before in enumerate(self.group.before):
            if self._chain and place:
                longer = found[-1]
                found.append(None if longer is None else np.minimum(longer, works[:, place]))
            else:
                found.append(reduce(np.minimum, (works[:, other] for other in before)) if before else None)
        return found

    def _rest(self, day: int, works: Floats, offs: Floats) -> None:
        """Fill the states of a day off: the cells of the day's window that the day before can have."""
        before, (begin, end) = self.windows[day - 1], self.windows[day]
        low, high = max(before[0], begin), min(before[1], end)
        off = self.offs[day, :, : len(self.who)]
        off[..., begin:low], off[..., high:end] = np.inf, np.inf
        cut = slice(low - before[0], high - before[0])
        works, offs, off = works[..., cut], offs[..., cut], off[..., low:high]
        rest = self.rest[self.who, day, None]
        ended = [(works[run].min(axis=0), mask) for run, mask in self.ends[day]] if works.size else []
        if ended:
            np.add(_least(ended), rest, out=off[0])
        if self.runs.off > 1:
            np.add(offs[:-1], rest, out=off[1:])
        if ended or self.runs.off > 1:
            np.minimum(off[-1], offs[-1] + rest, out=off[-1])
        else:
            np.add(offs[-1], rest, out=off[-1])


def _least(states: list[tuple[Floats, Floats | None]]) -> Floats:
    """Return the cheapest of several states; a mask says who may leave which."""
    return reduce(np.minimum, (state if mask is None else state + mask for state, mask in states))

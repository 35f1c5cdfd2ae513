"""Which runs of days the people of a group may begin and end, day by day, as prices of 0 and infinity."""

import numpy as np
from numpy.typing import NDArray

from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.letters import Group

Floats = NDArray[np.float32]

Mask = tuple[int, Floats | None]
"""A run (its length less one) that some of the people may leave, and a price for each where not all may."""


class Runs:
    """The rules of runs of a group, in states that are long enough for all of its people.

    A run of work is at most `longest` long, or counted up to it where there is no limit (`open_end`); a run of
    days off is counted up to `off`. The run that begins with day 0 is never too short.
    """

    def __init__(self, cells: Cells, group: Group) -> None:
        """Look at the limits of everybody."""
        people = [cells.problem.people[one] for one in group.people]
        self.past = np.asarray([person.past.row for person in people])
        self.least_row = np.asarray([person.limits.least_row for person in people])
        self.least_off = np.asarray([person.limits.least_off for person in people])
        self.off = int(self.least_off.max())
        most = [person.limits.most_row for person in people if person.limits.most_row is not None]
        self.open_end = not most
        self.longest = max(most) if most else int(max(self.least_row.max(), self.past.max() + 1))
        self.longest = max(1, min(self.longest, cells.problem.days + int(self.past.max())))
        self.most = np.asarray(
            [self.longest if person.limits.most_row is None else person.limits.most_row for person in people]
        )
        lengths = np.arange(1, self.longest + 1)[:, None]
        self.too_long = np.where(lengths <= self.most, 0, np.inf).astype(np.float32)
        """By run and person: whether somebody may work so many days."""
        self.all_the_same = bool((self.most >= self.longest).all())

    def ends(self, day: int, who: NDArray[np.int64]) -> list[Mask]:
        """Return the runs of work after which a day can be off."""
        return self._leaving(day, who, np.minimum(self.least_row[who], self.longest), self.longest)

    def begins(self, day: int, who: NDArray[np.int64]) -> list[Mask]:
        """Return the runs of days off after which work can begin on a day."""
        return self._leaving(day, who, self.least_off[who], self.off)

    def _leaving(
        self, day: int, who: NDArray[np.int64], least: NDArray[np.int64], longest: int
    ) -> list[Mask]:
        """Return the runs that are long enough, or began with day 0, and for whom."""
        lengths = np.arange(1, longest + 1)[:, None]
        may = (lengths >= least) | ((self.past[who] == 0) & (lengths == day))
        some, all_ = may.any(axis=1), may.all(axis=1)
        return [
            (run, None if all_[run] else np.where(may[run], 0, np.inf)[:, None].astype(np.float32))
            for run in range(longest)
            if some[run]
        ]

    def most_work(self, days: int) -> int:
        """Return on how many days of some anybody can work at most."""
        if self.open_end:
            return days
        most, off = int(self.most.max()), int(self.least_off.min())
        return days // (most + off) * most + min(days % (most + off), most)

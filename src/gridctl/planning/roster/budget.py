"""How long a search may go on: effort that is the same on every machine, and a cap by the wall."""

import time
from collections.abc import Callable

from ortools.sat.python.cp_model import CpSolver


class Budget:
    """Effort and seconds that are left; `stop` may end all before."""

    def __init__(
        self,
        seconds: float,
        effort: float | None = None,
        seed: int = 1,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        """Begin to count."""
        self.seed = seed
        self.began = time.monotonic()
        self.seconds, self.effort = seconds, effort
        self.spent = 0.0
        self.stopped = False
        self._stop = stop

    def spend(self, effort: float) -> None:
        """Count effort."""
        self.spent += effort

    def passed(self) -> float:
        """Return the seconds by the wall since the beginning."""
        return time.monotonic() - self.began

    def left(self) -> float:
        """Return the part of the budget that is left, from 1 down to 0."""
        left = 1 - self.passed() / self.seconds if self.seconds > 0 else 0.0
        if self.effort is not None:
            left = min(left, 1 - self.spent / self.effort if self.effort > 0 else 0.0)
        return max(0.0, left)

    def whole(self) -> float:
        """Return the effort of the whole; by the wall a second is taken for one of effort."""
        return self.seconds if self.effort is None else self.effort

    def over(self) -> bool:
        """Whether it is time to end."""
        if self._stop is not None and not self.stopped and self._stop():
            self.stopped = True
        return self.stopped or self.left() <= 0

    def cut(self) -> bool:
        """Whether the search ends before its effort: somebody said stop, or the seconds are over."""
        return self.stopped or self.passed() >= self.seconds

    def solver(self, effort: float) -> CpSolver:
        """Return a solver with one worker and a limit of effort, within what is left."""
        solver = CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.random_seed = self.seed
        if self.effort is not None:
            effort = min(effort, max(0.01, self.effort - self.spent))
        solver.parameters.max_deterministic_time = effort
        solver.parameters.max_time_in_seconds = max(0.01, self.seconds - self.passed())
        return solver

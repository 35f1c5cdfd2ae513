"""A roster is made better piece by piece: some people choose anew, while all others stand."""

import random

import numpy as np
from ortools.sat.python import cp_model

from gridctl.planning.roster.budget import Budget
from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.choosing import RowChoice
from gridctl.planning.roster.generating import generate
from gridctl.planning.roster.master import Master, Stumbled
from gridctl.planning.roster.model import Model
from gridctl.planning.roster.pool import Pool
from gridctl.planning.roster.pricing import Pricer
from gridctl.planning.roster.prices import price, row_price
from gridctl.planning.roster.problem import Grid


class Search:
    def __init__(self, cells, pool, pricer, budget, grid, reward, rng):
        self.cells, self.pool, self.pricer, self.budget, self.rng = cells, pool, pricer, budget, rng
        self.grid, self.reward = tuple(grid), reward
        self.cost = price(cells, grid)

    def part(self, people):
        chosen = set(people)
        return self.cost - sum(row_price(self.cells, one, row) for one, row in enumerate(self.grid) if one not in chosen)

    def improve(self, people, keep=30, rounds=12, limit=1.0):
        master = Master(self.cells, self.pool, people, self.grid)
        master.reward = self.reward.copy()
        for one in people:
            for row in [self.grid[one], *self.pool.good(one, self.reward, keep)]:
                master.add(one, row)
        part = self.part(people)
        beat = part - 1 + 1e-4
        try:
            master.solve()
            bound = generate(master, self.pricer, self.budget, rounds=rounds, gap=0.5, beat=beat)
        except Stumbled:
            return "stumbled"
        if bound >= beat:
            return "proved"
        rows = {}
        for one in people:
            dual = master.one_row[one].dual_value()
            rows[one] = [c.row for c in master.columns[one] if c.price - master.rewarded(master.reward, c.row) - dual <= part - master.value + 1e-6 or c.row == self.grid[one]]
        model = Model(self.cells, lambda cp: {one: RowChoice(cp, self.cells, one, some) for one, some in rows.items()}, self.grid)
        model.hint(self.grid)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.random_seed = self.rng.randrange(1 << 30)
        solver.parameters.max_deterministic_time = limit
        status = solver.solve(model.cp)
        self.last = (bound, master.value, part, sum(map(len, rows.values())), solver.response_proto.deterministic_time, solver.status_name(status))
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            grid = model.read(solver)
            cost = price(self.cells, grid)
            if cost <= self.cost and grid != self.grid:
                better = cost < self.cost
                self.grid, self.cost = grid, cost
                return "better" if better else "same"
        return "none"

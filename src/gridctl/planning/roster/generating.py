"""Rows are made until the linear programme can't get better, then one row after the other is chosen for sure."""

import random

import numpy as np

from gridctl.planning.roster.budget import Budget
from gridctl.planning.roster.master import Column, Master
from gridctl.planning.roster.pricing import Pricer

SMOOTH = 0.6
"""How much of the rewards that gave the best bound goes into those for which rows are made."""
EASE = 0.5
"""While a choice makes the whole dearer by less, no rows are made."""
FEW = 12
"""Where no row is sure, one in so many is chosen at a time."""
SURE = 0.95
"""A row with such a share is chosen."""


def generate(
    master: Master,
    pricer: Pricer,
    budget: Budget,
    *,
    rounds: int,
    gap: float = 0.5,
    beat: float = np.inf,
    enough: float = -np.inf,
    until: float = 0.0,
) -> float:
    """Make rows until the price is within `gap` of the bound or `enough`, or the bound reaches `beat`.

    It ends after some rounds in any case, and where the part of the budget left is down to `until`. Returns the
    bound.
    """

    def over() -> bool:
        return budget.over() or budget.left() <= until

    center, best, smooth = master.reward.copy(), -np.inf, SMOOTH
    for number in range(rounds):
        reward = smooth * center + (1 - smooth) * master.reward if number else center
        rows = pricer.cheapest(reward, master.free(), over)
        bound = master.bound(reward, rows)
        if bound > best:
            best, center = bound, reward
        added = sum(master.add(one, row) for one, (_bound, row) in rows.items() if row is not None)
        if added:
            master.solve()
        elif not smooth and not pricer.count_more():
            break
        smooth = SMOOTH if added else 0.0
        if master.value - best < gap or master.value <= enough or best >= beat or over():
            break
    return best


def dive(
    master: Master,
    pricer: Pricer,
    budget: Budget,
    rng: random.Random,
    *,
    rounds: int,
    beat: float,
    until: float = 0.0,
) -> bool:
    """Choose a row for each person, the surest first, and make more rows where a choice makes the whole dearer.

    Say whether all have one: it is given up when the linear programme alone is dearer than `beat`, and where the
    part of the budget left is down to `until`.
    """
    reached = master.value
    while master.free():
        best = [shares[0] for shares in map(master.shares, master.free()) if shares]
        if not best or budget.over() or budget.left() <= until:
            return False
        best.sort(key=lambda pair: -pair[0] - rng.random() / 10)
        sure = [column for share, column in best if share > SURE]
        _choose(master, sure or [column for _share, column in best[: max(1, len(best) // FEW)]])
        if master.solve() > reached + EASE and master.free():
            bound = generate(master, pricer, budget, rounds=rounds, gap=1, enough=reached + EASE, until=until)
            if bound >= beat:
                return False
            reached = max(reached, master.value)
    return True


def _choose(master: Master, columns: list[Column]) -> None:
    for column in columns:
        master.fix(column)

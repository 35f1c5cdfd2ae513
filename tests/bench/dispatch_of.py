"""Makes a community with as many requests as members, and hands all of them out. Run by the measured Python.

    python dispatch_of.py FOLDER N SEED

Prints a line of JSON: how many requests, goes and members, how many were left out by us and by hand, the
price of our plan, the lower bound, the price of the plan made by hand (the most urgent first, each to whoever
is cheapest then), and the seconds to plan, to solve, to plan by hand, and to write it all into the store.
"""

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import text

from gridctl.core.members import Particulars
from gridctl.core.requests import Act, NewRequest
from gridctl.core.words import AreaKind, Tier, Urgency
from gridctl.planning import assigning
from gridctl.planning.assigning import Plan, by_hand
from gridctl.planning.parts import greedy
from gridctl.planning.problem import Problem
from gridctl.services import areas, dispatching, members, people, requests, storekeeping
from gridctl.services.office import Office, open_office

NOW = 1_640_000_000_000
GRIDS, STAIRWELLS = 20, 20
CATEGORIES = ("medicine", "food", "utilities", "transport", "care", "sanitation", "noise", "other")
SKILLS = ("driving", "repair", "eldercare", "mediation", "nursing")
URGENCIES = (Urgency.CRITICAL, *[Urgency.URGENT] * 4, *[Urgency.NORMAL] * 12, *[Urgency.LOW] * 3)


def main(folder: str, size: int, seed: int) -> None:
    """Make the community, plan, compare, and carry the plan out."""
    rng = random.Random(f"dispatch {seed}")
    place = Path(folder) / f"dispatch-{size}-{seed}.db"
    storekeeping.init(place, storekeeping.NewStore(), clock=lambda: NOW)
    with open_office(place, clock=lambda: NOW) as office:
        _fill(office, size, rng)
        seen: list[tuple[Problem, Plan, float]] = []
        solve = assigning.assign

        def watched(problem: Problem) -> Plan:
            began = time.perf_counter()
            plan = solve(problem)
            seen.append((problem, plan, time.perf_counter() - began))
            return plan

        assigning.assign = watched
        began = time.perf_counter()
        planned = dispatching.plan(office, dispatching.Wanted("HL"))
        whole = time.perf_counter() - began
        problem, plan, solved = seen[0]
        began = time.perf_counter()
        hand = by_hand(problem)
        by_hand_in = time.perf_counter() - began
        began = time.perf_counter()
        done = dispatching.carry_out(office, planned, Act())
        told: dict[str, Any] = {
            "requests": size,
            "goes": len(problem.goes),
            "members": len(problem.rooms),
            "left": len(done.unassigned),
            "left_by_hand": sum(greedy(problem).left()),
            "cost": plan.cost,
            "bound": plan.bound,
            "hand": hand.cost,
            "plan": whole,
            "solve": solved,
            "by_hand": by_hand_in,
            "write": time.perf_counter() - began,
        }
    sys.stdout.write(json.dumps(told) + "\n")


def _fill(office: Office, size: int, rng: random.Random) -> None:
    areas.add(office, areas.NewArea("HL", "恒利社区", AreaKind.COMMUNITY))
    stairwells = []
    for grid in range(GRIDS):
        areas.add(office, areas.NewArea(f"G{grid}", f"网格{grid}", AreaKind.GRID, "HL"))
        for number in range(STAIRWELLS):
            code = f"G{grid}-{number}"
            areas.add(office, areas.NewArea(code, f"楼道{code}", AreaKind.STAIRWELL, f"G{grid}"))
            stairwells.append(code)
    for number in range(size):
        new = people.NewMember(f"成员{number}", Tier.VOLUNTEER, f"M{number}", rng.choice(stairwells))
        skills = tuple(rng.sample(SKILLS, rng.randint(0, 3)))
        capacity = str(rng.choice((0, 1, 1, 2, 3)))
        members.add(office, new, Particulars(skills=skills or None, capacity=capacity))
    for _each in range(size):
        category, urgency = rng.choice(CATEGORIES), rng.choice(URGENCIES)
        requests.add(office, NewRequest("事情", rng.choice(stairwells), category=category, urgency=urgency))
    with office.store.begin() as work:
        # All of it stands at one desk, as after a night in which everything was sent up.
        work.execute(
            text("UPDATE request SET level = 'community', desk_id = (SELECT id FROM area WHERE code = 'HL')")
        )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

"""A round as a screen shows it: its figures, one building door by door, and who is behind each door."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridctl.core.checklists import Checklist, TargetKind
from gridctl.core.pack_values import Label
from gridctl.core.place_views import BuildingView
from gridctl.core.round_views import PlanView, RoundView, TargetRow
from gridctl.core.rounds import SETTLED
from gridctl.services import round_loading, round_plans, rounds
from gridctl.services.office import Office
from gridctl.services.place_names import find_building
from gridctl.store import rounds as rows

MOST = 1000
"""So many targets that are no homes are listed at most."""
DOORS = frozenset({TargetKind.HOME, TargetKind.RESIDENT})


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round. `plan` and `building` are None where its targets are no doors; `targets` are in walking order.

    `by_home` are the places in `targets` of who is behind a door, by the home's label.
    """

    view: RoundView
    checklist: Checklist
    building: BuildingView | None
    plan: PlanView | None
    targets: tuple[TargetRow, ...]
    by_home: dict[str, tuple[int, ...]]


def page(office: Office, number: int, building: str | None = None) -> RoundPage:
    """Return a round with one of its buildings (None: the first that lacks a door); NotFound."""
    view = rounds.show(office, number, by="hour")
    with office.store.read() as work:
        row = round_loading.load(work, number)
        checklist = round_loading.checklist_of(work, row)
        if checklist.target not in DOORS:
            found = rows.targets(work, number, most=MOST)
            targets = tuple(round_loading.target_row(office, one) for one in found)
            return RoundPage(view, checklist, None, None, targets, {})
        name = building or first_open(view)
        if name is None:
            return RoundPage(view, checklist, None, None, (), {})
        inside = find_building(work, name).id
        found = rows.targets(work, number, "t.building_id = :building", {"building": inside})
        by_home: dict[str, tuple[int, ...]] = {}
        for place, one in enumerate(found):
            by_home[one.home] = (*by_home.get(one.home, ()), place)
        targets = tuple(round_loading.target_row(office, one) for one in found)
    page_, plan = round_plans.plan(office, number, name)
    return RoundPage(view, checklist, page_, plan, targets, by_home)


def titles(office: Office, numbers: Sequence[int]) -> dict[int, Label]:
    """Return what the checklists are called by which rounds were opened, by the numbers of the rounds."""
    with office.store.read() as work:
        found = {number: round_loading.load(work, number) for number in numbers}
        return {number: round_loading.checklist_of(work, row).title for number, row in found.items()}


def first_open(view: RoundView) -> str | None:
    """Return the code of the first building of a round where a door is missing, else of the first one."""
    known = [one for one in view.by_building if one.building]
    return next((one.building for one in known if one.missing), known[0].building if known else None)


def after(targets: Sequence[TargetRow], by_home: dict[str, tuple[int, ...]], home: str) -> str | None:
    """Return the next home in walking order where somebody is still to be visited, beginning behind `home`."""
    order = list(by_home)
    if home not in by_home:
        return None
    start = order.index(home)
    for label in [*order[start + 1 :], *order[:start]]:
        if any(is_open(targets[place]) for place in by_home[label]):
            return label
    return None


def is_open(target: TargetRow) -> bool:
    """Tell whether a target still stands on the knock list."""
    return target.last_outcome is None or target.last_outcome not in SETTLED

"""A building as a round sees it: each door's state, now or at a past moment."""

from gridctl.core.place_views import BuildingView
from gridctl.core.round_views import DoorState, PlanView
from gridctl.core.rounds import Tally, door_mark
from gridctl.services import proofs, round_loading
from gridctl.services.office import Office
from gridctl.services.place_names import find_building, own_area
from gridctl.services.place_pages import building_view
from gridctl.store import round_figures as figures


def plan(office: Office, number: int, name: str, at: str | None = None) -> tuple[BuildingView, PlanView]:
    """Return a building, and its doors in a round, as they stand now or as was recorded until `at`."""
    moment = office.when(at) if at else None
    with office.store.read() as work:
        row = round_loading.load(work, number)
        round_loading.refuse_before(row, moment, at)
        proofs.refuse_sealed(work, row)
        building = find_building(work, name, own_area(office, work))
        found: dict[int, dict[str, int]] = {}
        for home, outcome, count in figures.of_building(work, number, building.id, moment):
            found.setdefault(home, {})[outcome] = count
        page = building_view(work, building.id)
        total: dict[str, int] = {}
        for counts in found.values():
            for outcome, count in counts.items():
                total[outcome] = total.get(outcome, 0) + count
        tally = Tally(total)
        doors = tuple(
            DoorState(
                one.label,
                one.unit,
                one.floor,
                one.room,
                door_mark(found[one.id]),
                {outcome or "none": count for outcome, count in found[one.id].items()},
            )
            for one in page.homes
            if one.id in found
        )
        return page, PlanView(
            number,
            building.code,
            office.moment(moment),
            tally.targets,
            tally.due,
            tally.done,
            tally.missing,
            tally.coverage,
            doors,
        )

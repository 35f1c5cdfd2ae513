"""`request add TEXT`: one line is read, and what was said otherwise goes before what it says."""

from dataclasses import dataclass, replace

from gridctl.core.errors import N_, GridError, Refused
from gridctl.core.home_places import building_in
from gridctl.core.request_twins import is_same
from gridctl.core.requests import NewRequest
from gridctl.core.text import clean_line
from gridctl.core.understanding import Door, Understood, Wish
from gridctl.core.words import Urgency
from gridctl.services import areas, requests
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.place_names import find_building, own_area
from gridctl.services.reading import Doors, door_of, read, resident_at, with_reading
from gridctl.services.request_views import load
from gridctl.services.requests import Added
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A request that was taken in, and what its line said."""

    added: Added
    understood: Understood


LIKELY_TWIN = "likely_twin"
"""The code of the refusal of what seems to be open already."""


def take_in(office: Office, new: NewRequest, *, force: bool = False) -> TakenIn:
    """Read the line, then take in the request with what it says and what was given beside it.

    Refused where the same seems to be open already: same door, same category, like words. `force` adds it all
    the same; a report with a number of the sender's own is never refused.
    """
    with office.store.begin() as work:
        said = _read(office, work, new)
        found = requests.add_in(office, work, _filled(office, work, new, said))
        added = requests.added(office, work, found)
        if not force and not new.ref:
            _refuse_same(work, added)
        return TakenIn(added, said)


def _refuse_same(work: Work, added: Added) -> None:
    alike = (twin for twin in added.view.twins if is_same(twin.why))
    same = next((twin for twin in alike if load(work, twin.id).is_open), None)
    if same is not None:
        work.about("request", same.id)
        raise Refused(
            N_("the same seems to be open already: request {number}"),
            hint=N_("tell that they ask again: gridctl request urge {number}; or add it: --force"),
            error=LIKELY_TWIN,
            number=same.id,
        )


def _read(office: Office, work: Work, new: NewRequest) -> Understood:
    packs = Packs(work, office.settings.pack_hash)
    near = own_area(office, work)
    given = areas.find(work, new.area).id if new.area else None
    building = find_building(work, new.building, near).id if new.building else None
    doors = Doors(work, given or near, building_id=building, within=given)
    somebody = bool(new.resident) or new.anonymous
    wish = Wish(
        home=not (new.home or new.resident),
        name=not (new.name or somebody),
        phone=not (new.phone or somebody),
    )
    text = clean_line(new.summary, "SUMMARY")
    pack = with_reading(packs.in_force(given or near, office.when(new.at)).pack)
    said = read(office, text, pack, doors, wish)
    lives = _door(work, new, doors)
    if lives and lives.needs and said.category:
        raised = pack.reading.raised(said.urgency, said.category, lacking=said.lacking, needs=lives.needs)
        return replace(said, urgency=raised)
    return said


def _door(work: Work, new: NewRequest, doors: Doors) -> Door | None:
    """Return the home that was given, or where the resident lives who was given."""
    if new.home:
        return doors(new.home)
    if not new.resident:
        return None
    from gridctl.services import residents  # start-up: only a request for a resident needs their tables

    row = residents.find_known(work, new.resident)
    return door_of(work, row.home_id, row.home) if row.home_id is not None else None


def _building(office: Office, work: Work, text: str) -> str | None:
    """Return the code of the building that a text names by itself: the lift of 7号楼 is in no home."""
    name = building_in(text)
    if not name:
        return None
    try:
        return str(find_building(work, name, own_area(office, work)).code)
    except GridError:  # none, or several: the text stays what it is
        return None


def _filled(office: Office, work: Work, new: NewRequest, said: Understood) -> NewRequest:
    """Return the request with the fields that its line said; given ones stay as they are."""
    if said.door is not None:
        new = replace(new, home=said.door.label)
    elif not (new.home or new.building or new.area or new.resident or new.point):
        new = replace(new, building=_building(office, work, said.text))
    if said.name and said.door and (number := resident_at(work, said.door, said.name.value)) is not None:
        new = replace(new, resident=str(number))
    elif said.name:
        new = replace(new, name=said.name.value)
    if said.phone:
        new = replace(new, phone=said.phone.value)
    if new.urgency is None and new.category is None and said.category and said.urgency is Urgency.URGENT:
        new = replace(new, urgency=said.urgency)
    return replace(new, summary=said.summary)

"""Where goods lie and to whom they go: places are areas, receivers are homes, members and teams."""

from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound, Refused
from gridctl.core.text import clean_line
from gridctl.services import areas, homes
from gridctl.services.named import members_meant, teams_meant
from gridctl.services.office import Office
from gridctl.services.people import ME, needed_me
from gridctl.services.place_names import own_area
from gridctl.store import areas as area_rows
from gridctl.store import supplies as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Receiver:
    """One home, member or team: its column, its number, and its label or code."""

    column: str
    number: int
    called: str


def find_receiver(office: Office, work: Work, name: str) -> Receiver:
    """Return whom a text means: a home as people write it, a member or a team; NotFound or Ambiguous."""
    wanted = clean_line(name, "--to", longest=200)
    if wanted.casefold() in ME:
        mine = needed_me(work)
        return Receiver("member_id", mine.id, mine.code)
    meant = homes.meant(work, wanted, own_area(office, work))
    found = [Receiver("home_id", row.id, row.label) for row in meant[:6]]
    found += [Receiver("member_id", row.id, row.code) for row in members_meant(work, wanted)]
    found += [Receiver("team_id", row.id, row.code) for row in teams_meant(work, wanted)]
    if not found:
        raise NotFound(
            N_("there is no home, member or team {name}"),
            hint=N_("homes are written BUILDING-UNIT-ROOM; see: gridctl home list, member list, team list"),
            name=wanted,
        )
    if len(found) > 1:
        raise Ambiguous(
            N_("{name} fits several"),
            hint=N_("give the code of one of them: {codes}"),
            name=wanted,
            codes=", ".join(one.called for one in found[:6]),
        )
    return found[0]


def place_to_put(office: Office, work: Work, item: Any, given: str | None) -> int:  # noqa: ANN401
    """Return the area where goods come to: the given one, the operator's own, the only one; else BadInput."""
    if given:
        return areas.find(work, given).id
    held = rows.places_of(work, item.id)
    if own_area(office, work) is None and len(held) == 1:
        return int(held[0].area_id)
    return usual_place(office, work)


def usual_place(office: Office, work: Work) -> int:
    """Return the area that is meant where none is said: the operator's own, or the only tree's; else BadInput."""
    own = own_area(office, work)
    found = area_rows.only_root(work) if own is None else own
    if found is None:
        raise BadInput(
            N_("it is not said where the goods lie"), hint=N_("give --place AREA"), error="no_place"
        )
    return found


def place_to_take(office: Office, work: Work, item: Any, given: str | None) -> int:  # noqa: ANN401
    """Return the area where goods are taken from: the given one, the only one that has any, the operator's own."""
    if given:
        return areas.find(work, given).id
    held = [row for row in rows.places_of(work, item.id) if row.on_hand]
    if not held:
        raise Refused(
            N_("there is no {item} anywhere"),
            hint=N_("note what comes in: gridctl supply receive {item} QUANTITY"),
            error="not_enough",
            item=item.code,
        )
    own = own_area(office, work)
    if len(held) == 1:
        return int(held[0].area_id)
    if own is not None and own in {row.area_id for row in held}:
        return own
    raise BadInput(
        N_("{item} lies at several places: {places}"),
        hint=N_("give one of them with --place"),
        item=item.code,
        places=", ".join(f"{row.code} ({row.on_hand})" for row in held[:10]),
    )

"""The colour of one building or member, and why: the same as in the look at the whole."""

from collections.abc import Sequence

from gridctl.core.signals import Load, Reason, Signal, because, of_requests, sort_reasons, worst
from gridctl.services import duty_watch
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.signals import AMISS
from gridctl.store import signals as rows
from gridctl.store.unit import Work

Coloured = tuple[Signal, tuple[Reason, ...]]
"""A colour with its reasons, the worst first."""


def of_building(office: Office, work: Work, number: int) -> Coloured:
    """Return the colour of a building."""
    return _coloured(of_requests(_load(office, work, "building", number)))


def of_member(office: Office, work: Work, number: int) -> Coloured:
    """Return the colour of a member: by the requests that they hold and the turn that they have now."""
    found = of_requests(_load(office, work, "member", number), held=True)
    for row, standing in duty_watch.amiss(work):
        if row.member_id == number:
            found.append(because(AMISS[standing], 1, row.id, row.duty))
    return _coloured(found)


def _coloured(reasons: Sequence[Reason]) -> Coloured:
    return worst(reasons), sort_reasons(reasons)


def _load(office: Office, work: Work, by: str, number: int) -> Load:
    """Return the open requests of a building, or those that a member holds (`by`), by the rules of their areas."""
    packs = Packs(work, office.settings.pack_hash)
    rules = packs.default().pack.signals
    held = {
        area: packs.in_force(area, work.now).pack.signals
        for area in rows.areas_of(work, by, number)
        if area is not None
    }
    others = {area: one for area, one in held.items() if one != rules}
    return rows.loads(work, by, rules, others, only=number).get(number, Load())

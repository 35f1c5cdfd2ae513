"""The knock list: which doors to knock at next."""

from dataclasses import replace
from typing import Any

from gridctl.core.round_views import KnockList, TargetRow
from gridctl.core.rounds import ALL_BANDS, band
from gridctl.services import people, proofs, round_loading
from gridctl.services.office import Office
from gridctl.services.round_loading import label_of, target_row
from gridctl.services.round_views import closed_at
from gridctl.store import areas as area_rows
from gridctl.store import rounds as rows
from gridctl.store.unit import Work

MOST = 20
"""So many doors of the knock list are shown where nobody says how many."""
FIRST = 3
"""So many of them stand beside a knock list."""


def next_targets(
    office: Office, number: int, member: str | None = None, most: int = MOST, at: str | None = None
) -> list[TargetRow]:
    """Return the doors to knock at next, in walking order; those where nobody answered at this time come last.

    Those of a member's share; without a name of one's own share where one has one, else of all. `at` is a past
    moment: the list as it was then, by what had been recorded until then.
    """
    moment = office.when(at) if at else None
    bit = band(office.now())
    with office.store.read() as work:
        if moment is not None:
            return _then(office, work, number, member, most, moment, at)
        row = round_loading.load_open(work, number)
        mine = _whose(work, row, member)
        found = rows.next_targets(work, row.id, mine, bit, most) if mine is not None else []
        if not found and member is None and not row.readers:
            found = rows.next_targets(work, row.id, None, bit, most)
        return [target_row(office, one, bit=bit) for one in found]


def _whose(work: Work, row: Any, member: str | None) -> int | None:  # noqa: ANN401
    """Return whose share it is about (a member's number), or None for nobody's."""
    mine = proofs.own_reader(work, row, member)
    if mine is not None:
        return mine
    wanted = people.find_member(work, member) if member else people.me(work)
    return wanted.id if wanted is not None else None


def _then(
    office: Office, work: Work, number: int, member: str | None, most: int, at: int, text: str | None
) -> list[TargetRow]:
    """Return the knock list of a past moment (UTC ms, and as it was written)."""
    row = round_loading.load(work, number)
    round_loading.refuse_before(row, at, text)
    round_loading.refuse_closed(row, closed_at(row, at))
    bit, bands = band(office.moment_of(at)), dict[int, int]()
    for target, knocked in rows.knocks_then(work, number, at):
        bands[target] = bands.get(target, 0) | band(office.moment_of(knocked))
    later = [target for target, seen in bands.items() if seen & bit and seen != ALL_BANDS]
    mine = _whose(work, row, member)
    found = rows.next_then(work, number, mine, later, most, at) if mine is not None else []
    if not found and member is None and not row.readers:
        found = rows.next_then(work, number, None, later, most, at)
    return [replace(target_row(office, one), later=one.id in later) for one in found]


def knock_lists(office: Office) -> list[KnockList]:
    """Return what the operator has left of each open round, newest first; empty where they are no member.

    Their own share; of a round that nobody shared out, all of it where it covers their area.
    """
    bit = band(office.now())
    found = []
    with office.store.read() as work:
        me = people.me(work)
        if me is None:
            return []
        above = set(area_rows.ancestors(work, me.area_id)) if me.area_id is not None else set()
        for row in rows.listing(work, everything=False):
            left = rows.left_of(work, row.id, me.id)
            whole = not left.own and not left.shared and row.area_id in above
            count = left.everyone if whole else left.own
            if count:
                doors = rows.next_targets(work, row.id, None if whole else me.id, bit, FIRST)
                names = tuple(label_of(door) for door in doors)
                found.append(KnockList(row.id, row.name or row.checklist, count, names))
    return found

"""The knock list: which doors to knock at next."""

from gridctl.core.round_views import TargetRow
from gridctl.core.rounds import band
from gridctl.services import people, proofs, round_loading
from gridctl.services.office import Office
from gridctl.services.round_loading import target_row
from gridctl.store import rounds as rows

MOST = 20
"""So many doors of the knock list are shown where nobody says how many."""


def next_targets(office: Office, number: int, member: str | None = None, most: int = MOST) -> list[TargetRow]:
    """Return the doors to knock at next, in walking order; those where nobody answered at this time come last.

    Those of a member's share; without a name of one's own share where one has one, else of all.
    """
    bit = band(office.now())
    with office.store.read() as work:
        row = round_loading.load_open(work, number)
        mine = proofs.own_reader(work, row, member)
        if mine is None:
            wanted = people.find_member(work, member) if member else people.me(work)
            mine = wanted.id if wanted is not None else None
        found = rows.next_targets(work, row.id, mine, bit, most) if mine is not None else []
        if not found and member is None and not row.readers:
            found = rows.next_targets(work, row.id, None, bit, most)
        return [target_row(office, one, bit=bit) for one in found]

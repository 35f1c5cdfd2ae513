"""Lists of names from above: matched by identity number, phone, or name and address; nobody is left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridctl.checks.phones import check_phone
from gridctl.core.checklists import Checklist, TargetKind
from gridctl.core.errors import GridError
from gridctl.core.text import plain_line
from gridctl.services.home_texts import HomeTexts
from gridctl.services.office import Office
from gridctl.store import residents as people
from gridctl.store import round_targets as rows
from gridctl.store import rounds as round_rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: what it says of whom; empty where it does not."""

    name: str = ""
    phone: str = ""
    identity: str = ""
    address: str = ""

    def __bool__(self) -> bool:
        """Tell whether the line says anything."""
        return any((self.name, self.phone, self.identity, self.address))


def freeze(office: Office, work: Work, number: int, checklist: Checklist, listed: Sequence[Listed]) -> int:
    """Write the targets of a list; those whom the store does not know stay as they were written.

    Return how many targets there are. Two lines that mean the same target make one.
    """
    homes = HomeTexts(office, work)
    found: list[int] = []
    strangers: list[Listed] = []
    for one in listed:
        number_of = _resident(office, work, one, homes)
        if checklist.target is TargetKind.HOME:
            number_of = _home(work, one, homes, number_of)
        if number_of is None:
            strangers.append(one)
        else:
            found.append(number_of)
    rows.add_many(work, number, checklist.target, found, needs_first=checklist.needs_first)
    last = round_rows.last_place(work, number)
    unknown = list(dict.fromkeys(strangers))
    for place, one in enumerate(unknown, last + 1):
        rows.add(
            work,
            {
                "round_id": number,
                "place": place,
                "name": plain_line(one.name)[:80] or plain_line(one.address)[:80] or None,
                "phone": _phone(office, one.phone),
                "note": plain_line(one.address)[:500] or None,
            },
        )
    return last + len(unknown)


def _resident(office: Office, work: Work, one: Listed, homes: HomeTexts) -> int | None:
    """Return the only resident whom a line means, or None."""
    if one.identity:
        row = people.by_identity(work, one.identity.strip().upper())
        if row is not None:
            return int(row.id)
    phone = _phone(office, one.phone)
    known = people.known_by(work, phone, 20) if phone else []
    if one.name:
        known = [row for row in known if row.name == one.name.strip()] or known
    if len(known) == 1:
        return int(known[0].id)
    home = homes.find(work, [one.address])[0] if one.address else None
    if one.name and isinstance(home, int):
        same = people.named(work, (people.R.home_id == home) & (people.R.name == one.name.strip()), 2)
        if len(same) == 1:
            return int(same[0].id)
    return None


def _home(work: Work, one: Listed, homes: HomeTexts, resident: int | None) -> int | None:
    home = homes.find(work, [one.address])[0] if one.address else None
    if isinstance(home, int):
        return home
    row = people.get(work, resident) if resident is not None else None
    return row.home_id if row is not None else None


def _phone(office: Office, text: str) -> str | None:
    """Return a phone as the store keeps it; one that cannot be right stays as it was written."""
    if not text.strip():
        return None
    try:
        return check_phone(text, office.settings.country, "phone") or None
    except GridError:
        return plain_line(text)[:40] or None

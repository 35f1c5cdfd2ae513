"""What the operator has to do: the requests that they hold or help with, in full, which is logged."""

from dataclasses import replace

from gridctl.core.errors import N_, BadInput
from gridctl.core.private import Sight
from gridctl.core.telling_views import TurnTold
from gridctl.core.views import RequestRow
from gridctl.core.words import UNRESOLVED
from gridctl.services import people, requests
from gridctl.services.duty_news import in_order, turns_told
from gridctl.services.office import Office
from gridctl.store import rosters

_ORDER = "sort:due"
_LOOKED_AT = 5
"""Turns: one that runs, one that was left before its end, the next one, and some to spare."""


def mine(office: Office) -> list[RequestRow]:
    """Return the unresolved requests that the operator holds, the soonest due first.

    Whoever holds a request sees its name and phone without asking; the ledger keeps that they did.
    """
    with office.store.read() as work:
        people.needed_me(work)
    statuses = tuple(sorted(UNRESOLVED))
    query = requests.Query(statuses=statuses, holder=office.operator, words=_ORDER)
    found = [replace(row, sight=Sight.FULL) for row in requests.listing(office, query)]
    if found:
        with office.store.begin() as work:
            work.log("request.reveal", "request", "mine", {"rows": len(found)})
    return found


def whose(office: Office) -> str:
    """Return code and name of the member who types; the operator where the login belongs to nobody."""
    with office.store.read() as work:
        found = people.me(work)
    return f"{found.code} {found.name}" if found is not None else office.operator


def only_mine(office: Office) -> int:
    """Return the number of the one unresolved request that the operator holds; BadInput for none and several."""
    with office.store.read() as work:
        people.needed_me(work)
    statuses = tuple(sorted(UNRESOLVED))
    query = requests.Query(statuses=statuses, holder=office.operator, words=_ORDER, limit=10)
    held = [row.id for row in requests.listing(office, query)]
    if len(held) == 1:
        return held[0]
    raise BadInput(
        N_("say which request: you hold {numbers}") if held else N_("you hold no request"),
        hint=N_("gridctl done {first} 'WHAT CAME OF IT'") if held else N_("take one: gridctl next --take"),
        numbers=", ".join(f"#{number}" for number in held),
        first=held[0] if held else 0,
    )


def shifts(office: Office) -> list[TurnTold]:
    """Return the turn of duty that the operator has now, and their next one; without what they have left already."""
    with office.store.read() as work:
        me = people.me(work)
        if me is None:
            return []
        wanted = rosters.Wanted(
            member_id=me.id, ends_after=work.now, states=rosters.LIVE_STATES, limit=_LOOKED_AT
        )
        found = [row for row in work.execute(rosters.listing(wanted)) if row.checked_out_at is None]
        running = [row.id for row in found if row.start_at <= work.now]
        coming = [row.id for row in found if row.start_at > work.now][:1]
        known = turns_told(office, work, [*running, *coming])
        return list(in_order(known, known))

"""Sending what is due: marked before it leaves, settled when an answer came, one process at a time.

How a letter travels and how a text is worded are handed in by the floors above.
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from gridctl import config
from gridctl.core.delivering import KEPT_MS, Fate, State, Verdict, after, after_death
from gridctl.core.destinations import Destination
from gridctl.core.errors import GridError
from gridctl.core.letters import DeliverView, DeliveryView, Letter, Sheet
from gridctl.core.telling_views import Telling
from gridctl.services import delivering, outbox
from gridctl.services.office import SYSTEM, Office
from gridctl.store import deliveries as rows
from gridctl.store import telling
from gridctl.store.sole import only_one
from gridctl.store.unit import Work

Transport = Callable[[Destination, Letter], Verdict]
"""Takes a letter where it has to go. A GridError says that nothing has left this machine."""
Wording = Callable[[Telling, bool], str]
"""Words a text of the outbox: in full for the one person whom it is for, else for a group."""


def send_due(
    office: Office, transport: Transport, wording: Wording, only: Collection[int] = ()
) -> DeliverView:
    """Send what is due (with `only` nothing but these numbers), each letter once, the longest waiting first.

    Busy (exit 75) where another process sends. After a letter that had to be put off, others to the same destination
    wait for the next time: what is down for one is down for all.
    """
    done: list[int] = []
    with only_one(office.store.path, "deliver"):
        done += _settle_the_dead(office)
        closed: set[str] = set()
        seen: list[int] = []
        while (row := _next(office, seen, closed, only)) is not None:
            seen.append(row.id)
            if not _send(office, row, transport, wording):
                closed.add(row.dest)
        _let_old_words_go(office)
    numbers = list(dict.fromkeys([*done, *seen]))
    return _told(office, delivering.listing(office, delivering.Query(only=tuple(numbers))) if numbers else [])


def _told(office: Office, found: list[DeliveryView]) -> DeliverView:
    counts = Counter(one.status for one in found)
    with office.store.read() as work:
        waiting = rows.waiting(work)
    return DeliverView(
        at=office.now(),
        sent=counts[State.SENT],
        put_off=counts[State.WAITING],
        failed=counts[State.FAILED] + counts[State.GAVE_UP],
        in_doubt=counts[State.IN_DOUBT],
        waiting=waiting,
        deliveries=tuple(reversed(found)),
    )


def _next(office: Office, seen: list[int], closed: set[str], only: Collection[int]) -> Any | None:  # noqa: ANN401
    with office.store.read() as work:
        return rows.next_due(work, seen, closed, only)


def _settle_the_dead(office: Office) -> list[int]:
    """Settle letters that a process was sending when it died; nobody else sends now, for we hold the lock."""
    with office.store.read() as work:
        if not rows.begun(work):
            return []
    with office.store.begin("deliver") as work:
        work.actor = replace(work.actor, operator=SYSTEM)
        found = rows.begun(work)
        for row in found:
            state = after_death(row.carrier)
            due = work.now if state is State.WAITING else None
            rows.change(work, row.id, state=str(state), next_at=due, error="interrupted")
            work.log(f"delivery.{state}", "delivery", row.id, {"to": row.dest, "error": "interrupted"})
    return [row.id for row in found]


def _send(office: Office, row: Any, transport: Transport, wording: Wording) -> bool:  # noqa: ANN401
    """Send one letter; False where its destination should be left alone for now."""
    try:
        to = delivering.destination(row.dest)
        if to.wants_secret and not config.secret(to.name):
            verdict = Verdict(Fate.PUT_OFF, "no_secret")
        else:
            letter = _letter(office, row, wording)
            if not _claimed(office, row, letter):
                return True
            verdict = transport(to, letter)
    except GridError as error:
        if error.exit == 5:  # noqa: PLR2004  (the store itself: nothing can be kept about it)
            raise
        verdict = Verdict(Fate.PUT_OFF, error.code)
    _settle(office, row, verdict)
    return verdict.fate is not Fate.PUT_OFF


def _letter(office: Office, row: Any, wording: Wording) -> Letter:  # noqa: ANN401
    """Return a letter as it goes out: as it was handed over, or worded now."""
    at = office.moment_of(row.created_at)
    if row.outbox_id is not None:
        return _text(office, row, wording, at)
    with office.store.read() as work:
        sheets = tuple(Sheet(one.format, one.name, one.content) for one in rows.pages(work, row.id))
    return Letter(row.key, row.kind, row.day, row.title, row.body, at, row.figures or {}, sheets)


def _text(office: Office, row: Any, wording: Wording, at: Any) -> Letter:  # noqa: ANN401
    own = row.member_id is not None
    found = outbox.read_one(office, row.outbox_id, full=own)
    text = wording(found, own)
    member = found.to.code if own else None
    return Letter(row.key, row.kind, None, text.partition("\n")[0], text, at, member=member)


def _claimed(office: Office, row: Any, letter: Letter) -> bool:  # noqa: ANN401
    """Mark a letter as being sent, for good, before it leaves; False where it need not go any more.

    What one person gets in full was seen, and the ledger keeps that.
    """
    with office.store.begin("deliver") as work:
        work.actor = replace(work.actor, operator=SYSTEM)
        now = rows.load(work, row.id)
        if now is None or now.state != State.WAITING:
            return False
        if row.outbox_id is not None and not _is_untold(work, row.outbox_id):
            rows.change(work, row.id, state=str(State.DROPPED), next_at=None, error="told_before")
            work.log("delivery.drop", "delivery", row.id, {"to": row.dest, "error": "told_before"})
            return False
        values = {"state": str(State.SENDING), "attempts": row.attempts + 1, "tried_at": work.now}
        rows.change(work, row.id, next_at=None, error=None, **values)
        if letter.member is not None:
            work.log("outbox.reveal", "outbox", row.outbox_id, {"rows": 1, "to": letter.member})
    return True


def _is_untold(work: Work, number: int) -> bool:
    found = telling.by_ids(work, [number])
    return bool(found) and found[0].told_at is None and found[0].dropped_at is None


def _settle(office: Office, row: Any, verdict: Verdict) -> None:  # noqa: ANN401
    """Keep what became of an attempt; a text of the outbox that has gone is told."""
    with office.store.begin("deliver") as work:
        work.actor = replace(work.actor, operator=SYSTEM)
        attempts = row.attempts + 1
        state, next_at = after(verdict, attempts, work.now)
        if state is State.SENT:
            delivering.mark_sent(work, row)
        else:
            values = {"attempts": attempts, "tried_at": work.now, "error": verdict.error}
            rows.change(work, row.id, state=str(state), next_at=next_at, **values)
        told = {"to": row.dest, "attempts": attempts}
        told |= {"error": verdict.error} if verdict.error else {}
        work.log(f"delivery.{state}", "delivery", row.id, told)


def _let_old_words_go(office: Office) -> None:
    """Let the words go of what somebody should have decided about long ago."""
    with office.store.read() as work:
        if not rows.with_old_words(work, work.now - KEPT_MS):
            return
    with office.store.begin("deliver") as work:
        work.actor = replace(work.actor, operator=SYSTEM)
        for number in rows.with_old_words(work, work.now - KEPT_MS):
            rows.empty(work, number)
            work.log("delivery.empty", "delivery", number, {})

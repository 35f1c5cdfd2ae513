"""The queue of deliveries: reports and texts are put in, looked at, decided about. `services.sending` sends them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from gridctl import config
from gridctl.core.delivering import RETRY, State, key_of, numbers_of
from gridctl.core.destinations import Destination
from gridctl.core.errors import N_, NotFound, Refused
from gridctl.core.heart_views import DeliveryReminderView
from gridctl.core.letters import DeliveryView, DestinationView, Ready, StuckView
from gridctl.core.nearest import nearest
from gridctl.core.telling import Role
from gridctl.core.words import Urgency
from gridctl.services import outbox
from gridctl.services.office import Office
from gridctl.store import deliveries as rows
from gridctl.store import telling
from gridctl.store.unit import Work

OUTBOX = "outbox"
"""The kind of a delivery that is a text of the outbox."""
LONGEST_TITLE = 200
_REASONS = {str(State.IN_DOUBT): "in_doubt", str(State.WAITING): "put_off"}


@dataclass(frozen=True, slots=True)
class Query:
    """Which deliveries to list: what is not over, or all; to one destination; with `only` those with these numbers."""

    everything: bool = False
    to: str | None = None
    limit: int | None = None
    only: tuple[int, ...] = ()


def destination(name: str) -> Destination:
    """Return a destination of the settings; NotFound where it has none of this name."""
    known = config.destinations()
    found = known.get(name) or known.get(name.strip().lower())
    if found is None:
        close = nearest(name, known)
        raise NotFound(
            N_("the settings {path} know no destination {name}"),
            hint=N_("did you mean {nearest}?") if close else N_("write one: gridctl guide delivery"),
            error="no_destination",
            path=config.config_path(),
            name=name,
            nearest=close,
        )
    return found


def destinations() -> list[DestinationView]:
    """Return the destinations of the settings, and which of them lack their secret; BadInput says what is wrong."""
    return [
        DestinationView(
            name=one.name,
            status="no_secret" if one.wants_secret and not config.secret(one.name) else "ready",
            by=str(one.kind),
            where=one.where,
            protection=str(one.tls) if one.host else None,
            people=tuple(one.people or ()),
        )
        for one in config.destinations().values()
    ]


def hand_over(office: Office, run: int | None, ready: Ready, dests: Sequence[str]) -> list[DeliveryView]:
    """Put a report into the queue for each destination; the same figures go to the same one but once.

    `run` is the number of the run of cron that made it. What was handed over before is returned as it stands.
    """
    targets = [destination(name) for name in dict.fromkeys(dests)]
    title = next((line.strip() for line in ready.text.splitlines() if line.strip()), ready.kind)
    area = ready.data.get("area")
    with office.store.begin() as work:
        numbers = []
        for to in targets:
            key = key_of(to.name, ready.kind, ready.period, area, ready.figures_hash)
            values: dict[str, Any] = {
                "kind": ready.kind,
                "day": ready.period,
                "title": title[:LONGEST_TITLE],
                "run_id": run,
            }
            values |= {"body": ready.text, "figures": numbers_of(ready.data)}
            numbers.append(_once(work, to, key, values, ready.files))
        return _views(office, work, numbers)


def queue_texts(office: Office, to: str, numbers: Sequence[int] = ()) -> list[DeliveryView]:
    """Put the texts of the outbox that wait (or those with these numbers) into the queue for a destination.

    A text for a member whose own address the destination has goes there alone; others go to its group, if it has one.
    Answers to residents are left out: gridctl has no address of theirs.
    """
    target = destination(to)
    with office.store.begin() as work:
        found = telling.by_ids(work, numbers) if numbers else list(work.execute(telling.listing()))
        missing = set(numbers) - {row.id for row in found}
        if missing:
            raise NotFound(
                N_("there is no text {number}"), hint=N_("see them: gridctl outbox"), number=min(missing)
            )
        queued = []
        for row in found:
            member = _owner(work, row, target)
            if row.told_at is None and row.dropped_at is None and (member or _for_group(row, target)):
                sent = rows.times_sent(work, row.id, target.name)
                key = key_of(target.name, OUTBOX, row.id, *([sent] if sent else []))
                values = {"kind": OUTBOX, "outbox_id": row.id, "member_id": member}
                queued.append(_once(work, target, key, values))
        return _views(office, work, queued)


def _owner(work: Work, row: Any, to: Destination) -> int | None:  # noqa: ANN401
    """Return the member whom a text is for, if the destination has an address of theirs."""
    if row.role != Role.MEMBER or not to.people:
        return None
    code = telling.people(work, row.role, [row.to_id])[row.to_id].code
    return int(row.to_id) if to.address_of(code) else None


def _for_group(row: Any, to: Destination) -> bool:  # noqa: ANN401
    return row.role != Role.REQUESTER and not (to.people and not to.to)


def _once(work: Work, to: Destination, key: str, values: dict[str, Any], pages: Sequence[Any] = ()) -> int:
    """Put a letter into the queue unless its key was there before; return its number."""
    known = rows.of_key(work, key)
    if known is not None:
        return int(known.id)
    number = rows.add(work, {"key": key, "dest": to.name, "carrier": str(to.kind), **values}, pages)
    about = {name: values[name] for name in ("kind", "day", "outbox_id", "run_id") if values.get(name)}
    work.log("delivery.add", "delivery", number, {"to": to.name, **about})
    return number


def listing(office: Office, query: Query) -> list[DeliveryView]:
    """Return deliveries, the newest first."""
    with office.store.read() as work:
        found = rows.listing(everything=query.everything, dest=query.to, only=query.only, limit=query.limit)
        return [view(office, row) for row in work.execute(found)]


def retry(office: Office, numbers: Sequence[int]) -> list[DeliveryView]:
    """Let deliveries be tried again at once, with all their attempts before them; Refused for what is over."""

    def again(work: Work, row: Any) -> None:  # noqa: ANN401
        if row.outbox_id is None and row.body is None:
            raise Refused(
                N_("the words of delivery {number} are gone"),
                hint=N_("make it anew: gridctl report send {kind} --to {to} --date {day}"),
                error="words_gone",
                number=row.id,
                kind=row.kind,
                to=row.dest,
                day=row.day,
            )
        values = {"state": str(State.WAITING), "attempts": 0, "next_at": work.now}
        rows.change(work, row.id, **values)

    return _decide(office, numbers, "retry", RETRY, again)


def drop(office: Office, numbers: Sequence[int]) -> list[DeliveryView]:
    """Give deliveries up for good; a text of the outbox waits there as before."""

    def let_go(work: Work, row: Any) -> None:  # noqa: ANN401
        rows.change(work, row.id, state=str(State.DROPPED), next_at=None)

    return _decide(office, numbers, "drop", RETRY, let_go)


def confirm(office: Office, numbers: Sequence[int]) -> list[DeliveryView]:
    """Say that deliveries have arrived, for somebody looked; a text of the outbox counts as told."""
    return _decide(office, numbers, "sent", RETRY, mark_sent)


def mark_sent(work: Work, row: Any) -> None:  # noqa: ANN401
    """Keep that a letter has gone; a text of the outbox is told by it."""
    values = {"state": str(State.SENT), "next_at": None, "sent_at": work.now, "error": None}
    rows.change(work, row.id, **values)
    if row.outbox_id is not None:
        outbox.mark_told(work, telling.by_ids(work, [row.outbox_id]), delivery=row.id)


def _decide(
    office: Office,
    numbers: Sequence[int],
    what: str,
    allowed: frozenset[State],
    act: Callable[[Work, Any], None],
) -> list[DeliveryView]:
    with office.store.begin() as work:
        for number in dict.fromkeys(numbers):
            work.about("delivery", number)
            row = rows.load(work, number)
            if row is None:
                raise NotFound(
                    N_("there is no delivery {number}"),
                    hint=N_("see them: gridctl report deliveries --all"),
                    number=number,
                )
            if State(row.state) not in allowed:
                raise Refused(
                    N_("delivery {number} cannot be changed: it is {state}"),
                    hint=N_("see it: gridctl report deliveries --all"),
                    error="delivery_state",
                    number=number,
                    state=State(row.state),
                )
            act(work, row)
            work.log(f"delivery.{what}", "delivery", number, {"to": row.dest, "from": row.state})
        return _views(office, work, numbers)


def reminders(office: Office, work: Work) -> list[DeliveryReminderView]:
    """Return one reminder for each destination and state of deliveries that somebody has to see to."""
    alike: dict[tuple[str, str], list[Any]] = {}
    for row in rows.stuck(work):
        alike.setdefault((row.dest, row.state), []).append(row)
    return [
        DeliveryReminderView(
            request=None,
            reason=_REASONS.get(state, "not_delivered"),
            since=office.moment_of(found[0].created_at),
            status=state,
            urgency=str(Urgency.NORMAL),
            category=found[0].kind,
            area=None,
            summary=dest,
            holder=None,
            desk=None,
            due=office.moment(found[0].next_at),
            turn=None,
            delivery=found[0].id,
            count=len(found),
        )
        for (dest, state), found in alike.items()
    ]


def stuck_counts(work: Work) -> StuckView | None:
    """Return how many deliveries somebody has to see to; None where there are none."""
    found = rows.stuck(work)
    if not found:
        return None
    in_doubt = sum(row.state == State.IN_DOUBT for row in found)
    put_off = sum(row.state == State.WAITING for row in found)
    return StuckView(failed=len(found) - in_doubt - put_off, in_doubt=in_doubt, put_off=put_off)


def _views(office: Office, work: Work, numbers: Sequence[int]) -> list[DeliveryView]:
    found = {row.id: row for row in work.execute(rows.listing(only=numbers))} if numbers else {}
    return [view(office, found[number]) for number in dict.fromkeys(numbers)]


def view(office: Office, row: Any) -> DeliveryView:  # noqa: ANN401
    """Return a delivery as it is shown."""
    return DeliveryView(
        id=row.id,
        status=row.state,
        to=row.dest,
        by=row.carrier,
        what=row.kind,
        date=row.day,
        title=row.title,
        attempts=row.attempts,
        next_at=office.moment(row.next_at),
        error=row.error,
        created_at=office.moment_of(row.created_at),
        tried_at=office.moment(row.tried_at),
        sent_at=office.moment(row.sent_at),
        about=row.outbox_id,
        run=row.run_id,
    )

"""What only the desk above may allow: to hand back (退单), to have longer (延期), to wait for long."""

from typing import Any

from gridctl.core.desks import level_of
from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.requests import Act
from gridctl.core.times import parse_when, to_ms
from gridctl.core.words import AreaKind, AskKind, StepKind
from gridctl.services import desks
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.steps import Change, Doing, Row
from gridctl.store import areas as area_rows
from gridctl.store import life as rows
from gridctl.store.unit import Work

_STEPS = {AskKind.RETURN: StepKind.RETURN, AskKind.EXTEND: StepKind.EXTEND, AskKind.WAIT: StepKind.WAIT}


def hand_back(act: Act) -> Doing:
    """Ask to hand a request back to the desk that it came from; without one above, it is done at once."""

    def prepare(office: Office, work: Work, row: Row) -> Change:
        return _ask_or_do(office, work, row, AskKind.RETURN, act, None)

    return Doing(StepKind.RETURN, act, prepare)


def extend(act: Act, until: str) -> Doing:
    """Ask for a later deadline; where nobody is above, it is granted at once."""

    def prepare(office: Office, work: Work, row: Row) -> Change:
        moment = to_ms(parse_when(until, office.now()))
        if moment <= work.now or (row.due is not None and moment <= row.due):
            raise BadInput(
                N_("{text} is no later than the deadline that stands"),
                hint=N_("see it: gridctl request why {number}"),
                text=until,
                number=row.id,
            )
        return _ask_or_do(office, work, row, AskKind.EXTEND, act, moment)

    return Doing(StepKind.EXTEND, act, prepare)


def wait(act: Act, until: str | None = None) -> Doing:
    """Stop the clock, with a reason and, where known, until when.

    Longer than the pack allows, and without an end where the pack has a limit, it needs the desk above.
    """

    def prepare(office: Office, work: Work, row: Row) -> Change:
        moment = to_ms(parse_when(until, office.now())) if until else None
        if moment is not None and moment <= work.now:
            raise BadInput(
                N_("{text} has passed already"), hint=N_("say until when it has to wait"), text=until
            )
        most = Packs(work, office.settings.pack_hash).by_hash(row.pack_hash).wait_ms
        if most is None or (moment is not None and moment - work.now <= most):
            return _do(work, row, AskKind.WAIT, moment)
        return _ask_or_do(office, work, row, AskKind.WAIT, act, moment)

    return Doing(StepKind.WAIT, act, prepare)


def _ask_or_do(
    office: Office,  # noqa: ARG001
    work: Work,
    row: Row,
    kind: AskKind,
    act: Act,
    until: int | None,
) -> Change:
    above = desks.above(work, row)
    if above is None:
        return _do(work, row, kind, until)
    _level, desk = above
    if rows.open_ask(work, row.id, str(kind)) is not None:
        raise Refused(
            N_("request {number}: that was asked already and waits for an answer"),
            hint=N_("the desk above says: gridctl request {kind} {number} --grant, or --deny"),
            error="asked_already",
            number=row.id,
            kind=str(kind),
        )
    values = {"request_id": row.id, "kind": str(kind), "desk_id": desk, "until_at": until, "reason": act.note}
    rows.ask(work, values)
    detail: dict[str, Any] = {"asked": True, "desk": str(area_rows.by_id(work, desk).code)}
    return Change({}, detail | ({"until": until} if until else {}), stays=True)


def answer(act: Act, kind: AskKind, *, granted: bool) -> Doing:
    """Grant or deny what was asked; Refused where nothing was."""

    def prepare(_office: Office, work: Work, row: Row) -> Change:
        asked = rows.open_ask(work, row.id, str(kind))
        if asked is None:
            raise Refused(
                N_("request {number}: nothing of the kind was asked"),
                hint=N_("see its timeline: gridctl request show {number}"),
                error="not_asked",
                number=row.id,
            )
        rows.answer(work, asked.id, granted=granted)
        if not granted:
            return Change({}, {"denied": True}, stays=True)
        done = _do(work, row, kind, asked.until_at)
        return Change(done.values, {**done.detail, "granted": True})

    reason = act if act.note else Act(act.at, act.by, "granted" if granted else "denied")
    return Doing(_STEPS[kind], reason, prepare)


def _do(work: Work, row: Row, kind: AskKind, until: int | None) -> Change:
    if kind is AskKind.RETURN:
        return _returned(work, row)
    if kind is AskKind.EXTEND:
        return Change({}, {"until": until})
    return Change({"wait_until": until}, {"until": until} if until else {})


def _returned(work: Work, row: Row) -> Change:
    """Stand at the desk above again, with nobody on it; where nobody is above, at its own desk."""
    above = desks.above(work, row)
    rows.end_help(work, row.id)
    values: dict[str, Any] = {"holder_member_id": None, "holder_team_id": None, "accepted_at": None}
    if above is None:
        return Change(values, {"holder": row.holder} if row.holder else {})
    _level, desk = above
    area = area_rows.by_id(work, desk)
    values |= {"desk_id": desk, "level": str(level_of(AreaKind(area.kind)))}
    return Change(values, {"desk": str(area.code)} | ({"holder": row.holder} if row.holder else {}))

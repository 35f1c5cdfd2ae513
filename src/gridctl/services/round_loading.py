"""Rounds as every command about one needs them: the row, its checklist, what a target is called."""

from functools import lru_cache
from typing import Any

from gridctl.core.checklists import Checklist
from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.round_views import TargetRow
from gridctl.core.rounds import ALL_BANDS
from gridctl.services.office import Office
from gridctl.store import rounds as rows
from gridctl.store.unit import Work


def load(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the row of a round; NotFound where there is none."""
    row = rows.get(work, number)
    if row is None:
        raise NotFound(
            N_("there is no round {number}"), hint=N_("see: gridctl round list --all"), number=number
        )
    work.about("round", number)
    return row


def load_open(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the row of a round that is open; Refused where it is closed."""
    row = load(work, number)
    refuse_closed(row, row.closed_at)
    return row


def refuse_closed(row: Any, closed: int | None) -> None:  # noqa: ANN401
    """Refuse to go on with a round that is closed, or was at the moment that is asked for (`closed`: since when)."""
    if closed is not None:
        raise Refused(
            N_("round {number} is closed"),
            hint=N_("open it again: gridctl round reopen {number} --note TEXT"),
            error="round_closed",
            number=row.id,
        )


def refuse_before(row: Any, moment: int | None, text: str | None) -> None:  # noqa: ANN401
    """Refuse to look at a round at a moment (UTC ms) before it was opened; `text` is how it was written."""
    if moment is not None and moment < row.opened_at:
        raise BadInput(
            N_("round {number} was opened later than {text}"),
            hint=N_("see when: gridctl round show {number}"),
            number=row.id,
            text=text,
        )


@lru_cache(maxsize=8)
def read_checklist(content: str) -> Checklist:
    """Return the checklist of a stored text."""
    return Checklist.from_json(content)


def checklist_of(work: Work, row: Any) -> Checklist:  # noqa: ANN401
    """Return the checklist that a round opened by."""
    return read_checklist(rows.content(work, row.checklist_hash))


def label_of(target: Any) -> str:  # noqa: ANN401
    """Return what a target is called: a home's label with the person's number, a code, or its place in the list."""
    if target.resident_id is not None and target.home:
        return f"{target.home}:{target.part}"
    if target.home:
        return str(target.home)
    return target.thing or f"@{target.place}"


def target_row(office: Office, target: Any, *, bit: int = 0) -> TargetRow:  # noqa: ANN401
    """Return one target of `rows.targets`; `bit` is the part of the day for which it is asked."""
    return TargetRow(
        target=label_of(target),
        attempt=target.visits + 1,
        last_outcome=target.outcome,
        last_at=office.moment(target.last_at),
        needs=tuple((target.needs or "").split()),
        building=target.building,
        name=target.person or target.name,
        phone=target.phone,
        member=target.member,
        later=bool(bit and target.bands & bit and target.bands != ALL_BANDS),
        note=target.note,
        quantity=target.quantity,
    )

"""The roster as it is read: lists of turns, boards and cards."""

from typing import Any

from gridctl.core.attendance import Signs
from gridctl.core.errors import N_, NotFound
from gridctl.core.roster_views import TurnView
from gridctl.services.office import Office
from gridctl.store import rosters as rows
from gridctl.store.unit import Work


def turn_view(office: Office, work: Work, number: int) -> TurnView:
    """Return one turn as it stands now; NotFound."""
    return view(office, found(work, number), work.now)


def found(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the row of a turn with its post, area and member; NotFound."""
    row = rows.turn(work, number)
    if row is None:
        raise NotFound(
            N_("there is no turn of duty {number}"), hint=N_("see them: gridctl duty list"), number=number
        )
    return row


def view(office: Office, row: Any, now: int) -> TurnView:  # noqa: ANN401
    """Return a turn as lists show it at `now` (UTC ms)."""
    return TurnView(
        id=row.id,
        date=row.on_date,
        shift=row.shift,
        start=office.moment_of(row.start_at),
        end=office.moment_of(row.end_at),
        duty=row.duty,
        area=row.area,
        place=row.place,
        post=row.post_id,
        member=row.member,
        name=row.name,
        state=str(signs(row).standing(now)),
        locked=row.locked,
        forced=row.forced,
        version=row.version,
    )


def signs(row: Any) -> Signs:  # noqa: ANN401
    """Return what is known of whether somebody turned up."""
    return Signs(
        row.state,
        row.start_at,
        row.end_at,
        row.checked_in_at,
        row.checked_out_at,
        row.seen_at,
        row.no_show_at,
        row.checkin,
    )

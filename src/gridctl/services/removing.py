"""Members go: who holds nothing leaves a tombstone, whose number and code are never anybody else's."""

from typing import Any

from gridctl.core.errors import N_, Refused
from gridctl.core.member_views import MemberDetail
from gridctl.services import people
from gridctl.services.members import detail
from gridctl.services.office import Office
from gridctl.store import removing as rows
from gridctl.store.presence import turns_within
from gridctl.store.unit import Work

_SHOWN = 10


def remove(office: Office, name: str, *, dry_run: bool = False) -> MemberDetail:
    """Remove a member and return what they were; Refused while a request waits for them.

    Postings end, teams are left, and nobody has them as a deputy. The row stays with its name, which the
    timelines of requests need, and its code is not given again. `dry_run` tells who would go.
    """
    with office.store.read() if dry_run else office.store.begin() as work:
        row = people.find_member(work, name)
        work.about("member", row.id)
        _refuse_held(work, row)
        _refuse_on_duty(office, work, row)
        gone = detail(office, work, row.id)
        if not dry_run:
            left = rows.remove_member(work, row.id, row.version)
            work.log("member.remove", "member", row.id, {"code": row.code, "deputy_of": left})
        return gone


def _refuse_held(work: Work, row: Any) -> None:  # noqa: ANN401
    held = rows.held_by(work, row.id)
    if held:
        shown = ", ".join(map(str, held[:_SHOWN]))
        raise Refused(
            N_("{code} still holds or helps with open requests: {numbers}"),
            hint=N_("hand them over: gridctl member leave {code} --to MEMBER"),
            error="still_holds",
            code=row.code,
            numbers=shown if len(held) <= _SHOWN else f"{shown} ...",
        )


def _refuse_on_duty(office: Office, work: Work, row: Any) -> None:  # noqa: ANN401
    days = turns_within(work, [row.id], office.now().date().isoformat()).get(row.id, [])
    if days:
        raise Refused(
            N_("{code} still has turns of duty: {count}, the first on {date}"),
            hint=N_("find who takes them: gridctl duty replan --for {code} --from {date}"),
            error="still_on_duty",
            code=row.code,
            count=len(days),
            date=min(days),
        )

"""What may be told of a round to whom: counts to a group, doors to the head of a stairwell alone."""

from gridctl.core.errors import N_, Refused
from gridctl.core.round_views import GroupView, RoundView, TargetRow
from gridctl.services import people, round_loading, round_views, round_work
from gridctl.services.office import Office
from gridctl.services.round_loading import target_row
from gridctl.store import areas as area_rows


def for_group(office: Office, number: int) -> tuple[RoundView, list[GroupView]]:
    """Return a round and its counts by stairwell."""
    with office.store.read() as work:
        row = round_loading.load(work, number)
        return (
            round_views.view(office, work, row.id),
            round_views.groups(office, work, row.id, "unit", None),
        )


def for_head(office: Office, number: int, name: str) -> tuple[RoundView, str, list[TargetRow]]:
    """Return a round, and what is missing in a member's own area and share; Refused for one without any."""
    with office.store.read() as work:
        row = round_loading.load(work, number)
        member = people.find_member(work, name)
        inside = set(area_rows.below(work, member.area_id)) if member.area_id is not None else set()
        found = [
            one
            for one in round_work.missing_in(office, work, row.id)
            if one.area_id in inside or one.member_id == member.id
        ]
        if not inside and not found:
            raise Refused(
                N_("{member} has no stairwell and no share of round {number}"),
                hint=N_(
                    "place them there: gridctl member place {member} AREA; or gridctl round split {number}"
                ),
                error="no_share",
                member=member.code,
                number=number,
            )
        return round_views.view(office, work, row.id), member.name, [target_row(office, one) for one in found]

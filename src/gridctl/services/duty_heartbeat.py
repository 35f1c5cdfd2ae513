"""What time makes due of duty: whoever has not come is marked, and who stands by is asked to step in."""

from gridctl.core.attendance import Standby, step_in
from gridctl.core.heart_views import DutyDeed
from gridctl.core.telling import TellKind
from gridctl.services import duty_news, standing_in
from gridctl.services.office import Office
from gridctl.store import areas as area_rows
from gridctl.store import attendance as rows
from gridctl.store import people as people_rows
from gridctl.store import presence, rosters
from gridctl.store.unit import Work


def anything(office: Office, work: Work) -> bool:
    """Tell whether somebody has not come who is not marked yet, or a deputy has to take over."""
    return bool(rows.missed(work, 1) or presence.to_hand_over(work, office.now().date().isoformat(), 1))


def beat(office: Office, work: Work, most: int) -> list[DutyDeed]:
    """Do what is due of duty, up to `most` of each kind."""
    moved = standing_in.begun(office, work, most)
    deeds = [DutyDeed(None, "stood_in", row.member, row.deputy) for row, _what in moved]
    return [*deeds, *_missed(work, most)]


def _missed(work: Work, most: int) -> list[DutyDeed]:
    """Mark up to `most` turns to which nobody came; for those that still run somebody is asked to step in."""
    found = rosters.by_ids(work, rows.missed(work, most))
    if not found:
        return []
    standbys = [Standby(row.member_id, row.area_id, row.end_at) for row in rows.standing_by(work)]
    busy = rows.stepped_in(work)
    alone: list[int] = []
    deeds = []
    for row in sorted(found, key=lambda one: (one.start_at, one.id)):
        rows.mark_missed(work, row.id)
        member: int | None = None
        running = row.end_at > work.now and not row.standby
        if running:
            path = area_rows.ancestors(work, row.area_id)
            member = step_in(path, row.end_at, standbys, {*busy, row.member_id})
            if member is None:
                alone.append(row.id)
            else:
                busy.add(member)
                duty_news.tell(work, [row.id], TellKind.STAND_BY, [member])
        code = people_rows.by_id(work, member).code if member is not None else row.area if running else None
        work.log("duty.no_show", "turn", row.id, {"member": row.member, "stands_in": code})
        deeds.append(DutyDeed(row.id, "no_show", row.member, code))
    duty_news.tell(work, alone, TellKind.STAND_BY)
    return deeds

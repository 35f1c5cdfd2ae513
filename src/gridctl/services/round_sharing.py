"""What may be told of a round to whom: counts to a group, doors to the head of a stairwell and who has a share."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gridctl.core.errors import N_, Refused
from gridctl.core.round_views import GroupView, RoundView
from gridctl.core.telling import Role, TellKind
from gridctl.core.telling_views import Person, RoundTold, Telling
from gridctl.core.words import AreaKind
from gridctl.services import duty_news, people, proofs, round_loading, round_views, round_work
from gridctl.services.office import Office
from gridctl.services.round_loading import target_row
from gridctl.store import areas as area_rows
from gridctl.store import people as people_rows
from gridctl.store import telling as outbox_rows
from gridctl.store.unit import Work

_STAIRS = frozenset({AreaKind.STAIRWELL, AreaKind.MICRO_GRID})
"""Whoever is placed at one of these is its head and may read which doors are missing there."""


def for_group(office: Office, number: int) -> tuple[str, RoundView, list[GroupView]]:
    """Return what a round is called, the round, and its counts by stairwell; none while two people are reading it."""
    with office.store.read() as work:
        row = round_loading.load(work, number)
        sealed = proofs.is_sealed(work, row)
        return (
            _called(work, row, office.settings.lang),
            round_views.view(office, work, row.id),
            [] if sealed else round_views.groups(office, work, row.id, "unit", None),
        )


def for_members(
    office: Office, number: int, names: Sequence[str], *, everybody: bool = False
) -> tuple[list[Telling], int]:
    """Put a text with the doors that are missing into the outbox for each of some members.

    With `everybody` for all heads of stairwells and all who have a share there. Return the texts, and how many doors
    that are missing stand in none of them. Refused for one who has neither stairwell nor share.
    """
    with office.store.begin() as work:
        row = round_loading.load_open(work, number)
        proofs.refuse_sealed(work, row)
        missing = round_work.missing_in(office, work, row)
        chosen = [people.find_member(work, name) for name in names]
        if everybody:
            chosen += list(_heads(work, missing))
        told = []
        heard: set[int] = set()
        for member in {one.id: one for one in chosen}.values():
            mine = _of(work, member, missing)
            if not mine and not _stairs(work, member):
                raise _no_share(member.code, number)
            if member.code != work.actor.operator:
                outbox_rows.write_round(work, number, member.id)
            work.log("round.share", "round", number, {"to": member.code, "doors": len(mine)})
            told.append(telling(office, work, row, member, mine))
            heard.update(one.id for one in mine)
        return told, sum(one.id not in heard for one in missing)


def told_of(office: Office, work: Work, row: Any, member: Any) -> RoundTold:  # noqa: ANN401
    """Return what a text about a round is made of: the doors that a member's stairwell and share still lack."""
    found = _of(work, member, round_work.missing_in(office, work, row))
    return _told(office, work, row, member, found)


def telling(office: Office, work: Work, row: Any, member: Any, missing: Iterable[Any]) -> Telling:  # noqa: ANN401
    """Return the text about a round for one member."""
    where = member.area_id or row.area_id
    return Telling(
        id=0,
        kind=str(TellKind.ROUND_SHARED),
        role=str(Role.MEMBER),
        to=Person(member.code, member.name, member.phone or ""),
        lang=member.lang or office.settings.lang,
        matter=None,
        call=duty_news.Calls(work).of(where, member.code) if where else Person(),
        reason="",
        created_at=office.now(),
        told_at=None,
        told_by=None,
        round=_told(office, work, row, member, missing),
    )


def _called(work: Work, row: Any, lang: str) -> str:  # noqa: ANN401
    """Return what a round is called: by its name, else by the title of its checklist."""
    return row.name or round_loading.checklist_of(work, row).title.text(lang)


def _told(office: Office, work: Work, row: Any, member: Any, missing: Iterable[Any]) -> RoundTold:  # noqa: ANN401
    lines = tuple(target_row(office, one) for one in missing)
    name = _called(work, row, member.lang or office.settings.lang)
    return RoundTold(row.id, name, office.moment(row.until_at), lines)


def _of(work: Work, member: Any, missing: Sequence[Any]) -> list[Any]:  # noqa: ANN401
    """Return what is missing in a member's own stairwell and share."""
    inside = _stairs(work, member)
    return [one for one in missing if one.area_id in inside or one.member_id == member.id]


def _stairs(work: Work, member: Any) -> set[int]:  # noqa: ANN401
    """Return the stairwell that a member is the head of, with all below it; nothing for anybody placed above."""
    if member.area_id is None or area_rows.by_id(work, member.area_id).kind not in _STAIRS:
        return set()
    return set(area_rows.below(work, member.area_id))


def _heads(work: Work, missing: Sequence[Any]) -> Iterator[Any]:
    """Yield the members with something missing in their stairwell or share, in the order of their numbers."""
    sharing = {one.member_id for one in missing}
    for member in people_rows.present_members(work):
        if member.id in sharing or (member.area_id is not None and _of(work, member, missing)):
            yield member


def _no_share(member: str, number: int) -> Refused:
    return Refused(
        N_("{member} has no stairwell and no share of round {number}"),
        hint=N_("place them there: gridctl member place {member} AREA; or gridctl round split {number}"),
        error="no_share",
        member=member,
        number=number,
    )

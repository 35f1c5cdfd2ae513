"""The outbox: texts that wait to be sent, and texts to share; facts alone, `present` words them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.private import Reveal, Sight
from gridctl.core.telling import Role
from gridctl.core.telling_views import Matter, Person, RoundTold, Telling, TurnTold
from gridctl.services import areas, duty_news, people, request_views
from gridctl.services.office import Office
from gridctl.store import areas as area_rows
from gridctl.store import place_words
from gridctl.store import telling as rows
from gridctl.store.unit import Work

FEW = 20
"""So many texts may be shown in full without saying why."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which texts to list: those for a member, team or desk (an area's code), told ones too if `everything`.

    With an `area` those about what is in it and below it.

    With `only` it is those with these numbers, whatever else is asked for.
    """

    to: str | None = None
    everything: bool = False
    limit: int | None = None
    only: tuple[int, ...] = ()
    area: str | None = None


def listing(office: Office, query: Query, reveal: Reveal | None = None) -> list[Telling]:
    """Return the texts that wait, critical ones first; seeing them in full is a ledger entry."""
    with office.store.read() as work:
        found = _found(work, query)
        sight = Sight.FULL if reveal else Sight.MASKED
        tellings = _tellings(office, work, found, sight)
    if reveal:
        _log_reveal(office, len(tellings), reveal)
    return tellings


def told(
    office: Office, numbers: Sequence[int], to: str | None = None, *, is_told: bool = True
) -> list[Telling]:
    """Mark texts as told (or, with `is_told` False, as untold again): by number, or all that wait for `to`."""
    with office.store.begin() as work:
        if to is not None:
            numbers = [*numbers, *(row.id for row in _found(work, Query(to)))]
        if not numbers and to is None:
            raise BadInput(
                N_("say which texts were told"), hint=N_("gridctl outbox told 3 4, or --to MEMBER")
            )
        found = rows.by_ids(work, numbers)
        missing = set(numbers) - {row.id for row in found}
        if missing:
            raise NotFound(
                N_("there is no text {number}"), hint=N_("see them: gridctl outbox"), number=min(missing)
            )
        if is_told:
            mark_told(work, found)
        else:
            rows.mark(work, (row.id for row in found), told=False)
            for row in found:
                work.log("outbox.untold", "outbox", row.id, _about(row))
        return _tellings(office, work, rows.by_ids(work, numbers), Sight.MASKED)


def mark_told(work: Work, found: Sequence[Any], **more: object) -> None:
    """Note in a unit of work that texts were told; `more` goes into the ledger beside what they are about."""
    rows.mark(work, (row.id for row in found), told=True)
    for row in found:
        work.log("outbox.told", "outbox", row.id, {**_about(row), **more})


def _about(row: Any) -> dict[str, object]:  # noqa: ANN401
    about = (("request", row.request_id), ("turns", row.turn_ids), ("round", row.round_id))
    told = {name: value for name, value in about if value is not None}
    return {"role": row.role, "kind": row.kind, **told}


def read_one(office: Office, number: int, *, full: bool) -> Telling:
    """Return one text as it stands now; who asks for it in `full` writes into the ledger that it was seen."""
    with office.store.read() as work:
        sight = Sight.FULL if full else Sight.MASKED
        return _tellings(office, work, rows.by_ids(work, [number]), sight)[0]


def share(office: Office, number: int, to: str | None = None) -> Telling:
    """Return what a text about a request may be made of: for the group, or in full for `to`, which is logged."""
    with office.store.begin() as work:
        row = request_views.load(work, number)
        receiver = _person(people_row(work, to)) if to else Person()
        if to:
            work.log("request.reveal", "request", number, {"rows": 1, "to": receiver.code})
        sight = Sight.FULL if to else Sight.MASKED
        lang = getattr(people_row(work, to), "lang", None) if to else None
        return Telling(
            id=0,
            kind="share",
            role=str(Role.MEMBER) if to else "",
            to=receiver,
            lang=lang or office.settings.lang,
            matter=_matter(office, work, row),
            call=_operator(work),
            reason="",
            created_at=office.now(),
            told_at=None,
            told_by=None,
            sight=sight,
        )


def people_row(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the row of the member, else the team, that is meant."""
    holder = people.known_holder(work, name)
    role, number = (
        (Role.MEMBER, holder.member_id) if holder.member_id is not None else (Role.TEAM, holder.team_id)
    )
    return rows.people(work, role, [int(number or 0)])[int(number or 0)]


def _found(work: Work, query: Query) -> list[Any]:
    if query.only:
        return list(rows.by_ids(work, query.only))
    role: Role | None = None
    to_id: int | None = None
    if query.to is not None:
        role, to_id = _receiver(work, query.to)
    inside = None
    if query.area is not None:
        inside = area_rows.numbers_below(work, areas.find(work, query.area).id)
    return list(
        work.execute(
            rows.listing(
                role=role, to_id=to_id, everything=query.everything, limit=query.limit, inside=inside
            )
        )
    )


def _receiver(work: Work, name: str) -> tuple[Role, int]:
    """Return whom a name means: a member, a team, else the desk of an area."""
    try:
        holder = people.known_holder(work, name)
    except NotFound:
        try:
            return Role.DESK, int(areas.find(work, name).id)
        except NotFound:
            raise NotFound(
                N_("there is no member, team or desk {name}"),
                hint=N_("see who there is: gridctl member list, gridctl team list, gridctl area tree"),
                name=name,
            ) from None
    if holder.member_id is not None:
        return Role.MEMBER, holder.member_id
    return Role.TEAM, int(holder.team_id or 0)


def _log_reveal(office: Office, shown: int, reveal: Reveal) -> None:
    if shown > FEW and not reveal.why:
        raise BadInput(
            N_("{rows} texts would be shown in full; more than {few} need a reason"),
            hint=N_("add --why 'REASON', or ask for one receiver: --to MEMBER"),
            rows=shown,
            few=FEW,
        )
    with office.store.begin() as work:
        work.log("outbox.reveal", "outbox", "list", {"rows": shown}, reveal.why)


def _tellings(office: Office, work: Work, found: Iterable[Any], sight: Sight) -> list[Telling]:
    wanted = list(found)
    known = _receivers(work, wanted)
    matters: dict[int | None, Matter | None] = {None: None}
    call = _operator(work)
    duty = _Duty(office, work, wanted)
    tellings = []
    for row in wanted:
        if row.request_id not in matters:
            matters[row.request_id] = _matter(office, work, request_views.load(work, row.request_id))
        matter = matters[row.request_id]
        receiver = known.get((row.role, row.to_id))
        tellings.append(
            Telling(
                id=row.id,
                kind=row.kind,
                role=row.role,
                to=_person(receiver) if receiver is not None else matter.who if matter else Person(),
                lang=getattr(receiver, "lang", None) or office.settings.lang,
                matter=matter,
                call=duty.call(row) or call,
                round=_round(office, work, row, receiver),
                reason=place_words.note_of(work, row.step_seq),
                created_at=office.moment_of(row.created_at),
                told_at=office.moment(row.told_at),
                told_by=row.told_by,
                sight=sight,
                turns=duty.turns(row),
            )
        )
    return tellings


def _round(office: Office, work: Work, row: Any, receiver: Any) -> RoundTold | None:  # noqa: ANN401
    """Return what a text about a round is made of now; None for other texts."""
    if row.round_id is None:
        return None
    from gridctl.services import round_loading, round_sharing  # start-up: few texts are about rounds

    return round_sharing.told_of(office, work, round_loading.load(work, row.round_id), receiver)


class _Duty:
    """What texts about turns of duty are made of, read once for all of them."""

    def __init__(self, office: Office, work: Work, wanted: Iterable[Any]) -> None:
        """Read the turns that texts are about."""
        ids = {one for row in wanted for one in row.turn_ids or ()}
        self._known = duty_news.turns_told(office, work, ids) if ids else {}
        self._calls = duty_news.Calls(work)

    def turns(self, row: Any) -> tuple[TurnTold, ...]:  # noqa: ANN401
        """Return the turns of a text as they come."""
        return duty_news.in_order(row.turn_ids or (), self._known)

    def call(self, row: Any) -> Person | None:  # noqa: ANN401
        """Return whom the receiver can call; None for texts that are not about duty, or where nobody is."""
        turns = self.turns(row)
        found = self._calls.of(turns[0].area_id, turns[0].who.code) if turns else Person()
        return found if found.code else None


def _receivers(work: Work, wanted: Iterable[Any]) -> dict[tuple[str, int], Any]:
    by_role: dict[str, set[int]] = {}
    for row in wanted:
        if row.role != Role.REQUESTER:
            by_role.setdefault(row.role, set()).add(row.to_id)
    return {
        (role, number): one
        for role, ids in by_role.items()
        for number, one in rows.people(work, role, sorted(ids)).items()
    }


def _person(row: Any) -> Person:  # noqa: ANN401
    return Person(row.code, row.name, getattr(row, "phone", None) or "")


def _operator(work: Work) -> Person:
    """Return whom a receiver can ask: the member who types; nobody where the login has no member."""
    mine = people.me(work)
    return Person() if mine is None else _person(mine)


def _matter(office: Office, work: Work, row: Any) -> Matter:  # noqa: ANN401
    """Return what texts about one request are made of; a merged one goes by the answer of the main one."""
    main = row
    if row.merged_into_id is not None:
        main = request_views.load(work, row.merged_into_id)
    words = place_words.of_request(work, row.id)
    holder = Person()
    if row.holder_member_id is not None:
        holder = _person(rows.people(work, Role.MEMBER, [row.holder_member_id])[row.holder_member_id])
    elif row.holder_team_id is not None:
        holder = _person(rows.people(work, Role.TEAM, [row.holder_team_id])[row.holder_team_id])
    return Matter(
        request=row.id,
        category=row.category,
        urgency=row.urgency,
        confidential=bool(row.confidential),
        summary=row.summary,
        details=row.details or "",
        place=words.place(row.home, row.address),
        wide=words.wide(),
        who=Person("", row.name or "", row.phone or ""),
        ref=row.ref or "",
        answer=main.answer or "",
        respond_by=None if row.responded_at is not None else office.moment(row.respond_due),
        due=office.moment(row.due),
        holder=holder,
    )

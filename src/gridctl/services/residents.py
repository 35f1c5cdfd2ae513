"""Residents: find one by what people know of them, take in, show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, Ambiguous, BadInput, GridError, NotFound
from gridctl.core.needs import Tag
from gridctl.core.private import Reveal, Sight, refuse_masked_look
from gridctl.core.resident_views import NeedView, OwnRequestRow, RelativeRow, ResidentView
from gridctl.core.residents import NewNeed, Particulars, refuse_gone
from gridctl.core.text import clean_line
from gridctl.core.uid import uid_text, uuid7
from gridctl.core.words import ResidentKind, ResidentStatus
from gridctl.services import duplicates, homes, resident_fields
from gridctl.services import needs as marks
from gridctl.services import resident_search as index
from gridctl.services.office import Office
from gridctl.store import residents as rows
from gridctl.store.unit import Work

SHOWN_REQUESTS = 20
"""So many requests of a resident are shown with them."""
_BIGGEST = 1 << 62
_MOST = 6
_ENDING = 4  # digits; fewer are a number that is not there, and no ending of a phone


@dataclass(frozen=True, slots=True)
class Added:
    """A resident who was taken in, the numbers of who may be the same, and the marks that were noted."""

    view: ResidentView
    twins: tuple[int, ...]
    tags: tuple[Tag, ...]


def find(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the row of the resident with this number, name, pinyin, phone ending or identity number.

    A home behind the name tells several of one name apart. NotFound, or Ambiguous with numbers and homes:
    an error names nobody.
    """
    wanted = clean_line(name, "resident")
    refuse_masked_look(wanted, "resident")
    if not wanted:
        raise BadInput(N_("which resident?"), hint=N_("give a number or a name"))
    if wanted.isdecimal() and int(wanted) < _BIGGEST:
        row = rows.get(work, int(wanted))
        if row is not None:
            return row
    short = wanted.isdecimal() and len(wanted) < _ENDING
    found = [] if short else _known_as(work, wanted)
    if not found:
        raise NotFound(
            N_("there is no such resident"),
            hint=N_("give the number, name, phone ending or home; see: gridctl resident list WORDS"),
        )
    if len(found) > 1:
        raise Ambiguous(
            N_("several residents fit"),
            hint=N_("give the number of one of them: {choices}"),
            choices=", ".join(f"{row.id} ({row.home})" if row.home else str(row.id) for row in found),
        )
    return found[0]


def _known_as(work: Work, wanted: str) -> list[Any]:
    """Return up to six residents who are known by a name, number or part of one; a home may stand behind."""
    found = _by_words(work, wanted)
    words = wanted.split()
    for cut in range(len(words) - 1, 0, -1):
        if found:
            break
        try:
            home = homes.find(work, " ".join(words[cut:]))
        except GridError:
            continue
        found = [one for one in _by_words(work, " ".join(words[:cut]), 200) if one.home_id == home.id]
    return found[:_MOST]


def find_known(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the row of a resident who is still known by name; raises for forgotten and merged ones."""
    return known(work, find(work, name))


def known(work: Work, row: Any) -> Any:  # noqa: ANN401
    """Return the row itself if it says who somebody is; raises for forgotten, merged and taken back ones."""
    work.about("resident", row.id)
    refuse_gone(row.id, ResidentStatus(row.status), row.merged_into_id, row.batch_id)
    return row


def add(office: Office, new: Particulars, needs: Sequence[NewNeed] = ()) -> Added:
    """Take in one resident. An identity number that somebody has already is Refused; likely twins are told."""
    if not (new.home or new.address):
        raise BadInput(
            N_("where does this resident live?"),
            hint=N_("give --home HOME, or --address TEXT for a place outside"),
        )
    with office.store.begin() as work:
        values = {"kind": str(ResidentKind.REGISTERED)} | resident_fields.columns_of(office, work, new)
        number = rows.add(
            work,
            {"uid": uuid7(work.now), "status": str(ResidentStatus.LIVING), "version": 1}
            | {"created_at": work.now}
            | values,
        )
        work.log("resident.add", "resident", number, resident_fields.in_ledger(work, number, values))
        tags = tuple(marks.note(office, work, number, one) for one in needs)
        index.refresh(work, [number])
        twins = duplicates.twins_of(work, number)
        return Added(view_of(office, work, number), twins, tags)


def show(office: Office, name: str, reveal: Reveal | None = None) -> ResidentView:
    """Return one resident with needs, household and requests; to see them unmasked is a ledger entry."""
    with office.store.read() as work:
        row = find(work, name)
        refuse_void(row)
        found = view_of(office, work, row.id, Sight.FULL if reveal else Sight.MASKED)
    if reveal:
        with office.store.begin() as work:
            work.log("resident.reveal", "resident", found.id, {"rows": 1}, reveal.why)
    return found


def _by_words(work: Work, words: str, most: int = _MOST) -> list[Any]:
    """Return residents who are called so or have this number; the search index knows the other ways."""
    exact = rows.known_by(work, words, most)
    return exact or rows.of(work, index.find(work, words, most))


def refuse_void(row: Any) -> None:  # noqa: ANN401
    """Raise NotFound for a resident who was taken back with an import."""
    if row.status == ResidentStatus.VOID:
        refuse_gone(row.id, ResidentStatus.VOID, None, row.batch_id)


def view_of(office: Office, work: Work, number: int, sight: Sight = Sight.MASKED) -> ResidentView:
    """Return one resident; `sight` is how much of their own data is shown, housemates stay masked."""
    row = rows.get(work, number)
    if row is None:
        raise AssertionError  # the caller has just found it
    return ResidentView(
        id=row.id,
        uid=uid_text(row.uid),
        status=row.status,
        name=row.name,
        kind=row.kind,
        sex=row.sex,
        birth_date=row.birth_date,
        identity=row.identity,
        phone=row.phone,
        phones=tuple(row.phones or ()),
        home=row.home,
        area=row.area,
        address=row.address,
        household=row.household,
        relation=row.relation,
        contact_name=row.contact_name,
        contact_phone=row.contact_phone,
        registered_home=row.registered_home,
        registered_address=row.registered_address,
        came_on=row.came_on,
        left_on=row.left_on,
        notes=row.notes,
        facts=row.facts,
        merged_into=row.merged_into_id,
        batch=row.batch_id,
        version=row.version,
        created_at=office.moment_of(row.created_at),
        forgotten_at=office.moment(row.forgotten_at),
        needs=needs_of(office, work, number, sight),
        relatives=tuple(
            RelativeRow(one.id, one.name, one.relation, one.sex, one.birth_date)
            for one in rows.relatives(work, row)
        ),
        requests=_requests_of(office, work, number),
        sight=sight,
    )


def needs_of(office: Office, work: Work, number: int, sight: Sight = Sight.MASKED) -> tuple[NeedView, ...]:
    """Return the marks of a resident, those that hold before those that are over."""
    return tuple(
        NeedView(
            id=one.id,
            tag=one.tag,
            from_on=one.from_on,
            until_on=one.until_on,
            place=one.place,
            note=one.note,
            ended_at=office.moment(one.ended_at),
            sight=sight,
        )
        for one in rows.needs_of(work, number)
    )


def _requests_of(office: Office, work: Work, number: int) -> tuple[OwnRequestRow, ...]:
    return tuple(
        OwnRequestRow(
            id=one.id,
            status=one.status,
            urgency=one.urgency,
            category=one.category,
            summary=one.summary,
            received_at=office.moment_of(one.received_at),
            sight=Sight.CLOSED if one.confidential else Sight.MASKED,
        )
        for one in rows.requests_of(work, number, SHOWN_REQUESTS)
    )

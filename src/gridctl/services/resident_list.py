"""Finding residents: by name, pinyin, phone, home and what they need."""

from collections.abc import Iterator
from dataclasses import dataclass

from gridctl.core.errors import N_, BadInput
from gridctl.core.finding import Term, is_phone, read_words
from gridctl.core.needs import read_tag
from gridctl.core.private import Reveal, Sight
from gridctl.core.resident_list import ResidentRow
from gridctl.core.text import clean_line
from gridctl.core.words import ResidentKind, ResidentStatus
from gridctl.services import areas
from gridctl.services.home_texts import HomeTexts
from gridctl.services.office import Office
from gridctl.services.place_names import find_building, own_area
from gridctl.services.requests import FEW
from gridctl.store import doors
from gridctl.store import resident_list as rows
from gridctl.store.resident_list import Wanted
from gridctl.store.unit import Work

_MOST_WORDS = 8
_MOST_HOMES = 500
_ROOM = 5
LIVING = (ResidentStatus.LIVING,)


@dataclass(frozen=True, slots=True)
class Query:
    """Which residents to list, as people write it. Without a status those who live here now.

    `words`: names or parts of them, pinyin, initials, phone endings, identity numbers, homes.
    """

    words: str = ""
    statuses: tuple[ResidentStatus, ...] = ()
    everybody: bool = False
    kinds: tuple[ResidentKind, ...] = ()
    needs: tuple[str, ...] = ()
    area: str | None = None
    building: str | None = None
    after: int | None = None
    limit: int | None = None


def listing(office: Office, query: Query, reveal: Reveal | None = None) -> Iterator[ResidentRow]:
    """Yield the wanted residents, newest first. Revealing more than 20 needs a reason; each is logged."""
    if reveal:
        _log_reveal(office, query, reveal)
    sight = Sight.FULL if reveal else Sight.MASKED
    with office.store.read() as work:
        for row in rows.listing(work, wanted(office, work, query)):
            yield ResidentRow(
                id=row.id,
                status=row.status,
                name=row.name,
                kind=row.kind,
                home=row.home,
                area=row.area,
                phone=row.phone,
                sex=row.sex,
                birth_date=row.birth_date,
                household=row.household,
                relation=row.relation,
                needs=tuple(row.needs.split(",")) if row.needs else (),
                sight=sight,
            )


def wanted(office: Office, work: Work, query: Query) -> Wanted:
    """Turn names into numbers: which residents the store is to look for."""
    statuses = query.statuses or (tuple(ResidentStatus)[:3] if query.everybody else LIVING)
    near = own_area(office, work)
    terms, doors, either = _read(office, work, query.words, near)
    return Wanted(
        terms=terms,
        homes=doors,
        or_terms=either,
        statuses=tuple(map(str, statuses)),
        kinds=tuple(map(str, query.kinds)),
        needs=tuple(read_tag(tag, "--need").code for tag in query.needs),
        area_id=areas.find(work, query.area).id if query.area else None,
        building_id=find_building(work, query.building, near).id if query.building else None,
        after=query.after,
        limit=query.limit,
    )


def _read(
    office: Office, work: Work, words: str, near: int | None
) -> tuple[tuple[Term, ...], tuple[int, ...] | None, bool]:
    """Return the terms and homes in what was typed, and whether one of the two is enough.

    The longest end of the words that is a home is one: ``王 HZ12 2 501``. A few digits alone are a phone's
    ending, and a room in the operator's own area as well.
    """
    typed = clean_line(words, "WORDS").split()
    terms = read_words(words)
    if typed and not terms:
        return (), (), False  # signs alone, which nobody is called
    if len(typed) == 1 and typed[0].isdecimal():
        rooms = doors.in_area(work, near, typed[0]) if near is not None and len(typed[0]) <= _ROOM else ()
        return (terms, tuple(rooms), True) if rooms else (terms, None, False)
    finder = HomeTexts(office, work)
    for start in range(min(len(typed), _MOST_WORDS)):
        text = " ".join(typed[start:])
        if text.isdecimal() or is_phone(text) or not any(map(str.isdigit, text)):
            continue
        homes = finder.all_of(work, text)
        if homes:
            return read_words(" ".join(typed[:start])), tuple(homes[:_MOST_HOMES]), False
    return terms, None, False


def _log_reveal(office: Office, query: Query, reveal: Reveal) -> None:
    with office.store.begin() as work:
        search = wanted(office, work, query)
        number = rows.count(work, search)
        shown = min(number, search.limit or number)
        if shown > FEW and not reveal.why:
            raise BadInput(
                N_("{rows} rows would be revealed; more than {few} need a reason"),
                hint=N_("add --why 'REASON', or ask for fewer rows"),
                rows=shown,
                few=FEW,
            )
        work.log("resident.reveal", "resident", "list", {"rows": shown}, reveal.why)

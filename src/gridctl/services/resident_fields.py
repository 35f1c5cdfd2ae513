"""From what somebody typed of a resident to the values of columns: cleaned, checked, looked up."""

from collections.abc import Callable, Mapping
from typing import Any

from gridctl.checks.identity import Identity, check_identity
from gridctl.checks.phones import check_phone
from gridctl.core.days import read_day
from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.private import refuse_masked_look, refuse_masked_part
from gridctl.core.residents import Particulars, check_agreement, check_settable
from gridctl.core.text import clean_line, clean_page
from gridctl.services import homes
from gridctl.services.office import Office
from gridctl.services.place_names import own_area
from gridctl.store import residents as rows
from gridctl.store.unit import Work

PLAIN = frozenset({"kind", "status", "came_on", "left_on"})
"""What the ledger says in words; everything else stands there as a salted hash."""

_NAME = 80


def columns_of(office: Office, work: Work, given: Particulars, row: Any | None = None) -> dict[str, Any]:  # noqa: ANN401
    """Return the columns that `given` fills or empties; `row` is what is known of the person so far.

    Raises BadInput for what is masked, damaged or contradicts itself, Refused for an identity number that
    somebody else has, and what looking for homes raises.
    """
    values: dict[str, Any] = {}
    for field in given.given():
        read = _READERS.get(field)
        if read:
            values[field] = read(office, getattr(given, field))
    if given.phones is not None:
        numbers = _phones(given.phones, office.settings.country)
        values |= {"phone": numbers[0] if numbers else None, "phones": numbers[1:] or None}
    for field, column in (("home", "home_id"), ("registered_home", "registered_home_id")):
        text = getattr(given, field)
        if text is not None:
            values[column] = homes.find(work, text, own_area(office, work)).id if text else None
    return values | _identity(office, work, given, values, row)


def _identity(
    office: Office,
    work: Work,
    given: Particulars,
    values: Mapping[str, Any],
    row: Any | None,  # noqa: ANN401
) -> dict[str, Any]:
    """Return the identity number with what it tells, held against what is known or given beside it."""
    known = {field: getattr(row, field, None) for field in ("identity", "birth_date", "sex")} | dict(values)
    told = _told(office.settings.country, given, known["identity"])
    if told is None:
        return {"identity": None} if given.identity is not None else {}
    birth = told.birth.isoformat() if told.birth else ""
    check_agreement(birth, told.sex, known["birth_date"], known["sex"])
    if given.identity:
        other = rows.by_identity(work, told.number, row.id if row else None)
        if other is not None:
            raise _taken(work, other.id)
    found: dict[str, Any] = {"identity": told.number}
    if not known["birth_date"] and birth:
        found["birth_date"] = birth
    if not known["sex"] and told.sex:
        found["sex"] = told.sex
    return found


def _told(country: str, given: Particulars, known: str | None) -> Identity | None:
    """Return what the number tells that was given, else the one that is known; None for no number."""
    if given.identity is not None:
        if not given.identity.strip():
            return None
        return check_identity(given.identity, country, other=given.document, field="--identity")
    try:
        return check_identity(known, country) if known else None
    except BadInput:
        return None  # a passport, which tells nothing


def _taken(work: Work, number: int) -> Refused:
    work.about("resident", number)
    return Refused(
        N_("resident {number} has this identity number already"),
        hint=N_(
            "see: gridctl resident show {number}; who came back: gridctl resident move {number} --home HOME"
        ),
        error="same_identity",
        number=number,
    )


def _phones(texts: tuple[str, ...], country: str) -> list[str]:
    found = [check_phone(text, country, "--phone") for text in texts]
    return list(dict.fromkeys(number for number in found if number))


def _name(text: str, field: str) -> str:
    refuse_masked_look(text, field)
    return clean_line(text, field, longest=_NAME)


def _read_name(_office: Office, text: str) -> str:
    name = _name(text, "NAME")
    if not name:
        raise BadInput(N_("a resident needs a name"), hint=N_("gridctl resident add NAME --home HOME"))
    return name


def _words(field: str) -> Callable[[Office, str], str | None]:
    def read(_office: Office, text: str) -> str | None:
        refuse_masked_part(text, field)
        return clean_line(text, field) or None

    return read


def _day(field: str) -> Callable[[Office, str], str | None]:
    def read(office: Office, text: str) -> str | None:
        return read_day(text, field, office.now().date(), ahead=False) if text else None

    return read


def _notes(_office: Office, text: str) -> str | None:
    refuse_masked_part(text, "--notes")
    return clean_page(text, "--notes") or None


_READERS: Mapping[str, Callable[[Office, Any], Any]] = {
    "name": _read_name,
    "kind": lambda _office, kind: str(kind),
    "status": lambda _office, status: check_settable(status),
    "sex": lambda _office, sex: str(sex),
    "birth_date": _day("--birth"),
    "came_on": _day("--came-on"),
    "address": _words("--address"),
    "household": _words("--household"),
    "relation": _words("--relation"),
    "registered_address": _words("--registered-address"),
    "contact_name": lambda _office, text: _name(text, "--contact") or None,
    "contact_phone": lambda office, text: (
        check_phone(text, office.settings.country, "--contact-phone") or None
    ),
    "notes": _notes,
}


def in_ledger(work: Work, number: int, values: Mapping[str, Any]) -> dict[str, object]:
    """Return what the ledger says of changed columns: personal values as hashes salted for this person."""
    return {
        field: value if field in PLAIN else work.salted("resident", number, value)
        for field, value in values.items()
        if field in PLAIN or value is not None
    } | {field: None for field, value in values.items() if value is None}

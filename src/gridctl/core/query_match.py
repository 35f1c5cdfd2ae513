"""Whether a request fits a query, told from plain values alone; the store's compiled form says the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from gridctl.core.query import Known, Part, Query, Value, Words
from gridctl.core.query_times import Range, time_range
from gridctl.core.query_words import FIELDS, STATUS_GROUPS, Kind
from gridctl.core.search import is_phone_ending, phrase_fits, split_words
from gridctl.core.words import OPEN, UNRESOLVED, Status, Urgency


@dataclass(frozen=True, slots=True)
class Record:
    """What a query can ask of one request; times in UTC ms.

    `areas` are codes from the root down to its own area, `desk` that of its desk's; `texts` the summary,
    details, address and remarks. What the store does not keep yet is empty.
    """

    id: int
    status: str
    level: str
    urgency: str
    category: str
    channel: str
    received_at: int
    areas: tuple[str, ...] = ()
    desk: str | None = None
    holder: str | None = None
    holder_kind: str = ""
    ref: str | None = None
    phone: str | None = None
    due: int | None = None
    resolved_at: int | None = None
    closed_at: int | None = None
    texts: tuple[str | None, ...] = ()
    confidential: bool = False
    batch: int | None = None
    escalated: bool = False
    reopened: bool = False
    untold: bool = False
    compound: str | None = None
    building: str | None = None
    home: str | None = None
    point: str | None = None
    needs: frozenset[str] = frozenset()


class Finder(Protocol):
    """Finds the thing of the store that a value names; NotFound or Ambiguous where there is not one."""

    def known(self, field: str, text: str, place: int) -> Known:
        """Return what `text` names in `field`; `place` is where the part begins."""
        ...


def bind(query: Query, finder: Finder, now: datetime) -> Query:
    """Return the query with names found, times counted from `now`, and signs resolved."""
    return replace(query, parts=tuple(_bound(part, finder, now) for part in query.parts))


def _bound(part: Part, finder: Finder, now: datetime) -> Part:
    if isinstance(part, Words):
        return part
    spec = FIELDS[part.field]
    signs = part.signs or ("",) * len(part.values)
    found: list[Value] = []
    for value, sign in zip(map(str, part.values), signs, strict=True):
        if spec.kind is Kind.TIME:
            found.append(time_range(value, sign, now, ahead=part.field == "due"))
        elif spec.kind is Kind.NAME:
            found.append(finder.known(part.field, value, part.place))
        elif spec.kind is Kind.NUMBER:
            found.append(int(value))
        elif part.field == "status":
            found += sorted(map(str, STATUS_GROUPS.get(value, (value,))))
        else:
            found += _beyond(value, sign, spec.order)
    return replace(part, values=tuple(dict.fromkeys(found)), signs=())


def _beyond(value: str, sign: str, order: tuple[str, ...]) -> list[str]:
    """Return the codes of an ordered list that a sign asks for."""
    if not sign:
        return [value]
    place = order.index(value)
    asked = {">": order[place + 1 :], ">=": order[place:], "<": order[:place], "<=": order[: place + 1]}
    return list(map(str, asked[sign]))


def matches(query: Query, record: Record, now: int) -> bool:
    """Tell whether every part of a bound query holds for a request at `now` (UTC ms)."""
    return all(_holds(part, record, now) is not part.negated for part in query.parts)


def _holds(part: Part, record: Record, now: int) -> bool:
    if isinstance(part, Words):
        return not record.confidential and (_says(part, record) or _rings(part, record))
    return any(TESTS[part.field](record, value, now) for value in part.values)


def _says(words: Words, record: Record) -> bool:
    return phrase_fits(split_words(words.text), record.texts, prefix=words.prefix)


def _rings(words: Words, record: Record) -> bool:
    return is_ending(words) and record.phone is not None and record.phone.endswith(words.text)


def is_ending(words: Words) -> bool:
    """Tell whether a word also asks for the ending of a phone."""
    return not words.phrase and is_phone_ending(words.text)


def _same(name: str) -> Callable[[Record, Value, int], bool]:
    def test(record: Record, value: Value, _now: int) -> bool:
        wanted = value.code if isinstance(value, Known) else value
        return bool(getattr(record, name) == wanted)

    return test


def _time(name: str) -> Callable[[Record, Value, int], bool]:
    def test(record: Record, value: Value, _now: int) -> bool:
        return isinstance(value, Range) and value.holds(getattr(record, name))

    return test


def _code(value: Value) -> str:
    return value.code if isinstance(value, Known) else str(value)


def _holder(record: Record, value: Value, _now: int) -> bool:
    if not isinstance(value, Known):
        return False
    return (record.holder or "", record.holder_kind) == (value.code, value.kind)


def _desk(record: Record, value: Value, _now: int) -> bool:
    return record.status in OPEN and _code(value) == record.desk


def _due(record: Record, value: Value, _now: int) -> bool:
    return record.status in UNRESOLVED and isinstance(value, Range) and value.holds(record.due)


TESTS: Mapping[str, Callable[[Record, Value, int], bool]] = {
    **{name: _same(name) for name in ("status", "level", "urgency", "category", "channel", "ref", "batch")},
    **{name: _same(name) for name in ("compound", "building", "home", "point")},
    "area": lambda record, value, _now: _code(value) in record.areas,
    "desk": _desk,
    "holder": _holder,
    "team": _holder,
    "created": _time("received_at"),
    "due": _due,
    "closed": _time("closed_at"),
    "need": lambda record, value, _now: value in record.needs,
    "is": lambda record, value, now: FLAG_TESTS[str(value)](record, now),
    "has": lambda record, value, _now: getattr(record, str(value)) is not None,
}
"""How each field is told from a record; `due` asks only for what is still to be done."""


def is_overdue(record: Record, now: int) -> bool:
    """Tell whether an unresolved request is past its deadline."""
    return record.due is not None and record.due <= now and record.status in UNRESOLVED


def is_missed(record: Record, now: int) -> bool:
    """Tell whether a request missed its deadline: it is overdue, or was answered or ended after it."""
    if record.status in UNRESOLVED:
        return is_overdue(record, now)
    answered = record.closed_at if record.resolved_at is None else record.resolved_at
    return record.due is not None and answered is not None and record.due < answered


FLAG_TESTS: Mapping[str, Callable[[Record, int], bool]] = {
    "open": lambda record, _now: record.status in OPEN,
    "overdue": is_overdue,
    "waiting": lambda record, _now: record.status == Status.WAITING,
    "escalated": lambda record, _now: record.escalated,
    "unassigned": lambda record, _now: record.status == Status.NEW and record.holder is None,
    "reopened": lambda record, _now: record.reopened,
    "missed": is_missed,
    "untold": lambda record, _now: record.untold,
}

URGENCY_ORDER = tuple(Urgency)
"""From the most urgent one."""

_SORT_KEYS: Mapping[str, Callable[[Record], int | None]] = {
    "number": lambda record: record.id,
    "created": lambda record: record.received_at,
    "due": lambda record: record.due,
    "closed": lambda record: record.closed_at,
    "urgency": lambda record: URGENCY_ORDER.index(Urgency(record.urgency)),
}


def in_order(query: Query, records: Iterable[Record]) -> list[Record]:
    """Return records in the order that a query asks for: newest first without one.

    What lacks the value comes last; equals stand by number, in the direction of the order.
    """
    if query.sort is None:
        return sorted(records, key=lambda record: -record.id)
    key, turn = _SORT_KEYS[query.sort.field], -1 if query.sort.descending else 1

    def place(record: Record) -> tuple[bool, int, int]:
        value = key(record)
        return value is None, turn * (value or 0), turn * record.id

    return sorted(records, key=place)

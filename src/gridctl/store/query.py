"""Compiles a bound query to conditions and an order on the request tables as they stand.

One mapping for each kind of part: `FIELDS` and `FLAGS`, `PARTS` for `has:`, `SORTS`, `GROUPS`. A field
whose table comes later is one more line there; until then asking for it is an error that says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as having
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, literal_column, or_, select, true

from gridctl.core.errors import N_, BadInput
from gridctl.core.query import Field, Known, Query, Sort, Value, Words
from gridctl.core.query_match import URGENCY_ORDER, is_ending
from gridctl.core.query_times import Range
from gridctl.core.search import PHONE_ENDING
from gridctl.core.words import OPEN, UNRESOLVED, ResidentStatus, Status, StepKind
from gridctl.store import areas, search
from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.places import BUILDING
from gridctl.store.requests import REQUEST, STEP, R
from gridctl.store.search import SEARCH
from gridctl.store.unit import Work

FEW_AREAS = 500
"""So many areas are written out; for more the tree is asked for each time."""

WIDE = 50
"""An area that holds at least one in so many is found by walking from the newest request on."""

Condition = ColumnElement[bool]

NEVER = false()
_IS_OPEN: Condition = literal_column("(request.is_open = 1)")
"""Spelled as in the partial indexes, which the planner would not take for a bound parameter."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What conditions are made with: the unit of work and the present (UTC ms)."""

    work: Work
    now: int
    known_below: dict[int, list[int]] = having(default_factory=dict)

    def below(self, area_id: int) -> list[int]:
        """Return the ids of an area and of all below it, asked for once."""
        if area_id not in self.known_below:
            self.known_below[area_id] = areas.numbers_below(self.work, area_id)
        return self.known_below[area_id]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Conditions that must all hold, what the index is asked for first, and the order; newest first without."""

    conditions: tuple[Condition, ...] = ()
    match: str = ""
    sort: Sort | None = None


def compile_query(work: Work, query: Query, now: int) -> Compiled:
    """Return the conditions of a bound query; BadInput for a field that the store does not keep yet.

    The index gives the newest requests with some words at once, and the other parts are looked at as they
    come. Beside a part that few requests fit, those are found first.
    """
    ask = Ask(work, now)
    wanted = [part for part in query.parts if isinstance(part, Words) and _in_one_match(part)]
    phrases = [_phrase(words) for words in wanted]
    conditions = [_condition(ask, part) for part in query.parts if part not in wanted]
    if "" in phrases:  # signs alone are in no text
        return Compiled((NEVER,), sort=query.sort)
    match = " AND ".join(phrases)
    if match and any(_is_narrow(ask, part) for part in query.parts):
        return Compiled((*conditions, _matched(match)), sort=query.sort)
    return Compiled(tuple(conditions), match, query.sort)


def _is_narrow(ask: Ask, part: Words | Field) -> bool:
    """Tell whether few requests fit a part, as far as that can be told without asking."""
    if isinstance(part, Words) or part.negated:
        return False
    if part.field in {"area", "desk"}:
        return not any(_is_wide(ask, thing.id) for thing in _things(part.values))
    return part.field in {"holder", "team", "ref"} and Known("") not in part.values


def _in_one_match(words: Words) -> bool:
    """Tell whether the index can be asked for a word together with others, and give the order.

    For more than the last four digits of a phone the phone itself has to be looked at.
    """
    return not words.negated and not (is_ending(words) and len(words.text) > PHONE_ENDING)


def _phrase(words: Words) -> str:
    """Return what the index is asked for; a text without letters and digits is "", and in no text."""
    phrase = search.expression(words.text, prefix=words.prefix)
    return f"({phrase} OR {search.phone_expression(words.text)})" if is_ending(words) else phrase


def _condition(ask: Ask, part: Words | Field) -> Condition:
    found = _words(part) if isinstance(part, Words) else _test(ask, part)
    return found.is_not(true()) if part.negated else found


def _words(words: Words) -> Condition:
    if is_ending(words) and len(words.text) > PHONE_ENDING:
        in_text = select(SEARCH.c.rowid).where(
            search.matching(search.expression(words.text, prefix=words.prefix))
        )
        other = REQUEST.alias()
        phones = (
            select(other.c.id)
            .select_from(SEARCH.join(other, other.c.id == SEARCH.c.rowid))
            .where(search.matching(search.phone_expression(words.text)))
            .where(func.substr(other.c.phone, -len(words.text)) == words.text)
        )
        return R.id.in_(in_text.union_all(phones))
    phrase = _phrase(words)
    return _matched(phrase) if phrase else NEVER


def _matched(match: str) -> Condition:
    return R.id.in_(select(SEARCH.c.rowid).where(search.matching(match)))


def _test(ask: Ask, test: Field) -> Condition:
    make = FIELDS.get(test.field)
    if make is None:
        raise _not_yet(test, test.field)
    return make(ask, test)


def _not_yet(test: Field, what: str) -> BadInput:
    return BadInput(
        N_("character {place}: {what} cannot be asked for yet"),
        hint=N_("this store does not keep it; leave it out"),
        error="not_yet_known",
        place=test.place,
        what=what,
    )


def _texts(test: Field) -> list[str]:
    return [str(value) for value in test.values]


def _one_of(of: Any) -> Callable[[Ask, Field], Condition]:  # noqa: ANN401
    """Return the condition that a column has one of the values."""

    def make(_ask: Ask, test: Field) -> Condition:
        values = [value.code if isinstance(value, Known) else value for value in test.values]
        found: Condition = of == values[0] if len(values) == 1 else of.in_(values)
        return found

    return make


def _status(_ask: Ask, test: Field) -> Condition:
    values = _texts(test)
    if set(values) == OPEN:
        return _IS_OPEN
    found: Condition = R.status == values[0] if len(values) == 1 else R.status.in_(values)
    return and_(_IS_OPEN, found) if set(values) <= OPEN else found


def in_area(ask: Ask, area_id: int) -> Condition:
    """Return the condition that a request lies in an area or below it.

    A narrow area is found by its index; for a wide one the index is no help, since most rows fit.
    """
    below = ask.below(area_id)
    own: Any = R.area_id + 0 if _is_wide(ask, area_id) else R.area_id  # no index knows the sum
    if len(below) > FEW_AREAS:
        return areas.within(own, area_id)
    found: Condition = own == below[0] if len(below) == 1 else own.in_(below)
    return found


def _is_wide(ask: Ask, area_id: int) -> bool:
    below = len(ask.below(area_id))
    return below > 1 and below * WIDE >= areas.count_all(ask.work)


def _things(values: Sequence[Value]) -> list[Known]:
    return [value for value in values if isinstance(value, Known)]


def _area(ask: Ask, test: Field) -> Condition:
    return or_(*(in_area(ask, thing.id) for thing in _things(test.values)))


def _desk(_ask: Ask, test: Field) -> Condition:
    return and_(_IS_OPEN, or_(*(R.desk_id == thing.id for thing in _things(test.values))))


def _holder(_ask: Ask, test: Field) -> Condition:
    found = []
    for thing in _things(test.values):
        if thing.kind == "member":
            found.append(R.holder_member_id == thing.id)
        elif thing.kind == "team":
            found.append(R.holder_team_id == thing.id)
        else:
            found.append(and_(R.holder_member_id.is_(None), R.holder_team_id.is_(None)))
    return or_(*found)


def _within(of: Any, test: Field) -> Condition:  # noqa: ANN401
    spans: list[Condition] = []
    for value in test.values:
        if isinstance(value, Range):
            low = [] if value.low is None else [of >= value.low]
            high = [] if value.high is None else [of < value.high]
            spans.append(and_(of.is_not(None), *low, *high))
    return or_(*spans)


def _due(_ask: Ask, test: Field) -> Condition:
    return and_(_IS_OPEN, R.status.in_(sorted(UNRESOLVED)), _within(R.due, test))


def _has_step(*kinds: StepKind) -> Condition:
    s = STEP.c
    asked = select(s.seq).where(s.request_id == R.id, s.kind.in_(kinds), s.counted_at.is_not(None))
    return asked.exists()


def _compound(_ask: Ask, test: Field) -> Condition:
    ours = select(BUILDING.c.id).where(
        BUILDING.c.compound_id.in_([thing.id for thing in _things(test.values)])
    )
    return R.building_id.in_(ours)


def _building(_ask: Ask, test: Field) -> Condition:
    return R.building_id.in_([thing.id for thing in _things(test.values)])


def _home(_ask: Ask, test: Field) -> Condition:
    return R.home_id.in_([thing.id for thing in _things(test.values)])


def _point(_ask: Ask, test: Field) -> Condition:
    return R.point_id.in_([thing.id for thing in _things(test.values)])


def _need(_ask: Ask, test: Field) -> Condition:
    """Return the condition that whoever asks, or somebody of that home, has one of the needs now."""
    from gridctl.store.residents import NEED, RESIDENT  # start-up: few queries ask for needs

    n, person = NEED.c, RESIDENT.c
    marked = select(n.resident_id).where(n.tag.in_(_texts(test)), n.ended_at.is_(None))
    homes = select(person.home_id).where(person.id.in_(marked), person.status == ResidentStatus.LIVING)
    return or_(R.resident_id.in_(marked), R.home_id.in_(homes))


def _flags(ask: Ask, test: Field) -> Condition:
    missing = [str(value) for value in test.values if value not in FLAGS]
    if missing:
        raise _not_yet(test, f"is:{missing[0]}")
    return or_(*(FLAGS[str(value)](ask) for value in test.values))


def _parts(_ask: Ask, test: Field) -> Condition:
    missing = [str(value) for value in test.values if value not in PARTS]
    if missing:
        raise _not_yet(test, f"has:{missing[0]}")
    return or_(*(PARTS[str(value)].is_not(None) for value in test.values))


def _overdue(ask: Ask) -> Condition:
    return and_(_IS_OPEN, R.due <= ask.now, R.status.in_(sorted(UNRESOLVED)))


def _untold() -> Condition:
    """Return the condition that somebody has not heard yet of a step that concerns them."""
    from gridctl.store.telling import untold_requests  # start-up: few queries ask for it

    return R.id.in_(untold_requests())


def _missed(ask: Ask) -> Condition:
    answered = func.coalesce(R.resolved_at, R.closed_at)
    return or_(_overdue(ask), and_(R.status.not_in(sorted(UNRESOLVED)), R.due < answered))


FIELDS: dict[str, Callable[[Ask, Field], Condition]] = {
    "status": _status,
    "area": _area,
    "desk": _desk,
    "category": _one_of(R.category),
    "urgency": _one_of(R.urgency),
    "level": _one_of(R.level),
    "channel": _one_of(R.channel),
    "ref": _one_of(R.ref),
    "batch": _one_of(R.batch_id),
    "holder": _holder,
    "team": _holder,
    "created": lambda _ask, test: _within(R.received_at, test),
    "due": _due,
    "closed": lambda _ask, test: _within(R.closed_at, test),
    "is": _flags,
    "has": _parts,
    "compound": _compound,
    "building": _building,
    "home": _home,
    "point": _point,
    "need": _need,
}
"""Fields that the store can answer; each returns the condition that one of its values fits."""

FLAGS: dict[str, Callable[[Ask], Condition]] = {
    "open": lambda _ask: _IS_OPEN,
    "overdue": _overdue,
    "waiting": lambda _ask: and_(_IS_OPEN, R.status == Status.WAITING),
    "escalated": lambda _ask: _has_step(StepKind.ESCALATE),
    "unassigned": lambda _ask: and_(
        _IS_OPEN, R.status == Status.NEW, R.holder_member_id.is_(None), R.holder_team_id.is_(None)
    ),
    "reopened": lambda _ask: _has_step(StepKind.REOPEN, StepKind.OBJECT),
    "missed": _missed,
    "untold": lambda _ask: _untold(),
}
"""Flags of `is:` that the store can answer."""

PARTS: dict[str, Any] = {"phone": R.phone, "due": R.due, "home": R.home_id}
"""Columns that `has:` asks for."""

SORTS: Mapping[str, Any] = {
    "number": R.id,
    "created": R.received_at,
    "due": R.due,
    "closed": R.closed_at,
    "urgency": case({str(code): place for place, code in enumerate(URGENCY_ORDER)}, value=R.urgency),
}
"""What an order goes by."""

GROUPS: dict[str, Any] = {
    "category": R.category,
    "area": areas.AREA.c.code,
    "status": R.status,
    "urgency": R.urgency,
    "channel": R.channel,
    "level": R.level,
    "holder": func.coalesce(MEMBER.c.code, TEAM.c.code),
    "building": BUILDING.c.code,
}
"""What requests can be counted by."""


def order_of(sort: Sort | None, *, by_match: bool) -> list[ColumnElement[Any]]:
    """Return the order of a list: what lacks the value comes last, equals stand by number in its direction.

    So an index gives the whole order.
    """
    number = SEARCH.c.rowid if by_match else R.id
    if sort is None:
        return [number.desc()]
    by = SORTS[sort.field]
    if sort.descending:
        return [by.desc().nulls_last(), number.desc()]
    return [by.asc().nulls_last(), number.asc()]


def beyond(work: Work, sort: Sort | None, number: int) -> Condition:
    """Return the condition that a request stands behind request `number` in an order.

    A number that is not there has no place in an order; then the list goes on with the numbers behind it.
    """
    behind: Condition = R.id > number if sort and not sort.descending else R.id < number
    if sort is None:
        return behind
    by = SORTS[sort.field]
    row = work.execute(select(by).where(R.id == number)).first()
    if row is None:
        return behind
    value = row[0]
    if value is None:
        return and_(by.is_(None), behind)
    further = by < value if sort.descending else by > value
    return or_(further, and_(by == value, behind), by.is_(None))


def ahead(work: Work, sort: Sort | None, number: int) -> Condition:
    """Return the condition that a request stands before request `number`, which is there, in an order."""
    before: Condition = R.id < number if sort and not sort.descending else R.id > number
    if sort is None:
        return before
    by = SORTS[sort.field]
    value = work.execute(select(by).where(R.id == number)).scalar_one()
    if value is None:
        return or_(by.is_not(None), before)
    nearer = by > value if sort.descending else by < value
    return or_(nearer, and_(by == value, before))

"""Wishes for and against days, shifts and duties, with a weight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gridctl.core.duties import DutyRules
from gridctl.core.duty_views import find_duty, find_shift
from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.numbers import read_number
from gridctl.core.presence_views import WishView, wish_view
from gridctl.core.text import clean_line
from gridctl.core.times import parse_date
from gridctl.core.uid import uuid7
from gridctl.core.weekdays import ALL_DAYS, FOREVER, read_days, read_weekdays
from gridctl.services import areas, people
from gridctl.services.office import Office
from gridctl.services.packs import Packs, rules_at
from gridctl.store import presence as rows
from gridctl.store.unit import Work

USUAL, HEAVIEST = 3, 10
"""The weight of a wish that names none, and of the strongest one."""
_SAME = ("member_id", "wanted", "from_on", "until_on", "weekdays", "shift", "duty")


@dataclass(frozen=True, slots=True)
class NewWish:
    """What somebody wishes (`wanted`) or not; what is not said means any. `weight` is 1 to 10."""

    member: str
    wanted: bool
    from_on: str | None = None
    until_on: str | None = None
    weekdays: str | None = None
    shift: str | None = None
    duty: str | None = None
    weight: str | None = None


def add(office: Office, new: NewWish) -> WishView:
    """Note a wish; Refused where that very wish is there, BadInput where it wishes nothing."""
    with office.store.begin() as work:
        number = add_in(office, work, people.find_member(work, new.member), new)
        return _view(office, work, number)


def add_in(office: Office, work: Work, row: Any, new: NewWish) -> int:  # noqa: ANN401
    """Note a wish of a member (their row) within a unit of work; return its number."""
    work.about("member", row.id)
    rules = rules_at(Packs(work, office.settings.pack_hash), row.area_id, work.now)
    values = new_values(office, work, new, row, rules)
    if (there := there_already(work, values)) is not None:
        raise Refused(
            N_("that very wish is there already: wish {number}"),
            hint=N_("to change its weight take it away first: gridctl duty wish remove {number}"),
            error="wish_there",
            number=there,
        )
    number = rows.add(work, rows.WISH, values)
    kept = {name: values[name] for name in _SAME[1:] if values[name] is not None}
    work.log("wish.add", "wish", number, {"member": row.code, **kept, "weight": values["weight"]})
    return number


def there_already(work: Work, values: Mapping[str, Any]) -> int | None:
    """Return the number of the wish that says what these columns say, or None.

    Of two without an end, the one that began earlier says it.
    """
    query = rows.narrowed(rows.wishes(), rows.WISH, member_id=values["member_id"])
    for one in work.execute(query):
        same = all(getattr(one, name) == values[name] for name in _SAME if name != "from_on")
        endless = values["until_on"] == FOREVER and one.from_on <= values["from_on"]
        if same and (endless or one.from_on == values["from_on"]):
            return int(one.id)
    return None


def new_values(office: Office, work: Work, new: NewWish, row: Any, rules: DutyRules) -> dict[str, Any]:  # noqa: ANN401
    """Return the columns of a new wish of a member (their row) where some rules of duty hold."""
    if not any((new.from_on, new.until_on, new.weekdays, new.shift, new.duty)):
        raise BadInput(
            N_("it is not said what is wished"),
            hint=N_("give days, a shift or a duty: --days, --from, --shift, --duty"),
            error="no_wish",
        )
    # Days alone are a wish about those; a single --from is that one day.
    single = bool(new.from_on) and not new.until_on and not new.weekdays
    days = (new.from_on, new.until_on, office.now().date())
    first, last = read_days(*days, until=None) if single else read_days(*days)
    return {
        "uid": uuid7(work.now),
        "member_id": row.id,
        "wanted": new.wanted,
        "from_on": first,
        "until_on": last,
        "weekdays": read_weekdays(new.weekdays) if new.weekdays else ALL_DAYS,
        "shift": find_shift(rules.shifts, clean_line(new.shift, "shift", longest=80)).code
        if new.shift
        else None,
        "duty": find_duty(rules.duties, clean_line(new.duty, "duty", longest=80)).code if new.duty else None,
        "weight": read_number(new.weight, "--weight", 1, HEAVIEST) if new.weight else USUAL,
        "batch_id": None,
        "version": 1,
        "created_at": work.now,
        "removed_at": None,
    }


def listing(
    office: Office,
    *,
    member: str | None = None,
    area: str | None = None,
    day: str | None = None,
    everything: bool = False,
) -> Iterator[WishView]:
    """Yield the wishes that are not over, by member: of one, in an area, about a day."""
    now = office.now().date()
    today = now.isoformat()
    on = parse_date(day, now) if day else None
    with office.store.read() as work:
        query = rows.narrowed(
            rows.wishes(),
            rows.WISH,
            member_id=people.find_member(work, member).id if member else None,
            area_id=areas.find(work, area).id if area else None,
            since=on.isoformat() if on else (None if everything else today),
            until=on.isoformat() if on else None,
        )
        for row in work.execute(query):
            if on is None or row.weekdays >> on.weekday() & 1:
                yield wish_view(row, today)


def remove(office: Office, number: int) -> WishView:
    """Take a wish away."""
    with office.store.begin() as work:
        row = rows.get(work, rows.wishes(), rows.WISH, number)
        if row is None or row.removed_at is not None:
            raise NotFound(
                N_("there is no wish {number}"),
                hint=N_("see what there is: gridctl duty wish list"),
                number=number,
            )
        work.about("wish", number)
        rows.remove(work, rows.WISH, number, row.version)
        work.log("wish.remove", "wish", number, {"member": row.member})
        return _view(office, work, number)


def _view(office: Office, work: Work, number: int) -> WishView:
    return wish_view(rows.get(work, rows.wishes(), rows.WISH, number), office.now().date().isoformat())

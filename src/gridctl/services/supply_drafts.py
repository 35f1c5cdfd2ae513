"""Who should get how much: the homes of a plan in walking order, and what each gets of the stock."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.quantities import MOST, read_quantity
from gridctl.core.supplies import Per, Turn, Want, allocate, draw_of
from gridctl.core.supply_query import People, read_extras, read_people
from gridctl.core.words import HomeKind
from gridctl.services import resident_list
from gridctl.services.office import Office
from gridctl.store import homes as home_rows
from gridctl.store import resident_list as resident_rows
from gridctl.store import supply_plans as rows
from gridctl.store.unit import Work

_LIVED_IN = frozenset({HomeKind.DWELLING, HomeKind.DORMITORY})


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """A plan as somebody typed it. `where` chooses residents, `first` who comes first when there is not enough.

    `extra` are texts such as ``infant=2``; with `empty` doors behind which nobody is known count too.
    """

    item: str
    area: str | None = None
    place: str | None = None
    per: Per = Per.HOME
    each: str = "1"
    where: str | None = None
    first: str | None = None
    extra: tuple[str, ...] = ()
    empty: bool = False
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An allocation that is not written yet: homes in walking order, each with its want and what it gets."""

    homes: tuple[Any, ...]
    wants: tuple[Want, ...]
    granted: tuple[int, ...]
    each: int
    extra: dict[str, int]
    seed: str


def draft(office: Office, work: Work, order: PlanOrder, item: Any, scope: Any, usable: int) -> Draft:  # noqa: ANN401
    """Return who gets what of `usable`; NotFound where nobody fits, BadInput for more than can be counted.

    `item` and `scope` are the rows of the thing and of the area where the homes lie.
    """
    each, extra = read_quantity(order.each, item.measure), read_extras(order.extra, item.measure)
    finder = _Finder(office, work, scope)
    wanted = _wanted(finder, order, each, extra)
    doors = [row for row in finder.doors if _counts(row, wanted, order)]
    if not doors:
        raise NotFound(
            N_("no home fits: nobody is known to live there, or the query finds nobody"),
            hint=N_("try: gridctl resident list; --empty takes homes of which nobody is known"),
            error="nobody",
        )
    first = set(finder.find(read_people(order.first, "--first")).values()) if order.first else set()
    missed = rows.missed(work, item.id)
    seed = f"{item.code}/{rows.count_of(work, item.id) + 1}"
    wants = tuple(
        Want(_turn(row.id, first, missed), wanted.get(row.id, each), draw_of(seed, row.label))
        for row in doors
    )
    if sum(want.wanted for want in wants) > MOST:
        raise BadInput(N_("that is more than can be counted"), hint=N_("give each of them less"))
    return Draft(tuple(doors), wants, tuple(allocate(wants, usable)), each, extra, seed)


class _Finder:
    """Finds residents of one area, with their homes; the doors of the area are read once, in walking order."""

    def __init__(self, office: Office, work: Work, scope: Any) -> None:  # noqa: ANN401
        self._office, self._work, self._scope = office, work, scope
        self.doors = list(work.execute(home_rows.walked(scope.id)))
        self._inside = {row.id for row in self.doors}

    def find(self, people: Iterable[People]) -> dict[int, int]:
        """Return the residents whom one of some kinds of people fits, each with their home."""
        found: dict[int, int] = {}
        for one in people:
            query = resident_list.Query(
                words=one.words,
                needs=one.needs,
                kinds=one.kinds,
                area=one.area or self._scope.code,
                building=one.building,
            )
            wanted = resident_list.wanted(self._office, self._work, query)
            found.update(resident_rows.homes_of(self._work, wanted))
        return {resident: home for resident, home in found.items() if home in self._inside}


def _wanted(finder: _Finder, order: PlanOrder, each: int, extra: dict[str, int]) -> dict[int, int]:
    """Return how much each home should get that somebody lives in who is meant."""
    found = finder.find(read_people(order.where, "--where") if order.where else (People(),))
    behind = Counter(found.values())
    wanted = {home: each * (count if order.per is Per.RESIDENT else 1) for home, count in behind.items()}
    for tag, more in extra.items():
        for resident, home in finder.find((People(needs=(tag,)),)).items():
            if resident in found:
                wanted[home] += more
    return wanted


def _counts(row: Any, wanted: dict[int, int], order: PlanOrder) -> bool:  # noqa: ANN401
    """Tell whether a home takes part: somebody meant lives there, or nobody is known and empty doors count."""
    empty = order.empty and not order.where and order.per is Per.HOME and row.kind in _LIVED_IN
    return row.id in wanted or (empty and not row.resident_count)


def _turn(home: int, first: set[int], missed: set[int]) -> Turn:
    return Turn.FIRST if home in first else Turn.MISSED if home in missed else Turn.REST

"""Who was likely entered twice: residents as the search for twins sees them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from gridctl.checks.pinyin import syllable
from gridctl.core.resident_views import TwinRow
from gridctl.core.twins import Person
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.twin_search import find_twins
from gridctl.store import merges
from gridctl.store import residents as rows
from gridctl.store.unit import Work


def duplicates(
    office: Office,
    *,
    area: str | None = None,
    most: int | None = None,
    advance: Callable[[int], None] = lambda _steps: None,
) -> list[TwinRow]:
    """Return likely twins, the likeliest first: at most `most`, of whom at least one lives in `area`.

    Pairs that were judged to be two people are left out. `advance` counts the people who were read.
    """
    with office.store.read() as work:
        apart = merges.apart(work)
        within = rows.ids_within(work, areas.find(work, area).id) if area else None
        found = []
        for twin in find_twins(_people(rows.for_twins(work), advance)):
            pair = sorted((int(twin.a_id), int(twin.b_id)))
            if (pair[0], pair[1]) in apart or (within is not None and within.isdisjoint(pair)):
                continue
            found.append((pair, twin))
            if most and len(found) == most:
                break
        known = {row.id: row for row in rows.of(work, sorted({one for pair, _ in found for one in pair}))}
        return [
            TwinRow(
                a=a,
                b=b,
                score=round(100 * twin.score),
                reasons=tuple(str(reason.ground) for reason in twin.reasons),
                name=known[a].name,
                other_name=known[b].name,
                home=known[a].home,
                other_home=known[b].home,
            )
            for (a, b), twin in found
        ]


def twins_of(work: Work, number: int) -> tuple[int, ...]:
    """Return the numbers of those who may be the same as this resident, the likeliest first.

    Only who has the same name, phone or home is looked at: it must not keep the clerk waiting.
    """
    row = rows.get(work, number)
    if row is None:
        return ()
    near = rows.near(work, row)
    if not near:
        return ()
    apart = merges.apart(work)
    found = find_twins(_people([row, *near], lambda _steps: None))
    pairs = [sorted((int(one.a_id), int(one.b_id))) for one in found]
    return tuple(
        next(one for one in pair if one != number)
        for pair in pairs
        if number in pair and (pair[0], pair[1]) not in apart
    )


def _people(found: Iterable[Any], advance: Callable[[int], None]) -> Iterator[Person]:
    for row in found:
        yield Person(
            id=row.id,
            name=row.name or "",
            pinyin=" ".join(filter(None, map(syllable, row.name or ""))),
            born=row.birth_date or "",
            sex=row.sex or "",
            phones=tuple(one for one in (row.phone, *(row.phones or ())) if one),
            identity=row.identity or "",
            home=row.home or "",
            street=row.address or "",
        )
        advance(1)

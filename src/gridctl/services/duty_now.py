"""Post by post: who stands there at this moment, and which posts lack somebody."""

from itertools import groupby
from typing import Any

from gridctl.core.feed_views import PostNow, StandsNow
from gridctl.services import areas, duty_watch
from gridctl.services.office import Office
from gridctl.store.areas import codes_below
from gridctl.store.attendance import expected_now


def posts_now(office: Office, area: str | None = None) -> list[PostNow]:
    """Return the posts that are open now, in an area and below it (None: everywhere).

    Those that lack somebody come first, an emergency's before all.
    """
    with office.store.read() as work:
        lacking = duty_watch.empty_posts(office, work)
        there = expected_now(work)
        if area is not None:
            inside = codes_below(work, areas.find(work, area).id)
            lacking = [one for one in lacking if one[0].area in inside]
            there = [row for row in there if row.area in inside]
        filled: dict[int, list[Any]] = {}
        for number, found in groupby(sorted(there, key=lambda row: int(row.post)), lambda row: int(row.post)):
            filled[number] = list(found)
        posts = [
            _post(office, filled.pop(one.post, []), one.post, one, one.missing, pressing=pressing)
            for one, pressing in lacking
        ]
        rest = {row.post: row for row in reversed(there) if row.post in filled}
        posts += [
            _post(office, filled[number], number, row, 0, pressing=False)
            for number, row in reversed(rest.items())
        ]
        return posts


def _post(
    office: Office,
    there: list[Any],
    number: int,
    face: Any,  # noqa: ANN401
    missing: int,
    *,
    pressing: bool,
) -> PostNow:
    return PostNow(
        post=number,
        duty=face.duty,
        area=face.area,
        place=face.place,
        people=tuple(StandsNow(row.member, row.name, row.checked_in_at is not None) for row in there),
        until=office.moment(max((row.end_at for row in there), default=None)),
        missing=missing,
        pressing=pressing,
    )

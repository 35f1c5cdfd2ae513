"""Posts: a duty at an area in a shift, on some days, with the headcount it needs."""

from collections.abc import Iterator
from typing import Any

from gridctl.core.duty_views import find_duty
from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.post_views import PostRow, PostView, post_values
from gridctl.core.text import clean_line
from gridctl.core.times import parse_date
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.packs import Packs, rules_at
from gridctl.services.post_input import PostInput, changes, new_values
from gridctl.store import posts as rows
from gridctl.store.rosters import T
from gridctl.store.unit import Work


def add(office: Office, new: PostInput) -> PostView:
    """Add a post; Refused where the very same is there on some of those days."""
    with office.store.begin() as work:
        values = new_values(office, work, new, Packs(work, office.settings.pack_hash))
        work.about("area", values["area_id"])
        twin = rows.same_as(work, values)
        if twin is not None:
            raise Refused(
                N_("that very post is there on some of those days: post {number}"),
                hint=N_(
                    "change its headcount: gridctl duty post edit {number} --best N; or name another place"
                ),
                error="post_there",
                number=twin.id,
            )
        number = rows.add(work, values)
        work.log("post.add", "post", number, in_ledger(values))
        return _view(office, work, number)


def in_ledger(values: dict[str, Any]) -> dict[str, object]:
    """Return what the ledger keeps of a new post: what says something."""
    skipped = {"uid", "version", "created_at", "batch_id", "removed_at"}
    return {name: one for name, one in values.items() if name not in skipped and one not in (None, False)}


def by_number(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the row of a post, a removed one too, with the codes of area and point; NotFound."""
    row = rows.get(work, number)
    if row is None:
        raise _no_post(str(number))
    return row


def find(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the row of the post with this number; NotFound where there is none, or where it was removed."""
    word = clean_line(str(name), "post", longest=80).removeprefix("#")
    row = rows.get(work, int(word)) if word.isascii() and word.isdigit() and len(word) < 18 else None  # noqa: PLR2004
    if row is None or row.removed_at is not None:
        raise _no_post(word)
    return row


def _no_post(name: str) -> NotFound:
    return NotFound(
        N_("there is no post {name}"), hint=N_("see what there is: gridctl duty post list"), name=name
    )


def listing(
    office: Office,
    *,
    area: str | None = None,
    day: str | None = None,
    duty: str | None = None,
    everything: bool = False,
) -> Iterator[PostRow]:
    """Yield the posts that have not ended, by area and hour: those open on a day, at or below an area, of a duty."""
    now = office.now().date()
    today = now.isoformat()
    on = parse_date(day, now) if day else None
    with office.store.read() as work:
        below = areas.find(work, area).id if area else None
        code = _duty_code(office, work, duty, below) if duty else None
        query = rows.listing(
            area_id=below,
            duty=code,
            since=on.isoformat() if on else (None if everything else today),
            until=on.isoformat() if on else None,
            weekday=on.weekday() if on else None,
        )
        for row in work.execute(query):
            yield PostRow(**post_values(row, today))


def _duty_code(office: Office, work: Work, text: str, area_id: int | None) -> str:
    """Return the code of a duty that holds at an area, or in any operation that runs."""
    packs = Packs(work, office.settings.pack_hash)
    running = (one for pack in packs.all_now() for one in pack.duty.duties)
    known = {one.code: one for one in (*running, *rules_at(packs, area_id, work.now).duties)}
    return find_duty(known.values(), clean_line(text, "duty", longest=80)).code


def show(office: Office, name: str) -> PostView:
    """Return one post."""
    with office.store.read() as work:
        return _view(office, work, find(work, name).id)


def edit(office: Office, name: str, said: PostInput) -> PostView:
    """Change what was said; Refused for other hours while turns stand on it.

    Planned turns on days that are no longer its own go off the roster, published ones are counted in `outside`.
    """
    if said.is_empty():
        raise BadInput(N_("nothing to change was given"), hint=N_("see: gridctl duty post edit --help"))
    with office.store.begin() as work:
        row = find(work, name)
        work.about("post", row.id)
        values = changes(office, work, row, said)
        new = {field: value for field, value in values.items() if value != getattr(row, field)}
        if {"starts", "ends"} & new.keys():
            _refuse_turns(office, work, row.id)
        dropped = 0
        if new:
            rows.change(work, row.id, row.version, new)
            work.log(
                "post.edit", "post", row.id, {field: [getattr(row, field), one] for field, one in new.items()}
            )
            after = rows.get(work, row.id)
            dropped = rows.drop_drafts(work, _outside(after))
        return _view(office, work, row.id, dropped)


def _refuse_turns(office: Office, work: Work, number: int) -> None:
    count = rows.count_turns(work, T.post_id == number, office.now().date().isoformat())
    if count:
        raise Refused(
            N_("people stand on post {number} already: {count} turns"),
            hint=N_("end it with --until, and add another post with the new hours"),
            error="post_has_turns",
            number=number,
            count=count,
        )


def remove(office: Office, name: str, *, force: bool = False) -> PostView:
    """Remove a post; Refused while published turns stand on it, unless `force`: those are counted then."""
    with office.store.begin() as work:
        row = find(work, name)
        work.about("post", row.id)
        if not force:
            _refuse_turns(office, work, row.id)
        rows.change(work, row.id, row.version, {"removed_at": work.now})
        dropped = rows.drop_drafts(work, T.post_id == row.id)
        work.log("post.remove", "post", row.id, {"duty": row.duty, "area": row.area, "drafts": dropped})
        return _view(office, work, row.id, dropped)


def _outside(row: Any) -> Any:  # noqa: ANN401
    return rows.outside(row.id, row.from_on, row.until_on, row.weekdays)


def _view(office: Office, work: Work, number: int, dropped: int = 0) -> PostView:
    row = by_number(work, number)
    today = office.now().date().isoformat()
    turns = rows.count_turns(work, T.post_id == number, today)
    gone = turns if row.removed_at is not None else rows.count_turns(work, _outside(row), today)
    return PostView(
        **post_values(row, today), turns=turns, outside=gone, dropped=dropped, version=row.version
    )

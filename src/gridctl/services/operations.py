"""Operations: a pack applied to an area from a moment on, and what its end leaves to purge."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound, Refused
from gridctl.core.pack_values import Purge, PurgeKind
from gridctl.core.pack_views import both
from gridctl.core.packs import Pack
from gridctl.core.text import clean_line
from gridctl.core.times import DAY_MS, iso
from gridctl.core.uid import uuid7
from gridctl.core.views import OperationView
from gridctl.services import areas, operation_posts, packs
from gridctl.services.office import Office
from gridctl.services.pack_shelf import use_names
from gridctl.services.rehearsing import in_one_go
from gridctl.store import areas as area_rows
from gridctl.store import packs as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class NewOperation:
    """What it takes to begin an operation: a pack by name or file; no area means everywhere.

    Without `posts` none are made by the pack's rules; with `keep` those of earlier operations stay.
    """

    pack: str
    area: str | None = None
    name: str | None = None
    at: str | None = None
    posts: bool = True
    keep: bool = False


def begin(office: Office, new: NewOperation, *, dry_run: bool = False) -> OperationView:
    """Apply a pack to an area; Refused where that very pack is in force there already.

    Requests that are open keep their clocks; those that come in from now on get the pack's. Its posts begin,
    and those of the operations whose place it takes end; `dry_run` only tells.
    """
    started = office.when(new.at)
    given = clean_line(new.name, "--name", longest=80) if new.name else ""
    with office.store.read() as work:
        pack = packs.find(work, new.pack)

    def do(work: Work) -> OperationView:
        area = areas.find(work, new.area) if new.area else None
        if area:
            work.about("area", area.id)
        root = area.id if area else None
        _refuse_twice(work, pack, root, area.code if area else None)
        change = _change_of_duties(office, work, pack, root, started)
        number = _insert(office, work, pack, area, given or _default_name(office, pack, area), started)
        change |= _change_of_posts(office, work, pack, new, root, number, started)
        if not dry_run:
            office.settings = use_names(work, office.settings)
        return replace(_view(office, work, rows.operation(work, number)), **change, dry_run=dry_run)

    return in_one_go(office, do, dry_run=dry_run)


def _insert(office: Office, work: Work, pack: Pack, area: areas.Node | None, name: str, started: int) -> int:
    number = rows.add_operation(
        work,
        {
            "uid": uuid7(work.now),
            "name": name,
            "pack_hash": packs.keep(work, pack),
            "area_id": area.id if area else None,
            "started_at": started,
            "version": 1,
        },
    )
    work.log(
        "operation.begin",
        "operation",
        number,
        {
            "name": name,
            "pack": pack.name,
            "pack_hash": pack.content_hash,
            "area": area.code if area else None,
            "at": iso(office.moment_of(started)),
        },
    )
    return number


def _change_of_duties(office: Office, work: Work, pack: Pack, area_id: int | None, at: int) -> dict[str, Any]:
    """Return which duties the pack brings and which of the pack in force it does not know."""
    before = packs.Packs(work, office.settings.pack_hash).in_force(area_id, at).pack.duty
    return {
        "duties_begin": tuple(one.code for one in pack.duty.duties if before.duty(one.code) is None),
        "duties_end": tuple(one.code for one in before.duties if pack.duty.duty(one.code) is None),
    }


def _change_of_posts(
    office: Office, work: Work, pack: Pack, new: NewOperation, root: int | None, number: int, at: int
) -> dict[str, Any]:
    """End the posts of earlier operations, make those of this one (its number), and return what came of it."""
    found: dict[str, Any] = {}
    if not new.keep:
        running = [row for row in rows.operations(work) if row.ended_at is None and row.id != number]
        earlier = operation_posts.superseded(work, running, root)
        ended = operation_posts.end(office, work, earlier, root, at, by=number)
        found |= {"posts_end": ended.end, "turns_left": ended.turns}
    if new.posts:
        made = operation_posts.begin(office, work, pack.duty, root, number, at)
        found |= {"posts_begin": made.begin, "posts_nowhere": made.nowhere}
    return found


def _default_name(office: Office, pack: Pack, area: areas.Node | None) -> str:
    title = pack.title.text(office.settings.lang)
    return f"{title} {area.name}" if area else title


def _refuse_twice(work: Work, pack: Pack, area_id: int | None, code: str | None) -> None:
    for row in rows.operations(work):
        if row.ended_at is None and (row.pack_hash, row.area_id) == (pack.content_hash, area_id):
            raise Refused(
                N_("the pack {pack} is in force in {area} already: operation {number}")
                if code
                else N_("the pack {pack} is in force everywhere already: operation {number}"),
                hint=N_("end that one first: gridctl operation end {number}"),
                error="already_in_force",
                pack=pack.name,
                area=code,
                number=row.id,
            )


def listing(office: Office, *, everything: bool = False) -> list[OperationView]:
    """Return the operations that run, or all, by their beginning."""
    with office.store.read() as work:
        found = [row for row in rows.operations(work) if everything or row.ended_at is None]
        return [_view(office, work, row) for row in found]


def show(office: Office, name: str) -> OperationView:
    """Return one operation with what it leaves, or would leave, to purge, and the posts of it that stand."""
    with office.store.read() as work:
        row = _find(work, name)
        view = _view(office, work, row, _purge(office, work, row, row.ended_at))
        if row.ended_at is not None:
            return view
        return replace(view, posts_begin=operation_posts.standing(office, work, row.id))


def end(office: Office, name: str, at: str | None = None, *, dry_run: bool = False) -> OperationView:
    """End an operation and tell what it leaves to purge; `dry_run` only tells."""
    ended = office.when(at)
    if dry_run:
        with office.store.read() as work:
            running = _running(work, name, ended, at)
            posts = operation_posts.end(office, work, [running.id], None, ended)
            view = _view(office, work, running, _purge(office, work, running, ended))
            return replace(view, posts_end=posts.end, turns_left=posts.turns, dry_run=True)
    with office.store.begin() as work:
        running = _running(work, name, ended, at)
        rows.end_operation(work, running.id, running.version, ended)
        row: Any = rows.operation(work, running.id)
        purge = _purge(office, work, row, ended)
        posts = operation_posts.end(office, work, [row.id], None, ended, by=row.id)
        work.log(
            "operation.end",
            "operation",
            row.id,
            {"name": row.name, "at": iso(office.moment_of(ended)), "purge": [one["kind"] for one in purge]},
        )
        office.settings = use_names(work, office.settings)
        return replace(_view(office, work, row, purge), posts_end=posts.end, turns_left=posts.turns)


def _find(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the operation with this number or name; of several by one name those that run go first."""
    wanted = clean_line(name, "operation", longest=80)
    found = rows.operation(work, int(wanted)) if wanted.isdecimal() and len(wanted) < 18 else None  # noqa: PLR2004
    if found is None:
        named = [row for row in rows.operations(work) if row.name.casefold() == wanted.casefold()]
        fitting = [row for row in named if row.ended_at is None] or named
        if len(fitting) > 1:
            raise Ambiguous(
                N_("several operations are called {name}"),
                hint=N_("give the number of one of them: {numbers}"),
                name=wanted,
                numbers=", ".join(str(row.id) for row in fitting),
            )
        found = fitting[0] if fitting else None
    if found is None:
        raise NotFound(
            N_("there is no operation {name}"),
            hint=N_("see what there is: gridctl operation list --all"),
            name=wanted,
        )
    work.about("operation", found.id)
    return found


def _running(work: Work, name: str, ended: int, at: str | None) -> Any:  # noqa: ANN401
    row = _find(work, name)
    if row.ended_at is not None:
        raise Refused(
            N_("operation {number} has ended already"),
            hint=N_("see when, and what is left to purge: gridctl operation show {number}"),
            error="already_ended",
            number=row.id,
        )
    if ended < row.started_at:
        raise BadInput(
            N_("{text} is before the operation began"),
            hint=N_("see when that was: gridctl operation show {number}"),
            text=at or "now",
            number=row.id,
        )
    return row


def _view(office: Office, work: Work, row: Any, purge: tuple[dict[str, Any], ...] = ()) -> OperationView:  # noqa: ANN401
    return OperationView(
        id=row.id,
        name=row.name,
        status="running" if row.ended_at is None else "ended",
        pack=rows.name_of(work, row.pack_hash),
        area=area_rows.by_id(work, row.area_id).code if row.area_id else None,
        started_at=office.moment_of(row.started_at),
        ended_at=office.moment(row.ended_at),
        purge=purge,
    )


def _purge(office: Office, work: Work, row: Any, ended: int | None) -> tuple[dict[str, Any], ...]:  # noqa: ANN401
    """Return what the pack's rules say: kind, title, days after the end, the last day, rows now and due now.

    Rows are those of ended requests; what this version does not count yet has none.
    """
    pack = Pack.from_json(rows.content(work, row.pack_hash))
    return tuple(_purge_row(office, work, row, one, ended) for one in pack.purge)


def _purge_row(office: Office, work: Work, row: Any, purge: Purge, ended: int | None) -> dict[str, Any]:  # noqa: ANN401
    counted = due = None
    if purge.kind is PurgeKind.PEOPLE:
        old = work.now - purge.days * DAY_MS
        counted, due = rows.people_left(work, row.area_id, row.started_at, ended or work.now + 1, old)
    last = None if ended is None else (office.moment_of(ended) + timedelta(days=purge.days)).date()
    return {
        "kind": str(purge.kind),
        "title": both(purge.title),
        "days": purge.days,
        "until": last,
        "rows": counted,
        "rows_due": due,
    }

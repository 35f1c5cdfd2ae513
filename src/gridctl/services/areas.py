"""Areas: make, move, rename, remove, list."""

from collections.abc import Iterator
from dataclasses import dataclass

from gridctl.core.areas import check_descent
from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound, Refused
from gridctl.core.text import clean_code, clean_line, code_key
from gridctl.core.uid import uuid7
from gridctl.core.views import AreaRow, AreaView
from gridctl.core.words import AreaKind
from gridctl.services import desks
from gridctl.services.office import Office
from gridctl.store import areas as rows
from gridctl.store.places import count_in_area as count_places
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class NewArea:
    """What it takes to add an area; `parent` names one by code or unique name."""

    code: str
    name: str
    kind: AreaKind
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """An area as other use-cases need it."""

    id: int
    code: str
    name: str
    kind: AreaKind
    parent_id: int | None
    version: int


def find(work: Work, name: str) -> Node:
    """Return the area with this code or unique name; NotFound or Ambiguous (with the list) otherwise."""
    wanted = clean_line(name, "area")
    row = rows.by_code(work, wanted)
    if row is None:
        named = rows.by_name(work, wanted)
        if not named:
            raise NotFound(
                N_("there is no area {name}"), hint=N_("see what there is: gridctl area list"), name=wanted
            )
        if len(named) > 1:
            raise Ambiguous(
                N_("several areas are called {name}"),
                hint=N_("give the code of one of them: {codes}"),
                name=wanted,
                codes=", ".join(row.code for row in named),
            )
        row = named[0]
    return Node(row.id, row.code, row.name, AreaKind(row.kind), row.parent_id, row.version)


def view(work: Work, area_id: int) -> AreaView:
    """Return one area with its path and counts."""
    row = rows.by_id(work, area_id)
    path = rows.path_of(work, area_id)
    return AreaView(
        id=row.id,
        code=row.code,
        name=row.name,
        kind=row.kind,
        parent=path[-2] if len(path) > 1 else None,
        path=tuple(path),
        children=rows.count_children(work, area_id),
        open_requests=rows.count_open(work, area_id),
    )


def add(office: Office, new: NewArea) -> AreaView:
    """Add an area; Refused where its code is taken or its kind does not descend."""
    code, name = clean_code(new.code, "CODE"), clean_line(new.name, "NAME")
    if not name:
        raise BadInput(N_("an area needs a name"), hint=N_("gridctl area add CODE NAME --kind KIND"))
    with office.store.begin() as work:
        parent = find(work, new.parent) if new.parent else None
        if parent:
            check_descent(parent.kind, new.kind)
        if rows.by_code(work, code):
            raise Refused(
                N_("the code {taken} is taken"),
                hint=N_("choose another one, or see: gridctl area show {taken}"),
                error="code_taken",
                taken=code,
            )
        area_id = insert(work, NewArea(code, name, new.kind), parent.id if parent else None)
        return view(work, area_id)


def insert(work: Work, new: NewArea, parent_id: int | None) -> int:
    """Write an area whose code, name and kind were checked, with its entry in the ledger."""
    area_id = rows.add(
        work,
        {
            "uid": uuid7(work.now),
            "code": new.code,
            "code_key": code_key(new.code),
            "name": new.name,
            "kind": str(new.kind),
            "parent_id": parent_id,
            "version": 1,
            "created_at": work.now,
        },
    )
    work.log("area.add", "area", area_id, {"code": new.code, "name": new.name, "kind": str(new.kind)})
    return area_id


def codes_below(office: Office, name: str) -> set[str]:
    """Return the codes of an area and all below it."""
    with office.store.read() as work:
        return rows.codes_below(work, find(work, name).id)


def show(office: Office, name: str) -> AreaView:
    """Return one area."""
    with office.store.read() as work:
        return view(work, find(work, name).id)


def listing(
    office: Office, *, root: str | None = None, kind: AreaKind | None = None, deepest: int | None = None
) -> Iterator[AreaRow]:
    """Yield areas in the order of the tree: those of one kind, below one root, down to a depth."""
    with office.store.read() as work:
        top = find(work, root).id if root else None
        for row in work.execute(rows.listing(top, kind, deepest)):
            yield AreaRow(row.id, row.code, row.name, row.kind, row.parent, row.depth)


def rename(office: Office, name: str, new_name: str) -> AreaView:
    """Give an area another name."""
    text = clean_line(new_name, "NAME")
    if not text:
        raise BadInput(N_("an area needs a name"), hint=N_("gridctl area rename CODE NAME"))
    with office.store.begin() as work:
        node = find(work, name)
        work.about("area", node.id)
        rows.change(work, node.id, node.version, {"name": text})
        work.log("area.rename", "area", node.id, {"name": [node.name, text]})
        return view(work, node.id)


def move(office: Office, name: str, parent: str | None) -> AreaView:
    """Put an area with all below it under another parent, or at the top; no circles."""
    with office.store.begin() as work:
        node = find(work, name)
        work.about("area", node.id)
        target = find(work, parent) if parent else None
        if target:
            if node.id in rows.ancestors(work, target.id):
                raise Refused(
                    N_("{area} cannot lie within itself: {parent} is below it"),
                    hint=N_("choose a parent outside of it"),
                    error="cycle",
                    area=node.code,
                    parent=target.code,
                )
            check_descent(target.kind, node.kind)
        standing = rows.open_levels(work, node.id)
        before = {one: desks.home_desk(work, *one) for one in standing}
        rows.change(work, node.id, node.version, {"parent_id": target.id if target else None})
        for one, desk in before.items():
            rows.move_desk(work, *one, desk, desks.home_desk(work, *one))
        work.log("area.move", "area", node.id, {"parent": [node.parent_id, target.id if target else None]})
        return view(work, node.id)


def remove(office: Office, name: str) -> AreaView:
    """Remove an area that is empty: nothing below it, no request in it."""
    with office.store.begin() as work:
        node = find(work, name)
        work.about("area", node.id)
        children, requests = rows.count_children(work, node.id), rows.count_requests(work, node.id)
        places = count_places(work, node.id)
        if children or requests or places:
            raise Refused(
                N_(
                    "{area} is not empty (areas below it: {children}, requests in it: {requests},"
                    " buildings and homes: {places})"
                ),
                hint=N_("move or remove those first"),
                error="not_empty",
                area=node.code,
                children=children,
                requests=requests,
                places=places,
            )
        if rows.holds_stock(work, node.id):
            raise Refused(
                N_("supplies lie at {area}"),
                hint=N_("bring them elsewhere first; see: gridctl supply list --place {area}"),
                error="not_empty",
                area=node.code,
            )
        from gridctl.store.posts import count_at as count_posts  # start-up: few commands remove areas

        posts = count_posts(work, node.id)
        if posts:
            raise Refused(
                N_("posts of duty stand in {area}: {count}"),
                hint=N_("see them: gridctl duty post list --area {area}; remove them first"),
                error="not_empty",
                area=node.code,
                count=posts,
            )
        gone = view(work, node.id)
        rows.change(work, node.id, node.version, {"removed_at": work.now})
        work.log("area.remove", "area", node.id, {"code": node.code, "name": node.name})
        return gone

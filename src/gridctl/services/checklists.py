"""Checklists: those of the packs, and those that users give in files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gridctl.core.checklists import Checklist, Item, same_code
from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.nearest import nearest
from gridctl.core.pack_values import Label
from gridctl.core.round_views import ChecklistRow, ChecklistView, ItemView
from gridctl.services.office import Office
from gridctl.services.packs import BUILT_IN, Packs, load
from gridctl.services.round_loading import read_checklist
from gridctl.store import rounds as rows
from gridctl.store.unit import Work

OWN = "own"
"""The source of checklists that users gave."""


def known(office: Office, work: Work) -> dict[str, tuple[Checklist, str]]:
    """Return the checklists by code, each with its source; a user's go before a pack's.

    The packs are the store's own one and those of the operations that run, then the built-in ones.
    """
    found: dict[str, tuple[Checklist, str]] = {}
    for row in rows.added(work):
        found[row.code] = (read_checklist(row.content), OWN)
    for pack in (*Packs(work, office.settings.pack_hash).all_now(), *_built_in()):
        for one in pack.checklists:
            found.setdefault(one.code, (one, pack.name))
    return found


def _built_in() -> Iterator[Any]:
    yield from (load(name) for name in BUILT_IN)


def find(office: Office, work: Work, name: str) -> Checklist:
    """Return the checklist with this code or title; NotFound names the nearest one."""
    found = known(office, work)
    for one, _source in found.values():
        if same_code(name, one.code) or name in {one.title.en, one.title.zh}:
            return one
    close = nearest(name, [word for one, _ in found.values() for word in (one.code, one.title.zh)])
    raise NotFound(
        N_("there is no checklist {name}; nearest: {nearest}")
        if close
        else N_("there is no checklist {name}"),
        hint=N_("all: gridctl checklist list; your own: gridctl checklist add FILE"),
        name=name,
        nearest=close,
    )


def listing(office: Office) -> list[ChecklistRow]:
    """Return all checklists by their codes."""
    with office.store.read() as work:
        found = known(office, work)
    return [
        ChecklistRow(one.code, _both(one.title), str(one.target), str(one.period), len(one.items), source)
        for one, source in sorted(found.values(), key=lambda pair: pair[0].code)
    ]


def show(office: Office, name: str) -> ChecklistView:
    """Return one checklist with its items."""
    with office.store.read() as work:
        one = find(office, work, name)
        return view_of(one, known(office, work)[one.code][1])


def view_of(one: Checklist, source: str) -> ChecklistView:
    """Return a checklist as a view."""
    return ChecklistView(
        one.code,
        _both(one.title),
        str(one.target),
        str(one.period),
        one.needs_first,
        source,
        tuple(map(_item, one.items)),
    )


def check(office: Office, file: str) -> list[ChecklistView]:
    """Return the checklists of a file; BadPack holds every problem in it."""
    with office.store.read() as work:
        return [view_of(one, OWN) for one in _from_file(office, work, file)]


def add(office: Office, file: str) -> list[ChecklistView]:
    """Keep the checklists of a file; rounds that run go on with the ones they opened by."""
    with office.store.begin() as work:
        found = _from_file(office, work, file)
        for one in found:
            rows.keep_checklist(work, one, added=True)
            work.log("checklist.add", "checklist", one.code, {"hash": one.content_hash})
        return [view_of(one, OWN) for one in found]


def _from_file(office: Office, work: Work, file: str) -> tuple[Checklist, ...]:
    import tomllib  # start-up: only a file needs what reads one

    from gridctl.core.pack_checklist import read_checklists  # start-up: as above
    from gridctl.core.pack_rules import BadPack, Checker
    from gridctl.core.toml import not_toml

    path = Path(file).expanduser()
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (FileNotFoundError, IsADirectoryError):
        raise NotFound(N_("there is no file {path}"), hint=N_("check the path"), path=path) from None
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            N_("{path} cannot be read as UTF-8 text"), hint=N_("save the checklist as UTF-8"), path=path
        ) from None
    try:
        data: Mapping[str, object] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadPack([not_toml(error, path.name, text)]) from None
    checker = Checker(path.name, text)
    top = checker.table(data, (), ("checklist",))
    categories = frozenset(
        one.code for pack in Packs(work, office.settings.pack_hash).all_now() for one in pack.categories
    )
    found = read_checklists(checker, top.get("checklist"), (), categories)
    checker.required(top, (), "checklist")
    checker.done()
    return found


def _item(one: Item) -> ItemView:
    leads = [f"request {rule.category} ({rule.when})" for rule in one.raises]
    leads += [f"{'-' if mark.ends else '+'}{mark.need} ({mark.when})" for mark in one.marks]
    leads += [one.field] if one.field else []
    return ItemView(
        one.code,
        _both(one.title),
        str(one.kind),
        one.required,
        one.sticky,
        _both(one.unit) if one.unit else None,
        one.least,
        one.most,
        tuple(choice.code for choice in one.choices),
        tuple(leads),
    )


def _both(label: Label) -> dict[str, str]:
    return {"en": label.en, "zh": label.zh}

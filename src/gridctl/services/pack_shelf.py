"""What packs there are, what each holds, whether a file is one, and what those in force call things."""

import json
from dataclasses import replace
from pathlib import Path

from gridctl.core.pack import Pack
from gridctl.core.pack_views import PackRow, PackView, names_of, pack_row, pack_view
from gridctl.core.settings import StoreSettings
from gridctl.services.office import Office
from gridctl.services.packs import BUILT_IN, Packs, find, is_file, load
from gridctl.store import packs as rows
from gridctl.store.settings import write_settings
from gridctl.store.unit import Work


def shelf(office: Office | None) -> list[PackRow]:
    """Return the packs that can be applied: the built-in ones, then those that the store keeps."""
    found = [(load(name), "built_in") for name in BUILT_IN]
    if office is None:
        return [pack_row(pack, status, default=False, operations=()) for pack, status in found]
    with office.store.read() as work:
        kept = {row.hash: row.name for row in rows.stored(work)}
        own = sorted(set(kept.values()) - set(BUILT_IN))
        found += [(find(work, name), "own") for name in own]
        running = [(kept.get(o.pack_hash), o.id) for o in rows.operations(work, at=work.now)]
    return [
        pack_row(
            pack,
            status,
            default=pack.name == office.settings.pack,
            operations=tuple(number for name, number in running if name == pack.name),
        )
        for pack, status in found
    ]


def show(office: Office | None, name: str) -> PackView:
    """Return everything that a pack holds; NotFound or BadPack."""
    if office is None or is_file(name) or name in BUILT_IN:
        return pack_view(load(name), "file" if is_file(name) else "built_in")
    with office.store.read() as work:
        return pack_view(find(work, name), "own")


def check(file: str) -> PackView:
    """Read a user's own file and return the pack; BadPack holds every problem."""
    path = Path(file)
    if file in BUILT_IN:
        return pack_view(load(file), "built_in")
    return pack_view(load(str(path if is_file(file) else path.absolute())), "file")


def use_names(work: Work, settings: StoreSettings) -> StoreSettings:
    """Store what the packs in force call things: the store's own one, then each operation that runs."""
    fresh = replace(settings, labels=_names(Packs(work, settings.pack_hash).in_order()))
    if fresh != settings:
        write_settings(work, fresh)
    return fresh


def names_with(office: Office, name: str) -> str:
    """Return what the packs in force call things, and beside them one that is about to be, as settings keep it."""
    with office.store.read() as work:
        return _names([*Packs(work, office.settings.pack_hash).in_order(), find(work, name)])


def _names(found: list[Pack]) -> str:
    return json.dumps(names_of(found), ensure_ascii=False, separators=(",", ":"))

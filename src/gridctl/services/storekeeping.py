"""Looking after the store: make, describe, check, back up, restore, move forward."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from gridctl.core.errors import N_, BadInput
from gridctl.core.settings import StoreSettings, check_country
from gridctl.core.text import clean_line
from gridctl.core.times import find_zone, from_ms, iso
from gridctl.services import packs
from gridctl.services.clock import Clock, system_clock
from gridctl.services.office import Office, actor_for, open_office
from gridctl.services.pack_shelf import use_names
from gridctl.store import attachments, boundary, chain, mounts, schema
from gridctl.store import backup as copies
from gridctl.store.check import NUMBER, findings
from gridctl.store.counts import table_counts
from gridctl.store.unit import Store

LATEST = schema.LATEST


@dataclass(frozen=True, slots=True)
class NewStore:
    """What `init` is told about the store."""

    name: str = ""
    timezone: str = "Asia/Shanghai"
    country: str = "CN"
    lang: str = "en"
    pack: str = "routine"


@dataclass(frozen=True, slots=True)
class StoreView:
    """The store in a few figures. `ledger_head` is the number and hash of the newest entry."""

    KIND: ClassVar[str] = "store"
    path: str
    status: str
    name: str
    timezone: str
    country: str
    lang: str
    pack: str
    version: int
    created_at: datetime
    size_bytes: int
    areas: int
    members: int
    requests: int
    steps: int
    batches: int
    ledger_entries: int
    ledger_head: str
    backups: int
    newest_backup: str | None


def init(path: Path, new: NewStore, *, operator: str = "", clock: Clock | None = None) -> StoreView:
    """Make a store at `path`; a file that is there is never touched."""
    ticking = clock or system_clock()
    find_zone(new.timezone)
    pack = packs.load(new.pack)
    mount = mounts.network_mount(path)
    if mount:
        raise BadInput(
            N_("{path} lies on a network file system ({kind}), where a store can be damaged"),
            hint=N_("choose a folder on a local disk with --store"),
            path=path,
            kind=mount,
        )

    def fill(making: Path) -> None:
        store = Store(making, clock=ticking, actor=actor_for(operator))
        try:
            with store.begin() as work:
                created = iso(from_ms(work.now, find_zone(new.timezone)))
                settings = StoreSettings(
                    name=clean_line(new.name, "--name"),
                    timezone=new.timezone,
                    country=check_country(new.country),
                    lang=new.lang,
                    pack=pack.name,
                    pack_hash=packs.keep(work, pack),
                    created_at=created,
                )
                use_names(work, settings)
                work.log(
                    "store.init",
                    "store",
                    0,
                    {"name": settings.name, "timezone": new.timezone, "pack": pack.name},
                )
        finally:
            store.close()

    schema.create(path, fill)
    with open_office(path, operator=operator, clock=ticking) as office:
        return info(office)


def info(office: Office) -> StoreView:
    """Return what the store knows of itself."""
    path = office.store.path
    with office.store.read() as work:
        counts = table_counts(work)
        head, digest = chain.head(work.conn)
    found = backups_of(path)
    settings = office.settings
    return StoreView(
        path=str(path),
        status="ok",
        name=settings.name,
        timezone=settings.timezone,
        country=settings.country,
        lang=settings.lang,
        pack=settings.pack,
        version=schema.LATEST,
        created_at=datetime.fromisoformat(settings.created_at),
        size_bytes=path.stat().st_size,
        areas=counts["area"],
        members=counts["member"],
        requests=counts["request"],
        steps=counts["step"],
        batches=counts["batch"],
        ledger_entries=head,
        ledger_head=digest,
        backups=len(found),
        newest_backup=str(found[-1]) if found else None,
    )


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One thing that was looked at: `about` says what in English, `where` names tables or numbers."""

    KIND: ClassVar[str] = "store"
    check: str
    status: str
    faults: int
    where: str
    about: str


CHECKS = NUMBER + 1
"""How many checks there are."""


def check(office: Office, advance: Callable[[int], None] = lambda _steps: None) -> list[CheckRow]:
    """Look at the file, the references, the counters and the chain; `advance` counts the checks done."""
    found = []
    with office.store.read() as work:
        for one in findings(work):
            status = "fault" if one.faults else "ok"
            found.append(CheckRow(one.check, status, one.faults, one.where, one.about))
            advance(1)
        bad = attachments.faults(attachments.folder_of(office.store.path), attachments.there(work))
        about = N_("photos and papers that are missing, altered, or of no request")
        found.append(CheckRow("files", "fault" if bad else "ok", len(bad), ", ".join(bad[:5]), about))
        advance(1)
    return found


def backups_of(path: Path) -> list[Path]:
    """Return the backups beside a store, oldest first."""
    return boundary.backups_beside(path)


@dataclass(frozen=True, slots=True)
class BackupView:
    """A backup that was made and checked, with the head of the ledger as its anchor."""

    KIND: ClassVar[str] = "store"
    path: str
    status: str
    size_bytes: int
    ledger_entries: int
    ledger_head: str


def back_up(office: Office, target: Path | None = None) -> BackupView:
    """Copy the store to `target` (a file, or a folder that is there), or beside it under the present time.

    The copy is checked before it gets its name.
    """
    path = office.store.path
    stamp = f"{office.now():%Y%m%d-%H%M%S}"
    if target is not None and target.is_dir():
        place = _free(target, path.stem, stamp)
    else:
        place = target or _fresh(path, boundary.BACKUPS, stamp)
    with office.store.read() as work:
        head, digest = chain.head(work.conn)
    size = copies.back_up(path, place)
    _copy_files(path, place)
    with office.store.begin() as work:
        work.log("store.backup", "store", 0, {"file": place.name, "head": head, "hash": digest})
    return BackupView(str(place), "ok", size, head, digest)


def _copy_files(source: Path, target: Path) -> None:
    """Copy the photos and papers of a store beside its copy."""
    folder = attachments.folder_of(source)
    if folder.is_dir():
        names = [one.name for one in folder.iterdir()]
        attachments.copy_all(folder, attachments.folder_of(target), names)


def _fresh(path: Path, folder: str, stamp: str) -> Path:
    """Return a free name for a copy of `path` in a folder beside it."""
    home = path.parent / folder
    with boundary.boundary(path):
        home.mkdir(mode=0o700, exist_ok=True)
    return _free(home, path.stem, stamp)


def _free(home: Path, stem: str, stamp: str) -> Path:
    number, found = 1, home / f"{stem}-{stamp}.db"
    while found.exists():
        number += 1
        found = home / f"{stem}-{stamp}-{number}.db"
    return found


@dataclass(frozen=True, slots=True)
class RestoreView:
    """A store that a backup has taken the place of; the replaced one is kept."""

    KIND: ClassVar[str] = "store"
    path: str
    status: str
    backup: str
    kept: str | None
    version: int
    dry_run: bool


def restore(path: Path, backup: Path, *, operator: str = "", dry_run: bool = False) -> RestoreView:
    """Put a checked copy of `backup` in the store's place and keep the replaced store beside it.

    `dry_run` only checks the backup and names the place where the store would be kept.
    """
    now = from_ms(system_clock()(), find_zone("UTC"))
    stamp = f"{now:%Y%m%d-%H%M%S}"
    if dry_run:
        kept = _free(path.parent / schema.REPLACED, path.stem, stamp) if path.exists() else None
        version = copies.inspect(backup)
    else:
        kept = _fresh(path, schema.REPLACED, stamp) if path.exists() else None
        copies.restore(backup, path, kept or path)
        here = attachments.folder_of(path)
        if kept and here.is_dir():
            here.rename(attachments.folder_of(kept))
        _copy_files(backup, path)
        _log_restore(path, backup, kept, operator)
        version = schema.read_version(path)
    return RestoreView(str(path), "ok", str(backup), str(kept) if kept else None, version, dry_run)


def _log_restore(path: Path, backup: Path, kept: Path | None, operator: str) -> None:
    if schema.read_version(path) != schema.LATEST:
        return  # an older backup: it is moved forward first, by the user's own command
    store = Store(path, clock=system_clock(), actor=actor_for(operator))
    try:
        with store.begin() as work:
            work.log("store.restore", "store", 0, {"from": backup.name, "kept": kept.name if kept else None})
    finally:
        store.close()


@dataclass(frozen=True, slots=True)
class MigrateView:
    """What moved the schema forward."""

    KIND: ClassVar[str] = "store"
    path: str
    status: str
    version: int
    steps: tuple[str, ...]
    backup: str | None


def migrate(path: Path, *, operator: str = "") -> MigrateView:
    """Move an older store forward, after a verified backup. A second run does nothing."""
    made: list[Path] = []

    def first() -> None:
        stamp = f"{from_ms(system_clock()(), find_zone('UTC')):%Y%m%d-%H%M%S}"
        made.append(_fresh(path, boundary.BACKUPS, f"v{schema.read_version(path)}-{stamp}-{os.getpid()}"))
        copies.back_up(path, made[0])

    steps = schema.move_forward(path, before=first)
    store = Store(path, clock=system_clock(), actor=actor_for(operator))
    try:
        # Also where a run before this one was cut off: what the full text lacks is read at the end of any write.
        with store.begin() as work:
            if steps:
                work.log("store.migrate", "store", 0, {"version": schema.LATEST, "steps": list(steps)})
    finally:
        store.close()
    return MigrateView(str(path), "ok", schema.LATEST, tuple(steps), str(made[0]) if made else None)

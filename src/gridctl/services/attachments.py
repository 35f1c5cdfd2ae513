"""Photos and papers of a request: taken in without what they tell of their taking, listed, got out, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from gridctl.core.errors import N_, NotFound, StoreUnusable
from gridctl.core.photos import MOST_BYTES, Kept, strip
from gridctl.core.requests import Act
from gridctl.core.text import clean_line
from gridctl.core.uid import uuid7
from gridctl.core.views import FileView
from gridctl.core.words import StepKind
from gridctl.services import request_views, steps
from gridctl.services.office import Office
from gridctl.services.steps import Change, Doing
from gridctl.store import attachments as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of it: the files of this call, the numbers of those known before, and those kept as they were."""

    files: tuple[FileView, ...]
    known: tuple[int, ...]
    as_they_were: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SavedView:
    """A file that was got out, and where it lies now."""

    KIND: ClassVar[str] = "attachment"
    place: int
    path: str
    size_bytes: int
    at: datetime


def attach(office: Office, number: int, paths: Sequence[Path], act: Act) -> Attached:
    """Keep files with a request, all of them or none; one that it has already is known and kept once.

    They are written before the store tells of them: a crash between leaves a file that `store check` names.
    """
    kept = [(path, strip(rows.read_outside(path, MOST_BYTES))) for path in paths]
    folder = rows.folder_of(office.store.path)
    made: list[str] = []
    try:
        with office.store.begin() as work:
            request_views.load(work, number)
            found = [_kept(office, work, number, one, made) for one in kept]
            new = [place for place, known in found if not known]
            if new:
                detail = {"files": new}
                doing = Doing(StepKind.ATTACH, act, lambda _office, _work, _row: Change({}, detail))
                steps.step(office, work, number, doing)
            views = {one.place: one for one in request_views.files_of(office, work, number)}
    except BaseException:
        rows.drop(folder, made)
        raise
    return Attached(
        tuple(views[place] for place in dict.fromkeys(place for place, _known in found)),
        tuple(place for place, known in found if known),
        tuple(place for (place, _known), (_path, one) in zip(found, kept, strict=True) if one.as_it_was),
    )


def _kept(
    office: Office, work: Work, number: int, one: tuple[Path, Kept], made: list[str]
) -> tuple[int, bool]:
    """Keep one file; return its place in the request, and whether it was there before."""
    path, kept = one
    sha256 = rows.digest(kept.content)
    for row in rows.of_request(work, number):
        if row.sha256 == sha256 and row.removed_at is None:
            return int(row.place), True
    name = rows.file_name(number, sha256, kept.kind)
    if rows.put(rows.folder_of(office.store.path), name, kept.content):
        made.append(name)
    values = {
        "uid": uuid7(work.now),
        "name": clean_line(path.name, "FILE", longest=200) or None,
        "kind": str(kept.kind),
        "file": name,
        "sha256": sha256,
        "size_bytes": len(kept.content),
        "added_at": work.now,
        "added_by": work.actor.operator,
    }
    return rows.add(work, number, values), False


def listing(office: Office, number: int) -> list[FileView]:
    """Return the files of a request, removed ones too."""
    with office.store.read() as work:
        return list(request_views.files_of(office, work, number))


def remove(office: Office, number: int, place: int, act: Act) -> list[FileView]:
    """Remove a file of a request for good: the row stays as a tombstone; NotFound where it is not there."""
    with office.store.begin() as work:
        request_views.load(work, number)
        row = _there(work, number, place)
        rows.remove(work, [row.id])
        doing = Doing(StepKind.ATTACH, act, lambda _office, _work, _row: Change({}, {"removed": [place]}))
        steps.step(office, work, number, doing)
        views = list(request_views.files_of(office, work, number))
    rows.drop(rows.folder_of(office.store.path), [row.file])
    return views


def _there(work: Work, number: int, place: int) -> Any:  # noqa: ANN401
    for row in rows.of_request(work, number):
        if row.place == place and row.removed_at is None:
            return row
    raise NotFound(
        N_("request {number} has no file {place}"),
        hint=N_("see what it has: gridctl request attach {number} --list"),
        number=number,
        place=place,
    )


def save(office: Office, number: int, folder: Path) -> list[SavedView]:
    """Copy a request's files into a folder, under the names of the store; the ledger keeps who did.

    StoreUnusable where one is missing or altered: it is not handed out as if it were whole.
    """
    source = rows.folder_of(office.store.path)
    with office.store.begin() as work:
        request_views.load(work, number)
        found = [row for row in rows.of_request(work, number) if row.removed_at is None]
        bad = set(rows.faults(source, found)) & {row.file for row in found}
        if bad:
            raise StoreUnusable(
                N_("a file of request {number} is missing or altered: {files}"),
                hint=N_("get it from a backup; gridctl store check names all"),
                error="file_damaged",
                number=number,
                files=", ".join(sorted(bad)),
            )
        rows.copy_all(source, folder, [row.file for row in found])
        work.log("request.save_files", "request", number, {"files": [row.place for row in found]})
    return [
        SavedView(row.place, str(folder / row.file), row.size_bytes, office.moment_of(row.added_at))
        for row in found
    ]

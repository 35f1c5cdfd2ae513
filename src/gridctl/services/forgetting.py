"""Forgetting residents: the numbers stay, whatever says who they were goes, down to the bytes of the file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gridctl.core.errors import N_, BadInput, Busy, Refused, StoreUnusable
from gridctl.core.forgetting import Known, keys_of, names_to_wipe, owns, why_names
from gridctl.core.resident_views import ForgetView
from gridctl.core.text import clean_line
from gridctl.core.traces import Traces
from gridctl.core.words import ResidentStatus
from gridctl.services import resident_search as index
from gridctl.services import residents
from gridctl.services.office import Office
from gridctl.services.rehearsing import in_one_go
from gridctl.store import attachments, boundary, deliveries, duty_log, inbox, schedules, schema, visits, whose
from gridctl.store import forgetting as bytes_of
from gridctl.store.batches import rejects_files
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class _Plan:
    """Who is forgotten, which requests are theirs, and whom else the same names and numbers stand for."""

    people: tuple[Known, ...]
    own: tuple[int, ...]
    same_name: int
    shared: frozenset[str]
    members: frozenset[str]

    @property
    def ids(self) -> list[int]:
        return [one.id for one in self.people]


def forget(
    office: Office, names: Sequence[str], why: str | None = None, *, dry_run: bool = False
) -> ForgetView:
    """Forget these residents for good, with those who were merged into them.

    Their requests keep what figures count (area, category, times, steps) and lose name, phone, home and
    every word, for words about a person cannot be told from words that give them away. What is said of
    others loses their phones, identity numbers and, where they can be nobody else's, their names.

    Then the file is written anew. Who was forgotten already is let be, so that this can be done again where
    it did not succeed. Refused while a request of theirs is open, BadInput for a reason that names them.
    """
    reason = clean_line(why, "--why") if why else None

    def do(work: Work) -> tuple[ForgetView, list[str]]:
        plan = _plan(work, [number for name in names if (number := _wanted(work, name))])
        _check(work, plan, reason)
        papers = [one.file for one in attachments.there(work, plan.own)]
        view = _forget(office, work, plan, reason, dry_run=dry_run)
        return replace(view, files=len(papers)), papers

    found, papers = in_one_go(office, do, dry_run=dry_run, label="resident forget")
    if not dry_run:
        attachments.drop(attachments.folder_of(office.store.path), papers)
    return found if dry_run else replace(found, bytes_gone=_write_anew(office.store.path))


def _wanted(work: Work, name: str) -> int | None:
    """Return the number of a resident who is to be forgotten; None for one who was."""
    row = residents.find(work, name)
    if row.status == ResidentStatus.FORGOTTEN:
        return None
    return int(residents.known(work, row).id)


def _write_anew(path: Path) -> bool:
    """Write the file anew; False where that cannot be done now. What was forgotten stays forgotten."""
    try:
        return bytes_of.write_anew(path)
    except (StoreUnusable, Busy):
        return False


def _plan(work: Work, wanted: Sequence[int]) -> _Plan:
    ids = whose.with_merged(work, wanted)
    rows = whose.people(work, ids)
    numbers = {key for row in rows for key in _numbers(row)}
    called = {row.name for row in rows if row.name}
    phones, namesakes = whose.others_with(work, ids, numbers, called)
    work_phones, members = whose.colleagues(work)
    people = tuple(
        Known(row.id, row.name or "", _numbers(row), row.home_id, row.name not in namesakes) for row in rows
    )
    shared = keys_of(phones | work_phones)
    near = whose.requests_by(work, ids, numbers, called)
    own = [row for row in near if row.resident_id is not None or _owner(row, people, shared)]
    _refuse_open(work, [row.id for row in own if row.is_open])
    mine = {row.id for row in own}
    left = sum(row.name in called for row in near if row.id not in mine)
    return _Plan(people, tuple(sorted(mine)), left, shared, frozenset(members))


def _numbers(row: Any) -> frozenset[str]:  # noqa: ANN401
    return keys_of([row.phone, *(row.phones or ()), row.identity])


def _owner(row: Any, people: Sequence[Known], shared: frozenset[str]) -> bool:  # noqa: ANN401
    return any(owns(one, row.name, row.phone, row.home_id, shared) for one in people)


def _refuse_open(work: Work, numbers: Sequence[int]) -> None:
    if numbers:
        work.about("request", numbers[0])
        raise Refused(
            N_("a request is still open: {numbers}"),
            hint=N_("end it first: gridctl request resolve {first}, then close; or cancel"),
            error="open_requests",
            numbers=", ".join(map(str, numbers[:10])),
            first=numbers[0],
        )


def _check(work: Work, plan: _Plan, reason: str | None) -> None:
    if why_names(reason, plan.people):
        work.about("resident", plan.people[0].id)
        raise BadInput(
            N_("the reason names whom it is about, and the ledger forgets nothing"),
            hint=N_("give the reason without names and numbers"),
            error="reason_names",
        )


def _forget(office: Office, work: Work, plan: _Plan, reason: str | None, *, dry_run: bool) -> ForgetView:
    ids = plan.ids
    staged = bytes_of.clear_staged(work, "resident", ids) + bytes_of.clear_staged(work, "request", plan.own)
    index.forget(work, ids)
    gone = {"status": str(ResidentStatus.FORGOTTEN), "forgotten_at": work.now}
    bytes_of.clear(work, "resident", ids, gone)
    bytes_of.clear_needs(work, ids)
    bytes_of.clear(work, "request", plan.own)
    bytes_of.clear_steps(work, plan.own)
    log = duty_log.about(work, plan.own)
    bytes_of.clear(work, "log_entry", log)
    schedules.end_of(work, plan.own)
    attachments.forget(work, plan.own)
    deliveries.forget_words(work)
    inbox.purge(work, _pasted(work, plan))
    targets, seen = visits.of_residents(work, ids)
    bytes_of.clear(work, "visit", seen)
    numbers = {key for one in plan.people for key in one.numbers} - plan.shared
    texts = bytes_of.sweep(work, Traces(numbers, names_to_wipe(plan.people, plan.members)))
    for thing, things in (
        ("resident", ids),
        ("request", plan.own),
        ("log_entry", log),
        ("round_target", targets),
    ):
        bytes_of.drop_salts(work, thing, things)
    for number in ids:
        work.log("resident.forget", "resident", number, {"requests": len(plan.own)}, reason)
    return ForgetView(
        residents=tuple(ids),
        requests=len(plan.own),
        texts=texts,
        staged_rows=staged,
        same_name=plan.same_name,
        bytes_gone=False,
        copies=_copies(office.store.path, rejects_files(work)),
        dry_run=dry_run,
    )


def _pasted(work: Work, plan: _Plan) -> list[int]:
    """Return the drafts of pasted messages that are theirs."""
    names = [one.name for one in plan.people if one.name]
    homes = [one.home_id for one in plan.people if one.home_id is not None]
    return sorted({*inbox.of_requests(work, plan.own), *inbox.of_people(work, names, homes)})


def _copies(path: Path, rejects: Sequence[str]) -> tuple[str, ...]:
    """Return the files that may still hold them: backups and replaced stores beside, rejects that are there."""
    replaced = sorted((path.parent / schema.REPLACED).glob(f"{path.stem}-*.db"))
    left = [Path(one) for one in rejects]
    stores = (*boundary.backups_beside(path), *replaced)
    papers = [attachments.folder_of(one) for one in stores]
    return tuple(str(one) for one in (*stores, *papers, *left) if one.exists())

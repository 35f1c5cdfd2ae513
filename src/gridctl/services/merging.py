"""People entered twice: put together, take apart again, set aside."""

from typing import Any

from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.merging import check_pair, fill, unfill
from gridctl.core.resident_views import MergeView, ResidentView
from gridctl.core.words import ResidentStatus
from gridctl.services import resident_fields, residents
from gridctl.services import resident_search as index
from gridctl.services.office import Office
from gridctl.services.rehearsing import in_one_go
from gridctl.store import merges
from gridctl.store import residents as rows
from gridctl.store.unit import Work


def merge(office: Office, kept_name: str, other_name: str, *, dry_run: bool = False) -> MergeView:
    """Put `other` into `kept`: needs and requests move there, blanks are filled, nothing is overwritten.

    The other one keeps its row and its number, so that `unmerge` can take it back. Refused where their
    identity numbers say that they are two people. The view shows both as they were.
    """
    return in_one_go(
        office, lambda work: _merge(office, work, kept_name, other_name, dry_run=dry_run), dry_run=dry_run
    )


def _merge(office: Office, work: Work, kept_name: str, other_name: str, *, dry_run: bool) -> MergeView:
    kept, other = residents.find_known(work, kept_name), residents.find_known(work, other_name)
    check_pair(kept, other)
    both = residents.view_of(office, work, kept.id), residents.view_of(office, work, other.id)
    taken = fill(kept, other)
    needs, ended = merges.move_needs(work, kept.id, other.id)
    requests = merges.move_requests(work, kept.id, other.id)
    rows.change(work, kept.id, kept.version, dict(taken.values))
    gone = {"status": str(ResidentStatus.MERGED), "merged_into_id": kept.id}
    rows.change(work, other.id, other.version, gone)
    merges.unset_apart(work, kept.id, other.id)
    merges.add(
        work,
        {
            "kept_id": kept.id,
            "other_id": other.id,
            "status": other.status,
            "filled": list(taken.columns),
            "phones": list(taken.phones),
            "facts": list(taken.facts),
            "needs": needs,
            "ended": ended,
            "requests": requests,
        },
    )
    changes = resident_fields.in_ledger(work, kept.id, taken.values)
    work.log("resident.merge", "resident", kept.id, changes | {"from": other.id, "requests": len(requests)})
    work.log("resident.merge", "resident", other.id, {"into": kept.id})
    index.refresh(work, [kept.id])
    index.forget(work, [other.id])
    filled = (*taken.columns, *(["phones"] if taken.phones else []), *(["facts"] if taken.facts else []))
    return MergeView(*both, filled, len(needs), len(requests), dry_run)


def unmerge(office: Office, name: str) -> ResidentView:
    """Take a merge back: what had moved returns, what had been filled is blank again unless it was changed."""
    with office.store.begin() as work:
        other = residents.find(work, name)
        work.about("resident", other.id)
        record = merges.of(work, other.id)
        if other.status != ResidentStatus.MERGED or record is None:
            raise NotFound(
                N_("resident {number} is merged into nobody"),
                hint=N_("see: gridctl resident show {number}"),
                number=other.id,
            )
        kept: Any = rows.get(work, record.kept_id)
        _refuse_deeper(kept)
        merges.return_needs(work, kept.id, other.id, record.needs, record.ended)
        merges.return_requests(work, kept.id, other.id, record.requests)
        values = unfill(kept, other, record.filled, record.phones, record.facts)
        rows.change(work, kept.id, kept.version, values)
        rows.change(work, other.id, other.version, {"status": record.status, "merged_into_id": None})
        merges.undone(work, record.id)
        work.log("resident.unmerge", "resident", other.id, {"from": kept.id})
        work.log("resident.unmerge", "resident", kept.id, {"gone": other.id, "emptied": sorted(values)})
        index.refresh(work, [kept.id, other.id])
        return residents.view_of(office, work, other.id)


def _refuse_deeper(kept: Any) -> None:  # noqa: ANN401
    if kept.status == ResidentStatus.MERGED:
        raise Refused(
            N_("resident {number} was merged further, into {kept}"),
            hint=N_("take that back first: gridctl resident unmerge {number}"),
            error="merged",
            number=kept.id,
            kept=kept.merged_into_id,
        )


def set_apart(office: Office, one_name: str, other_name: str) -> tuple[int, int]:
    """Note that two residents are two people, so that they are not shown as twins again; return their numbers."""
    with office.store.begin() as work:
        one, other = residents.find_known(work, one_name), residents.find_known(work, other_name)
        if one.id == other.id:
            raise BadInput(N_("both are resident {number}"), hint=N_("give two of them"), number=one.id)
        if merges.set_apart(work, one.id, other.id):
            work.log("resident.apart", "resident", one.id, {"not": other.id})
        return int(one.id), int(other.id)

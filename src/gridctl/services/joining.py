"""Several requests for one thing, and one request that is several: merge and split."""

from collections.abc import Sequence

from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.requests import Act, NewRequest
from gridctl.core.text import clean_line
from gridctl.core.views import RequestView
from gridctl.core.words import OPEN, Channel, Status, StepKind, Urgency
from gridctl.services import editing, request_views, requests, steps
from gridctl.services.office import Office
from gridctl.services.steps import Change, Doing, Row
from gridctl.store import life as rows
from gridctl.store import requests as request_rows
from gridctl.store.unit import Work


def merge(office: Office, numbers: Sequence[int], into: int, act: Act) -> RequestView:
    """Merge requests into another one that is open; each keeps its channel, number and reporter.

    The main one becomes as urgent as the most urgent of them. Returns the main one.
    """
    if into in numbers:
        raise BadInput(
            N_("request {number} cannot be merged into itself"),
            hint=N_("gridctl request merge 413 414 --into 412"),
            number=into,
        )
    with office.store.begin() as work:
        main = request_views.load(work, into)
        if Status(main.status) not in OPEN:
            raise Refused(
                N_("request {number} is {status}: nothing can be merged into it"),
                hint=N_("open it again first: gridctl request reopen {number} REASON"),
                error="not_open",
                number=into,
                status=main.status,
            )
        merging = Doing(StepKind.MERGE, act, lambda _office, work, row: _into(work, row, into))
        most = Urgency(main.urgency)
        for number in numbers:
            most = min(most, Urgency(request_views.load(work, number).urgency), key=list(Urgency).index)
            steps.step(office, work, number, merging)
        listed = ", ".join(f"#{number}" for number in numbers)
        taken = Act(act.at, act.by, listed)
        noting = Doing(
            StepKind.NOTE, taken, lambda _office, _work, _row: Change({}, {"merged": list(numbers)})
        )
        steps.step(office, work, into, noting)
        if most is not Urgency(main.urgency):
            raised = editing.edit(editing.Edit(urgency=most), Act(act.at, act.by, listed))
            steps.step(office, work, into, raised)
        return request_views.view_of(office, work, into)


def _into(work: Work, row: Row, into: int) -> Change:
    rows.end_help(work, row.id)
    rows.drop_asks(work, row.id)
    for number in (one.id for one in rows.merged_into(work, row.id)):
        request_rows.relink(work, number, into)  # what was merged into this one follows it
    return Change({"merged_into_id": into}, {"into": into})


def split(office: Office, number: int, summaries: Sequence[str], act: Act) -> list[RequestView]:
    """Split further requests off one: each has its place, reporter and channel; return them, the old one first."""
    texts = [clean_line(one, "SUMMARY") for one in summaries]
    if not all(texts) or not texts:
        raise BadInput(
            N_("each part of a request needs a few words"),
            hint=N_("gridctl request split 412 '药' '菜'"),
        )
    with office.store.begin() as work:
        row = request_views.load(work, number)
        parts = [requests.add_in(office, work, _part(row, text)).number for text in texts]
        for part in parts:
            request_rows.set_parent(work, part, number)
        doing = Doing(StepKind.SPLIT, act, lambda _office, _work, _row: Change({}, {"parts": parts}))
        steps.step(office, work, number, doing)
        return [request_views.view_of(office, work, one) for one in (number, *parts)]


def _part(row: Row, summary: str) -> NewRequest:
    return NewRequest(
        summary,
        row.area,
        channel=Channel(row.channel),
        name=row.name,
        phone=row.phone,
        ref=row.ref,
        anonymous=row.anonymous,
    )

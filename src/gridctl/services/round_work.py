"""Working through a round: who is missing, shares, targets added and dropped, whom an item names."""

from collections.abc import Sequence
from typing import Any

from gridctl.core.answers import read_answer
from gridctl.core.checklists import TargetKind
from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.requests import Act
from gridctl.core.round_split import cuts
from gridctl.core.round_views import ShareView, TargetRow, VisitView
from gridctl.core.text import clean_page
from gridctl.core.uid import uuid7
from gridctl.services import areas, homes, people, proofs, round_loading, visits
from gridctl.services.office import Office
from gridctl.services.place_names import find_building, own_area
from gridctl.services.round_doors import Doors
from gridctl.services.round_loading import label_of, target_row
from gridctl.store import areas as area_rows
from gridctl.store import round_targets as target_rows
from gridctl.store import rounds as rows
from gridctl.store import visits as visit_rows
from gridctl.store.unit import Work


def missing(
    office: Office,
    number: int,
    *,
    building: str | None = None,
    area: str | None = None,
    at: str | None = None,
) -> list[TargetRow]:
    """Return every target that is to be visited and not done, with what came of its last visit.

    `at` is a past moment: what was missing then, by what had been recorded until then.
    """
    moment = office.when(at) if at else None
    with office.store.read() as work:
        row = round_loading.load(work, number)
        round_loading.refuse_before(row, moment, at)
        return [target_row(office, one) for one in missing_in(office, work, row, building, area, moment)]


def people_changed(office: Office, number: int, at: str) -> int:
    """Return how many people of a round have another name or home than at a past moment; theirs of today are shown."""
    moment = office.when(at)
    with office.store.read() as work:
        return rows.people_changed(work, number, moment)


def missing_in(
    office: Office,
    work: Work,
    row: Any,  # noqa: ANN401
    building: str | None = None,
    area: str | None = None,
    at: int | None = None,
) -> list[Any]:
    """Return the rows of the targets of a round that are not done; of one's own share where it is sealed."""
    own = proofs.may_see(work, row)
    inside_of = find_building(work, building, own_area(office, work)).id if building else None
    found = rows.missing(work, row.id, inside_of, at)
    if own is not None:
        found = [one for one in found if one.member_id == own]
    if area:
        inside = set(area_rows.below(work, areas.find(work, area).id))
        found = [one for one in found if one.area_id in inside]
    return found


def find(office: Office, number: int, asked: str) -> list[TargetRow]:
    """Return the targets at which an item was answered so: ``tube=0817``."""
    name, equals, value = asked.partition("=")
    with office.store.read() as work:
        row = round_loading.load(work, number)
        checklist = round_loading.checklist_of(work, row)
        item = checklist.item(name)
        if item is None or not equals:
            raise BadInput(
                N_("{text} names no answer"),
                hint=N_("write ITEM=VALUE; the items of {checklist}: {known}"),
                text=asked,
                checklist=checklist.code,
                known=", ".join(one.code for one in checklist.items),
            )
        own = proofs.may_see(work, row)
        wanted = read_answer(item, value, office.now().date())
        fits = {
            one.target_id
            for one in visit_rows.with_answers(work, row.id)
            if one.answers.get(item.code) == wanted
        }
        return [
            target_row(office, one)
            for one in rows.targets(work, row.id)
            if one.id in fits and own in {None, one.member_id}
        ]


def split(office: Office, number: int, names: Sequence[str]) -> list[ShareView]:
    """Share what is left of a round among some members: pieces of its walk of about the same size."""
    with office.store.begin() as work:
        row = round_loading.load_open(work, number)
        proofs.refuse_frozen(row)
        members = list({one.id: one for one in (people.find_member(work, name) for name in names)}.values())
        if not members:
            raise BadInput(
                N_("it is not said among whom"),
                hint=N_("name them: gridctl round split {number} --among M1,M2"),
                number=number,
            )
        left = rows.targets(work, row.id, "t.settled = 0")
        places = cuts([(one.building_id, one.unit) for one in left], len(members))
        views = []
        for member, start, end in zip(members, places, places[1:], strict=False):
            part = left[start:end]
            rows.share_out(work, [one.id for one in part], member.id)
            buildings = tuple(dict.fromkeys(one.building for one in part if one.building))
            views.append(ShareView(member.code, member.name, len(part), buildings))
        told = {one.member: one.targets for one in views}
        work.log("round.split", "round", row.id, {"shares": told})
        return views


def add(office: Office, number: int, words: Sequence[str], note: str) -> list[TargetRow]:
    """Add targets to a round that is open; the note says why. Refused for one that is there already."""
    text = _reason(note, number)
    with office.store.begin() as work:
        row = round_loading.load_open(work, number)
        proofs.refuse_frozen(row)
        things = [one for word in words for one in _things(office, work, row, word)]
        known = {one.thing_id or one.resident_id or one.home_id for one in rows.targets(work, row.id)}
        if fresh := [one for one in things if one not in known]:
            before = rows.last_place(work, row.id)
            checklist = round_loading.checklist_of(work, row)
            target_rows.add_many(
                work, row.id, checklist.target, fresh, needs_first=checklist.needs_first, after=before
            )
            added = rows.targets(work, row.id, "t.place > :before", {"before": before})
            rows.set_targets(work, [one.id for one in added], {"note": text})
            work.log("round.add", "round", row.id, {"targets": [one.id for one in added]}, text)
            return [
                target_row(office, one)
                for one in rows.targets(work, row.id, "t.place > :before", {"before": before})
            ]
        raise Refused(
            N_("{target} is a target of round {number} already"),
            hint=N_("see: gridctl round show {number}"),
            error="target_taken",
            target=", ".join(words),
            number=number,
        )


def _things(office: Office, work: Work, row: Any, word: str) -> list[int]:  # noqa: ANN401
    """Return the numbers of what a word names, of the kind of the round's targets."""
    if row.kind not in {TargetKind.HOME, TargetKind.RESIDENT}:
        return [Doors(office, row).thing_number(work, word)]
    if row.kind == TargetKind.RESIDENT and word.isdecimal() and len(word) < 3:  # noqa: PLR2004  (a room has three)
        raise NotFound(N_("there is no home {text}"), hint=N_("write it as BUILDING-UNIT-ROOM"), text=word)
    home = homes.find(work, word, own_area(office, work))
    return [home.id] if row.kind == TargetKind.HOME else visit_rows.living(work, home.id)


def drop(office: Office, number: int, words: Sequence[str], note: str) -> list[TargetRow]:
    """Take targets out of a round; the note says why, and what was recorded of them stays."""
    text = _reason(note, number)
    with office.store.begin() as work:
        row = round_loading.load_open(work, number)
        proofs.refuse_frozen(row)
        numbers = [one.id for one in Doors(office, row).find(work, words)]
        gone = set(numbers)
        views = [target_row(office, one) for one in rows.targets(work, row.id) if one.id in gone]
        rows.set_targets(work, numbers, {"dropped_at": work.now, "dropped_note": text})
        work.log("round.drop", "round", row.id, {"targets": numbers}, text)
        return views


def _reason(note: str, number: int) -> str:
    text = clean_page(note, "--note")
    if not text:
        raise BadInput(
            N_("this wants a word why"),
            hint=N_("add --note TEXT"),
            error="no_reason",
            number=number,
        )
    return text


def undo(office: Office, number: int, words: str, count: int | None = None) -> list[VisitView]:
    """Take back the last visits that this operator recorded in a round, the newest first.

    `count` of them; without it the last record: of a home with several people all that were recorded with it. What
    one had put right holds again; requests that it raised and nobody has touched are cancelled, `words` say why there.
    """
    with office.store.begin() as work:
        row = round_loading.load_open(work, number)
        proofs.refuse_read(work, row)
        found = visit_rows.last_of(work, number, work.actor.operator, count)
        if not found:
            raise NotFound(
                N_("there is nothing of yours to take back in round {number}"),
                hint=N_("see: gridctl round show {number}"),
                number=number,
            )
        return [_take_back(office, work, row, last, words) for last in found]


def _take_back(office: Office, work: Work, row: Any, last: Any, words: str) -> VisitView:  # noqa: ANN401
    _cancel(office, work, visit_rows.raised_by(work, last.seq), words)
    visit_rows.void(work, last.seq)
    before = visit_rows.voided_with(work, last.target_id, last.recorded_at, last.seq)
    if before is not None:
        visit_rows.copy(work, before.seq, uuid7(work.now))
    target = rows.targets(work, row.id, "t.id = :id", {"id": last.target_id})
    given = None
    if target:
        visits.refresh(office, work, target[0])
        given = visits.hand_out(office, work, row, target[0], None)
        target = rows.targets(work, row.id, "t.id = :id", {"id": last.target_id})
    told = {"target": last.target_id, "visit": last.seq, "outcome": last.outcome}
    work.log("round.undo", "round", row.id, told)
    return VisitView(
        target=label_of(target[0]) if target else "-",
        outcome=(target[0].outcome if target else None) or "",
        attempt=target[0].visits if target else 0,
        at=office.moment_of(last.at),
        answers={},
        note=None,
        corrects=last.outcome,
        double=False,
        settled_at=None,
        requests=(),
        needs=(),
        unplaced=(),
        given=given,
    )


def _cancel(office: Office, work: Work, numbers: Sequence[int], words: str) -> None:
    if not numbers:
        return
    from gridctl.services import answering, steps  # start-up: few visits that are taken back raised anything

    for number in numbers:
        steps.step(office, work, number, answering.cancel(Act(note=words)))

"""Recording visits: one door or many, each attempt kept, what is put right kept in the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gridctl.core import answers as answered
from gridctl.core.checklists import Checklist
from gridctl.core.errors import N_, BadInput, GridError, NotFound, Refused
from gridctl.core.round_views import RecordedView, VisitView
from gridctl.core.rounds import SETTLED, Effects, Tally, VisitOutcome, band, corrects
from gridctl.core.text import clean_page
from gridctl.core.uid import uuid7
from gridctl.services import round_loading
from gridctl.services.office import Office
from gridctl.services.round_doors import Doors
from gridctl.services.round_loading import label_of
from gridctl.store import round_figures as figures
from gridctl.store import visits as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Record:
    """One record as somebody typed it: doors, what came of the visit, and what was answered.

    With `lenient` a done visit that lacks an answer counts as partly done, as on a form that was half filled.
    `attempt` says which knock at the door it was; a `reread` one comes from a form that was read before.
    """

    doors: tuple[str, ...]
    outcome: VisitOutcome | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    at: str | None = None
    by: str | None = None
    lenient: bool = False
    attempt: int | None = None
    reread: bool = False


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be recorded, and why; the others were."""

    line: int
    text: str
    error: GridError


@dataclass(slots=True)
class Recorder:
    """Records visits of one round within one unit of work after another; remembers the last stairwell."""

    office: Office
    number: int
    doors: Doors | None = None

    def record(self, work: Work, one: Record) -> list[VisitView]:
        """Record one line; what is wrong with it raises before anything is written."""
        row = round_loading.load_open(work, self.number)
        reader = _reader(work, row, one.by)
        checklist = round_loading.checklist_of(work, row)
        if self.doors is None:
            self.doors = Doors(self.office, row)
        if not one.doors:
            raise BadInput(
                N_("it is not said which door"),
                hint=N_("write doors first: gridctl round record {number} 501 502 no_answer"),
                number=self.number,
            )
        found = _open_first(self.doors.find(work, one.doors, reader))
        read = answered.read_answers(checklist, one.answers, self.office.now().date())
        outcome = _outcome(checklist, one, read)
        at = self.office.when(one.at)
        note = clean_page(one.note, "--note") if one.note else ""
        by = _done_by(work, one.by)
        doing = _Doing(self.office, work, row, checklist, outcome, at, by, read, note or None)
        known = doing.known(found, one) if one.at or one.attempt or one.reread else []
        return known or [doing.visit(target) for target in found]


def _reader(work: Work, row: Any, by: str | None) -> int | None:  # noqa: ANN401
    """Return whose records these are in a round that two people read; Refused for others, and once both are done."""
    if not row.readers:
        return None
    from gridctl.services import proofs  # start-up: few rounds are read by two people

    proofs.refuse_read(work, row)
    return proofs.own_reader(work, row, by)


def _outcome(checklist: Checklist, one: Record, read: Mapping[str, answered.Answer]) -> VisitOutcome:
    """Return what came of the visit: done where nothing was said; BadInput where an answer is missing."""
    outcome = one.outcome or VisitOutcome.DONE
    lacking = answered.missing(checklist, read) if outcome is VisitOutcome.DONE else []
    if not lacking:
        return outcome
    if one.lenient:
        return VisitOutcome.PARTLY
    names = ", ".join(item.code for item in lacking)
    raise BadInput(
        N_("{checklist} is not done without an answer to {items}"),
        hint=N_("add --set {first}=..., or record it as partly"),
        error="answer_missing",
        checklist=checklist.code,
        items=names,
        first=lacking[0].code,
    )


def _open_first(found: list[Any]) -> list[Any]:
    """Return the targets that a record is about: of a home with several people those that are still open.

    Where all of them are settled, the record puts all of them right.
    """
    homes: dict[Any, list[Any]] = {}
    for one in found:
        homes.setdefault(one.home_id if one.home_id is not None else -one.id, []).append(one)
    kept = []
    for group in homes.values():
        waiting = [one for one in group if not one.settled]
        kept += waiting if waiting and len(group) > 1 else group
    return kept


@dataclass(frozen=True, slots=True)
class _Doing:
    """The same record at each of some targets."""

    office: Office
    work: Work
    round: Any
    checklist: Checklist
    outcome: VisitOutcome
    at: int
    by: str | None
    answers: Mapping[str, answered.Answer]
    note: str | None

    def known(self, found: Sequence[Any], one: Record) -> list[VisitView]:
        """Return those of some targets at which this very record was made before; they are left as they are."""
        from gridctl.core.visit_again import (  # start-up: most records say neither time nor attempt
            Told,
            find_same,
        )

        told = Told(self.outcome, self.answers, self.note, self.by, self.at if one.at else None, one.attempt)
        views = []
        for target in found:
            same = find_same(rows.everything(self.work, target.id), told)
            if same is not None:
                views.append(self._view(target, target.visits, dict(same.answers or {}), known=True))
        return views

    def _view(self, target: Any, attempt: int, said: Mapping[str, Any], **more: Any) -> VisitView:  # noqa: ANN401
        """Return the record at a target: which attempt it was, what was answered, and `more` that is not usual."""
        usual: dict[str, Any] = {"corrects": None, "double": False, "settled_at": None, "given": None}
        usual |= {"requests": (), "needs": (), "unplaced": ()}
        return VisitView(
            target=label_of(target),
            outcome=str(self.outcome),
            attempt=attempt,
            at=self.office.moment_of(self.at),
            answers=said,
            note=self.note,
            **usual | more,
        )

    def visit(self, target: Any) -> VisitView:  # noqa: ANN401
        work = self.work
        before = rows.valid(work, target.id)
        last = before[-1] if before else None
        fixes = last is not None and corrects(last.outcome, last.at, self.at)
        given = dict(self.answers)
        double = False
        if fixes and last is not None:
            rows.void(work, last.seq)
            before = before[:-1]
            double = (last.done_by or last.operator) != (self.by or work.actor.operator)
            if last.outcome == self.outcome:
                given = dict(last.answers or {}) | given
        seq = rows.add(
            work,
            {
                "uid": uuid7(work.now),
                "round_id": target.round_id,
                "target_id": target.id,
                "outcome": str(self.outcome),
                "at": self.at,
                "recorded_at": work.now,
                "operator": work.actor.operator,
                "done_by": self.by,
                "answers": given or None,
                "note": self.note,
                "double": double,
            },
        )
        refresh(self.office, work, target)
        given_out = hand_out(self.office, work, self.round, target, (self.at, self.by))
        self._log(target, seq, last if fixes else None, given)
        effects = _effects(self, target, seq, given)
        return self._view(
            target,
            len(before) + 1,
            given,
            corrects=last.outcome if fixes and last is not None else None,
            double=double,
            settled_at=self.office.moment(last.recorded_at) if double and last is not None else None,
            requests=effects.requests,
            needs=effects.needs,
            unplaced=effects.unplaced,
            given=given_out,
        )

    def _log(self, target: Any, seq: int, last: Any | None, given: Mapping[str, Any]) -> None:  # noqa: ANN401
        """Write the ledger's entry; what was answered stands there as a hash alone."""
        work, number = self.work, target.round_id
        told: dict[str, object] = {"target": target.id, "visit": seq, "at": self.at, "by": self.by}
        told["answers"] = work.salted("round_target", target.id, _told(given))
        told["note"] = work.salted("round_target", target.id, self.note)
        if last is None:
            work.log("round.visit", "round", number, told | {"outcome": str(self.outcome)})
            return
        told |= {"outcome": [last.outcome, str(self.outcome)], "corrects": last.seq}
        told["answers"] = [work.salted("round_target", target.id, _told(last.answers or {})), told["answers"]]
        work.log("round.correct", "round", number, told)


def _told(given: Mapping[str, Any]) -> str:
    return " ".join(f"{item}={value}" for item, value in sorted(given.items()))


def _done_by(work: Work, name: str | None) -> str | None:
    if not name:
        return None
    from gridctl.services import people  # start-up: who types is mostly who was there

    return people.done_by(work, name)


def _effects(doing: _Doing, target: Any, seq: int, given: Mapping[str, Any]) -> Effects:  # noqa: ANN401
    """Do what follows from a visit; a knock or a plain record loads none of it. What two people read has no effects."""
    if doing.round.readers:
        return Effects()
    if not given and doing.outcome is not VisitOutcome.NO_ANSWER:
        return Effects()
    from gridctl.services import visit_effects  # start-up: most records raise nothing and set no needs

    wanted = visit_effects.Cause(
        doing.office, doing.work, doing.checklist, target, seq, doing.outcome, doing.at, doing.by
    )
    return visit_effects.follow(wanted, given)


def refresh(office: Office, work: Work, target: Any) -> None:  # noqa: ANN401
    """Let a target say what its visits that count come to."""
    found = rows.valid(work, target.id)
    last = found[-1] if found else None
    bands = 0
    for one in found:
        if one.outcome == VisitOutcome.NO_ANSWER:
            bands |= band(office.moment_of(one.at))
    rows.refresh(
        work,
        target.id,
        {
            "outcome": last.outcome if last else None,
            "settled": bool(last and last.outcome in SETTLED),
            "visits": len(found),
            "bands": bands,
            "last_at": last.at if last else None,
        },
    )


def hand_out(
    office: Office,
    work: Work,
    row: Any,  # noqa: ANN401
    target: Any,  # noqa: ANN401
    told: tuple[int, str | None] | None,
) -> int | None:
    """Let the stock follow the visits of a target where its round hands out a plan; return what moved, else None.

    `told` is when it was done (UTC ms) and by whom; None where a record is only taken back.
    """
    if row.plan_id is None:
        return None
    from gridctl.services import round_supplies  # start-up: few rounds hand out supplies

    at, by = told or (work.now, None)
    return round_supplies.follow(office, work, row, target, at, by)


def record(office: Office, number: int, one: Record) -> RecordedView:
    """Record one line in a unit of work of its own."""
    recorder = Recorder(office, number)
    with office.store.begin() as work:
        found = recorder.record(work, one)
        return told(work, number, found, 0)


def record_all(
    office: Office, number: int, lines: Sequence[tuple[int, str, Record | GridError]], form: str | None = None
) -> tuple[RecordedView, list[BadLine]]:
    """Record many lines; what is wrong with one is told with its number, and the others are recorded.

    `form` is the SHA-256 (hex) of the file that they come from: of one that was read before nothing counts twice.
    """
    if not lines:
        raise BadInput(
            N_("there is no line to record"),
            hint=N_("write lines such as: 501 502 no_answer"),
            error="no_lines",
        )
    recorder = Recorder(office, number)
    found: list[VisitView] = []
    bad: list[BadLine] = []
    with office.store.begin("round record") as work:
        round_loading.load_open(work, number)
        reread = form is not None and rows.was_read(work, number, form)
        if form is not None and not reread:
            work.log("round.form", "round", number, {"sha256": form, "lines": len(lines)})
        for line, text, one in lines:
            if isinstance(one, GridError):
                bad.append(BadLine(line, text, one))
                continue
            try:
                with work.conn.begin_nested():
                    found += recorder.record(work, replace(one, reread=True) if reread else one)
            except (BadInput, NotFound, Refused) as error:
                bad.append(BadLine(line, text, error))
        return told(work, number, found, len(bad)), bad


def told(work: Work, number: int, found: Sequence[VisitView], rejected: int) -> RecordedView:
    """Return what a call recorded, with the coverage that the round has then."""
    return RecordedView(
        round=number,
        recorded=sum(not one.known for one in found),
        corrected=sum(one.corrects is not None for one in found),
        doubles=sum(one.double for one in found),
        rejected=rejected,
        known=sum(one.known for one in found),
        requests=tuple(dict.fromkeys(request for one in found for request in one.requests)),
        coverage=Tally(figures.counts(work, number)).coverage,
        visits=tuple(found),
    )


class Sticky:
    """Answers at the prompt that stay for the doors that follow, such as the tube."""

    def __init__(self, office: Office, number: int) -> None:
        """Find out which items of the round's checklist stay."""
        with office.store.read() as work:
            row = round_loading.load_open(work, number)
            checklist = round_loading.checklist_of(work, row)
        self._checklist = checklist
        self._kept: dict[str, str] = {}

    def keep(self, given: Mapping[str, str]) -> None:
        """Keep the sticky ones of some answers; an empty one is no longer kept."""
        for name, value in given.items():
            item = self._checklist.item(name)
            if item is not None and item.sticky:
                self._kept[item.code] = value

    def over(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return some answers with those that are kept, where they say nothing else."""
        named = {item.code for name in given if (item := self._checklist.item(name)) is not None}
        return {code: value for code, value in self._kept.items() if code not in named} | dict(given)

    def shown(self) -> str:
        """Return what is kept, as it stands before the prompt."""
        return " ".join(f"{code}={value}" for code, value in self._kept.items() if value)

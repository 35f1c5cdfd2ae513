"""What the codes and fields of rounds and checklists are called in English; the catalogue has the Chinese."""

from collections.abc import Mapping

from gridctl.core.checklists import ItemKind, Period, TargetKind
from gridctl.core.errors import N_
from gridctl.core.rounds import VisitOutcome

LABELS: Mapping[str, Mapping[str, str]] = {
    "visits": {
        VisitOutcome.DONE: N_("done"),
        VisitOutcome.NO_ANSWER: N_("nobody answered"),
        VisitOutcome.REFUSED: N_("refused"),
        VisitOutcome.AWAY: N_("away from home"),
        VisitOutcome.MOVED: N_("has moved"),
        VisitOutcome.VACANT: N_("vacant"),
        VisitOutcome.PARTLY: N_("partly"),
        VisitOutcome.EXEMPT: N_("exempt"),
        VisitOutcome.WRONG_NUMBER: N_("wrong number"),
        "none": N_("not visited"),
    },
    "target_kinds": {
        TargetKind.HOME: N_("home"),
        TargetKind.RESIDENT: N_("resident"),
        TargetKind.COMPOUND: N_("compound"),
        TargetKind.BUILDING: N_("building"),
        TargetKind.AREA: N_("area"),
        TargetKind.MEMBER: N_("member"),
        TargetKind.POINT: N_("fixed point"),
    },
    "items": {
        ItemKind.YES_NO: N_("yes or no"),
        ItemKind.CHOICE: N_("choice"),
        ItemKind.NUMBER: N_("number"),
        ItemKind.TEXT: N_("text"),
        ItemKind.DATE: N_("day"),
    },
    "periods": {
        Period.ONCE: N_("once"),
        Period.DAILY: N_("daily"),
        Period.WEEKLY: N_("weekly"),
    },
    "rounds": {"open": N_("open"), "closed": N_("closed")},
    "sources": {"own": N_("own")},
}

FIELDS: Mapping[str, str] = {
    "checklist.kind": "target_kinds",
    "checklist.period": "periods",
    "checklist.answer_kind": "items",
    "checklist.source": "sources",
    "round.status": "rounds",
    "round.kind": "target_kinds",
    "round.outcomes": "visits",
    "round_target.last_outcome": "visits",
    "round_target.needs": "needs",
    "visit.outcome": "visits",
    "visit.corrects": "visits",
}
"""Fields of views that hold a code, by the view's KIND."""

TITLES: Mapping[str, str] = {
    "answer_kind": N_("kind of answer"),
    "answers": N_("answers"),
    "attempt": N_("visit no."),
    "by_building": N_("by building"),
    "checklist": N_("checklist"),
    "choices": N_("to choose from"),
    "corrected": N_("put right"),
    "corrects": N_("puts right"),
    "coverage": N_("coverage"),
    "done": N_("visited"),
    "doors": N_("doors"),
    "double": N_("recorded twice"),
    "doubles": N_("recorded twice"),
    "goal_met": N_("goal met"),
    "groups": N_("in parts"),
    "items": N_("items"),
    "last_at": N_("last visit"),
    "last_outcome": N_("came of it"),
    "later": N_("at another hour"),
    "leads_to": N_("leads to"),
    "least": N_("at least"),
    "left": N_("still on the list"),
    "mark": N_("letter"),
    "measure": N_("measured in"),
    "missing": N_("missing"),
    "most": N_("at most"),
    "needs_first": N_("needs first"),
    "opened_at": N_("opened at"),
    "opened_by": N_("opened by"),
    "outcomes": N_("outcomes"),
    "period": N_("how often"),
    "recorded": N_("recorded"),
    "round": N_("round"),
    "rounds": N_("rounds opened"),
    "settled_at": N_("recorded before at"),
    "sticky": N_("stays"),
    "target": N_("target"),
    "targets": N_("targets"),
    "to_visit": N_("to be visited"),
    "unmatched": N_("not known here"),
    "unplaced": N_("nobody found for"),
    "visits": N_("visits"),
}

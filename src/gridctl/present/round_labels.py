"""What the codes and fields of rounds and checklists are called in English; the catalogue has the Chinese."""

from collections.abc import Mapping

from gridctl.core.checklists import ItemKind, Period, TargetKind
from gridctl.core.errors import N_
from gridctl.core.rounds import VisitOutcome

LABELS: Mapping[str, Mapping[str, str]] = {
    "visits": {
        VisitOutcome.DONE: N_("completed"),
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
    "rounds": {"open": N_("open"), "closed": N_("ended")},
    "sources": {"own": N_("own")},
    "proof_items": {"outcome": N_("what came of it")},
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
    "proof.checklist_item": "proof_items",
}
"""Fields of views that hold a code, by the view's KIND."""

"""What the codes of supplies are called."""

from collections.abc import Mapping

from gridctl.core.errors import N_
from gridctl.core.supplies import MoveKind, Per, PlanStatus, Turn

SUPPLY_LABELS: Mapping[str, Mapping[str, str]] = {
    "movements": {
        MoveKind.RECEIVE: N_("came in"),
        MoveKind.ISSUE: N_("went out"),
        MoveKind.RETURN: N_("came back"),
        MoveKind.ADJUST: N_("put right"),
        MoveKind.COUNT: N_("counted"),
        MoveKind.UNDO: N_("slip taken back"),
        MoveKind.TRANSFER: N_("moved"),
    },
    "plans": {
        PlanStatus.OPEN: N_("under way"),
        PlanStatus.CLOSED: N_("plan ended"),
        Per.HOME: N_("by homes"),
        Per.RESIDENT: N_("by people"),
        Turn.FIRST: N_("comes first"),
        Turn.MISSED: N_("got less last time"),
        Turn.REST: N_("in turn"),
    },
}

"""What has happened to a request, in English, as a feed says it; the catalogue has the Chinese."""

from collections.abc import Mapping

from gridctl.core.errors import N_
from gridctl.core.words import StepKind

EVENTS: Mapping[str, str] = {
    StepKind.RECEIVE: N_("received"),
    StepKind.NOTE: N_("noted"),
    StepKind.EDIT: N_("edited"),
    StepKind.ASSIGN: N_("assigned"),
    StepKind.ACCEPT: N_("accepted"),
    StepKind.REFUSE: N_("refused"),
    StepKind.START: N_("started"),
    StepKind.WAIT: N_("waits"),
    StepKind.RESUME: N_("resumed"),
    StepKind.RESOLVE: N_("resolved"),
    StepKind.CLOSE: N_("closed"),
    StepKind.OBJECT: N_("objected"),
    StepKind.REOPEN: N_("reopened"),
    StepKind.CANCEL: N_("cancelled"),
    StepKind.MERGE: N_("merged"),
    StepKind.SPLIT: N_("split off"),
    StepKind.ESCALATE: N_("sent up"),
    StepKind.RETURN: N_("handed back"),
    StepKind.EXTEND: N_("put off"),
    StepKind.URGE: N_("asked again"),
    StepKind.RECLOCK: N_("clock moved"),
    StepKind.ATTACH: N_("file added"),
    StepKind.UNDO: N_("undone"),
}

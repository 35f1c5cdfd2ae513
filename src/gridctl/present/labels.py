"""What codes are called on paper and screen, in both languages; a pack may call some of them otherwise."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from gridctl.core.errors import N_
from gridctl.core.needs import NeedTag
from gridctl.core.twin_grounds import GROUNDS, Ground
from gridctl.core.words import (
    AreaKind,
    AskKind,
    Channel,
    HomeKind,
    Level,
    Origin,
    Outcome,
    ResidentKind,
    ResidentStatus,
    Sex,
    Status,
    StepKind,
    TeamKind,
    Tier,
    Urgency,
)
from gridctl.present.i18n import _, language

if TYPE_CHECKING:
    from gridctl.core.pack_values import Label

LABELS: Mapping[str, Mapping[str, str]] = {
    "areas": {
        AreaKind.PROVINCE: N_("province"),
        AreaKind.CITY: N_("city"),
        AreaKind.DISTRICT: N_("district"),
        AreaKind.TOWN: N_("town"),
        AreaKind.COMMUNITY: N_("community"),
        AreaKind.GRID: N_("grid"),
        AreaKind.MICRO_GRID: N_("micro-grid"),
        AreaKind.STAIRWELL: N_("stairwell"),
        AreaKind.CHECKPOINT: N_("checkpoint"),
        AreaKind.ENTERPRISE: N_("enterprise"),
        AreaKind.STREET: N_("street"),
    },
    "statuses": {
        Status.NEW: N_("new"),
        Status.ASSIGNED: N_("assigned"),
        Status.WORKING: N_("working"),
        Status.WAITING: N_("waiting"),
        Status.RESOLVED: N_("resolved"),
        Status.CLOSED: N_("closed"),
        Status.CANCELLED: N_("cancelled"),
        Status.MERGED: N_("merged"),
        "void": N_("import taken back"),
    },
    "steps": {
        StepKind.RECEIVE: N_("receive"),
        StepKind.NOTE: N_("note"),
        StepKind.EDIT: N_("edit"),
        StepKind.ASSIGN: N_("assign"),
        StepKind.ACCEPT: N_("accept"),
        StepKind.REFUSE: N_("refuse"),
        StepKind.START: N_("start"),
        StepKind.WAIT: N_("wait"),
        StepKind.RESUME: N_("resume"),
        StepKind.RESOLVE: N_("resolve"),
        StepKind.CLOSE: N_("close"),
        StepKind.OBJECT: N_("object"),
        StepKind.REOPEN: N_("reopen"),
        StepKind.CANCEL: N_("cancel"),
        StepKind.MERGE: N_("merge"),
        StepKind.SPLIT: N_("split"),
        StepKind.ESCALATE: N_("escalate"),
        StepKind.RETURN: N_("return"),
        StepKind.EXTEND: N_("extend"),
        StepKind.URGE: N_("urge"),
        StepKind.RECLOCK: N_("reclock"),
        StepKind.ATTACH: N_("attach"),
        StepKind.UNDO: N_("undo"),
    },
    "drafts": {
        "waiting": N_("undecided"),
        "taken": N_("taken in"),
        "dropped": N_("dropped"),
        "purged": N_("purged"),
    },
    "reasons": {
        "ended": N_("has ended"),
        "offers": N_("offers help"),
        "notices": N_("a notice"),
        "adverts": N_("an advert"),
        "chatter": N_("chatter"),
        "past": N_("long past"),
        "questions": N_("a question"),
        "no_plea": N_("asks for nothing"),
        "sign_up": N_("a name on a list"),
        "system": N_("by the program"),
        "known": N_("pasted before"),
    },
    "urgencies": {
        Urgency.CRITICAL: N_("critical"),
        Urgency.URGENT: N_("urgent"),
        Urgency.NORMAL: N_("normal"),
        Urgency.LOW: N_("low"),
    },
    "channels": {
        Channel.MEMBER: N_("grid member"),
        Channel.CHAT: N_("chat"),
        Channel.WALK_IN: N_("walk-in"),
        Channel.PHONE: N_("phone call"),
        Channel.HOTLINE: N_("hotline"),
        Channel.POLICE: N_("from the police"),
        Channel.CAMERA: N_("camera"),
        Channel.GOVERNMENT: N_("government"),
        Channel.PATROL: N_("patrol"),
        Channel.IMPORT: N_("import"),
    },
    "levels": {
        Level.GRID: N_("grid"),
        Level.COMMUNITY: N_("community"),
        Level.TOWN: N_("town"),
        Level.DISTRICT: N_("district"),
    },
    "tiers": {
        Tier.LEADER: N_("leader"),
        Tier.INSTRUCTOR: N_("instructor"),
        Tier.HEAD: N_("grid head"),
        Tier.OFFICER: N_("grid officer"),
        Tier.PART_TIME: N_("part-time officer"),
        Tier.DISPATCHER: N_("dispatcher"),
        Tier.VOLUNTEER: N_("volunteer"),
        Tier.MILITIA: N_("militia"),
    },
    "teams": {
        TeamKind.POLICE: N_("police"),
        TeamKind.FIRE: N_("fire"),
        TeamKind.MEDICAL: N_("medical"),
        TeamKind.ENFORCEMENT: N_("enforcement"),
        TeamKind.EMERGENCY: N_("emergency office"),
        TeamKind.HEALTH: N_("public health"),
        TeamKind.UTILITY: N_("utility"),
        TeamKind.PROPERTY: N_("property management"),
        TeamKind.VOLUNTEERS: N_("volunteers"),
        TeamKind.MILITIA: N_("militia"),
    },
    "clocks": {
        "respond": N_("to respond"),
        "assign": N_("to assign"),
        "resolve": N_("to resolve"),
    },
    "turns": {
        "start": N_("runs"),
        "pause": N_("stands"),
        "resume": N_("runs again"),
        "add": N_("has longer"),
        "deadline": N_("until a given moment"),
        "limit": N_("has another limit"),
        "met": N_("met"),
        "rerun": N_("runs on"),
        "now": N_("now"),
    },
    "points": {
        "urgency": N_("urgency"),
        "time_used": N_("time used"),
        "overdue": N_("overdue"),
        "not_reached": N_("requester not reached"),
        "nobody": N_("nobody on it"),
        "urged": N_("urged"),
    },
    "answers": {
        Outcome.SOLVED: N_("solved"),
        Outcome.DELIVERED: N_("delivered"),
        Outcome.REPAIRED: N_("repaired"),
        Outcome.TREATED: N_("treated"),
        Outcome.MEDIATED: N_("mediated"),
        Outcome.WARNED: N_("warned"),
        Outcome.FINED: N_("fined"),
        Outcome.REFERRED: N_("referred"),
        Outcome.EXPLAINED: N_("explained"),
        Outcome.UNFOUNDED: N_("unfounded"),
        Outcome.UNREACHABLE: N_("nobody reached"),
    },
    "resident_kinds": {
        ResidentKind.REGISTERED: N_("registered here"),
        ResidentKind.FLOATING: N_("floating"),
        ResidentKind.TENANT: N_("tenant"),
    },
    "resident_statuses": {
        ResidentStatus.LIVING: N_("living here"),
        ResidentStatus.LEFT: N_("moved away"),
        ResidentStatus.DEAD: N_("dead"),
        ResidentStatus.FORGOTTEN: N_("forgotten"),
        ResidentStatus.MERGED: N_("merged"),
        ResidentStatus.VOID: N_("import taken back"),
    },
    "sexes": {
        Sex.MALE: N_("male"),
        Sex.FEMALE: N_("female"),
    },
    "needs": {
        NeedTag.ELDERLY_ALONE: N_("elderly, alone"),
        NeedTag.CHRONIC_ILLNESS: N_("chronically ill"),
        NeedTag.DIALYSIS: N_("dialysis"),
        NeedTag.DISABLED: N_("disabled"),
        NeedTag.BEDRIDDEN: N_("bedridden"),
        NeedTag.MENTAL_ILLNESS: N_("mentally ill"),
        NeedTag.INFANT: N_("infant"),
        NeedTag.CHILD_ALONE: N_("child without parents here"),
        NeedTag.PREGNANT: N_("pregnant"),
        NeedTag.LOW_INCOME: N_("low income"),
        NeedTag.ISOLATED: N_("isolated"),
        NeedTag.EVACUATED: N_("evacuated"),
    },
    "grounds": {str(one): text for one, text in GROUNDS.items()}
    | {Ground.IDENTITY_NEAR: N_("identity number a few digits off")},
    "homes": {
        HomeKind.DWELLING: N_("dwelling"),
        HomeKind.SHOP: N_("shop"),
        HomeKind.COMPANY: N_("company"),
        HomeKind.DORMITORY: N_("dormitory"),
    },
    "contacts": {
        "owner": N_("owner"),
        "landlord": N_("landlord"),
        "safety": N_("in charge of safety"),
        "committee": N_("owners' committee"),
    },
    "origins": {
        Origin.TYPED: N_("typed"),
        Origin.IMPORT: N_("import"),
    },
    "batches": {
        "staged": N_("staged"),
        "landed": N_("landed"),
        "undone": N_("undone"),
        "dry_run": N_("rehearsal"),
    },
    "kinds": {
        "areas": N_("areas"),
        "compounds": N_("compounds"),
        "buildings": N_("buildings"),
        "homes": N_("homes"),
        "requests": N_("requests"),
        "residents": N_("residents"),
        "members": N_("members"),
        "teams": N_("teams"),
    },
    "outcomes": {
        "new": N_("added"),
        "changed": N_("changed"),
        "same": N_("unchanged"),
        "rejected": N_("rejected"),
        "restored": N_("as before"),
    },
    "packs": {
        "built_in": N_("built in"),
        "own": N_("own"),
        "file": N_("in a file"),
    },
    "stores": {
        "ok": N_("in order"),
        "fault": N_("faulty"),
    },
    "operations": {
        "running": N_("running"),
        "ended": N_("ended"),
    },
}

_KIND_OF: Mapping[type[StrEnum], str] = {
    AreaKind: "areas",
    Status: "statuses",
    StepKind: "steps",
    Urgency: "urgencies",
    Channel: "channels",
    Level: "levels",
    Tier: "tiers",
    TeamKind: "teams",
    HomeKind: "homes",
    Origin: "origins",
    Outcome: "answers",
    AskKind: "steps",
}

# Fields of views that hold a code as a plain text, by the view's KIND.
_FIELDS: Mapping[str, str] = {
    "area.kind": "areas",
    "home.kind": "homes",
    "resident.role": "contacts",
    "member.tier": "tiers",
    "team.kind": "teams",
    "resident.kind": "resident_kinds",
    "resident.status": "resident_statuses",
    "resident.sex": "sexes",
    "need.tag": "needs",
    "resident.needs": "needs",
    "twins.reasons": "grounds",
    "request.status": "statuses",
    "request.level": "levels",
    "request.urgency": "urgencies",
    "inbox.urgency": "urgencies",
    "inbox.category": "categories",
    "inbox.status": "drafts",
    "skipped.why": "reasons",
    "request.channel": "channels",
    "request.category": "categories",
    "clock.status": "statuses",
    "clock.clock": "clocks",
    "clock.effect": "turns",
    "clock.rule": "points",
    "request.outcome": "answers",
    "request.asked": "steps",
    "step.step": "steps",
    "step.status": "statuses",
    "step.origin": "origins",
    "batch.status": "batches",
    "batch.kind": "kinds",
    "batch.outcome": "outcomes",
    "profile.kind": "kinds",
    "pack.status": "packs",
    "category.urgency": "urgencies",
    "store.status": "stores",
    "operation.status": "operations",
}

_given: "Mapping[str, Mapping[str, Label]]" = {}


def use_labels(labels: "Mapping[str, Mapping[str, Label]]") -> None:
    """Let a pack's labels go before ours: ``{"channels": {"hotline": Label(...)}, "categories": ...}``.

    The keys are those of `LABELS`, and ``categories``, whose codes only packs know. Call it with an empty
    mapping to take them off again.
    """
    global _given  # noqa: PLW0603  (one process works with one store at a time)
    _given = labels


def label(code: str, kind: str = "") -> str:
    """Return what `code` is called in the language of texts; a code without a label stays as it is.

    `kind` is a key of `LABELS` or ``categories``; a member of an enumeration of `core.words` needs none.
    """
    if not kind and isinstance(code, StrEnum):
        kind = _KIND_OF.get(type(code), "")
    word = str(code)
    if found := _given.get(kind, {}).get(word):
        return found.text(language())
    known = LABELS.get(kind, {}).get(word)
    return _(known) if known else word


def field_kind(thing: str, field: str) -> str:
    """Return the kind of label for a field of a view, such as ``request`` and ``status``; else ""."""
    return _FIELDS.get(f"{thing}.{field}", "")

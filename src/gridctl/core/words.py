"""The code lists of the field (DESIGN.md, "Words"): one spelling for commands, JSON and the store."""

from enum import StrEnum


class AreaKind(StrEnum):
    """Kinds of areas, from the top of the tree down."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    TOWN = "town"
    COMMUNITY = "community"
    GRID = "grid"
    MICRO_GRID = "micro_grid"
    STAIRWELL = "stairwell"
    CHECKPOINT = "checkpoint"
    ENTERPRISE = "enterprise"
    STREET = "street"


class Status(StrEnum):
    """Where a request stands in its life."""

    NEW = "new"
    ASSIGNED = "assigned"
    WORKING = "working"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    MERGED = "merged"


class StepKind(StrEnum):
    """What can happen to a request, as its timeline names it."""

    RECEIVE = "receive"
    NOTE = "note"
    EDIT = "edit"
    ASSIGN = "assign"
    ACCEPT = "accept"
    REFUSE = "refuse"
    START = "start"
    WAIT = "wait"
    RESUME = "resume"
    RESOLVE = "resolve"
    CLOSE = "close"
    OBJECT = "object"
    REOPEN = "reopen"
    CANCEL = "cancel"
    MERGE = "merge"
    SPLIT = "split"
    ESCALATE = "escalate"
    RETURN = "return"
    EXTEND = "extend"
    URGE = "urge"
    RECLOCK = "reclock"
    ATTACH = "attach"
    UNDO = "undo"


class Urgency(StrEnum):
    """How urgent, most urgent first: life, health, normal, low."""

    CRITICAL = "critical"
    URGENT = "urgent"
    NORMAL = "normal"
    LOW = "low"


class Channel(StrEnum):
    """Where a request came from."""

    MEMBER = "member"
    CHAT = "chat"
    WALK_IN = "walk_in"
    PHONE = "phone"
    HOTLINE = "hotline"
    POLICE = "police"
    CAMERA = "camera"
    GOVERNMENT = "government"
    PATROL = "patrol"
    IMPORT = "import"


class Level(StrEnum):
    """Who holds a request, from the ground up."""

    GRID = "grid"
    COMMUNITY = "community"
    TOWN = "town"
    DISTRICT = "district"


class AskKind(StrEnum):
    """What needs the word of the desk above: to hand back, to have longer, to wait for long."""

    RETURN = "return"
    EXTEND = "extend"
    WAIT = "wait"


class Outcome(StrEnum):
    """How a request was answered, as teams report it back."""

    SOLVED = "solved"
    DELIVERED = "delivered"
    REPAIRED = "repaired"
    TREATED = "treated"
    MEDIATED = "mediated"
    WARNED = "warned"
    FINED = "fined"
    REFERRED = "referred"
    EXPLAINED = "explained"
    UNFOUNDED = "unfounded"
    UNREACHABLE = "unreachable"


class Tier(StrEnum):
    """The five tiers of grid members, and three beside them."""

    LEADER = "leader"
    INSTRUCTOR = "instructor"
    HEAD = "head"
    OFFICER = "officer"
    PART_TIME = "part_time"
    DISPATCHER = "dispatcher"
    VOLUNTEER = "volunteer"
    MILITIA = "militia"


class TeamKind(StrEnum):
    """The forces that a request can be dispatched to."""

    POLICE = "police"
    FIRE = "fire"
    MEDICAL = "medical"
    ENFORCEMENT = "enforcement"
    EMERGENCY = "emergency"
    HEALTH = "health"
    UTILITY = "utility"
    PROPERTY = "property"
    VOLUNTEERS = "volunteers"
    MILITIA = "militia"


class PointKind(StrEnum):
    """What stands at a fixed place and tells of what happens there."""

    CAMERA = "camera"
    GATE = "gate"
    SENSOR = "sensor"
    ALARM = "alarm"
    HYDRANT = "hydrant"
    OTHER = "other"


class InboxStatus(StrEnum):
    """What became of a draft: it waits, was confirmed, was dropped, or its text was purged."""

    WAITING = "waiting"
    TAKEN = "taken"
    DROPPED = "dropped"
    PURGED = "purged"


class HomeKind(StrEnum):
    """What is behind a door."""

    DWELLING = "dwelling"
    SHOP = "shop"
    COMPANY = "company"
    DORMITORY = "dormitory"


class ResidentKind(StrEnum):
    """How somebody lives here: registered here, floating, or as a tenant."""

    REGISTERED = "registered"
    FLOATING = "floating"
    TENANT = "tenant"


class ResidentStatus(StrEnum):
    """Whether somebody still lives here; the last three keep a number alone."""

    LIVING = "living"
    LEFT = "left"
    DEAD = "dead"
    FORGOTTEN = "forgotten"
    MERGED = "merged"
    VOID = "void"


class Sex(StrEnum):
    """As papers say it."""

    MALE = "male"
    FEMALE = "female"


class Origin(StrEnum):
    """Whether a step was typed here or came with a file."""

    TYPED = "typed"
    IMPORT = "import"


OPEN = frozenset({Status.NEW, Status.ASSIGNED, Status.WORKING, Status.WAITING, Status.RESOLVED})
UNRESOLVED = OPEN - {Status.RESOLVED}
ENDED = frozenset({Status.CLOSED, Status.CANCELLED, Status.MERGED})
HELD = frozenset({Status.ASSIGNED, Status.WORKING, Status.WAITING})

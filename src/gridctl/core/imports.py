"""What the reading half of an import hands to the storing half."""

from dataclasses import dataclass
from typing import NamedTuple

AREA_FIELDS = ("code", "name", "kind", "parent")
REQUEST_FIELDS = (
    "ref",
    "received_at",
    "closed_at",
    "resolved_at",
    "area",
    "category",
    "urgency",
    "channel",
    "status",
    "name",
    "phone",
    "anonymous",
    "summary",
    "details",
    "due",
    "address",
    "on_spot",
    "home",
)
CONTACTS = ("owner", "landlord", "safety", "committee")
"""Whom a list of buildings names: owner, landlord, who is in charge of safety, the owners' committee."""
_CONTACT_FIELDS = tuple(field for role in CONTACTS for field in (role, f"{role}_phone"))
COMPOUND_FIELDS = ("code", "name", "area", "address", "details", *_CONTACT_FIELDS)
BUILDING_FIELDS = (
    "code",
    "name",
    "type",
    "compound",
    "area",
    "address",
    "floors",
    "units",
    "rooms",
    "details",
    *_CONTACT_FIELDS,
    "latitude",
    "longitude",
)
HOME_FIELDS = ("home", "compound", "building", "unit", "room", "kind", "name", "area")
"""The order of the values in a row; times are UTC milliseconds, codes those of `core.words`."""

RESIDENT_FIELDS = (
    "name",
    "identity",
    "phone",
    "home",
    "compound",
    "building",
    "unit",
    "room",
    "kind",
    "status",
    "sex",
    "birth_date",
    "household",
    "relation",
    "needs",
    "registered_home",
    "registered_address",
    "address",
    "lives_elsewhere",
    "contact_name",
    "contact_phone",
    "notes",
    "came_on",
    "left_on",
    "moved_out",
    "dead",
    "died_on",
    "facts",
)
"""`phone` holds all numbers divided by ``;``, `needs` all marks divided by ``,``, `facts` a JSON object; days are
as precise as they are known (``1958``, ``1958-03-07``)."""

MEMBER_FIELDS = (
    "code",
    "name",
    "tier",
    "area",
    "phone",
    "role",
    "sending_unit",
    "skills",
    "capacity",
    "deputy",
    "from_on",
    "until_on",
)
TEAM_FIELDS = ("code", "name", "kind", "area", "phone", "members")
POINT_FIELDS = ("code", "name", "kind", "area", "building", "latitude", "longitude")
STOCK_FIELDS = ("code", "name", "measure", "quantity", "place", "source", "expires_on")

POST_FIELDS = (
    "duty",
    "area",
    "point",
    "place",
    "shift",
    "start",
    "end",
    "from_on",
    "until_on",
    "weekdays",
    "least",
    "best",
    "skills",
    "crew",
    "standby",
    "checkin",
)
ABSENCE_FIELDS = ("member", "from_on", "until_on", "why", "deputy")
WISH_FIELDS = ("member", "wanted", "from_on", "until_on", "weekdays", "shift", "duty", "weight")

FIELDS = {
    "areas": AREA_FIELDS,
    "compounds": COMPOUND_FIELDS,
    "buildings": BUILDING_FIELDS,
    "homes": HOME_FIELDS,
    "requests": REQUEST_FIELDS,
    "residents": RESIDENT_FIELDS,
    "members": MEMBER_FIELDS,
    "teams": TEAM_FIELDS,
    "points": POINT_FIELDS,
    "stock": STOCK_FIELDS,
    "posts": POST_FIELDS,
    "absences": ABSENCE_FIELDS,
    "wishes": WISH_FIELDS,
}


@dataclass(frozen=True, slots=True)
class BatchSpec:
    """A file about to come in. `key` names the fields that identify a row; none: its fingerprint does.

    `strict_key` refuses a second row with the same key and other content. `missing_area` says what to do
    with an area that is not there: none, create or reject; `missing_parent`: root or reject. `held` names
    the fields that the file has something to say on, all unless told: it changes no others.
    `create_places` makes the compounds, buildings and homes that rows name, in `area` where they lie in none.

    Of residents: `home_required` rejects rows that name no home; `later_wins` names the fields in which a
    later list replaces what is filled. Of requests: with `guess_category` a category that the pack does not
    know is found from the words instead.
    """

    kind: str
    file: str
    sha256: str
    encoding: str
    profile: str
    source: str
    key: tuple[str, ...] = ()
    strict_key: bool = False
    missing_area: str = "reject"
    area_kind: str = "district"
    missing_parent: str = "reject"
    held: frozenset[str] | None = None
    create_places: bool = False
    area: str | None = None
    home_required: bool = True
    later_wins: tuple[str, ...] = ()
    guess_category: bool = False


class GoodRow(NamedTuple):
    """A row that was read and checked: its line, its values in the order of FIELDS, its fingerprint."""

    line: int
    values: tuple[object, ...]
    fingerprint: bytes

"""The card of one resident, home or member, as text."""

from typing import TYPE_CHECKING

from rich.text import Text

from gridctl.present.cells import pad
from gridctl.present.i18n import _
from gridctl.present.titles import title
from gridctl.tui.showing import facts, part, texts, titled

if TYPE_CHECKING:
    from gridctl.core.member_views import MemberDetail
    from gridctl.core.place_views import HomeHistory, HomeView
    from gridctl.core.resident_views import ResidentView

RESIDENT = (
    *(
        "id",
        "phone",
        "phones",
        "kind",
        "status",
        "sex",
        "birth_date",
        "identity",
        "area",
        "address",
        "household",
    ),
    *(
        "relation",
        "contact_name",
        "contact_phone",
        "registered_home",
        "registered_address",
        "came_on",
        "left_on",
    ),
    "notes",
)
MEMBER = (
    *(
        "tier",
        "role",
        "area",
        "phone",
        "sending_unit",
        "skills",
        "capacity",
        "open_requests",
        "deputy",
        "teams",
    ),
    *("from_on", "until_on", "lang"),
)
REQUEST = ("id", "status", "urgency", "category", "received_at", "summary")


def resident_card(view: "ResidentView", *, loud: bool = False) -> Text:
    """Return what is known of one resident: particulars, needs, household, requests."""
    name, home = texts(view, ("name", "home"))
    text = Text()
    text.append(f"{name}  {home}\n", "bold")
    text.append_text(facts(titled(view, RESIDENT), loud=loud))
    needs = [
        _joined(texts(one, ("tag", "from_on", "until_on", "place", "note", "ended_at"))) for one in view.needs
    ]
    text.append_text(part(title("needs"), needs))
    others = [_joined(texts(one, ("id", "name", "relation", "sex", "birth_date"))) for one in view.relatives]
    text.append_text(part(_("same household"), others))
    text.append_text(part(title("requests"), [_joined(texts(one, REQUEST)) for one in view.requests]))
    return text


def home_card(view: "HomeView", past: "HomeHistory", *, loud: bool = False) -> Text:
    """Return what is known of one home: who lives there, and what happened there."""
    label, building = texts(view, ("label", "building_name"))
    text = Text()
    text.append(f"{label}  {building}\n", "bold")
    text.append_text(facts(titled(view, ("kind", "name", "area"))))
    living = [_joined(texts(one, ("name", "relation", "phone", "needs"))) for one in view.residents]
    found = part(title("residents"), living)
    if loud:
        found.stylize("bold")
    text.append_text(found)
    text.append_text(part(title("requests"), [_joined(texts(one, REQUEST)) for one in past.requests]))
    visits = [_joined(texts(one, ("at", "checklist", "outcome", "by", "note"))) for one in past.visits]
    text.append_text(part(title("visits"), visits))
    got = [
        _joined(texts(one, ("at", "kind", "item", "quantity", "measure", "by"))) for one in past.deliveries
    ]
    text.append_text(part(title("deliveries"), got))
    if not (past.requests or past.visits or past.deliveries):
        text.append("\n" + _("Nothing asked for, nobody came, nothing delivered yet.") + "\n", "dim")
    return text


def member_card(view: "MemberDetail") -> Text:
    """Return what is known of one member, with postings."""
    code, name = texts(view, ("code", "name"))
    text = Text()
    text.append(f"{name}  {code}\n", "bold")
    text.append_text(facts(titled(view, MEMBER)))
    posted = [_joined(texts(one, ("area", "from_at", "until_at"))) for one in view.postings]
    text.append_text(part(title("postings"), posted))
    return text


def _joined(parts: list[str]) -> str:
    """Return the parts that say something, beside each other; numbers at the front line up."""
    first, *rest = parts
    front = [pad(first, 4, right=first.isdecimal())] if first else []
    return "  ".join([*front, *filter(None, rest)])

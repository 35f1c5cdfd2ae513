"""What the screen of people asks services for, in worker threads."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from gridctl.core.private import Reveal
from gridctl.present.i18n import ngettext
from gridctl.present.labels import label
from gridctl.tui import people_cards as cards
from gridctl.tui.widgets.place_tree import Place

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.core.member_views import MemberDetail
    from gridctl.core.place_views import BranchView
    from gridctl.core.resident_views import ResidentView
    from gridctl.services.office import Office

_PLAIN = frozenset({"town", "community", "grid", "building", "stairwell"})
"""Kinds that the name of a place says by itself."""


def places_in(
    office: "Office", codes: Sequence[str], root: str | None, *, first: bool = False
) -> Mapping[str, Sequence[Place]]:
    """Return what lies in some branches, the top being `root` where one is given.

    At `first` also what lies in the top, as long as there is one branch alone.
    """
    from gridctl.services.place_tree import branch, branches

    found: dict[str, Sequence[BranchView]] = dict(
        branches(office, [code for code in codes if code or not root])
    )
    if root and "" in codes:
        found[""] = (branch(office, root),)
    at = found.get("", ())
    while first and len(at) == 1 and (at[0].areas or at[0].buildings):
        code = at[0].code
        at = found[code] = branches(office, [code])[code]
    return {code: [_place(one, code) for one in inside] for code, inside in found.items()}


def way_to(
    office: "Office", kind: str, name: str, root: str | None
) -> tuple[Sequence[str], Mapping[str, Sequence[Place]]]:
    """Return the codes from the top down to an area or a building, and what lies in each branch on the way."""
    from gridctl.services.place_tree import way

    codes = way(office, kind, name)
    return codes, places_in(office, ["", *codes[:-1]], root)


def _place(one: "BranchView", above: str) -> Place:
    kind = "" if one.kind in _PLAIN else f" {label(one.kind, 'areas')}"
    homes = ngettext("{count} home", "{count} homes", one.home_count).format(count=one.home_count)
    inside, building = bool(one.areas or one.buildings), one.kind == "building"
    return Place(one.code, f"{one.name}{kind}", homes if one.home_count else "", inside, building, above)


def card(office: "Office", key: str, reveal: Reveal | None = None) -> Text:
    """Return the card of what a key names: ``resident:45``, ``member:M7``, ``home:HZ12-2-501``."""
    kind, _colon, name = key.partition(":")
    if kind == "resident":
        return cards.resident_card(resident(office, name, reveal), loud=reveal is not None)
    if kind == "member":
        return cards.member_card(member(office, name))
    from gridctl.services.home_history import history
    from gridctl.services.place_pages import show_home

    return cards.home_card(show_home(office, name, reveal), history(office, name), loud=reveal is not None)


def resident(office: "Office", number: str, reveal: Reveal | None = None) -> "ResidentView":
    """Return one resident; to see them in full is a ledger entry."""
    from gridctl.services import residents

    return residents.show(office, number, reveal)


def member(office: "Office", code: str) -> "MemberDetail":
    """Return one member."""
    from gridctl.services import members

    return members.show(office, code)

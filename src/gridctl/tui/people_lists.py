"""What the screen of people lists: residents or members, of a place, of a home, or found by words."""

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from gridctl.present.i18n import _
from gridctl.present.titles import title
from gridctl.tui.showing import texts
from gridctl.tui.widgets.rows import Col, Line

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.core.place_views import BuildingView
    from gridctl.services.office import Office

FEW, MOST = 100, 1_000
"""So many rows are read at once, and at most; more are found by more letters."""
RESIDENTS = (("name", 0), ("home", 0), ("needs", 1), ("phone", 2), ("kind", 3), ("id", 4))
LIVING = (("name", 0), ("relation", 2), ("needs", 0), ("phone", 1), ("kind", 3), ("household", 4))
MEMBERS = (("code", 0), ("name", 0), ("tier", 1), ("role", 2), ("area", 3), ("phone", 0))


@dataclass(frozen=True, slots=True)
class Look:
    """What is to be listed; the first of words, home, building and area that is not empty says of what."""

    members: bool = False
    words: str = ""
    home: str = ""
    building: str = ""
    area: str = ""
    limit: int = FEW


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: rows, or a building to draw; `more` says that there are further rows."""

    cols: tuple[Col, ...] = ()
    lines: tuple[Line, ...] = ()
    more: bool = False
    building: "BuildingView | None" = None


def read(office: "Office", look: Look, within: str | None) -> Found:
    """Return what a look finds; words are looked for in the area `within` alone."""
    if look.home and not look.words:
        from gridctl.services.place_pages import show_home

        return _table(show_home(office, look.home).residents, LIVING, "resident", MOST)
    if look.building and not look.words and not look.members:
        from gridctl.services.place_pages import show_building

        return Found(building=show_building(office, look.building))
    area = within if look.words else look.area or within
    if look.members:
        from gridctl.services import members

        found = members.listing(office, members.Wanted(area=area or None, words=look.words))
        return _table(found, MEMBERS, "member", look.limit)
    from gridctl.services import resident_list

    query = resident_list.Query(words=look.words, area=area or None, limit=look.limit + 1)
    return _table(resident_list.listing(office, query), RESIDENTS, "resident", look.limit)


def _table(views: object, columns: tuple[tuple[str, int], ...], thing: str, most: int) -> Found:
    found = list(islice(iter(views), most + 1))  # type: ignore[call-overload]
    fields = [field for field, _spare in columns]
    named = "code" if thing == "member" else "id"
    lines = tuple(Line(f"{thing}:{getattr(view, named)}", texts(view, fields)) for view in found[:most])
    cols = tuple(Col(title(field, thing), spare) for field, spare in columns)
    return Found(cols, lines, more=len(found) > most)


def heading(look: Look, found: Found, place: str) -> str:
    """Return the line above a list: of what it is, and how much there is."""
    who = _("Members") if look.members else _("Residents")
    if look.words:
        said = _("{who} found").format(who=who)
    elif look.home:
        said = _("{who} of {place}").format(who=who, place=look.home)
    elif found.building is not None:
        return place
    else:
        said = _("{who} in {place}").format(who=who, place=place) if place else who
    count = _("the first {count}") if found.more else "{count}"
    return _("{said}: {count}").format(said=said, count=count.format(count=len(found.lines)))

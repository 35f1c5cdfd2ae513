"""Finding requests by words: the query is read, its names are found, and the store is asked."""

from dataclasses import dataclass

from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound
from gridctl.core.nearest import nearest
from gridctl.core.query import Known, Query, parse
from gridctl.core.query_match import bind
from gridctl.core.query_words import ME, code_of
from gridctl.services import areas, homes, people, place_names, saved_views
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.store import areas as area_rows
from gridctl.store import people as people_rows
from gridctl.store.unit import Work


def read_query(office: Office, work: Work, words: str) -> Query:
    """Return a query with its names found; BadInput, NotFound or Ambiguous say where it is wrong."""
    query = parse(words, lambda name, place: saved_views.text_of(office, work, name, place))
    return bind(query, StoreFinder(office, work), office.now())


@dataclass(slots=True)
class StoreFinder:
    """Finds what the values of a query name, in one unit of work."""

    office: Office
    work: Work

    def known(self, field: str, text: str, place: int) -> Known:
        """Return the area, category, member, team or desk that `text` names.

        A name that is not there names the nearest one, and the place of the part in the query.
        """
        try:
            return self._find(field, text)
        except Ambiguous:
            raise
        except NotFound:
            close = nearest(text, self._all_names(field))
            raise NotFound(
                N_("character {place}: there is no {field}:{name}"),
                hint=N_("did you mean {field}:{nearest}")
                if close
                else N_("a code or a name that the store knows; in quotes where it holds a blank"),
                error="no_such_name",
                place=place,
                field=field,
                name=text,
                nearest=close,
            ) from None

    def _find(self, field: str, text: str) -> Known:
        if field in {"area", "desk"}:
            area = areas.find(self.work, text)
            return Known(area.code, area.id)
        if field in {"compound", "building", "home", "point"}:
            return self._place(field, text)
        if field == "category":
            return Known(self._packs().find_category(text))
        if field == "holder":
            return self._holder(text)
        if field == "team":
            team = people.find_team(self.work, text)
            return Known(team.code, team.id, "team")
        return Known(text)

    def _place(self, field: str, text: str) -> Known:
        near = place_names.own_area(self.office, self.work)
        if field == "home":
            home = homes.find(self.work, text, near)
            return Known(home.label, home.id)
        if field == "point":
            from gridctl.services import points  # start-up: few queries ask for points

            found = points.find(self.work, text)
        elif field == "building":
            found = place_names.find_building(self.work, text, near)
        else:
            found = place_names.find_compound(self.work, text)
        return Known(found.code, found.id)

    def _packs(self) -> Packs:
        return Packs(self.work, self.office.settings.pack_hash)

    def _holder(self, text: str) -> Known:
        word = code_of(text, ME)
        if word == "none":
            return Known("")
        if word == "me":
            mine = people_rows.find_members(self.work, self.office.operator)
            if not mine:
                raise BadInput(
                    N_("me is nobody yet: this login has no member"),
                    hint=N_("say who you are: gridctl --as CODE"),
                )
            return Known(mine[0].code, mine[0].id, "member")
        found = people.known_holder(self.work, text)
        if found.member_id is not None:
            return Known(found.code, found.member_id, "member")
        return Known(found.code, found.team_id or 0, "team")

    def _all_names(self, field: str) -> list[str]:
        if field in {"area", "desk"}:
            return [name for row in area_rows.all_names(self.work) for name in row]
        if field == "point":
            from gridctl.store import points as point_rows  # start-up: as above

            return point_rows.names(self.work)
        if field == "category":
            pack = self._packs().default().pack
            return [name for one in pack.categories for name in (one.code, one.title.en, one.title.zh)]
        if field in {"holder", "team"}:
            return [name for row in people_rows.all_names(self.work) for name in row]
        return []

"""Members and teams: who works, and who a request can be given to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gridctl.checks.phones import check_phone
from gridctl.checks.pinyin import code_from_name
from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound, Refused
from gridctl.core.text import clean_code, clean_line, code_key
from gridctl.core.uid import uuid7
from gridctl.core.views import MemberView, TeamView
from gridctl.core.words import TeamKind, Tier
from gridctl.services import areas
from gridctl.services.named import members_meant, teams_meant
from gridctl.services.office import Office
from gridctl.store import people as rows
from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class NewMember:
    """What it takes to add a member; a code that is not given is made."""

    name: str
    tier: Tier
    code: str | None = None
    area: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class NewTeam:
    """What it takes to add a team; a code that is not given is made."""

    name: str
    kind: TeamKind
    code: str | None = None
    phone: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a request: a member or a team. `is_new` where the name was unknown until now."""

    code: str
    member_id: int | None = None
    team_id: int | None = None
    is_new: bool = False


def find_member(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the row of the member with this code, name or phone ending; NotFound or Ambiguous."""
    wanted = clean_line(name, "member")
    found = members_meant(work, wanted)
    if not found:
        gone = rows.by_code(work, wanted)
        raise NotFound(
            N_("{name} has gone and is a member no more") if gone else N_("there is no member {name}"),
            hint=N_("see who there is: gridctl member list"),
            name=f"{gone.code} {gone.name}" if gone else wanted,
        )
    return _only(found, wanted)


ME = frozenset({"me", "我"})


def me(work: Work) -> Any | None:  # noqa: ANN401
    """Return the row of the member who types, or None where the login belongs to nobody."""
    found = rows.find_members(work, work.actor.operator)
    return found[0] if len(found) == 1 else None


def needed_me(work: Work) -> Any:  # noqa: ANN401
    """Return the row of the member who types; BadInput where the login belongs to nobody."""
    found = me(work)
    if found is None:
        raise BadInput(
            N_("me is nobody yet: this login has no member"), hint=N_("say who you are: gridctl --as CODE")
        )
    return found


def member_or_me(work: Work, name: str | None) -> Any:  # noqa: ANN401
    """Return the row of the member who is meant; without a name, or for ``me``, of whoever types."""
    return find_member(work, name) if name and name.casefold() not in ME else needed_me(work)


def find_holder(work: Work, name: str) -> Holder:
    """Return who is meant by a code or name: a member, else a team.

    Before anybody has been registered, a name is taken as it stands and noted as a volunteer, so that
    the first evening does not begin with forms.
    """
    wanted = clean_line(name, "--to")
    if rows.count_members(work) or wanted.casefold() in ME or rows.find_teams(work, wanted):
        return known_holder(work, name)
    code = rows.next_code(work, "M")
    new = NewMember(wanted, Tier.VOLUNTEER, code)
    return Holder(code, member_id=_insert_member(work, new, code, None), is_new=True)


def known_holder(work: Work, name: str) -> Holder:
    """Return the member, else the team, that is meant by a code or name; NotFound or Ambiguous."""
    wanted = clean_line(name, "--to")
    if wanted.casefold() in ME:
        mine = needed_me(work)
        return Holder(mine.code, member_id=mine.id)
    found = members_meant(work, wanted)
    if found:
        return Holder(_only(found, wanted).code, member_id=_only(found, wanted).id)
    teams = teams_meant(work, wanted)
    if teams:
        return Holder(_only(teams, wanted).code, team_id=_only(teams, wanted).id)
    raise NotFound(
        N_("there is no member or team {name}"),
        hint=N_(
            "see who there is: gridctl member list; or add them: gridctl member add CODE NAME --tier TIER"
        ),
        name=wanted,
    )


def heir_of(work: Work, member_id: int) -> Any:  # noqa: ANN401
    """Return the member, or whoever inherits their work since they left."""
    seen: set[int] = set()
    found = rows.by_id(work, member_id)
    while found.removed_at is not None and found.deputy_id is not None and found.id not in seen:
        seen.add(found.id)
        found = rows.by_id(work, found.deputy_id)
    return found


def known_by(work: Work, name: str, phone: str) -> Any | None:  # noqa: ANN401
    """Return the only member with this name, and this phone unless it is empty; None for a newcomer."""
    found = [row for row in rows.find_members(work, name) if row.name == name]
    if phone:
        found = [row for row in found if row.phone == phone]
    return found[0] if len(found) == 1 else None


def insert_new(work: Work, new: NewMember, area_id: int | None) -> tuple[str, int]:
    """Insert a member whose code is made, within a unit of work; return the code and number."""
    kept = NewMember(needed(new.name), new.tier, rows.next_code(work, "M"), new.area, new.phone)
    return str(kept.code), _insert_member(work, kept, str(kept.code), area_id)


def done_by(work: Work, name: str | None) -> str | None:
    """Return the code of the member who did something; an unknown name stays as it was typed."""
    if not name:
        return None
    wanted = clean_line(name, "--by", longest=80)
    if wanted.casefold() in ME:
        return str(needed_me(work).code)
    found = members_meant(work, wanted)
    return str(_only(found, wanted).code) if found else wanted


def _only(found: list[Any], name: str) -> Any:  # noqa: ANN401
    if len(found) > 1:
        raise Ambiguous(
            N_("{name} fits several"),
            hint=N_("give the code of one of them: {codes}"),
            name=name,
            codes=", ".join(f"{row.code} {row.name}" for row in found),
        )
    return found[0]


def _insert_member(
    work: Work, new: NewMember, code: str, area_id: int | None, more: Mapping[str, Any] | None = None
) -> int:
    member_id = rows.add_member(
        work,
        {
            "uid": uuid7(work.now),
            "code": code,
            "code_key": code_key(code),
            "name": new.name,
            "tier": str(new.tier),
            "area_id": area_id,
            "phone": new.phone or None,
            "version": 1,
            "created_at": work.now,
            **(more or {}),
        },
    )
    changes: dict[str, object] = {"code": code, "tier": str(new.tier), "area": new.area, **(more or {})}
    for field, value in (("name", new.name), ("phone", new.phone)):
        changes[field] = work.salted("member", member_id, value)
    work.log("member.add", "member", member_id, changes)
    return member_id


def add_member(office: Office, new: NewMember) -> MemberView:
    """Add a member; Refused where the code is taken."""
    with office.store.begin() as work:
        member_id, kept = insert_member(office, work, new)
        return MemberView(member_id, str(kept.code), kept.name, str(new.tier), kept.area, kept.phone)


def insert_member(
    office: Office, work: Work, new: NewMember, more: Mapping[str, Any] | None = None
) -> tuple[int, NewMember]:
    """Add a member within a unit of work, `more` being further columns; return the number and what was kept.

    A code that is not given is the initials of the name and a number. Refused where a given one is taken.
    """
    name = needed(new.name)
    phone = check_phone(new.phone, office.settings.country, "--phone") if new.phone else None
    code = clean_code(new.code, "CODE") if new.code else rows.free_code(work, MEMBER, code_from_name(name))
    if rows.by_code(work, code) is not None:
        raise _taken(code)
    area = areas.find(work, new.area) if new.area else None
    kept = NewMember(name, new.tier, code, area.code if area else None, phone)
    return _insert_member(work, kept, code, area.id if area else None, more), kept


def add_team(office: Office, code: str, name: str, kind: TeamKind, phone: str | None = None) -> TeamView:
    """Add a team; Refused where the code is taken."""
    with office.store.begin() as work:
        team_id, kept = insert_team(office, work, NewTeam(name, kind, code, phone))
        return TeamView(team_id, str(kept.code), kept.name, str(kind), kept.phone)


def insert_team(office: Office, work: Work, new: NewTeam) -> tuple[int, NewTeam]:
    """Add a team within a unit of work; return its number and what was kept.

    A code that is not given is the initials of the name and a number. Refused where a given one is taken.
    """
    name = needed(new.name)
    phone = check_phone(new.phone, office.settings.country, "--phone") if new.phone else None
    code = clean_code(new.code, "CODE") if new.code else rows.free_code(work, TEAM, code_from_name(name))
    if any(row.code_key == code_key(code) for row in rows.find_teams(work, code)):
        raise _taken(code)
    area = areas.find(work, new.area) if new.area else None
    team_id = rows.add_team(
        work,
        {
            "uid": uuid7(work.now),
            "code": code,
            "code_key": code_key(code),
            "name": name,
            "kind": str(new.kind),
            "phone": phone,
            "area_id": area.id if area else None,
            "version": 1,
            "created_at": work.now,
        },
    )
    place = area.code if area else None
    changes: dict[str, object] = {"code": code, "name": name, "kind": str(new.kind)}
    work.log("team.add", "team", team_id, changes | ({"area": place} if place else {}))
    return team_id, NewTeam(name, new.kind, code, phone, place)


def needed(name: str) -> str:
    """Return a name as it is kept; BadInput where it is missing."""
    text = clean_line(name, "NAME", longest=80)
    if not text:
        raise BadInput(N_("a name is missing"), hint=N_("write it after the code"))
    return text


def _taken(code: str) -> Refused:
    return Refused(
        N_("the code {taken} is taken"), hint=N_("choose another one"), error="code_taken", taken=code
    )


def find_team(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the row of the team with this code or name; NotFound or Ambiguous."""
    found = teams_meant(work, clean_line(name, "team"))
    if not found:
        raise NotFound(
            N_("there is no team {name}"), hint=N_("see what there is: gridctl team list"), name=name
        )
    return _only(found, name)

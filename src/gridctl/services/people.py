"""Members and teams: who works, and who a request can be given to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gridctl.checks.phones import check_phone
from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound, Refused
from gridctl.core.text import clean_code, clean_line, code_key
from gridctl.core.uid import uuid7
from gridctl.core.views import MemberView, TeamView
from gridctl.core.words import TeamKind, Tier
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.store import areas as area_rows
from gridctl.store import people as rows
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
class Holder:
    """Who holds a request: a member or a team. `is_new` where the name was unknown until now."""

    code: str
    member_id: int | None = None
    team_id: int | None = None
    is_new: bool = False


def find_member(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the row of the member with this code, name or phone ending; NotFound or Ambiguous."""
    wanted = clean_line(name, "member")
    found = rows.find_members(work, wanted)
    if not found:
        raise NotFound(
            N_("there is no member {name}"), hint=N_("see who there is: gridctl member list"), name=wanted
        )
    return _only(found, wanted)


def find_holder(work: Work, name: str) -> Holder:
    """Return who is meant by a code or name: a member, else a team.

    Before anybody has been registered, a name is taken as it stands and noted as a volunteer, so that
    the first evening does not begin with forms.
    """
    if rows.count_members(work) or rows.find_teams(work, clean_line(name, "--to")):
        return known_holder(work, name)
    wanted = _not_me(name)
    code = rows.next_code(work, "M")
    new = NewMember(wanted, Tier.VOLUNTEER, code)
    return Holder(code, member_id=_insert_member(work, new, code, None), is_new=True)


def known_holder(work: Work, name: str) -> Holder:
    """Return the member, else the team, that is meant by a code or name; NotFound or Ambiguous."""
    wanted = _not_me(name)
    found = rows.find_members(work, wanted)
    if found:
        return Holder(_only(found, wanted).code, member_id=_only(found, wanted).id)
    teams = rows.find_teams(work, wanted)
    if teams:
        return Holder(_only(teams, wanted).code, team_id=_only(teams, wanted).id)
    raise NotFound(
        N_("there is no member or team {name}"),
        hint=N_(
            "see who there is: gridctl member list; or add them: gridctl member add CODE NAME --tier TIER"
        ),
        name=wanted,
    )


def _not_me(name: str) -> str:
    wanted = clean_line(name, "--to")
    if wanted.casefold() in {"me", "我"}:
        raise BadInput(
            N_("me is nobody yet: this login has no member"), hint=N_("say who you are: gridctl --as CODE")
        )
    return wanted


def done_by(work: Work, name: str | None) -> str | None:
    """Return the code of the member who did something; an unknown name stays as it was typed."""
    if not name:
        return None
    wanted = clean_line(name, "--by", longest=80)
    found = rows.find_members(work, wanted)
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


def _insert_member(work: Work, new: NewMember, code: str, area_id: int | None) -> int:
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
        },
    )
    changes: dict[str, object] = {"code": code, "tier": str(new.tier), "area": new.area}
    for field, value in (("name", new.name), ("phone", new.phone)):
        changes[field] = work.salted("member", member_id, value)
    work.log("member.add", "member", member_id, changes)
    return member_id


def add_member(office: Office, new: NewMember) -> MemberView:
    """Add a member; Refused where the code is taken."""
    name = _needed(new.name)
    phone = check_phone(new.phone, office.settings.country, "--phone") if new.phone else None
    with office.store.begin() as work:
        code = clean_code(new.code, "CODE") if new.code else rows.next_code(work, "M")
        if any(row.code_key == code_key(code) for row in rows.find_members(work, code)):
            raise _taken(code)
        area = areas.find(work, new.area) if new.area else None
        place = area.code if area else None
        kept = NewMember(name, new.tier, code, place, phone)
        member_id = _insert_member(work, kept, code, area.id if area else None)
        return MemberView(member_id, code, name, str(new.tier), place, phone)


def add_team(office: Office, code: str, name: str, kind: TeamKind, phone: str | None = None) -> TeamView:
    """Add a team; Refused where the code is taken."""
    code, name = clean_code(code, "CODE"), _needed(name)
    number = check_phone(phone, office.settings.country, "--phone") if phone else None
    with office.store.begin() as work:
        if any(row.code_key == code_key(code) for row in rows.find_teams(work, code)):
            raise _taken(code)
        team_id = rows.add_team(
            work,
            {
                "uid": uuid7(work.now),
                "code": code,
                "code_key": code_key(code),
                "name": name,
                "kind": str(kind),
                "phone": number,
                "version": 1,
                "created_at": work.now,
            },
        )
        work.log("team.add", "team", team_id, {"code": code, "name": name, "kind": str(kind)})
        return TeamView(team_id, code, name, str(kind), number)


def _needed(name: str) -> str:
    text = clean_line(name, "NAME", longest=80)
    if not text:
        raise BadInput(N_("a name is missing"), hint=N_("write it after the code"))
    return text


def _taken(code: str) -> Refused:
    return Refused(
        N_("the code {taken} is taken"), hint=N_("choose another one"), error="code_taken", taken=code
    )


def _member_view(work: Work, row: Any) -> MemberView:  # noqa: ANN401
    area = area_rows.by_id(work, row.area_id).code if row.area_id else None
    return MemberView(row.id, row.code, row.name, row.tier, area, row.phone)


def _team_view(row: Any) -> TeamView:  # noqa: ANN401
    return TeamView(row.id, row.code, row.name, row.kind, row.phone)


def members(office: Office, *, area: str | None = None, tier: Tier | None = None) -> Iterator[MemberView]:
    """Yield the members by their codes: those of one tier, in an area and all below it."""
    with office.store.read() as work:
        below = areas.find(work, area).id if area else None
        for row in work.execute(rows.all_members(below, tier)):
            yield MemberView(row.id, row.code, row.name, row.tier, row.area, row.phone)


def member(office: Office, name: str) -> MemberView:
    """Return one member."""
    with office.store.read() as work:
        return _member_view(work, find_member(work, name))


def teams(office: Office, *, kind: TeamKind | None = None) -> list[TeamView]:
    """Return the teams by their codes, all or those of one kind."""
    with office.store.read() as work:
        return [_team_view(row) for row in rows.all_teams(work, kind)]


def team(office: Office, name: str) -> TeamView:
    """Return one team."""
    with office.store.read() as work:
        found = rows.find_teams(work, clean_line(name, "team"))
        if not found:
            raise NotFound(
                N_("there is no team {name}"), hint=N_("see what there is: gridctl team list"), name=name
            )
        return _team_view(_only(found, name))

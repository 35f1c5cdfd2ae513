"""Teams: add, edit, list and show them with who goes out with them."""

from collections.abc import Sequence
from typing import Any

from gridctl.checks.phones import check_phone
from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.member_views import TeamDetail, TeamMemberView, TeamRow
from gridctl.core.words import TeamKind
from gridctl.services import areas, people
from gridctl.services.office import Office
from gridctl.store import areas as area_rows
from gridctl.store import people as people_rows
from gridctl.store import postings as rows
from gridctl.store.unit import Work


def add(office: Office, new: people.NewTeam, members: Sequence[str] = ()) -> TeamDetail:
    """Add a team with its members; Refused where the code is taken."""
    with office.store.begin() as work:
        numbers = _numbers(work, members)
        team_id, kept = people.insert_team(office, work, new)
        rows.join(work, team_id, list(numbers))
        if numbers:
            work.log("team.join", "team", team_id, {"members": list(numbers.values())})
        return _detail(work, people.find_team(work, str(kept.code)))


def edit(
    office: Office,
    name: str,
    *,
    new_name: str | None = None,
    kind: TeamKind | None = None,
    phone: str | None = None,
    area: str | None = None,
    join: Sequence[str] = (),
    leave: Sequence[str] = (),
) -> TeamDetail:
    """Change what is given; "" empties phone and area; members join and leave."""
    if not (join or leave) and all(one is None for one in (new_name, kind, phone, area)):
        raise BadInput(N_("nothing to change was given"), hint=N_("see: gridctl team edit --help"))
    with office.store.begin() as work:
        row = people.find_team(work, name)
        work.about("team", row.id)
        given: dict[str, Any] = {}
        if new_name is not None:
            given["name"] = people.needed(new_name)
        if kind is not None:
            given["kind"] = str(kind)
        if phone is not None:
            given["phone"] = check_phone(phone, office.settings.country, "--phone") if phone else None
        if area is not None:
            given["area_id"] = areas.find(work, area).id if area else None
        new = {field: value for field, value in given.items() if value != getattr(row, field)}
        changes: dict[str, object] = {field: [getattr(row, field), value] for field, value in new.items()}
        changes |= _regroup(work, row.id, join, leave)
        if changes:
            rows.change_team(work, row.id, row.version, new)
            work.log("team.edit", "team", row.id, changes)
        return _detail(work, people.find_team(work, row.code))


def _regroup(work: Work, team: int, join: Sequence[str], leave: Sequence[str]) -> dict[str, object]:
    """Let members join and leave; return what the ledger keeps of it. Refused for one who is not in the team."""
    there = {one.id for one in rows.in_teams(work, [team]).get(team, ())}
    going = _numbers(work, leave)
    strangers = [code for number, code in going.items() if number not in there]
    if strangers:
        raise Refused(
            N_("{code} is not in this team"),
            hint=N_("see who is: gridctl team show TEAM"),
            error="not_in_team",
            code=", ".join(strangers),
        )
    coming = {number: code for number, code in _numbers(work, join).items() if number not in there}
    rows.leave(work, team, list(going))
    rows.join(work, team, list(coming))
    told = {"joined": list(coming.values()), "left": list(going.values())}
    return {field: codes for field, codes in told.items() if codes}


def _numbers(work: Work, names: Sequence[str]) -> dict[int, str]:
    """Return number and code of each member that is named, each once."""
    found = [people.find_member(work, name) for name in names]
    return {row.id: row.code for row in found}


def listing(office: Office, *, kind: TeamKind | None = None) -> list[TeamRow]:
    """Return the teams by their codes, all or those of one kind."""
    with office.store.read() as work:
        found = people_rows.all_teams(work, kind)
        inside = rows.in_teams(work, [row.id for row in found])
        return [
            TeamRow(
                id=row.id,
                code=row.code,
                name=row.name,
                kind=row.kind,
                phone=row.phone,
                area=_area(work, row),
                members=tuple(one.code for one in inside.get(row.id, ())),
            )
            for row in found
        ]


def show(office: Office, name: str) -> TeamDetail:
    """Return one team."""
    with office.store.read() as work:
        return _detail(work, people.find_team(work, name))


def _detail(work: Work, row: Any) -> TeamDetail:  # noqa: ANN401
    inside = rows.in_teams(work, [row.id]).get(row.id, [])
    return TeamDetail(
        id=row.id,
        code=row.code,
        name=row.name,
        kind=row.kind,
        phone=row.phone,
        area=_area(work, row),
        members=tuple(TeamMemberView(one.code, one.name, one.tier, one.phone) for one in inside),
        version=row.version,
    )


def _area(work: Work, row: Any) -> str | None:  # noqa: ANN401
    return str(area_rows.by_id(work, row.area_id).code) if row.area_id else None

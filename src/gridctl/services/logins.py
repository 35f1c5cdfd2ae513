"""Logins: whose a login of this machine is, so that nobody has to say who they are each time."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from gridctl.core.errors import N_, NotFound
from gridctl.core.text import clean_line
from gridctl.services import people
from gridctl.services.office import Office, os_user
from gridctl.store import logins as rows


@dataclass(frozen=True, slots=True)
class LoginView:
    """A login and the code and name of the member whom it belongs to."""

    KIND: ClassVar[str] = "login"
    user: str
    member: str
    name: str
    since: datetime


def login(office: Office, name: str, user: str | None = None) -> LoginView:
    """Let a login (the own one unless given) belong to a member."""
    whose = clean_line(user or os_user(), "--user", longest=80)
    with office.store.begin() as work:
        member = people.find_member(work, name)
        rows.put(work, whose, member.id)
        work.log("member.login", "member", member.id, {"user": whose})
        return LoginView(whose, member.code, member.name, office.moment_of(work.now))


def logout(office: Office, user: str | None = None) -> LoginView:
    """Let a login belong to nobody; NotFound where it did already."""
    whose = clean_line(user or os_user(), "--user", longest=80)
    with office.store.begin() as work:
        known = [row for row in rows.listing(work) if row.os_user == whose]
        if not known:
            raise NotFound(
                N_("the login {user} belongs to nobody"),
                hint=N_("see whose are whose: gridctl member logins"),
                user=whose,
            )
        rows.remove(work, whose)
        work.log("member.logout", "member", known[0].code, {"user": whose})
        return LoginView(whose, known[0].code, known[0].name, office.moment_of(known[0].since))


def listing(office: Office) -> list[LoginView]:
    """Return every login that belongs to somebody."""
    with office.store.read() as work:
        return [
            LoginView(row.os_user, row.code, row.name, office.moment_of(row.since))
            for row in rows.listing(work)
        ]

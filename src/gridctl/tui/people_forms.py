"""The forms of the screen of people: each does what one command does."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from gridctl.core.needs import NeedTag
from gridctl.core.residents import NewNeed
from gridctl.core.residents import Particulars as ResidentSaid
from gridctl.core.words import ResidentKind, Tier
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.titles import title
from gridctl.tui.desk import Question
from gridctl.tui.dialogs.form import Field, Form

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.core.member_views import MemberDetail
    from gridctl.core.members import Particulars as MemberSaid
    from gridctl.core.resident_views import ResidentView
    from gridctl.services.residents import Added

OVER = "over"


def _kinds() -> list[tuple[str, str]]:
    return [(str(kind), label(str(kind), "resident_kinds")) for kind in ResidentKind]


def _tiers() -> list[tuple[str, str]]:
    return [(str(tier), label(str(tier), "tiers")) for tier in Tier]


def add_resident(home: str) -> "Form[Added]":
    """Return the form that takes in a resident, in `home` where one is looked at."""

    def deed(said: Mapping[str, str]) -> "Question[Added]":
        def add(office: object) -> "Added":
            from gridctl.services import residents

            new = ResidentSaid(
                name=said["name"],
                kind=ResidentKind(said["kind"] or ResidentKind.REGISTERED),
                phones=(said["phone"],) if said["phone"] else None,
                home=said["home"] or None,
                relation=said["relation"] or None,
            )
            needs = [NewNeed(tag) for tag in re.split("[,，、;；]", said["needs"]) if tag.strip()]
            return residents.add(office, new, needs)  # type: ignore[arg-type]

        return add

    fields = (
        Field("name", title("name", "resident")),
        Field("home", title("home"), home, "HZ12-2-501"),
        Field("phone", title("phone")),
        Field("kind", title("kind"), str(ResidentKind.REGISTERED), choices=_kinds()),
        Field("relation", title("relation")),
        Field("needs", title("needs"), hint="elderly_alone, infant", words=[str(tag) for tag in NeedTag]),
    )
    return Form(_("Take in a resident"), fields, "resident add", deed)


def edit_resident(view: "ResidentView") -> "Form[ResidentView]":
    """Return the form that changes a resident; what is left empty stays, for masked values cannot be written back."""

    def deed(said: Mapping[str, str]) -> "Question[ResidentView]":
        def edit(office: object) -> "ResidentView":
            from gridctl.services import resident_changes

            given = ResidentSaid(
                name=said["name"] or None,
                phones=(said["phone"],) if said["phone"] else None,
                kind=ResidentKind(said["kind"]) if said["kind"] not in {"", view.kind} else None,
                relation=said["relation"] or None,
                household=said["household"] or None,
                notes=said["notes"] or None,
            )
            return resident_changes.edit(office, str(view.id), given, view.version)  # type: ignore[arg-type]

        return edit

    fields = (
        Field("name", title("name", "resident")),
        Field("phone", title("phone")),
        Field("kind", title("kind"), view.kind, choices=_kinds()),
        Field("relation", title("relation")),
        Field("household", title("household")),
        Field("notes", title("notes")),
    )
    return Form(
        _("Change resident {number}").format(number=view.id),
        fields,
        "resident edit",
        deed,
        about=_("What is left empty stays as it is."),
    )


def move_resident(number: int) -> "Form[ResidentView]":
    """Return the form that lets a resident live in another home."""

    def deed(said: Mapping[str, str]) -> "Question[ResidentView]":
        def move(office: object) -> "ResidentView":
            from gridctl.services import resident_changes

            return resident_changes.move(office, str(number), said["home"], said["on"] or None)  # type: ignore[arg-type]

        return move

    fields = (Field("home", title("home"), hint="HZ12-2-501"), Field("on", _("since"), hint=_("today")))
    return Form(
        _("Resident {number} lives in another home").format(number=number), fields, "resident move", deed
    )


def need_of(number: int) -> "Form[object]":
    """Return the form that notes what a resident needs, or that it is over."""

    def deed(said: Mapping[str, str]) -> "Question[object]":
        def need(office: object) -> object:
            from gridctl.services import resident_changes

            new = NewNeed(said["tag"], until=said["until"] or None, note=said["note"] or None)
            return resident_changes.need(office, str(number), new, over=said["state"] == OVER)  # type: ignore[arg-type]

        return need

    fields = (
        Field("tag", title("tag"), choices=[(str(tag), label(str(tag), "needs")) for tag in NeedTag]),
        Field("state", title("status"), "holds", choices=[("holds", _("holds")), (OVER, _("is over"))]),
        Field("until", _("until"), hint="2021-12-31"),
        Field("note", title("note")),
    )
    return Form(_("What resident {number} needs").format(number=number), fields, "resident need", deed)


def add_member(area: str) -> "Form[MemberDetail]":
    """Return the form that adds a member, in the area that is looked at."""

    def deed(said: Mapping[str, str]) -> "Question[MemberDetail]":
        def add(office: object) -> "MemberDetail":
            from gridctl.core.members import Particulars
            from gridctl.services import members, people

            new = people.NewMember(
                said["name"],
                Tier(said["tier"] or Tier.VOLUNTEER),
                said["code"] or None,
                said["area"] or None,
                said["phone"] or None,
            )
            return members.add(office, new, Particulars(role=said["role"] or None))  # type: ignore[arg-type]

        return add

    fields = (
        Field("name", title("name", "member")),
        Field("tier", title("tier"), str(Tier.VOLUNTEER), choices=_tiers()),
        Field("phone", title("phone")),
        Field("area", title("area"), area),
        Field("role", title("role"), hint="楼道长"),
        Field("code", title("code"), hint=_("made from the name")),
    )
    return Form(_("Add a member"), fields, "member add", deed)


def edit_member(view: "MemberDetail") -> "Form[MemberDetail]":
    """Return the form that changes a member; only what was changed in it is."""
    before = {
        "name": view.name,
        "tier": view.tier,
        "phone": view.phone or "",
        "area": view.area or "",
        "role": view.role or "",
        "unit": view.sending_unit or "",
        "skills": ", ".join(view.skills),
        "capacity": "" if view.capacity is None else str(view.capacity),
    }

    def deed(said: Mapping[str, str]) -> "Question[MemberDetail]":
        def edit(office: object) -> "MemberDetail":
            from gridctl.services import members

            return members.edit(office, view.code, _changed(before, said), view.version)  # type: ignore[arg-type]

        return edit

    named = {"unit": "sending_unit"}
    fields = [
        Field(key, title(named.get(key, key), "member"), value, choices=_tiers() if key == "tier" else ())
        for key, value in before.items()
    ]
    return Form(_("Change {code}").format(code=view.code), fields, "member edit", deed)


def _changed(before: Mapping[str, str], said: Mapping[str, str]) -> "MemberSaid":
    from gridctl.core.members import Particulars

    new = {key: value for key, value in said.items() if value != before[key]}
    skills = new.pop("skills", None)
    return Particulars(**new, skills=(skills,) if skills is not None else None)

"""``gridctl resident``: who lives here. Changes and twins have files of their own."""

from typing import Annotated

import typer

from gridctl.cli import out, resident_changes, resident_lists, resident_twins
from gridctl.cli import resident_group as group
from gridctl.cli.options import FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.resident_group import app
from gridctl.cli.session import office
from gridctl.core.private import Reveal
from gridctl.core.residents import NewNeed, Particulars
from gridctl.core.words import ResidentKind, Sex
from gridctl.present.i18n import _

__all__ = ["app", "resident_changes", "resident_lists", "resident_twins"]


@app.does(
    "add",
    _("Take in a resident."),
    example="gridctl resident add 王秀红 --home HZ12-2-501 --phone 13900001111 --need elderly_alone",
)
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The name, as papers write it."))],
    home: Annotated[
        str | None, typer.Option(metavar="HOME", help=_("Where they live, as people write it."))
    ] = None,
    kind: Annotated[ResidentKind, typer.Option(help=_("How they live here."))] = ResidentKind.REGISTERED,
    phone: group.Phones = None,
    identity: group.Identity = None,
    document: group.Document = False,
    birth: group.Birth = None,
    sex: Annotated[Sex | None, typer.Option(help=_("As papers say it."))] = None,
    household: group.Household = None,
    relation: group.Relation = None,
    address: group.Address = None,
    registered_home: group.RegisteredHome = None,
    registered_address: group.RegisteredAddress = None,
    contact: group.Contact = None,
    contact_phone: group.ContactPhone = None,
    need: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help=_("A mark such as elderly_alone; can be repeated.")),
    ] = None,
    notes: group.Notes = None,
    came_on: group.CameOn = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Take in a resident; who may be the same is told."""
    from gridctl.services import residents

    new = Particulars(
        name=name,
        kind=kind,
        phones=tuple(phone) if phone else None,
        identity=identity,
        birth_date=birth,
        sex=sex,
        home=home,
        address=address,
        household=household,
        relation=relation,
        registered_home=registered_home,
        registered_address=registered_address,
        contact_name=contact,
        contact_phone=contact_phone,
        notes=notes,
        came_on=came_on,
        document=document,
    )
    with office() as opened:
        added = residents.add(opened, new, [NewNeed(tag) for tag in need or ()])
        out.thing(added.view, pick(fmt, as_json))
        if added.twins:
            out.talk(
                _(
                    "Perhaps entered before: {numbers}. See both: gridctl resident merge {first} {new} --dry-run"
                ).format(numbers=", ".join(map(str, added.twins)), first=added.twins[0], new=added.view.id)
            )
        for tag in added.tags:
            resident_changes.say_near(tag.code, tag.near)


@app.does(
    "show",
    _("Show one resident with needs, household and requests."),
    example="gridctl resident show 王秀红 12-2-501",
)
def show(
    words: Annotated[
        list[str],
        typer.Argument(metavar="RESIDENT...", help=_("Number, name, pinyin or phone ending; also a home.")),
    ],
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one resident, masked unless asked otherwise."""
    from gridctl.services import residents

    with office() as opened:
        found = residents.show(opened, " ".join(words), Reveal(why) if reveal else None)
        out.thing(found, pick(fmt, as_json))

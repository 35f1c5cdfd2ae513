"""``gridctl resident edit, move, died, need, forget``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli import resident_group as group
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, WhyOption, YesOption, pick
from gridctl.cli.resident_group import OnOption, Person, app
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.core.residents import NewNeed, Particulars
from gridctl.core.words import ResidentKind, ResidentStatus, Sex
from gridctl.present.i18n import _, ngettext

NEEDS = ("tag", "from_on", "until_on", "place", "note", "ended_at")


@app.does(
    "edit",
    _('Change what is known of a resident; "" empties a field.'),
    example="gridctl resident edit 45 --phone 13900001111 --relation head",
)
def edit(
    resident: Person,
    name: Annotated[str | None, typer.Option(metavar="NAME", help=_("Another name."))] = None,
    kind: Annotated[ResidentKind | None, typer.Option(help=_("How they live here."))] = None,
    status: Annotated[
        ResidentStatus | None, typer.Option(help=_("living, left or dead, to mend what was noted wrongly."))
    ] = None,
    phone: group.Phones = None,
    identity: group.Identity = None,
    document: group.Document = False,
    birth: group.Birth = None,
    sex: Annotated[Sex | None, typer.Option(help=_("As papers say it."))] = None,
    household: group.Household = None,
    relation: group.Relation = None,
    home: Annotated[
        str | None, typer.Option(metavar="HOME", help=_("Another home, to mend a wrong one; see move."))
    ] = None,
    address: group.Address = None,
    registered_home: group.RegisteredHome = None,
    registered_address: group.RegisteredAddress = None,
    contact: group.Contact = None,
    contact_phone: group.ContactPhone = None,
    notes: group.Notes = None,
    came_on: group.CameOn = None,
    version: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", help=_("Only if nobody has changed it since this version.")),
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Change what is given."""
    from gridctl.services import resident_changes

    given = Particulars(
        name=name,
        kind=kind,
        status=status,
        phones=None if phone is None else tuple(phone),
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
        out.thing(resident_changes.edit(opened, resident, given, version), pick(fmt, as_json))


@app.does(
    "move",
    _("Note that a resident lives in another home, or has left."),
    example="gridctl resident move 45 --home HZ12-2-502",
)
def move(
    resident: Person,
    home: Annotated[str | None, typer.Option(metavar="HOME", help=_("The new home."))] = None,
    leaves: Annotated[bool, typer.Option("--out", help=_("They have left."))] = False,
    to: Annotated[str | None, typer.Option(metavar="TEXT", help=_("Where to, with --out."))] = None,
    on: OnOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Move within the place, or out of it."""
    from gridctl.services import resident_changes

    if bool(home) == leaves:
        raise BadInput(N_("where to?"), hint=N_("give --home HOME, or --out for somebody who has left"))
    if to and not leaves:
        raise BadInput(N_("--to belongs to --out"), hint=N_("a new home here is given by --home"))
    with office() as opened:
        view = (
            resident_changes.move(opened, resident, home, on)
            if home
            else resident_changes.move_out(opened, resident, to, on)
        )
        out.thing(view, pick(fmt, as_json))


@app.does("died", _("Note a death."), example="gridctl resident died 45 --on 2021-12-16")
def died(
    resident: Person,
    on: Annotated[str, typer.Option("--on", metavar="DAY", help=_("The day of the death."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Note a death; needs are over by it."""
    from gridctl.services import resident_changes

    with office() as opened:
        out.thing(resident_changes.died(opened, resident, on), pick(fmt, as_json))


@app.does(
    "need",
    _("Note what a resident needs, or let it end; without a mark, list what there is."),
    example="gridctl resident need 45 dialysis --from 2021-12-01 --place 县医院",
)
def need(
    resident: Person,
    tag: Annotated[
        str | None,
        typer.Argument(metavar="[TAG]", help=_("A mark such as dialysis, or what it is called here.")),
    ] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help=_("Since when."))] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help=_("Until when."))] = None,
    place: Annotated[str | None, typer.Option(metavar="TEXT", help=_("Where."))] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help=_("More about it."))] = None,
    end: Annotated[bool, typer.Option("--end", help=_("It is over."))] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Note, end or list needs."""
    from gridctl.services import resident_changes

    chosen = pick(fmt, as_json)
    if tag is None and (end or since or until or place or note):
        raise BadInput(N_("which need?"), hint=N_("write the mark after the resident"))
    with office() as opened:
        if tag is None:
            columns = [out.Column(key) for key in NEEDS]
            found = resident_changes.needs_of(opened, resident)
            out.rows(found, columns, chosen, empty=_("No needs are noted."))
            return
        new = NewNeed(tag, since, until, place, note)
        view, kept = resident_changes.need(opened, resident, new, over=end)
        out.thing(view, chosen)
        say_near(kept.code, kept.near)


def say_near(tag: str, near: str) -> None:
    """Say which known mark was perhaps meant by one of somebody's own."""
    if near:
        out.talk(
            _("{tag} is noted as a mark of your own; perhaps {near} was meant.").format(tag=tag, near=near)
        )


@app.does(
    "forget",
    _("Forget residents for good: numbers stay, names and words go, down to the bytes of the file."),
    example="gridctl resident forget 45 --dry-run",
)
def forget(
    who: Annotated[
        list[str],
        typer.Argument(metavar="RESIDENT...", help=_("Numbers or names; quote a name of several words.")),
    ],
    why: WhyOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Forget residents."""
    from gridctl.services import forgetting

    chosen = pick(fmt, as_json)
    with office() as opened:
        if not (dry_run or yes):
            plan = forgetting.forget(opened, who, why, dry_run=True)
            question = ngettext(
                "Forget {count} resident for good? {requests} requests lose their words; nothing brings them back.",
                "Forget {count} residents for good? {requests} requests lose their words; nothing brings them back.",
                len(plan.residents),
            )
            out.confirm(question.format(count=len(plan.residents), requests=plan.requests), yes=yes)
        with out.progress(None, _("Writing the store anew")):
            done = forgetting.forget(opened, who, why, dry_run=dry_run)
        out.thing(done, chosen)
        _say_what_is_left(done.copies, done.same_name, gone=done.bytes_gone or dry_run)


def _say_what_is_left(copies: tuple[str, ...], same_name: int, *, gone: bool) -> None:
    if copies:
        out.talk(_("These files may still hold them; delete them, or keep them under lock:"))
        for path in copies:
            out.talk(f"  {path}")
    out.talk(_("Backups that were kept elsewhere still hold them too."))
    if same_name:
        out.talk(
            _("Requests of others name somebody of the same name; they were left: {count}").format(
                count=same_name
            )
        )
    if not gone:
        out.talk(
            _(
                "Another gridctl has the store open, or the disk is full: the file still holds them. Run it again."
            )
        )

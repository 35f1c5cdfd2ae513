"""``gridctl resident duplicates, merge, unmerge``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.resident_group import Person, app
from gridctl.cli.session import office
from gridctl.present.i18n import _

TWINS = ("a", "b", "score", "reasons", "name", "other_name", "home", "other_home")
TABLE_LIMIT = 50


@app.does(
    "duplicates",
    _("Show who was likely entered twice, the likeliest first."),
    example="gridctl resident duplicates --area HL-1 --limit 20",
)
def duplicates(
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help=_("At least one of the two lives there."))
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help=_("At most this many; 50 in a table."))] = None,
    apart: Annotated[
        tuple[str, str] | None,
        typer.Option("--not", metavar="A B", help=_("These two are two people: do not show them again.")),
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Rank likely twins with the reasons."""
    from gridctl.services import duplicates as twins
    from gridctl.services import merging

    chosen = pick(fmt, as_json)
    most = limit or (TABLE_LIMIT if chosen is out.Format.TABLE else None)
    with office() as opened:
        if apart:
            one, other = merging.set_apart(opened, *apart)
            out.talk(
                _("{a} and {b} are two people; they are not shown as twins again.").format(a=one, b=other)
            )
        with out.progress(None, _("Comparing")) as advance:
            found = twins.duplicates(opened, area=area, most=most, advance=advance)
        columns = [out.Column(key) for key in TWINS]
        out.rows(found, columns, chosen, empty=_("Nobody seems to be entered twice."))


@app.does(
    "merge",
    _("Put two residents together; the first one is kept."),
    example="gridctl resident merge 45 812 --dry-run",
)
def merge(
    kept: Person,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help=_("Who goes into the first one; the number stays."))
    ],
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show both side by side, then put them together."""
    from gridctl.present.beside import COLUMNS, beside
    from gridctl.services import merging, residents

    chosen = pick(fmt, as_json)
    with office() as opened:
        plan = merging.merge(opened, kept, other, dry_run=True)
        columns = [out.Column(key) for key in COLUMNS]
        if dry_run:
            if chosen in {out.Format.JSON, out.Format.JSONL}:
                out.thing(plan, chosen)
            else:
                out.rows(beside(plan.kept, plan.other, plan.filled), columns, chosen)
            return
        if not yes and out.can_ask():
            out.rows(beside(plan.kept, plan.other, plan.filled), columns, out.Format.TABLE)
        out.confirm(
            _("Put {other} into {kept}? It can be taken back: gridctl resident unmerge {other}").format(
                kept=plan.kept.id, other=plan.other.id
            ),
            yes=yes,
        )
        merging.merge(opened, str(plan.kept.id), str(plan.other.id))
        out.thing(residents.show(opened, str(plan.kept.id)), chosen)


@app.does("unmerge", _("Take a merge back."), example="gridctl resident unmerge 812")
def unmerge(
    resident: Person,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Take a merge back."""
    from gridctl.services import merging

    with office() as opened:
        out.thing(merging.unmerge(opened, resident), pick(fmt, as_json))

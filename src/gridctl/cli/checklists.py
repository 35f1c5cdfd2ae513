"""``gridctl checklist``."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.packs import tell_problems
from gridctl.cli.session import office
from gridctl.core.pack_rules import BadPack
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.round_views import ChecklistView

app = Group(_("Checklists: what is asked at each door, and what an answer leads to."))

LIST = ("code", "title", "kind", "period", "items", "source")
File = Annotated[str, typer.Argument(metavar="FILE", help=_("A .toml file with [[checklist]] tables."))]


@app.does("list", _("List the checklists of the packs and your own."), example="gridctl checklist list")
def listing(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List checklists by their codes."""
    from gridctl.services import checklists

    with office() as opened:
        out.rows(checklists.listing(opened), [out.Column(key) for key in LIST], pick(fmt, as_json))


@app.does(
    "show",
    _("Show a checklist: its items, and what their answers lead to."),
    example="gridctl checklist show three-visits",
)
def show(
    name: Annotated[str, typer.Argument(metavar="CHECKLIST", help=_("Its code or title."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one checklist."""
    from gridctl.services import checklists

    with office() as opened:
        out.thing(checklists.show(opened, name), pick(fmt, as_json))


@app.does(
    "check",
    _("Look for mistakes in a file of checklists; exits 1 if there are any."),
    example="gridctl checklist check examples/checklist.toml",
)
def check(file: File, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Show every mistake of a file, or its checklists where it has none."""
    from gridctl.services import checklists

    chosen = pick(fmt, as_json)
    with office() as opened:
        try:
            views = checklists.check(opened, file)
        except BadPack as bad:
            raise tell_problems(bad, file, chosen) from None
        _print(views, chosen)


@app.does(
    "add",
    _("Keep the checklists of a file; they go before those of the packs."),
    example="gridctl checklist add examples/checklist.toml",
)
def add(file: File, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Keep checklists of your own; rounds that run go on with the ones they opened by."""
    from gridctl.services import checklists

    with office() as opened:
        _print(checklists.add(opened, file), pick(fmt, as_json))


def _print(views: "list[ChecklistView]", fmt: out.Format) -> None:
    if len(views) == 1:
        out.thing(views[0], fmt)
    else:
        out.rows(views, [out.Column(key) for key in ("code", "title", "kind", "period")], fmt)

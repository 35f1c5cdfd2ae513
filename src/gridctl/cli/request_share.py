"""``gridctl request share``: a text about one request that can be pasted anywhere."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.request_app import Number, app
from gridctl.cli.session import office
from gridctl.present.i18n import _


@app.does(
    "share",
    _("Print a text for the group: no name, no phone, no door. With --to the full one for who needs it."),
    example="gridctl request share 412 --say '在门口交接'",
)
def share(
    number: Number,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="MEMBER|TEAM", help=_("The full text, for this one; logged.")),
    ] = None,
    say: Annotated[str, typer.Option(metavar="TEXT", help=_("Words of your own to add."))] = "",
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Print a text to share."""
    from gridctl.core.text import clean_page
    from gridctl.present import tellings
    from gridctl.services import outbox

    words = clean_page(say, "--say") if say else ""
    with office() as opened:
        view = tellings.shared(outbox.share(opened, number, to), words)
        chosen = pick(fmt, as_json)
        if chosen is out.Format.TABLE:
            out.text(view.text)
        else:
            out.thing(view, chosen)

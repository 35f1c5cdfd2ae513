"""Commands for the whole: ``gridctl init``, ``demo``, ``guide``."""

from pathlib import Path
from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import CURRENT, speak_as_store, store_path
from gridctl.present import i18n
from gridctl.present.i18n import _

app = Group("")


@app.does("init", _("Make a store."), example="gridctl init --name 恒利社区 --lang zh")
def init(
    name: Annotated[str, typer.Option(metavar="TEXT", help=_("What the store is called in reports."))] = "",
    timezone: Annotated[
        str, typer.Option(metavar="ZONE", help=_("The time zone of its days."))
    ] = "Asia/Shanghai",
    country: Annotated[
        str, typer.Option(metavar="CC", help=_("Country of phones and emergency numbers."))
    ] = "CN",
    lang: Annotated[str, typer.Option(metavar="en|zh", help=_("The language of its texts."))] = "",
    pack: Annotated[
        str, typer.Option(metavar="NAME", help=_("The scenario that it begins with."))
    ] = "routine",
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Make a store where --store says, or in the user's data folder."""
    from gridctl import config
    from gridctl.services import storekeeping

    spoken = config.check_language(lang or CURRENT.lang) or i18n.language()
    i18n.set_language(CURRENT.lang or spoken)
    new = storekeeping.NewStore(name, timezone, country, spoken, pack)
    view = storekeeping.init(store_path(), new, operator=CURRENT.operator)
    keys = ("path", "name", "timezone", "country", "lang", "pack")
    out.thing(view, pick(fmt, as_json), columns=[out.Column(key) for key in keys])
    out.talk(
        _("Next: gridctl area add, gridctl import areas FILE, gridctl request add; gridctl guide tells more.")
    )


@app.does("guide", _("Read the manual here in the terminal."), example="gridctl guide imports")
def guide(
    topic: Annotated[
        str | None, typer.Argument(metavar="TOPIC", help=_("Which page; none: the list of pages."))
    ] = None,
    lang: Annotated[str, typer.Option(metavar="en|zh", help=_("The language of the page."))] = "",
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show a page of the manual, in the language that is asked for; no store is needed."""
    from gridctl import config
    from gridctl.cli.pages import show_page

    if asked := config.check_language(lang):
        i18n.set_language(asked)
    else:
        speak_as_store()
    show_page(topic, pick(fmt, as_json))


@app.does(
    "demo",
    _("Make a store with a believable community and a month of requests."),
    example="gridctl demo demo.db --lang zh",
)
def demo(
    path: Annotated[
        Path | None, typer.Argument(metavar="PATH", help=_("Where to make it; none: a fresh file here."))
    ] = None,
    seed: Annotated[int, typer.Option(help=_("The same seed makes the same community."))] = 1,
    lang: Annotated[str, typer.Option(metavar="en|zh", help=_("The language of its texts."))] = "",
) -> None:
    """Make a store, import the demo files, and show what is in it."""
    from gridctl import config
    from gridctl.cli.demo import run_demo

    run_demo(path, seed=seed, lang=config.check_language(lang or CURRENT.lang) or i18n.language())

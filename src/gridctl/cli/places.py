"""``gridctl compound``, ``gridctl building``, ``gridctl home``: shared options, and the way out of a building."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.core.errors import N_, BadInput
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.member_views import MemberDetail
    from gridctl.core.place_views import BuildingView

AreaOption = Annotated[str | None, typer.Option("--area", metavar="AREA", help=_("In which area it lies."))]
BelowOption = Annotated[
    str | None, typer.Option("--area", metavar="AREA", help=_("This area and all below it."))
]
AddressOption = Annotated[str | None, typer.Option(metavar="TEXT", help=_("The address on letters."))]
PositionOption = Annotated[
    str | None, typer.Option("--position", metavar="LAT,LON", help=_("Latitude and longitude, in degrees."))
]
Words = Annotated[
    list[str], typer.Argument(metavar="[CODE] NAME", help=_("A short code, and the name that people use."))
]


def code_and_name(words: list[str]) -> tuple[str | None, str]:
    """Return the code, where there is one, and the name; BadInput for more words than that."""
    if len(words) > 2:  # noqa: PLR2004  (a code and a name)
        raise BadInput(
            N_("a code and a name are {count} words here"),
            hint=N_("put a name that has blanks into quotes"),
            count=len(words),
        )
    return (words[0], words[1]) if len(words) > 1 else (None, words[0])


def say_signal(view: "BuildingView | MemberDetail") -> None:
    """Print the colour of a thing and why, below its page."""
    if view.signal is not None:
        from gridctl.present.status_page import signal_text  # start-up: lists have no colours

        out.text(signal_text(view.signal, view.signal_reasons))


def print_building(view: "BuildingView", fmt: out.Format) -> None:
    """Print a building: in a table its plan stands below, every other format has its homes as they are."""
    import shutil
    from dataclasses import fields

    from gridctl.present.building_plan import plan_page

    if fmt is not out.Format.TABLE:
        out.thing(view, fmt)
        return
    hidden = {"homes", "sight", "signal", "signal_reasons"} | (set() if view.dry_run else {"dry_run"})
    out.thing(view, fmt, columns=[out.Column(one.name) for one in fields(view) if one.name not in hidden])
    say_signal(view)
    plan = plan_page(view, width=shutil.get_terminal_size().columns)
    if plan:
        out.text("\n" + plan)

"""The group ``gridctl round`` and what its commands share."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.present.i18n import _
from gridctl.present.labels import label

if TYPE_CHECKING:
    from gridctl.core.round_views import RecordedView, RoundView

app = Group(_("Rounds: a checklist over a frozen list of doors, and what happened at each."))

Number = Annotated[int, typer.Argument(metavar="NUMBER", help=_("The number of the round."))]
Targets = Annotated[
    list[str],
    typer.Argument(
        metavar="TARGET...", help=_("Doors as they are called: 501, HZ12-2-501, 701-704; or codes.")
    ),
]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help=_("Why; it is kept."))]
GROUP = ("name", "targets", "to_visit", "done", "missing", "coverage", "outcomes")
TARGET = ("target", "attempt", "last_outcome", "last_at", "needs", "name", "phone", "member", "note")
VISIT = ("target", "outcome", "attempt", "corrects", "double", "requests", "needs", "unplaced")


def print_round(view: "RoundView", fmt: out.Format) -> None:
    """Print a round; its parts are tables of their own."""
    from dataclasses import fields

    hidden = {"sight"} if view.dry_run else {"sight", "dry_run"}
    hidden |= {"by_building"} if view.groups else {"groups"}
    inner = tuple(out.Column(key) for key in GROUP)
    columns = [
        out.Column(one.name, inner=inner) if one.name in {"by_building", "groups"} else out.Column(one.name)
        for one in fields(view)
        if one.name not in hidden
    ]
    out.thing(view, fmt, columns=columns)


def print_recorded(view: "RecordedView", fmt: out.Format) -> None:
    """Print what was recorded, each visit by itself, and say what deserves a word."""
    from dataclasses import fields

    inner = tuple(out.Column(key) for key in VISIT)
    columns = [
        out.Column(one.name, inner=inner) if one.name == "visits" else out.Column(one.name)
        for one in fields(view)
        if one.name != "sight"
    ]
    out.thing(view, fmt, columns=columns)
    say_recorded(view)


def say_recorded(view: "RecordedView") -> None:
    """Say on stderr which doors somebody else had settled, and for whom needs could not be noted."""
    for one in view.visits:
        if one.double:
            told = _("{target} was recorded by somebody else before: {outcome}")
            out.talk(told.format(target=one.target, outcome=label(one.corrects or "", "visits")))
        if one.unplaced:
            told = _("{target}: whose is it? {what}. Note it: gridctl resident need RESIDENT TAG")
            out.talk(told.format(target=one.target, what=_(", ").join(one.unplaced)))

"""The group ``gridctl round`` and what its commands share."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.present.i18n import _, ngettext
from gridctl.present.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.core.proof_views import ProofView
    from gridctl.core.round_views import RecordedView, RoundView, TargetRow
    from gridctl.services.office import Office

app = Group(_("Rounds: a checklist over a frozen list of doors, and what happened at each."))

Number = Annotated[int, typer.Argument(metavar="NUMBER", help=_("The number of the round."))]
Targets = Annotated[
    list[str],
    typer.Argument(
        metavar="TARGET...", help=_("Doors as they are called: 501, HZ12-2-501, 701-704; or codes.")
    ),
]
SampleOption = Annotated[
    int | None, typer.Option("--sample", metavar="N", min=1, help=_("So many of them, drawn at random."))
]
SeedOption = Annotated[
    str | None,
    typer.Option("--seed", metavar="WORD", help=_("The word of the draw; the same draws the same.")),
]
BlindOption = Annotated[
    bool, typer.Option("--blind", help=_("Two people visit all of it, neither sees the other's answers."))
]
ReadersOption = Annotated[str | None, typer.Option("--among", metavar="M1,M2", help=_("The two of --blind."))]
PastOption = Annotated[
    str | None, typer.Option("--at", metavar="TIME", help=_("As it was recorded until then."))
]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help=_("Why; it is kept."))]
GROUP = ("name", "targets", "to_visit", "done", "missing", "coverage", "outcomes")
TARGET = ("target", "attempt", "last_outcome", "last_at", "needs", "name", "phone", "member", "note")
VISIT = ("target", "outcome", "attempt", "corrects", "double", "known", "requests", "needs", "unplaced")
GIVEN = (*VISIT, "given")
_FOR_PEOPLE = frozenset({out.Format.TABLE, out.Format.MD})


def name_list(words: str) -> list[str]:
    """Return the names between commas."""
    return [name.strip() for name in words.replace("，", ",").split(",") if name.strip()]


def print_targets(
    found: "Sequence[TargetRow]", fmt: out.Format, *, empty: str = "", keys: "Sequence[str]" = TARGET
) -> None:
    """Print targets; what they are to get stands beside them where the round hands out a plan."""
    more = ("quantity",) if any(one.quantity for one in found) else ()
    out.rows(found, [out.Column(key) for key in (*keys, *more)], fmt, empty=empty)


def say_changed(opened: "Office", number: int, at: str | None) -> None:
    """Say on stderr of whom a past moment is not known any more, where it was asked for."""
    if at is None:
        return
    from gridctl.services import round_work

    count = round_work.people_changed(opened, number, at)
    if count:
        told = ngettext(
            "{count} resident was changed or has moved since: the name and needs shown are those of today",
            "{count} residents were changed or have moved since: names and needs shown are those of today",
            count,
        )
        out.talk(told.format(count=count))


def print_round(view: "RoundView", fmt: out.Format) -> None:
    """Print a round; its parts are tables of their own."""
    from dataclasses import fields

    hidden = {"sight"} if view.dry_run else {"sight", "dry_run"}
    hidden |= {"by_building"} if view.groups else {"groups"}
    hidden |= {key for key in ("sample", "seed", "plan", "proof") if getattr(view, key) is None}
    hidden |= {"proof"} if fmt in _FOR_PEOPLE else set()
    inner = tuple(out.Column(key) for key in GROUP)
    columns = [
        out.Column(one.name, inner=inner) if one.name in {"by_building", "groups"} else out.Column(one.name)
        for one in fields(view)
        if one.name not in hidden
    ]
    out.thing(view, fmt, columns=columns)
    if view.proof is not None and fmt in _FOR_PEOPLE:
        out.text("")
        out.thing(view.proof, fmt, columns=_proof_columns(view.proof))


def _proof_columns(proof: "ProofView") -> list[out.Column]:
    """Return what is shown of two readers; items and differences are tables of their own."""
    if proof.sealed:
        return [out.Column(key) for key in ("readers", "read", "sealed")]
    whole = ("readers", "read", "compared", "differ", "error_rate", "error_low", "error_high")
    rates = tuple(
        out.Column(key)
        for key in ("checklist_item", "compared", "differ", "error_rate", "error_low", "error_high")
    )
    single = tuple(out.Column(key) for key in ("target", "checklist_item", "first_reader", "second_reader"))
    return [
        *(out.Column(key) for key in whole),
        out.Column("items", inner=rates),
        out.Column("differences", inner=single),
    ]


def print_recorded(view: "RecordedView", fmt: out.Format) -> None:
    """Print what was recorded, each visit by itself, and say what deserves a word."""
    from dataclasses import fields

    keys = GIVEN if any(one.given is not None for one in view.visits) else VISIT
    inner = tuple(out.Column(key) for key in keys)
    columns = [
        out.Column(one.name, inner=inner) if one.name == "visits" else out.Column(one.name)
        for one in fields(view)
        if one.name != "sight"
    ]
    out.thing(view, fmt, columns=columns)
    say_recorded(view)


def say_recorded(view: "RecordedView") -> None:
    """Say on stderr which doors somebody else had settled, and for whom needs could not be noted."""
    if view.known:
        told = ngettext(
            "{count} record was made before and does not count again",
            "{count} records were made before and do not count again",
            view.known,
        )
        out.talk(told.format(count=view.known))
    for one in view.visits:
        if one.double:
            told = _("{target} was recorded by somebody else before: {outcome}")
            out.talk(told.format(target=one.target, outcome=label(one.corrects or "", "visits")))
        if one.unplaced:
            told = _("{target}: whose is it? {what}. Note it: gridctl resident need RESIDENT TAG")
            out.talk(told.format(target=one.target, what=_(", ").join(one.unplaced)))

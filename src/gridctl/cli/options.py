"""Options that many commands share, declared once: ``fmt: FormatOption = Format.TABLE`` and the like."""

from enum import StrEnum
from typing import Annotated

import typer

from gridctl.cli.formats import Format
from gridctl.core.errors import N_, BadInput
from gridctl.present.i18n import _

FormatOption = Annotated[
    Format, typer.Option("--format", help=_("How to print: table, json, jsonl, csv or md."))
]
JsonOption = Annotated[bool, typer.Option("--json", help=_("Short for --format json."))]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask."))]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=_("Show what would happen and change nothing."))
]
RevealOption = Annotated[
    bool,
    typer.Option("--reveal", help=_("Show names, phones and numbers unmasked; the ledger keeps who did.")),
]
WhyOption = Annotated[
    str | None, typer.Option("--why", metavar="TEXT", help=_("The reason, for the ledger."))
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="MEMBER", help=_("Who did it, where that is not who types."))
]
AtOption = Annotated[
    str | None,
    typer.Option("--at", metavar="TIME", help=_("When it happened: 18:00, -20m, 2021-12-17 18:00.")),
]


def pick(fmt: Format, as_json: bool) -> Format:
    """Return the format of this call; BadInput where --json and another --format contradict each other."""
    refuse_two(None if fmt is Format.TABLE else fmt, as_json)
    return Format.JSON if as_json else fmt


def refuse_two(fmt: StrEnum | None, as_json: bool) -> None:
    """Refuse --json beside a --format that is not JSON (BadInput); None was not said."""
    if as_json and fmt is not None and fmt != "json":
        raise BadInput(
            N_("--json and --format {format} contradict each other"),
            hint=N_("leave one of them out"),
            format=fmt.value,
        )

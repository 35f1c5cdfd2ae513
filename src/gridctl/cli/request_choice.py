"""Which requests a step is for: numbers and ranges, or whatever fits ``--where QUERY``."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.core.errors import N_, BadInput
from gridctl.core.request_numbers import begins_with_number, split_numbers
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.services.office import Office

WhereOption = Annotated[
    str | None,
    typer.Option("--where", metavar="QUERY", help=_("Instead of numbers: all requests that fit a query.")),
]
Many = tuple[str | None, bool]
"""What --where and --yes said."""

FEW = 20
"""So many requests may be changed by a query without being asked."""
TOLD = 10
"""So many numbers are told before."""


def chosen(
    office: "Office", words: list[str] | None, many: Many, *, dry_run: bool = False
) -> tuple[list[int], str]:
    """Return the numbers of the requests and the words behind them; how many fit a query is said before.

    BadInput for numbers and a query at once; Refused where more than `FEW` fit and nobody confirms.
    """
    where, yes = many
    if where is None:
        return split_numbers(words or [])
    if words and begins_with_number(words):
        raise BadInput(
            N_("numbers and --where contradict each other"),
            hint=N_("leave one of them out; a remark that begins with a number goes in --note"),
        )
    from gridctl.services import choosing

    numbers = choosing.fitting(office, where)
    listed = ", ".join(f"#{number}" for number in numbers[:TOLD])
    more = " ..." if len(numbers) > TOLD else ""
    out.talk(_("{count} requests fit: {numbers}").format(count=len(numbers), numbers=listed + more))
    if len(numbers) > FEW and not dry_run:
        out.confirm(_("Change all of them?"), yes=yes)
    return numbers, " ".join(words or [])

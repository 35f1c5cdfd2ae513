"""``gridctl report shift``, ``round`` and ``request``: briefs of a moment or of one thing."""

from gridctl.cli.options import JsonOption
from gridctl.cli.report_app import (
    AreaOption,
    AsOfOption,
    NumberArgument,
    OutOption,
    QuietOption,
    ShapeOption,
    app,
    send,
)
from gridctl.present.i18n import _


@app.does(
    "shift",
    _("The hand-over at a change of shift: what is open, what was promised, who comes."),
    example="gridctl report shift --area HL",
)
def shift(
    area: AreaOption = None,
    as_of: AsOfOption = None,
    folder: OutOption = None,
    fmt: ShapeOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the hand-over, or write it to files."""
    from gridctl.report.writing import at_moment
    from gridctl.services.briefs.moments import Moment

    wanted = Moment("shift", area, None, as_of)
    send(lambda office: at_moment(office, wanted), fmt, folder, as_json=as_json, quiet=quiet)


def _thing(kind: str, about: str, example: str) -> None:
    """Register the brief of one kind of thing."""

    def command(
        number: NumberArgument,
        as_of: AsOfOption = None,
        folder: OutOption = None,
        fmt: ShapeOption = None,
        as_json: JsonOption = False,
        quiet: QuietOption = False,
    ) -> None:
        from gridctl.report.writing import at_moment
        from gridctl.services.briefs.moments import Moment

        wanted = Moment(kind, None, number, as_of)
        send(lambda office: at_moment(office, wanted), fmt, folder, as_json=as_json, quiet=quiet)

    app.does(kind, about, example=example)(command)


_thing(
    "round",
    _("One round: its coverage by building, grid and member."),
    "gridctl report round 3 --as-of 'yesterday 18:00'",
)
_thing(
    "request",
    _("One request: how it stands and what happened, masked."),
    "gridctl report request 412 --format md",
)

"""``gridctl report send``, ``deliver``, ``deliveries`` and ``delivery``: reports that go out by machine."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.report_app import AreaOption, DayOption, QuietOption, app
from gridctl.cli.session import office
from gridctl.core.errors import N_, Busy, CheckFailed
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.letters import DeliverView, DeliveryView
    from gridctl.services.office import Office

delivery = Group(_("Deliveries: decide about what failed or is in doubt."))
app.add_typer(delivery, name="delivery")

LIST = ("id", "status", "what", "date", "about", "to", "by", "attempts", "next_at", "error", "sent_at")
SPARE = {"attempts": 1, "by": 2, "about": 3, "sent_at": 4}
"""What a narrow terminal leaves out first."""
PLACES = ("name", "status", "by", "where", "protection", "people")

Numbers = Annotated[list[int], typer.Argument(metavar="NUMBER...", help=_("Numbers of deliveries."))]
DestOption = Annotated[
    list[str],
    typer.Option(
        "--to", metavar="NAME", help=_("A destination of the settings; more than one by repeating.")
    ),
]


@app.does(
    "send",
    _("Send a report to a destination of the settings: mail, folder or webhook."),
    example="gridctl report send daily --date yesterday --to town --file-format md",
)
def send(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=_("Which report: daily, weekly, monthly, duty, shift ..."))
    ],
    to: DestOption,
    day: DayOption = None,
    area: AreaOption = None,
    number: Annotated[
        int | None, typer.Option(metavar="N", help=_("The number of the round or request that it is of."))
    ] = None,
    formats: Annotated[
        str,
        typer.Option(
            "--file-format",
            metavar="F,F",
            help=_("The files that go with it: md,html,xlsx; an empty text for none."),
        ),
    ] = "md",
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Write a report, hand it over and send it at once; the same figures go to the same destination but once."""
    from gridctl.report.writing import Order, written
    from gridctl.services import delivering

    chosen = pick(fmt, as_json)
    asked = tuple(part.strip() for part in formats.split(",") if part.strip())
    with office() as opened:
        for name in to:
            delivering.destination(name)
        ready = written(opened, Order(kind, day, area, formats=asked, number=number))
        send_now(opened, delivering.hand_over(opened, None, ready, to), chosen)


@app.does(
    "deliver",
    _("Send what is due: reports and texts that wait, or are to be tried again."),
    example="gridctl report deliver --quiet",
)
def deliver(
    quiet: QuietOption = False, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False
) -> None:
    """Send what is due once; cron runs it every few minutes."""
    from gridctl.report.sending import deliver_due

    chosen = pick(fmt, as_json)
    out.set_quiet(quiet)
    with office() as opened:
        found = deliver_due(opened)
        if not quiet:
            out.thing(found, chosen)
    complain(found)


@app.does(
    "deliveries",
    _("List what is to be sent and has not gone, the newest first."),
    example="gridctl report deliveries --all --to town",
)
def deliveries(
    to: Annotated[
        str | None, typer.Option("--to", metavar="NAME", help=_("Only to this destination."))
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=_("What was sent or dropped, too."))] = False,
    limit: Annotated[int | None, typer.Option(min=1, help=_("At most so many."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List deliveries."""
    from gridctl.services import delivering

    with office() as opened:
        show(delivering.listing(opened, delivering.Query(everything, to, limit)), pick(fmt, as_json))


@delivery.does(
    "retry",
    _("Let deliveries be tried again; one in doubt may then arrive twice."),
    example="gridctl report delivery retry 3",
)
def retry(numbers: Numbers, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Send again what failed or is in doubt."""
    from gridctl.services import delivering

    with office() as opened:
        send_now(opened, delivering.retry(opened, numbers), pick(fmt, as_json))


@delivery.does(
    "drop",
    _("Give deliveries up; texts of the outbox wait there as before."),
    example="gridctl report delivery drop 3",
)
def drop(numbers: Numbers, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Give deliveries up for good."""
    from gridctl.services import delivering

    with office() as opened:
        show(delivering.drop(opened, numbers), pick(fmt, as_json))


@delivery.does(
    "sent",
    _("Say that deliveries in doubt have arrived; texts count as told."),
    example="gridctl report delivery sent 3",
)
def sent(numbers: Numbers, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Mark deliveries as sent."""
    from gridctl.services import delivering

    with office() as opened:
        show(delivering.confirm(opened, numbers), pick(fmt, as_json))


@delivery.does(
    "check",
    _("Check the destinations of the settings; exits 1 where a secret is missing."),
    example="gridctl report delivery check",
)
def check(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List destinations; nothing is sent."""
    from gridctl.services import delivering

    found = delivering.destinations()
    columns = [out.Column(key) for key in PLACES]
    out.rows(
        found,
        columns,
        pick(fmt, as_json),
        empty=_("The settings know no destination: gridctl guide delivery"),
    )
    if any(one.status == "no_secret" for one in found):
        raise typer.Exit(1)


def show(found: "Sequence[DeliveryView]", fmt: out.Format) -> None:
    """Print deliveries."""
    columns = [out.Column(key, spare=SPARE.get(key, 0)) for key in LIST]
    out.rows(found, columns, fmt, empty=_("Nothing waits to be sent."))


def send_now(opened: "Office", queued: "Sequence[DeliveryView]", fmt: out.Format) -> None:
    """Send deliveries that were just put into the queue, and print how they stand then."""
    from gridctl.report.sending import deliver_due
    from gridctl.services import delivering

    numbers = tuple(one.id for one in queued)
    found = None
    try:
        if any(one.status == "waiting" for one in queued):
            found = deliver_due(opened, numbers)
    except Busy:
        out.talk(_("Another gridctl is sending; these wait for the next time: gridctl report deliver"))
    show(delivering.listing(opened, delivering.Query(only=numbers)) if numbers else [], fmt)
    if found is None and numbers and all(one.status == "sent" for one in queued):
        out.talk(_("The same was sent before; it is not sent twice."))
    if found is not None:
        if found.put_off:
            out.talk(_("Not sent yet; it is tried again by gridctl report deliver."))
        complain(found)


def complain(found: "DeliverView") -> None:
    """Exit 1 where something was not sent and will not be by itself."""
    if found.failed or found.in_doubt:
        raise CheckFailed(
            N_("deliveries that failed: {failed}; in doubt: {in_doubt}"),
            hint=N_("see why: gridctl report deliveries; then report delivery retry, sent or drop"),
            error="not_delivered",
            failed=found.failed,
            in_doubt=found.in_doubt,
        )

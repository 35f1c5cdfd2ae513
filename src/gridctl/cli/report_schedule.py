"""``gridctl report schedule``: what is written by itself, and the lines by which cron does it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office, store_path
from gridctl.core.report_runs import RunKind
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.report_run_views import ReportScheduleView
    from gridctl.services.office import Office

app = Group(_("What is written by itself: when, into which folder, and who gets it."))

LINES = ("file", "text")
LIST = ("id", "kind", "clock_time", "area", "formats", "folder", "dests", "lang", "next_at", "ended_at")

PrintOption = Annotated[
    bool, typer.Option("--print", help=_("Leave the crontab alone and print the lines instead."))
]
SystemdOption = Annotated[
    bool, typer.Option("--systemd", help=_("Print units for a user's systemd instead of lines of cron."))
]


@app.does(
    "add",
    _("Let a report be written each day by itself, or the heartbeat run; cron is told so."),
    example="gridctl report schedule add daily --at 18:00 --format md,json --out reports",
)
def add(
    kind: Annotated[RunKind, typer.Argument(metavar="KIND", help=_("Which report; tick: the heartbeat."))],
    at: Annotated[
        str | None, typer.Option("--at", metavar="HH:MM", help=_("When, by the clock of the store's zone."))
    ] = None,
    formats: Annotated[
        str | None, typer.Option("--format", metavar="LIST", help=_("In which formats: md,json; none: md."))
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help=_("Into which folder; none: reports, beside the store.")),
    ] = None,
    dests: Annotated[
        list[str] | None,
        typer.Option(
            "--to", metavar="NAME", help=_("A destination of the settings; more than one by repeating.")
        ),
    ] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("This area and all below it."))] = None,
    language: Annotated[
        str, typer.Option("--lang", metavar="en|zh", help=_("In which language; none: in the store's."))
    ] = "",
    only_print: PrintOption = False,
    systemd: SystemdOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add a schedule, and tell cron; without a crontab program nothing is added, unless the lines are printed."""
    from gridctl.config import check_language
    from gridctl.report import crontab, writing
    from gridctl.services import delivering, report_schedules

    wanted = tuple(one for one in (formats or "md").replace("，", ",").split(",") if one.strip())
    if not (only_print or systemd):
        crontab.require()
    with office() as opened:
        if kind is not RunKind.TICK:
            writing.check(str(kind), wanted)
        for name in dests or ():
            delivering.destination(name)
        new = report_schedules.NewSchedule(
            kind, at, wanted, folder, tuple(dests or ()), area, check_language(language)
        )
        found = report_schedules.add(opened, new)
        if only_print or systemd:
            _say_stored(found)
            _print(opened, pick(out.Format.TABLE, as_json), systemd=systemd)
        else:
            _install(opened)
            out.thing(found, pick(out.Format.TABLE, as_json))


def _say_stored(found: "ReportScheduleView") -> None:
    out.talk(_("Schedule {number} is stored; it runs once these lines do.").format(number=found.id))


@app.does("list", _("List what is written by itself."), example="gridctl report schedule list --all")
def listing(
    everything: Annotated[
        bool, typer.Option("--all", help=_("Also what was removed: its files and its log are still there."))
    ] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List schedules."""
    from gridctl.services import report_schedules

    with office() as opened:
        out.rows(
            report_schedules.listing(opened, ended=everything),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("Nothing is written by itself. Begin: gridctl report schedule add daily --at 18:00"),
        )


@app.does(
    "remove",
    _("Write a report no longer by itself; what was written stays."),
    example="gridctl report schedule remove 1",
)
def remove(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help=_("The number of the schedule."))],
    only_print: PrintOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """End a schedule, and tell cron where it was told of it."""
    from gridctl.report import crontab
    from gridctl.services import report_schedules

    with office() as opened:
        found = report_schedules.remove(opened, number)
        if only_print:
            _print(opened, pick(fmt, as_json))
            return
        if crontab.is_there():
            _install(opened)
        out.thing(found, pick(fmt, as_json))


@app.does(
    "install",
    _("Write the lines of this store into the crontab, in the place of its old ones."),
    example="gridctl report schedule install",
)
def install(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Tell cron once more, such as after the store or gridctl was moved."""
    with office() as opened:
        _install(opened)
        _print(opened, pick(fmt, as_json))


@app.does(
    "uninstall",
    _("Take the lines of this store out of the crontab; its schedules stay."),
    example="gridctl report schedule uninstall",
)
def uninstall(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Tell cron to leave the store alone; the store itself may be gone already."""
    from gridctl.report import crontab

    crontab.install(store_path(), [])
    out.rows([], [out.Column(key) for key in LINES], pick(fmt, as_json))
    out.talk(_("The crontab holds no line of this store."))


@app.does(
    "print",
    _("Print the lines for a crontab, or the units for systemd."),
    example="gridctl report schedule print --systemd",
)
def show(
    systemd: SystemdOption = False, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False
) -> None:
    """Print what makes the schedules run."""
    with office() as opened:
        _print(opened, pick(fmt, as_json), systemd=systemd)


def _install(opened: "Office") -> None:
    """Write the lines of what is scheduled now into the crontab."""
    from gridctl.report import cron_lines, crontab
    from gridctl.services import report_schedules

    path = opened.store.path
    crontab.install(path, cron_lines.crontab_lines(path, report_schedules.kinds(opened)))


def _print(opened: "Office", chosen: out.Format, *, systemd: bool = False) -> None:
    """Print what makes the schedules run: as a text that can be used as it is, or as data."""
    from gridctl.report import cron_lines
    from gridctl.services import report_schedules

    kinds = report_schedules.kinds(opened)
    if not kinds:
        out.talk(_("Nothing is written by itself. Begin: gridctl report schedule add daily --at 18:00"))
    found = cron_lines.files(opened.store.path, kinds, systemd=systemd)
    if chosen is out.Format.TABLE:
        if found:
            out.finished("\n".join(one.text if not systemd else f"# {one.file}\n{one.text}" for one in found))
    else:
        out.rows(found, [out.Column(key) for key in LINES], chosen)

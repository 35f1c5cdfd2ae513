"""The one door: the root command, its groups, and the line from errors to exit codes."""

import gc
import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from gridctl.cli import door
from gridctl.cli.app import CONTEXT, GridGroup, build
from gridctl.cli.session import CURRENT
from gridctl.core.errors import N_
from gridctl.present.i18n import _

COMMANDS: dict[str, tuple[str, str]] = {
    "add": ("requests", N_("Take in a help request (求助); short for request add.")),
    "my": ("daily", N_("List what you have to do (我的).")),
    "next": ("requests", N_("Show the most urgent piece of work (下一件); short for request next.")),
    "done": ("daily", N_("Say that a request of yours is done (办结).")),
    "up": ("daily", N_("Send a request of yours up a level (上报).")),
    "init": ("whole", N_("Make a store.")),
    "demo": ("whole", N_("Make a store with a believable community and a month of requests.")),
    "status": (
        "status",
        N_("Show the five colours: what burns where and why, who is on duty, which rounds run."),
    ),
    "request": ("requests", N_("Help requests: take in, hand out, answer, find.")),
    "inbox": ("inboxes", N_("Drafts from pasted messages: take, change, drop.")),
    "area": ("areas", N_("Areas: districts, towns, communities, grids, stairwells.")),
    "compound": ("compounds", N_("Compounds: walled estates with their buildings.")),
    "building": ("buildings", N_("Buildings: floors, units and the homes in them.")),
    "home": ("homes", N_("Homes: flats, shops, companies, dormitories; one door each.")),
    "resident": ("residents", N_("Residents: take in, find, change, merge, forget.")),
    "member": ("members", N_("Members: who works in the grid.")),
    "team": ("teams", N_("Teams that requests can be dispatched to.")),
    "duty": ("duties", N_("Duty: posts, rosters, absences, turning up.")),
    "outbox": ("outboxes", N_("The outbox: texts that wait to be sent.")),
    "log": ("logs", N_("The duty log: what was said and decided at the desk.")),
    "point": ("points", N_("Points: cameras, gates and other fixed sources of requests.")),
    "supply": ("supplies", N_("Supplies: what is where, who gets it, how long it lasts.")),
    "checklist": ("checklists", N_("Checklists: what is asked at each door.")),
    "round": ("rounds", N_("Rounds: door to door, and what happened at each.")),
    "import": ("imports", N_("Bring in files: spreadsheets, CSV, JSON.")),
    "export": (
        "exports",
        N_("Give out files: requests as a table, as JSON, by Open311; rosters for walls and calendars."),
    ),
    "report": ("reports", N_("Reports: briefs by day, week, area and thing; what was corrected.")),
    "pack": ("packs", N_("Packs: scenarios with categories, time limits and words.")),
    "operation": ("operations", N_("Operations: packs that are applied to an area.")),
    "store": ("stores", N_("The store: check, back up, restore, move forward.")),
    "ledger": ("ledgers", N_("The ledger: every change, by whom, when.")),
    "gap": ("gaps", N_("Show jobs without people and people without jobs; exits 1 while there are any.")),
    "tick": (
        "heartbeat",
        N_("Do what time has made due: escalate, open repeats, mark no-answers, write reminders."),
    ),
    "reminders": (
        "heartbeat",
        N_("Show what has to be remembered: due soon, late, not accepted, waited long enough."),
    ),
    "dashboard": ("dashboard", N_("Open the dashboard: screens over the store, with keys and mouse.")),
    "guide": ("whole", N_("Read the manual here in the terminal.")),
}
"""Each command of the root: the module in `cli` that has it, and its line in the help."""

ALSO = {"求助": "add", "我的": "my", "下一件": "next", "办结": "done", "上报": "up", "tui": "dashboard"}
"""Other names of commands: the five daily ones in Chinese, and the dashboard's short one."""

SHORT = frozenset({"add", "next"})
"""Commands of a group that stand at the root too."""

_PLAIN = frozenset({"whole", "status", "daily", "gaps", "heartbeat", "dashboard"})
"""Modules whose commands stand at the root, not in a group of their own."""


@cache
def _group(module: str) -> Any:  # noqa: ANN401
    """Import a module of `cli` and return its group; it is asked for more than once in a call."""
    if module == "dashboard":
        import_module("gridctl.cli.dashboard").PAINTER[:] = [_paint]
    return build(import_module(f"gridctl.cli.{module}").app)


def _paint(path: Path, **asked: Any) -> int:  # noqa: ANN401
    """Hand the terminal to the dashboard; the two faces do not know each other."""
    from gridctl.tui.start import start  # start-up: only this command loads Textual

    return start(path, **asked)


class Root(GridGroup):
    """The root: its groups are imported when they are asked for, and errors leave by one door."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """Name the commands in the order of the help."""
        return list(COMMANDS)

    def line_of(self, ctx: Any, name: str) -> str:  # noqa: ANN401, ARG002
        """Return a command's line without importing it."""
        return _(COMMANDS[name][1])

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401
        """Import the module of a command and return it."""
        name = ALSO.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        module, text = COMMANDS[name]
        group = _group(module)
        found = group.get_command(ctx, name) if module in _PLAIN or name in SHORT else group
        found.name = name
        if found is group:
            found.help = _(text)
        return found

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # noqa: ANN401
        """Complete command names without importing their modules."""
        from typer._click.shell_completion import CompletionItem  # Typer gives it no name of its own

        if incomplete.startswith("-"):
            return super(GridGroup, self).shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=_(text))
            for name, (_module, text) in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def main(self, args: Sequence[str] | None = None, *_more: Any, **more: Any) -> Any:  # noqa: ANN401
        """Run a command line; every error becomes two lines and an exit code."""
        argv = list(sys.argv[1:] if args is None else args)
        more |= {"standalone_mode": False, "prog_name": "gridctl"}
        return door.guarded(lambda: super(Root, self).main(argv, **more), argv)


def make_root() -> Any:  # noqa: ANN401
    """Build the root command in the language that is known by now."""
    app = typer.Typer(
        cls=Root,
        help=_("Help requests, duties, rounds and daily reports for neighbourhood grids."),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=CONTEXT,
        invoke_without_command=True,
    )
    app.callback()(_options())
    root: Any = typer.main.get_command(app)
    for param in root.params:
        if param.name == "install_completion":
            param.help, param.callback = _("Install completion for this shell."), _install_completion
        elif param.name == "show_completion":
            param.help = _("Show the completion script for this shell.")
    return root


def _install_completion(ctx: Any, _param: Any, wanted: bool) -> None:  # noqa: ANN401
    """Do what Typer's own callback does, and say so in the user's language."""
    if not wanted or ctx.resilient_parsing:
        return
    from typer.completion import install  # type: ignore[attr-defined]

    shell, path = install()
    typer.echo(
        _("Completion for {shell} is in {path}; open a new terminal to use it.").format(
            shell=shell, path=path
        )
    )
    raise typer.Exit


def _options() -> Any:  # noqa: ANN401
    def root(
        ctx: typer.Context,
        store: Annotated[str, typer.Option(metavar="PATH", help=_("Where the store lies."))] = "",
        operator: Annotated[
            str, typer.Option("--as", metavar="CODE", help=_("Who types: the code of a member."))
        ] = "",
        lang: Annotated[str, typer.Option(metavar="en|zh", help=_("The language of texts."))] = "",
        version: Annotated[bool, typer.Option("--version", help=_("Show the version."))] = False,
    ) -> None:
        CURRENT.store, CURRENT.operator, CURRENT.lang = store, operator, lang
        if version:
            from gridctl import __version__

            typer.echo(f"gridctl {__version__}")
        elif ctx.invoked_subcommand is None:
            from gridctl.cli import menu

            if not menu.show(run):
                typer.echo(ctx.get_help())

    return root


def run(argv: Sequence[str]) -> int:
    """Run one command line in this process and return its exit code."""
    CURRENT.__init__(json=door.wants_json(argv))  # type: ignore[misc]
    return door.guarded_start(argv, lambda: int(make_root().main(list(argv)) or 0))


def console() -> None:
    """Run the console script and leave at once: what Python would tidy up, the system does faster."""
    gc.disable()
    door.leave_on_sigterm()
    code = run(sys.argv[1:])
    code = door.flushed(code)
    os._exit(code)

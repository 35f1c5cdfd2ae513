"""How groups and commands are made: plain help in cells, an example in each, our two-line errors."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from gridctl.cli.session import CURRENT
from gridctl.core.errors import N_, BadInput
from gridctl.core.nearest import nearest

CONTEXT = {"help_option_names": ["-h", "--help"]}


@contextmanager
def _telling(ctx: Any) -> Iterator[None]:  # noqa: ANN401
    """Let a usage error know whose command line it is about; Typer leaves that out of some."""
    try:
        yield
    except Exception as fault:
        if getattr(fault, "ctx", ctx) is None:
            fault.ctx = ctx  # type: ignore[attr-defined]
        raise


class GridCommand(TyperCommand):
    """A command whose help is written in cells, and that the ledger can name."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command; a refused attempt tells the ledger which one it was."""
        CURRENT.command = ctx.command_path.removeprefix("gridctl ")
        return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read the words of a call."""
        with _telling(ctx):
            return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write the whole help page."""
        from gridctl.cli.help import page

        formatter.write(page(self, ctx))


class QueryCommand(GridCommand):
    """A command that takes a query, in which a word may begin with `-` to negate it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read the words of a call; what no option is called is a negated word."""
        known = {name for param in self.get_params(ctx) for name in param.opts}
        return super().parse_args(ctx, [_spoken(word, known) for word in _own_desk(args)])


class SignedCommand(GridCommand):
    """A command that takes a number which may be below zero: ``-3`` is no option here."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read the words of a call; a hyphen before a digit becomes a minus sign."""
        signed = (f"\u2212{word[1:]}" if word[:1] == "-" and word[1:2].isdigit() else word for word in args)
        return super().parse_args(ctx, list(signed))


def _own_desk(args: Sequence[str]) -> list[str]:
    """Return the words of a call with ``me`` behind a `--desk` that no name follows."""
    found: list[str] = []
    for word, after in zip(args, [*args[1:], "-"], strict=False):
        bare = word == "--desk" and (after[:1] in {"-", "@", "!", '"'} or ":" in after or "：" in after)
        found += [word, "me"] if bare else [word]
    return found


def _spoken(word: str, known: set[str]) -> str:
    """Return a word as the query language also takes it: ``!is:overdue`` for ``-is:overdue``."""
    negates = len(word) > 1 and word[0] == "-" and word[1] not in "-0123456789." and word not in known
    return f"!{word[1:]}" if negates else word


class GridGroup(TyperGroup):
    """A group whose help is written in cells and whose unknown commands name the nearest one.

    Its commands are built when they are asked for: of thirty, a call needs one.
    """

    app: Any = None
    """The Typer whose commands wait to be built; none where all are."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401
        """Name the commands in the order in which they were registered, then the groups."""
        waiting = [info.name for info in self.app.registered_commands] if self.app else []
        return list(dict.fromkeys([*waiting, *super().list_commands(ctx)]))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401
        """Return a command, which is built the first time."""
        if self.app and cmd_name not in self.commands:
            found = [info for info in self.app.registered_commands if info.name == cmd_name]
            for info in found:
                self.commands[cmd_name] = typer.main.get_command_from_info(
                    info, pretty_exceptions_short=True, rich_markup_mode=None
                )
        return super().get_command(ctx, cmd_name)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read the words of a call."""
        with _telling(ctx):
            return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write the whole help page."""
        from gridctl.cli.help import page

        formatter.write(page(self, ctx))

    def line_of(self, ctx: Any, name: str) -> str:  # noqa: ANN401
        """Return the line of one command in the group's help."""
        command: Any = self.get_command(ctx, name)
        return str(command.help or "")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Find the command, or say which one was probably meant."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            names = self.list_commands(ctx)
            close = nearest(name, names)
            raise BadInput(
                N_("there is no command {path} {name}"),
                hint=N_("did you mean: {path} {nearest}") if close else N_("the commands: {path} --help"),
                path=ctx.command_path,
                name=name,
                nearest=close,
            )
        return super().resolve_command(ctx, args)


class ListGroup(GridGroup):
    """A group that lists when it is called alone: ``gridctl outbox --to M12`` is ``gridctl outbox list --to M12``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read the words of a call; options without a command belong to the list."""
        alone = not args or (args[0].startswith("-") and args[0] not in CONTEXT["help_option_names"])
        return super().parse_args(ctx, ["list", *args] if alone else args)


class MakeGroup(GridGroup):
    """A group that makes something of what is no command: ``supply plan RICE`` is ``supply plan make RICE``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read the words of a call."""
        known = {*self.list_commands(ctx), *CONTEXT["help_option_names"]}
        return super().parse_args(ctx, args if not args or args[0] in known else ["make", *args])


class Group(typer.Typer):
    """The commands of one noun."""

    def __init__(self, about: str, *, cls: type[GridGroup] = GridGroup) -> None:
        """Make a group that shows its help when it is called alone, unless `cls` says otherwise."""
        super().__init__(
            cls=cls,
            help=about,
            no_args_is_help=True,
            rich_markup_mode=None,
            add_completion=False,
            context_settings=CONTEXT,
            pretty_exceptions_enable=False,
        )
        self.callback()(_nothing)

    def does(
        self,
        name: str,
        about: str,
        *,
        example: str,
        cls: type[GridCommand] = GridCommand,
        **more: Any,  # noqa: ANN401
    ) -> Callable[[Any], Any]:
        """Register a command with its sentence and one example line."""
        return self.command(name, cls=cls, help=about, epilog=example, context_settings=CONTEXT, **more)


def build(app: typer.Typer) -> Any:  # noqa: ANN401
    """Return the group of a Typer, its commands waiting to be asked for."""
    bare = copy(app)
    bare.registered_commands = []
    group: Any = typer.main.get_group(bare)
    group.app = app
    return group


def _nothing() -> None:
    """Keep a group of one command a group."""

"""The commands as they are registered, found by walking the tree that Typer builds."""

import shlex
from collections.abc import Iterator
from typing import Any

from gridctl.main import COMMANDS, make_root


def walk() -> Iterator[tuple[str, Any]]:
    """Yield each command's words, such as ``request add``, with the command itself."""
    root = make_root()
    for name in COMMANDS:
        command = root.get_command(None, name)
        yield from _inside(name, command)


def _inside(words: str, command: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    if not hasattr(command, "list_commands"):
        yield words, command
        return
    for inner in sorted(command.list_commands(None)):
        yield from _inside(f"{words} {inner}", command.get_command(None, inner))


def example(command: Any) -> list[str]:  # noqa: ANN401
    """Return the arguments of a command's example, without ``gridctl``."""
    words = shlex.split(command.epilog or "")
    assert words[:1] == ["gridctl"], command.epilog
    return words[1:]


def parses(root: Any, argv: list[str]) -> Any:  # noqa: ANN401
    """Parse a command line without running it; return the context of the innermost command."""
    context = root.make_context("gridctl", list(argv))
    command, rest = root, [*context._protected_args, *context.args]
    while hasattr(command, "resolve_command"):
        _name, command, rest = command.resolve_command(context, rest)
        context = command.make_context(command.name, list(rest), parent=context)
        rest = [*getattr(context, "_protected_args", []), *context.args]
    return context

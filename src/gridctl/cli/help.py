"""Help pages: plain text, wrapped in terminal cells, so that Chinese lines up."""

import shutil
from collections.abc import Iterator
from typing import Any

from gridctl.present.cells import cell_len, pad, wrap
from gridctl.present.i18n import _

WIDEST = 100
INDENT = "  "
LABEL = 34


def page(command: Any, ctx: Any) -> str:  # noqa: ANN401
    """Return the help of a command or group, each line at most as wide as the terminal."""
    width = min(WIDEST, shutil.get_terminal_size((80, 24)).columns) - 1
    parts = [f"{_('Usage')}: {ctx.command_path} {' '.join(command.collect_usage_pieces(ctx))}", ""]
    parts += [INDENT + line for line in wrap(command.help or "", width - len(INDENT))]
    for title, rows in _sections(command, ctx):
        parts += ["", f"{title}:", *_table(rows, width)]
    if command.epilog:
        parts += ["", f"{_('Example')}:", *(INDENT + line for line in command.epilog.splitlines())]
    return "\n".join(parts) + "\n"


def _sections(command: Any, ctx: Any) -> Iterator[tuple[str, list[tuple[str, str]]]]:  # noqa: ANN401
    arguments, options = [], []
    for param in command.get_params(ctx):
        if param.param_type_name == "argument":
            if not param.hidden and param.help:
                arguments.append((param.make_metavar(ctx), param.help))
        elif not param.hidden:
            options.append((_spelling(param, ctx), _about(param)))
    if arguments:
        yield _("Arguments"), arguments
    if hasattr(command, "list_commands"):
        yield _("Commands"), [(name, command.line_of(ctx, name)) for name in command.list_commands(ctx)]
    if options:
        yield _("Options"), options


def _spelling(param: Any, ctx: Any) -> str:  # noqa: ANN401
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {param.make_metavar(ctx)}"


def _about(param: Any) -> str:  # noqa: ANN401
    if "--help" in param.opts:
        return _("Show this page.")
    text = param.help or ""
    default = param.default
    if param.show_default and default not in (None, False, ()) and not callable(default):
        text += " " + _("[default: {value}]").format(value=getattr(default, "value", default))
    return text


def _table(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    label = min(LABEL, max(cell_len(left) for left, _text in rows)) + 2
    for left, text in rows:
        lines = wrap(text, max(20, width - label - len(INDENT))) or [""]
        if cell_len(left) + 2 > label:
            yield INDENT + left
        else:
            yield (INDENT + pad(left, label) + lines.pop(0)).rstrip()
        yield from (INDENT + " " * label + line for line in lines)

"""Help pages: plain text, wrapped in terminal cells, so that Chinese lines up."""

import shutil
from collections.abc import Iterator
from typing import Any

from gridctl.present.cells import cell_len, pad, wrap
from gridctl.present.i18n import _, language
from gridctl.present.labels import label

WIDEST = 100
INDENT = "  "
LABEL = 34


def page(command: Any, ctx: Any) -> str:  # noqa: ANN401
    """Return the help of a command or group, each line at most as wide as the terminal."""
    width = min(WIDEST, shutil.get_terminal_size((80, 24)).columns) - 1
    usage, example = _("Usage:"), _("Example:")
    words = " ".join(command.collect_usage_pieces(ctx)).replace("{", "").replace("}", "")
    parts = [f"{usage} {ctx.command_path} {words}", ""]
    parts += [INDENT + line for line in wrap(command.help or "", width - len(INDENT))]
    for title, rows in _sections(command, ctx):
        parts += ["", title, *_table(rows, width)]
    if command.epilog:
        parts += [
            "",
            example,
            *(INDENT + line for line in _broken(command.epilog, " --", width - len(INDENT), " \\")),
        ]
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
        yield _("Arguments:"), arguments
    if hasattr(command, "list_commands"):
        yield _("Commands:"), [(name, command.line_of(ctx, name)) for name in command.list_commands(ctx)]
    if options:
        yield _("Options:"), options


def _spelling(param: Any, ctx: Any) -> str:  # noqa: ANN401
    names = ", ".join(sorted(param.opts, key=len))
    if param.is_flag:
        return " / ".join((names, *param.secondary_opts))
    return f"{names} {param.make_metavar(ctx) if param.metavar or hasattr(param.type, 'choices') else 'N'}"


def _about(param: Any) -> str:  # noqa: ANN401
    if "--help" in param.opts:
        return _("Show this page.")
    text = (param.help or "") + _meanings(param)
    default = param.default
    if param.required and param.param_type_name == "option":
        text += " " + _("[required]")
    elif param.show_default and default not in (None, False, (), "") and not callable(default):
        text += " " + _("[default: {value}]").format(value=getattr(default, "value", default))
    return text


def _meanings(param: Any) -> str:  # noqa: ANN401
    """Return what the codes of an option mean: they are English words, and not everybody reads English."""
    codes = getattr(param.type, "choices", ())
    from gridctl.present.code_labels import LABELS  # start-up: only help asks for all of them

    kind = next((kind for kind, known in LABELS.items() if codes and known.keys() >= set(codes)), "")
    if language() == "en" or not kind:
        return ""
    return _(", ").join(f"{code} {label(code, kind)}" for code in codes)


def _broken(text: str, before: str, width: int, end: str = "") -> Iterator[str]:
    """Yield a line that is not to be wrapped at blanks in pieces that begin with `before`."""
    line = ""
    for number, piece in enumerate(text.split(before)):
        more = before + piece if number else piece
        if line and cell_len(line + more + end) > width:
            yield line + end
            line, more = INDENT, more.lstrip()
        line += more
    yield line


def _table(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    room = min(LABEL, max(cell_len(left) for left, _text in rows)) + 2
    for left, text in rows:
        lines = wrap(text, max(20, width - room - len(INDENT))) or [""]
        if cell_len(left) + 2 > room:
            yield from (INDENT + line for line in _broken(left, "|", width - len(INDENT)))
        else:
            yield (INDENT + pad(left, room) + lines.pop(0)).rstrip()
        yield from (INDENT + " " * room + line for line in lines)

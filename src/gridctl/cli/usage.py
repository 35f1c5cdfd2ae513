"""What is wrong with a command line, in our words and in the user's language.

Typer words its usage errors in English alone. What they say is told anew here, from the kind of the error and
of the parameter; only the refused value is taken from Typer's message, where it stands in quotes.
"""

import re
from ast import literal_eval
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.nearest import nearest

_QUOTED = re.compile(r"""\A(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")
_BRACKETED = re.compile(r" \((.*)\)\Z", re.DOTALL)

SEE = N_("see: {path} --help")
MEANT = N_("did you mean {nearest}? all options: {path} --help")


def usage_error(fault: Any) -> BadInput:  # noqa: ANN401
    """Return our error for one of Typer's usage errors (exit 2)."""
    words = {
        "NoSuchOption": _no_such_option,
        "MissingParameter": _missing,
        "BadParameter": _bad_value,
        "BadOptionUsage": _bad_option,
        "UsageError": _left_over,
    }
    return words.get(type(fault).__name__, _unclear)(fault)


def _told(fault: Any, message: str, hint: str = SEE, **args: object) -> BadInput:  # noqa: ANN401
    ctx = fault.ctx
    return BadInput(message, hint=hint, error="usage", path=ctx.command_path if ctx else "gridctl", **args)


def _no_such_option(fault: Any) -> BadInput:  # noqa: ANN401
    close = nearest(fault.option_name, _options(fault))
    message = N_("there is no option {name}")
    return _told(fault, message, MEANT if close else SEE, name=fault.option_name, nearest=close)


def _options(fault: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the options of the command that the error is about, by each of their spellings."""
    if not fault.ctx:
        return {}
    params = fault.ctx.command.get_params(fault.ctx)
    return {name: param for param in params if param.param_type_name == "option" for name in param.opts}


def _missing(fault: Any) -> BadInput:  # noqa: ANN401
    known = _choices(fault)
    hint = N_("one of: {known}; see: {path} --help") if known else SEE
    return _told(fault, N_("{name} is missing"), hint, name=_name(fault), known=known)


def _bad_value(fault: Any) -> BadInput:  # noqa: ANN401
    value, known = _refused(fault.message), _choices(fault)
    if known:
        close = nearest(value, known)
        hint = N_("did you mean {nearest}? see: {path} --help") if close else SEE
        message = N_("{name}: {value} is not one of: {known}")
        return _told(fault, message, hint, name=_name(fault), value=value, known=known, nearest=close)
    kind = getattr(fault.param, "type", None)
    if value and getattr(kind, "name", "") in {"int", "int range"}:
        return _told(fault, N_("{name}: {value} is not a whole number"), name=_name(fault), value=value)
    if getattr(kind, "min", None) is not None:
        return _told(fault, N_("{name} must be at least {least}"), name=_name(fault), least=kind.min)  # type: ignore[union-attr]
    return _told(fault, N_("{name} has a value that does not fit"), name=_name(fault))


def _bad_option(fault: Any) -> BadInput:  # noqa: ANN401
    option = _options(fault).get(fault.option_name)
    flag = bool(option and option.is_flag)
    message = N_("{name} takes no value") if flag else N_("{name} needs a value")
    return _told(fault, message, name=fault.option_name)


def _left_over(fault: Any) -> BadInput:  # noqa: ANN401
    """Tell about words that no argument is there for."""
    found = _BRACKETED.search(fault.message)
    if not found:
        return _unclear(fault)
    hint = N_("put a text of several words in quotes; see: {path} --help")
    return _told(fault, N_("there is no place for: {words}"), hint, words=found[1])


def _unclear(fault: Any) -> BadInput:  # noqa: ANN401
    return _told(fault, N_("this command line cannot be read"))


def _name(fault: Any) -> str:  # noqa: ANN401
    """Return what the parameter is called in the help."""
    param = fault.param
    if param is None:
        return str(fault.param_hint or "")
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar or param.name.upper())


def _choices(fault: Any) -> list[str]:  # noqa: ANN401
    """Return the codes that a parameter takes; empty where it takes any text."""
    found = getattr(getattr(fault.param, "type", None), "choices", ())
    return [str(getattr(one, "value", one)) for one in found]


def _refused(message: str) -> str:
    """Return the value that stands quoted at the beginning of a message, or ""."""
    found = _QUOTED.match(message)
    return str(literal_eval(found[0])) if found else ""

"""The line from errors to exit codes: two lines on stderr, or one JSON object, and no traceback."""

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from gridctl.cli.session import CURRENT, speak_as_store
from gridctl.core.errors import N_, BadInput, GridError, Refused, StoreUnusable
from gridctl.present import i18n
from gridctl.present.errors import word_error

INTERRUPTED, TERMINATED, BUG = 130, 143, 70


class Terminated(BaseException):
    """SIGTERM arrived: what was under way is rolled back."""


def leave_on_sigterm() -> None:
    """Let SIGTERM unwind the stack, so that transactions roll back and locks are freed."""

    def leave(_number: int, _frame: object) -> None:
        raise Terminated

    signal.signal(signal.SIGTERM, leave)


def wants_json(argv: Sequence[str]) -> bool:
    """Tell whether this call asked for JSON, before anything is parsed."""
    pairs = zip(argv, [*argv[1:], ""], strict=False)
    return "--format=json" in argv or any(
        a == "--json" or (a == "--format" and b == "json") for a, b in pairs
    )


def asked_language(argv: Sequence[str]) -> str:
    """Return what --lang says, before anything is parsed: help is worded when a group is loaded."""
    for word, following in zip(argv, [*argv[1:], ""], strict=False):
        if word == "--lang":
            return following
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return ""


def guarded_start(argv: Sequence[str], body: Callable[[], int]) -> int:
    """Choose the language, then run; a wrong language or setting is an error like any other."""

    def started() -> int:
        from gridctl import config

        asked, variable = asked_language(argv), os.environ.get("GRIDCTL_LANG", "")
        i18n.set_language(asked or variable or config.settled_language() or config.system_language() or "en")
        CURRENT.lang = config.check_language(asked)
        config.check_language(variable)
        return body()

    return int(guarded(started, argv) or 0)


def guarded(body: Callable[[], Any], argv: Sequence[str]) -> Any:  # noqa: ANN401, C901, PLR0911  (one line for each)
    """Run `body`; return its exit code, or the one that its error stands for."""
    try:
        return body()
    except GridError as error:
        return tell(error, wants_json(argv))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    except BrokenPipeError:
        return 0
    except SystemExit as left:  # Typer leaves so where the reader of a pipe went away
        if isinstance(left.__context__, BrokenPipeError):
            return 0
        raise
    except OSError as fault:
        return tell(_disk_error(fault), wants_json(argv))
    except (UnicodeEncodeError, OverflowError):
        return tell(
            BadInput(
                N_("a value cannot be stored: a number is too large or a text holds half a character"),
                hint=N_("nothing was saved; correct the input and try again"),
            ),
            wants_json(argv),
        )
    except MemoryError:
        return tell(
            BadInput(N_("there is not enough memory for this"), hint=N_("nothing was saved")),
            wants_json(argv),
        )
    except Exception as fault:
        found = _usage_error(fault)
        if found is None:
            if os.environ.get("GRIDCTL_DEBUG") == "1":
                raise
            return _tell_bug(fault, wants_json(argv))
        return _show_help(found) if isinstance(found, str) else tell(found, wants_json(argv))


def _disk_error(fault: OSError) -> GridError:
    """Return the error for a file, a pipe or a disk that failed outside of the store."""
    if os.environ.get("GRIDCTL_DEBUG") == "1":
        raise fault
    where = fault.filename if isinstance(fault.filename, str) else ""
    message = N_("{path} cannot be read or written") if where else N_("the output cannot be written")
    return StoreUnusable(
        message, hint=N_("check the rights and the free space, and try again"), error="disk", path=where
    )


def tell(error: GridError, as_json: bool) -> int:
    """Print an error to stderr and return its exit code; what was mistyped met no store that sets the language."""
    if error.exit == BadInput.exit:
        speak_as_store()
    message, hint = word_error(error)
    with suppress(BrokenPipeError):
        if as_json:
            found = {"error": error.code, "message": message, "hint": hint, "exit": error.exit}
            print(json.dumps(found, ensure_ascii=False), file=sys.stderr)
        else:
            print(message + (f"\n{hint}" if hint else ""), file=sys.stderr)
    return error.exit


def _show_help(text: str) -> int:
    print(text)
    return 0


def _tell_bug(fault: Exception, as_json: bool) -> int:
    """Say that this is a fault of ours, by its kind alone: its text may hold names and phones."""
    error = GridError(
        N_("this is a fault in gridctl ({kind})"),
        hint=N_("nothing half done was saved; run it again with GRIDCTL_DEBUG=1 to see where"),
        error="bug",
        kind=type(fault).__name__,
    )
    error.exit = BUG
    return tell(error, as_json)


def _usage_error(fault: Exception) -> GridError | str | None:
    """Return our error for one of Typer's, the help page where that is the answer, or None."""
    kind = type(fault).__name__
    if kind == "NoArgsIsHelpError":
        return str(fault.ctx.get_help())  # type: ignore[attr-defined]
    if kind == "Abort":
        return Refused(N_("stopped: not confirmed"), hint=N_("say yes, or use --yes"), error="declined")
    if not hasattr(fault, "format_message"):
        return None
    from gridctl.cli.usage import usage_error  # start-up: only a wrong command line needs it

    return usage_error(fault)


def flushed(code: int) -> int:
    """Flush both streams; a reader that went away is not an error, a full disk is."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        code = code or 5
    with suppress(OSError):
        sys.stderr.flush()
    return code

"""The one tree of errors that a user may see.

An error carries a message id (its English template) and arguments; `present` words it in the user's
language. Anything that is not a `GridError` is a bug and keeps its traceback.
"""

from collections.abc import Mapping


def N_(text: str) -> str:  # noqa: N802  (the name that gettext's tools look for)
    """Mark `text` as a message to translate later, where the language is known."""
    return text


class GridError(Exception):
    """What went wrong, what to do about it, and the exit code of the contract.

    `message` and `hint` are templates for `str.format`; `args_` are their arguments.
    """

    exit = 1
    code = "error"

    def __init__(self, message: str, *, hint: str = "", error: str = "", **args: object) -> None:
        """Keep the templates and their arguments apart; `error` narrows the class's own code."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.args_: Mapping[str, object] = args
        if error:
            self.code = error

    def __str__(self) -> str:
        """Return the English wording, for logs of tests and tracebacks."""
        return self.message.format_map(dict(self.args_))


class CheckFailed(GridError):
    """A check found something (exit 1)."""

    exit = 1
    code = "check_failed"


class BadInput(GridError):
    """Bad usage or bad input (exit 2)."""

    exit = 2
    code = "bad_input"


class Ambiguous(BadInput):
    """A name that fits several things; `choices` says which (exit 2)."""

    code = "ambiguous"


class NotFound(GridError):
    """There is no such thing (exit 3)."""

    exit = 3
    code = "not_found"


class Refused(GridError):
    """A rule or a permission forbids it (exit 4)."""

    exit = 4
    code = "refused"


class Conflict(Refused):
    """Somebody else changed the thing since it was read (exit 4)."""

    code = "conflict"


class StoreUnusable(GridError):
    """The store is missing, damaged, newer, full or not writable (exit 5)."""

    exit = 5
    code = "store_unusable"


class Busy(GridError):
    """Another process holds the lock too long; try again (exit 75)."""

    exit = 75
    code = "busy"

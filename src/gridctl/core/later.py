"""Patterns that are compiled when they are first asked: a command that needs none of them starts sooner."""

import re
from typing import Any, cast


class _Later:
    """Stands for a pattern; each of its methods is looked up once."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags
        self._made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (a method of the pattern)
        if name.startswith("_"):
            raise AttributeError(name)
        if self._made is None:
            self._made = re.compile(self._source, self._flags)
        found = getattr(self._made, name)
        setattr(self, name, found)
        return found


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what does as the compiled pattern does; a source that is no pattern raises re.error at first use."""
    return cast("re.Pattern[str]", _Later(source, flags))

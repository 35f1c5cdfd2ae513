"""In which line of a TOML text a key stands.

The standard library's reader gives values without positions. This is a light scan, enough to lead a person
to the place: table headers and the keys at the beginning of lines. A key inside an inline table is found
by the nearest key or table around it.
"""

import re

Path = tuple[str | int, ...]

_NAME = r"""(?:[A-Za-z0-9_\-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_PART = re.compile(_NAME)


def show_path(path: Path) -> str:
    """Return a path as people read it: ``category[3].limits``; lists are counted from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text


class Lines:
    """The lines of one TOML text by the path of what stands in them."""

    def __init__(self, text: str) -> None:
        """Scan `text` once; an empty text knows no lines."""
        self._lines: dict[Path, int] = {(): 1} if text else {}
        self._counts: dict[Path, int] = {}
        table: Path = ()
        quote = ""
        for number, line in enumerate(text.split("\n"), start=1):
            if not quote:
                table = self._take(line, number, table)
            quote = _open_quote(line, quote)

    def line(self, path: Path) -> int | None:
        """Return the line of `path`, or of the nearest thing that holds it; None without a text."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path)

    def _take(self, line: str, number: int, table: Path) -> Path:
        header = _HEADER.match(line)
        if header:
            path = self._resolve(_parts(header[2]), repeated=header[1] == "[[")
            self._note(path, number)
            return path
        key = _KEY.match(line)
        if key:
            self._note(table + _parts(key[1]), number)
        return table

    def _note(self, path: Path, number: int) -> None:
        for end in range(1, len(path) + 1):
            self._lines.setdefault(path[:end], number)

    def _resolve(self, parts: Path, *, repeated: bool) -> Path:
        """Put the running number behind each list of tables on the way."""
        path: Path = ()
        for place, part in enumerate(parts):
            path = (*path, part)
            if repeated and place == len(parts) - 1:
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        return path


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _open_quote(line: str, quote: str) -> str:
    """Return the mark of the multi-line text that is still open after `line`, or nothing."""
    for mark in ('"""', "'''") if not quote else (quote,):
        if line.count(mark) % 2:
            return "" if quote else mark
    return quote

"""Hostile texts, and what no output may hold: for the tests of every command and screen.

``from present.hostile import HOSTILE, problems`` in any test.
"""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path

GROUPS: dict[str, list[str]] = json.loads(
    (Path(__file__).parents[1] / "data" / "hostile.json").read_text(encoding="ascii")
)
HOSTILE = [text for group in GROUPS.values() for text in group]

_LIVE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_EMPTY = set("\u115f\u1160\u3164\uffa0\u2800")
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20\t\r")
# In Markdown a bar, bracket, tag or code mark that no backslash stands before.
_LIVE_MARK = re.compile(r"(?<!\\)(?:\\\\)*([`<>\[\]])")


def problems(output: str, fmt: str) -> list[str]:
    """Return what is wrong with the whole output of a command in a format of the contract."""
    if fmt == "csv":
        found = _live(output.removeprefix("\ufeff").replace("\r\n", "\n"))
        return found + _formulas(output)
    found = _live(output)
    if fmt == "md":
        found += [f"live mark in {line!r}" for line in output.splitlines() if _LIVE_MARK.search(line)]
    if fmt == "json" and output:
        json.loads(output)
    if fmt == "jsonl":
        for line in output.splitlines():
            json.loads(line)
    return found


def _live(text: str) -> list[str]:
    return [
        f"U+{ord(char):04X} in the output"
        for char in sorted(set(text) - {"\n"})
        if unicodedata.category(char) in _LIVE or char in _EMPTY
    ]


def _formulas(output: str) -> list[str]:
    rows = csv.reader(io.StringIO(output.removeprefix("\ufeff"), newline=""), strict=True)
    return [f"formula {cell[:20]!r}" for row in rows for cell in row if cell.startswith(_FORMULA)]

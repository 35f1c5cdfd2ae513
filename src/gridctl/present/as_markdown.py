"""Markdown in which text from outside stays text: no markup, link, HTML or formula comes out of a cell."""

import re
from collections.abc import Iterable

from gridctl.present.visible import visible

# Everything that CommonMark, its tables, mentions, mathematics or bare links could act on.
_MARKS = re.compile(r"[\\`*_{}\[\]<>|~&$#@]|:(?=//)|(?<=www)\.|!(?=\[)", re.IGNORECASE)
_FIRST = re.compile("[=+\\-\uff1d\uff0b\uff0d\uff20]")


def md_text(text: str) -> str:
    """Return outside text for a cell or the middle of a line: cleaned, on one line, every mark escaped."""
    plain = visible(text).strip()
    escaped = _MARKS.sub(r"\\\g<0>", plain)
    return "\\" + escaped if _FIRST.match(plain) else escaped


def md_line(cells: Iterable[str]) -> str:
    """Return one row of a table with its line end; the cells are outside text."""
    return "| " + " | ".join(md_text(one) for one in cells) + " |\n"


def md_rule(right: Iterable[bool]) -> str:
    """Return the line below the titles; a column of numbers stands to the right."""
    return "|" + "|".join(" ---: " if one else " --- " for one in right) + "|\n"

r"""CSV for spreadsheets: a BOM, ``\r\n``, strict quoting, and no cell that acts (TRUST.md, 12)."""

import re
from collections.abc import Iterable
from typing import Any

from gridctl.present.formula import guard
from gridctl.present.values import program_text
from gridctl.present.visible import visible

BOM = "\ufeff"
_QUOTED = re.compile(r'[",]|^ | $')


def csv_line(cells: Iterable[Any]) -> str:
    r"""Return one line with its ``\r\n``. Texts are one line each, and a ``'`` stands before formulas.

    Numbers, also negative ones, stay numbers.
    """
    return ",".join(_cell(one) for one in cells) + "\r\n"


def _cell(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    # Guarded before and after: cleaning may take away what stood before a formula, never the quote.
    text = guard(visible(program_text(value)))
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text

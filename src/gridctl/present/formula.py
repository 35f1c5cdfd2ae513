"""Cells that a spreadsheet would take for a formula, made harmless and back (TRUST.md, 12)."""

import re

# Quotes that are there already count, so that taking one off gives exactly the text that went out.
_FORMULA = re.compile("'*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r]")


def guard(text: str) -> str:
    """Put a ``'`` before a text that begins like a formula."""
    return "'" + text if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Take off exactly the ``'`` that `guard` put before a text."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text

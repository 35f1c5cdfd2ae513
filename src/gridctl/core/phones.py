"""Phone numbers as they are kept: digits, perhaps with a + before them and an extension behind.

This is the shape alone; which numbers a country has, `checks.phones` knows.
"""

import re

from gridctl.core.errors import N_, BadInput
from gridctl.core.numbers import POWER, lost_digits, narrow
from gridctl.core.private import refuse_masked_look

_DROP = dict.fromkeys(map(ord, " \t\u00a0-‐‑‒–—―−().·・"))
_PLAIN = re.compile(r"[0-9 \-]+")
_PHONE = re.compile(r"\+?[0-9]{3,20}(?:x[0-9]{1,6})?")
_WHOLE = re.compile(r"([0-9]+)\.0+")
# How an extension is written: 转12, ext. 12, #12, and in China also 0571-88123456-12.
_EXTENSION = re.compile(
    r"[ ,;(]*(?:转|轉|分机|分機|extension|ext\.?|x|#)[ :.号]*([0-9]{1,6})\)?$", re.IGNORECASE
)
_THIRD_GROUP = re.compile(r"(\(?0[0-9]{2,3}\)?[ \-–—]*[0-9]{7,8})[\-–—]([0-9]{1,6})")
# The 0 that falls away behind a country, +49 (0)30, and the stroke behind an area code, 030/123456.
_TRUNK = re.compile(r"^(\+[0-9 \-]+)\(0\)")
_STROKE = re.compile(r"^([0+][0-9 \-]{1,9})/(?=[0-9])")


def clean_phone(text: str, field: str = "phone") -> str:
    """Return a number without blanks and dashes, an extension behind an ``x``; "" for a blank text.

    A whole float is taken. Raises BadInput for damaged and masked ones, and for what is no number.
    """
    refuse_masked_look(text, field)
    plain = narrow(text)
    if POWER.fullmatch(plain):
        raise lost_digits(field)
    number = _bare(plain)
    if number and not _PHONE.fullmatch(number):
        raise BadInput(
            N_("{field} is not a phone number"),
            hint=N_("write digits, with + for another country"),
            field=field,
        )
    return number


def _bare(plain: str) -> str:
    """Return a number without what divides its digits, its extension behind an ``x``."""
    if _PLAIN.fullmatch(plain) and plain.count("-") < 2:  # noqa: PLR2004  (no third group)
        return plain.translate(_DROP)
    whole = _WHOLE.fullmatch(plain)
    if whole:
        return whole[1]
    third = _THIRD_GROUP.fullmatch(plain)
    plain = f"{third[1]}x{third[2]}" if third else _EXTENSION.sub(r"x\1", plain)
    return _STROKE.sub(r"\1", _TRUNK.sub(r"\1", plain)).translate(_DROP)

"""Phone numbers as they are kept: digits, perhaps with a + before them."""

import re
import unicodedata

from gridctl.core.errors import N_, BadInput
from gridctl.core.private import refuse_masked_look

_DROP = re.compile(r"[\s\-‐‑–—().·]+")
_PHONE = re.compile(r"\+?\d{3,20}(?:#\d{1,6}|x\d{1,6})?")
_DAMAGED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")


def clean_phone(text: str, field: str = "phone") -> str:
    """Return a number without blanks and dashes; BadInput for damaged, masked or impossible ones."""
    refuse_masked_look(text, field)
    plain = unicodedata.normalize("NFKC", text).strip()
    if _DAMAGED.fullmatch(plain):
        raise BadInput(
            N_("{field} was damaged by a spreadsheet: its last digits are lost"),
            hint=N_("take the number from its source and format the cell as text"),
            field=field,
        )
    number = _DROP.sub("", plain)
    if number and not _PHONE.fullmatch(number):
        raise BadInput(
            N_("{field} is not a phone number"),
            hint=N_("write digits, with + for another country"),
            field=field,
        )
    return number

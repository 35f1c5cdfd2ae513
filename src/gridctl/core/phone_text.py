"""Phone numbers in running text, with the word before them that says what they are."""

import re
from dataclasses import dataclass

from gridctl.core.later import later

_GAP = r"[ \-–—]?"
_LABEL = (
    r"(?:(?:联系|我的|我)?(?:电话|手机|座机)(?:号码|号)?(?:是|为)?|联系方式(?:是)?|(?:\bmy )?"
    r"\b(?:phone|mobile|cell|tel|call)\b(?: me)?"
    r"(?: (?:at|on|is|number))*)\s*[:：.]?\s*"
)
_NUMBER = (
    rf"(?:(?:\+|00)?86{_GAP})?1[3-9]\d(?:{_GAP}\d{{4}}){{2}}(?!\d)"
    rf"|(?:\+|00)[1-9]\d{{0,2}}(?:{_GAP}\d{{2,5}}){{2,5}}(?!\d)"
    rf"|0\d{{2,3}}{_GAP}[2-8]\d{{6,7}}(?!\d)"
    rf"|07\d{{3}}{_GAP}\d{{6}}(?!\d)"
    rf"|[2-9]\d\d{_GAP}[2-9]\d\d{_GAP}\d{{4}}(?!\d)"
)
_PHONE = later(rf"(?P<label>{_LABEL})?(?<![\d￥¥$€.])(?P<number>{_NUMBER})", re.IGNORECASE)
_EDGE = " \t\n,，、;；:：。.!！?？()（）[]【】"


@dataclass(frozen=True, slots=True)
class PhonePlace:
    """A number in a text: where it stands (with its label), the number, and whether it can be taken out.

    In the middle of a sentence it cannot: "打 138… 找我" would say nothing without it.
    """

    start: int
    end: int
    number: str
    apart: bool


def phones_in(text: str) -> list[PhonePlace]:
    """Return the phone numbers of a text, from left to right."""
    if not any(map(str.isdecimal, text)):
        return []
    return [
        PhonePlace(found.start(), found.end(), found["number"], _apart(text, found))
        for found in _PHONE.finditer(text)
    ]


def _apart(text: str, found: re.Match[str]) -> bool:
    """Tell whether nothing is lost with the number: at an end of a clause, or behind its own label."""
    if found["label"]:
        return True
    before, after = text[: found.start()].rstrip(" \t"), text[found.end() :].lstrip(" \t")
    return not before or not after or before[-1] in _EDGE or after[0] in _EDGE

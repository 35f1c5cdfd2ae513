"""What a field of a row is, and how headers and words are compared."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

Value = str | int | None
"""A canonical value: clean text, a code, UTC milliseconds, 0 or 1; None where there is nothing."""


class Shape(StrEnum):
    """What kind of value a field holds, which says how it is read."""

    LINE = "line"
    PAGE = "page"
    CODE = "code"
    NUMBER = "number"
    PHONE = "phone"
    TIME = "time"
    WORD = "word"
    FLAG = "flag"
    NAME = "name"
    PHONES = "phones"
    IDENTITY = "identity"
    DAY = "day"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, its shape, whether it must be there, and its words (folded) with their codes."""

    name: str
    shape: Shape
    required: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    longest: int = 500
    ahead: bool = False
    """Whether a day may lie in the future."""


_OPTIONAL = re.compile(
    r"[(\[【（]\s*(?:必填|选填|可选|非必填|required|optional)[^)\]】）]*[)\]】）]", re.IGNORECASE
)
_NOISE = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return the form under which headers and words are compared: width, case, blanks and signs are gone."""
    plain = unicodedata.normalize("NFKC", _OPTIONAL.sub("", text)).casefold()
    return _NOISE.sub("", plain)


FLAGS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(["1", "是", "有", "y", "yes", "true", "t"], "1")
    | dict.fromkeys(["0", "否", "无", "n", "no", "false", "f"], "0")
)
"""How yes and no are written."""

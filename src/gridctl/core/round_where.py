"""Which targets a round goes to, in words: ``need:elderly_alone building:HZ12 -kind:shop``."""

from collections.abc import Mapping
from dataclasses import dataclass

from gridctl.core.errors import N_, BadInput
from gridctl.core.nearest import nearest
from gridctl.core.text import clean_line

FIELDS: Mapping[str, tuple[str, ...]] = {
    "need": ("需要", "标签", "困难"),
    "building": ("楼栋", "楼"),
    "unit": ("单元",),
    "floor": ("楼层", "层"),
    "kind": ("类型", "种类"),
    "round": ("轮次", "漏查"),
}
"""What can be asked of a target, with its Chinese names; `round` is what that round has not reached."""


@dataclass(frozen=True, slots=True)
class Where:
    """One part of the words: a field whose value is one of some; `negated` is its opposite."""

    field: str
    values: tuple[str, ...]
    negated: bool = False


def read_where(words: str) -> tuple[Where, ...]:
    """Return the parts of the words, all of which must hold; BadInput names what is no field."""
    return tuple(_part(word) for word in clean_line(words.replace("：", ":"), "--where").split())


def _part(word: str) -> Where:
    negated = word[:1] in {"-", "!"} and len(word) > 1
    name, colon, value = word.removeprefix(word[0] if negated else "").partition(":")
    field = next((one for one, also in FIELDS.items() if name.casefold() == one or name in also), None)
    values = tuple(one for one in value.replace("，", ",").split(",") if one)
    if field is None or not colon or not values:
        known = [*FIELDS]
        raise BadInput(
            N_("{word} says of no target anything"),
            hint=N_("did you mean {nearest}:...? Write need:elderly_alone building:HZ12 unit:2 -kind:shop")
            if (near := nearest(name, known))
            else N_("write need:elderly_alone building:HZ12 unit:2 floor:5 -kind:shop round:3"),
            error="bad_where",
            word=word,
            nearest=near,
        )
    return Where(field, values, negated)

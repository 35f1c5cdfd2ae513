"""Marks of what somebody needs: the known ones, and how people write them."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from gridctl.core.errors import N_, BadInput
from gridctl.core.nearest import nearest
from gridctl.core.private import refuse_masked_look


class NeedTag(StrEnum):
    """The marks that have a name in both languages; others are taken as codes of one's own."""

    ELDERLY_ALONE = "elderly_alone"
    CHRONIC_ILLNESS = "chronic_illness"
    DIALYSIS = "dialysis"
    DISABLED = "disabled"
    BEDRIDDEN = "bedridden"
    MENTAL_ILLNESS = "mental_illness"
    INFANT = "infant"
    CHILD_ALONE = "child_alone"
    PREGNANT = "pregnant"
    LOW_INCOME = "low_income"
    ISOLATED = "isolated"
    EVACUATED = "evacuated"


WORDS = {
    "独居老人": NeedTag.ELDERLY_ALONE,
    "独居": NeedTag.ELDERLY_ALONE,
    "空巢老人": NeedTag.ELDERLY_ALONE,
    "孤寡老人": NeedTag.ELDERLY_ALONE,
    "慢性病": NeedTag.CHRONIC_ILLNESS,
    "慢病": NeedTag.CHRONIC_ILLNESS,
    "透析": NeedTag.DIALYSIS,
    "血透": NeedTag.DIALYSIS,
    "血液透析": NeedTag.DIALYSIS,
    "残疾": NeedTag.DISABLED,
    "残疾人": NeedTag.DISABLED,
    "卧床": NeedTag.BEDRIDDEN,
    "失能": NeedTag.BEDRIDDEN,
    "失能老人": NeedTag.BEDRIDDEN,
    "精神障碍": NeedTag.MENTAL_ILLNESS,
    "精神病": NeedTag.MENTAL_ILLNESS,
    "婴儿": NeedTag.INFANT,
    "婴幼儿": NeedTag.INFANT,
    "留守儿童": NeedTag.CHILD_ALONE,
    "孕妇": NeedTag.PREGNANT,
    "孕产妇": NeedTag.PREGNANT,
    "低保": NeedTag.LOW_INCOME,
    "低保户": NeedTag.LOW_INCOME,
    "隔离": NeedTag.ISOLATED,
    "居家隔离": NeedTag.ISOLATED,
    "转移": NeedTag.EVACUATED,
    "已转移": NeedTag.EVACUATED,
    "疏散": NeedTag.EVACUATED,
}
"""What Chinese lists call the known marks."""

_LONGEST = 40
_GAPS = re.compile(r"[\s\-]+")
_TAG = re.compile(r"[^\W_]\w*")
_NUMBER = re.compile(r"\d{5,}")


@dataclass(frozen=True, slots=True)
class Tag:
    """A mark as it is kept; `near` is the known mark that was probably meant by an unknown one, or ""."""

    code: str
    near: str = ""


def read_tag(text: str, field: str = "TAG") -> Tag:
    """Return the mark that a code, or one of `WORDS`, stands for; case, blanks and hyphens do not matter.

    An unknown word becomes a mark of its own. BadInput for what is no single word, or holds a number.
    """
    refuse_masked_look(text, field)
    word = unicodedata.normalize("NFKC", text).strip()
    if word in WORDS:
        return Tag(str(WORDS[word]))
    code = _GAPS.sub("_", word.casefold())
    if not _TAG.fullmatch(code) or len(code) > _LONGEST or _NUMBER.search(code):
        raise BadInput(
            N_("{field} is not a mark of a need"),
            hint=N_("write one of {known}, or a short word of your own"),
            field=field,
            known=", ".join(NeedTag),
        )
    return Tag(code, "" if code in set(NeedTag) else nearest(code, NeedTag))

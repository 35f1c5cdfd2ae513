"""Is a word in a text what is asked for? 咳嗽要川贝膏 asks for the syrup and tells of the cough.

吃了甲硝唑没用 asks for no medicine: what was taken already counts less.
"""

from gridctl.core.keywords import Hit
from gridctl.core.later import later

NUMBER = r"[\d一二两三四五六七八九十半几]+"
MEASURE = r"[个盒片粒颗瓶袋包箱斤公克升支板卷提桶罐把只条件双床张套份节根块副贴枚对台辆度种][装的]?"

_NEAR = 32
"""Signs on both sides of a word that are looked at."""

_ASKS = later(
    rf"(?:急需|需要|想要|想|要|请|找|缺少?|没有|没|求|买|配|订|送|拿|换|借|帮忙|帮)(?:{NUMBER}{MEASURE}|点|些|个|一下)*$"
)
_IS_OUT = later(
    r"(?:[也都就快已经全又]|还有)*"
    r"(?:没了|没有|没$|没[ ,，。]|用完|用光|吃完|吃光|喝完|断了|断货|断顿|断$"
    r"|不够|告急|见底|空了|只够|只剩|仅剩|就剩|还剩|剩|缺货|缺$)"
)
_FETCH = later(
    r"[^,，。;；!！?？\n]{0,4}?(?:能|可以|请|麻烦|谁)?帮(?:我|忙|她|他|下)?(?:[拿取带买配订领收送捎]|问问哪)|[^,，。;；!！?？\n]{0,2}(?:代[买配领取]|[拿取带捎]一?下)"
)
_ASKS_ITSELF = later(r"[缺没断求要买借]")
"""Words that say themselves that something is wanted: 缺菜, 没米."""
_INQUIRES = later(r"(?:^|[^请访慰疑学顾])问[^,，。;；!！\n]{0,12}$")
_HAVE_YOU = later(r"有[多点些]?余?的?$")
_ANY = later(r"[^\s,，。]{0,3}[吗嘛么]")
_WANTS = later(
    r"\b(?:needs?|wants?|out of|no|get|buy|bring|short of|looking for|asks? for|refill of|can(?:t|not) (?:find|get))\s+"
    r"(?:(?!ride|lift|help)\w+\s+){0,2}$"
)
_RAN_OUT = later(
    r"\s+(?:pills? |tablets? |medicine )?"
    r"(?:(?:has |have |is |are )?(?:ran out|run out|finished|all gone|empty|used up|running low|running out)|refill)\b"
)
_TAKEN = later(r"(?:吃|喝|用|服|打|涂|贴|量|测|领|拿|配|买|收|有|发)(?:了|过|着|的是)(?:一?点|些|几\w)?$")
_STILL = later(r"(?:也|都|还是|还|又)?(?:没用|没效|不管用|无效|不退|不见好|压不住)|(?:后|之后|以后)")
_TOOK = later(
    r"\b(?:took|taken|takes|had|has had|tried|after(?: taking)?|already on|delivered|received|got)\s+(?:\w+\s+){0,2}$"
)

GOODS = frozenset({"medicine", "food"})
"""Categories whose words name things that are brought."""
THINGS = GOODS | {"utilities"}
"""The same, and those whose words name what breaks; the words of the others tell what happens."""
ANSWERED = "information"
"""Its words are questions: who is said to ask, asks for an answer."""
OFFERED = "other"
"""Its words are offers and small favours: they say what the goods beside them are for."""
_MEANS = frozenset("被把用臭烂死馊")
"""Signs before a thing that is no wish: 被菜刀切了, 谁放的臭鱼."""
_WHO_CAN = later(r"(?:谁|哪位|哪家|能不能|可不可以|是否|有没有)[^,，。;；!！\s]{0,6}$")
_QUESTION = later(r"[^,，。;；!！\n]{0,12}[吗么嘛呢?？]")
ASKED, TAKEN, REASON = 4, -9, -6
"""Letters, see `keywords.weight`: so much more, or less, does a word say."""
HARMED = 2
"""So much more does one say that tells of harm: 手烫伤 says more than the 高压锅 that burst."""


def standing(line: str, hit: Hit, reasons: list[Hit], pressing: list[Hit]) -> int:
    """Return how much more a word of a plain `line` says by what stands beside it.

    `reasons` are the words that say why one asks, `pressing` those that make it urgent.
    """
    reason = any(one.holds(hit) for one in reasons)
    if (hit.value == OFFERED and not reason) or (asked_for(line, hit) and not _only_lacks(line, hit)):
        return ASKED
    used = line[hit.start - 1 : hit.start] in _MEANS and hit.value in GOODS
    if used or _taken(line, hit):
        return TAKEN
    if reason:
        return REASON
    return HARMED if hit.value not in THINGS and any(map(hit.overlaps, pressing)) else 0


def is_question(line: str, hit: Hit) -> bool:
    """Tell whether the clause of a word ends as a question: 可以帮忙 offers, 可以帮忙配吗 asks."""
    return bool(
        _QUESTION.match(line, hit.end) or _WHO_CAN.search(line[max(0, hit.start - _NEAR) : hit.start])
    )


def _only_lacks(line: str, hit: Hit) -> bool:
    """Tell whether a word that names no goods has but a 没 before it: 没证明 asks for nothing."""
    return hit.value not in GOODS and line[: hit.start].endswith(("没", "没有", "no "))


def _taken(line: str, hit: Hit) -> bool:
    before, behind = line[max(0, hit.start - _NEAR) : hit.start], line[hit.end : hit.end + _NEAR]
    if hit.word.isascii():
        return bool(_TOOK.search(before))
    return bool(_TAKEN.search(before) or (before[-1:] in {"吃", "喝"} and _STILL.match(behind)))


def asked_for(line: str, hit: Hit) -> bool:
    """Tell whether a word of a plain `line` is what is asked for: 要 stands before it, or 没了 behind it."""
    before, behind = line[max(0, hit.start - _NEAR) : hit.start], line[hit.end : hit.end + _NEAR]
    if hit.word.isascii():
        return bool(_WANTS.search(before) or _RAN_OUT.match(behind))
    if _ASKS.search(before) or _IS_OUT.match(behind):
        return True
    if hit.value == ANSWERED:
        return bool(_INQUIRES.search(before))
    if hit.value in GOODS and (_FETCH.match(behind) or _ASKS_ITSELF.match(hit.word)):
        return True
    return bool(_HAVE_YOU.search(before) and _ANY.match(behind))

"""The thing that a line asks for or tells of: 降压药, 水龙头, the kitchen sink.

It is the word that told the category with its neighbours, cut out of its clause: what asks, who asks, what has
run out, numbers with their measures and polite words are taken off both ends.
"""

import re

from gridctl.core.asked_for import GOODS, MEASURE, NUMBER
from gridctl.core.keywords import Hit, WordIndex, source_hits
from gridctl.core.later import later
from gridctl.core.pack import Pack

_STEM, _BEFORE, _GAP = 2, 3, 8
_WIDEST = 8
"""Signs of a whole clause that still is the name of a thing; longer ones tell a story."""
_WORDS = 4
_TOLD, _TOLD_WORDS = 16, 9
"""Signs of a clause that is short enough to tell what happens."""
_BOTH = 14
"""Signs of two clauses that tell one thing."""
_SAYS = 4
"""Letters, see `keywords.weight`: words that say less do not make another matter."""
_DIVIDERS = frozenset(",，。;；:：!！?？、\n\ufffc()（）【】")
_POLITE = later(r"(?:请|麻烦|求|急|谢|拜托|怎么办|咋办|能不能|可以吗|行吗|好吗)\S*$|[啊呀呢吧!！?？~\s]+$")
_CLAUSE = later(r"[,，。;；!！?？、\n\ufffc]")
_BORDER = later(r"[,，。;；:：!！?？、\n\ufffc()（）【】]|(?<![A-Za-z0-9]) | (?![A-Za-z0-9])")
_NO_COMPOUND = frozenset("的要缺没有在了是给买送我家他她和天来去想求帮个点只快都也不到里中刚说把")
_COUNT = rf"(?:各|好|大概|大约|约|就|共)?{NUMBER}(?:公斤|小时|个月|天|周|星期|月|年|{MEASURE})(?:的?量)?"
_ASKING = (
    "你好|您好|大家好|各位|楼长|组长|群主|请问|请|麻烦|拜托|求助|求购|求|急需|需要|急|帮忙|帮我|帮|能不能|可不可以|可以|能否|哪里|哪位|谁家|谁"
    "|想要|想买|想订|想配|想|要|缺少|缺|没有|没(?![收领拿分买抢人到见用法])|有没有|有|代买|代配|代购|买|配|订|送|拿|换|借|给"
)
_WHO = (
    "我们|我|他|她|家里|家中|家|这边|这里|现在|今天|今晚|昨晚|昨天|明天|明早|刚才|刚刚"
    "|从|又|还|也|都|就|一直|已经|一下|的|个|点|些|说"
)
_OPEN = later(rf"(?:{_COUNT}|{_ASKING}|{_WHO}|\s)+")
_TAIL = later(
    r"\s*(?:也|都|就|快|要|已经|又|还|突然)*"
    r"(?:没[了有]?|用完|用光|吃完|吃光|喝完|断[了货]?|缺货?|不够|不多|告急|见底|空了|完了|只剩|仅剩|就剩|还剩|剩下?|还有|只有|只够|够"
    rf"|坏|掉|求助|求|谢谢|麻烦|急|需要|怎么|可以吗|行吗|有吗|吗|呢|吧|啊|呀|了|{_COUNT}|\d)"
)
_OUT = later(r"(?:也|都|就|快|要|已经)*(?:没了|没有了?|用完了?|用光了?|吃完了?|吃光了?|断了|断|没)$")
_DOES = frozenset("掉往砸堵坏漏断不没打冒停关进失走响跳闪破裂碎卡溢返反爆倒撞")
_PEOPLE = later(
    r"(?:老人|孩子|小孩|宝宝|婴儿|老伴|妈妈|爸爸|婆婆|公公|奶奶|爷爷|老婆|老公|邻居|隔壁|楼上|楼下)+$"
)
_WHOSE = later(r"的|喝的|吃的|用的|老人|孩子|小孩|宝宝|老公|老婆|妈妈|爸爸|奶奶|爷爷|婆婆|公公|病人|患者")
_HAN = later(r"[\u4e00-\u9fff]")

_EN_OPEN = later(
    r"(?:\b(?:hi|hello|please|help|urgent|sos|the|a|an|some|more|my|our|his|her|their|is|are|there|has|have|had|i|we|he|she"
    r"|needs?|wants?|would like|asks? for|looking for|can you|could you"
    r"|could someone|can someone|get|buy|bring|send|fix"
    r"|no|out of|ran|run|short of|without|lost|with|to|for|of|and|in|at|only|new)\b[\s:,]*)+",
    re.IGNORECASE,
)
_EN_TAIL = later(
    r"\s*\b(?:ran out|run out|running|runs|is|are|was|has|have|out|finished|gone|empty|low|left|please|refill|broken"
    r"|broke|not|won't|can't"
    r"|doesn't|cannot|since|for|in|on|at|from|tomorrow|today|tonight|now|again|and|needed|urgently"
    r"|asap|stopped|keeps?|size|\d+)\b",
    re.IGNORECASE,
)


def thing_at(text: str, hit: Hit | None, pack: Pack) -> tuple[int, int] | None:
    """Return where in `text` (without the other fields) the thing stands, or None where nothing tells.

    `hit` is the word that told the category; its place is not used, for it was found in another form.
    """
    if hit is None:
        return _untold(text)
    for one in source_hits(WordIndex([(hit.word, hit.value)]), text):
        if hit.value not in GOODS:  # something that happens: its clause tells it
            for start, end in (_chained(text, one.start, one.end, pack, hit.value), (one.start, one.end)):
                if found := _told(text, start, end):
                    return _with_neighbour(text, *found, pack, hit.value)
        if not (hit.rule or pack.is_keyword(hit)) and (
            found := _core(text, *_clause(text, one.start, one.end))
        ):
            return found
        first = one.start if len(one.word) > _STEM or one.word.isascii() else _begun(text, one.start)
        start, end = _widened(text, *_chained(text, first, one.end, pack, hit.value))
        alone = _widened(text, first, one.end)
        if alone[0] < start:  # a list was too long for what stands before its first thing
            start, end = alone
        out = _OUT.search(text, start + 1, end)
        return start, out.start() if out else end
    return None


def _untold(text: str) -> tuple[int, int] | None:
    """Return the first clause's core that can be the name of a thing."""
    start = 0
    while start < len(text):
        first, last = _clause(text, start, start)
        if found := _core(text, first, last):
            return found
        start = max(last, start) + 1
    return None


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the clause that a stretch stands in."""
    first = max((one.end() for one in _BORDER.finditer(text) if one.end() <= start), default=0)
    border = _BORDER.search(text, end)
    return first, border.start() if border else len(text)


def _core(text: str, first: int, last: int) -> tuple[int, int] | None:
    """Return a clause without what asks and what has become of the thing, if a name is left."""
    han = bool(_HAN.search(text, first, last))
    if opened := (_OPEN if han else _EN_OPEN).match(text, first, last):
        first = opened.end()
    if tail := (_TAIL if han else _EN_TAIL).search(text, min(first + 1, last), last):
        last = tail.start()
    word = text[first:last]
    if not any(map(str.isalpha, word)) or _PEOPLE.fullmatch(word) or not _short(word):
        return None
    return first, first + len(word.rstrip())


def _told(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the clause that a stretch stands in, without who asks and polite words, where it is short."""
    first, last = _clause(text, start, end)
    han = bool(_HAN.search(text, first, last))
    if opened := (_OPEN if han else _EN_OPEN).match(text, first, start):
        first = opened.end()
    if han and (tail := _POLITE.search(text, end, last)):
        last = tail.start()
    word = text[first:last].rstrip()
    fits = len(word) <= _TOLD if han else len(word.split()) <= _TOLD_WORDS
    return (first, first + len(word)) if fits else None


def _with_neighbour(text: str, start: int, end: int, pack: Pack, category: str) -> tuple[int, int]:
    """Return a stretch with the clause beside it that is about nothing else: 老太太一个人 两天没开门.

    Only a blank may divide the two, and both together are short enough to tell what happens.
    """
    if not _HAN.search(text, start, end):
        return start, end
    other = [hit for hit in source_hits(pack.words, text) if hit.value != category and hit.weight >= _SAYS]
    for first, last in (_clause_before(text, start), _clause_after(text, end)):
        told = min(start, first), max(end, last)
        about = any(hit.start < last and first < hit.end for hit in other)
        if first < last and told[1] - told[0] <= _BOTH and not about and _HAN.search(text, first, last):
            start, end = told
    return start, end


def _clause_before(text: str, start: int) -> tuple[int, int]:
    if start < 2 or text[start - 1] != " " or text[start - 2] in _DIVIDERS:  # noqa: PLR2004
        return start, start
    return _clause(text, start - 2, start - 1)


def _clause_after(text: str, end: int) -> tuple[int, int]:
    rest = text[end:]
    ahead = len(rest) - len(rest.lstrip("了的啊呀"))
    blank = end + ahead
    if text[blank : blank + 1] != " " or text[blank + 1 : blank + 2] in {"", *_DIVIDERS}:
        return end, end
    return _clause(text, blank + 1, blank + 2)


def _short(word: str) -> bool:
    return len(word) <= _WIDEST if _HAN.search(word) else len(word.split()) <= _WORDS


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the rest of its clause's core, where that is short enough for a name."""
    first, last = _clause(text, start, end)
    han = bool(_HAN.search(text, first, last))
    opened = (_OPEN if han else _EN_OPEN).match(text, first, start)
    left = opened.end() if opened else first
    if whose := list(_WHOSE.finditer(text, left, start)):
        left = whose[-1].end()
    if text[start] not in _DOES:
        asked = list((_OPEN if han else _EN_OPEN).finditer(text, left, start))
        left = asked[-1].end() if asked else left
    if tail := (_TAIL if han else _EN_TAIL).search(text, end, last):
        last = tail.start()
    if _short(text[left:last]):
        return left, left + len(text[left:last].rstrip())
    if _short(text[left:end]):
        return left, end
    return start, end


def _chained(text: str, start: int, end: int, pack: Pack, category: str) -> tuple[int, int]:
    """Return the stretch with the further words of a category near by: 头晕血压高, stray dog bites people."""
    hints = [one for one in source_hits(pack.hints, text) if len(one.word) > 1]
    near = [*source_hits(pack.words, text), *hints]
    for one in sorted((hit for hit in near if hit.value == category), key=lambda hit: hit.start):
        gap = text[one.end : start] if one.end <= start else text[end : one.start]
        if len(gap) <= _GAP and not _CLAUSE.search(gap):
            start, end = min(start, one.start), max(end, one.end)
    return start, end


def _begun(text: str, start: int) -> int:
    """Return where a short word's compound begins: 药 is in 降糖药, 沙坦 in 缬沙坦."""
    first = start
    while first > 0 and start - first < _BEFORE and "\u4e00" <= text[first - 1] <= "\u9fff":
        if text[first - 1] in _NO_COMPOUND:
            break
        first -= 1
    return first

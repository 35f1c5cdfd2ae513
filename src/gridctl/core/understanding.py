"""What one line says: home, name, phone, the thing that is needed, category and urgency, each with its place.

What is moved to a field is taken out of the text, with the word that announced it; all else stays. A number
that names no home stays text, and so does a phone in the middle of a sentence, which it would tear.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from gridctl.core.asked_for import GOODS
from gridctl.core.home_places import HomePlace, homes_in
from gridctl.core.keywords import Hit, source_hits
from gridctl.core.later import later
from gridctl.core.name_text import name_at
from gridctl.core.pack import Pack
from gridctl.core.phone_text import PhonePlace, phones_in
from gridctl.core.thing_text import thing_at
from gridctl.core.words import Urgency

LONGEST = 2_000
"""Only so much of a text is looked at: a line has one need."""

_SAYS = 4
"""Letters, see `keywords.weight`: words that say less do not begin a matter."""
_ILL, _CAUGHT = "medical_care", "infection"
"""Who has caught something tells first what ails them: 发烧39度 车间里有阳的."""
_HOLE = "\ufffc"
_BLANKS = later(r"[^\S\n]+")
_EDGES = " \t,，、;；:：。.-–—|/+@"
_LABELLED = later(
    r"(?:联系人|姓名|户主|我叫|我是|my name is|this is|i am|i'm|contact|name)\s*[:：]?\s*",
    re.IGNORECASE,
)
_ANNOUNCED = later(
    r"(?:(?<![A-Za-z])(?:for|at|in|from|of)\s+(?:the\s+)?(?:house|no\.?|number)?|(?:家住|住在|住址|住|地址|房号|门牌号?)[:：\s]*|[（(\[【#])$",
    re.IGNORECASE,
)
_BELONGS = later(r"\s?[）)\]】]|['’]s(?![A-Za-z])")
_HOUSE = later(r"(?<=[\u4e00-\u9fff])(?:家里?|她家|他家)$")
_SKIP = later(r"[\s,，、:：\-–—/（(]*(?:(?:的|住户|业主|居民)(?=[\u4e00-\u9fff]))?")


@dataclass(frozen=True, slots=True)
class Door:
    """A home that the store knows: its label, and the names and needs of who lives there."""

    id: int
    label: str
    names: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the place in the text that it was read from."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wish:
    """Which fields are to be read; what was given otherwise is left in the text."""

    home: bool = True
    name: bool = True
    phone: bool = True


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text says. `summary` is the text without what was moved to fields, or all of it where
    nothing is left; `left` may be empty. `unknown` looked like a home.
    """

    text: str
    summary: str
    home: Found | None = None
    name: Found | None = None
    phone: Found | None = None
    thing: Found | None = None
    category: str | None = None
    urgency: Urgency = Urgency.NORMAL
    door: Door | None = None
    lacking: bool = False
    moved: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    left: str = ""
    unknown: str = ""


FindHome = Callable[[str], Door | None]
_EVERYTHING = Wish()


def understand(text: str, pack: Pack, find_home: FindHome, wish: Wish = _EVERYTHING) -> Understood:
    """Return what `text` says; `find_home` returns the home that words mean, or None.

    The urgency is by words and category alone, and by the needs of the home where one was found.
    """
    if len(text) > LONGEST:
        return _meaning(text, text, pack, None)
    phones = phones_in(text) if wish.phone else []
    holes = [(one.start, one.end) for one in phones]
    rest = _with_holes(text, holes)
    place, door, unknown = _home(rest, find_home) if wish.home else (None, None, None)
    for one in (place, unknown):  # beside a home that is none, or several, somebody is named all the same
        if one:
            rest = _with_holes(rest, [(one.start, one.end)])
            holes.append((one.start, one.end))
    name = _name(rest, holes, pack, door, named=wish.name) if wish.name else None
    moved = sorted(
        [(one.start, one.end) for one in phones[:1] if one.apart]
        + ([(place.start, place.end)] if place else [])
        + ([(name.start, name.end)] if name else [])
    )
    summary = left = _without(text, moved)
    if not any(char.isalpha() for char in summary):
        moved, summary = [], text
    looked = [(unknown.start, unknown.end)] if unknown else []
    found = _meaning(_with_holes(text, moved + looked), summary, pack, door)
    return Understood(
        text=text,
        summary=found.summary,
        home=Found(place.text, place.start, place.end) if place else None,
        name=name,
        phone=_phone(phones),
        thing=found.thing,
        category=found.category,
        urgency=found.urgency,
        door=door,
        lacking=found.lacking,
        moved=tuple(moved),
        left=left,
        unknown=unknown.text if unknown else "",
    )


def _phone(phones: list[PhonePlace]) -> Found | None:
    return Found(phones[0].number, phones[0].start, phones[0].end) if phones else None


def _with_holes(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + _HOLE * (end - start) + text[end:]
    return text


def _without(text: str, moved: list[tuple[int, int]]) -> str:
    """Return the text without these stretches, and without the blanks and commas that divided them."""
    parts, last = [], 0
    for start, end in [*moved, (len(text), len(text))]:
        part = text[last:start]
        part = part.strip(_EDGES) if moved else part
        parts.append(part)
        last = end
    return _BLANKS.sub(" ", " ".join(filter(None, parts))).strip()


def _home(text: str, find_home: FindHome) -> tuple[HomePlace | None, Door | None, HomePlace | None]:
    """Return the home that a text names with what announces it, or else the first place that looks like one."""
    unknown = None
    for tried, place in enumerate(homes_in(text)):
        if tried > 40:  # noqa: PLR2004  (a list of numbers is no line of one home)
            break
        if door := find_home(place.text):
            before, behind = _ANNOUNCED.search(text, 0, place.start), _BELONGS.match(text, place.end)
            start = before.start() if before else place.start
            return replace(place, start=start, end=behind.end() if behind else place.end), door, None
        unknown = unknown or place
    return None, None, unknown


def _name(
    text: str, holes: list[tuple[int, int]], pack: Pack, door: Door | None, *, named: bool
) -> Found | None:
    """Return who is named beside a home or a phone, or behind a word that announces a name."""
    hits = [*source_hits(pack.words, text), *source_hits(pack.urgency_words, text)]
    begins = {hit.start for hit in hits}

    def words(place: int) -> bool:
        return place in begins

    def taken(first: int, last: int) -> bool:
        return any(hit.start < last and first < hit.end for hit in hits)

    known = door.names if door and named else ()
    for start, shown in _name_places(text, holes):
        if name := name_at(text, start, known, words, taken):
            end = start + len(name)
            return Found(name, shown, end + text.startswith(("）", ")"), end))
    for start, _end in holes:
        first = _name_before(text, start, known, words, taken)
        if first is not None:
            name = _HOUSE.sub("", text[first:start].rstrip(_EDGES))
            return Found(name, first, start)
    one = next((one for one in known if len(one) > 1 and one in text), None)
    return Found(one, text.index(one), text.index(one) + len(one)) if one else None


def _name_places(text: str, holes: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Yield where a name may begin, and from where on it is taken out: behind a label or a hole."""
    for found in _LABELLED.finditer(text):
        yield found.end(), found.start()
    for _start, end in holes:
        if skipped := _SKIP.match(text, end):
            yield skipped.end(), end if skipped[0].endswith(("（", "(")) else skipped.end()


def _name_before(
    text: str,
    hole: int,
    known: Iterable[str],
    words: Callable[[int], bool],
    taken: Callable[[int, int], bool],
) -> int | None:
    """Return where a name begins that stands right before a home or phone, at the start of its clause."""
    end = len(_HOUSE.sub("", text[:hole].rstrip(_EDGES)))
    first = max(text.rfind(sign, 0, end) for sign in " ,，、。;；:：\n!！?？\ufffc") + 1
    for start in range(first, end):
        name = name_at(text[:end], start, known, words, taken)
        if name and start + len(name) == end and (start == first or len(name) > 2):  # noqa: PLR2004
            return start
    words_before = text[:end].split(" ")
    for count in (3, 2):  # names in letters have blanks in them
        start = len(" ".join(words_before[:-count])) + (1 if words_before[:-count] else 0)
        if len(words_before) >= count and start < end and text[start].isascii():
            name = name_at(text[:end], start, (), words, taken)
            if name and start + len(name) == end:
                return start
    return None


def _meaning(text: str, summary: str, pack: Pack, door: Door | None) -> Understood:
    """Return the category, urgency and thing that a text without its fields tells."""
    hit = pack.telling(summary)
    category = hit.value if hit else None
    lacking = bool(pack.reading.lacks.hits(summary))
    urgency = pack.guess_urgency(summary, category)
    if category:
        needs = door.needs if door else frozenset()
        urgency = pack.reading.raised(urgency, category, lacking=lacking, needs=needs)
    return Understood(
        text,
        summary,
        thing=_thing(text, _first_told(summary, hit, pack), pack),
        category=category,
        urgency=urgency,
        lacking=lacking,
    )


def _first_told(text: str, hit: Hit | None, pack: Pack) -> Hit | None:
    """Return the first word of a matter that happens: who tells it begins with it, the longest may come later."""
    if hit is None or hit.value in GOODS:
        return hit
    values = {hit.value, _ILL} if hit.value == _CAUGHT else {hit.value}
    told = (one for one in pack.words.hits(text) if one.value in values and one.weight >= _SAYS)
    return next(told, hit)


def _thing(text: str, hit: Hit | None, pack: Pack) -> Found | None:
    found = thing_at(text, hit, pack)
    if found:
        return Found(text[found[0] : found[1]], *found)
    return Found(hit.word, 0, 0) if hit else None

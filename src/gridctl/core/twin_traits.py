"""A person made ready for comparing: folded, parted and checked once instead of once per pair."""

import re
import unicodedata
from typing import NamedTuple

from gridctl.core.twins import Person

# The compound family names in use; all others have one character.
_COMPOUND = frozenset({
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒",
    "司空", "夏侯", "轩辕", "端木", "百里", "南宫", "独孤", "闻人", "申屠", "澹台", "公冶", "宗政", "濮阳",
    "淳于", "单于", "太叔", "仲孙", "钟离", "鲜于", "闾丘", "呼延", "赫连", "万俟", "东郭", "西门", "歐陽",
    "司馬", "諸葛", "東方", "長孫", "軒轅", "南宮",
})  # fmt: skip
# How neighbours are called where their given name is not known: 王阿姨, 李师傅, 小王, 老张, 阿红.
_TITLE = re.compile(r"(?<=.)(?:阿姨|师傅|先生|女士|小姐|大爷|大伯|大妈|大姐|大哥|奶奶|爷爷|老师|医生|老板)$")
_PET, _PET_LENGTH = "小老阿", 2
WIDE_FROM = "\u2e80"  # the first CJK block
_DOTS = re.compile(r"[·•・‧∙.]")
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_DIGIT = re.compile(r"\D+")
_COUNTRY = re.compile(r"^(?:\+|00)86(?=\d{8,})")
_NOT_HOME = re.compile(r"[^\w\-]+")
# How southern speakers hear and type pinyin: these pairs are one.
_HEARD = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"), ("f", "h"))
_MONTHS, _DAYS = 12, 31
# GB 11643-1999, the resident identity number: weights of the 17 digits and the check characters by remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_BIRTH = slice(6, 14)
_IDENTITY = re.compile(r"\d{17}[\dX]")
_OLD_IDENTITY = re.compile(r"\d{15}")
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th"})


class Name(NamedTuple):
    """A given or a family name: folded, by its sound, and by what may be heard of it.

    The sound is the pinyin of a Chinese name, and the name itself in other scripts or without a pinyin;
    what is heard is the pinyin as it may be misheard, "" where there is none.
    """

    form: str
    sound: str
    heard: str


class Traits(NamedTuple):
    """What of a person is compared: folded strings, "" where nothing is known.

    `checked` tells that the identity number passes its checksum, so that no single slip can have made it,
    `addressed` that there is an address, where homes have no labels.
    """

    given: Name
    family: Name
    born: str
    identity: str
    checked: bool
    phones: tuple[str, ...]
    home: str
    building: str
    addressed: bool
    street: str
    place: str
    number: str
    suburb: str
    postcode: str
    state: str
    sex: str


def traits_of(person: Person) -> Traits:
    """Return the traits of a person; nothing that is written in another form is lost by folding."""
    parts = (person.given, person.family) if person.given or person.family else part(person.name)
    given, family = _names(fold(parts[0]), fold(parts[1]), person.pinyin)
    identity, checked = _identity(person.identity)
    born = _NOT_DIGIT.sub("", unicodedata.normalize("NFKC", person.born))
    home = _NOT_HOME.sub("", unicodedata.normalize("NFKC", person.home).casefold())
    return Traits(
        given=given,
        family=family,
        born=born or (identity[_BIRTH] if checked else ""),
        identity=identity,
        checked=checked,
        phones=tuple(sorted({phone for phone in map(_phone, person.phones) if phone})),
        home=home,
        building=home.partition("-")[0] if "-" in home else "",
        addressed=any(
            (person.street, person.place, person.number, person.suburb, person.postcode, person.state)
        ),
        street=fold(person.street),
        place=fold(person.place),
        number=fold(person.number),
        suburb=fold(person.suburb),
        postcode=fold(person.postcode),
        state=fold(person.state),
        sex=fold(person.sex),
    )


def fold(text: str) -> str:
    """Return letters and digits alone, without case, width, blanks, signs and accents."""
    if text.isascii():
        return _NOT_WORD.sub("", text).lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return _NOT_WORD.sub("", "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS))


def is_wide(text: str) -> bool:
    """Tell whether a text begins with a Chinese character."""
    return text[:1] >= WIDE_FROM


def part(name: str) -> tuple[str, str]:
    """Return the given and the family name of a whole name, as its script and its comma tell.

    A Chinese name begins with the family name, one of another people's in Chinese characters parts at
    its dot, and in other scripts the last word is the family name unless a comma follows it.
    """
    name = unicodedata.normalize("NFKC", name).strip()
    if is_wide(name):
        name = _TITLE.sub("", name) or name
        if name[0] in _PET and len(name) <= _PET_LENGTH:
            # 阿红 is a given name, 小王 and 老王 are family names.
            return (name[1:], "") if name[0] == "阿" else ("", name[1:])
        if _DOTS.search(name):
            given, _, family = _DOTS.sub(" ", name).partition(" ")
            return given, family
        size = 2 if name[:2] in _COMPOUND and len(name) > 2 else 1  # noqa: PLR2004  (more than the family name)
        return name[size:], name[:size]
    family, comma, given = name.partition(",")
    if comma:
        return given, family
    given, _, family = name.rpartition(" ")
    return given, family


def heard(sound: str) -> str:
    """Return a pinyin as it is often misheard and mistyped: zh as z, ng as n, l as n."""
    for strict, loose in _HEARD:
        sound = sound.replace(strict, loose)
    return sound


def _names(given: str, family: str, pinyin: str) -> tuple[Name, Name]:
    syllables = fold_syllables(pinyin) if is_wide(given or family) else []
    if len(syllables) != len(given) + len(family):
        return Name(given, given, ""), Name(family, family, "")
    first, last = "".join(syllables[len(family) :]), "".join(syllables[: len(family)])
    return Name(given, first, heard(first)), Name(family, last, heard(last))


def fold_syllables(pinyin: str) -> list[str]:
    """Return the syllables of a pinyin without tones."""
    return [fold(syllable) for syllable in re.split(r"[\s']+", pinyin) if syllable]


def _phone(text: str) -> str:
    plain = re.sub(r"[^\d+]", "", unicodedata.normalize("NFKC", text))
    return _COUNTRY.sub("", plain).lstrip("+")


def _identity(text: str) -> tuple[str, bool]:
    """Return the number in its form of 18 places where it is Chinese, and whether it passes its checksum."""
    number = _NOT_WORD.sub("", unicodedata.normalize("NFKC", text)).upper()
    if _OLD_IDENTITY.fullmatch(number) and _is_date(number[6:12]):
        # The form of 15 digits was given out until 1999: the century and the check character are new.
        body = f"{number[:6]}19{number[6:]}"
        return body + check_character(body), False
    if not _IDENTITY.fullmatch(number):
        return number, False
    return number, check_character(number[:17]) == number[17] and _is_date(number[8:14])


def check_character(body: str) -> str:
    """Return the check character of the first 17 digits of an identity number (GB 11643-1999)."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def _is_date(digits: str) -> bool:
    return 1 <= int(digits[2:4]) <= _MONTHS and 1 <= int(digits[4:6]) <= _DAYS

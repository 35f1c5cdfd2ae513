"""Names as people type them: full pinyin, initials, Latin letters without marks; and codes made from them.

`pypinyin` takes some 25 microseconds a name and a third of a second to load, because it reads phrases that
no name needs. Its own list of single characters is read instead, once, and learnt character by character.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import groupby, islice, product
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from gridctl.checks.readings import COMPOUNDS, GIVEN, SURNAMES
from gridctl.core.latin import fold_latin

Reading = tuple[str, str]
"""Some letters of the full form, and what they give to the initials."""

# How many ways of reading one name are kept, how long a code is, and what one word of Latin letters gives.
_WAYS = 6
_CODE = 8
_WORD = 3
_TONES = str.maketrans(
    "āáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeeiiiioooouuuuvvvvvnnnm", "\u0300\u0301\u0304\u030c"
)
# Rare characters of the library's list are no letters to Python, whose tables may be older.
_DIVIDERS = re.compile("(?:[^\\w\ue815-\ue864\U00020000-\U0003ffff]|_)+")
_SEVERAL = "?"
_ODD = frozenset(SURNAMES) | frozenset(GIVEN) | {name[0] for name in COMPOUNDS}


class NameKeys(NamedTuple):
    """What a name is found by: all of it, its initials ("" for one word of Latin letters), and other ways.

    The other ways are further readings, the parts of a name that has parts, and spelled-out umlauts.
    """

    full: str
    initials: str
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The keys as words of one line, ready for a search index."""
        return " ".join(key for key in (self.full, self.initials, *self.others) if key)


def name_keys(name: str) -> NameKeys:
    """Return the keys of one name: 王秀红 has wangxiuhong and wxh, 尉迟恭 has yuchigong and weichigong.

    买买提·阿布都 has maimaitiabudu, mmtabd, and its parts; Anna Müller has annamuller, am, muller, mueller.
    """
    parts = _DIVIDERS.sub(" ", normalize("NFKC", name)).split()
    if len(parts) > 1 and max(map(len, parts)) == 1:
        parts = ["".join(parts)]  # 王 伟, as short names are written in tables
    ways = [list(_ways_of(part, surname=len(parts) == 1)) for part in parts]
    whole = [_joined(way) for way in islice(product(*ways), _WAYS)] if len(ways) != 1 else ways[0]
    full, initials = whole[0]
    keys = [key for way in whole for key in way]
    if len(parts) > 1:
        keys += [word for part in ways for word, _ in part]
    others = tuple(key for key in dict.fromkeys(keys) if len(key) > 1 and key not in {full, initials})
    return NameKeys(full, initials if len(initials) > 1 else "", others)


def keys_of_names(names: Sequence[str]) -> list[str]:
    """Return `NameKeys.text` of many names; plain Chinese ones take a microsecond or less each."""
    joined = "\n".join(names)
    fulls, initials = (joined.translate(table).split("\n") for table in _tables())
    if len(fulls) != len(names):  # none at all, or one with a line break in it
        return [name_keys(name).text for name in names]
    return [
        f"{full} {first}" if full.isalpha() and len(first) > 1 else name_keys(name).text
        for name, full, first in zip(names, fulls, initials, strict=True)
    ]


def code_from_name(name: str) -> str:
    """Return the capital initials of a name, to make a code with a number behind: 恒利社区 gives HLSQ.

    One word of Latin letters gives its first three; at most eight letters, X where the name has none.
    """
    keys = name_keys(name)
    letters = keys.initials or keys.full[:_WORD]
    code = "".join(char for char in letters if char.isascii() and char.isalpha())
    return code[:_CODE].upper() or "X"


def _joined(readings: Sequence[Reading]) -> Reading:
    return "".join(full for full, _ in readings), "".join(first for _, first in readings)


def _ways_of(part: str, *, surname: bool) -> Iterator[Reading]:
    """Yield the first ways in which a word is read; the usual one comes first."""
    options: list[Sequence[Reading]] = []
    if surname and part[:2] in COMPOUNDS:
        spelled = [reading.split("-") for reading in COMPOUNDS[part[:2]]]
        options.append([("".join(both), both[0][0] + both[1][0]) for both in spelled])
        part = part[2:]
        surname = False
    for is_han, run in groupby(part, lambda char: syllable(char) != ""):
        if is_han:
            options += [_readings(char, surname and not place) for place, char in enumerate(run)]
        else:
            text = "".join(run)
            options.append([(word, word if text.isdecimal() else word[0]) for word in fold_latin(text)])
        surname = False
    yield from (_joined(way) for way in islice(product(*options), _WAYS))


@cache
def _readings(char: str, surname: bool) -> tuple[Reading, ...]:
    known = SURNAMES.get(char) if surname else None
    words = known or GIVEN.get(char) or (syllable(char),)
    return tuple((word, word[0]) for reading in words for word in _typed(reading))


def _typed(reading: str) -> tuple[str, ...]:
    """Return how a syllable with an ü is typed: lv by input methods, lyu in passports, lu by the rest."""
    if "v" not in reading:
        return (reading,)
    return reading, reading.replace("v", "yu"), reading.replace("v", "u")


@cache
def syllable(char: str) -> str:
    """Return the most usual reading of a character in a text, ü as v; "" for what is not Chinese."""
    return _dictionary().get(str(ord(char)), "").partition(",")[0].translate(_TONES)


class _Learnt(dict[int, str]):
    """A table for `str.translate` that learns each character when it first comes by."""

    def __init__(self, length: int | None) -> None:
        super().__init__({ord("\n"): "\n"})
        self.length = length

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = syllable(char)
        plain = found and char not in _ODD and "v" not in found
        self[code] = found[: self.length] if plain else _SEVERAL
        return self[code]


@cache
def _tables() -> tuple[_Learnt, _Learnt]:
    """Return the tables of syllables and of initials; what is not read in one way alone is a question mark."""
    return _Learnt(None), _Learnt(1)


@cache
def _dictionary() -> dict[str, str]:
    """Return the library's readings by the number of the character: without loading it where that goes."""
    file = _file()
    if file is not None:
        found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
        return found
    from pypinyin.pinyin_dict import pinyin_dict  # slow, and only where its files have changed places

    return {str(code): readings for code, readings in pinyin_dict.items()}


def _file() -> Path | None:
    """Return the file of the library's single characters, if it has one."""
    spec = find_spec("pypinyin")
    folders = spec.submodule_search_locations if spec else None
    files = (Path(folder) / "pinyin_dict.json" for folder in folders or ())
    return next((file for file in files if file.is_file()), None)

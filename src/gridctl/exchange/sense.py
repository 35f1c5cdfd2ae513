"""Whether decoded text makes sense: the test that keeps mojibake out (TRUST.md 16)."""

import re
from collections.abc import Iterable
from itertools import islice

_HAN = re.compile("[\u3400-\u9fff]")
_SEPARATORS = re.compile('[,;\t|"]')
# What may stand in a Chinese header beside Han characters and ASCII.
_SIGNS = frozenset("（）【】《》：；，、。？！／－—～·“”‘’　＊＃％＋＝０１２３４５６７８９①②③④⑤㎡℃…")
# A lead byte of GB2312's first level: the 3,755 characters that make up nearly all of written Chinese.
_FIRST, _LAST = 0xB0, 0xD7
_SHARE = 0.8
_CANDIDATES = ("gb18030", "big5", "shift_jis", "euc_kr", "cp1252", "utf-16-le")
_CUT = 60


def makes_sense(head: bytes, encoding: str) -> bool:
    """Tell whether the beginning of a file reads as a table in `encoding`.

    Its header must be ASCII, Han characters in daily use and known signs, and so must four fifths of
    the other characters outside ASCII: other encodings read as GB18030 give rare characters instead.
    """
    text = head.decode(encoding, "ignore").removeprefix("\ufeff")
    header, _, rest = text.partition("\n")
    if not header.strip() or any(char < " " and char not in "\t\r" for char in header):
        return False
    odd = [char for char in header if not char.isascii() and not _usual(char)]
    if odd:
        return False
    others = [char for char in rest if not char.isascii()]
    if not others:
        return True
    return sum(map(_usual, others)) >= _SHARE * len(others)


def _usual(char: str) -> bool:
    """Tell whether a character outside ASCII is one that Chinese files are full of."""
    if char in _SIGNS or "\uff01" <= char <= "\uff5e":
        return True
    try:
        return _FIRST <= char.encode("gb2312")[0] <= _LAST
    except UnicodeEncodeError:
        return False


def previews(head: bytes, strange: Iterable[bytes]) -> str:
    """Return the header, or else the first strange row, as each candidate reads it; digits are hidden."""
    header = head.split(b"\n", 1)[0]
    rows = [header] if not header.isascii() else []
    rows += [row for row in islice(strange, 3) if not row.isascii() and row.strip() != header.strip()]
    shown = []
    for encoding in _CANDIDATES:
        try:
            texts = [row.strip(b"\r\n").decode(encoding) for row in rows[:2]]
        except UnicodeDecodeError:
            continue
        line = " / ".join(_short(text) for text in texts)
        shown.append(f"{encoding}: {line}")
    return "; ".join(shown)


def _short(text: str) -> str:
    text = re.sub(r"\d", "#", "".join(char if char.isprintable() else " " for char in text))
    cells = [cell for cell in _SEPARATORS.split(text) if not cell.isascii()]
    return ",".join(cells)[:_CUT]

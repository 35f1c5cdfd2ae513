r"""Masks for names, phones and identity numbers, alone and inside free text (DESIGN.md §5).

In free text only what looks like a phone or an identity number is masked; words, dates, times, home labels
and order numbers stay. Digits may be full-width and divided by blanks, dashes or invisible characters.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from gridctl.core.private import Masked
from gridctl.present.visible import is_han

_MOBILE_DIGITS = 11
_IDENTITY_DIGITS = (15, 18)
_TAIL = 4


def mask_name(name: str) -> Masked:
    """Return the first character of a name and stars: 王**, J***; their number tells nothing."""
    first = next((char for char in name if char.isalnum()), "")
    if not first:
        return Masked("***" if name.strip() else "")
    return Masked(first + ("**" if _east_asian(first) else "***"))


def _east_asian(char: str) -> bool:
    return is_han(char) or "\u3041" <= char <= "\u30ff" or "\uac00" <= char <= "\ud7a3"


_MASKED_PHONE = re.compile(r"\d{0,3}\*{4}\d{0,4}")


def mask_phone(phone: str) -> Masked:
    """Return 138****5678 for a Chinese mobile number, else ``****`` and the last four digits.

    A number of seven digits or less keeps fewer, and one of four keeps none.
    """
    if not phone.strip():
        return Masked("")
    if _MASKED_PHONE.fullmatch(phone):
        return Masked(phone)
    digits = _digits(phone)
    mobile = re.sub(r"^(?:00)?86(?=1[3-9]\d{9}$)", "", digits)
    if len(mobile) == _MOBILE_DIGITS and re.match("1[3-9]", mobile):
        return Masked(f"{mobile[:3]}****{mobile[-_TAIL:]}")
    return Masked("****" + _last(digits, min(_TAIL, max(0, len(digits) - _TAIL))))


def mask_identity(number: str) -> Masked:
    """Return 3306**********1234 for an identity number of 18 or 15 places; others keep a quarter at most."""
    plain = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else unicodedata.normalize("NFKC", char).upper()
        for char in number
        if char.isalnum() or char in "*＊"
    )
    if len(plain) in _IDENTITY_DIGITS:
        return Masked(plain[:4] + "*" * (len(plain) - 8) + plain[-_TAIL:])
    kept = min(_TAIL, len(plain) // 4)
    return Masked("*" * (len(plain) - kept) + _last(plain, kept))


def _digits(text: str) -> str:
    if text.isascii() and text.isdecimal():
        return text
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def _last(text: str, count: int) -> str:
    return text[len(text) - count :]


# What may stand between two digits of one number.
_S = (
    "[ \u00a0\u2009\u202f\u3000\u00ad\u200b-\u200f\u2060\ufeff\\-\u2010-\u2015\u2212\uff0d.\u00b7\u30fb]{0,2}"
)
_GAP = _S.replace("{0,2}", "{1,2}")
_NO_DIGIT = r"(?<![\d￥¥$€])"


def _ones(text: str) -> str:
    """Write a digit class so that it also finds full-width digits: ``[3-9]`` becomes ``[3-9３-９]``."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return f"[{text}{text.translate(wide)}]"


_YEAR = f"(?:{_ones('1')}{_S}{_ones('89')}|{_ones('2')}{_S}{_ones('0')})"
_MONTH = f"(?:{_ones('0')}{_S}{_ones('1-9')}|{_ones('1')}{_S}{_ones('0-2')})"
_DAY = f"(?:{_ones('0')}{_S}{_ones('1-9')}|{_ones('12')}{_S}\\d|{_ones('3')}{_S}{_ones('01')})"
_REGION = rf"{_ones('1-8')}{_S}\d(?:{_S}\d){{4}}"
_IDENTITY = (
    rf"{_NO_DIGIT}(?:{_REGION}{_S}{_YEAR}{_S}\d{_S}\d{_S}{_MONTH}{_S}{_DAY}(?:{_S}\d){{3}}{_S}[\dXxＸｘ]"
    rf"|{_ones('1-8')}\d{{7}}{_MONTH}{_DAY}\d{{3}})(?!\d)"
)
_WORD = "电话|座机|手机|号码|联系方式|致电|tel|phone|mobile|cell|call"
_PHONES = (
    # Chinese mobile numbers, with or without the country: in groups whose first has three, or digit by digit.
    rf"{_NO_DIGIT}(?:(?:[+＋]|{_ones('0')}{{2}})?{_S}{_ones('8')}{_ones('6')}{_S})?"
    rf"{_ones('1')}(?:{_ones('3-9')}\d(?:{_S}\d){{8}}|{_GAP}{_ones('3-9')}(?:{_GAP}\d){{9}})(?!\d)",
    # Other countries: + or 00, a country and 6 to 13 digits more.
    rf"[+＋]{_S}{_ones('1-9')}(?:{_S}[(（]?\d[)）]?){{6,14}}(?!\d)",
    rf"(?<![\w.-]){_ones('0')}{{2}}{_ones('1-9')}(?:{_S}\d){{8,13}}(?!\d)",
    # Chinese landlines: 010-88123456, (0571)8812 3456, with an extension.
    rf"{_NO_DIGIT}[(（]?{_ones('0')}(?:{_ones('1')}{_ones('0')}|{_ones('2')}\d|{_ones('3-9')}\d\d)[)）]?"
    rf"{_S}{_ones('2-8')}(?:{_S}\d){{6,7}}(?:(?:转|-|ext\.? ?|x)\d{{1,6}})?(?!\d)",
    # Numbers with a leading zero in three groups: 020 7946 0958.
    rf"{_NO_DIGIT}{_ones('0')}\d{{2,4}}{_GAP}\d{{3,4}}{_GAP}\d{{3,4}}(?!\d)",
    # North America: 212-555-0100, (212) 555-0100.
    rf"{_NO_DIGIT}(?:{_ones('1')}{_GAP})?(?:[(（]{_ones('2-9')}\d\d[)）]{_S}|{_ones('2-9')}\d\d{_GAP})"
    rf"{_ones('2-9')}\d\d{_GAP}\d{{4}}(?!\d)",
)
_WORD_STARTS = "".join({word[0] for word in _WORD.split("|")})
# Six digits and more behind a word that says what they are.
_NAMED = rf"(?P<word>(?:{_WORD})[^\w+]{{0,3}})(?P<number>\d(?:{_S}\d){{5,14}})(?!\d)"


@cache
def _numbers() -> re.Pattern[str]:
    """Return what finds the numbers to mask; it is large, and most texts hold none."""
    return re.compile(
        rf"(?=[\d+＋(（{_WORD_STARTS}])(?:(?P<identity>{_IDENTITY})|(?P<phone>{'|'.join(_PHONES)})|{_NAMED})",
        re.IGNORECASE,
    )


# Fewer than six digits, or digits far from each other, are no number to mask: the way out for most texts.
_MAYBE = re.compile(rf"\d[)）]?(?:{_S}[(（]?\d[)）]?){{5}}")


def mask_text(text: str) -> str:
    """Return free text with the phones and identity numbers in it masked.

    It is `Masked` where something was found; otherwise `text` itself comes back.
    """
    if _MAYBE.search(text) is None:
        return text
    masked, count = _numbers().subn(_masked, text)
    return Masked(masked) if count else text


def _masked(found: re.Match[str]) -> str:
    if found["identity"]:
        return mask_identity(found["identity"])
    if found["phone"]:
        return mask_phone(found["phone"])
    return found["word"] + mask_phone(found["number"])


MASKS: dict[str, Callable[[str], str]] = {
    "name": mask_name,
    "phone": mask_phone,
    "identity": mask_identity,
    "text": mask_text,
}

"""Phone numbers of a country: the plain form at once, every other one by the `phonenumbers` library.

One number has one form, so that it is found again however it was written: as it is dialled within the
store's country (``13812345678``, ``057188123456x12``), else as ``+`` and the country (``+85291234567``).
"""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from gridctl.core.errors import N_, BadInput
from gridctl.core.phones import clean_phone

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

Odd = TypeVar("Odd")

# Mobile numbers, in North America all. New ranges are opened each year and the library's list is as old as
# the installation: these are taken also where it does not know their range yet; all else follows its list.
_MOBILE = {
    "CN": "1[3-9][0-9]{9}",
    "US": "[2-9](?!11)[0-9]{2}[2-9][0-9]{6}",
    "CA": "[2-9](?!11)[0-9]{2}[2-9][0-9]{6}",
    "GB": "07[1-57-9][0-9]{8}",
    "DE": "01(?:5[0-9]{9}|[67][0-9]{8,9})",
}
# Chinese landlines: area codes of two digits, then of three, with eight digits behind them.
_CN_LANDLINE = (
    "|0(?:10|2[0-57-9])(?:[2-7][0-9]|8[1-9])[0-9]{6}"
    "|0(?:311|37[179]|4(?:[15]1|3[12])|5(?:1[0-9]|2[37]|3[12]|51|7[13-79]|9[15])|7(?:[39]1|5[57]|6[09])"
    "|8(?:71|98))[2-8][0-9]{7}"
)
# What is taken as it stands.
_PLAIN = {
    country: re.compile(mobile + (_CN_LANDLINE if country == "CN" else ""))
    for country, mobile in _MOBILE.items()
}
_NOTHING = re.compile(r"(?!)")
# What looks like a mobile number whose end is missing is no local number.
_CUT_OFF = {"CN": re.compile(r"1[3-9][0-9]{5,}")}
_SHORT = 6
_LOCAL = 8


def check_phone(text: str, country: str, field: str = "phone") -> str:
    """Return the one form of a number that somebody in `country` (two letters) wrote; "" for a blank text.

    Short numbers (12345, 110, a house's own ones) and local ones without their area code stay as they are:
    nobody can check them elsewhere. Raises BadInput for damaged, masked and impossible ones.
    """
    if _plain(country)(text):
        return text
    number = clean_phone(text, field)
    head, mark, extension = number.partition("x")
    if not head or _plain(country)(head):
        return number
    return _by_library(head, country, field) + mark + extension


def take_phones(texts: Sequence[str], country: str, odd: Callable[[str], Odd]) -> "list[str | Odd]":
    """Return a column's numbers: the plain ones as they stand, of each other one what `odd` makes of it."""
    plain = _plain(country)
    return [text if plain(text) else odd(text) for text in texts]


def _plain(country: str) -> Callable[[str], object]:
    return _PLAIN.get(country, _NOTHING).fullmatch


def _by_library(head: str, country: str, field: str) -> str:
    """Return the one form of a number without extension that is not plain."""
    if len(head) <= _SHORT and head.isdigit():
        return head
    import phonenumbers  # takes as long as a third of a command, and few numbers need it

    known = country in phonenumbers.SUPPORTED_REGIONS
    if not known and not head.startswith(("+", "00")):
        return head
    try:
        found = phonenumbers.parse("+" + head[2:] if not known and head[:2] == "00" else head, country)
    except phonenumbers.NumberParseException:
        raise _wrong(country, field) from None
    form = _written(found, country)
    if phonenumbers.is_valid_number(found):
        return form
    for whole in (form, "0" + form):  # a range that it does not know may have lost its first 0 there
        if re.fullmatch(_MOBILE.get(country, "(?!)"), whole):
            return whole
    if _is_local(head, country, phonenumbers.is_possible_number_with_reason(found)):
        return head
    raise _wrong(country, field)


def _written(found: "PhoneNumber", country: str) -> str:
    import phonenumbers  # loaded by the one caller

    if found.country_code != phonenumbers.country_code_for_region(country):
        return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
    national = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.NATIONAL)
    return re.sub("[^0-9]", "", national)


def _is_local(head: str, country: str, reason: int) -> bool:
    """Tell whether a number can be dialled as it stands by whoever lives there."""
    import phonenumbers  # loaded by the one caller

    possible = (
        phonenumbers.ValidationResult.IS_POSSIBLE,
        phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
    )
    cut_off = _CUT_OFF.get(country, _NOTHING).fullmatch(head)
    return head.isdigit() and len(head) <= _LOCAL and reason in possible and not cut_off


def _wrong(country: str, field: str) -> BadInput:
    return BadInput(
        N_("{field} is not a phone number of {country}"),
        hint=N_("check its digits; a number from abroad begins with + and its country"),
        error="wrong_phone",
        field=field,
        country=country,
    )

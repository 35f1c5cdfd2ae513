"""Identity numbers of a country: Chinese ones at once, those of other countries by `python-stdnum`.

A number that is stored as a number has lost its last digits and is refused, whatever it looks like
(TRUST.md 17). Passports and the like are kept as they are where the caller says that it is one.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

from gridctl.core.errors import N_, BadInput
from gridctl.core.numbers import POWER, lost_digits, narrow
from gridctl.core.private import refuse_masked_look

Odd = TypeVar("Odd")


class Identity(NamedTuple):
    """A checked number in its one form; birth date and sex (`male`, `female`) where the number holds them.

    `checked` is False for a document that nothing is known of but its shape.
    """

    number: str
    checked: bool = True
    birth: date | None = None
    sex: str | None = None


# GB 11643: province (9 for a foreigner's permanent residence card, from 2023), county, date of birth,
# sequence, check digit. A 29 February is looked at apart.
_MONTH_DAY = (
    r"(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)"
    r"|02(?:0[1-9]|1[0-9]|2[0-8]))"
)
_CN = (
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[0-9])[0-9]{4}"
    r"(?:18[5-9]|19[0-9]|20[0-9])[0-9]"
)
_CN_PLAIN = re.compile(rf"{_CN}{_MONTH_DAY}[0-9]{{3}}[0-9X]")
_CN_LEAP = re.compile(rf"{_CN}0229[0-9]{{3}}[0-9X]")
_CN_LENGTH = 18
_OLD_LENGTH = 15
_DIVIDERS = dict.fromkeys(map(ord, " \t-‐‑–—.·/"))
_OTHER = re.compile(r"[A-Z0-9](?:[ \-/.]?[A-Z0-9()<]){2,29}")

# The personal number of each country in python-stdnum. Countries without one (GB, the US for foreigners)
# are absent on purpose: an NHS number, say, is a patient's and not a citizen's.
NUMBERS = {
    "AR": "ar.dni",
    "AT": "at.vnr",
    "BE": "be.nn",
    "BG": "bg.egn",
    "BR": "br.cpf",
    "CA": "ca.sin",
    "CH": "ch.ssn",
    "CL": "cl.rut",
    "CN": "cn.ric",
    "CZ": "cz.rc",
    "DE": "de.idnr",
    "DK": "dk.cpr",
    "EE": "ee.ik",
    "ES": "es.nif",
    "FI": "fi.hetu",
    "FR": "fr.nir",
    "GR": "gr.amka",
    "HR": "hr.oib",
    "ID": "id.nik",
    "IE": "ie.pps",
    "IL": "il.idnr",
    "IN": "in_.aadhaar",
    "IS": "is_.kennitala",
    "IT": "it.codicefiscale",
    "KR": "kr.rrn",
    "LT": "lt.asmens",
    "MX": "mx.curp",
    "MY": "my.nric",
    "NL": "nl.bsn",
    "NO": "no.fodselsnummer",
    "PK": "pk.cnic",
    "PL": "pl.pesel",
    "PT": "pt.cc",
    "RO": "ro.cnp",
    "SE": "se.personnummer",
    "SI": "si.emso",
    "SK": "sk.rc",
    "TH": "th.pin",
    "TR": "tr.tckimlik",
    "US": "us.ssn",
    "ZA": "za.idnr",
}


def check_identity(cell: object, country: str, *, other: bool = False, field: str = "identity") -> Identity:
    """Return the one form of an identity number of `country` (two letters), and what it tells.

    `other` takes a passport or another document as it is. A country whose numbers nobody can check has
    only others. Raises BadInput for anything but text, and for damaged, masked and wrong numbers.
    """
    if not isinstance(cell, str):
        raise lost_digits(field)
    if country == "CN" and not other and _CN_PLAIN.fullmatch(cell) and _checksum_fits(cell):
        return Identity(cell, birth=birth_of(cell), sex=sex_of(cell))
    text = narrow(cell).upper()
    refuse_masked_look(cell, field)
    if POWER.fullmatch(text) or re.fullmatch(r"[0-9]+\.[0-9]+", text):
        raise lost_digits(field)
    if other or country not in NUMBERS:
        return _other(text, field)
    if country == "CN":
        return _chinese(text.translate(_DIVIDERS), field)
    return _by_library(text, country, field)


def take_identities(texts: Sequence[str], country: str, odd: Callable[[str], Odd]) -> "list[str | Odd]":
    """Return a column's numbers: the plain and right ones as they stand, else what `odd` makes of each."""
    if country != "CN":
        return [odd(text) for text in texts]
    plain = _CN_PLAIN.fullmatch
    return [text if plain(text) and _checksum_fits(text) else odd(text) for text in texts]


def birth_of(number: str) -> date:
    """Return the date of birth within a checked Chinese number."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex_of(number: str) -> str:
    """Return the sex within a checked Chinese number: odd sequences are men's, even ones women's."""
    return "male" if number[16] in "13579" else "female"


def _checksum_fits(number: str) -> bool:
    """Tell whether the check digit (X is ten) fits: the places weigh 2 to the 17th down to 1, modulo 11.

    13 is 2 modulo 11, so that this is the remainder of the number read to the base 13.
    """
    return int(number.replace("X", "A"), 13) % 11 == 1


def _chinese(number: str, field: str) -> Identity:
    """Check a Chinese number. The county is not looked up.

    The library knows each county's years and asks for one that stood at birth; but a number is given when
    somebody is registered, so that this would refuse people who are older than their county.
    """
    if len(number) == _OLD_LENGTH and number.isdigit():
        raise BadInput(
            N_("{field} is an old number of 15 digits, which nobody can check"),
            hint=N_("these cards ended in 2013: take the 18 digits of today's card"),
            error="old_identity",
            field=field,
        )
    if len(number) != _CN_LENGTH or not re.fullmatch("[0-9]{17}[0-9X]", number):
        raise _wrong(N_("{field} is no identity number: it has 18 digits, the last may be an X"), field)
    if not _checksum_fits(number):
        raise lost_digits(field) if number.endswith("000") else _mistyped(field)
    if not _CN_PLAIN.fullmatch(number) and not (_CN_LEAP.fullmatch(number) and _is_leap(number[6:10])):
        raise _wrong(N_("{field} holds no such place or date of birth"), field)
    return Identity(number, birth=birth_of(number), sex=sex_of(number))


def _is_leap(year: str) -> bool:
    number = int(year)
    return number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)


def _by_library(text: str, country: str, field: str) -> Identity:
    """Check the number of another country, and ask for birth date and sex where its module knows them."""
    from stdnum.exceptions import InvalidChecksum  # needed outside China only

    module: Any = import_module(f"stdnum.{NUMBERS[country]}")
    try:
        number = str(module.validate(text))
    except InvalidChecksum:
        raise _mistyped(field) from None
    except (ValueError, LookupError):  # its own errors are ValueErrors; odd texts also end in a LookupError
        raise _wrong(N_("{field} is no identity number of {country}"), field, country=country) from None
    birth, sex = (_told(module, name, number) for name in ("get_birth_date", "get_gender"))
    words = {"M": "male", "F": "female"}
    return Identity(number, birth=birth if isinstance(birth, date) else None, sex=words.get(str(sex)))


def _told(module: Any, name: str, number: str) -> object:  # noqa: ANN401  (modules have no common type)
    try:
        return getattr(module, name)(number) if hasattr(module, name) else None
    except (ValueError, LookupError):
        return None


def _other(text: str, field: str) -> Identity:
    if not _OTHER.fullmatch(text):
        raise _wrong(N_("{field} is no number of a document"), field)
    return Identity(text, checked=False)


def _mistyped(field: str) -> BadInput:
    return BadInput(
        N_("{field} is not right: its check digit does not fit"),
        hint=N_("compare it with the card: a digit is wrong, or two have changed places"),
        error="wrong_checksum",
        field=field,
    )


def _wrong(message: str, field: str, **args: object) -> BadInput:
    hint = N_("compare it with the card; a passport or another document must be said to be one")
    return BadInput(message, hint=hint, error="wrong_identity", field=field, **args)

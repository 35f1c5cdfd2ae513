"""What a store knows of itself."""

from dataclasses import dataclass, fields

from gridctl.core.errors import BadInput, N_

COUNTRIES = ("CN", "US", "GB", "EU")


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Name, IANA zone, country (phones, identity checks, holidays, emergency numbers), language, pack."""

    name: str = ""
    timezone: str = "Asia/Shanghai"
    country: str = "CN"
    lang: str = "en"
    pack: str = "routine"
    pack_hash: str = ""
    created_at: str = ""


SETTING_KEYS = tuple(field.name for field in fields(StoreSettings))


def check_country(country: str) -> str:
    """Return the two capital letters of a country; BadInput for anything else."""
    code = country.strip().upper()
    if len(code) != 2 or not code.isascii() or not code.isalpha():  # noqa: PLR2004
        raise BadInput(
            N_("{country} is not a country code"),
            hint=N_("write two letters, such as CN, US or GB"),
            country=country,
        )
    return code

"""What a store knows of itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields

from gridctl.core.countries import COUNTRIES
from gridctl.core.errors import N_, BadInput
from gridctl.core.pack_values import Label


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Name, IANA zone, country (phones, identity checks, holidays, emergency numbers), language, pack.

    `labels` is what the packs in force call things, as JSON: it is kept here because every command needs
    it and few need a whole pack.
    """

    name: str = ""
    timezone: str = "Asia/Shanghai"
    country: str = "CN"
    lang: str = "en"
    pack: str = "routine"
    pack_hash: str = ""
    created_at: str = ""
    labels: str = ""


SETTING_KEYS = tuple(field.name for field in fields(StoreSettings))


def check_country(country: str) -> str:
    """Return the two capital letters of a country that there is; BadInput for anything else."""
    code = country.strip().upper()
    if code not in COUNTRIES:
        raise BadInput(
            N_("{country} is not a country code"),
            hint=N_("write two letters, such as CN, US or GB"),
            country=country,
        )
    return code


def read_labels(text: str) -> Mapping[str, Mapping[str, Label]]:
    """Return the labels of a store's settings by kind and code; what cannot be read renames nothing."""
    try:
        found = json.loads(text or "{}")
        return {kind: {code: Label.of(one) for code, one in given.items()} for kind, given in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}

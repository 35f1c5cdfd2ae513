"""What a store knows of itself."""

from importlib.resources import files

import pytest

from gridctl.core.countries import COUNTRIES
from gridctl.core.errors import BadInput
from gridctl.core.settings import SETTING_KEYS, StoreSettings, check_country, read_labels


def test_the_country_is_two_letters() -> None:
    assert check_country(" cn ") == "CN"
    for wrong in ("", "C", "CHN", "中国", "C1", "ＣＮ", "XX", "UK"):
        with pytest.raises(BadInput):
            check_country(wrong)


def test_the_countries_are_those_of_the_standard() -> None:
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    codes = {line[:2] for line in table.splitlines() if line and not line.startswith("#")}
    assert codes | {"EU"} == COUNTRIES


def test_a_store_that_says_nothing_stands_in_shanghai() -> None:
    found = StoreSettings()
    assert (found.timezone, found.country, found.lang, found.pack) == ("Asia/Shanghai", "CN", "en", "routine")
    assert set(SETTING_KEYS) >= {"timezone", "country", "pack_hash", "labels"}


def test_labels_that_cannot_be_read_rename_nothing() -> None:
    found = read_labels('{"tiers": {"head": {"en": "Captain", "zh": "队长"}}}')
    assert (found["tiers"]["head"].en, found["tiers"]["head"].zh) == ("Captain", "队长")
    for wrong in ("", "{", "[]", "[1]", '{"tiers": 1}', '{"tiers": {"head": 1}}'):
        assert read_labels(wrong) == {}

"""Every text that a user sees has its Chinese, and the compiled catalogue is that of the source."""

import io
import string

from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from house.catalogue import MO, PO, SAME_IN_BOTH, Key, as_mo, collect, entries, is_translated, key_of, read

CATALOGUE = {key_of(one): one for one in entries(read(PO))}
TEXTS = sorted({key_of(one) for one in entries(collect())}, key=str)


def test_every_text_is_in_the_catalogue() -> None:
    assert [key for key in TEXTS if key not in CATALOGUE] == [], "run python -m tests.house.catalogue"


def test_every_text_has_chinese() -> None:
    assert [key for key in TEXTS if key in CATALOGUE and not is_translated(CATALOGUE[key])] == []


def test_nothing_is_left_over_fuzzy_or_obsolete() -> None:
    assert set(CATALOGUE) - set(TEXTS) == set()
    assert [key for key, one in CATALOGUE.items() if one.fuzzy] == []
    assert not read(PO).obsolete
    assert set(TEXTS) >= SAME_IN_BOTH


def _fields(text: str) -> set[str]:
    return {name for _before, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def _forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def _english(key: Key) -> str:
    return key if isinstance(key, str) else key[1]


def test_both_languages_have_the_same_placeholders() -> None:
    pairs = [(key, form) for key, one in CATALOGUE.items() for form in _forms(one) if form]
    assert [form for key, form in pairs if _fields(form) != _fields(_english(key))] == []


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    with MO.open("rb") as file:
        compiled = {key_of(one): one.string for one in entries(read_mo(file))}
    fresh = {key_of(one): one.string for one in entries(read_mo(io.BytesIO(as_mo(read(PO)))))}
    assert compiled == fresh

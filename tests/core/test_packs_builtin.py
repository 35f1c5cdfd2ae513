"""The built-in packs are complete, in both languages, and know what people write."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.packs_world import BUILT_IN, built_in
from gridctl.core.keywords import plain
from gridctl.core.pack import Pack
from gridctl.core.pack_values import Label
from gridctl.core.words import Channel, Level, TeamKind, Tier, Urgency

DATA = Path(__file__).parents[1] / "data" / "packs"
HAN = re.compile("[\u4e00-\u9fff]")

REQUIRED = {
    "medicine", "medical_care", "food", "utilities", "care", "emotional", "domestic_violence", "noise",
    "checkpoint", "public_safety", "sanitation", "environment", "transport", "information", "opinion",
    "violation", "suicide", "infection", "other",
}  # fmt: skip
EXTRAS = {
    "epidemic": {"sampling", "quarantine_support", "pass", "disinfection"},
    "flood": {"rescue", "hazard", "evacuation", "shelter", "waterlogging", "power_cut"},
    "heatwave": {"heat_illness", "cooling", "water", "power_cut"},
}
PACKS = {name: built_in(name) for name in BUILT_IN}
SENTENCES = list(csv.DictReader((DATA / "sentences.tsv").open(encoding="utf-8"), delimiter="\t"))


@pytest.fixture(params=BUILT_IN)
def pack(request: pytest.FixtureRequest) -> Pack:
    """Each built-in pack in turn."""
    return PACKS[request.param]


def labels_of(pack: Pack) -> Iterator[Label]:
    """Every text of a pack that a person may read."""
    yield from (pack.title, pack.about)
    for category in pack.categories:
        yield category.title
    for purge in pack.purge:
        yield purge.title
    for names in pack.labels.values():
        yield from names.values()


def test_every_pack_holds_the_categories_of_the_contract(pack: Pack) -> None:
    codes = {category.code for category in pack.categories}
    assert codes >= REQUIRED | EXTRAS.get(pack.name, set())


def test_every_text_stands_in_both_languages(pack: Pack) -> None:
    for label in labels_of(pack):
        assert label.en
        assert not HAN.search(label.en)
        assert HAN.search(label.zh)


def test_every_category_but_other_is_found_by_words_of_both_languages(pack: Pack) -> None:
    for category in pack.categories[:-1]:
        assert category.keywords.en, category.code
        assert any(HAN.search(word) for word in category.keywords.zh), category.code
    assert pack.categories[-1].code == "other"


def test_a_word_belongs_to_one_category_only(pack: Pack) -> None:
    words = Counter(plain(word) for one in pack.categories for word in (*one.keywords.all, *one.hints.all))
    assert [word for word, times in words.items() if times > 1] == []


def test_confidential_categories_are_those_of_the_contract(pack: Pack) -> None:
    hidden = {category.code for category in pack.categories if category.confidential}
    assert hidden == {"domestic_violence", "suicide", "infection", "violation"}


def test_what_has_no_clock_has_no_limits(pack: Pack) -> None:
    assert {category.code for category in pack.categories if not category.clock} == {"information", "opinion"}


def test_limits_are_complete_and_grow_as_urgency_falls(pack: Pack) -> None:
    for category in pack.categories:
        if not category.clock:
            continue
        limits = [pack.limit(category.code, urgency) for urgency in Urgency]
        respond = [limit.respond_ms for limit in limits if limit.respond_ms]
        resolve = [limit.resolve_ms for limit in limits if limit.resolve_ms]
        assert len(respond) == len(resolve) == len(Urgency)
        assert respond == sorted(respond), category.code
        assert resolve == sorted(resolve), category.code


def test_scenarios_return_at_18_and_routine_at_midnight() -> None:
    hours = {name: pack.hour_of_return.isoformat("minutes") for name, pack in PACKS.items()}
    assert hours == {
        "routine": "00:00", "cert": "00:00", "epidemic": "18:00", "flood": "18:00", "heatwave": "18:00",
    }  # fmt: skip


def test_cert_names_every_channel_level_tier_and_team() -> None:
    labels = PACKS["cert"].labels
    for kind, codes in {"channels": Channel, "levels": Level, "tiers": Tier, "teams": TeamKind}.items():
        assert set(labels[kind]) == {code.value for code in codes}
    assert PACKS["cert"].label("channels", "hotline", "en") == "311"
    assert PACKS["cert"].label("channels", "police", "zh") == "911报警"


def test_emergency_numbers_follow_country_and_category(pack: Pack) -> None:
    assert pack.emergency_numbers("CN", "medical_care") == ("120",)
    assert pack.emergency_numbers("CN", "public_safety") == ("119", "110")
    assert pack.emergency_numbers("CN", "suicide") == ("110", "120", "12356")
    assert pack.emergency_numbers("US", "suicide") == ("911", "988")
    assert pack.emergency_numbers("GB", "domestic_violence") == ("999",)
    assert pack.emergency_numbers("de", "medical_care") == ("112",)
    assert pack.emergency_numbers("EU") == ("112",)
    assert pack.emergency_numbers("CN") == ("110", "119", "120")
    assert pack.emergency_numbers("ZZ") == ()


@pytest.mark.parametrize("row", SENTENCES, ids=[row["text"] for row in SENTENCES])
def test_a_sentence_is_understood(row: dict[str, str]) -> None:
    pack = PACKS[row["pack"]]
    category = pack.guess(row["text"]) or "other"
    assert (category, pack.guess_urgency(row["text"], category)) == (row["category"], row["urgency"])


def test_the_sentences_are_many_enough() -> None:
    assert len(SENTENCES) >= 40
    assert {row["pack"] for row in SENTENCES} == set(BUILT_IN)

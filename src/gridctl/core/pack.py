"""A pack: the scenario that tells categories, time limits, words, labels and what is purged at the end.

These are the resolved values, as the store keeps them by the hash of their content. Files are read in
`core.packs`.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import time
from functools import cached_property
from hashlib import sha256
from typing import Any

from gridctl.core.asked_for import OFFERED, THINGS, is_question, standing
from gridctl.core.calendars import ALWAYS_CODE
from gridctl.core.checklists import Checklist
from gridctl.core.duties import DutyRules
from gridctl.core.errors import N_, NotFound, StoreUnusable
from gridctl.core.keywords import Hit, WordIndex, plain
from gridctl.core.misspelt import nearly
from gridctl.core.nearest import nearest
from gridctl.core.pack_clock import ClockRules
from gridctl.core.pack_reading import Reading
from gridctl.core.pack_values import EU, CallKind, Category, Keywords, Label, Limit, Purge
from gridctl.core.signals import SignalRules
from gridctl.core.word_turns import turned
from gridctl.core.words import Level, Urgency

_NAMED = ("medicine",)
"""Categories whose words are names that people write wrong."""


@dataclass(frozen=True)  # without slots: the hash and the word lists are computed once and kept
class Pack:
    """A resolved scenario: nothing in it points to another pack any more."""

    name: str
    title: Label
    about: Label
    version: str
    hour_of_return: time
    limits: Mapping[Urgency, Limit]
    categories: tuple[Category, ...]
    urgency: Mapping[Urgency, Keywords] = field(default_factory=dict)
    emergency: Mapping[str, Mapping[CallKind, str]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, Label]] = field(default_factory=dict)
    purge: tuple[Purge, ...] = ()
    wait_ms: int | None = None
    """So long a holder may let a request wait without asking the desk above; None: as long as it takes."""
    clocks: ClockRules = field(default_factory=ClockRules)
    reading: Reading = field(default_factory=Reading)
    duty: DutyRules = field(default_factory=DutyRules)
    checklists: tuple[Checklist, ...] = ()
    signals: SignalRules = field(default_factory=SignalRules)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal."""
        return sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """Return canonical JSON: sorted keys, no blanks, durations in milliseconds."""
        return json.dumps(
            asdict(self), default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    @classmethod
    def from_json(cls, text: str) -> "Pack":
        """Read what `to_json` wrote; StoreUnusable where it is damaged."""
        try:
            return _pack(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise StoreUnusable(
                N_("a stored pack cannot be read"), hint=N_("gridctl store check tells what else is damaged")
            ) from None

    def category(self, code: str) -> Category:
        """Return the category with exactly this code; NotFound names the nearest one."""
        found = self._by_code.get(code)
        if found is None:
            raise self._no_category(code)
        return found

    def find_category(self, text: str) -> Category:
        """Return the category that a person means: its code or title in any case, `-` as good as `_`."""
        word = text.strip().casefold()
        for category in self.categories:
            names = (category.code, category.title.en.casefold(), category.title.zh.casefold())
            if word in names or word.replace("-", "_").replace(" ", "_") == category.code:
                return category
        raise self._no_category(text)

    def knows(self, text: str) -> bool:
        """Tell whether `find_category` finds one."""
        try:
            self.find_category(text)
        except NotFound:
            return False
        return True

    def limit(self, category: str, urgency: Urgency, level: Level | None = None) -> Limit:
        """Return the time limits of a category and urgency, with the id of their rule and their calendar.

        What the category does not say comes from the `level` at which the request came in, then from the
        pack: `epidemic/medicine/urgent`, `epidemic/*/urgent`, `epidemic/*/urgent/town`. A category
        without a clock has none: `epidemic/opinion/-`.
        """
        found = self.category(category)
        if not found.clock:
            return Limit(rule=f"{self.name}/{found.code}/-")
        own = found.limits.get(urgency)
        code = "*" if own is None and found.calendar is None else found.code
        first = (own or Limit()).over(Limit(calendar=found.calendar))
        return self._filled(first, code, urgency, level)

    def _filled(self, own: Limit, code: str, urgency: Urgency, level: Level | None) -> Limit:
        """Return what a category says of its limits, filled up by the level and the pack."""
        at_level = None if level is None else self.clocks.levels.get(level, {}).get(urgency)
        rule = f"{self.name}/{code}/{urgency}" + ("" if at_level is None else f"/{level}")
        usual = Limit(calendar=None if self.clocks.use == ALWAYS_CODE else self.clocks.use)
        whole = own.over(at_level or Limit()).over(self.limits.get(urgency, Limit())).over(usual)
        return replace(whole, rule=rule)

    def limit_of(self, rule: str) -> Limit:
        """Return the limits that a rule of `limit` stands for; none for one that this pack does not know."""
        _name, code, urgency, where = [*rule.split("/"), "-", "-", "-"][:4]
        level = Level(where) if where in {str(one) for one in Level} else None
        if urgency not in {str(one) for one in Urgency}:
            return Limit(rule=rule)
        if code == "*" or code not in self._by_code:
            return replace(self._filled(Limit(), "*", Urgency(urgency), level), rule=rule)
        return self.limit(code, Urgency(urgency), level)

    def guess(self, text: str) -> str | None:
        """Return the code of the category that the words of `text` speak for, or None."""
        best = self.telling(text)
        return best.value if best else None

    def telling(self, text: str) -> Hit | None:
        """Return the word that tells the category of `text` (places in its plain form), or None.

        The longest word wins; where two are as long, one for what happens goes before one for a thing, then
        the earlier category. What is asked for counts as two signs longer than what is told, and what was
        taken already for less. Danger to life goes first: a category that is critical by itself, or a word
        that is. Hints go last, then names that are written wrong.
        """
        said = self.urgency_words.hits(text)
        harmless = [hit for hit in said if hit.value == Urgency.NORMAL]
        alarms = [hit for hit in _without(said, harmless) if hit.value == Urgency.CRITICAL]
        hits = _without(self.words.hits(text), harmless)
        if not hits:
            hits = _without(self.hints.hits(text), harmless)
        places = {category.code: place for place, category in enumerate(self.categories)}

        line = plain(text)
        hits = [hit for hit in hits if hit.value != OFFERED or not is_question(line, hit)]
        hits = turned(line, hits)
        reasons = self.reading.reasons.hits(text)

        pressing = [hit for hit in said if hit.value == Urgency.URGENT]

        def rank(hit: Hit) -> tuple[bool, int, bool, int]:
            danger = self._by_code[hit.value].urgency is Urgency.CRITICAL or any(map(hit.overlaps, alarms))
            return (
                danger,
                hit.weight + standing(line, hit, reasons, pressing),
                hit.value not in THINGS,
                -places[hit.value],
            )

        return max(hits, key=rank, default=None) or nearly(line, self.words, _NAMED)

    def is_keyword(self, hit: Hit) -> bool:
        """Tell whether a word names what is asked for, and is no mere hint."""
        return any(one.word == hit.word for one in self.words.hits(hit.word))

    def guess_urgency(self, text: str, category: str | None = None) -> Urgency:
        """Return the urgency by the words of `text` and the category's default.

        Words raise it; a word such as 不急 lowers it only from normal, never where health is at stake.
        """
        usual = self.category(category).urgency if category else Urgency.NORMAL
        hits = self.urgency_words.hits(text)
        said = {hit.value for hit in _without(hits, [hit for hit in hits if hit.value == Urgency.NORMAL])}
        for urgency in (Urgency.CRITICAL, Urgency.URGENT):
            if urgency in said or usual is urgency:
                return urgency
        return Urgency.LOW if Urgency.LOW in said else usual

    def label(self, kind: str, code: str, lang: str) -> str | None:
        """Return this pack's name for a code, e.g. ``label("channels", "hotline", "en")``, or None."""
        found = self.labels.get(kind, {}).get(code)
        return found.text(lang) if found else None

    def emergency_numbers(self, country: str, category: str | None = None) -> tuple[str, ...]:
        """Return the numbers to ring in a country (ISO code), those of the category where it names some.

        A country with one number for everything gives that one. Empty where the pack knows none.
        """
        code = country.upper()
        numbers = self.emergency.get(code) or (self.emergency.get("EU", {}) if code in EU else {})
        wanted = self.category(category).call if category else ()
        kinds = wanted or tuple(kind for kind in CallKind if kind is not CallKind.CRISIS)
        found = (numbers.get(kind) or numbers.get(CallKind.ALL) for kind in kinds)
        return tuple(dict.fromkeys(number for number in found if number))

    @cached_property
    def _by_code(self) -> Mapping[str, Category]:
        return {category.code: category for category in self.categories}

    @cached_property
    def words(self) -> WordIndex:
        """The keywords of all categories, each standing for its category."""
        return WordIndex.grouped((one.code, one.keywords.all) for one in self.categories)

    @cached_property
    def hints(self) -> WordIndex:
        """The hints of all categories, each standing for its category."""
        return WordIndex.grouped((one.code, one.hints.all) for one in self.categories)

    @cached_property
    def urgency_words(self) -> WordIndex:
        """The words that tell how urgent something is, each standing for its urgency."""
        return WordIndex.grouped((code.value, self.urgency.get(code, Keywords()).all) for code in Urgency)

    def _no_category(self, code: str) -> NotFound:
        known = ", ".join(self._by_code)
        close = nearest(code, self._by_code)
        if not close:
            return NotFound(
                N_("the pack {pack} has no category {category}"),
                hint=N_("its categories: {known}"),
                pack=self.name,
                category=code,
                known=known,
            )
        return NotFound(
            N_("the pack {pack} has no category {category}; nearest: {nearest}"),
            hint=N_("its categories: {known}"),
            pack=self.name,
            category=code,
            nearest=close,
            known=known,
        )


def _without(hits: list[Hit], harmless: list[Hit]) -> list[Hit]:
    """Return the hits that touch no harmless word, or are that word, or hold it whole."""
    return [hit for hit in hits if all(hit.holds(one) or not hit.overlaps(one) for one in harmless)]


def _plain(value: object) -> str:
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    raise TypeError


def _pack(data: Mapping[str, Any]) -> Pack:
    return Pack(
        name=data["name"],
        title=Label.of(data["title"]),
        about=Label.of(data["about"]),
        version=data["version"],
        hour_of_return=time.fromisoformat(data["hour_of_return"]),
        limits=Limit.table(data["limits"]),
        categories=tuple(Category.of(one) for one in data["categories"]),
        urgency={Urgency(code): Keywords.of(one) for code, one in data["urgency"].items()},
        emergency={
            country: {CallKind(kind): number for kind, number in one.items()}
            for country, one in data["emergency"].items()
        },
        labels={
            kind: {code: Label.of(one) for code, one in labels.items()}
            for kind, labels in data["labels"].items()
        },
        purge=tuple(Purge.of(one) for one in data["purge"]),
        wait_ms=data.get("wait_ms"),
        clocks=ClockRules.of(data.get("clocks")),
        reading=Reading.of(data["reading"]) if "reading" in data else Reading(),
        duty=DutyRules.of(data.get("duty")),
        checklists=tuple(map(Checklist.of, data.get("checklists", ()))),
        signals=SignalRules.of(data.get("signals")),
    )

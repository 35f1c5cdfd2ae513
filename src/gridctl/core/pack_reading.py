"""The table `[reading]` of a pack: how running text is understood, from one line or from a group's chat.

The word lists say what speaks for a plea (`lacks`, `asks`, `demands`, `trouble`) and what speaks against one (`ended`,
`offers`, `notices`, `adverts`, `chatter`, `past`, `questions`). `reasons` tell why
somebody asks (a diagnosis, an appointment) and seldom what for: they weigh less than a need beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from gridctl.core.keywords import WordIndex
from gridctl.core.pack_values import Keywords
from gridctl.core.words import Urgency


class Cue(StrEnum):
    """What a word in a message speaks for."""

    LACKS = "lacks"
    ASKS = "asks"
    DEMANDS = "demands"
    TROUBLE = "trouble"
    ENDED = "ended"
    OFFERS = "offers"
    NOTICES = "notices"
    ADVERTS = "adverts"
    CHATTER = "chatter"
    PAST = "past"
    QUESTIONS = "questions"
    REASONS = "reasons"


@dataclass(frozen=True)  # without slots: the word list is computed once and kept
class Reading:
    """Word lists by cue, and which categories are urgent when something has run out or who asks has a need."""

    words: Mapping[str, Keywords] = field(default_factory=dict)
    run_out: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def cues(self) -> WordIndex:
        """All words that speak for a plea or against one, each standing for its cue."""
        told = [cue for cue in Cue if cue is not Cue.REASONS]
        return WordIndex.grouped((cue, self.words.get(cue, Keywords()).all) for cue in told)

    @cached_property
    def reasons(self) -> WordIndex:
        """The words that say why somebody asks."""
        return WordIndex.grouped([(Cue.REASONS, self.words.get(Cue.REASONS, Keywords()).all)])

    @cached_property
    def lacks(self) -> WordIndex:
        """The words that say that something has run out."""
        return WordIndex.grouped([(Cue.LACKS, self.words.get(Cue.LACKS, Keywords()).all)])

    def raised(self, urgency: Urgency, category: str, *, lacking: bool, needs: frozenset[str]) -> Urgency:
        """Return the urgency that the words told, or `urgent` where a rule of the pack says so."""
        if urgency in {Urgency.CRITICAL, Urgency.URGENT}:
            return urgency
        out = lacking and category in self.run_out
        return Urgency.URGENT if out or needs & set(self.needs.get(category, ())) else urgency

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Reading":
        """Read it back from JSON data."""
        return cls(
            {cue: Keywords.of(one) for cue, one in data["words"].items()},
            tuple(data["run_out"]),
            {code: tuple(tags) for code, tags in data["needs"].items()},
        )

"""Is a message of a chat a plea? Weighed by the words of the pack, without any model.

What its build tells (`speech_acts`) counts as such words do. Each sort of word counts once, but who asks in several
ways asks the more. The weights and the line between plea and other were set by half of the labelled lines in
``tests/data/chat_zh.csv`` and half of the English messages of the benchmark; the other halves say how good they are.
"""

import math
from dataclasses import dataclass

from gridctl.core.asked_for import GOODS, OFFERED
from gridctl.core.keywords import Hit
from gridctl.core.later import later
from gridctl.core.pack import Pack
from gridctl.core.pack_reading import Cue
from gridctl.core.speech_acts import acts_in, to_staff
from gridctl.core.words import Urgency

LINE = 1.3
"""From this weight on a message is a plea."""

_QUOTED = later(r"[“\"「『《][^”\"」』》]{1,200}[”\"」』》]|引用\S{0,2}")
_PLUS = later(r"^[+＋]\d+")
_ENDS_ASKING = later(r"[?？]\s*$|[吗呢嘛么]\s*[?？]?\s*$")
_FACTS = frozenset({"information", "opinion", "other"})
_WEIGHTS = {
    Cue.LACKS: 1.5,
    Cue.ASKS: 1.2,
    Cue.DEMANDS: 1.5,
    Cue.TROUBLE: 1.3,
    Cue.ENDED: -2.6,
    Cue.OFFERS: -3.0,
    Cue.NOTICES: -2.2,
    Cue.ADVERTS: -2.6,
    Cue.CHATTER: -2.4,
    Cue.PAST: -1.2,
    Cue.QUESTIONS: -0.9,
}
_SPEAKING_FOR = frozenset({Cue.LACKS, Cue.ASKS, Cue.DEMANDS, Cue.TROUBLE})
_NO_MATTER = frozenset({Cue.QUESTIONS, Cue.PAST})
"""What says nothing against a plea that is one beyond doubt."""
_MENTIONS = GOODS | {OFFERED, "emotional", "care", "information"}
"""Categories whose words are in many a remark: there, somebody has to ask, or the message is short."""
_KEYWORD, _HINT, _FACT, _MENTIONED = 1.3, 0.5, 0.2, 0.7
_BRIEF = 5
_URGENT, _DANGER = 0.6, 1.6
_ASKING = frozenset({Cue.ASKS, Cue.DEMANDS})
_MORE = 0.6  # where it is asked in several ways
_HOME, _PHONE, _STAFF = 0.7, 0.5, 0.4
_SHORT, _SHORTEST = -0.8, 4
_LONG, _LENGTH = -1.0, 200


@dataclass(frozen=True, slots=True)
class Weight:
    """How much speaks for a plea, and what speaks against one most (a cue, or "")."""

    value: float
    against: str

    @property
    def is_plea(self) -> bool:
        """Whether it is taken for one."""
        return self.value >= LINE

    @property
    def confidence(self) -> float:
        """How sure that is, from 0 to 1; 0.5 on the line between both."""
        return round(1 / (1 + math.exp(LINE - self.value)), 2)


def weigh(text: str, pack: Pack, *, home: bool, phone: bool) -> Weight:
    """Weigh a message; `home` and `phone` tell whether it names one."""
    said = _QUOTED.sub(" ", text)
    cues = _apart(pack.reading.cues.hits(said))
    found = {Cue(hit.value) for hit in cues} | acts_in(said)
    if Cue.DEMANDS in found:
        found -= _NO_MATTER
    total = sum(_WEIGHTS[cue] for cue in found)
    if len({hit.word for hit in cues if hit.value in _ASKING}) > 1:
        total += _MORE
    total += _about(said, pack, meant=home or phone or bool(found & _SPEAKING_FOR))
    total += home * _HOME + phone * _PHONE + to_staff(said) * _STAFF
    if not found & {Cue.QUESTIONS, Cue.DEMANDS} and _ENDS_ASKING.search(said):
        total += _WEIGHTS[Cue.QUESTIONS] / 2
    if len(said.strip()) < _SHORTEST:
        total += _SHORT
    if len(said) > _LENGTH:
        total += _LONG
    if _PLUS.match(said.strip()):
        total -= 2
    against = min(found, key=lambda cue: _WEIGHTS[cue], default=None)
    return Weight(total, str(against) if against and _WEIGHTS[against] < 0 else "")


def _apart(hits: list[Hit]) -> list[Hit]:
    """Return the hits without those that a longer one overlaps, or a demand that is as long."""

    def strength(hit: Hit) -> tuple[int, bool]:
        return len(hit.word), hit.value == Cue.DEMANDS

    return [
        one
        for one in hits
        if not any(one.overlaps(other) and strength(other) > strength(one) for other in hits)
    ]


def _about(text: str, pack: Pack, *, meant: bool) -> float:
    """Return what category and urgency say; `meant` tells whether more than the thing's name speaks for a plea."""
    hit = pack.telling(text)
    if hit is None:
        return 0.0
    urgency = pack.guess_urgency(text, hit.value)
    danger = _DANGER if urgency is Urgency.CRITICAL else _URGENT if urgency is Urgency.URGENT else 0.0
    if hit.value in _FACTS:
        return _FACT + danger
    if not meant and hit.value in _MENTIONS and not hit.word.isascii() and len(text.strip()) > _BRIEF:
        return _MENTIONED + danger
    return (_KEYWORD if pack.is_keyword(hit) else _HINT) + danger

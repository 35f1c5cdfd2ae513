"""Rounds: what came of a knock, which doors are still to be visited, and how coverage is reckoned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gridctl.core.errors import N_, BadInput


class VisitOutcome(StrEnum):
    """What came of one attempt at one target."""

    DONE = "done"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    AWAY = "away"
    MOVED = "moved"
    VACANT = "vacant"
    PARTLY = "partly"
    EXEMPT = "exempt"
    WRONG_NUMBER = "wrong_number"


SETTLED = frozenset(
    {
        VisitOutcome.DONE,
        VisitOutcome.EXEMPT,
        VisitOutcome.MOVED,
        VisitOutcome.VACANT,
        VisitOutcome.AWAY,
        VisitOutcome.REFUSED,
    }
)
"""Outcomes that take a target off the knock list: it is done, or accounted for by name."""
NOT_DUE = frozenset({VisitOutcome.EXEMPT, VisitOutcome.MOVED, VisitOutcome.VACANT})
"""Outcomes that take a target out of the denominator: there is nobody to visit."""
LETTERS: Mapping[VisitOutcome, str] = {
    VisitOutcome.DONE: "d",
    VisitOutcome.NO_ANSWER: "n",
    VisitOutcome.REFUSED: "r",
    VisitOutcome.AWAY: "a",
    VisitOutcome.MOVED: "m",
    VisitOutcome.VACANT: "v",
    VisitOutcome.PARTLY: "p",
    VisitOutcome.EXEMPT: "e",
    VisitOutcome.WRONG_NUMBER: "w",
}
"""What each outcome is called at the prompt and in the plan of a building, the same in all languages."""
_ALSO: Mapping[str, VisitOutcome] = {
    "完成": VisitOutcome.DONE,
    "已查": VisitOutcome.DONE,
    "已完成": VisitOutcome.DONE,
    "已采": VisitOutcome.DONE,
    "无人应答": VisitOutcome.NO_ANSWER,
    "无应答": VisitOutcome.NO_ANSWER,
    "没人": VisitOutcome.NO_ANSWER,
    "无人": VisitOutcome.NO_ANSWER,
    "拒绝": VisitOutcome.REFUSED,
    "外出": VisitOutcome.AWAY,
    "不在家": VisitOutcome.AWAY,
    "搬走": VisitOutcome.MOVED,
    "已搬离": VisitOutcome.MOVED,
    "空置": VisitOutcome.VACANT,
    "空房": VisitOutcome.VACANT,
    "部分完成": VisitOutcome.PARTLY,
    "部分": VisitOutcome.PARTLY,
    "免查": VisitOutcome.EXEMPT,
    "免采": VisitOutcome.EXEMPT,
    "豁免": VisitOutcome.EXEMPT,
    "号码错误": VisitOutcome.WRONG_NUMBER,
    "空号": VisitOutcome.WRONG_NUMBER,
}
BANDS = (12, 14, 18)
"""The hours that divide a day into morning, noon, afternoon and evening."""
ALL_BANDS = (1 << (len(BANDS) + 1)) - 1
KNOCKS = 2
"""So many knocks without an answer at a home with a named need raise a request."""


def find_outcome(word: str) -> VisitOutcome | None:
    """Return the outcome that a code, a letter or a Chinese word stands for; case, `-` and `_` do not matter."""
    key = word.strip().casefold().replace("-", "_")
    if key in set(VisitOutcome):
        return VisitOutcome(key)
    if word in _ALSO:
        return _ALSO[word]
    return next((one for one, letter in LETTERS.items() if letter == key), None)


def read_outcome(word: str) -> VisitOutcome:
    """Return the outcome that a word stands for; BadInput where it is none."""
    found = find_outcome(word)
    if found is None:
        raise BadInput(
            N_("{text} is no outcome of a visit"),
            hint=N_("possible: {known}"),
            error="bad_outcome",
            text=word,
            known=", ".join(VisitOutcome),
        )
    return found


def band(moment: datetime) -> int:
    """Return the part of the day of a moment as a bit: 1 morning, 2 noon, 4 afternoon, 8 evening."""
    return 1 << sum(moment.hour >= hour for hour in BANDS)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many targets there are, and how many have each outcome; those without a visit stand under ""."""

    outcomes: Mapping[str, int]

    @property
    def targets(self) -> int:
        """How many targets there are."""
        return sum(self.outcomes.values())

    @property
    def due(self) -> int:
        """How many there are to be visited (应检): all but those that are exempt, moved or vacant."""
        return self.targets - sum(self.outcomes.get(one, 0) for one in NOT_DUE)

    @property
    def done(self) -> int:
        """How many are done (实检)."""
        return self.outcomes.get(VisitOutcome.DONE, 0)

    @property
    def missing(self) -> int:
        """How many are to be visited and not done (未检)."""
        return self.due - self.done

    @property
    def left(self) -> int:
        """How many still stand on the knock list: neither done nor accounted for by name."""
        return self.targets - sum(self.outcomes.get(one, 0) for one in SETTLED)

    @property
    def coverage(self) -> float | None:
        """The share of done among due, to four places; None where nothing is due."""
        return round(self.done / self.due, 4) if self.due else None

    def plain(self) -> dict[str, int]:
        """Return the counts by outcome, in the order of the outcomes, without those that nobody has."""
        return {str(one): self.outcomes[one] for one in VisitOutcome if self.outcomes.get(one)}


@dataclass(frozen=True, slots=True)
class Effects:
    """The requests that were raised, the needs that were set (+) or ended (-), and what found nobody."""

    requests: tuple[int, ...] = ()
    needs: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()


def corrects(last: str | None, last_at: int | None, at: int) -> bool:
    """Tell whether a record puts another one right: the target was off the list, and this is no earlier knock.

    Any other record is a further attempt. Moments are UTC ms.
    """
    if last is None or last_at is None:
        return False
    return VisitOutcome(last) in SETTLED and at >= last_at


def read_goal(text: str) -> int:
    """Return a share such as ``95%`` or ``0.95`` in thousandths; BadInput for what is none."""
    word = text.strip().replace("％", "%")
    try:
        value = float(word.removesuffix("%")) / (100 if word.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if value > 1 and not word.endswith("%"):
        value /= 100
    if not 0 < value <= 1:
        raise BadInput(N_("{text} is no share"), hint=N_("write it as 95%"), error="bad_goal", text=text)
    return round(value * 1000)


def door_mark(outcomes: Mapping[str, int]) -> str:
    """Return the letter of a door by the outcomes of its targets ("" for none): ``2/3`` where they differ."""
    if len(outcomes) > 1:
        return f"{outcomes.get(VisitOutcome.DONE, 0)}/{sum(outcomes.values())}"
    only = next(iter(outcomes), "")
    return LETTERS[VisitOutcome(only)] if only else "-"

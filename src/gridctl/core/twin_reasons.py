"""Why two entries are held for one person, in words that a person can check at a glance."""

from collections.abc import Iterator

from gridctl.core.twin_evidence import (
    ADDRESS,
    CLASH,
    CLOSE,
    OTHER,
    PART,
    SAME,
    UNKNOWN,
    is_day_month,
    levels,
    names_swapped,
)
from gridctl.core.twin_grounds import Ground
from gridctl.core.twin_traits import Traits
from gridctl.core.twin_weights import Weights
from gridctl.core.twins import Alike, Reason

Weighed = tuple[float, Reason]

_PLAIN = {
    ("phones", SAME): Ground.SAME_PHONE,
    ("phones", CLOSE): Ground.PHONE_DIGIT,
    ("phones", OTHER): Ground.OTHER_PHONE,
    ("home", SAME): Ground.SAME_HOME,
    ("home", CLOSE): Ground.HOME_DIGIT,
    ("home", PART): Ground.SAME_BUILDING,
    ("home", OTHER): Ground.OTHER_HOME,
    ("identity", SAME): Ground.SAME_IDENTITY,
    ("identity", CLOSE): Ground.IDENTITY_DIGIT,
    ("identity", PART): Ground.IDENTITY_NEAR,
    ("identity", OTHER): Ground.OTHER_IDENTITY,
    ("identity", CLASH): Ground.OTHER_IDENTITY,
    ("born", SAME): Ground.SAME_BORN,
    ("born", PART): Ground.BORN_PART,
    ("born", OTHER): Ground.OTHER_BORN,
    ("sex", OTHER): Ground.OTHER_SEX,
}
_BOTH = {SAME: Ground.SAME_NAME, OTHER: Ground.OTHER_NAME}
_TWO_DIGITS = (("count", 2),)
AGAINST = frozenset(ground for ground in Ground if ground.startswith("other_"))


def reasons(
    a: Traits, b: Traits, pattern: int, weights: Weights, alike: Alike, *, through: bool = False
) -> tuple[Reason, ...]:
    """Return the reasons for and then those against, each in the order of their weight.

    `through` tells that both are twins of a third, which then is the first reason.
    """
    found = dict(levels(pattern))
    weight_of = {field: weights.weight(field, level) if level else 0.0 for field, level in found.items()}
    weighed = [
        *_names(a, b, found, weight_of, alike),
        *_plain(a, b, found, weight_of),
        *_address(found, weight_of),
    ]
    speaking = [(weight, reason) for weight, reason in weighed if (weight < 0) == reason.against]
    speaking.sort(key=lambda one: (one[1].against, -abs(one[0]), one[1].ground))
    first = (Reason(Ground.THROUGH_THIRD),) if through else ()
    return (*first, *(reason for _, reason in speaking))


def _reason(ground: Ground, args: tuple[tuple[str, int], ...] = ()) -> Reason:
    return Reason(ground, ground in AGAINST, args)


def _names(
    a: Traits, b: Traits, found: dict[str, int], weight_of: dict[str, float], alike: Alike
) -> Iterator[Weighed]:
    whole = weight_of["given"] + weight_of["family"]
    ground = _whole_name(a, b, found, alike)
    if ground:
        yield whole, _reason(ground)
        return
    for field, same, other in (
        ("family", Ground.SAME_FAMILY, Ground.OTHER_FAMILY),
        ("given", Ground.SAME_GIVEN, Ground.OTHER_GIVEN),
    ):
        level = found[field]
        if level:
            ground = {SAME: same, OTHER: other}.get(level, Ground.ALIKE_NAME)
            yield weight_of[field], _reason(ground)


def _whole_name(a: Traits, b: Traits, found: dict[str, int], alike: Alike) -> Ground | None:
    """Return what is to be said of the name as a whole, where one thing says it all."""
    given, family = found["given"], found["family"]
    if UNKNOWN in {given, family}:
        return None
    if names_swapped(a, b, alike):
        return Ground.NAMES_SWAPPED
    if given == family and given in _BOTH:
        return _BOTH[given]
    if (a.given.sound, a.family.sound) == (b.given.sound, b.family.sound):
        return Ground.SOUNDS_ALIKE
    off = alike.edits(a.given.form, b.given.form, 1) + alike.edits(a.family.form, b.family.form, 1)
    alike_only = Ground.ALIKE_NAME if max(given, family) <= CLOSE else None
    return Ground.ONE_LETTER if off <= 1 else alike_only


def _plain(a: Traits, b: Traits, found: dict[str, int], weight_of: dict[str, float]) -> Iterator[Weighed]:
    for field, level in found.items():
        ground = _PLAIN.get((field, level))
        if (field, level) == ("born", CLOSE):
            ground = _slip(a.born, b.born)
        if ground:
            args = _TWO_DIGITS if ground is Ground.IDENTITY_NEAR else ()
            yield weight_of[field], _reason(ground, args)


def _slip(x: str, y: str) -> Ground:
    if is_day_month(x, y):
        return Ground.BORN_DAY_MONTH
    return Ground.BORN_SWAPPED if sorted(x) == sorted(y) else Ground.BORN_DIGIT


def _address(found: dict[str, int], weight_of: dict[str, float]) -> Iterator[Weighed]:
    known = [found[field] for field in ADDRESS if found[field]]
    if not known:
        return
    whole = sum(weight_of[field] for field in ADDRESS)
    if all(level == SAME for level in known):
        yield whole, _reason(Ground.SAME_ADDRESS)
    else:
        yield whole, _reason(Ground.ALIKE_ADDRESS if whole > 0 else Ground.OTHER_ADDRESS)

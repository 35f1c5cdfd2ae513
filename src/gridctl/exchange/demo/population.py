"""Who lives in the demo's homes: families behind every door, made up and fixed by the seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gridctl.core.words import AreaKind
from gridctl.exchange.demo.town import Neighbours, Place

RESIDENT_COLUMNS = (
    "姓名",
    "身份证号",
    "出生日期",
    "联系电话",
    "房屋",
    "与户主关系",
    "人员类型",
    "重点类别",
    "备注",
)

# The first digits of identity numbers: a county that does not exist, so that nobody real has one of these.
_REGION = "339999"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_SIZES = {1: 14, 2: 26, 3: 27, 4: 19, 5: 10, 6: 4}
"""How many live together, in percent of the homes."""
_KINDS = {"户籍人口": 70, "流动人口": 14, "租户": 16}
_OLD, _ADULT = 68, 18
ENTERED_TWICE = 8
"""So many stand in the list twice, with slips, for `resident duplicates` to find."""
_CHILD_FROM, _CHILD_TO = 24, 38
"""How old mothers and fathers are when a child is born."""
_PREGNANT = range(23, 39)


@dataclass(slots=True)
class Families:
    """Makes up families; the same `rng` in the same state makes the same. `today` tells their ages."""

    neighbours: Neighbours
    rng: Random
    today: date
    number: int = 0

    def behind(self, door: str, home: str) -> Iterator[tuple[str, ...]]:
        """Yield the rows of who lives in `home`; whoever answers at `door` is the head."""
        head = self.neighbours.at(door)
        size = self.rng.choices(list(_SIZES), list(_SIZES.values()))[0]
        kind = self.rng.choices(list(_KINDS), list(_KINDS.values()))[0]
        age = self.rng.randint(66, 91) if size == 1 and self.rng.random() < 0.4 else self.rng.randint(25, 79)  # noqa: PLR2004
        female = self.rng.random() < 0.5  # noqa: PLR2004
        yield self._row(head.name, home, "户主", kind, age, female=female, phone=head.phone, alone=size == 1)
        surname = head.name[0]
        if size > 1:
            other = max(22, age + self.rng.randint(-6, 5))
            yield self._row(self._name(), home, "配偶", kind, other, female=not female)
        for place in range(max(0, size - 2)):
            yield self._younger_or_older(surname, home, kind, age, place)

    def _younger_or_older(self, surname: str, home: str, kind: str, age: int, place: int) -> tuple[str, ...]:
        """Return a child; in larger families also the parents of the head."""
        female = self.rng.random() < 0.5  # noqa: PLR2004
        if place > 1 and age + _CHILD_FROM < 95:  # noqa: PLR2004
            return self._row(
                self._name(surname), home, "父母", kind, age + self.rng.randint(22, 30), female=female
            )
        born = self.rng.randint(_CHILD_FROM, _CHILD_TO)
        return self._row(
            self._name(surname), home, "子女", kind, max(0, age - born - 2 * place), female=female
        )

    def _row(
        self,
        name: str,
        home: str,
        relation: str,
        kind: str,
        age: int,
        *,
        female: bool,
        phone: str = "",
        alone: bool = False,
    ) -> tuple[str, ...]:
        if not phone and age >= _ADULT and self.rng.random() < 0.7:  # noqa: PLR2004
            phone = self.neighbours.phone()
        needs = "，".join(self._needs(age, female=female, alone=alone))
        identity = self._identity(age, female=female)
        return (name, identity, identity[6:14], phone, home, relation, kind, needs, "")

    def _needs(self, age: int, *, female: bool, alone: bool) -> Iterator[str]:
        chances = (
            ("独居老人", 1.0 if alone and age >= _OLD else 0.0),
            ("慢性病", 0.35 if age >= _OLD else 0.04 if age >= _ADULT else 0.0),
            ("透析", 0.012 if age >= _OLD else 0.001),
            ("失能", 0.03 if age >= _OLD else 0.0),
            ("残疾", 0.015),
            ("婴幼儿", 1.0 if age < 1 else 0.0),
            ("孕产妇", 0.03 if female and age in _PREGNANT else 0.0),
            ("低保", 0.01 if age >= _ADULT else 0.0),
        )
        yield from (word for word, chance in chances if self.rng.random() < chance)

    def slipped(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """Return somebody as a second list has them: without an identity number, the phone a digit off."""
        name, _identity, born, phone, home, relation, kind, *_rest = row
        other = str((int(phone[-1]) + self.rng.randint(1, 9)) % 10)
        return (
            name[0] + "小" + name[-1],
            "",
            born,
            phone[:-1] + other,
            home,
            relation,
            kind,
            "",
            "楼道长名单",
        )

    def _name(self, surname: str = "") -> str:
        own = self.neighbours.name()
        return surname + own[1:] if surname else own

    def _identity(self, age: int, *, female: bool) -> str:
        born = self.today - timedelta(days=round(age * 365.25) + self.rng.randint(1, 360))
        self.number += 1
        sequence = (2 * self.number + (0 if female else 1)) % 1000
        plain = f"{_REGION}{born:%Y%m%d}{sequence:03d}"
        rest = sum(int(digit) * weight for digit, weight in zip(plain, _WEIGHTS, strict=True)) % 11
        return plain + _CHECKS[rest]


def resident_rows(
    everywhere: list[Place], neighbours: Neighbours, *, seed: int, today: date
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of all who live behind the doors of the stairwells."""
    families = Families(neighbours, Random(f"people {seed}"), today)  # noqa: S311  (a story, not a secret)
    again: list[tuple[str, ...]] = []
    for place in everywhere:
        if place.kind is AreaKind.STAIRWELL:
            for floor in range(1, place.floors + 1):
                for number in range(1, place.rooms + 1):
                    room = f"{floor}{number:02d}"
                    people = list(families.behind(place.code + room, f"{place.code}-{room}"))
                    yield from people
                    again += people[:1]
    for row in families.rng.sample(again, ENTERED_TWICE):
        yield families.slipped(row)

"""One request of the demo: where, what, who, how urgent, and when it was over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from gridctl.core.words import AreaKind, Channel, Urgency
from gridctl.exchange.demo.corpus import Trait, phrases, slots, traits
from gridctl.exchange.demo.town import Neighbours, Place, room

_SPEED = {Urgency.CRITICAL: 0.3, Urgency.URGENT: 0.6, Urgency.NORMAL: 1.0, Urgency.LOW: 2.0}
_CHANNELS = {
    Channel.CHAT: 38,
    Channel.PHONE: 24,
    Channel.MEMBER: 14,
    Channel.WALK_IN: 9,
    Channel.HOTLINE: 11,
    Channel.GOVERNMENT: 4,
}
_SEEN = {Channel.PATROL: 45, Channel.CHAT: 25, Channel.MEMBER: 15, Channel.HOTLINE: 10, Channel.CAMERA: 5}
_ON_DUTY = {Channel.MEMBER: 60, Channel.PHONE: 25, Channel.CAMERA: 15}
_SECRET = {Channel.PHONE: 40, Channel.POLICE: 35, Channel.CHAT: 15, Channel.WALK_IN: 10}
_NIGHT_ENDS, _NIGHT_BEGINS = 7, 22


@dataclass(slots=True)
class Story:
    """One row of the requests file; the times are UTC, `None` for what has not happened; `home` is a label."""

    received: datetime
    resolved: datetime | None
    closed: datetime | None
    area: str
    category: str
    urgency: Urgency
    channel: Channel
    name: str
    phone: str
    summary: str
    details: str
    home: str = ""


@dataclass(slots=True)
class Teller:
    """Makes up requests in `places`; the same `rng` in the same state tells the same."""

    places: list[Place]
    neighbours: Neighbours
    rng: Random

    def category(self, *, lockdown: bool) -> str:
        """Draw a category as it is usual before or in the lockdown."""
        known = traits()
        shares = [trait.during if lockdown else trait.before for trait in known.values()]
        return self.rng.choices(list(known), shares)[0]

    def tell(self, received: datetime, category: str, *, lockdown: bool, hour: int) -> Story:
        """Make up a request of `category` that comes at `received`, at `hour` of the local day."""
        trait = traits()[category]
        place = self.rng.choice([p for p in self.places if p.kind in self._kinds(trait)])
        urgency = self.rng.choices(list(Urgency), trait.urgency)[0]
        home = room(place, self.rng) if place.kind is AreaKind.STAIRWELL else ""
        summary = self._summary(category, place, home, lockdown=lockdown)
        name, phone = self._caller(category, place, home)
        details = self._fill(self.rng.choice(phrases()[category].details), place, home)
        resolved = received + self._pace(trait, urgency, hour)
        return Story(
            received=received,
            resolved=resolved,
            closed=resolved + timedelta(minutes=round(self.rng.expovariate(1 / 35))),
            area=place.code,
            category=category,
            urgency=urgency,
            channel=self._channel(category, place),
            name=name,
            phone=phone,
            summary=summary,
            details=details if self.rng.random() < 0.25 else "",  # noqa: PLR2004
            home=f"{place.code}-{home}" if home else "",
        )

    def _kinds(self, trait: Trait) -> tuple[str, ...]:
        """Return the stairwells three times in four, where a category comes from several kinds."""
        home = AreaKind.STAIRWELL.value
        if home in trait.places and len(trait.places) > 1:
            others = tuple(kind for kind in trait.places if kind != home)
            return (home,) if self.rng.random() < 0.75 else others  # noqa: PLR2004
        return trait.places

    def _summary(self, category: str, place: Place, home: str, *, lockdown: bool) -> str:
        known = phrases()[category]
        pool = list(known.always) + list(known.lockdown) * 2 if lockdown else list(known.always)
        if place.kind is not AreaKind.STAIRWELL:
            pool = [p for p in pool if not _needs_house(p)]
        return self._fill(self.rng.choice(pool), place, home)

    def _fill(self, template: str, place: Place, home: str) -> str:
        house = f"{place.building}幢"
        words = {"home": f"{place.name}{home}", "unit": place.name, "building": house, "place": place.name}
        for slot, choices in slots().items():
            while "{" + slot + "}" in template:
                template = template.replace("{" + slot + "}", self.rng.choice(choices), 1)
        return template.format_map(words)

    def _caller(self, category: str, place: Place, home: str) -> tuple[str, str]:
        person = self.neighbours.at(place.code + home)
        chance = self.rng.random()
        if category in {"violation", "domestic_violence"} and chance < 0.6:  # noqa: PLR2004
            return "", ""
        return person.name, person.phone if chance < 0.93 else ""  # noqa: PLR2004

    def _channel(self, category: str, place: Place) -> Channel:
        if category in {"domestic_violence", "violation"}:
            pool = _SECRET
        elif place.kind is AreaKind.CHECKPOINT:
            pool = _ON_DUTY
        else:
            pool = _CHANNELS if place.kind is AreaKind.STAIRWELL else _SEEN
        return self.rng.choices(list(pool), list(pool.values()))[0]

    def _pace(self, trait: Trait, urgency: Urgency, hour: int) -> timedelta:
        """Draw the time to resolve; what is not urgent and comes at night waits for the morning."""
        if self.rng.random() < trait.spot:
            return timedelta(minutes=self.rng.randint(1, 12))
        hours = trait.hours * _SPEED[urgency] * self.rng.lognormvariate(0, 0.75)
        if urgency in {Urgency.NORMAL, Urgency.LOW} and (hour >= _NIGHT_BEGINS or hour < _NIGHT_ENDS):
            hours += (_NIGHT_ENDS - hour) % 24
        return timedelta(minutes=max(3, round(hours * 60)))


def _needs_house(template: str) -> bool:
    return any(slot in template for slot in ("{home}", "{unit}", "{building}"))

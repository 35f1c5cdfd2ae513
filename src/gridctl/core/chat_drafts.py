"""From messages to drafts of requests: which are pleas, which belong together, what each is about.

Several messages of one person about one thing become one draft; what names only a home or a phone joins the
plea of the same person before or after it. Nothing is dropped without a reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from gridctl.core.asked_for import GOODS
from gridctl.core.chat_paste import Message
from gridctl.core.chat_sort import Weight, weigh
from gridctl.core.home_places import homes_in
from gridctl.core.name_text import looks_like_name
from gridctl.core.pack import Pack
from gridctl.core.sign_lists import Entry, asks_visit, signup
from gridctl.core.understanding import Door, FindHome, Understood
from gridctl.core.words import Urgency

NEAR = timedelta(minutes=20)
"""Messages of one person this far apart can be about one thing."""
FEW = 6
"""Where no times are told: so many messages apart."""
LISTED = 0.9
"""How sure an order in a list is."""

Read = Callable[[str], Understood]


@dataclass(slots=True)
class Draft:
    """A request that the chat seems to ask for; `summary` keeps the need, the fields hold the rest."""

    keys: list[str]
    line: int
    text: str
    summary: str
    sender: str
    said: str
    at: datetime | None
    door: Door | None = None
    name: str | None = None
    phone: str | None = None
    category: str | None = None
    urgency: Urgency = Urgency.NORMAL
    confidence: float = 0.0
    thing: str = ""
    places: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A message that became no draft, and why: the cue against it, `no_plea`, `system`, `known`, or of a list:
    `sign_up` (somebody for a shift), `on_list` (a name alone), `list_head` (its heading).
    """

    line: int
    why: str
    text: str


@dataclass(slots=True)
class _Person:
    """What one sender has said so far."""

    draft: Draft | None = None
    door: Door | None = None
    phone: str | None = None
    name: str | None = None
    waiting: list[tuple[int, Message, Understood]] = field(default_factory=list)


def draft_all(
    messages: list[Message], entries: list[Entry], pack: Pack, read: Read, find_home: FindHome
) -> tuple[list[Draft], list[Skipped]]:
    """Return the drafts of messages and of the entries of lists, the most urgent first, and what was skipped."""
    maker = _Maker(pack, read, find_home)
    for place, one in enumerate(messages):
        maker.take(place, one)
    for entry in entries:
        maker.sign(entry)
    order = list(Urgency)
    drafts = sorted(maker.drafts, key=lambda one: (order.index(one.urgency), one.line))
    return drafts, sorted(maker.rest(), key=lambda one: one.line)


class _Maker:
    def __init__(self, pack: Pack, read: Read, find_home: FindHome) -> None:
        self._pack, self._read, self._find = pack, read, find_home
        self._people: dict[str, _Person] = {}
        self.drafts: list[Draft] = []
        self._skipped: list[Skipped] = []

    def rest(self) -> Iterable[Skipped]:
        """Return what was skipped, with the fragments that nothing followed."""
        for person in self._people.values():
            for _place, one, _said in person.waiting:
                self._skip(one, "no_plea")
            person.waiting = []
        return self._skipped

    def _skip(self, one: Message, why: str) -> None:
        self._skipped.append(Skipped(one.line, why, one.text))

    def take(self, place: int, one: Message) -> None:
        """Take the next message."""
        if one.system:
            self._skip(one, "system")
            return
        said = self._read(" ".join(one.text.split()))
        named = said.home is not None or any(True for _ in homes_in(one.text))
        weight = weigh(one.text, self._pack, home=named, phone=said.phone is not None)
        person = self._person(one.sender)
        carries = bool(said.door or said.phone) and (len(said.left) <= FEW or not _words_in(said.left))
        before = person.draft if one.sender else None
        if (
            before
            and _goes_on(before, place, one, said)
            and (weight.is_plea or carries or _adds(said, weight))
        ):
            self._join(before, place, one, said, weight)
        elif weight.is_plea:
            self._begin(person, place, one, said, weight)
        elif carries and one.sender:
            person.waiting.append((place, one, said))
        else:
            self._skip(one, weight.against or "no_plea")

    def _person(self, sender: str) -> _Person:
        """Return what is known of a sender; the name in a group often tells the home: 12-2-501 陈卫."""
        if not sender:
            return _Person()
        if sender not in self._people:
            person = _Person()
            for place in homes_in(sender):
                if door := self._find(place.text):
                    person.door = door
                    sender_name = (sender[: place.start] + " " + sender[place.end :]).strip(
                        " -_·.,，()（）[]【】"
                    )
                    person.name = sender_name if looks_like_name(sender_name) else None
                    break
            else:
                person.name = sender if looks_like_name(sender) else None
            self._people[sender] = person
        return self._people[sender]

    def _begin(self, person: _Person, place: int, one: Message, said: Understood, weight: Weight) -> None:
        draft = Draft(
            keys=[one.key],
            line=one.line,
            text=one.text,
            summary=said.summary,
            sender=one.sender,
            said=one.said,
            at=one.at,
            confidence=weight.confidence,
            places=[place],
        )
        for earlier, fragment, told in person.waiting:
            if abs(place - earlier) <= FEW:
                draft.keys.append(fragment.key)
                draft.text = f"{fragment.text}\n{draft.text}"
                _fill(draft, told)
            else:
                self._skip(fragment, "no_plea")
        person.waiting = []
        _fill(draft, said)
        self._remember(person, draft)
        self._judge(draft)
        self.drafts.append(draft)
        person.draft = draft

    def _join(self, draft: Draft, place: int, one: Message, said: Understood, weight: Weight) -> None:
        draft.keys.append(one.key)
        draft.places.append(place)
        draft.text += "\n" + one.text
        if _words_in(said.left):
            mark = "；" if any(char > "\u2e7f" for char in draft.summary) else "; "
            draft.summary = f"{draft.summary}{mark}{said.left}"
        draft.confidence = max(draft.confidence, weight.confidence)
        _fill(draft, said)
        self._remember(self._person(one.sender), draft)
        self._judge(draft)

    def _remember(self, person: _Person, draft: Draft) -> None:
        """Let a person's home, phone and name go on to what they ask for next, and take them from before."""
        draft.door = draft.door or person.door
        draft.phone = draft.phone or person.phone
        draft.name = draft.name or person.name
        person.door, person.phone = draft.door, draft.phone

    def _judge(self, draft: Draft) -> None:
        """Find category and urgency by all that was said."""
        hit = self._pack.telling(draft.summary)
        draft.category = hit.value if hit else draft.category
        draft.urgency = self._pack.guess_urgency(draft.summary, draft.category)
        if draft.category:
            draft.urgency = self._pack.reading.raised(
                draft.urgency,
                draft.category,
                lacking=bool(self._pack.reading.lacks.hits(draft.summary)),
                needs=draft.door.needs if draft.door else frozenset(),
            )

    def sign(self, entry: Entry) -> None:
        """Take an entry of a list: an order of a home is a draft, and a visit that it wants; a shift is not."""
        one = entry.message
        said = self._read(one.text)
        wanted = entry.orders or said.category in GOODS or asks_visit(entry)
        if entry.head or not (wanted and said.door):
            self._skip(one, "list_head" if entry.head else _why_listed(one.text))
            return
        draft = Draft(
            keys=[one.key],
            line=one.line,
            text=one.text,
            summary=said.summary,
            sender=one.sender,
            said=one.said,
            at=one.at,
            category=said.category or self._usual(entry),
            confidence=LISTED,
        )
        _fill(draft, said)
        self._judge(draft)
        self.drafts.append(draft)

    def _usual(self, entry: Entry) -> str | None:
        """Return what an entry is about that names nothing known: what is counted there is food."""
        return "food" if not asks_visit(entry) and self._pack.knows("food") else None


def _why_listed(text: str) -> str:
    signed = signup(text)
    return "sign_up" if signed and (signed.when or signed.what) else "on_list"


def _fill(draft: Draft, said: Understood) -> None:
    draft.door = draft.door or said.door
    draft.name = draft.name or (said.name.value if said.name else None)
    draft.phone = draft.phone or (said.phone.value if said.phone else None)
    draft.thing = draft.thing or (said.thing.value if said.thing else "")


def _words_in(text: str) -> bool:
    return any(map(str.isalpha, text))


def _adds(said: Understood, weight: Weight) -> bool:
    """Tell whether a message that is no plea by itself says more of the one before: nothing speaks against it."""
    return not weight.against and (weight.value > 0 or said.urgency in {Urgency.CRITICAL, Urgency.URGENT})


def _goes_on(draft: Draft, place: int, one: Message, said: Understood) -> bool:
    """Tell whether a message can be about the same thing as the draft of the same person."""
    near = abs(one.at - draft.at) <= NEAR if draft.at and one.at else place - draft.places[-1] <= FEW
    other_home = said.door and draft.door and said.door.id != draft.door.id
    other_thing = said.category and draft.category and said.category != draft.category
    return near and not other_home and not other_thing

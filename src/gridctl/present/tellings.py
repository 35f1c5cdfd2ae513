"""Texts that are sent to others, worded in their language: what, where, by when, whom to call.

A text for whoever has to act tells everything; one for a group tells neither name, phone, door nor what
ails somebody. Of a confidential request no text tells more than that there is one: it goes by phone.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from gridctl.core.errors import N_
from gridctl.core.private import Sight
from gridctl.core.telling import DUTY, Role, TellKind
from gridctl.core.telling_views import Matter, OutboxRow, Person, ShareView, Telling
from gridctl.present.duty_tellings import HEADS as DUTY_HEADS
from gridctl.present.duty_tellings import duty_lines
from gridctl.present.duty_words import turn_line
from gridctl.present.i18n import _, speaking
from gridctl.present.labels import label
from gridctl.present.masks import mask_name, mask_phone, mask_text
from gridctl.present.round_texts import round_lines

HEADS = {
    TellKind.ASSIGNED: N_("For you: no. {number}, {what}"),
    TellKind.HELPING: N_("Please help with no. {number}, {what}"),
    TellKind.TAKEN_BACK: N_("Not yours any more: no. {number}, {what}"),
    TellKind.ENDED: N_("Nothing more to do: no. {number}, {what}"),
    TellKind.BACK: N_("Back to you: no. {number}, {what}"),
    TellKind.HANDED: N_("For your desk: no. {number}, {what}"),
    TellKind.ESCALATED: N_("Sent up to your desk: no. {number}, {what}"),
    TellKind.RETURNED: N_("Back at your desk: no. {number}, {what}"),
    TellKind.URGED: N_("They ask again: no. {number}, {what}"),
    TellKind.ASKED: N_("Your desk has to decide: no. {number}, {what}"),
    TellKind.GRANTED: N_("Granted: no. {number}, {what}"),
    TellKind.DENIED: N_("Denied: no. {number}, {what}"),
}
"""How a text begins."""

WORK = frozenset(
    {TellKind.ASSIGNED, TellKind.HELPING, TellKind.BACK, TellKind.HANDED, TellKind.ESCALATED}
    | {TellKind.RETURNED, TellKind.URGED, TellKind.ASKED, TellKind.GRANTED, TellKind.DENIED}
)
"""News of work that is to be done: they tell all of it."""


def row(telling: Telling) -> OutboxRow:
    """Return one text to send, in the language of whom it is for; masked unless it is seen in full."""
    to = telling.to if telling.sight is Sight.FULL or telling.role != Role.REQUESTER else _masked(telling.to)
    return OutboxRow(
        id=telling.id,
        to=telling.to.code or str(Role.REQUESTER),
        to_name=to.name,
        to_phone=to.phone,
        about=telling.matter.request if telling.matter else None,
        kind=telling.kind,
        urgency=telling.matter.urgency if telling.matter else None,
        text=text(telling),
        created_at=telling.created_at,
        told_at=telling.told_at,
        told_by=telling.told_by,
        turns=tuple(one.id for one in telling.turns),
        round=telling.round.id if telling.round else None,
        sight=telling.sight,
    )


def shared(telling: Telling, say: str = "") -> ShareView:
    """Return the text about a request for a group, or for one person in full; `say` are words to add."""
    matter = _needed(telling)
    with speaking(telling.lang):
        lines = _full(telling, N_("No. {number}, {what}")) if telling.to.code else _for_group(telling, say)
        words = "\n".join([*lines, *([say] if say and telling.to.code else [])])
    return ShareView(matter.request, telling.to.code or None, words, telling.sight)


def text(telling: Telling) -> str:
    """Return the words of one text."""
    with speaking(telling.lang):
        if telling.kind in DUTY:
            return "\n".join([*duty_lines(telling), *_call(telling.call)])
        if telling.round is not None:
            return "\n".join([*round_lines(telling.round), *_call(telling.call)])
        if telling.kind == TellKind.ANSWERED:
            return "\n".join(_answer(telling))
        return "\n".join(_full(telling, HEADS[TellKind(telling.kind)]))


def for_machine(telling: Telling, own: bool) -> str:
    """Return the words of a text that a machine sends: in full to the member's own address, else for a group."""
    if own:
        return text(telling)
    with speaking(telling.lang):
        lines = [_("For {name}").format(name=telling.to.name or telling.to.code), *_told_in_group(telling)]
        return "\n".join([*lines, *_call(telling.call)])


def _told_in_group(telling: Telling) -> Iterator[str]:
    """Yield what a group may read of a text for one of them: no name but theirs, no door, no words of anybody."""
    kind, matter = TellKind(telling.kind), telling.matter
    if kind in DUTY:
        one, many = DUTY_HEADS[kind]
        yield _(one if len(telling.turns) == 1 else many).format(count=len(telling.turns))
        yield from (turn_line(turn, telling.created_at.date()) for turn in telling.turns)
    elif telling.round is not None:
        yield next(round_lines(telling.round))
    elif matter is not None and matter.confidential:
        yield _("No. {number} concerns you: details by phone alone.").format(number=matter.request)
    elif matter is not None and kind in HEADS:
        yield _(HEADS[kind]).format(number=matter.request, what=_what(matter))
        if kind in WORK:
            if matter.wide:
                yield _("where: {place}").format(place=matter.wide)
            yield from _times(matter, telling.created_at)


def addressed(one: OutboxRow) -> str:
    """Return a text with the line above it that says who gets it."""
    return " ".join(part for part in (one.to_name or one.to, one.to_phone) if part)


def headline(one: OutboxRow) -> OutboxRow:
    """Return a text to send with its first line alone, for a table."""
    return replace(one, text=one.text.partition("\n")[0])


def _masked(person: Person) -> Person:
    return Person(person.code, mask_name(person.name), mask_phone(person.phone))


def _needed(telling: Telling) -> Matter:
    """Return the request that a text is about."""
    if telling.matter is None:
        raise ValueError(telling.kind)
    return telling.matter


def _what(matter: Matter) -> str:
    return _(", ").join((label(matter.category, "categories"), label(matter.urgency, "urgencies")))


def _full(telling: Telling, head: str) -> Iterator[str]:
    """Yield the lines of a text for whoever has to act."""
    matter = _needed(telling)
    yield _(head).format(number=matter.request, what=_what(matter))
    if telling.reason:
        yield _("said: {words}").format(words=_words(telling, telling.reason))
    if telling.kind in WORK or telling.kind == "share":
        if matter.confidential:
            yield _("Confidential: ask for it by phone.")
        else:
            yield from _matter_lines(telling)
        if telling.kind == TellKind.HELPING and matter.holder.name:
            yield _("together with: {person}").format(person=_called(matter.holder))
        yield from _times(matter, telling.created_at)
    yield from _call(telling.call)


def _matter_lines(telling: Telling) -> Iterator[str]:
    matter = _needed(telling)
    if matter.place:
        yield _("where: {place}").format(place=matter.place)
    yield _("what: {words}").format(words=_words(telling, matter.summary))
    if matter.details:
        yield _words(telling, matter.details)
    who = matter.who if telling.sight is Sight.FULL else _masked(matter.who)
    if who.name or who.phone:
        yield _("who: {person}").format(person=_called(who))


def _words(telling: Telling, words: str) -> str:
    return words if telling.sight is Sight.FULL else mask_text(words)


def _called(person: Person) -> str:
    return " ".join(part for part in (person.name, person.phone) if part)


def _call(person: Person) -> Iterator[str]:
    if person.name or person.phone:
        yield _("questions to: {person}").format(person=_called(person))


def _times(matter: Matter, now: datetime) -> Iterator[str]:
    if matter.respond_by is not None and (matter.due is None or matter.respond_by < matter.due):
        yield _("reach them by {time}").format(time=_time(matter.respond_by, now))
    if matter.due is not None:
        yield _("done by {time}").format(time=_time(matter.due, now))


def _time(moment: datetime, now: datetime) -> str:
    """Return a time as short as it is clear: the hour today, else the day too."""
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    return f"{moment:%m-%d %H:%M}" if moment.year == now.year else f"{moment:%Y-%m-%d %H:%M}"


def _answer(telling: Telling) -> Iterator[str]:
    """Yield the lines of an answer to whoever asked."""
    matter = _needed(telling)
    if matter.confidential:
        yield _("Your request no. {number} has been dealt with.").format(number=matter.request)
    else:
        what = _words(telling, matter.summary)
        yield _("Your request no. {number}, {what}, has been dealt with.").format(
            number=matter.request, what=what
        )
        answer = matter.answer or telling.reason
        if answer:
            yield _words(telling, answer)
    if matter.ref:
        yield _("your number: {ref}").format(ref=matter.ref)
    if telling.call.phone:
        yield _("If it is not solved, call {person}.").format(person=_called(telling.call))


def _for_group(telling: Telling, say: str) -> Iterator[str]:
    """Yield the lines of a text for a group: no name, no phone, no door, nothing that ails somebody."""
    matter = _needed(telling)
    if matter.confidential:
        yield _("No. {number}: the desk asks for somebody who can help. Details by phone alone.").format(
            number=matter.request
        )
    else:
        where = matter.wide or _("this area")
        yield _("Who can help? No. {number}, {what}, {where}").format(
            number=matter.request, what=_what(matter), where=where
        )
        yield from _times(matter, telling.created_at)
    if say:
        yield say
    yield from _call(telling.call)

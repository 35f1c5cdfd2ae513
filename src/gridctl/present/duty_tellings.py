"""Texts about turns of duty, worded in the language of whom they are for: when, what, where, whom to call."""

from collections.abc import Iterator

from gridctl.core.errors import N_
from gridctl.core.telling import TellKind
from gridctl.core.telling_views import DayTold, Telling
from gridctl.present.duty_words import day_words, hours_words, turn_line
from gridctl.present.i18n import _, ngettext, speaking
from gridctl.present.labels import label

HEADS = {
    TellKind.SHIFT_GIVEN: (N_("For you: one shift"), N_("For you: {count} shifts")),
    TellKind.SHIFT_TAKEN_AWAY: (
        N_("Not yours any more: one shift"),
        N_("Not yours any more: {count} shifts"),
    ),
    TellKind.SHIFT_CHANGED: (N_("Changed: one shift of yours"), N_("Changed: {count} shifts of yours")),
    TellKind.SHIFT_OFFERED: (N_("Who can take one shift?"), N_("Who can take {count} shifts?")),
    TellKind.SHIFT_SHARED: (N_("Your shift"), N_("Your shifts")),
    TellKind.STAND_BY: (
        N_("Please step in: somebody has not come"),
        N_("Please step in: {count} have not come"),
    ),
}
"""How a text begins: about one turn, or about several."""
_OF_OTHERS = frozenset({TellKind.SHIFT_OFFERED, TellKind.STAND_BY})
"""News of the turns of somebody else, who is named."""


def duty_lines(telling: Telling) -> Iterator[str]:
    """Yield the lines of a text about turns of duty; the first one tells all where there is only one turn."""
    kind = TellKind(telling.kind)
    one, many = HEADS[kind]
    head = _(one if len(telling.turns) == 1 else many).format(count=len(telling.turns))
    lines = [turn_line(one, telling.created_at.date()) for one in telling.turns]
    if kind in _OF_OTHERS:
        lines = [
            _("{turn} (in place of {name})").format(turn=line, name=one.who.name)
            for line, one in zip(lines, telling.turns, strict=True)
        ]
    if len(lines) == 1:
        yield _("{head}: {line}").format(head=head, line=lines[0])
    else:
        yield head
        yield from lines
    if kind is TellKind.SHIFT_GIVEN:
        yield _("Please say at once if you cannot come.")


def group_text(day: DayTold) -> str:
    """Return the text about a day's duty for a group: who stands where by shifts, and where somebody is missing."""
    with speaking(day.lang):
        return "\n".join(_group_lines(day))


def _group_lines(day: DayTold) -> Iterator[str]:
    yield _("On duty {day}, {place}").format(day=day_words(day.date), place=day.where or _("all areas"))
    if not day.posts:
        yield _("Nobody has duty then.")
    above = ""
    for post in day.posts:
        head = f"{label(post.shift, 'shifts')} {hours_words(post.start, post.end)}"
        if head != above:
            yield head
            above = head
        where = " ".join(part for part in (post.area, post.place) if part)
        names = list(post.who)
        if post.missing:
            names.append(
                ngettext("one still missing", "{count} still missing", post.missing).format(
                    count=post.missing
                )
            )
        yield "- " + _("{duty}, {place}: {names}").format(
            duty=label(post.duty, "duties"), place=where, names=_(", ").join(names) or _("nobody yet")
        )
    if day.call.name:
        person = " ".join(part for part in (day.call.name, day.call.phone) if part)
        yield _("questions to: {person}").format(person=person)

"""The card of somebody on duty as text and as Markdown, in the language of whoever gets it."""

from collections.abc import Iterator, Sequence
from datetime import date

from gridctl.core.pack_values import Label
from gridctl.core.roster_views import Beside, CardTurn, CardView
from gridctl.present.as_markdown import md_text
from gridctl.present.cells import cell_len, pad, wrap
from gridctl.present.duty_words import day_words, hours_words
from gridctl.present.i18n import _, language
from gridctl.present.labels import label
from gridctl.present.visible import visible

Fact = tuple[str, str]
"""A title and what is to be said under it."""


def head(card: CardView) -> str:
    """Return the first line of a card: who, and on which day."""
    return _("{name} ({code}), {day}").format(
        name=card.name, code=card.member, day=day_words(date.fromisoformat(card.date))
    )


def turn_head(turn: CardTurn) -> str:
    """Return the line above a turn: when, and what."""
    words = (hours_words(turn.start, turn.end), label(turn.shift, "shifts"), label(turn.duty, "duties"))
    return "  ".join(words)


def facts(turn: CardTurn) -> list[Fact]:
    """Return what is said of a turn beside the steps, each with its title; what is empty is left out."""
    where = " ".join(part for part in (turn.area_name, turn.place) if part)
    found = [
        (_("where"), where),
        (_("with you"), _(", ").join(map(_called, turn.beside))),
        (_("before you"), _(", ").join(map(_relief, turn.before))),
        (_("after you"), _(", ").join(map(_relief, turn.after))),
        (_("call"), " ".join(filter(None, (turn.call["name"], turn.call["phone"]))) if turn.call else ""),
    ]
    if turn.checkin:
        found.append((_("check in"), _("each {minutes} minutes").format(minutes=turn.checkin)))
    return [one for one in found if one[1]]


def steps(turn: CardTurn) -> list[str]:
    """Return what to do, in order."""
    return [Label.of(dict(one)).text(language()) for one in turn.actions]


def _called(one: Beside) -> str:
    return " ".join(filter(None, (one.name, one.phone)))


def _relief(one: Beside) -> str:
    return f"{_called(one)} {hours_words(one.start, one.end)}"


def text(card: CardView, width: int = 80) -> str:
    """Return a card as text for `width` cells."""
    lines = [visible(head(card))]
    for turn in card.turns:
        lines += ["", visible(turn_head(turn)), *_facts(facts(turn), width), *_numbered(steps(turn), width)]
    return "\n".join(lines)


def _facts(found: Sequence[Fact], width: int) -> Iterator[str]:
    widest = max((cell_len(title) for title, _words in found), default=0)
    for title, words in found:
        for place, line in enumerate(wrap(visible(words), width - widest - 2)):
            yield f"{pad(title if not place else '', widest)}  {line}".rstrip()


def _numbered(found: Sequence[str], width: int) -> Iterator[str]:
    for number, words in enumerate(found, 1):
        for place, line in enumerate(wrap(visible(words), width - 4)):
            yield f"{f'{number:>2}.' if not place else '   '} {line}"


def markdown(card: CardView) -> str:
    """Return a card as Markdown."""
    lines = [f"# {md_text(head(card))}"]
    for turn in card.turns:
        lines += ["", f"## {md_text(turn_head(turn))}", ""]
        lines += [f"- {md_text(title)}: {md_text(words)}" for title, words in facts(turn)]
        lines += ["", *(f"{number}. {md_text(words)}" for number, words in enumerate(steps(turn), 1))]
    return "\n".join(lines).rstrip() + "\n"

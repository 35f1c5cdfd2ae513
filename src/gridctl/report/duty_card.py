"""The card of somebody on duty as a page to print (HTML, A5), which stands alone: no script, no network."""

from collections.abc import Iterable, Iterator
from importlib import resources

from gridctl.core.roster_views import CardTurn, CardView
from gridctl.present import cards
from gridctl.present.html_page import html_page, html_text
from gridctl.present.i18n import _


def html(found: Iterable[CardView]) -> str:
    """Return one page with a sheet for each card, in the language of the moment."""
    style = resources.files("gridctl.report").joinpath("duty_card.css").read_text(encoding="utf-8")
    return html_page(_("Duty card"), style, _body(found))


def _body(found: Iterable[CardView]) -> Iterator[str]:
    for card in found:
        yield f'<section class="card"><h1>{html_text(cards.head(card))}</h1>'
        for turn in card.turns:
            yield from _turn(turn)
        yield "</section>"


def _turn(turn: CardTurn) -> Iterator[str]:
    yield f"<h2>{html_text(cards.turn_head(turn))}</h2><table>"
    for title, words in cards.facts(turn):
        yield f"<tr><th>{html_text(title)}</th><td>{html_text(words)}</td></tr>"
    yield "</table>"
    steps = cards.steps(turn)
    if steps:
        yield "<ol>" + "".join(f"<li>{html_text(words)}</li>" for words in steps) + "</ol>"

"""The card of somebody on duty as a page to print (HTML, A5), which stands alone: no script, no network."""

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources

from gridctl.core.roster_views import CardTurn, CardView
from gridctl.present import cards
from gridctl.present.i18n import _, language
from gridctl.present.visible import visible


def html(found: Iterable[CardView]) -> str:
    """Return one page with a sheet for each card, in the language of the moment."""
    return "\n".join(_page(found)) + "\n"


def _page(found: Iterable[CardView]) -> Iterator[str]:
    style = resources.files("gridctl.report").joinpath("duty_card.css").read_text(encoding="utf-8")
    lang = "zh-CN" if language() == "zh" else "en"
    yield f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{_text(_('Duty card'))}</title>\n<style>\n{style}</style>\n</head>\n<body>"
    for card in found:
        yield f'<section class="card"><h1>{_text(cards.head(card))}</h1>'
        for turn in card.turns:
            yield from _turn(turn)
        yield "</section>"
    yield "</body>\n</html>"


def _turn(turn: CardTurn) -> Iterator[str]:
    yield f"<h2>{_text(cards.turn_head(turn))}</h2><table>"
    for title, words in cards.facts(turn):
        yield f"<tr><th>{_text(title)}</th><td>{_text(words)}</td></tr>"
    yield "</table>"
    steps = cards.steps(turn)
    if steps:
        yield "<ol>" + "".join(f"<li>{_text(words)}</li>" for words in steps) + "</ol>"


def _text(words: str) -> str:
    """Return words as text of the page: no sign of them acts in it."""
    return escape(visible(words))

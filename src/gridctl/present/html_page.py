"""Pages to print that stand alone (HTML): no script, nothing from the network, and text from outside is only text."""

from collections.abc import Iterable
from html import escape

from gridctl.present.i18n import language
from gridctl.present.visible import visible


def html_text(words: str) -> str:
    """Return words as text of a page: no sign of them acts in it."""
    return escape(visible(words))


def html_page(title: str, style: str, body: Iterable[str]) -> str:
    """Return a whole page in the language of the moment; `style` and `body` are CSS and HTML as they stand."""
    lang = "zh-CN" if language() == "zh" else "en"
    head = (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html_text(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>"
    )
    return "\n".join([head, *body, "</body>\n</html>"]) + "\n"

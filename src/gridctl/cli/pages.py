"""The pages of ``gridctl guide``: Markdown inside the package, in both languages."""

import sys
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, ClassVar

from gridctl.cli import out
from gridctl.core.errors import N_, NotFound
from gridctl.core.nearest import nearest
from gridctl.present import i18n
from gridctl.present.visible import visible

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

INDEX = "index"
WIDEST = 100


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of the guide; `text` is Markdown."""

    KIND: ClassVar[str] = "page"
    topic: str
    title: str
    text: str


def show_page(topic: str | None, fmt: out.Format = out.Format.TABLE) -> None:
    """Print a page, or the one that lists them; NotFound for a topic that is not there."""
    page = find_page(topic or INDEX)
    if fmt is out.Format.TABLE and sys.stdout.isatty():
        _paint(page.text)
    elif fmt in {out.Format.TABLE, out.Format.MD}:
        out.text(page.text)
    else:
        out.thing(page, fmt)


def find_page(topic: str) -> PageView:
    """Return a page in the language of texts; case does not matter."""
    wanted = topic.strip().lower()
    pages = {entry.name.removesuffix(".md"): entry for entry in _folder().iterdir()}
    if wanted not in pages:
        known = [INDEX, *sorted(set(pages) - {INDEX})]
        close = nearest(wanted, known)
        raise NotFound(
            N_("there is no page {topic}; nearest: {nearest}") if close else N_("there is no page {topic}"),
            hint=N_("pages: {known}"),
            topic=topic,
            nearest=close,
            known=", ".join(known),
        )
    text = pages[wanted].read_text(encoding="utf-8")
    return PageView(wanted, text.partition("\n")[0].lstrip("# "), text)


def _folder() -> "Traversable":
    return resources.files("gridctl.present").joinpath("guide", i18n.language())


def _paint(text: str) -> None:
    from rich.console import Console  # start-up: only a page on a terminal needs Rich
    from rich.markdown import Markdown

    console = Console(file=sys.stdout, emoji=False)
    console.print(Markdown(visible(text, multi=True), hyperlinks=False), width=min(WIDEST, console.width))

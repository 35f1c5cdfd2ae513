"""The language of texts: English as it stands in the code, Chinese from the catalogue.

The catalogue is read at the first text that needs it, so that English costs nothing at start-up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

CATALOGUES = {"zh": Path(__file__).parents[1] / "locale" / "zh_CN" / "LC_MESSAGES" / "gridctl.mo"}

_language = "en"
_spoken: ContextVar[str] = ContextVar("spoken", default="")
"""Another language for a while, in one thread alone: the screen goes on in its own."""


def set_language(lang: str) -> None:
    """Choose the language of all texts from here on: ``zh`` in any spelling (``zh_CN``), else English."""
    global _language  # noqa: PLW0603  (one process speaks one language at a time)
    _language = "zh" if lang.lower().startswith("zh") else "en"


def language() -> str:
    """Return the language of texts: ``en`` or ``zh``."""
    return _spoken.get() or _language


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak another language for a while: a text for somebody else is in theirs."""
    before = _spoken.set("zh" if lang.lower().startswith("zh") else "en")
    try:
        yield
    finally:
        _spoken.reset(before)


@lru_cache(maxsize=1)
def _catalogue(lang: str) -> "GNUTranslations":
    from gettext import GNUTranslations  # start-up: English does without it

    with CATALOGUES[lang].open("rb") as file:
        return GNUTranslations(file)


def _(message: str) -> str:
    """Return `message` in the language of texts; what has no translation stays English."""
    if (lang := language()) == "en" or not message:
        return message
    return _catalogue(lang).gettext(message)


def pgettext(context: str, message: str) -> str:
    """Return `message` as it is said in one place, where Chinese has several words for the English one."""
    if (lang := language()) == "en":
        return message
    return _catalogue(lang).pgettext(context, message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form for `count` things; ``{count}`` is still to be put in by the caller."""
    if (lang := language()) == "en":
        return one if count == 1 else many
    return _catalogue(lang).ngettext(one, many, count)

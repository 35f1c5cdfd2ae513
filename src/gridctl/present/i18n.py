"""The language of texts: English as it stands in the code, Chinese from the catalogue.

The catalogue is read at the first text that needs it, so that English costs nothing at start-up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

CATALOGUES = {"zh": Path(__file__).parents[1] / "locale" / "zh_CN" / "LC_MESSAGES" / "gridctl.mo"}

_language = "en"


def set_language(lang: str) -> None:
    """Choose the language of all texts from here on: ``zh`` in any spelling (``zh_CN``), else English."""
    global _language  # noqa: PLW0603  (one process speaks one language at a time)
    _language = "zh" if lang.lower().startswith("zh") else "en"


def language() -> str:
    """Return the language of texts: ``en`` or ``zh``."""
    return _language


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak another language for a while: a text for somebody else is in theirs."""
    before = _language
    set_language(lang)
    try:
        yield
    finally:
        set_language(before)


@lru_cache(maxsize=1)
def _catalogue(lang: str) -> "GNUTranslations":
    from gettext import GNUTranslations  # start-up: English does without it

    with CATALOGUES[lang].open("rb") as file:
        return GNUTranslations(file)


def _(message: str) -> str:
    """Return `message` in the language of texts; what has no translation stays English."""
    if _language == "en" or not message:
        return message
    return _catalogue(_language).gettext(message)


def pgettext(context: str, message: str) -> str:
    """Return `message` as it is said in one place, where Chinese has several words for the English one."""
    if _language == "en":
        return message
    return _catalogue(_language).pgettext(context, message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form for `count` things; ``{count}`` is still to be put in by the caller."""
    if _language == "en":
        return one if count == 1 else many
    return _catalogue(_language).ngettext(one, many, count)

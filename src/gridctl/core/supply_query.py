"""Whom a plan of supplies is for: residents, in the words of ``resident list`` and by what they need.

``isolated``, ``elderly_alone infant`` (both), ``isolated, infant`` (one of them), ``kind:tenant``, ``area:HL-1``,
``building:HZ12``, and names, pinyin, phone endings and homes as ``resident list`` takes them.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from gridctl.core.errors import N_, BadInput
from gridctl.core.later import later
from gridctl.core.nearest import nearest
from gridctl.core.needs import WORDS, NeedTag, read_tag
from gridctl.core.quantities import read_quantity
from gridctl.core.text import clean_line
from gridctl.core.words import ResidentKind

_KEYS: Mapping[str, str] = {
    "need": "need",
    "needs": "need",
    "需求": "need",
    "标签": "need",
    "kind": "kind",
    "类型": "kind",
    "area": "area",
    "区域": "area",
    "网格": "area",
    "building": "building",
    "楼栋": "building",
}
_EITHER = later(r"[,，、;；]")


@dataclass(frozen=True, slots=True)
class People:
    """One kind of people: all of it must fit. `words` are looked up as ``resident list`` does."""

    needs: tuple[str, ...] = ()
    kinds: tuple[ResidentKind, ...] = ()
    area: str | None = None
    building: str | None = None
    words: str = ""


def read_people(text: str, field: str) -> tuple[People, ...]:
    """Return the kinds of people that a query names, one of which must fit; BadInput for an unknown key."""
    clauses = [part.split() for part in _EITHER.split(unicodedata.normalize("NFKC", clean_line(text, field)))]
    found = tuple(_clause(words, field) for words in clauses if words)
    if not found:
        raise BadInput(
            N_("{field} names nobody"),
            hint=N_("write a need such as isolated, or words of resident list"),
            field=field,
        )
    return found


def _clause(words: list[str], field: str) -> People:
    needs: list[str] = []
    kinds: list[ResidentKind] = []
    rest: list[str] = []
    places: dict[str, str] = {}
    for word in words:
        key, colon, value = word.partition(":")
        if not colon:
            tag = _known_need(word)
            (needs if tag else rest).append(tag or word)
            continue
        known = _KEYS.get(key.casefold())
        if known == "need":
            needs.append(read_tag(value, field).code)
        elif known == "kind":
            kinds.append(_kind(value, field))
        elif known and value:
            places[known] = value
        else:
            raise BadInput(
                N_("{field}: {word} is not understood"),
                hint=N_("write need:TAG, kind:KIND, area:AREA or building:BUILDING"),
                field=field,
                word=word,
            )
    return People(tuple(needs), tuple(kinds), places.get("area"), places.get("building"), " ".join(rest))


def _known_need(word: str) -> str:
    """Return the mark that a bare word is called by; "" for any other word."""
    plain = word.casefold().replace("-", "_")
    return str(WORDS[word]) if word in WORDS else plain if plain in set(NeedTag) else ""


def _kind(value: str, field: str) -> ResidentKind:
    try:
        return ResidentKind(value.casefold())
    except ValueError:
        near = nearest(value, ResidentKind)
        raise BadInput(
            N_("{field}: there is no kind {value}"),
            hint=N_("nearest: {near}; kinds: {known}") if near else N_("kinds: {known}"),
            field=field,
            value=value,
            near=near,
            known=", ".join(ResidentKind),
        ) from None


def read_extras(texts: tuple[str, ...], measure: str) -> dict[str, int]:
    """Return what each mark of a need adds, from ``infant=2``; BadInput for anything else."""
    found: dict[str, int] = {}
    for text in texts:
        tag, sign, number = text.replace("＝", "=").partition("=")
        if not sign:
            raise BadInput(
                N_("--need {text}: it is not said how much more"), hint=N_("write it as infant=2"), text=text
            )
        found[read_tag(tag, "--need").code] = read_quantity(number, measure)
    return found

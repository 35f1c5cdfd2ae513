"""The small query language (DESIGN.md §8, 11): its text becomes a frozen tree, and the tree its text again.

Words and ``"phrases"`` are looked for in the text of requests; ``field:value`` asks for a field, ``is:`` and
``has:`` for flags, ``sort:`` gives the order; ``-`` before a part negates it. Several values with commas
between are alternatives, several parts must all hold. Chinese names, signs and quotes mean the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from dataclasses import field as having
from typing import TypeAlias

from gridctl.core.query_times import Range

LONGEST = 2_000
"""A query has at most so many characters."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be found in the text in this order; the last one need only begin so with `prefix`."""

    text: str
    phrase: bool = False
    prefix: bool = False
    negated: bool = False
    place: int = having(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Known:
    """A thing of the store that a value names: its code and number; nobody has neither.

    `kind` is ``member`` or ``team`` for a holder.
    """

    code: str
    id: int = 0
    kind: str = ""


Value: TypeAlias = str | int | Range | Known


@dataclass(frozen=True, slots=True)
class Field:
    """A field and the values of which one must fit, as they are written, or as they are bound to the store.

    `sign` is ``<``, ``<=``, ``>``, ``>=`` or nothing, for each of the values.
    """

    field: str
    values: tuple[Value, ...]
    signs: tuple[str, ...] = ()
    negated: bool = False
    place: int = having(default=1, compare=False)


Part: TypeAlias = Words | Field


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of the list."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All parts of a query, every one of which must hold, and the order; without one newest first."""

    parts: tuple[Part, ...] = ()
    sort: Sort | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return bool(self.parts or self.sort)


def parse(text: str, saved: Callable[[str, int], str] | None = None) -> Query:
    """Return the tree of a text; BadInput names the place of a wrong field, value or sign.

    `saved` returns the text of a saved query by its name and place in `text` (``@name``).
    """
    from gridctl.core.query_reader import read  # commands that read no query don't load it

    query = read(text, saved)
    last = next((n for n in range(len(query.parts) - 1, -1, -1) if isinstance(query.parts[n], Words)), None)
    if last is None:
        return query
    words = query.parts[last]
    if not isinstance(words, Words) or words.phrase or words.negated:
        return query
    parts = list(query.parts)
    parts[last] = replace(words, prefix=True)
    return replace(query, parts=tuple(parts))


def to_text(query: Query) -> str:
    """Return the canonical text of a tree that is not bound: parsing it gives the same tree."""
    last = max((n for n, part in enumerate(query.parts) if isinstance(part, Words)), default=-1)
    texts = [
        _words_text(part, last=number == last) if isinstance(part, Words) else _test_text(part)
        for number, part in enumerate(query.parts)
    ]
    if query.sort:
        texts.append(f"sort:{'-' if query.sort.descending else ''}{query.sort.field}")
    return " ".join(texts)


def _words_text(words: Words, *, last: bool) -> str:
    sign = "-" if words.negated else ""
    if words.phrase:
        return sign + quoted(words.text)
    return sign + words.text + ("*" if words.prefix and (words.negated or not last) else "")


def _test_text(test: Field) -> str:
    signs = test.signs or ("",) * len(test.values)
    values = (sign + _value_text(str(value)) for sign, value in zip(signs, test.values, strict=True))
    return f"{'-' if test.negated else ''}{test.field}:{','.join(values)}"


def _value_text(value: str) -> str:
    from gridctl.core.query_reader import is_plain_value  # only texts that are written need it

    return value if is_plain_value(value) else quoted(value)


def quoted(text: str) -> str:
    """Return a text in quotes, those inside it doubled."""
    return '"' + text.replace('"', '""') + '"'

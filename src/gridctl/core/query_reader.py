"""Reads the text of a query from left to right, and says at which character something is wrong."""

import re
from collections.abc import Callable

from gridctl.core.errors import N_, BadInput
from gridctl.core.nearest import nearest
from gridctl.core.query import LONGEST, Field, Part, Query, Sort, Words
from gridctl.core.query_times import TIME_HINT, clean_time
from gridctl.core.query_words import FIELD_NAMES, FIELDS, IS, SORT, Kind, Names, Spec, all_names, code_of

_BLANK = re.compile(r"[\s，、；。]+")
_NOT = "-－−!！"
_SAVED = "@＠"
_FIELD = re.compile(r"([^\W\d_]\w*)[:：]")
_BARE_WORD = re.compile(r"[^\s，、；。]+")
_BARE_VALUE = re.compile(r"[^\s,，、]*")
_COMMA = re.compile(r"\s*[,，、]\s*(?=\S)|,")
_SIGN = re.compile(r"(>=|<=|＞＝|＜＝|≥|≤|[<>＜＞=＝])")
_SIGNS = {"＞＝": ">=", "＜＝": "<=", "≥": ">=", "≤": "<=", "＜": "<", "＞": ">", "=": "", "＝": ""}
_QUOTES = {'"': '"', "“": "”“", "”": "”“", "「": "」", "『": "』", "＂": "＂"}
_BATCHES = 1 << 62

Saved = Callable[[str, int], str]


def is_plain_value(text: str) -> bool:
    """Tell whether a value can stand without quotes and is read as the same value."""
    return (
        _BARE_VALUE.fullmatch(text) is not None
        and text != ""
        and text[0] not in _QUOTES
        and not _SIGN.match(text)
    )


def read(text: str, saved: Saved | None = None) -> Query:
    """Return the tree of a text; BadInput for what cannot be read."""
    if len(text) > LONGEST:
        raise BadInput(
            N_("a query has at most {longest} characters"), hint=N_("leave some words out"), longest=LONGEST
        )
    return _Reader(text, saved).query()


class _Reader:
    """A text and how far it has been read."""

    def __init__(self, text: str, saved: Saved | None) -> None:
        self.text = text
        self.at = 0
        self.saved = saved
        self.parts: list[Part] = []
        self.sort: Sort | None = None

    def query(self) -> Query:
        while self._skip_blanks():
            self._part()
        return Query(tuple(self.parts), self.sort)

    def _skip_blanks(self) -> bool:
        if blank := _BLANK.match(self.text, self.at):
            self.at = blank.end()
        return self.at < len(self.text)

    def _part(self) -> None:
        place = self.at + 1
        negated = self.text[self.at] in _NOT and _BARE_WORD.match(self.text, self.at + 1) is not None
        if negated:
            self.at += 1
        if self.text[self.at] in _QUOTES:
            self.parts.append(Words(self._quote(), phrase=True, negated=negated, place=place))
        elif self.text[self.at] in _SAVED and _BARE_WORD.match(self.text, self.at + 1):
            self._insert(negated, place)
        elif found := _FIELD.match(self.text, self.at):
            self.at = found.end()
            self._field(found[1], negated, place)
        else:
            self.parts.append(self._word(negated, place))

    def _quote(self) -> str:
        """Read a phrase in quotes; one that is not closed runs to the end."""
        opening = self.text[self.at]
        found, self.at = "", self.at + 1
        while self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char in _QUOTES[opening]:
                if not (char == '"' and self.text.startswith('"', self.at)):
                    break
                self.at += 1  # a doubled quote is one of the phrase
            found += char
        return found

    def _word(self, negated: bool, place: int) -> Words:
        found = _BARE_WORD.match(self.text, self.at)
        if found is None:
            raise AssertionError  # blanks were skipped
        self.at = found.end()
        word = found[0].rstrip("*") or found[0]
        return Words(word, prefix=word != found[0], negated=negated, place=place)

    def _insert(self, negated: bool, place: int) -> None:
        """Put the parts of a saved query in the place of its name."""
        found = _BARE_WORD.match(self.text, self.at + 1)
        if found is None:
            raise AssertionError  # the caller has looked
        if negated or self.saved is None:
            raise BadInput(
                N_("character {place}: a saved query cannot stand here"),
                hint=N_('write its words instead; "@..." in quotes looks for the text'),
                place=place,
            )
        self.at = found.end()
        inner = read(self.saved(found[0], place))
        self.parts += inner.parts
        self.sort = inner.sort or self.sort

    def _field(self, name: str, negated: bool, place: int) -> None:
        known = code_of(name, FIELD_NAMES)
        if known is None:
            close = nearest(name, all_names(FIELD_NAMES))
            raise BadInput(
                N_("character {place}: there is no field {name}"),
                hint=N_("did you mean {nearest}: ; in quotes it is looked for as text")
                if close
                else N_("fields: {known}; in quotes it is looked for as text"),
                error="no_field",
                place=place,
                name=name,
                nearest=close,
                known=", ".join(FIELDS),
            )
        if known == SORT:
            self._sort(negated, place)
            return
        values, signs = [], []
        while True:
            sign, value, at = self._value(known)
            values.append(_checked(known, sign, value, at))
            signs.append(sign)
            comma = _COMMA.match(self.text, self.at)
            if not comma:
                break
            self.at = comma.end()
        spoken = tuple(signs) if any(signs) else ()
        self.parts.append(Field(known, tuple(values), spoken, negated, place))

    def _value(self, name: str) -> tuple[str, str, int]:
        """Read the sign and the text of one value, and where it begins (from 1)."""
        place, sign = self.at + 1, ""
        if found := _SIGN.match(self.text, self.at):
            sign, self.at = _SIGNS.get(found[0], found[0]), found.end()
        if self.at < len(self.text) and self.text[self.at] in _QUOTES:
            value = self._quote()
        else:
            bare = _BARE_VALUE.match(self.text, self.at)
            value = bare[0] if bare else ""
            self.at += len(value)
        if not value.strip():
            raise BadInput(
                N_("character {place}: {name}: needs a value"),
                hint=_value_hint(FIELDS[name]),
                error="no_value",
                place=place,
                name=name,
                known=", ".join(map(str, FIELDS[name].values)),
            )
        return sign, value.strip(), place

    def _sort(self, negated: bool, place: int) -> None:
        _sign, value, at = self._value(SORT)
        down = value[0] in _NOT
        if negated:
            raise BadInput(
                N_("character {place}: an order cannot be negated"),
                hint=N_("sort:-due turns it round"),
                place=place,
            )
        self.sort = Sort(_code(SORT, value[1:] if down else value, FIELDS[SORT].values, at), down)


def _value_hint(spec: Spec) -> str:
    if spec.kind is Kind.TIME:
        return TIME_HINT
    return (
        N_("possible: {known}") if spec.kind is Kind.CODE else N_("write it after the colon, without a blank")
    )


def _checked(name: str, sign: str, value: str, place: int) -> str:
    """Return a value as canonical texts have it; BadInput for what the field does not know."""
    spec = FIELDS[name]
    if sign and not (spec.order or (spec.kind is Kind.TIME and ".." not in value)):
        raise BadInput(
            N_("character {place}: {name}: takes no {sign}"),
            hint=N_("leave the sign out; urgency, level and times take one"),
            place=place,
            name=name,
            sign=sign,
        )
    if spec.kind is Kind.CODE:
        return _code(name, value, spec.values, place)
    if spec.kind is Kind.TIME:
        try:
            return clean_time(value)
        except BadInput:
            raise BadInput(
                N_("character {place}: {value} is not a time"), hint=TIME_HINT, place=place, value=value
            ) from None
    if spec.kind is Kind.NUMBER and not (value.isascii() and value.isdigit() and int(value) < _BATCHES):
        raise BadInput(
            N_("character {place}: {value} is not a number"),
            hint=N_("write digits alone"),
            place=place,
            value=value,
        )
    if spec.kind is Kind.NUMBER:
        return str(int(value))
    return code_of(value, spec.values) or value


def _code(name: str, value: str, names: Names, place: int) -> str:
    known = code_of(value, names)
    if known is not None:
        return known
    close = nearest(value, all_names(names))
    raise BadInput(
        N_("character {place}: there is no {name}:{value}"),
        hint=N_("did you mean {name}:{nearest}") if close else N_("possible: {known}"),
        error="no_flag" if name == IS else "no_value",
        place=place,
        name=name,
        value=value,
        nearest=close,
        known=", ".join(map(str, names)),
    )

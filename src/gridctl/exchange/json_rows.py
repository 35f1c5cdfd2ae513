"""JSON and JSON Lines: lists of flat objects, one at a time. `line` is the object's number, or its line."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.exchange.cells import cut
from gridctl.exchange.table import MAX_COLUMNS, BadRow, Row, Source, Table, check_header, empty_file, nul_byte
from gridctl.exchange.text_stream import TextStream

OBJECT = 1 << 20
_ENVELOPES = frozenset({"rows", "data", "results", "service_requests"})
_BLANK = re.compile(r"[\s\ufeff]*")
_SEPARATOR = re.compile(r"\s*")

Item = tuple[int, Mapping[str, Any] | GridError]


class _DoubleKeyError(ValueError):
    """An object has a key twice."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DoubleKeyError
    return found


def _not_a_number(text: str) -> float:
    raise ValueError(text)


# Whole numbers stay texts: their digits are exact, however long they are.
_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_not_a_number, parse_int=str)


class JsonTable(Table):
    """Objects as rows; the header is all their keys, in the order in which they first come."""

    typed = True

    def __init__(self, source: Source) -> None:
        """Go through the file once for its keys; the second time gives the rows."""
        super().__init__(source)
        keys: dict[str, None] = {}
        count = 0
        for line, item in self._items():
            count += 1
            if isinstance(item, Mapping) and line not in self.skip:
                keys.update(dict.fromkeys(item))
                if len(keys) > MAX_COLUMNS:
                    break
        if not count:
            raise empty_file(self.name)
        self.header = check_header([*keys], 1, self.name)
        self._keys = [*keys]

    def read(self) -> Iterator[Row | BadRow]:
        """Yield a row per object."""
        for line, item in self._items():
            if line in self.skip:
                self.skipped_rows += 1
                continue
            if isinstance(item, GridError):
                yield BadRow(line, (), item)
                continue
            values = tuple("" if (value := item.get(key)) is None else value for key in self._keys)
            nested = next((key for key, value in item.items() if isinstance(value, dict | list)), None)
            if nested is not None:
                flat = tuple(
                    json.dumps(v, ensure_ascii=False) if isinstance(v, dict | list) else v for v in values
                )
                yield BadRow(line, flat, _nested(nested))
            elif any("\0" in value for value in values if isinstance(value, str)):
                yield BadRow(line, values, nul_byte())
            elif any(value != "" for value in values):
                yield line, values
            else:
                self.blank_rows += 1

    def _items(self) -> Iterator[Item]:
        stream = TextStream(self.file, self.encoding, self.name)
        return self._from_lines(stream) if self.format == "jsonl" else self._from_list(stream)

    def _from_lines(self, stream: TextStream) -> Iterator[Item]:
        line = 0
        for piece in stream.pieces():
            for text in piece.removesuffix("\n").split("\n"):
                line += 1
                bare = text.strip("\ufeff \t\r")
                if bare:
                    yield line, _one(bare)

    def _from_list(self, stream: TextStream) -> Iterator[Item]:
        text = _Buffer(stream, self.name)
        text.enter_list()
        number = 0
        while text.another(first=not number):
            number += 1
            value = text.value()
            yield number, value if isinstance(value, dict) else _no_object()
        text.finish()


class _Buffer:
    """A window on a JSON text: values are decoded one by one, more text is read where one is cut off."""

    def __init__(self, stream: TextStream, name: str) -> None:
        self.pieces = stream.pieces()
        self.name = name
        self.text = ""
        self.at = 0
        self.lines_gone = 0
        self.key = ""

    def more(self) -> bool:
        """Read one more piece; false at the end."""
        piece = next(self.pieces, None)
        if piece is None:
            return False
        self.lines_gone += self.text.count("\n", 0, self.at)
        self.text = self.text[self.at :] + piece
        self.at = 0
        return True

    def peek(self) -> str:
        """Return the next sign that is no blank, an empty text at the end."""
        while True:
            found = _BLANK.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def take(self, wanted: str) -> None:
        """Step over one sign."""
        if self.peek() != wanted:
            raise self.broken()
        self.at += 1

    def value(self) -> object:
        """Decode the next value, of at most a megabyte."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except _DoubleKeyError:
                raise self.broken(N_("an object has the same key twice")) from None
            except (ValueError, RecursionError):
                if len(self.text) - self.at > OBJECT or not self.more():
                    raise self.broken() from None
                continue
            # A number that touches the end of the window may go on behind it.
            if end == len(self.text) and not isinstance(value, dict | list) and self.more():
                continue
            self.at = end
            return value

    def enter_list(self) -> None:
        """Step into the list of rows: the text itself, or the first of rows, data, results."""
        if self.peek() == "[":
            self.at += 1
            return
        self.take("{")
        keys = []
        while self.peek() == '"':
            key = self.value()
            self.take(":")
            if key in _ENVELOPES and self.peek() == "[":
                self.at += 1
                self.key = key
                return
            keys.append(str(key))
            self.value()
            if self.peek() != ",":
                break
            self.at += 1
        raise BadInput(
            N_("{file} holds no list of rows"),
            hint=N_("give a list of objects, or an object with rows, data or results; keys here: {keys}"),
            file=self.name,
            keys=cut(", ".join(keys)) or "-",
            error="no_list",
        )

    def another(self, *, first: bool) -> bool:
        """Step to the next element; false at the list's end."""
        sign = self.peek()
        if sign == "]":
            self.at += 1
            return False
        if not first:
            self.take(",")
        return True

    def finish(self) -> None:
        """See that nothing follows a bare list."""
        if not self.key and self.peek():
            raise self.broken()

    def broken(self, reason: str = N_("the text is cut off or a sign is missing")) -> BadInput:
        """Say where the text is no JSON."""
        line = self.lines_gone + self.text.count("\n", 0, self.at) + 1
        return BadInput(
            N_("{file} is no JSON from line {line} on"),
            hint=reason,
            file=self.name,
            line=line,
            error="bad_json",
        )


def _one(text: str) -> Mapping[str, Any] | GridError:
    try:
        value = _DECODER.decode(text)
    except _DoubleKeyError:
        return BadInput(N_("the object has the same key twice"), hint=N_("remove one"), error="bad_json")
    except (ValueError, RecursionError):
        return BadInput(
            N_("the line is no JSON"), hint=N_("write one object per line, closed on it"), error="bad_json"
        )
    return value if isinstance(value, dict) else _no_object()


def _no_object() -> BadInput:
    return BadInput(
        N_("the element is no object"), hint=N_('write each row as {{"column": "value"}}'), error="no_object"
    )


def _nested(key: str) -> BadInput:
    return BadInput(
        N_("{key} holds a list or an object"),
        hint=N_("write its values as columns of their own"),
        key=cut(key),
        error="nested",
    )

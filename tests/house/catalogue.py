"""The catalogue of texts: ``python -m tests.house.catalogue [FRAGMENT.po ...]`` brings it up to date.

It collects the texts of the source, takes over Chinese from fragments (plain msgid and msgstr entries),
drops what is gone, writes the .po and its .mo, and names what is still without Chinese (exit 1).
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "gridctl"
PO = SOURCE / "locale" / "zh_CN" / "LC_MESSAGES" / "gridctl.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
# Fixed, so that the same texts give the same files.
DATE = datetime(2025, 1, 1, tzinfo=UTC)

SAME_IN_BOTH: frozenset[str] = frozenset()
"""Texts that read the same in both languages."""

_CHINESE = re.compile("[\u4e00-\u9fff\u3001\uff0c\uff1a\uff08\uff1b]")
"""Han, and the full-width signs of a text that holds nothing but signs and placeholders."""

Key = str | tuple[str, str]
"""The English: one text, or the forms for one and for many; a context stands before it as in a .mo file."""
GLUE = "\x04"


def collect() -> Catalog:
    """Return every text of the source with the files that it stands in."""
    found = _empty()
    for file, _line, text, _comments, context in extract_from_dir(SOURCE, keywords=KEYWORDS):
        if text:
            english = text if isinstance(text, str) else (text[0], text[1])
            found.add(english, locations=[(f"src/gridctl/{Path(file).as_posix()}", 0)], context=context)
    return found


def read(path: Path) -> Catalog:
    """Read a .po file; a missing one is empty."""
    if not path.exists():
        return _empty()
    with path.open("rb") as file:
        return read_po(file, locale="zh_CN")


def key_of(message: Message) -> Key:
    """Return the English of an entry, with its context."""
    if not isinstance(message.id, str):
        return message.id[0], message.id[1]
    return f"{message.context}{GLUE}{message.id}" if message.context else message.id


def entries(catalogue: Catalog) -> Iterator[Message]:
    """Yield the entries without the header."""
    return (message for message in catalogue if message.id)


def is_translated(message: Message) -> bool:
    """Tell whether an entry has Chinese, or reads the same in both languages by purpose."""
    given = "".join(message.string or "")
    if message.id in SAME_IN_BOTH:
        return bool(given)
    return _CHINESE.search(given) is not None


def _given(message: Message) -> str | tuple[str, ...]:
    return message.string if isinstance(message.string, str) else tuple(message.string or ())


def merged(fragments: Iterable[Path]) -> Catalog:
    """Return the texts of the source with the Chinese of the catalogue and then of the fragments.

    Where two fragments differ over a text, the later one holds, and stderr says so.
    """
    known = _translations(PO)
    fresh: dict[Key, str | tuple[str, ...]] = {}
    for path in fragments:
        for key, text in _translations(path).items():
            if fresh.setdefault(key, text) != text:
                print(f"{path.name}: {key}: {fresh[key]} or {text}?", file=sys.stderr)
            fresh[key] = text
    known |= fresh
    result = _empty()
    for message in sorted(entries(collect()), key=lambda one: str(key_of(one))):
        key = key_of(message)
        chinese = key if key in SAME_IN_BOTH else known.get(key, "")
        if isinstance(key, tuple) and isinstance(chinese, str):
            chinese = (chinese,)  # Chinese has one form for any number
        places = sorted(set(message.locations))
        result.add(message.id, chinese, locations=places, flags=message.flags, context=message.context)
    return result


def _translations(path: Path) -> dict[Key, str | tuple[str, ...]]:
    return {key_of(one): _given(one) for one in entries(read(path)) if any(_given(one)) and not one.fuzzy}


def as_po(catalogue: Catalog) -> bytes:
    """Return the text of the .po file: the same from every version of Babel."""
    target = io.BytesIO()
    write_po(target, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    lines = target.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b'"Generated-By:'))


def as_mo(catalogue: Catalog) -> bytes:
    """Return the compiled catalogue."""
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def _empty() -> Catalog:
    return Catalog(
        locale="zh_CN",
        project="gridctl",
        version="1",
        creation_date=DATE,
        revision_date=DATE,
        header_comment="# Chinese texts of gridctl; made by python -m tests.house.catalogue.",
        last_translator="gridctl",
        language_team="gridctl",
        msgid_bugs_address="gridctl",
        fuzzy=False,
    )


def main(arguments: list[str]) -> int:
    """Bring both files up to date; 1 where texts are still without Chinese."""
    result = merged(map(Path, arguments))
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(result))
    MO.write_bytes(as_mo(read(PO)))
    missing = [key_of(one) for one in entries(result) if not is_translated(one)]
    for key in missing:
        print(key.replace(GLUE, ": ") if isinstance(key, str) else key[1])
    print(f"{len(result)} texts, {len(missing)} without Chinese", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

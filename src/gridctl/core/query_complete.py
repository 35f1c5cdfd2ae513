"""What could come next in a query that somebody types: fields, and the values of those that have a list."""

from collections.abc import Iterator, Sequence

from gridctl.core.query_words import FIELDS, Spec, code_of


def completions(text: str, views: Sequence[str] = ()) -> Iterator[str]:
    """Yield whole queries that go on from `text`, the likeliest first; none where nothing is half typed.

    Codes are offered to those who type letters, words of the field's own language to those who type Chinese.
    `views` are the names of saved queries.
    """
    before, word = _last(text)
    if not word:
        return
    bare = word.lstrip("-")
    sign = word[: len(word) - len(bare)]
    if bare.startswith("@"):
        found = iter([f"@{name}" for name in views if _begins(name, bare[1:])])
    elif ":" in bare or "：" in bare:
        found = _values(bare)
    else:
        found = (f"{name}:" for name in _names(bare))
    for one in found:
        if one != bare:
            yield f"{before}{sign}{one}"


def _last(text: str) -> tuple[str, str]:
    """Return what stands before the last word, and that word; nothing is half typed within quotes."""
    if text.count('"') % 2:
        return text, ""
    begins = max(text.rfind(" "), text.rfind("\u3000")) + 1
    return text[:begins], text[begins:]


def _names(word: str) -> Iterator[str]:
    if not word:
        return
    for name, spec in FIELDS.items():
        yield from (one for one in (name, *spec.also) if _begins(one, word))


def _values(word: str) -> Iterator[str]:
    colon = ":" if ":" in word else "："
    name, _colon, typed = word.partition(colon)
    field = code_of(name, {key: spec.also for key, spec in FIELDS.items()})
    if field is None:
        return
    done, comma, last = typed.rpartition(",")
    for value in _words_of(FIELDS[field], last):
        yield f"{name}{colon}{done}{comma}{value}"


def _words_of(spec: Spec, typed: str) -> Iterator[str]:
    """Yield the values of a field that begin as typed; before anything is typed those of a code list."""
    sign = typed[: len(typed) - len(typed.lstrip("-<>="))]
    rest = typed[len(sign) :]
    for code, also in spec.values.items():
        yield from (f"{sign}{one}" for one in (str(code), *also) if _begins(one, rest))


def _begins(word: str, typed: str) -> bool:
    return word.casefold().startswith(typed.casefold())

"""Numbers of requests as people write many of them: ``412``, ``412,413``, ``415-420``, ``#412``."""

import re
from collections.abc import Sequence

from gridctl.core.errors import N_, BadInput

MOST = 1_000
"""So many requests one command may touch."""
_ONE = re.compile(r"#?(\d{1,12})(?:-#?(\d{1,12}))?")


def split_numbers(words: Sequence[str]) -> tuple[list[int], str]:
    """Return the numbers that stand first, each once and in order, and the words behind them as one text.

    Raises BadInput where there is no number, a range runs backwards, or there are more than `MOST`.
    """
    if not words:
        raise BadInput(
            N_("say which requests: their numbers are missing"),
            hint=N_("write 412, 412,413 or 415-420; see: gridctl request list"),
        )
    found: dict[int, None] = {}
    rest = list(words)
    while rest and (parts := _numbers(rest[0])) is not None:
        for first, last in parts:
            if last < first:
                raise BadInput(
                    N_("{text} runs backwards"), hint=N_("write the smaller number first"), text=rest[0]
                )
            if len(found) + last - first >= MOST:
                raise BadInput(
                    N_("those are more than {most} requests"),
                    hint=N_("take fewer at a time"),
                    most=MOST,
                )
            found.update(dict.fromkeys(range(first, last + 1)))
        rest.pop(0)
    if not found:
        raise BadInput(
            N_("NUMBER: {text} is not a number of a request"),
            hint=N_("write 412, 412,413 or 415-420; see: gridctl request list"),
            text=words[0],
        )
    return list(found), " ".join(rest)


def begins_with_number(words: Sequence[str]) -> bool:
    """Tell whether the first of some words is a number, or a range of them."""
    return bool(words) and _numbers(words[0]) is not None


def _numbers(word: str) -> list[tuple[int, int]] | None:
    """Return the ranges that a word stands for, or None where it is no number."""
    matches = [_ONE.fullmatch(part) for part in word.replace("，", ",").split(",") if part]
    if not matches or None in matches:
        return None
    return [(int(match[1]), int(match[2] or match[1])) for match in matches if match]

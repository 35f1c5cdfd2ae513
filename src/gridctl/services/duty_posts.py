"""Posts by what a command calls them."""

from typing import Any

from gridctl.core.errors import N_, NotFound
from gridctl.core.text import clean_line
from gridctl.store import turns as rows
from gridctl.store.unit import Work

_LONGEST = 17
"""Digits of a number that the store can hold."""


def find_post(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the row of the post with this number; NotFound."""
    word = clean_line(name, "post", longest=80)
    found = rows.post(work, int(word)) if word.isdecimal() and len(word) <= _LONGEST else None
    if found is None:
        raise NotFound(N_("there is no post {name}"), hint=N_("see them: gridctl duty post list"), name=word)
    return found


def post_of(work: Work, row: Any) -> Any:  # noqa: ANN401
    """Return the post of a turn's row; NotFound where it has been removed since."""
    return find_post(work, str(row.post_id))

"""The search index of residents: an FTS5 table over `resident_search`, which keeps each one's words.

Two designs were measured on 1,000,000 people (words already made): FTS5 with phrases took 2.6 microseconds a
row beside 1.4 for the words themselves and 84 MB in all, and answers one or two signs, pinyin, initials and
phone endings within 3 ms; a plain table of keys took 14 microseconds (200,000 people) and 29 MB where FTS5
took 18. ``detail=none`` with pairs of signs as words of their own cost more (3.8) than the phrases it spares.

The content is external, so that what is taken out is known to the letter, and ``secure-delete`` is set: what
was forgotten leaves the pages of the file at once (DESIGN.md §8, 4).
"""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import text

from gridctl.core.finding import Term, TermKind
from gridctl.core.residents import HERE
from gridctl.store.unit import Work

_HERE = ", ".join(f"'{status}'" for status in sorted(HERE))
_PART = 5_000


def known(work: Work, ids: Sequence[int]) -> list[tuple[int, str, list[str | None]]]:
    """Return (id, name, phones) of those of `ids` who are known by name, to make their words of."""
    found = work.execute(
        text(
            "SELECT r.id, r.name, r.phone, r.phones, r.contact_phone FROM json_each(:ids) j "  # noqa: S608
            f"JOIN resident r ON r.id = j.value WHERE r.name IS NOT NULL AND r.status IN ({_HERE})"
        ),
        {"ids": json.dumps(list(ids))},
    )
    return [
        (row.id, row.name, [row.phone, *json.loads(row.phones or "[]"), row.contact_phone]) for row in found
    ]


def put(work: Work, words: Iterable[tuple[int, str]]) -> None:
    """Index residents who are not in the index."""
    rows = list(words)
    work.many("INSERT INTO resident_search (id, words) VALUES (?, ?)", rows)
    work.many("INSERT INTO resident_words (rowid, words) VALUES (?, ?)", rows)


def put_from(work: Work, first: int) -> None:
    """Index the residents from number `first` on, whose words have just been written."""
    work.execute(
        text(
            "INSERT INTO resident_words (rowid, words) SELECT id, words FROM resident_search WHERE id >= :first"
        ),
        {"first": first},
    )


def forget(work: Work, ids: Sequence[int]) -> None:
    """Take residents out of the index; nothing of their words stays in its pages."""
    for start in range(0, len(ids), _PART):
        values = {"ids": json.dumps(list(ids[start : start + _PART]))}
        which = "SELECT value FROM json_each(:ids)"
        for statement in (
            "INSERT INTO resident_words (resident_words, rowid, words) "  # noqa: S608
            f"SELECT 'delete', id, words FROM resident_search WHERE id IN ({which})",
            f"DELETE FROM resident_search WHERE id IN ({which})",  # noqa: S608
        ):
            work.execute(text(statement), values)


def find(work: Work, terms: Sequence[Term], most: int) -> list[int]:
    """Return the numbers of up to `most` residents whom all the words fit, newest first."""
    query = match(terms)
    identities = [term.text for term in terms if term.kind is TermKind.IDENTITY]
    if not query and not identities:
        return []
    number = "w.rowid" if query else "r.id"
    lead = "resident_words w CROSS JOIN resident r ON r.id = w.rowid" if query else "resident r"
    where = ["resident_words MATCH :match"] if query else []
    where += [f"r.identity = :identity{place}" for place in range(len(identities))]
    found = work.execute(
        text(f"SELECT r.id FROM {lead} WHERE {' AND '.join(where)} ORDER BY {number} DESC LIMIT :most"),  # noqa: S608
        {"match": query, "most": most} | {f"identity{place}": one for place, one in enumerate(identities)},
    )
    return [int(number) for number in found.scalars()]


def match(terms: Iterable[Term]) -> str:
    """Return the index's own query for terms that all have to fit; "" for none that it knows.

    Each is quoted, whatever is in it (TRUST.md 18); letters and endings are the beginning of a word.
    """
    found = []
    for term in terms:
        quoted = '"' + term.text.replace('"', '""') + '"'
        if term.kind is TermKind.SIGNS:
            found.append(quoted)
        elif term.kind is not TermKind.IDENTITY:
            found.append(quoted + " *")
    return " AND ".join(found)


def like(term: Term) -> str:
    """Return the pattern by which the same term is seen in one resident's words, with blanks around them."""
    # The words hold letters, digits and signs alone, so that nothing in a pattern has to be escaped.
    return f"% {term.text} %" if term.kind is TermKind.SIGNS else f"% {term.text}%"

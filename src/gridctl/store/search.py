"""The full text of requests: kept in the transaction of every writer, by the unit of work itself.

What is indexed is made in Python (`core.search`), for FTS5's own tokenizers find no single Chinese
character. The words stand in a table of their own, and the index has it for its external content: taking a
request out needs the very words that went in, and so `secure-delete` reaches their bytes (DESIGN.md §8, 4).

No writer has to think of it. New requests and remarks are known by their numbers, which only grow: a mark
says how far the index has read. Changed texts are noted by triggers, which call no function of ours (a
schema may not, TRUST.md 2). Before COMMIT the unit of work reads what is new. So a million imported rows
cost one statement and no trigger, and what forgets a text or takes an import back is covered unseen.

The words of confidential requests and of those that were taken back are not in the index at all.

Seen at a million imported rows: 4.4 s of processor time for the words, 0.8 s for the index, 0.2 s for the
look for remarks; the import as a whole went from 70.7 s to 74.0 s. With FTS5's usual buffer of 1 MB and
with lengths of rows the index alone took four times as long.
"""

from sqlalchemy import ColumnElement, Connection, column, table, text

from gridctl.core.search import PHONE_ENDING, may_begin, phone_word, split_words

SEARCH = table("request_search", column("rowid"), column("request_search"))
"""The index as statements name it."""

HASH_BYTES = 64_000_000
"""FTS5 writes its buffer out when it is so full, in a large batch; 1 MB is its own figure."""

_HASH_BYTES = 1_048_576
_MANY = 10_000
_REBUILD = 40
"""Taking one request out by `secure-delete` costs as much as reading so many anew (95 and 2.1 µs seen)."""

_STATE = text(
    "SELECT m.request_id, m.step_seq, ifnull((SELECT max(id) FROM request), 0) AS last_request,"
    " ifnull((SELECT max(seq) FROM step), 0) AS last_step, EXISTS (SELECT 1 FROM search_due) AS due"
    " FROM search_mark m"
)
_NEW_WORDS = text(
    "INSERT INTO request_words (id, words) SELECT r.id, search_text(r.phone, r.summary, r.details, r.address)"
    " FROM request r WHERE r.id > :request AND r.status <> 'void' AND r.confidential = 0 ORDER BY r.id"
)
_NEW_INDEX = text(
    "INSERT INTO request_search (rowid, words) SELECT id, words FROM request_words WHERE id > :request ORDER BY id"
)
_REMARKED = text(
    "INSERT OR IGNORE INTO search_due (id) SELECT request_id FROM step WHERE seq > :step AND note IS NOT NULL"
)
_SOME_OUT = text(
    "INSERT INTO request_search (request_search, rowid, words)"
    " SELECT 'delete', w.id, w.words FROM search_due d CROSS JOIN request_words w ON w.id = d.id"
)
_WORDS_OUT = text("DELETE FROM request_words WHERE id IN (SELECT id FROM search_due)")
_WORDS_IN = text(
    "INSERT INTO request_words (id, words)"
    " SELECT r.id, search_text(r.phone, r.summary, r.details, r.address,"
    " (SELECT group_concat(s.note, char(31)) FROM step s WHERE s.request_id = r.id AND s.note IS NOT NULL))"
    " FROM search_due d CROSS JOIN request r ON r.id = d.id WHERE r.status <> 'void' AND r.confidential = 0"
)
_SOME_IN = text(
    "INSERT INTO request_search (rowid, words)"
    " SELECT w.id, w.words FROM search_due d CROSS JOIN request_words w ON w.id = d.id"
)
_CONFIGURE = text("INSERT INTO request_search (request_search, rank) VALUES (:name, :value)")
_REBUILD_ALL = text("INSERT INTO request_search (request_search) VALUES ('rebuild')")


def catch_up(conn: Connection) -> None:
    """Read into the index what this transaction has written; called before each COMMIT."""
    state = conn.execute(_STATE).one()
    before = {"request": state.request_id, "step": state.step_seq}
    if state.last_step > state.step_seq:
        conn.execute(_REMARKED, before)
    new = state.last_request - state.request_id
    if new > 0:
        _read_new(conn, before, many=new > _MANY)
    if state.due or state.last_step > state.step_seq:
        _read_changed(conn)
    if new > 0 or state.last_step > state.step_seq:
        conn.execute(
            text("UPDATE search_mark SET request_id = :request, step_seq = :step"),
            {"request": state.last_request, "step": state.last_step},
        )


def _read_new(conn: Connection, before: dict[str, int], *, many: bool) -> None:
    conn.execute(_NEW_WORDS, before)
    if many:
        conn.execute(_CONFIGURE, {"name": "hashsize", "value": HASH_BYTES})
    conn.execute(_NEW_INDEX, before)
    if many:
        conn.execute(_CONFIGURE, {"name": "hashsize", "value": _HASH_BYTES})


def _read_changed(conn: Connection) -> None:
    due = int(conn.execute(text("SELECT count(*) FROM search_due")).scalar_one())
    if not due:
        return
    anew = due > _MANY and due * _REBUILD > _standing(conn)
    for statement in (
        *(() if anew else (_SOME_OUT,)),
        _WORDS_OUT,
        _WORDS_IN,
        _REBUILD_ALL if anew else _SOME_IN,
        text("DELETE FROM search_due"),
    ):
        conn.execute(statement)


def _standing(conn: Connection) -> int:
    return int(conn.execute(text("SELECT count(*) FROM request_words")).scalar_one())


def matching(match: str) -> ColumnElement[bool]:
    """Return the condition that the index finds what an expression of FTS5 asks for."""
    found: ColumnElement[bool] = SEARCH.c.request_search.op("MATCH")(match)
    return found


def expression(words: str, *, prefix: bool = False) -> str:
    """Return the phrase of FTS5 for some words; "" for a text without any.

    Its words hold letters and digits alone, so that nothing in them is a sign of FTS5's own.
    """
    found = split_words(words)
    return f'"{" ".join(found)}"{"*" if prefix and may_begin(found) else ""}' if found else ""


def phone_expression(ending: str) -> str:
    """Return the phrase of FTS5 for the last four digits of a phone."""
    return f'"{phone_word(ending[-PHONE_ENDING:])}"'

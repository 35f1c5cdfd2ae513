"""What must hold after a kill: acknowledged writes are there, imports are whole, the store is sound."""

from collections import Counter
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from stress.children import command
from stress.victims import IMPORT_ROWS, STANDING

Facts = list[dict[str, Any]]


def prove(store: Path, told: Facts) -> list[str]:
    """Return what is wrong with `store` after a victim that told `told` was killed; empty is good."""
    wrong = [f"a command failed: {fact}" for fact in told if "failed" in fact or "fault" in fact]
    wrong += _check(store)
    raw = sqlite.connect(str(store))
    try:
        for fact in told:
            wrong += _one(raw, fact)
    finally:
        raw.close()
    return wrong


def prove_copies(folder: Path) -> list[str]:
    """Return what is wrong with the backups in `folder`: one that has its name is whole, told of or not."""
    named = [path for path in folder.rglob("*.db") if path.parent != folder or path.name.startswith("R")]
    return [text for path in named for text in _sound(path)]


def prove_all(store: Path, told: Facts) -> list[str]:
    """Return what is wrong at the end of all rounds: nothing that was ever acknowledged may be gone."""
    raw = sqlite.connect(str(store))
    try:
        wrong = [text for fact in told for text in _one(raw, fact)]
        halves = raw.execute(
            "SELECT id FROM request WHERE NOT EXISTS (SELECT 1 FROM step WHERE request_id = request.id)"
        )
        wrong += [f"request {row[0]} has no step" for row in halves]
        refs = [
            row[0].rpartition("-")[0] for row in raw.execute("SELECT ref FROM request WHERE ref IS NOT NULL")
        ]
        wrong += [f"half an import: {mark}" for mark, rows in Counter(refs).items() if rows != IMPORT_ROWS]
    finally:
        raw.close()
    return wrong + _check(store)


def _check(store: Path) -> list[str]:
    answer = command("--store", str(store), "store", "check")
    return [f"store check exits {answer.exit}: {answer.out}{answer.err}"] if answer.exit else []


def _sound(copy: Path) -> list[str]:
    """Return what is wrong with the file of a copy, which may be of an older version."""
    raw = sqlite.connect(f"file:{copy}?mode=ro", uri=True)
    try:
        found = raw.execute("PRAGMA integrity_check(1)").fetchone()[0]
        rows = _count(
            raw,
            "SELECT count(*) FROM request WHERE EXISTS (SELECT 1 FROM step WHERE request_id = request.id)",
        )
        return (
            []
            if found == "ok" and rows >= STANDING
            else [f"the backup {copy.name}: {found}, {rows} requests"]
        )
    except sqlite.DatabaseError as fault:
        return [f"the backup {copy.name}: {fault}"]
    finally:
        raw.close()


def _one(raw: Any, fact: dict[str, Any]) -> list[str]:  # noqa: ANN401
    proof = {"add": _added, "note": _noted, "resolve": _stepped, "close": _stepped, "import": _imported}
    kind = fact.get("did") or fact.get("began")
    if kind == "backup":
        return (
            _check(Path(fact["file"]))
            if Path(fact["file"]).exists()
            else [f"the backup {fact['file']} is gone"]
        )
    return proof[kind](raw, fact) if kind in proof else []


def _count(raw: Any, sql: str, *args: object) -> int:  # noqa: ANN401
    return int(raw.execute(sql, args).fetchone()[0])


def _added(raw: Any, fact: dict[str, Any]) -> list[str]:  # noqa: ANN401
    found = _count(
        raw, "SELECT count(*) FROM request WHERE id = ? AND summary = ?", fact["out"]["id"], fact["text"]
    )
    return [] if found == 1 else [f"request {fact['out']['id']} was acknowledged and is gone"]


def _noted(raw: Any, fact: dict[str, Any]) -> list[str]:  # noqa: ANN401
    found = _count(
        raw,
        "SELECT count(*) FROM step WHERE request_id = ? AND kind = 'note' AND note = ?",
        fact["request"],
        fact["text"],
    )
    return [] if found == 1 else [f"the note {fact['text']} is there {found} times"]


def _stepped(raw: Any, fact: dict[str, Any]) -> list[str]:  # noqa: ANN401
    found = _count(
        raw, "SELECT count(*) FROM step WHERE request_id = ? AND kind = ?", fact["request"], fact["did"]
    )
    return [] if found == 1 else [f"request {fact['request']}: the step {fact['did']} is there {found} times"]


def _imported(raw: Any, fact: dict[str, Any]) -> list[str]:  # noqa: ANN401
    found = _count(
        raw, "SELECT count(*) FROM request WHERE ref >= ? AND ref < ?", fact["mark"] + "-", fact["mark"] + "."
    )
    whole = IMPORT_ROWS if "did" in fact else found if found in {0, IMPORT_ROWS} else -1
    return [] if found == whole else [f"import {fact['mark']}: {found} of {IMPORT_ROWS} rows"]

"""What files, packs and leaving do to a community, as deeds of the random histories of the five colours."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from gridctl.core.imports import FIELDS, BatchSpec, GoodRow
from gridctl.core.members import Particulars
from gridctl.exchange.fingerprint import fingerprint
from gridctl.services import import_undo, leaving, members, operations
from gridctl.services.imports import Importer
from gridctl.services.office import Office

AREAS = ("BX", "HL", "HL1", "HL2", "DS")
NAMES = ("m0", "赵", "钱", "孙")
_PACK = """
[pack]
name = "strict"
version = "1"
extends = "routine"
title = { en = "Strict", zh = "从严" }
about = { en = "Colours begin early.", zh = "颜色从早算起。" }

[signals]
soon = 90
far = 110
share = { yellow = 50, orange = 60, red = 90 }
"""


def land(office: Office, kind: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Import rows that are known by their `ref` or `code`."""
    key = ("ref",) if kind == "requests" else ("code",)
    spec = BatchSpec(kind, "f.csv", "0" * 64, "utf-8", kind, kind, key=key, strict_key=kind == "areas")
    importer = Importer(office, spec)
    found = []
    for line, row in enumerate(rows, 2):
        values: tuple[Any, ...] = tuple(row.get(name) for name in FIELDS[kind])
        found.append(GoodRow(line, values, fingerprint(values)))
    wrong = importer.take(found)
    importer.land(len(wrong) + len(importer.problems()), None)


def _requests(office: Office, n: int) -> None:
    now = office.store.clock()
    land(
        office,
        "requests",
        [
            {
                "ref": str(one),
                "summary": "x",
                "received_at": now - 3_600_000,
                "area": AREAS[(n + one) % 5],
                "urgency": ("urgent", "normal")[n % 2],
                "status": ("new", "working", "resolved")[(n + one) % 3],
            }
            for one in range(n % 3 + 1)
        ],
    )


def _areas(office: Office, n: int) -> None:
    rows = [
        {"code": AREAS[n % 3 + 2], "name": f"file {n}", "kind": "grid", "parent": AREAS[n % 2]},
        {"code": f"N{n % 2}", "name": f"new {n}", "kind": "grid", "parent": "HL"},
    ]
    land(office, "areas", rows)


def _members(office: Office, n: int) -> None:
    rows = [
        {"code": f"M{n % 3}", "name": NAMES[n % 4], "tier": "officer", "area": AREAS[n % 5]},
        {"code": f"X{n % 2}", "name": f"x{n}", "tier": "volunteer", "area": "HL1"},
    ]
    land(office, "members", rows)


def _pack(office: Office, n: int) -> None:
    file = Path(mkdtemp(prefix="gridctl-test-")) / "strict.toml"
    file.write_text(_PACK, encoding="utf-8")
    wanted = operations.NewOperation(str(file), AREAS[n % 5], at=f"-{n}m" if n % 2 else None, posts=False)
    operations.begin(office, wanted)


DEEDS: Mapping[str, Callable[[Office, int], object]] = {
    "file of requests": _requests,
    "file of areas": _areas,
    "file of members": _members,
    "file taken back": lambda office, n: import_undo.undo(office, n % 3 + 1, force=True),
    "name": lambda office, n: members.edit(office, f"M{n % 3}", Particulars(name=NAMES[n % 4])),
    "leave": lambda office, n: leaving.leave(office, f"M{n % 3}", f"M{(n + 1) % 3}", f"-{n}m"),
    "pack": _pack,
    "pack ends": lambda office, n: operations.end(office, str(n % 2 + 1), f"-{n // 2}m" if n % 2 else None),
}

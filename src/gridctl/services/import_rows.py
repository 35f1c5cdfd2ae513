"""From a checked row of a file to a staged one: areas, categories, clocks, keys."""

from collections.abc import Callable
from typing import Any

from gridctl.core.errors import N_, BadInput, GridError, NotFound
from gridctl.core.imports import FIELDS, BatchSpec, GoodRow
from gridctl.core.packs import Pack
from gridctl.core.requests import first_level
from gridctl.core.text import clean_code, code_key
from gridctl.core.words import ENDED, UNRESOLVED, AreaKind, Channel, Status, Urgency
from gridctl.services import areas
from gridctl.services.packs import Packs
from gridctl.store.held import Clocked
from gridctl.store.unit import Work

Staged = tuple[object, ...]
_MOST_CACHED = 50_000


def row_key(spec: BatchSpec, row: GoodRow) -> bytes:
    """Return what a row is known by: its key fields where they are filled, else its fingerprint."""
    if spec.key:
        names = FIELDS[spec.kind]
        parts = [row.values[names.index(name)] for name in spec.key]
        if all(part not in (None, "") for part in parts):
            return b"k:" + "\x1f".join(str(part) for part in parts).encode()
    return b"f:" + row.fingerprint


def area_row(batch: int, row: GoodRow, key: bytes, uid: bytes) -> Staged:
    """Return one staged area, in the order of `batches.payload`."""
    code, name, kind, parent = row.values
    if not kind:
        raise BadInput(
            N_("the kind of the area is missing"),
            hint=N_("fill it in, e.g. community or grid, or give a constant in the profile"),
        )
    text = clean_code(str(code), "code")
    return (
        batch,
        row.line,
        key,
        row.fingerprint,
        uid,
        text,
        code_key(text),
        name,
        str(AreaKind(str(kind))),
        code_key(str(parent)) if parent else None,
    )


class RequestRows:
    """Turns rows into staged requests; what is looked up once is kept."""

    def __init__(self, work: Work, spec: BatchSpec, batch: int, default_pack: str) -> None:
        """Read the packs in force; `default_pack` is the hash of the store's own."""
        self.spec = spec
        self.batch = batch
        self.pending: dict[str, tuple[int, str]] = {}
        self._packs = Packs(work, default_pack)
        self._areas: dict[str, int] = {}
        self._rules: dict[tuple[str, str, str], tuple[int | None, int | None, str]] = {}
        self._categories: dict[tuple[str, str], tuple[str, bool]] = {}

    def go_on(self, work: Work) -> None:
        """Go on in another unit of work; what was looked up stays known."""
        self._packs.go_on(work)

    def convert(self, work: Work, row: GoodRow, key: bytes, uid: bytes) -> Staged:
        """Return one staged request, in the order of `batches.payload`; BadInput or NotFound for a bad row."""
        (ref, received, closed, resolved, area, category, urgency, channel, status) = row.values[:9]
        (name, phone, anonymous, summary, details, due, address, on_spot) = row.values[9:]
        dated = isinstance(received, int)
        # A row without a time came in now, or when it was answered at the latest.
        at = received if isinstance(received, int) else _earliest(work.now, resolved, closed)
        area_id = self._area(work, str(area)) if area else None
        applied = self._packs.in_force(area_id if area_id and area_id > 0 else None, at)
        code, confidential = self._category(applied.pack, applied.hash, category, str(summary))
        how = str(urgency) if urgency else str(applied.pack.guess_urgency(str(summary), code))
        respond_ms, resolve_ms, rule = self._limit(applied.pack, applied.hash, code, how)
        where = Channel(str(channel)) if channel else Channel.IMPORT
        stands, resolved_at = _standing(at, status, resolved, closed)
        hidden = bool(anonymous)
        return (
            self.batch,
            row.line,
            key,
            row.fingerprint,
            uid,
            stands,
            str(first_level(where)),
            code,
            how,
            str(where),
            area_id,
            summary,
            details,
            None if hidden else name,
            None if hidden else phone,
            int(hidden),
            ref,
            address,
            at,
            None if respond_ms is None else at + respond_ms,
            due if due is not None else None if resolve_ms is None else at + resolve_ms,
            int(due is not None),
            applied.hash,
            rule,
            resolved_at,
            closed,
            int(confidential),
            int(bool(on_spot) and resolved_at is not None),
            int(not dated),
        )

    def clock(self, area_id: int | None, at: int, category: str, urgency: str) -> Clocked | None:
        """Return the pack in force, the rule and the two time limits (UTC ms) of a request.

        None where neither the pack in force nor the store's own knows the category any more.
        """
        try:
            applied = self._packs.with_category(area_id, at, category)
        except NotFound:
            return None
        respond_ms, resolve_ms, rule = self._limit(applied.pack, applied.hash, category, urgency)
        return Clocked(
            applied.hash,
            rule,
            None if respond_ms is None else at + respond_ms,
            None if resolve_ms is None else at + resolve_ms,
        )

    def _limit(self, pack: Pack, pack_hash: str, code: str, how: str) -> tuple[int | None, int | None, str]:
        found = self._rules.get((pack_hash, code, how))
        if found is None:
            limit = pack.limit(code, Urgency(how))
            found = self._rules[pack_hash, code, how] = (limit.respond_ms, limit.resolve_ms, limit.rule)
        return found

    def _category(self, pack: Pack, pack_hash: str, text: object, summary: str) -> tuple[str, bool]:
        if not text:
            found = pack.category(pack.guess(summary) or "other")
            return found.code, found.confidential
        word = str(text)
        known = self._categories.get((pack_hash, word))
        if known is None:
            category = pack.find_category(word)
            known = category.code, category.confidential
            if len(self._categories) < _MOST_CACHED:
                self._categories[pack_hash, word] = known
        return known

    def _area(self, work: Work, text: str) -> int | None:
        if text in self._areas:
            return self._areas[text]
        try:
            found: int | None = areas.find(work, text).id
        except GridError as error:
            if error.exit != 3 or self.spec.missing_area == "reject":  # noqa: PLR2004  (3: not found)
                raise
            found = self._missing(text) if self.spec.missing_area == "create" else None
        if found is not None and len(self._areas) < _MOST_CACHED:
            self._areas[text] = found
        return found

    def _missing(self, text: str) -> int:
        """Return the number below zero that stands for an area that landing will make."""
        key = code_key(text)
        mark, _name = self.pending.setdefault(key, (-len(self.pending) - 1, text))
        return mark


def _standing(received: int, status: object, resolved: object, closed: object) -> tuple[str, int | None]:
    """Return the status that a row stands in, and when it was resolved (UTC ms)."""
    says = Status(str(status)) if status else None
    if isinstance(closed, int):
        done = resolved if isinstance(resolved, int) else closed
        _in_order(received, done, closed)
        return (str(says), None) if says in {Status.CANCELLED, Status.MERGED} else (str(Status.CLOSED), done)
    if isinstance(resolved, int):
        _in_order(received, resolved, resolved)
        return str(Status.RESOLVED), resolved
    if says in ENDED or says is Status.RESOLVED:
        raise BadInput(
            N_("it is {status}, but the time when is missing"),
            hint=N_("fill in when it was closed or resolved, or leave the status empty"),
            status=says,
        )
    return str(says if says in UNRESOLVED else Status.NEW), None


def _earliest(now: int, *times: object) -> int:
    return min([now, *(at for at in times if isinstance(at, int))])


def _in_order(*times: int) -> None:
    if list(times) != sorted(times):
        raise BadInput(
            N_("it was received after it was resolved or closed"),
            hint=N_("correct the times, which must follow each other"),
        )


def new_area_code(name: str, taken: Callable[[str], Any]) -> str:
    """Return a free code for an area that a file names: its name, blanks as dashes."""
    base = clean_code("-".join(name.split())[:36], "code")
    code, number = base, 1
    while taken(code):
        number += 1
        code = f"{base}-{number}"
    return code

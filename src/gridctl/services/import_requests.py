"""Help requests come in: areas and categories are looked up, clocks start, what is known follows the file."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from gridctl.core.errors import N_, Ambiguous, BadInput, GridError, NotFound
from gridctl.core.imports import BatchSpec, GoodRow
from gridctl.core.packs import Limit, Pack
from gridctl.core.requests import first_level
from gridctl.core.text import clean_code, code_key
from gridctl.core.uid import uuid7
from gridctl.core.words import ENDED, UNRESOLVED, AreaKind, Channel, Level, Status, Urgency
from gridctl.services import areas, desks, homes
from gridctl.services.calendars import Calendars
from gridctl.services.importing import RowImport, Staged
from gridctl.services.office import Office
from gridctl.services.packs import Applied, Packs
from gridctl.store import areas as area_rows
from gridctl.store import batches, landing_requests, undoing
from gridctl.store.held import Clocked, Held
from gridctl.store.unit import Work

_MOST_CACHED = 50_000


class RequestImport(RowImport):
    """A file of requests; what is looked up once is kept."""

    # People who type requests give no numbers: two rows may say the same and be two.
    strict = False

    def __init__(self, office: Office, work: Work, spec: BatchSpec, number: int) -> None:
        """Read the packs in force."""
        super().__init__(office, work, spec, number)
        self._pending: dict[str, tuple[int, str]] = {}
        self._packs = Packs(work, office.settings.pack_hash)
        self._areas: dict[str, int] = {}
        self._desks: dict[tuple[int | None, Level], int | None] = {}
        self._homes: dict[str, tuple[homes.Where, str] | None] = {}
        self._calendars = Calendars(office, work)
        self._now = work.now
        self._rules: dict[tuple[str, str, str, Level], Limit] = {}
        self._categories: dict[tuple[str, str], tuple[str, bool]] = {}
        self._foreign: dict[tuple[str, str], bool] = {}

    def go_on(self, work: Work) -> None:
        """Go on in another unit of work; what was looked up stays known."""
        self._packs.go_on(work)
        self._calendars.go_on(work)

    def convert(self, work: Work, row: GoodRow, key: bytes, uid: bytes) -> Staged:
        """Return one staged request, in the order of `batches.payload`; BadInput or NotFound for a bad row."""
        (ref, received, closed, resolved, area, category, urgency, channel, status) = row.values[:9]
        (name, phone, anonymous, summary, details, due, address, on_spot, home) = row.values[9:]
        dated = isinstance(received, int)
        # A row without a time came in now, or when it was answered at the latest.
        at = received if isinstance(received, int) else _earliest(work.now, resolved, closed)
        area_id = self._area(work, str(area)) if area else None
        place = homes.Where(area_id=area_id)
        if home:
            place, address = self._home(work, str(home), area_id, address)
            area_id = place.area_id
        applied = self._packs.in_force(area_id if area_id and area_id > 0 else None, at)
        code, confidential = self._category(applied.pack, applied.hash, category, str(summary))
        how = str(urgency) if urgency else str(applied.pack.guess_urgency(str(summary), code))
        where = Channel(str(channel)) if channel else Channel.IMPORT
        limit = self._limit(applied, code, how, first_level(where))
        clock = self._deadlines(applied, limit, at, work.now)
        stands, resolved_at = _standing(at, status, resolved, closed)
        hidden = bool(anonymous)
        return (
            self.number,
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
            clock.respond_due,
            due if due is not None else clock.due,
            int(due is not None),
            applied.hash,
            limit.rule,
            resolved_at,
            closed,
            int(confidential),
            int(bool(on_spot) and resolved_at is not None),
            int(not dated),
            place.home_id,
            place.building_id,
            self._desk(work, area_id, first_level(where)),
        )

    def _desk(self, work: Work, area_id: int | None, level: Level) -> int | None:
        """Return the desk that a row stands at; an area that landing will make is a desk of its own."""
        if area_id is not None and area_id < 0:
            return area_id
        if (area_id, level) not in self._desks:
            self._desks[area_id, level] = desks.home_desk(work, area_id, level)
        return self._desks[area_id, level]

    def clock(self, area_id: int | None, at: int, category: str, urgency: str, level: str) -> Clocked | None:
        """Return the pack in force, the rule and the two time limits (UTC ms) of a request.

        None where neither the pack in force nor the store's own knows the category any more.
        """
        try:
            applied = self._packs.with_category(area_id, at, category)
        except NotFound:
            return None
        limit = self._limit(applied, category, urgency, Level(level))
        return self._deadlines(applied, limit, at, self._now)

    def _deadlines(self, applied: Applied, limit: Limit, at: int, now: int) -> Clocked:
        """Return the deadlines (UTC ms) of a request that came in at `at`."""
        calendar = self._calendars.of(applied.pack, limit.calendar, at, now)
        ends = (None if ms is None else calendar.after(at, ms) for ms in (limit.respond_ms, limit.resolve_ms))
        return Clocked(applied.hash, limit.rule, *ends)

    def _home(
        self, work: Work, text: str, area_id: int | None, address: object
    ) -> tuple[homes.Where, object]:
        """Return where a row belongs, and its address; the text of an unknown home stays in the address."""
        if text not in self._homes:
            row = None
            with suppress(NotFound, Ambiguous):
                row = homes.find(work, text)
            found = None if row is None else (homes.Where(row.id, row.building_id, row.in_area), row.label)
            if len(self._homes) >= _MOST_CACHED:
                self._homes.clear()
            self._homes[text] = found
        known = self._homes[text]
        if known is None:
            return homes.Where(area_id=area_id), " ".join(filter(None, (str(address or ""), text)))
        where, called = known
        if area_id is not None and area_id < 0:
            return where, address  # the file's own name for an area that is to be made: the home knows better
        agreed = homes.agreed(work, area_id, where.area_id, called)
        return homes.Where(where.home_id, where.building_id, agreed), address

    def outcomes(self, work: Work) -> dict[str, int]:
        """Match the rows with those of earlier files; return how many are new, changed and the same."""
        batches.number_twins(work, self.spec.kind, self.number)
        batches.match(work, self.spec.kind, self.number, self.spec.source)
        return batches.outcomes(work, self.spec.kind, self.number)

    def land(self, work: Work) -> int:
        """Make the areas that are missing, then write the requests with their timelines."""
        wanted = batches.marks(work, self.number)
        for mark, name in self._pending.values():
            if mark in wanted:
                self._make_area(work, name, mark)
        with batches.checked_before(work), batches.roomy(work):
            landed = landing_requests.land_new(work, self.number, self.spec.source)
        pairs = batches.changed_rows(work, self.spec.kind, self.number, self.spec.source)
        held = None if self.spec.held is None else Held(self.spec.held, self.clock)
        landing_requests.land_changed(work, self.number, self.spec.source, pairs, held)
        batches.drop_same(work, self.spec.kind, self.number)
        return landed

    @staticmethod
    def touched(work: Work, number: int) -> list[int]:
        """Return the requests that somebody has worked on since."""
        return undoing.touched_requests(work, number)

    @staticmethod
    def undo(work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take the requests back, and the areas that were made for them unless they are in use."""
        gone = undoing.undo_requests(work, batch.id, batch.source, spared)
        undoing.undo_areas(work, batch.id, undoing.touched_areas(work, batch.id))
        return gone

    def _limit(self, applied: Applied, code: str, how: str, level: Level) -> Limit:
        key = (applied.hash, code, how, level)
        if key not in self._rules:
            self._rules[key] = applied.pack.limit(code, Urgency(how), level)
        return self._rules[key]

    def _category(self, pack: Pack, pack_hash: str, text: object, summary: str) -> tuple[str, bool]:
        if not text or (self.spec.guess_category and not self._knows(pack, pack_hash, str(text))):
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

    def _knows(self, pack: Pack, pack_hash: str, word: str) -> bool:
        if (pack_hash, word) in self._categories:
            return True
        if len(self._foreign) >= _MOST_CACHED:
            self._foreign.clear()
        if (pack_hash, word) not in self._foreign:
            self._foreign[pack_hash, word] = not pack.knows(word)
        return not self._foreign[pack_hash, word]

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
        mark, _name = self._pending.setdefault(key, (-len(self._pending) - 1, text))
        return mark

    def _make_area(self, work: Work, name: str, mark: int) -> None:
        """Make an area that the file names and the store lacks, unless somebody made it meanwhile."""
        with suppress(NotFound):
            batches.place(work, self.number, mark, areas.find(work, name).id)
            return
        code = new_area_code(name, lambda text: area_rows.by_code(work, text))
        kind = AreaKind(self.spec.area_kind)
        area_id = area_rows.add(
            work,
            {
                "uid": uuid7(work.now),
                "code": code,
                "code_key": code_key(code),
                "name": name,
                "kind": str(kind),
                "version": 1,
                "batch_id": self.number,
                "created_at": work.now,
            },
        )
        work.log(
            "area.add", "area", area_id, {"code": code, "name": name, "kind": str(kind), "batch": self.number}
        )
        batches.place(work, self.number, mark, area_id)


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

"""The five colours (五色图) of areas, buildings and members, now or as they were shown at a past moment."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gridctl.core.attendance import Standing
from gridctl.core.rounds import Tally
from gridctl.core.signal_views import Amiss, LookView, OnDuty, RoundNow, SignalView
from gridctl.core.signals import (
    Load,
    Pace,
    Reason,
    Signal,
    SignalRules,
    Why,
    because,
    from_below,
    is_behind,
    of_requests,
    sort_reasons,
    worst,
)
from gridctl.services import areas, delivering, duty_watch
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.report_runs import behind
from gridctl.store import signals as rows
from gridctl.store.attendance import expected_now
from gridctl.store.then import as_of
from gridctl.store.unit import Work

NOWHERE = "none"
"""The kind of what lies in no area."""
AMISS: Mapping[str, Why] = {
    Standing.LATE: Why.LATE,
    Standing.NO_SHOW: Why.NO_SHOW,
    Standing.SILENT: Why.SILENT,
}
"""What of a turn gives a member a colour."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look at: an area with all below it (None: everywhere), at a time as people write it (None: now).

    `buildings` and `members` are those of it, beside the areas; the buildings of a grid that is asked for always are.
    """

    area: str | None = None
    at: str | None = None
    buildings: bool = False
    members: bool = False


@dataclass(slots=True)
class _Place:
    """An area while its colour is being found."""

    row: Any
    reasons: list[Reason] = field(default_factory=list)
    load: Load = field(default_factory=Load)
    below: list[int] = field(default_factory=list)


def look(office: Office, wanted: Wanted) -> LookView:
    """Return all in one look: the colours, who is on duty, and which rounds run."""
    at = office.when(wanted.at) if wanted.at else None
    with office.store.read() as work:
        if at is None:
            return _Look(office, work, wanted, None).view()
        with as_of(work, at) as then:
            found = _Look(office, then.work, wanted, at).view()
            shown = {one.member for one in found.on_duty}
            shown |= {str(one.area) for one in found.signals if one.kind == "member"}
            renamed = tuple(code for code in sorted(then.renamed) if code in shown)
            return replace(found, renamed=renamed, undone=tuple(then.undone))


def look_within(office: Office, work: Work, area: str | None, *, past: bool) -> LookView:
    """Return the look as a unit of work sees it: the present, or the `past` moment that `store.then` laid out."""
    return _Look(office, work, Wanted(area), work.now if past else None).view()


class _Look:
    """One look at the whole; everything is read once, set by set."""

    def __init__(self, office: Office, work: Work, wanted: Wanted, at: int | None) -> None:
        self.office, self.work, self.wanted, self.at = office, work, wanted, at
        found = rows.areas(work)
        self.places = {row.id: _Place(row) for row in found}
        self.tops: list[int] = []
        for row in found:
            above = self.places.get(row.parent_id)
            (self.tops if above is None else above.below).append(row.id)
        self.root = areas.find(work, wanted.area).id if wanted.area else None
        self.packs = Packs(work, office.settings.pack_hash)
        self.rules = self.packs.default().pack.signals
        self.others = self._others()
        self.nowhere = _Place(None)
        self.rounds: list[RoundNow] = []
        self.inside = set(self._down(self.root))
        self._fill()

    def _others(self) -> dict[int, SignalRules]:
        """Return the areas where the pack of an operation has other rules than the store's own."""
        if all(one.signals == self.rules for one in self.packs.in_order()) and self.at is None:
            return {}
        held = {number: self.packs.in_force(number, self.work.now).pack.signals for number in self.places}
        return {number: one for number, one in held.items() if one != self.rules}

    def rules_at(self, number: int | None) -> SignalRules:
        """Return where the colours begin in an area."""
        return self.others.get(number, self.rules) if number is not None else self.rules

    def _down(self, root: int | None) -> Iterator[int]:
        """Yield the areas from a root (None: from all) down, parents first."""
        waiting = list(reversed(self.tops)) if root is None else [root]
        while waiting:
            number = waiting.pop()
            yield number
            waiting += reversed(self.places[number].below)

    def _fill(self) -> None:
        """Give each area what lies in it itself."""
        for number, load in rows.loads(self.work, "area", self.rules, self.others).items():
            place = self.places.get(number, self.nowhere) if number is not None else self.nowhere
            place.load = load
            place.reasons += of_requests(load)
        codes = {place.row.code: place for place in self.places.values()}
        for post, pressing in duty_watch.empty_posts(self.office, self.work):
            why = Why.EMERGENCY_EMPTY if pressing else Why.POST_EMPTY
            codes[post.area].reasons.append(because(why, post.missing, post.post, post.duty))
        self.amiss = list(duty_watch.amiss(self.work))
        for row, standing in self.amiss:
            if standing is Standing.SILENT and row.area_id in self.places:
                self.places[row.area_id].reasons.append(because(Why.SILENT, 1, row.id, row.duty))
        self._fill_rounds()

    def _fill_rounds(self) -> None:
        running = rows.rounds(self.work)
        whole: dict[int, Counter[str]] = {row.id: Counter() for row in running}
        parts: dict[tuple[int, int], Counter[str]] = {}
        for number, area, outcome, count in rows.targets(self.work, list(whole)):
            whole[number][outcome] += count
            if area in self.places:
                parts.setdefault((number, area), Counter())[outcome] += count
        by_number = {row.id: row for row in running}
        for row in running:
            self._fill_round(row, row.area_id, Tally(whole[row.id]))
            if row.area_id is None or row.area_id in self.inside or self.root is None:
                self.rounds.append(self._round(row, Tally(whole[row.id])))
        for (number, area), counts in parts.items():
            if area != by_number[number].area_id:
                self._fill_round(by_number[number], area, Tally(counts))

    def _fill_round(self, row: Any, area: int | None, tally: Tally) -> None:  # noqa: ANN401
        if not tally.left:
            return
        place = self.places.get(area, self.nowhere) if area is not None else self.nowhere
        behind = is_behind(self.rules_at(area), _pace(row), tally, self.work.now)
        place.reasons.append(because(Why.BEHIND if behind else Why.ROUND, tally.left, row.id))

    def _round(self, row: Any, tally: Tally) -> RoundNow:  # noqa: ANN401
        area = self.places.get(row.area_id)
        behind = is_behind(self.rules_at(row.area_id), _pace(row), tally, self.work.now)
        return RoundNow(
            row.id,
            row.checklist,
            row.name,
            area.row.code if area else None,
            tally.done,
            tally.due,
            self.office.moment(row.until_at),
            behind,
        )

    def view(self) -> LookView:
        """Return the look."""
        signals = self._signals()
        loads = [self.places[number].load for number in self.inside]
        loads += [self.nowhere.load] if self.root is None else []
        return LookView(
            store=self.office.settings.name or str(self.office.store.path),
            now=self.office.now(),
            at=self.office.moment(self.at),
            operator=self.office.operator,
            area=self.places[self.root].row.code if self.root is not None else None,
            open=sum(load.open for load in loads),
            overdue=sum(load.overdue for load in loads),
            unassigned=sum(load.untaken for load in loads),
            critical=sum(load.critical for load in loads),
            on_duty=tuple(
                OnDuty(row.member, row.name, row.duty, row.area, row.place)
                for row in expected_now(self.work)
                if self.root is None or row.area_id in self.inside
            ),
            amiss=tuple(
                Amiss(row.member, row.name, row.duty, row.area, row.place, standing)
                for row, standing in self.amiss
                if self.root is None or row.area_id in self.inside
            ),
            rounds=tuple(self.rounds),
            signals=tuple(signals),
            reports_behind=() if self.at is not None else tuple(behind(self.office, self.work)),
            undelivered=delivering.stuck_counts(self.work) if self.at is None and self.root is None else None,
        )

    def _signals(self) -> list[SignalView]:
        found: dict[int, SignalView] = {}
        order = list(self._down(self.root))
        for number in reversed(order):
            found[number] = self._signal(
                self.places[number], [found[one] for one in self.places[number].below]
            )
        signals = [found[number] for number in order]
        if self.root is None and (self.nowhere.load.open or self.nowhere.reasons):
            signals.append(self._signal(self.nowhere, []))
        grid = self.root is not None and self.places[self.root].row.kind == "grid"
        if self.wanted.buildings or grid:
            signals += self._things("building", rows.buildings(self.work), lambda _number: [])
        if self.wanted.members:
            amiss = self._amiss()
            signals += self._things("member", rows.members(self.work), lambda number: amiss.get(number, []))
        return signals

    def _signal(self, place: _Place, below: Sequence[SignalView]) -> SignalView:
        row = place.row
        children: dict[Signal, int] = {}
        for one in below:
            children[one.signal] = children.get(one.signal, 0) + 1
        taken = from_below(self.rules_at(row.id), children) if below else None
        reasons = sort_reasons([*place.reasons, *([taken] if taken else [])])
        signal = worst(reasons)
        above = self.places.get(row.parent_id) if row is not None else None
        return SignalView(
            area=row.code if row is not None else None,
            kind=row.kind if row is not None else NOWHERE,
            signal=signal,
            reasons=reasons,
            open=place.load.open + sum(one.open for one in below),
            overdue=place.load.overdue + sum(one.overdue for one in below),
            parent=above.row.code if above else None,
            letter=signal.letter,
            name=row.name if row is not None else "",
            children={str(one): children[one] for one in Signal if one in children} if children else {},
        )

    def _things(
        self, kind: str, things: Sequence[Any], also: Callable[[int], list[Reason]]
    ) -> Iterator[SignalView]:
        """Yield the colours of buildings or members in the areas that are looked at."""
        loads = rows.loads(self.work, kind, self.rules, self.others)
        for row in things:
            if self.root is not None and row.area_id not in self.inside:
                continue
            load = loads.get(row.id, Load())
            reasons = sort_reasons([*of_requests(load, held=kind == "member"), *also(row.id)])
            signal, above = worst(reasons), self.places.get(row.area_id)
            yield SignalView(
                row.code,
                kind,
                signal,
                reasons,
                load.open,
                load.overdue,
                above.row.code if above else None,
                signal.letter,
                row.name,
                {},
            )

    def _amiss(self) -> dict[int, list[Reason]]:
        """Return who is late, did not come or is silent at their post, by member."""
        found: dict[int, list[Reason]] = {}
        for row, standing in self.amiss:
            found.setdefault(row.member_id, []).append(because(AMISS[standing], 1, row.id, row.duty))
        return found


def _pace(row: Any) -> Pace:  # noqa: ANN401
    return Pace(row.opened_at, row.until_at, row.goal)

"""The five colours as a tree for the width of a terminal: the letter tells what the colour tells."""

from collections.abc import Iterator, Mapping, Sequence

from gridctl.core.attendance import Standing
from gridctl.core.errors import N_
from gridctl.core.report_run_views import BehindView
from gridctl.core.signal_views import Amiss, LookView, OnDuty, RoundNow, SignalView
from gridctl.core.signals import ALARMING, Reason, Signal, Why
from gridctl.present.cells import wrap
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.signal_labels import OF_REQUESTS
from gridctl.present.times import shown_time
from gridctl.present.visible import visible

PAINT: Mapping[str, str] = {
    "G": "green",
    "B": "bright_blue",
    "Y": "yellow",
    "O": "bold dark_orange",
    "R": "bold red",
}
"""The colour of each letter, where the terminal has colours; the letter alone tells the same."""
MOST, FEW, REASONS = 20, 12, 4
"""So many below an area have lines of their own, so many others are named, so many reasons told; others are counted."""
LEGEND = (
    (Signal.GREEN, N_("nothing open")),
    (Signal.BLUE, N_("open and on time")),
    (Signal.YELLOW, N_("due soon / nobody on it / round behind")),
    (Signal.ORANGE, N_("overdue / post empty")),
    (Signal.RED, N_("critical and nobody on it / long overdue / emergency post empty / silent on duty")),
)
_INDENT = "  "


def page_lines(view: LookView, width: int, *, everything: bool = False) -> list[str]:
    """Return the lines of a look, each within `width` cells; with `everything` nothing is folded."""
    lines = [line for words in _head(view) for line in wrap(visible(words), width)]
    tree = _Tree(view.signals, width, everything=everything)
    for part in (tree.areas(), tree.things("building"), tree.things("member")):
        told = list(part)
        lines += ["", *told] if told else []
    if not view.signals:
        lines += ["", *wrap(_("No area yet: gridctl area add, gridctl import areas FILE"), width)]
    legend = _(", ").join(f"{one.letter} {_(words)}" for one, words in LEGEND)
    return [*lines, "", *wrap(legend, width)]


def _head(view: LookView) -> Iterator[str]:
    moment = shown_time(view.now if view.at is None else view.at)
    told = _("{store}, {time}") if view.at is None else _("{store}, as it was known on {time}")
    yield told.format(store=view.store, time=moment) + "  " + _("operator: {name}").format(name=view.operator)
    yield from doubts(view)
    counts = _(
        "Open: {open}; overdue: {overdue}; nobody on it: {untaken}; critical and nobody on it: {critical}"
    )
    yield counts.format(open=view.open, overdue=view.overdue, untaken=view.unassigned, critical=view.critical)
    if view.undelivered is not None:
        counts = _(
            "Not delivered: {failed} failed, {in_doubt} in doubt, {put_off} put off: gridctl report deliveries"
        )
        stuck = view.undelivered
        yield counts.format(failed=stuck.failed, in_doubt=stuck.in_doubt, put_off=stuck.put_off)
    if view.on_duty:
        people = [_on_duty(one) for one in view.on_duty[:FEW]]
        yield _("On duty: {people}").format(people=_(", ").join([*people, *_more(len(view.on_duty))]))
    for standing in (Standing.SILENT, Standing.NO_SHOW, Standing.LATE):
        there = [_on_duty(one) for one in view.amiss if one.standing == standing]
        if there:
            names = _(", ").join(there[:FEW] + _more(len(there)))
            words = label(standing, "standings")
            yield _("{standing}: {people}").format(standing=words[:1].upper() + words[1:], people=names)
    for one in view.rounds:
        yield _round(one)
    if view.reports_behind:
        late = [_report(one) for one in view.reports_behind[:FEW]]
        told = _(", ").join([*late, *_more(len(view.reports_behind))])
        yield _("Reports late or failed: {reports}; see gridctl report log").format(reports=told)


def doubts(view: LookView) -> Iterator[str]:
    """Yield in words what nobody can know any more of a past moment, and is shown as it is today."""
    if view.renamed:
        codes = _(", ").join([*view.renamed[:FEW], *_more(len(view.renamed))])
        yield _("Names of today, who were called otherwise then: {codes}").format(codes=codes)
    if view.undone:
        numbers = _(", ").join(map(str, view.undone))
        told = _(
            "What these imports had changed is not known any more, they were taken back since: {numbers}"
        )
        yield told.format(numbers=numbers)


def _more(count: int, most: int = FEW) -> list[str]:
    return [_("and {count} more").format(count=count - most)] if count > most else []


def _on_duty(one: OnDuty | Amiss) -> str:
    where = " ".join(filter(None, (one.area, one.place)))
    return f"{one.name} ({label(one.duty, 'duties')} {where})"


def _round(one: RoundNow) -> str:
    name = one.name or label(one.checklist, "checklists")
    words = " ".join(filter(None, (name, one.area)))
    text = _("Round {number} {name}: {done} of {all} done").format(
        number=one.id, name=words, done=one.done, all=one.to_visit
    )
    if one.until_at is not None:
        text += _(", until {time}").format(time=shown_time(one.until_at))
    return text + (_(", behind its pace") if one.behind else "")


def _report(one: BehindView) -> str:
    """Return a report that is late or failed: which, of which day and area, and why."""
    words = (label(one.kind, "reports"), one.area, one.day, f"({label(one.state, 'report_runs')})", one.error)
    return " ".join(filter(None, words))


class _Tree:
    """The colours as lines; what burns has a line of its own, what is calm stands in blocks by colour."""

    def __init__(self, signals: Sequence[SignalView], width: int, *, everything: bool) -> None:
        self.width, self.everything = width, everything
        self.signals = signals
        self.below: dict[str | None, list[SignalView]] = {}
        codes = {one.area for one in signals if _is_area(one)}
        for one in signals:
            if _is_area(one):
                self.below.setdefault(one.parent if one.parent in codes else None, []).append(one)
        uneasy = [one for one in signals if _is_area(one) and one.signal is not Signal.GREEN]
        self.few = len(uneasy) <= MOST
        self.burning: set[str | None] = set()
        for one in reversed(signals):
            if _is_area(one) and (one.signal in ALARMING or one.area in self.burning):
                self.burning |= {one.area, one.parent}

    def areas(self) -> Iterator[str]:
        """Yield the lines of the areas."""
        yield from self._level(self.below.get(None, []), 0)

    def _level(self, some: Sequence[SignalView], depth: int) -> Iterator[str]:
        own = [one for one in some if self._is_told(one, depth)]
        if not self.everything and len(own) > MOST:
            worst = sorted(own, key=lambda one: -one.signal.rank)[:MOST]
            own = [one for one in own if one in worst]
        for one in own:
            yield from self._line(one, depth)
            if one.area is not None:
                yield from self._level(self.below.get(one.area, []), depth + 1)
        told = {id(one) for one in own}
        yield from self._blocks([one for one in some if id(one) not in told], depth)

    def _is_told(self, one: SignalView, depth: int) -> bool:
        if self.everything or depth == 0 or one.area in self.burning:
            return True
        return (depth == 1 or self.few) and one.signal is not Signal.GREEN

    def _blocks(self, some: Sequence[SignalView], depth: int) -> Iterator[str]:
        """Yield the others by colour, named as far as there is room."""
        for colour in reversed(Signal):
            alike = [one for one in some if one.signal is colour]
            if alike:
                names = [_name(one) for one in alike[:FEW]] + _more(len(alike))
                yield from self._wrapped(colour.letter, visible(_(", ").join(names)), depth)

    def _line(self, one: SignalView, depth: int) -> Iterator[str]:
        parts = [_name(one)]
        if one.open:
            parts.append(_("{open} open").format(open=one.open))
        if one.overdue:
            parts.append(_("{overdue} overdue").format(overdue=one.overdue))
        counts = " ".join(f"{Signal(colour).letter}{count}" for colour, count in one.children.items())
        if counts:
            parts.append(f"[{counts}]")
        told = [reason_words(reason) for reason in one.reasons if not _is_said(reason)]
        reasons = told[:REASONS] + _more(len(told), REASONS)
        text = "  ".join([*parts, *([" / ".join(reasons)] if reasons else [])])
        yield from self._wrapped(one.letter, visible(text), depth)

    def _wrapped(self, letter: str, text: str, depth: int) -> Iterator[str]:
        margin = _INDENT * depth
        room = max(20, self.width - len(margin) - 2)
        for place, line in enumerate(wrap(text, room)):
            yield f"{margin}{letter if not place else ' '} {line}"

    def things(self, kind: str) -> Iterator[str]:
        """Yield the lines of the buildings or members; of the calm ones how many there are."""
        some = sorted((one for one in self.signals if one.kind == kind), key=lambda one: -one.signal.rank)
        told = some if self.everything else [one for one in some if one.signal is not Signal.GREEN][:MOST]
        for one in told:
            yield from self._line(one, 0)
        left = [one for one in some if one not in told] if not self.everything else []
        if some and left:
            calm = (
                _("{count} more buildings: --json")
                if kind == "building"
                else _("{count} more members: --json")
            )
            yield calm.format(count=len(left))


def _is_area(one: SignalView) -> bool:
    return one.kind not in {"building", "member"}


def _name(one: SignalView) -> str:
    if one.area is None:
        return _("in no area")
    return one.area if one.name in {"", one.area} else f"{one.area} {one.name}"


def _is_said(reason: Reason) -> bool:
    """Tell whether the figures of the line tell a reason already."""
    return reason.reason in {Why.OPEN, Why.BELOW}


_OF_POSTS: Mapping[Why, str] = {
    Why.POST_EMPTY: N_("post {number} empty: {duty}, {count} missing"),
    Why.EMERGENCY_EMPTY: N_("emergency post {number} empty: {duty}, {count} missing"),
    Why.LATE: N_("late for turn {number}: {duty}"),
    Why.NO_SHOW: N_("not turned up for turn {number}: {duty}"),
    Why.SILENT: N_("silent in turn {number}: {duty}"),
    Why.ROUND: N_("round {number} runs, {count} left"),
    Why.BEHIND: N_("round {number} behind its pace, {count} left"),
    Why.BELOW: N_("{count} of {of} below"),
}


def signal_text(signal: Signal, reasons: Sequence[Reason]) -> str:
    """Return a colour with its reasons in words, for the page of one thing."""
    told = " / ".join(reason_words(one) for one in reasons)
    return f"{signal.letter} {label(signal, 'signals')}" + (f": {told}" if told else "")


def reason_words(reason: Reason) -> str:
    """Return a reason in words: how many, and the first of them."""
    if reason.reason in OF_REQUESTS:
        told = (
            _("{reason}: request {number}") if reason.count == 1 else _("{reason}: {count}, first {number}")
        )
        return told.format(reason=_(OF_REQUESTS[reason.reason]), count=reason.count, number=reason.number)
    duty = label(reason.duty, "duties") if reason.duty else ""
    return _(_OF_POSTS[reason.reason]).format(
        number=reason.number, duty=duty, count=reason.count, of=reason.of
    )

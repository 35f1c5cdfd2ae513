"""A round in lines: its bars, the building as the widget wants it, who is behind a door."""

from typing import TYPE_CHECKING

from rich.text import Text

from gridctl.core.pack_values import Label
from gridctl.core.round_views import DoorState, GroupView, RoundRow, RoundView, TargetRow
from gridctl.core.rounds import LETTERS, VisitOutcome
from gridctl.present.cells import cell_len, cut, pad
from gridctl.present.i18n import _, language
from gridctl.present.labels import label
from gridctl.present.shown import shown
from gridctl.present.visible import visible
from gridctl.tui.houses import house
from gridctl.tui.showing import flow
from gridctl.tui.widgets.elevation import Door, House

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.round_page import RoundPage

DONE, TODO = "#", "."
HOURS = 6
"""So many hours stand beside the door."""
TONES = {
    VisitOutcome.DONE: "done",
    VisitOutcome.NO_ANSWER: "knocked",
    VisitOutcome.REFUSED: "refused",
    VisitOutcome.AWAY: "away",
    VisitOutcome.PARTLY: "mixed",
    VisitOutcome.WRONG_NUMBER: "knocked",
}
SIGNS = {**LETTERS, VisitOutcome.DONE: DONE, VisitOutcome.EXEMPT: "x"}
"""What stands at a door for each outcome: the letter of its key, and a full sign for what is done."""


def share(value: float | None) -> str:
    """Return a share as people say it; a dash where nothing is due."""
    return "-" if value is None else f"{value * 100:.0f}%"


def bar(done: int, due: int, width: int) -> tuple[str, str]:
    """Return the two parts of a bar; it is full only where all is done."""
    filled = 0 if not due else min(width if done >= due else width - 1, round(done / due * width))
    return "#" * filled, "." * (width - filled)


def title_of(page: "RoundPage") -> str:
    """Return what a round is called."""
    return page.view.name or text_of(page.checklist.title)


def text_of(both: Label) -> str:
    """Return a pack's text in the language of texts."""
    return both.text(language())


def round_line(row: RoundRow, name: str, width: int, colour: str) -> Text:
    """Return a round in the list: number, name, bar, coverage, how many are missing."""
    return _bar_line(f"{row.id} {visible(name)}", row.done, row.to_visit, row.coverage, width, colour)


def building_line(group: GroupView, width: int, colour: str) -> Text:
    """Return a building in the list."""
    return _bar_line(
        visible(group.building or "-"), group.done, group.to_visit, group.coverage, width, colour
    )


def _bar_line(name: str, done: int, due: int, coverage: float | None, width: int, colour: str) -> Text:
    figures = f"{share(coverage):>4} {due - done:>5}"
    room = max(8, width - len(figures) - 2)
    wide = max(6, min(16, room // 3))
    text = Text(pad(cut(name, room - wide - 1), room - wide) + " ", no_wrap=True, overflow="crop")
    full, empty = bar(done, due, wide)
    text.append(full, colour)
    text.append(empty, "dim")
    text.append(f" {figures}")
    return text


def house_of(page: "RoundPage") -> House:
    """Return the building as the widget draws it."""
    if page.building is None or page.plan is None:
        return House((), {}, {})
    numbers = {one.label: one.id for one in page.building.homes}
    doors = {numbers[one.home]: _door(page, one) for one in page.plan.doors}
    return house(page.building, doors)


def _door(page: "RoundPage", state: DoorState) -> Door:
    targets = [page.targets[place] for place in page.by_home.get(state.home, ())]
    open_ = [one for one in targets if one.last_outcome is None or one.last_outcome == VisitOutcome.NO_ANSWER]
    care = any(one.needs for one in open_)
    outcomes = set(state.outcomes)
    if len(outcomes) > 1:
        return Door(state.home, visible(state.mark), "mixed", care)
    only = next(iter(outcomes))
    if only == "none":
        return Door(state.home, TODO, "todo", care)
    outcome = VisitOutcome(only)
    tries = max((one.attempt - 1 for one in targets), default=1)
    again = outcome in {VisitOutcome.NO_ANSWER, VisitOutcome.WRONG_NUMBER} and tries > 0
    return Door(state.home, SIGNS[outcome] + (str(tries) if again else ""), TONES.get(outcome, "gone"), care)


def head_line(page: "RoundPage", width: int) -> str:
    """Return the line above the drawing: the round, the building, coverage with its denominator."""
    view, plan = page.view, page.plan
    parts = [f" {visible(title_of(page))} {view.id}"]
    if plan is not None and page.building is not None:
        told = _("{share} of {due}, {missing} missing")
        inside = told.format(share=share(plan.coverage), due=plan.to_visit, missing=plan.missing)
        parts.append(_("{name}: {said}").format(name=visible(page.building.name), said=inside))
    told = _("the whole round: {share} of {due}, {missing} missing")
    parts.append(told.format(share=share(view.coverage), due=view.to_visit, missing=view.missing))
    if view.until_at is not None:
        parts.append(_("until {time}").format(time=f"{view.until_at:%m-%d %H:%M}"))
    if view.target is not None:
        parts.append(_("wanted {share}").format(share=share(view.target)))
    while len(parts) > 2 and cell_len("   ".join(parts)) > width:  # noqa: PLR2004  (the round and the building)
        parts.pop()
    return cut("   ".join(parts), width)


def legend(stays: str, width: int) -> str:
    """Return what the signs at the doors mean, behind the answers that stay, in lines of a width in cells."""
    words = [f"{TODO} {label('none', 'visits')}"]
    words += [f"{sign} {label(one, 'visits')}" for one, sign in SIGNS.items()]
    words += [_("2/3 done of all there"), _("+ somebody with a need")]
    return flow([stays, *words], width)


def door_text(page: "RoundPage", home: str) -> Text:
    """Return who is behind a door, masked, what came of the visits, and what they need."""
    text = Text(no_wrap=True, overflow="crop")
    text.append(f"{visible(home)}\n", "bold")
    for place in page.by_home.get(home, ()):
        text.append_text(_person(page.targets[place]))
    return text


def _person(target: TargetRow) -> Text:
    values = shown(target)
    number = target.target.rpartition(":")[2] if ":" in target.target else ""
    name = visible(str(values["name"] or ""))
    text = Text(f" {number:>2} {pad(name, 8)} " if name else "  ")
    if target.last_outcome is None:
        text.append(label("none", "visits"), "dim")
    else:
        when = f" {target.last_at:%m-%d %H:%M}" if target.last_at else ""
        text.append(f"{label(target.last_outcome, 'visits')}{when}")
        if target.attempt > 2:  # noqa: PLR2004  (more than one visit)
            text.append("  " + _("{count} visits").format(count=target.attempt - 1))
    if target.needs:
        text.append("  " + _(", ").join(label(one, "needs") for one in target.needs), "bold")
    for more in (target.member, values["note"]):
        if more:
            text.append(f"  {visible(str(more))}", "dim")
    text.append("\n")
    return text


def hours_text(view: RoundView) -> str:
    """Return how many visits each hour had, with a bar; an empty text without any."""
    most = max((one.targets for one in view.groups), default=0)
    lines = []
    for one in view.groups:
        full = "#" * max(1, round(one.targets / most * 40)) if one.targets else ""
        lines.append(f"{one.name}  {one.targets:>5}  {label('done', 'visits')} {one.done:>5}  {full}")
    return "\n".join(lines)


def last_hours(view: RoundView, colour: str) -> Text:
    """Return the last hours that had visits, as many as stand beside the door, with bars."""
    text = Text(no_wrap=True, overflow="crop")
    found = view.groups[-HOURS:]
    most = max((one.targets for one in found), default=0)
    if found:
        text.append(_("visits by hour, of them done") + "\n", "bold")
    for one in found:
        text.append(f"{one.name[-5:]} {one.targets:>4} {one.done:>4} ")
        text.append("#" * max(1, round(one.targets / most * 12)) + "\n", colour)
    return text


def target_offer(target: TargetRow) -> tuple[str, str]:
    """Return what a target is called in a list of them, and what is to be known of it; names are masked."""
    values = shown(target)
    name = str(values["name"] or "")
    what = label(target.last_outcome or "none", "visits")
    needs = _(", ").join(label(one, "needs") for one in target.needs)
    later = _("rather at another hour") if target.later else ""
    about = "  ".join(filter(None, [what, needs, later, str(values["note"] or "")]))
    wide = max(14, cell_len(target.target))
    return f"{pad(target.target, wide)} {name}", about

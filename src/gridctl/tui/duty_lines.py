"""Duty in lines: the board as the widget wants it, who stands where now, and what is under the cursor."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text

from gridctl.core.attendance import AMISS, Standing
from gridctl.core.roster_views import BoardRow
from gridctl.present.board import MARKS, Signs, gap_words, legend, sign_of, signs_of
from gridctl.present.cells import cell_len, cut, pad
from gridctl.present.duty_words import WEEKDAYS, day_words, hours_words
from gridctl.present.i18n import _, ngettext, pgettext
from gridctl.present.labels import label
from gridctl.present.visible import visible
from gridctl.tui.showing import flow
from gridctl.tui.widgets.duty_board import Cell, Line, Sheet

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.duty_page import DutyPage, Stand

DOUBLE = "#"
"""What stands behind turns that run at the same time."""
TONES = {
    Standing.DRAFT: "draft",
    Standing.OFFERED: "offered",
    Standing.ON_DUTY: "on",
    Standing.DONE: "done",
    Standing.SILENT: "amiss",
    Standing.LATE: "amiss",
    Standing.NO_SHOW: "amiss",
}
SIGNS = {Standing.ON_DUTY: "G", Standing.SILENT: "R", Standing.LATE: "Y", Standing.NO_SHOW: "O"}
"""The letter of a signal beside somebody who has a turn now."""
COLOURS = {"G": "green", "R": "red", "Y": "yellow", "O": "orange"}


def sheet_of(page: "DutyPage") -> Sheet:
    """Return the board as the widget shows it: members first, then the posts that lack somebody."""
    board, signs = page.board, signs_of(page.board)
    known = {day: date.fromisoformat(day) for day in board.days}
    often = Counter(row.name for row in board.rows)
    lines = [
        Line(
            f"m:{row.member}",
            visible(row.name if often[row.name] == 1 else f"{row.name} {row.member}"),
            _cells(page, row, signs),
            (f"{row.hours:g}", str(row.nights)),
        )
        for row in board.rows
    ]
    if board.gaps:
        lines.append(Line("", _("posts that lack somebody")))
    lines += [
        Line(
            f"p:{gap.post}",
            visible(f"{sign_of(gap, signs)} {gap_words(gap)}"),
            {day: Cell(f"-{missing}", "gap") for day, missing in gap.missing.items()},
        )
        for gap in board.gaps
    ]
    months = dict.fromkeys(f"{day:%Y-%m}" for day in known.values())
    return Sheet(
        board.days,
        {day: (_(WEEKDAYS[on.weekday()]), f"{on:%d}") for day, on in known.items()},
        lines,
        (pgettext("duty", "hours"), _("nights")),
        " ".join(months),
        page.today.isoformat(),
        _feet(page),
    )


def _feet(page: "DutyPage") -> list[Line]:
    """Return how many stand somewhere on each day, and how many are missing where no standby is meant."""
    board = page.board
    heads = Counter(one.date for row in board.rows for one in row.turns)
    missing: Counter[str] = Counter()
    for gap in board.gaps:
        if not gap.standby:
            missing.update(gap.missing)
    short = {day: Cell(f"-{missing[day]}", "gap") for day in board.days if missing[day]}
    return [
        Line("", _("heads"), {day: Cell(str(heads[day]), "none") for day in board.days}),
        Line("", _("missing"), short),
    ]


def _cells(page: "DutyPage", row: BoardRow, signs: Signs) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for one in row.turns:
        before = found.get(one.date)
        state = Standing(one.state)
        text = (before.text if before else "") + visible(sign_of(one, signs)) + MARKS.get(state, "")
        tone = before.tone if before and before.tone == "amiss" else TONES.get(state, "told")
        if one.id in page.doubles:
            text, tone = text.replace(DOUBLE, "") + DOUBLE, "double"
        found[one.date] = Cell(text, tone)
    return found


def legend_of(page: "DutyPage", width: int) -> str:
    """Return what letters and marks mean, in lines of a width in cells."""
    shifts, *marks = [*legend(page.board), ""]
    if page.doubles:
        marks.append(_("{mark} at two posts at once").format(mark=DOUBLE))
    return flow([*filter(None, marks), *shifts.split("  ")], width)


def turn_words(turn: "Stand") -> str:
    """Return a turn in one line: shift, hours, duty and where."""
    where = " ".join(part for part in (turn.area_name, turn.place) if part)
    what = _("{duty}, {place}").format(duty=label(turn.duty, "duties"), place=where)
    return visible(f"{label(turn.shift, 'shifts')} {hours_words(turn.start, turn.end)}  {what}")


def here(page: "DutyPage", line: Line | None, day: str) -> str:
    """Return what is under the cursor, in one line or two."""
    if line is None or not day:
        return ""
    on = day_words(date.fromisoformat(day), page.today)
    kind, _colon, key = line.key.partition(":")
    if kind == "p":
        gap = next((one for one in page.board.gaps if str(one.post) == key), None)
        missing = gap.missing.get(day, 0) if gap else 0
        said = (
            ngettext("one is missing", "{count} are missing", missing).format(count=missing)
            if missing
            else _("nobody is missing that day")
        )
        return f"{on}  " + _("{name}: {said}").format(name=line.name, said=said)
    turns = turns_at(page, key, day)
    if not turns:
        said = _("no duty")
    else:
        told = _("{turn}  ({state})")
        standing = [told.format(turn=turn_words(one), state=label(one.state, "standings")) for one in turns]
        said = _("; ").join(standing)
    return f"{on}  " + _("{name}: {said}").format(name=line.name, said=said)


def turns_at(page: "DutyPage", member: str, day: str) -> list["Stand"]:
    """Return the turns of a member on a day, in their order."""
    row = next((one for one in page.board.rows if one.member == member), None)
    return (
        [page.turns[one.id] for one in row.turns if one.date == day and one.id in page.turns] if row else []
    )


def running(page: "DutyPage", width: int, colours: dict[str, str]) -> Text:
    """Return who stands where now, posts without anybody first; no line is wider than `width` cells."""
    text = Text(no_wrap=True, overflow="crop")
    needed = [one for one in page.running if not one.standby and one.state != Standing.NO_SHOW]
    came = sum(one.state in {Standing.ON_DUTY, Standing.SILENT, Standing.DONE} for one in needed)
    wanted = len(needed) + sum(post.missing for post in page.empty)  # as the overview counts
    head = _("{came} of {all} have checked in").format(came=came, all=wanted)
    if ready := sum(one.standby for one in page.running):
        head += "  " + _("standing by: {count}").format(count=ready)
    if page.running:
        text.append(cut(head, width) + "\n", "bold")
    for post in page.empty:
        where = " ".join(part for part in (post.area, post.place) if part)
        what = _("{duty}, {place}").format(duty=label(post.duty, "duties"), place=where)
        missing = _("{count} missing").format(count=post.missing)
        text.append("O ", colours["orange"])
        text.append(_between(visible(what), missing, width - 2) + "\n")
    if not page.running and not page.empty:
        text.append(_("Nobody has duty now."), "dim")
    for line in _stands(sorted(page.running, key=_order), width, colours):
        text.append_text(line)
    return text


def _order(one: "Stand") -> tuple[bool, str, str]:
    return (one.state not in AMISS, one.duty, one.name)


def _stands(found: Sequence["Stand"], width: int, colours: dict[str, str]) -> Iterator[Text]:
    """Yield each one who has a turn now: the signal's letter, who, what, until when."""
    wide = max((cell_len(visible(one.name)) for one in found), default=0)
    for one in found:
        sign = SIGNS.get(Standing(one.state), "-")
        line = Text(f"{sign} ", colours.get(COLOURS.get(sign, ""), ""))
        what = " ".join(part for part in (label(one.duty, "duties"), one.place or one.area_name) if part)
        until = f"{one.end:%H:%M}"
        line.append(_between(f"{pad(visible(one.name), wide)}  {visible(what)}", until, width - 2) + "\n", "")
        yield line


def _between(left: str, right: str, width: int) -> str:
    """Return two texts at both ends of a line."""
    left = cut(left, max(0, width - cell_len(right) - 1))
    return left + " " * max(1, width - cell_len(left) - cell_len(right)) + right

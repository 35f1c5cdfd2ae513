"""A board of duty as people pin it to walls: members by days, in cells; many days fold, week under week."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gridctl.core.attendance import Standing
from gridctl.core.roster_views import BoardCell, BoardGap, BoardRow, BoardView, ShiftKey
from gridctl.present.cells import cell_len, cut, pad, wrap
from gridctl.present.duty_words import WEEKDAYS
from gridctl.present.i18n import _, pgettext
from gridctl.present.labels import label
from gridctl.present.visible import is_han, visible

MARKS: Mapping[str, str] = {
    Standing.DRAFT: "?",
    Standing.OFFERED: "*",
    Standing.LATE: "!",
    Standing.NO_SHOW: "!",
    Standing.SILENT: "!",
}
"""What stands behind the letter of a turn that is not simply told, on or done."""
NAME, LEAST_NAME, WEEK = 16, 7, 7
GAP = " "


def draw(board: BoardView, width: int = 80) -> list[str]:
    """Return the lines of a board, each within `width` cells where that can be."""
    if not board.rows and not board.gaps:
        return []
    names = _names(board.rows)
    name = min(NAME, max([LEAST_NAME, cell_len(_("heads")), *map(cell_len, names)]))
    totals = [pgettext("duty", "hours"), _("nights")]
    signs = signs_of(board)
    cells = [_by_day(row, signs) for row in board.rows]
    column = max(
        [2, *(cell_len(_(one)) for one in WEEKDAYS), *(cell_len(c) for one in cells for c in one.values())]
    )
    room = width - name - sum(cell_len(one) + len(GAP) for one in totals)
    lines: list[str] = []
    blocks = list(_blocks(board.days, max(1, room // (column + len(GAP)))))
    for place, days in enumerate(blocks):
        lines += [""] if lines else []
        sums = totals if place == len(blocks) - 1 else []
        lines += _block(board, signs, names, cells, (name, column), days, sums)
    return [*lines, "", *(line for words in legend(board) for line in wrap(words, width))]


def _names(rows: Sequence[BoardRow]) -> list[str]:
    """Return what members are called on a board: their name, and their code where several have it."""
    often = Counter(row.name for row in rows)
    return [visible(row.name if often[row.name] == 1 else f"{row.name} {row.member}") for row in rows]


Signs = Mapping[tuple[str, str], str]
"""What stands for a shift (its code and letter) on paper and screen."""


def signs_of(board: BoardView) -> Signs:
    """Return what stands for the shifts of a board: the first sign of a Chinese name, where no other begins so.

    Else it is the letter; so people write 早, 中, 夜, but 1 to 4 for the four parts of a day of tests.
    """
    first = {(key.shift, key.letter): label(key.shift, "shifts")[:1] for key in board.shifts}
    often = Counter(first.values())
    return {key: one for key, one in first.items() if one and is_han(one) and often[one] == 1}


def sign_of(one: BoardCell | BoardGap | ShiftKey, signs: Signs) -> str:
    """Return what stands for the shift of a turn, of a gap or of a key."""
    return signs.get((one.shift, one.letter), one.letter)


def letters(row: BoardRow, signs: Signs) -> dict[str, str]:
    """Return what stands for a member's turns by their day, each with its mark."""
    found: dict[str, str] = {}
    for one in row.turns:
        found[one.date] = found.get(one.date, "") + sign_of(one, signs) + MARKS.get(one.state, "")
    return found


def _by_day(row: BoardRow, signs: Signs) -> dict[str, str]:
    return {day: visible(words) for day, words in letters(row, signs).items()}


def _blocks(days: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    """Yield as many days as fit beside each other, whole weeks where a week fits."""
    step = most // WEEK * WEEK if most >= WEEK and len(days) > most else most
    for start in range(0, len(days), step):
        yield days[start : start + step]


def _block(
    board: BoardView,
    signs: Signs,
    names: Sequence[str],
    cells: Sequence[Mapping[str, str]],
    widths: tuple[int, int],
    days: Sequence[str],
    totals: Sequence[str],
) -> list[str]:
    name, column = widths
    known = [date.fromisoformat(day) for day in days]
    months = " ".join(dict.fromkeys(f"{day:%Y-%m}" for day in known))
    fits = cell_len(months) <= name
    lines = [
        *([] if fits else [months]),
        _line(months if fits else "", name, column, [f"{day:%d}" for day in known]),
        _line("", name, column, [_(WEEKDAYS[day.weekday()]) for day in known]) + _tail(totals, totals),
    ]
    for row, who, mine in zip(board.rows, names, cells, strict=True):
        sums = [f"{row.hours:g}", str(row.nights)] if totals else []
        lines.append(_line(who, name, column, [mine.get(day, ".") for day in days]) + _tail(totals, sums))
    heads = Counter(one.date for row in board.rows for one in row.turns)
    lines.append(_line(_("heads"), name, column, [str(heads[day]) for day in days]))
    short = [gap for gap in board.gaps if any(day in gap.missing for day in days)]
    lines += [_("missing:")] if short else []
    for gap in short:
        lines.append(visible(f"{sign_of(gap, signs)} {gap_words(gap)}"))
        counts = [str(-gap.missing[day]) if day in gap.missing else "" for day in days]
        lines.append(_line("", name, column, counts))
    return lines


def gap_words(gap: BoardGap) -> str:
    """Return which post lacks somebody."""
    where = " ".join(part for part in (gap.area_name, gap.place) if part)
    text = _("{duty}, {place} (standby)") if gap.standby else _("{duty}, {place}")
    return text.format(duty=label(gap.duty, "duties"), place=where)


def _line(name: str, width: int, column: int, cells: Sequence[str]) -> str:
    text = pad(cut(name, width), width)
    return (text + "".join(GAP + pad(cell, column, right=True) for cell in cells)).rstrip()


def _tail(titles: Sequence[str], values: Sequence[str]) -> str:
    return "".join(
        GAP + pad(value, cell_len(title), right=True) for title, value in zip(titles, values, strict=True)
    )


def legend(board: BoardView) -> Iterator[str]:
    """Yield what letters and marks mean, as far as they stand on the board."""
    keys, signs = [], signs_of(board)
    for key in board.shifts:
        hours = f" {key.start}-{key.end}" if key.start else ""
        keys.append(f"{sign_of(key, signs)} {label(key.shift, 'shifts')}{hours}")
    if keys:
        yield visible("  ".join(keys))
    states = {one.state for row in board.rows for one in row.turns}
    marks = {mark: [] for mark in MARKS.values()}  # type: dict[str, list[str]]
    for state in Standing:
        if state in states and state in MARKS:
            marks[MARKS[state]].append(label(state, "standings"))
    said = [f"{mark} {_(', ').join(words)}" for mark, words in marks.items() if words]
    if said:
        yield "  ".join(said)


def matrix(board: BoardView, *, codes: bool = False) -> Iterator[dict[str, Any]]:
    """Yield a board as rows of a table: a member with a sign for each day, and below the posts that lack heads.

    With `codes` the letters of the shifts, whatever the language.
    """
    signs = {} if codes else signs_of(board)
    for row in board.rows:
        mine = letters(row, signs)
        days = {day: mine.get(day, "") for day in board.days}
        yield {"member": row.member, "name": row.name, **days, "hours": row.hours, "nights": row.nights}
    for gap in board.gaps:
        short = {day: -gap.missing[day] if day in gap.missing else "" for day in board.days}
        words = _("missing: {post}").format(post=f"{sign_of(gap, signs)} {gap_words(gap)}")
        yield {"member": "", "name": words, **short, "hours": None, "nights": None}

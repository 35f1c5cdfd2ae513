"""The form of a round: a line for each door, printed or filled in a workbook, and read back."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gridctl.core.checklists import Checklist
from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.round_sheets import (
    AT,
    ATTEMPT,
    BY,
    NOTE,
    OUTCOME,
    PRINTED,
    QUANTITY,
    TARGET,
    columns_of,
    heading,
)
from gridctl.core.round_views import RoundView, TargetRow
from gridctl.core.rounds import LETTERS, read_outcome
from gridctl.core.text import plain_line
from gridctl.exchange import outgoing
from gridctl.exchange.cells import Cell, plain_text, unguard
from gridctl.exchange.formats import open_table
from gridctl.exchange.table import BadRow
from gridctl.exchange.workbook import text_book
from gridctl.present.html_page import html_page, html_text
from gridctl.present.i18n import _, language
from gridctl.present.labels import label
from gridctl.present.shown import shown
from gridctl.present.visible import visible
from gridctl.services import round_work, rounds
from gridctl.services.office import Office
from gridctl.services.visits import Record

_FIGURES = 5
_STYLE = (
    "body{font:11pt sans-serif}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #444;padding:4px;text-align:left;height:20px}"
    "thead{display:table-header-group}tr{break-inside:avoid}@page{size:A4 landscape;margin:12mm}"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form is made of: the round, its checklist, and the doors that are not done."""

    round: RoundView
    checklist: Checklist
    targets: tuple[TargetRow, ...]
    building: str | None


def gather(office: Office, number: int, building: str | None) -> Sheet:
    """Return what the form of a round holds: every door that is not done, of one building or of all."""
    view = rounds.show(office, number)
    checklist = rounds.checklist_of(office, number)
    missing = round_work.missing(office, number, building=building)
    return Sheet(view, checklist, tuple(missing), building)


def table_of(sheet: Sheet) -> list[list[str]]:
    """Return the lines of the form, its header first; names are masked, what is to be filled is empty."""
    lang = language()
    printed = [one for one in PRINTED if one != QUANTITY or any(target.quantity for target in sheet.targets)]
    columns = [*printed, *(one.code for one in sheet.checklist.items), NOTE]
    lines = [[heading(sheet.checklist, one, lang) for one in columns]]
    for one in sheet.targets:
        values = shown(one)
        needs = " ".join(label(tag, "needs") for tag in one.needs)
        filled = {TARGET: values["target"], "name": values["name"] or "", "needs": needs}
        filled[QUANTITY], filled[ATTEMPT] = one.quantity or "", one.attempt
        lines.append([visible(str(filled.get(column, ""))) for column in columns])
    return lines


def html(sheet: Sheet) -> str:
    """Return the form as one page to print."""
    head = sheet.round.name or sheet.checklist.title.text(language())
    title = " ".join(part for part in (head, sheet.building or "") if part)
    return html_page(title, _STYLE, _body(sheet, title))


def _body(sheet: Sheet, title: str) -> Iterator[str]:
    yield f"<h1>{html_text(title)}</h1>"
    letters = "; ".join(f"{letter} {label(outcome, 'visits')}" for outcome, letter in LETTERS.items())
    told = _("Round {number}, {count} doors. Outcome: {letters}")
    yield f"<p>{html_text(told.format(number=sheet.round.id, count=len(sheet.targets), letters=letters))}</p>"
    first, *lines = table_of(sheet)
    yield (
        "<table><thead><tr>"
        + "".join(f"<th>{html_text(cell)}</th>" for cell in first)
        + "</tr></thead><tbody>"
    )
    for line in lines:
        yield "<tr>" + "".join(f"<td>{html_text(cell)}</td>" for cell in line) + "</tr>"
    yield "</tbody></table>"


def write(path: Path, sheet: Sheet, *, as_html: bool) -> None:
    """Write the form beside its target and put it in place; for its owner alone."""
    if as_html:
        outgoing.put(path, [html(sheet)])
        return
    outgoing.put(path, [text_book(str(sheet.round.id), table_of(sheet))])


def read(office: Office, number: int, file: str) -> list[tuple[int, str, Record | GridError]]:
    """Return the filled lines of a form by their numbers; a line in which nothing was filled is left out.

    BadInput where the file has no column of doors. A done visit that lacks an answer counts as partly done.
    """
    checklist = rounds.checklist_of(office, number)
    found: list[tuple[int, str, Record | GridError]] = []
    with open_table(file) as table:
        places = columns_of(checklist, table.header)
        if TARGET not in places:
            raise BadInput(
                N_("no column of {file} says which door"),
                hint=N_(
                    "one heading should be door or target; gridctl round sheet {number} writes such a form"
                ),
                error="no_column",
                file=Path(file).name,
                number=number,
            )
        for row in table:
            if isinstance(row, BadRow):
                found.append((row.line, "", row.error))
                continue
            line, cells = row
            values = {name: _cell(cells, place) for name, place in places.items()}
            one = _record(checklist, values)
            if one is not None:
                found.append((line, values[TARGET], one))
    return found


def _cell(cells: Sequence[Cell], place: int) -> str:
    return plain_line(unguard(plain_text(cells[place]))) if place < len(cells) else ""


def _record(checklist: Checklist, values: dict[str, str]) -> Record | GridError | None:
    answers = {item.code: values[item.code] for item in checklist.items if values.get(item.code)}
    said = values.get(OUTCOME, "")
    if not (said or answers or values.get(NOTE)):
        return None
    try:
        outcome = read_outcome(said) if said else None
    except GridError as error:
        return error
    return Record(
        (values[TARGET],) if values[TARGET] else (),
        outcome,
        answers,
        values.get(NOTE, ""),
        values.get(AT) or None,
        values.get(BY) or None,
        lenient=True,
        attempt=_number(values.get(ATTEMPT, "")),
    )


def _number(text: str) -> int | None:
    """Return which visit a line is about; None where it does not say so in figures."""
    return int(text) if text.isdecimal() and len(text) < _FIGURES else None


def digest(file: str) -> str:
    """Return the SHA-256 (hex) of the bytes of a form, by which it is known again."""
    with Path(file).expanduser().open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

"""The five formats of lists and of single things, as streams of text; `cli.out` sends them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from typing import Any

from gridctl.present.cells import cell_len, pad
from gridctl.present.i18n import _
from gridctl.present.shown import shown
from gridctl.present.titles import title as known_title
from gridctl.present.values import people_text
from gridctl.present.visible import visible

INDENT = "  "
INNER_SPARE = {"seq": 5, "recorded_at": 4, "origin": 3, "used_hours": 2}
"""What a table inside a view leaves out first on a narrow terminal."""
MEASURED = 1000
"""Rows by which the widths of a plain table are measured; further rows follow them."""


class Format(StrEnum):
    """How a list or a thing is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a key of the view, and its translated title (by default the one that all views share).

    `inner` are the columns of a list of things, such as a timeline; by default all that are filled. On a
    narrow terminal the columns of the highest `spare` are left out first; 0 stays.
    """

    key: str
    title: str = ""
    inner: tuple["Column", ...] = ()
    spare: int = 0

    def heading(self, thing: str = "") -> str:
        """Return the title to print; `thing` is the KIND of the views, where it is known."""
        return self.title or known_title(self.key, thing)


@dataclass(frozen=True, slots=True)
class Page:
    """The measured first rows of a list, and what comes behind them."""

    titles: list[str]
    first: list[list[str]]
    rest: Iterator[list[str]]
    right: list[bool]


Seen = tuple[Mapping[str, Any], str]
"""The values of a view that may be shown, and what kind of thing it is."""


def seen(view: object) -> Seen:
    """Return what may be shown of a view."""
    return shown(view), str(getattr(type(view), "KIND", ""))


def page(things: Iterable[Seen], columns: Sequence[Column]) -> Page:
    """Return a list as texts for people; columns whose measured values are all numbers stand to the right."""
    coming = iter(things)
    head = list(islice(coming, 1))
    kind = head[0][1] if head else ""
    rows = (
        [_people_cell(values.get(one.key), thing, one.key) for one in columns]
        for values, thing in chain(head, coming)
    )
    first = list(islice(rows, MEASURED))
    right = [bool(first) and all(row[place][1] for row in first) for place in range(len(columns))]
    return Page(
        [visible(one.heading(kind)) for one in columns],
        [[text for text, _number in row] for row in first],
        ([text for text, _number in row] for row in rows),
        right,
    )


def _people_cell(value: Any, thing: str, key: str) -> tuple[str, bool]:  # noqa: ANN401
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return visible(people_text(value, thing, key)), number


def plain_table(found: Page) -> Iterator[str]:
    """Yield an aligned table without colour."""
    from gridctl.present.as_table import table_lines, table_widths

    widths = table_widths(found.titles, found.first)
    yield from table_lines(found.titles, chain(found.first, found.rest), widths, found.right)


def json_rows(views: Iterable[object]) -> Iterator[str]:
    """Yield one array, a view on each line, as the views come."""
    from gridctl.present.as_json import json_text

    before = "[\n"
    for view in views:
        yield before + json_text(shown(view))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def jsonl_rows(views: Iterable[object]) -> Iterator[str]:
    """Yield one view on each line."""
    from gridctl.present.as_json import json_text

    for view in views:
        yield json_text(shown(view)) + "\n"


def csv_rows(views: Iterable[object], columns: Sequence[Column]) -> Iterator[str]:
    """Yield the keys, then one line for each view."""
    from gridctl.present.as_csv import BOM, csv_line

    yield BOM + csv_line(one.key for one in columns)
    for view in views:
        values = shown(view)
        yield csv_line(values.get(one.key) for one in columns)


def md_rows(found: Page) -> Iterator[str]:
    """Yield a table in Markdown."""
    from gridctl.present.as_markdown import md_line, md_rule

    yield md_line(found.titles)
    yield md_rule(found.right)
    for row in chain(found.first, found.rest):
        yield md_line(row)


def thing_lines(view: object, columns: Sequence[Column] | None, room: int = 0) -> Iterator[str]:
    """Yield a label and a value on each line, then what is inside, as a table; what is empty is left out.

    With `room` a table inside is folded into so many cells, and its columns of least use go first.
    """
    values, thing = seen(view)
    chosen = [one for one in _columns(values, columns) if not is_empty(values.get(one.key))]
    flat = [one for one in chosen if not is_deep(values[one.key])]
    headings = [visible(one.heading(thing)) for one in flat]
    width = max(map(cell_len, headings), default=0)
    for column, heading in zip(flat, headings, strict=True):
        text = visible(people_text(values[column.key], thing, column.key), multi=True)
        yield f"{pad(heading, width)}  {text}".replace("\n", "\n" + " " * (width + 2)).rstrip() + "\n"
    for column in chosen:
        if is_deep(values[column.key]):
            yield f"{visible(column.heading())}\n"
            inner = _inner_page(view, values, column)
            spare = [INNER_SPARE.get(key, 0) for key in _inner_keys(values, column)]
            lines = _folded(inner, spare, room - len(INDENT)) if room else plain_table(inner)
            yield from (INDENT + line for line in lines)


def _folded(found: Page, spare: Sequence[int], room: int) -> Iterator[str]:
    """Yield an aligned table for `room` cells: texts are broken into lines, spare columns named below it."""
    from gridctl.present.as_table import fit, folded_lines

    rows = [found.titles, *found.first, *found.rest]
    places, widths = fit(found.titles, rows[1:], spare, room)
    kept = ([row[place] for place in places] for row in rows)
    yield from folded_lines(kept, widths, [found.right[place] for place in places])
    if len(places) < len(found.titles):
        left = [title for place, title in enumerate(found.titles) if place not in places]
        message = _("Too narrow for: {columns}. A wider terminal or --format md shows them.")
        yield message.format(columns=_(", ").join(left)) + "\n"


def _inner_page(view: object, values: Mapping[str, Any], column: Column) -> Page:
    """Return the page of a list inside a view.

    Its values are those of the outer view, which may have closed them; the things themselves only tell
    what kind they are.
    """
    rows: list[Mapping[str, Any]] = values[column.key]
    kinds = [str(getattr(type(one), "KIND", "")) for one in getattr(view, column.key, rows)]
    columns = column.inner or [Column(name) for name in _inner_keys(values, column)]
    return page(zip(rows, kinds, strict=True), columns)


def _inner_keys(values: Mapping[str, Any], column: Column) -> list[str]:
    """Return the columns of a list inside a view: those that are chosen, else all that are filled."""
    if column.inner:
        return [one.key for one in column.inner]
    rows: list[Mapping[str, Any]] = values[column.key]
    return list(dict.fromkeys(name for row in rows for name, value in row.items() if not is_empty(value)))


def is_empty(value: object) -> bool:
    """Tell whether there is nothing to show; no and zero are something."""
    return value is None or value in ("", [], {})


def is_deep(value: object) -> bool:
    """Tell whether a value is a list of things, which has a table of its own."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _columns(values: Mapping[str, Any], columns: Sequence[Column] | None) -> list[Column]:
    return [Column(key) for key in values] if columns is None else list(columns)


def thing_json(view: object, *, indent: int | None) -> str:
    """Return one view as JSON, with all its keys."""
    from gridctl.present.as_json import json_text

    return json_text(shown(view), indent=indent) + "\n"


def thing_csv(view: object, columns: Sequence[Column] | None) -> Iterator[str]:
    """Yield the keys and one line; lists of things inside are left to JSON."""
    values = shown(view)
    return csv_rows([view], [one for one in _columns(values, columns) if not is_deep(values.get(one.key))])


def thing_md(view: object, columns: Sequence[Column] | None) -> Iterator[str]:
    """Yield a table of fields and values, then one table for each list of things inside."""
    from gridctl.present.as_markdown import md_line, md_rule, md_text

    values, thing = seen(view)
    chosen = _columns(values, columns)
    yield md_line([_("field"), _("value")])
    yield md_rule([False, False])
    for column in chosen:
        if not is_deep(values.get(column.key)):
            yield md_line([column.heading(thing), people_text(values.get(column.key), thing, column.key)])
    for column in chosen:
        if is_deep(values.get(column.key)):
            yield f"\n**{md_text(column.heading())}**\n\n"
            yield from md_rows(_inner_page(view, values, column))

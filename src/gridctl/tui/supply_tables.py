"""What the screen of supplies lists: stock, movements, plans, and the doors of one plan."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gridctl.core.supply_views import MoveView, PlanView, StockRow
from gridctl.present.i18n import _
from gridctl.present.supply_texts import shared
from gridctl.present.times import shown_time
from gridctl.present.titles import title
from gridctl.tui.showing import texts
from gridctl.tui.widgets.rows import Col, Line

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.office import Office

STOCK = (
    ("item", 0),
    ("name", 1),
    ("place", 0),
    ("on_hand", 0),
    ("measure", 5),
    ("reserved", 2),
    ("expired", 3),
    ("expires_on", 4),
    ("issued", 6),
    ("lasts_until", 0),
)
MOVES = (
    ("id", 4),
    ("at", 0),
    ("kind", 0),
    ("quantity", 0),
    ("on_hand", 1),
    ("to", 0),
    ("plan", 5),
    ("by", 3),
    ("note", 2),
)
PLANS = (
    ("id", 0),
    ("item", 0),
    ("area", 1),
    ("home_count", 2),
    ("granted", 0),
    ("given", 0),
    ("short", 3),
    ("status", 4),
)
DOORS = (("home", 0), ("stairwell", 3), ("wanted", 2), ("granted", 0), ("given", 0), ("turn", 1))
NUMBERS = frozenset(
    {
        "on_hand",
        "reserved",
        "expired",
        "issued",
        "quantity",
        "home_count",
        "granted",
        "given",
        "short",
        "wanted",
        "id",
    }
)
MOVED = 100
"""So many movements of a thing are shown, the newest."""
DOORS_SHOWN = 1_000
FIRST_DOORS = 5
_NEVER = datetime.max.replace(tzinfo=UTC)

Table = tuple[tuple[Col, ...], tuple[Line, ...]]


def stock_key(row: StockRow) -> str:
    """Return the key of a line of stock: thing and place."""
    return f"{row.item}\n{row.place}"


def read_stock(office: "Office", area: str | None) -> list[StockRow]:
    """Return the stock of an area, what runs out first at first."""
    from gridctl.services.supply_views import stock

    return sorted(stock(office, place=area), key=lambda row: (row.lasts_until or _NEVER, row.item, row.place))


def read_moves(office: "Office", key: str) -> list[MoveView]:
    """Return the movements of a line of stock, the newest first."""
    from gridctl.services.supply_views import log

    item, _newline, place = key.partition("\n")
    return log(office, item, place=place, limit=MOVED)[::-1]


def read_plans(office: "Office") -> list[PlanView]:
    """Return the plans that are under way."""
    from gridctl.services.supply_plans import listing

    return listing(office)


def stock_table(rows: Sequence[StockRow]) -> Table:
    """Return the stock as a table."""
    cols, lines = _table(rows, STOCK, "supply", [stock_key(row) for row in rows])
    return cols, tuple(
        Line(line.key, [*line.cells[:-1], _end(row)], "bold" if row.lasts_until else "")
        for line, row in zip(lines, rows, strict=True)
    )


def _end(row: StockRow) -> str:
    """Return the day on which a stock runs out; the minute stands below the table."""
    return f"{row.lasts_until:%Y-%m-%d}" if row.lasts_until else ""


def moves_table(rows: Sequence[MoveView]) -> Table:
    """Return movements as a table; what was taken back is quiet."""
    cols, lines = _table(rows, MOVES, "supply_move", [str(row.id) for row in rows])
    return cols, tuple(
        Line(line.key, _without_year(line.cells, row), "dim" if row.undone_by else "")
        for line, row in zip(lines, rows, strict=True)
    )


def _without_year(cells: Sequence[str], row: MoveView) -> list[str]:
    """Return the cells of a movement with a shorter time: the list is read from now backwards."""
    short = {"at": f"{row.at:%m-%d %H:%M}", "quantity": f"{row.quantity:+}"}
    return [short.get(field, cell) for cell, (field, _spare) in zip(cells, MOVES, strict=True)]


def plans_table(rows: Sequence[PlanView]) -> Table:
    """Return plans as a table."""
    return _table(rows, PLANS, "supply_plan", [str(row.id) for row in rows])


def doors_table(plan: PlanView) -> Table:
    """Return the doors of a plan in walking order; what was handed out is quiet."""
    rows = plan.lines[:DOORS_SHOWN]
    cols, lines = _table(rows, DOORS, "supply_share", [row.home for row in rows])
    return cols, tuple(
        Line(line.key, line.cells, "dim" if row.given >= row.granted else "")
        for line, row in zip(lines, rows, strict=True)
    )


def _table(
    rows: Iterable[object], columns: Sequence[tuple[str, int]], thing: str, keys: Sequence[str]
) -> Table:
    fields = [field for field, _spare in columns]
    cols = tuple(Col(title(field, thing), spare, field in NUMBERS) for field, spare in columns)
    return cols, tuple(Line(key, texts(row, fields)) for key, row in zip(keys, rows, strict=True))


def pace(row: StockRow) -> str:
    """Return how the end of a stock was found."""
    if row.lasts_until is None:
        return _("{item} at {place}: nothing goes out of it at present.").format(
            item=row.item, place=row.place
        )
    return _(
        "{item} at {place}: issued {issued} (days looked at: {days:g}), so {pace:.1f} a day;"
        " the {usable} that may be used last until {time}."
    ).format(
        item=row.item,
        place=row.place,
        issued=row.issued,
        days=row.days,
        pace=row.issued / row.days,
        usable=row.on_hand - row.expired,
        time=shown_time(row.lasts_until),
    )


def rehearsed(plan: PlanView) -> str:
    """Return what would come of a plan: its sums, its rule, and its first doors."""
    lines = [
        _("homes {homes}, should get {wanted}, are to get {granted}, get less {short}").format(
            homes=plan.home_count, wanted=plan.wanted, granted=plan.granted, short=plan.short
        ),
        "",
        shared(plan, ()).text,
        "",
        *(f"  {line.home}  {line.granted}/{line.wanted}" for line in plan.lines[:FIRST_DOORS]),
    ]
    if len(plan.lines) > FIRST_DOORS:
        lines.append(_("  and {count} homes more").format(count=len(plan.lines) - FIRST_DOORS))
    return "\n".join(lines)

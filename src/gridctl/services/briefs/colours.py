"""The five colours in a brief: how many grids have each, and which areas burn."""

from gridctl.core.brief_views import Cells, Chart, Column, Number, Reading, Table
from gridctl.core.signal_views import SignalView
from gridctl.core.signals import ALARMING, Signal
from gridctl.core.words import AreaKind
from gridctl.services import signals
from gridctl.services.briefs.ground import LISTED, Ground, counts, words
from gridctl.store.areas import by_code


def colours(ground: Ground) -> Reading:
    """Read the colours as they were shown at the end of the period."""
    found = [one for one in _look(ground) if one.area]
    grids = [one for one in found if one.kind == AreaKind.GRID] or found
    figures: dict[str, Number] = {
        str(colour): sum(one.signal is colour for one in grids) for colour in reversed(Signal)
    }
    if not found:
        return Reading((figures,))
    tables = [_by_kind(found)]
    burning = sorted(
        (one for one in found if one.signal in ALARMING),
        key=lambda one: (-one.signal.rank, -one.overdue, -one.open, one.area or ""),
    )
    if burning:
        tables.append(_alarming(burning))
    return Reading((figures,), tuple(tables), (Chart("kinds", tuple(map(str, Signal))),))


def _look(ground: Ground) -> tuple[SignalView, ...]:
    if ground.area and by_code(ground.then, ground.area) is None:
        return ()  # the store did not know it yet
    past = ground.then is not ground.work
    return signals.look_within(ground.office, ground.then, ground.area, past=past).signals


def _by_kind(found: list[SignalView]) -> Table:
    kinds = [str(kind) for kind in AreaKind if any(one.kind == kind for one in found)]
    cells = tuple(
        (kind, *(sum(one.kind == kind and one.signal is colour for one in found) for colour in Signal))
        for kind in kinds
    )
    return Table("kinds", (Column("kind", Cells.CODE, "areas"), *counts(*map(str, Signal))), cells)


def _alarming(burning: list[SignalView]) -> Table:
    columns = (
        *words("area", "name"),
        Column("kind", Cells.CODE, "areas"),
        Column("signal", Cells.CODE, "signals"),
        *counts("open", "overdue"),
        Column("reason", Cells.CODE, "signal_reasons"),
    )
    cells = tuple(
        (
            one.area,
            one.name,
            str(one.kind),
            str(one.signal),
            one.open,
            one.overdue,
            str(one.reasons[0].reason),
        )
        for one in burning[:LISTED]
    )
    return Table("alarming", columns, cells, len(burning))

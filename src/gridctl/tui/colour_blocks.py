"""From the colours of areas, as the service tells them, to the blocks of a map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gridctl.core.signal_views import SignalView
from gridctl.core.signals import Reason, Why
from gridctl.present.i18n import _
from gridctl.present.status_page import reason_words
from gridctl.tui.widgets.tiles import Block, Tile

BUILDING, NOWHERE = "building", "none"
_ROUNDS = frozenset({Why.ROUND, Why.BEHIND})
_POSTS = frozenset({Why.POST_EMPTY, Why.EMERGENCY_EMPTY})
_TURNS = frozenset({Why.LATE, Why.NO_SHOW, Why.SILENT})


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one look, by code and by the code above."""

    by_code: Mapping[str, SignalView]
    below: Mapping[str | None, Sequence[SignalView]]
    buildings: Sequence[SignalView] = ()

    @classmethod
    def of(cls, signals: Sequence[SignalView]) -> "Colours":
        """Put the colours in order; what lies above the area that was asked for does not count."""
        areas = [one for one in signals if one.kind != BUILDING]
        by_code = {one.area: one for one in areas if one.area is not None}
        below: dict[str | None, list[SignalView]] = {}
        for one in areas:
            below.setdefault(one.parent if one.parent in by_code else None, []).append(one)
        return cls(by_code, below, [one for one in signals if one.kind == BUILDING])

    def under(self, code: str | None) -> Sequence[SignalView]:
        """Return the areas directly below one; the topmost ones for None."""
        return self.below.get(code, ())

    def top(self) -> str | None:
        """Return where to begin: the lowest area that has all others below it, or None.

        An area that has but one below it, with more below that, tells nothing that this one does not.
        """
        here: str | None = None
        while len(found := self.under(here)) == 1 and self.under(found[0].area) and found[0].area:
            here = found[0].area
        return here

    def path(self, code: str | None) -> list[str]:
        """Return the codes from the top down to an area."""
        found: list[str] = []
        while code is not None and code in self.by_code:
            found.insert(0, code)
            code = self.by_code[code].parent
        return found

    def above(self, code: str | None) -> str | None:
        """Return the area above one, not above where the map begins."""
        if code is None or code == self.top() or code not in self.by_code:
            return code
        parent = self.by_code[code].parent
        return parent if parent in self.by_code else None

    def is_grid(self, code: str | None) -> bool:
        """Tell whether an area is a grid, whose buildings are told when it is asked for."""
        return code in self.by_code and self.by_code[str(code)].kind == "grid"

    def blocks(self, code: str | None) -> list[Block]:
        """Return the map of what lies below an area: two steps down, a grid down to its buildings."""
        if self.is_grid(code):
            parts = ((_("micro-grids"), self.under(code)), (_("buildings"), self.buildings))
            return [
                Block(Tile(title, title, "", "", "", 0), tuple(self._tile(one) for one in some))
                for title, some in parts
                if some
            ]
        found, alone = [], []
        for one in self.under(code):
            some = self.under(one.area) if one.area is not None else ()
            if some:
                found.append(Block(self._tile(one), tuple(self._tile(each) for each in some)))
            else:
                alone.append(self._tile(one))
        if alone:
            title = code or _("areas")
            found.append(Block(Tile(f"in {title}", title, "", "", "", 0), tuple(alone)))
        return found

    def _tile(self, one: SignalView) -> Tile:
        thing, number = _first(one)
        return Tile(
            key=f"{one.kind} {one.area}",
            code=one.area or _("in no area"),
            name=one.name,
            colour=str(one.signal),
            letter=one.letter,
            count=one.open,
            reasons=tuple(reason_words(reason) for reason in one.reasons),
            inside=one.kind == "grid" or bool(one.area and self.under(one.area)),
            thing=thing,
            number=number,
        )


def _first(one: SignalView) -> tuple[str, str]:
    """Return what to look up first in an area: what its worst reason is about, else the area itself."""
    for reason in one.reasons:
        if reason.number is not None:
            return _thing(reason), str(reason.number)
    return ("building" if one.kind == BUILDING else "area"), one.area or ""


def _thing(reason: Reason) -> str:
    if reason.reason in _ROUNDS:
        return "round"
    if reason.reason in _POSTS:
        return "post"
    return "turn" if reason.reason in _TURNS else "request"

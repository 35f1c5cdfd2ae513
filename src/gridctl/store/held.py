"""What a file has nothing to say on stays as it was: one with fewer columns clears no fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Clocked(NamedTuple):
    """A request's clock: the pack in force, its rule, and the two time limits in UTC milliseconds."""

    pack_hash: str
    rule: str
    respond_due: int | None
    due: int | None


ClockOf = Callable[[int | None, int, str, str, str], Clocked | None]
"""Gives the clock for an area's number, a moment (UTC ms), a category, an urgency and a level; None: as it was."""

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ref": ("ref",),
    "received_at": ("received_at",),
    "closed_at": ("closed_at",),
    "resolved_at": ("resolved_at",),
    "area": ("area_id", "desk_id"),
    "home": ("home_id", "building_id"),
    "channel": ("channel", "level"),
    "status": ("status",),
    "name": ("name",),
    "phone": ("phone",),
    "anonymous": ("anonymous",),
    "summary": ("summary",),
    "details": ("details",),
    "due": ("due", "due_given"),
    "address": ("address",),
    "on_spot": ("on_spot",),
}
"""The columns of a staged request that a field of a file fills alone."""
_TIMES = frozenset({"status", "closed_at", "resolved_at"})
_GUESSED = {"category": ("category", "confidential"), "urgency": ("urgency",)}
_CLOCKED = ("area_id", "received_at", "category", "urgency")
"""What a clock hangs on, in the order of `ClockOf`; the level, which hangs on the channel, comes last."""


@dataclass(frozen=True, slots=True)
class Held:
    """The fields that a file holds, and how to find the clock of a request."""

    fields: frozenset[str]
    clock: ClockOf

    def fill(self, new: Mapping[str, Any], said: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return a changed row whose missing fields are those that were said last time.

        Category and urgency were guessed where the file has none; the guess counts where the words have
        changed. A status hangs on its times, so a file with any of the three speaks for all.
        """
        found = dict(new)
        for field, columns in _COLUMNS.items():
            known = self.fields & _TIMES if field in _TIMES else field in self.fields
            if not known:
                found |= {column: said[column] for column in columns}
        for field, columns in _GUESSED.items():
            if field not in self.fields and found["summary"] == said["summary"]:
                found |= {column: said[column] for column in columns}
        found |= self._placed(found, new)
        return found | self._timed(found, said)

    def _placed(self, found: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
        """Return what follows from the homes of a file: a known one gives the area, an unknown one is an address."""
        if "home" not in self.fields:
            return {}
        follows = {"area_id", "desk_id"} if found["home_id"] is not None else {"address"}
        return {column: new[column] for column in follows if new[column] is not None}

    def _timed(self, found: Mapping[str, Any], said: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return the clock: that of last time, unless what it hangs on has changed since."""
        if {"received_at", "area", "category", "urgency"} <= self.fields:
            return {}
        clock = None
        if any(found[column] != said[column] for column in _CLOCKED):
            hangs_on = [found[column] for column in (*_CLOCKED, "level")]
            clock = self.clock(*hangs_on)
        values = {column: said[column] for column in Clocked._fields} if clock is None else clock._asdict()
        if found["due_given"]:
            del values["due"]
        return values

"""Reads the table ``[signals]`` of a pack file: where the five colours begin."""

from gridctl.core.pack_lines import Path
from gridctl.core.pack_rules import Checker
from gridctl.core.signals import Signal, SignalRules

_SHARED = (Signal.YELLOW, Signal.ORANGE, Signal.RED)
_BOUNDS = {"soon": (0, 100), "far": (100, 1000), "behind": (0, 100)}


def read_signals(check: Checker, value: object, old: SignalRules) -> SignalRules:
    """Return the inherited rules with what the file says otherwise; all of it in hundredths."""
    path: Path = ("signals",)
    table = check.table(value, path, (*_BOUNDS, "share"))
    told = {
        name: found
        for name, (least, most) in _BOUNDS.items()
        if (found := check.number(table.get(name), (*path, name), least, most)) is not None
    }
    shares = dict(old.share)
    given = check.table(table.get("share"), (*path, "share"), [str(one) for one in _SHARED])
    for colour, one in given.items():
        share = check.number(one, (*path, "share", colour), 1, 100)
        if share is not None:
            shares[colour] = share
    numbers = {name: getattr(old, name) for name in _BOUNDS} | told
    return SignalRules(**numbers, share=shares)

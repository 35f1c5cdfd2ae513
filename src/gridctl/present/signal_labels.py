"""What the five colours and their reasons are called in English; the catalogue has the Chinese."""

from collections.abc import Mapping

from gridctl.core.errors import N_
from gridctl.core.signals import Signal, Why

OF_REQUESTS: Mapping[str, str] = {
    Why.OPEN: N_("open and on time"),
    Why.DUE_SOON: N_("due soon"),
    Why.UNTAKEN: N_("nobody on it"),
    Why.OVERDUE: N_("overdue"),
    Why.CRITICAL_UNTAKEN: N_("critical, nobody on it"),
    Why.FAR_OVERDUE: N_("long overdue"),
}
"""The reasons that count requests."""
LABELS: Mapping[str, Mapping[str, str]] = {
    "signals": {
        Signal.GREEN: N_("green"),
        Signal.BLUE: N_("blue"),
        Signal.YELLOW: N_("yellow"),
        Signal.ORANGE: N_("orange"),
        Signal.RED: N_("red"),
    },
    "signal_reasons": {
        **OF_REQUESTS,
        Why.ROUND: N_("round under way"),
        Why.BEHIND: N_("round behind its pace"),
        Why.LATE: N_("late for duty"),
        Why.POST_EMPTY: N_("post empty"),
        Why.NO_SHOW: N_("not turned up"),
        Why.EMERGENCY_EMPTY: N_("emergency post empty"),
        Why.SILENT: N_("on duty, silent"),
        Why.BELOW: N_("by the areas below"),
    },
}
KINDS: Mapping[str, str] = {
    "building": N_("building"),
    "member": N_("member"),
    "none": N_("in no area"),
}
"""What has a colour beside areas."""
FIELDS: Mapping[str, str] = {
    "signal.signal": "signals",
    "signal.children": "signals",
    "signal.kind": "areas",
    "signal.reason": "signal_reasons",
    "signal.reasons": "signal_reasons",
    "signal.duty": "duties",
    "building.signal": "signals",
    "member.signal": "signals",
}
"""Fields of views that hold a code, by the view's KIND."""

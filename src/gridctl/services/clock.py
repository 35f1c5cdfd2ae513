"""The clock that everything goes by; a file of its own, since the first picture of the dashboard needs no more."""

import os
import time
from collections.abc import Callable
from datetime import datetime

from gridctl.core.errors import N_, BadInput
from gridctl.core.times import to_ms

Clock = Callable[[], int]


def system_clock() -> Clock:
    """Return the clock: GRIDCTL_NOW (an ISO time with offset) where it is set, else the system's."""
    fixed = os.environ.get("GRIDCTL_NOW")
    if not fixed:
        return lambda: time.time_ns() // 1_000_000
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadInput(
            N_("GRIDCTL_NOW is not a time with an offset: {text}"),
            hint=N_("write it as 2021-12-17T18:00:00+08:00"),
            text=fixed,
        )
    ms = to_ms(moment)
    return lambda: ms

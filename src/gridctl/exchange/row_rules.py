"""What must fit together within a row of requests: its times with each other and with the present."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.words import ENDED, Status
from gridctl.exchange.columns import Bad, Read
from gridctl.exchange.fields import Value, position

_PAST = ("received_at", "resolved_at", "closed_at")
_ORDER = (("received_at", "resolved_at"), ("received_at", "closed_at"), ("resolved_at", "closed_at"))
_AT = {name: position("requests", name) for name in _PAST}
_HANGING = frozenset({Status.CLOSED.value, Status.RESOLVED.value})
_SETTLED = frozenset(status.value for status in ENDED) - {Status.CLOSED.value}


def looks_wrong(values: Mapping[str, Read], latest: int) -> bool:
    """Tell whether a batch without bad cells may hold a row that `check_row` finds fault with."""
    for name in _PAST:
        if name in values and max(filter(None, values[name]), default=0) > latest:  # type: ignore[type-var,operator]
            return True
    for first, second in _ORDER:
        if first in values and second in values:
            pairs = zip(values[first], values[second], strict=True)
            if [1 for a, b in pairs if b is not None and a is not None and b < a]:  # type: ignore[operator]
                return True
    return False


def check_row(
    row: Sequence[Value | Bad], latest: int, headers: Mapping[str, str]
) -> Iterator[tuple[str, GridError]]:
    """Yield (field, error) for times after `latest` (UTC ms) and for an end before its beginning."""
    times = {name: row[place] for name, place in _AT.items()}
    for name, value in times.items():
        if isinstance(value, int) and value > latest:
            yield (
                name,
                BadInput(
                    N_("{header} lies in the future"),
                    hint=N_("look at the year, and at the zone that the file's times are in"),
                    header=headers.get(name, name),
                    error="future",
                ),
            )
    for first, second in _ORDER:
        start, end = times[first], times[second]
        if isinstance(start, int) and isinstance(end, int) and end < start:
            yield (
                second,
                BadInput(
                    N_("{second} is before {first}"),
                    hint=N_("correct one of the two times"),
                    first=headers.get(first, first),
                    second=headers.get(second, second),
                    error="times_reversed",
                ),
            )


RowRule = Callable[[Sequence[Value | Bad], int, Mapping[str, str]], Iterator[tuple[str, GridError]]]

RULES: Mapping[str, RowRule] = {"requests": check_row}
"""The rule of each kind whose values must fit together within a row."""


def close_by_date(closed: Read, status: Read | None) -> Read:
    """Return the statuses that follow from closing times: who has one is closed, who has none is open."""
    found: Read = []
    for at, word in zip(closed, status or [None] * len(closed), strict=True):
        if isinstance(word, Bad) or isinstance(at, Bad) or word in _SETTLED:
            found.append(word)
        elif at is not None:
            found.append(Status.CLOSED.value)
        else:
            found.append(Status.WORKING.value if word in _HANGING else word)
    return found

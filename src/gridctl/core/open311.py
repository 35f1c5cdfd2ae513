"""Open311 GeoReport v2: how a request reads as a service request, and the other way.

The format is that of https://wiki.open311.org/GeoReport_v2, "GET Service Requests". It knows two states, with
a note; ours stands in front of the note: ``waiting``, ``closed: 药已送到``. What a service request says and no
field of ours holds is kept as lines below a mark at the end of the details, and goes out again from there.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gridctl.core.text import LINE, plain_line, plain_page
from gridctl.core.words import ENDED, UNRESOLVED, Status

MARK = "[open311]"
FIELDS = (
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
)
"""The fields of a service request, in the order of the specification."""

HELD = frozenset({"service_request_id", "status", "description", "requested_datetime", "expected_datetime"})
"""What fields of ours hold; the address too, where it is short enough to be one."""

_CUT = "..."
_LINE = re.compile(r"(?P<name>[\w.\-]{1,60}): (?P<value>.*)")
_NAME = re.compile(r"[\w.\-]{1,60}")


@dataclass(frozen=True, slots=True)
class Texts:
    """A description as we keep it: `summary` is a line; `whole` is all of it, None where that is the line."""

    summary: str
    whole: str | None


def folded(status: str) -> str:
    """Return what GeoReport calls a status: what still wants work is open."""
    return "open" if status in UNRESOLVED else "closed"


def status_notes(status: str, answer: str | None) -> str:
    """Return the note to a folded status: which one it is, and what the requester was told."""
    return f"{status}: {answer}" if answer else status


def unfolded(status: str, notes: str) -> str:
    """Return our status for a folded one and its note; one that is neither open nor closed stays as it is."""
    said = status.strip().casefold()
    word = notes.partition(":")[0].strip()
    if word in set(Status) and folded(word) == said:
        return word
    return {"open": "new", "closed": "closed"}.get(said, status)


def is_over(status: str) -> bool:
    """Tell whether a status ends a request, so that the time of its last change is that of its end."""
    return status in ENDED


def texts_of(description: str) -> Texts:
    """Return a description as a line of at most 500 characters, and whole where it is more than that."""
    page = plain_page(description)
    first = plain_line(page.partition("\n")[0])
    if first == page and len(first) <= LINE:
        return Texts(first, None)
    return Texts(first if len(first) <= LINE else first[: LINE - len(_CUT)] + _CUT, page)


def description_of(summary: str, details: str | None) -> str:
    """Return the description of a request; details that begin with the summary hold it already."""
    if not details:
        return summary
    begins = plain_line(details).startswith(plain_line(summary.removesuffix(_CUT)))
    return details if begins else f"{summary}\n{details}"


def with_rest(text: str | None, rest: Mapping[str, str | None]) -> str:
    """Return details with all that has no field of its own, as lines below the mark."""
    lines = [f"{name}: {_written(value)}" for name, value in rest.items() if _NAME.fullmatch(name)]
    return "\n".join([*([text, ""] if text else []), MARK, *lines])


def without_rest(details: str | None) -> tuple[str | None, dict[str, str | None] | None]:
    """Return the details above the last mark and what stands below it; None where there is no such mark."""
    lines = (details or "").split("\n")
    if MARK not in lines:
        return details, None
    place = len(lines) - 1 - lines[::-1].index(MARK)
    found = [_LINE.fullmatch(line) for line in lines[place + 1 :]]
    if not all(found):
        return details, None
    rest = {one["name"]: _read(one["value"]) for one in found if one}
    return "\n".join(lines[:place]).strip() or None, rest


def _written(value: str | None) -> str:
    """Return a value on one line: as it stands where nothing of it can be lost, else as JSON."""
    if value and value.isprintable() and value == plain_line(value) and value[0] != '"' and value != "null":
        return value
    return json.dumps(value)


def _read(text: str) -> str | None:
    if text == "null":
        return None
    if text[:1] != '"':
        return text
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return found if isinstance(found, str) else text

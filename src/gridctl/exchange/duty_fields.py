"""The fields of files about duty: posts, absences, wishes."""

from collections.abc import Mapping
from types import MappingProxyType

from gridctl.exchange.field_shapes import FLAGS, Field, Shape

_F = Field
_WANTED: Mapping[str, str] = MappingProxyType(
    dict(FLAGS)
    | dict.fromkeys(["for", "wants", "likes", "想", "希望", "愿意", "想上"], "1")
    | dict.fromkeys(["against", "avoids", "不想", "不想上", "不愿", "不愿意", "避免", "不排"], "0")
)
"""How a wish for and one against are written."""

DUTY_FIELDS: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        "posts": (
            _F("duty", Shape.LINE, required=True, longest=80),
            _F("area", Shape.LINE, longest=100),
            _F("point", Shape.LINE, longest=100),
            _F("place", Shape.LINE, longest=100),
            _F("shift", Shape.LINE, longest=80),
            _F("start", Shape.LINE, longest=20),
            _F("end", Shape.LINE, longest=20),
            _F("from_on", Shape.DAY, ahead=True),
            _F("until_on", Shape.DAY, ahead=True),
            _F("weekdays", Shape.LINE, longest=80),
            _F("least", Shape.NUMBER, longest=20),
            _F("best", Shape.NUMBER, longest=20),
            _F("skills", Shape.LINE),
            _F("crew", Shape.CODE),
            _F("standby", Shape.FLAG, words=FLAGS),
            _F("checkin", Shape.NUMBER, longest=20),
        ),
        "absences": (
            _F("member", Shape.LINE, required=True, longest=80),
            _F("from_on", Shape.DAY, required=True, ahead=True),
            _F("until_on", Shape.DAY, ahead=True),
            _F("why", Shape.LINE, longest=200),
            _F("deputy", Shape.LINE, longest=80),
        ),
        "wishes": (
            _F("member", Shape.LINE, required=True, longest=80),
            _F("wanted", Shape.FLAG, required=True, words=_WANTED),
            _F("from_on", Shape.DAY, ahead=True),
            _F("until_on", Shape.DAY, ahead=True),
            _F("weekdays", Shape.LINE, longest=80),
            _F("shift", Shape.LINE, longest=80),
            _F("duty", Shape.LINE, longest=80),
            _F("weight", Shape.NUMBER, longest=20),
        ),
    }
)
"""In the order of `core.imports.FIELDS`."""

"""Where something stands on the ground: latitude and longitude, kept in millionths of a degree."""

import math
import re
import unicodedata

from gridctl.core.errors import N_, BadInput

Position = tuple[int, int]
"""Latitude and longitude in millionths of a degree (WGS 84)."""

UNIT = 1_000_000
_EARTH_M = 6_371_000
"""The mean radius of the earth in metres (IUGG, rounded)."""
_NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{1,15})?")
_BOUNDS = {"latitude": 90, "longitude": 180}


def read_degrees(text: str, field: str) -> int | None:
    """Return a latitude or longitude (`field`) as millionths of a degree; None for no text, BadInput otherwise."""
    word = unicodedata.normalize("NFKC", text).strip().rstrip("°")
    if not word:
        return None
    if not _NUMBER.fullmatch(word) or abs(float(word)) > _BOUNDS[field]:
        raise BadInput(
            N_("{field} is not in degrees: {text}"),
            hint=N_("write it as 30.2741, at most {most} either way"),
            field=field,
            text=text[:20],
            most=_BOUNDS[field],
        )
    return round(float(word) * UNIT)


def read_position(text: str, option: str) -> Position | None:
    """Return ``LATITUDE,LONGITUDE`` as it is kept; None for no text, BadInput otherwise."""
    parts = re.split(r"[,，;\s]+", text.strip())
    if parts == [""]:
        return None
    if len(parts) != len(_BOUNDS):
        raise BadInput(
            N_("{option} wants latitude and longitude"),
            hint=N_("write them as 30.2741,120.1551"),
            option=option,
        )
    latitude, longitude = (read_degrees(part, field) for part, field in zip(parts, _BOUNDS, strict=True))
    return both(latitude, longitude)


def both(latitude: int | None, longitude: int | None) -> Position | None:
    """Return a position, or None where neither is told; BadInput where one of them is missing."""
    if (latitude is None) != (longitude is None):
        raise BadInput(
            N_("latitude and longitude belong together"), hint=N_("fill in the other one, or neither")
        )
    return None if latitude is None or longitude is None else (latitude, longitude)


def degrees(kept: int | None) -> float | None:
    """Return what is kept as degrees."""
    return None if kept is None else kept / UNIT


def metres(one: Position, other: Position) -> float:
    """Return the way between two positions as the crow flies, in metres (haversine)."""
    lat1, lon1, lat2, lon2 = (math.radians(value / UNIT) for value in (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_M * math.asin(min(1.0, math.sqrt(half)))

"""The words and shares that the demo is made of, read from the data files of this package."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Trait:
    """How the requests of one category come in and end.

    `before` and `during` are shares before and in the lockdown, `hours` the median time to resolve,
    `urgency` the weights of critical, urgent, normal and low, `places` the kinds of areas they come
    from, and `spot` the share that is solved on the spot.
    """

    before: float
    during: float
    hours: float
    urgency: tuple[float, float, float, float]
    places: tuple[str, ...]
    spot: float


@dataclass(frozen=True, slots=True)
class Phrases:
    """Templates of one category: for any day, for the lockdown, and for the longer text."""

    always: tuple[str, ...]
    lockdown: tuple[str, ...]
    details: tuple[str, ...]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def traits() -> Mapping[str, Trait]:
    """Return the traits of each category code, in the order of the file."""
    return {
        code: Trait(
            before=float(row["before"]),
            during=float(row["during"]),
            hours=float(row["hours"]),
            urgency=(row["urgency"][0], row["urgency"][1], row["urgency"][2], row["urgency"][3]),
            places=tuple(row["places"]),
            spot=float(row["spot"]),
        )
        for code, row in _read("categories.toml").items()
    }


@cache
def phrases() -> Mapping[str, Phrases]:
    """Return the templates of each category code."""
    return {
        code: Phrases(tuple(row["always"]), tuple(row["lockdown"]), tuple(row["details"]))
        for code, row in _read("texts.toml").items()
        if code != "slots"
    }


@cache
def slots() -> Mapping[str, tuple[str, ...]]:
    """Return the words that fill each slot of a template."""
    return {name: tuple(words) for name, words in _read("texts.toml")["slots"].items()}


@cache
def town() -> Mapping[str, Any]:
    """Return the plan of the town: `town`, `community`, `grid`, `place` and `people`."""
    return _read("town.toml")

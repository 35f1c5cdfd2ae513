"""Two residents become one: which blanks are filled, and what may not be merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, BadInput, Refused

BLANKS = (
    "sex",
    "birth_date",
    "identity",
    "home_id",
    "registered_home_id",
    "registered_address",
    "address",
    "household",
    "relation",
    "notes",
    "came_on",
    "left_on",
)
"""The columns that the kept resident takes over where they are blank. A contact's name and phone go together."""
CONTACT = ("contact_name", "contact_phone")


@dataclass(frozen=True, slots=True)
class Fill:
    """What the kept row takes over: the values, and which columns, phones (by their place) and facts they are."""

    values: Mapping[str, Any]
    columns: tuple[str, ...]
    phones: tuple[int, ...]
    facts: tuple[str, ...]


def check_pair(kept: Any, other: Any) -> None:  # noqa: ANN401
    """Refuse to merge one with itself, or two whose identity numbers say that they are two."""
    if kept.id == other.id:
        raise BadInput(N_("both are resident {number}"), hint=N_("give two of them"), number=kept.id)
    if kept.identity and other.identity and kept.identity != other.identity:
        raise Refused(
            N_("residents {kept} and {other} have different identity numbers"),
            hint=N_("they are two people; or mend the wrong one: gridctl resident edit {other} --identity"),
            error="other_identity",
            kept=kept.id,
            other=other.id,
        )


def all_phones(row: Any) -> list[str]:  # noqa: ANN401
    """Return the numbers of a resident, the first one first."""
    return [one for one in (row.phone, *(row.phones or ())) if one]


def fill(kept: Any, other: Any) -> Fill:  # noqa: ANN401
    """Return what the kept row takes over from the other one; nothing that is filled changes."""
    names = [one for one in BLANKS if not getattr(kept, one) and getattr(other, one)]
    if not kept.contact_name and not kept.contact_phone:
        names += [one for one in CONTACT if getattr(other, one)]
    values = {name: getattr(other, name) for name in names}
    own, more = all_phones(kept), all_phones(other)
    taken = [place for place, number in enumerate(more) if number not in own]
    if taken:
        values |= phone_columns(own + [more[place] for place in taken])
    known = kept.facts or {}
    facts = [key for key in other.facts or {} if key not in known]
    if facts:
        values["facts"] = known | {key: other.facts[key] for key in facts}
    return Fill(values, tuple(names), tuple(taken), tuple(facts))


def unfill(
    kept: Any,  # noqa: ANN401
    other: Any,  # noqa: ANN401
    columns: Sequence[str],
    phones: Sequence[int],
    facts: Sequence[str],
) -> dict[str, Any]:
    """Return the values that take a fill back; what was changed since stays."""
    values: dict[str, Any] = {name: None for name in columns if getattr(kept, name) == getattr(other, name)}
    if phones:
        more = all_phones(other)
        gone = {more[place] for place in phones if place < len(more)}
        values |= phone_columns([number for number in all_phones(kept) if number not in gone])
    if facts:
        known, told = kept.facts or {}, other.facts or {}
        left = {key: one for key, one in known.items() if not (key in facts and one == told.get(key))}
        values["facts"] = left or None
    return values


def phone_columns(numbers: Sequence[str]) -> dict[str, Any]:
    """Return the two columns that hold these numbers."""
    return {"phone": numbers[0] if numbers else None, "phones": list(numbers[1:]) or None}

"""What the columns of a list of people say together: where somebody lives, and whether they still do."""

import re
from collections.abc import Mapping
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.residents import check_agreement
from gridctl.core.words import ResidentStatus, Sex

_BARE = re.compile(r"[0-9]{1,5}[A-Za-z]?|[A-Za-z]")

ELSEWHERE = N_("lives elsewhere: the home was taken as the registered one")


def home_text(compound: str | None, building: str | None, unit: str | None, room: str | None) -> str:
    """Return the parts of a home as one text, with the signs that tell bare numbers apart: 12幢 2单元 501室."""
    parts = (compound, _signed(building, "幢"), _signed(unit, "单元"), _signed(room, "室"))
    return " ".join(part for part in parts if part)


def _signed(text: str | None, sign: str) -> str | None:
    return f"{text}{sign}" if text and _BARE.fullmatch(text) else text


def agree(birth: str, sex: str, birth_date: str | None, told_sex: str | None) -> None:
    """Raise BadInput where an identity number tells another birth date or sex than the row."""
    check_agreement(birth, Sex(sex), birth_date, Sex(told_sex) if told_sex else None)


def standing(row: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the status that a row tells, and since when; nothing where it tells nothing.

    A day of death or of leaving tells it too, unless a flag beside it says no.
    """
    if row["dead"] or (row["dead"] is None and row["died_on"]):
        return str(ResidentStatus.DEAD), row["died_on"] or row["left_on"]
    if row["moved_out"] or (row["moved_out"] is None and row["left_on"]):
        return str(ResidentStatus.LEFT), row["left_on"]
    if row["status"] == ResidentStatus.LIVING and (row["left_on"] or row["died_on"]):
        raise BadInput(
            N_("the row says that somebody lives here, and on which day they left"),
            hint=N_("empty one of the two"),
            error="status_and_day",
        )
    return row["status"], row["left_on"] if row["status"] != ResidentStatus.LIVING else None

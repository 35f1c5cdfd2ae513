"""Marks of what residents need: note one, end one."""

from typing import Any

from gridctl.core.days import read_day
from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.needs import Tag, read_tag
from gridctl.core.private import refuse_masked_part
from gridctl.core.residents import NewNeed
from gridctl.core.text import clean_line, clean_page
from gridctl.services.office import Office
from gridctl.store import residents as rows
from gridctl.store.unit import Work


def note(office: Office, work: Work, number: int, new: NewNeed) -> Tag:
    """Note a mark of a resident. One that holds already takes over the days, place and words that are new."""
    tag = read_tag(new.tag)
    values = _values(office, new)
    known = rows.open_need(work, number, tag.code)
    _check_order(values, known)
    if known is None:
        rows.add_need(work, {"resident_id": number, "tag": tag.code} | values)
    elif values:
        rows.change_need(work, int(known.id), values)
    _log(work, number, tag.code, values, {})
    return tag


def end(office: Office, work: Work, number: int, new: NewNeed) -> Tag:
    """Let a mark of a resident end: on the day given, on the one that was foreseen, or today."""
    tag = read_tag(new.tag)
    known = rows.open_need(work, number, tag.code)
    if known is None:
        raise NotFound(
            N_("resident {number} has no mark {tag} that holds"),
            hint=N_("see: gridctl resident need {number}"),
            number=number,
            tag=tag.code,
        )
    values = _values(office, new)
    values.setdefault("until_on", known.until_on or office.now().date().isoformat())
    _check_order(values, known)
    rows.change_need(work, int(known.id), values | {"ended_at": work.now})
    _log(work, number, tag.code, values, {"ended": True})
    return tag


def _values(office: Office, new: NewNeed) -> dict[str, Any]:
    today = office.now().date()
    found: dict[str, Any] = {}
    for column, text, field in (("from_on", new.since, "--from"), ("until_on", new.until, "--until")):
        if text:
            found[column] = read_day(text, field, today)
    if new.place:
        refuse_masked_part(new.place, "--place")
        found["place"] = clean_line(new.place, "--place") or None
    if new.note:
        refuse_masked_part(new.note, "--note")
        found["note"] = clean_page(new.note, "--note") or None
    return found


def _check_order(values: dict[str, Any], known: Any | None) -> None:  # noqa: ANN401
    since = values.get("from_on") or (known.from_on if known is not None else None)
    until = values.get("until_on") or (known.until_on if known is not None else None)
    if since and until and until[: len(since)] < since[: len(until)]:
        raise BadInput(
            N_("a need cannot end before it begins"), hint=N_("check --from and --until"), error="need_order"
        )


def _log(work: Work, number: int, tag: str, values: dict[str, Any], more: dict[str, object]) -> None:
    changes: dict[str, object] = {"tag": tag} | more
    for column, value in values.items():
        personal = column in {"place", "note"}
        changes[column] = work.salted("resident", number, value) if personal else value
    work.log("resident.need", "resident", number, changes)

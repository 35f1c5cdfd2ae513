"""Which targets a round goes to: by area and words, or by a list of names from above."""

from typing import Any

from gridctl.core.checklists import Checklist, TargetKind
from gridctl.core.errors import N_, BadInput
from gridctl.core.needs import read_tag
from gridctl.core.round_where import Where, read_where
from gridctl.core.words import HomeKind, ResidentKind
from gridctl.services.office import Office
from gridctl.services.place_names import find_building, own_area
from gridctl.store import rounds as round_rows
from gridctl.store.round_targets import Test, missed_test, need_test, value_test
from gridctl.store.unit import Work

_WITH_HOMES = frozenset({TargetKind.HOME, TargetKind.RESIDENT})
_WITH_BUILDING = _WITH_HOMES | {TargetKind.BUILDING}


def tests_of(office: Office, work: Work, checklist: Checklist, words: str) -> tuple[Test, ...]:
    """Return the tests that the words of `--where` stand for; BadInput where the targets have no such thing."""
    return tuple(
        _test(office, work, checklist.target, one, f"w{place}_")
        for place, one in enumerate(read_where(words))
    )


def _test(office: Office, work: Work, kind: TargetKind, one: Where, name: str) -> Test:
    fits = {
        "need": kind in _WITH_HOMES,
        "building": kind in _WITH_BUILDING,
        "unit": kind in _WITH_HOMES,
        "floor": kind in _WITH_HOMES,
        "kind": kind in _WITH_HOMES,
        "round": True,
    }
    if not fits[one.field]:
        raise BadInput(
            N_("a round over {kind} cannot be asked for {field}"),
            hint=N_("need, unit, floor and kind are of homes and residents, building also of buildings"),
            error="bad_where",
            kind=kind,
            field=one.field,
        )
    if one.field == "need":
        tags = tuple(read_tag(tag, "--where").code for tag in one.values)
        return need_test(kind, tags, name, negated=one.negated)
    if one.field == "building":
        near = own_area(office, work)
        numbers = tuple(find_building(work, value, near).id for value in one.values)
        return value_test("b.id", numbers, name, negated=one.negated)
    if one.field == "round":
        return missed_test(kind, _round(work, one.values[0]), name, negated=one.negated)
    return _plain(kind, one, name)


def _plain(kind: TargetKind, one: Where, name: str) -> Test:
    if one.field == "kind":
        known = tuple(ResidentKind) if kind is TargetKind.RESIDENT else tuple(HomeKind)
        wrong = [value for value in one.values if value not in known]
        if wrong:
            raise BadInput(
                N_("{text} is no kind of {kind}"),
                hint=N_("possible: {known}"),
                error="bad_where",
                text=wrong[0],
                kind=kind,
                known=", ".join(known),
            )
        column = "r.kind" if kind is TargetKind.RESIDENT else "h.kind"
        return value_test(column, one.values, name, negated=one.negated)
    if one.field == "unit":
        return value_test("h.unit", tuple(value.upper() for value in one.values), name, negated=one.negated)
    if not all(value.lstrip("-").isdecimal() for value in one.values):
        raise BadInput(
            N_("{text} is no floor"),
            hint=N_("write a number: floor:5"),
            error="bad_where",
            text=", ".join(one.values),
        )
    return value_test("h.floor", tuple(map(int, one.values)), name, negated=one.negated)


def _round(work: Work, text: str) -> int:
    found: Any = round_rows.get(work, int(text)) if text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004
    if found is None:
        raise BadInput(
            N_("there is no round {number}"),
            hint=N_("see: gridctl round list --all"),
            error="bad_where",
            number=text,
        )
    return int(found.id)

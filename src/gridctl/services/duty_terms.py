"""How much a member may work: their own terms, over those of their tier, over those of the pack in force."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from gridctl.core.duties import DutyRules, Terms
from gridctl.core.duty_views import find_shift
from gridctl.core.errors import N_, BadInput
from gridctl.core.members import read_skills as read_list
from gridctl.core.numbers import read_number
from gridctl.core.pack_duty import TERM_LIMITS
from gridctl.core.presence_views import MemberTermsView, TermLine
from gridctl.core.weekdays import days_of, read_weekdays, show_weekdays
from gridctl.core.words import Tier
from gridctl.services import people
from gridctl.services.office import Office
from gridctl.services.packs import Packs, rules_at
from gridctl.store import areas as area_rows
from gridctl.store import duty_terms as rows
from gridctl.store.unit import Work

NAMES = tuple(one.name for one in fields(Terms))


def show(office: Office, member: str) -> MemberTermsView:
    """Return what holds for a member, limit by limit, with who says so."""
    with office.store.read() as work:
        return _view(office, work, people.find_member(work, member))


def change(office: Office, member: str, said: Mapping[str, str | None]) -> MemberTermsView:
    """Set a member's own terms: what is None stays, "" lets tier and pack decide again; BadInput for nothing."""
    given = {name: text for name, text in said.items() if text is not None}
    if not given:
        raise BadInput(N_("nothing to change was given"), hint=N_("see: gridctl duty terms set --help"))
    with office.store.begin() as work:
        row = people.find_member(work, member)
        work.about("member", row.id)
        rules = rules_at(Packs(work, office.settings.pack_hash), row.area_id, work.now)
        old = rows.terms_of(work, row.id)
        before = {name: getattr(old, name, None) for name in NAMES}
        after = before | {name: _read(name, text, rules) for name, text in given.items()}
        if after != before:
            rows.set_terms(work, row.id, after)
            changes = {name: [before[name], after[name]] for name in NAMES if before[name] != after[name]}
            work.log("terms.set", "member", row.id, changes)
        return _view(office, work, row)


def _read(name: str, text: str, rules: DutyRules) -> Any:  # noqa: ANN401
    """Return one limit as the store keeps it, None for an empty one."""
    option = "--" + name.replace("_", "-")
    if not text.strip():
        return None
    if name == "weekdays":
        return read_weekdays(text)
    if name == "shifts":
        words = read_list([text], option) or []
        return list(dict.fromkeys(find_shift(rules.shifts, word).code for word in words))
    return read_number(text, option, 0 if name == "rest_hours" else 1, TERM_LIMITS[name])


def _view(office: Office, work: Work, row: Any) -> MemberTermsView:  # noqa: ANN401
    packs = Packs(work, office.settings.pack_hash)
    applied = packs.in_force(row.area_id, work.now)
    rules = rules_at(packs, row.area_id, work.now)
    own = own_terms(rows.terms_of(work, row.id))
    tier = rules.tiers.get(Tier(row.tier), Terms())
    layers = (("member", own), ("tier", tier), ("pack", rules.terms))
    return MemberTermsView(
        member=row.code,
        name=row.name,
        tier=row.tier,
        pack=applied.pack.name,
        lift=_lift(office, work, row.area_id),
        terms=tuple(_line(name, layers) for name in NAMES),
    )


def own_terms(row: Any) -> Terms:  # noqa: ANN401
    """Return the terms of a member's row of them; none without a row."""
    if row is None:
        return Terms()
    days = None if row.weekdays is None else days_of(row.weekdays)
    shifts = None if row.shifts is None else tuple(row.shifts)
    numbers = {name: getattr(row, name) for name in TERM_LIMITS}
    return Terms(**numbers, weekdays=days, shifts=shifts)


def _line(name: str, layers: tuple[tuple[str, Terms], ...]) -> TermLine:
    for source, terms in layers:
        value = getattr(terms, name)
        if value is not None:
            shown = show_weekdays(value) if name == "weekdays" else value
            return TermLine(name, ", ".join(shown) if isinstance(shown, tuple) else shown, source)
    return TermLine(name, None, None)


def _lift(office: Office, work: Work, area_id: int | None) -> int | None:
    """Return the number of the lift that holds at an area today, or None."""
    today = office.now().date().isoformat()
    above = {None, *(area_rows.ancestors(work, area_id) if area_id else ())}
    for row in work.execute(rows.lifts(since=today)):
        if row.from_on <= today and row.area_id in above:
            return int(row.id)
    return None

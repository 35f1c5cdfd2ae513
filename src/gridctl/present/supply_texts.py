"""Plans of supplies in words: the list that is carried from door to door, and the rule for the group.

The text for the group names neither people nor doors. Where a plan is for some alone, or weighs what people
need, a stairwell with few homes of it is not named either: its neighbours could guess whose they are.
"""

from collections.abc import Iterator, Sequence

from gridctl.core.errors import GridError
from gridctl.core.supplies import Per
from gridctl.core.supply_query import People, read_people
from gridctl.core.supply_views import PlanView, SharedPlan, StairView
from gridctl.present.cells import cell_len, pad
from gridctl.present.i18n import _, ngettext
from gridctl.present.labels import label
from gridctl.present.visible import visible

FEWEST = 5
"""A stairwell with fewer homes of a plan that chooses or weighs is not named. A convention of ours."""


def stair_lists(stairs: Sequence[StairView]) -> str:
    """Return the lists of a plan, stairwell by stairwell, with a box to tick at each door."""
    return "\n".join(line for stair in stairs for line in _stair_lines(stair))


def _stair_lines(stair: StairView) -> Iterator[str]:
    yield _("{stairwell}: {homes} homes, {granted} to hand out, {given} handed out").format(
        stairwell=_called(stair), homes=stair.home_count, granted=stair.granted, given=stair.given
    )
    width = max(cell_len(visible(door.home)) for door in stair.doors)
    for door in stair.doors:
        done = "x" if door.granted and door.given >= door.granted else " "
        yield f"  [{done}] {pad(visible(door.home), width)}  {door.granted}"
    yield ""


def _called(stair: StairView) -> str:
    return " ".join(visible(part) for part in (stair.stairwell, stair.name) if part) or _("no stairwell")


def shared(plan: PlanView, stairs: Sequence[StairView]) -> SharedPlan:
    """Return the rule of a plan as a text for a group."""
    lines = [*_rule(plan), *_by_stairwell(plan, stairs)]
    return SharedPlan(plan.id or 0, "\n".join(lines))


def _rule(plan: PlanView) -> Iterator[str]:
    yield _("{thing}: {granted} {measure} for {homes} homes in {area}").format(
        thing=visible(plan.name),
        granted=plan.granted,
        measure=visible(plan.measure),
        homes=plan.home_count,
        area=visible(plan.area_name),
    )
    each = _("Each home gets {each}.") if plan.per == Per.HOME else _("Each person gets {each}.")
    yield each.format(each=plan.each)
    for tag, more in plan.extra.items():
        yield _("{more} more for: {need}.").format(more=more, need=label(tag, "needs"))
    if plan.where:
        yield _("It is for: {people}.").format(people=_people(plan.where))
    if plan.short:
        yield from _shortage(plan)


def _shortage(plan: PlanView) -> Iterator[str]:
    told = ngettext(
        "There is not enough: {short} home gets less than it should.",
        "There is not enough: {short} homes get less than they should.",
        plan.short,
    )
    yield told.format(short=plan.short)
    if plan.first:
        yield _("First come: {people}.").format(people=_people(plan.first))
    yield _("Then come the homes that got less than they should last time; then all others.")
    yield _(
        "Within each of these groups every home gets one in turn, again and again, until nothing is left."
    )
    yield _("The order is drawn by lot: SHA-256 of {seed}/HOME, the smallest first.").format(seed=plan.seed)
    yield _("Who gets less now comes before the others next time.")


def _people(query: str) -> str:
    """Return whom a query means, in general words: marks of needs and kinds; whatever could be a name is left out."""
    try:
        clauses = read_people(query, "")
    except GridError:
        return _("chosen residents")
    return _(" or ").join(dict.fromkeys(map(_clause, clauses)))


def _clause(people: People) -> str:
    marks = [label(tag, "needs") for tag in people.needs]
    marks += [label(str(kind), "resident_kinds") for kind in people.kinds]
    plain = not people.words and not people.building
    return " + ".join(marks) if marks and plain else _("chosen residents")


def _by_stairwell(plan: PlanView, stairs: Sequence[StairView]) -> Iterator[str]:
    careful = bool(plan.where or plan.extra or (plan.short and plan.first))
    named = [stair for stair in stairs if stair.home_count >= FEWEST or not careful]
    others = [stair for stair in stairs if stair not in named]
    for stair in named:
        yield _("{stairwell}: {homes} homes, {granted}").format(
            stairwell=_called(stair), homes=stair.home_count, granted=stair.granted
        )
    if others:
        yield _("other stairwells together: {homes} homes, {granted}").format(
            homes=sum(stair.home_count for stair in others), granted=sum(stair.granted for stair in others)
        )

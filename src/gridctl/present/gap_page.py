"""The balance of jobs and people: two columns, one below the other where it is narrow, and what closes them."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from gridctl.core.gap_views import FreeView, GapView, JobView, MoveView, TiersView
from gridctl.present.cells import cell_len, pad
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.shown import shown
from gridctl.present.visible import visible

MOST = 20
"""Lines of a column; the rest is counted."""
NARROW = 100
"""Cells below which nobody reads two columns, also where they would fit."""
_BETWEEN = "  "


def page(found: GapView, room: int) -> str:
    """Return the balance for so many cells in a line."""
    jobs = [_job(one) for one in found.jobs_without_people]
    people = [_person(one) for one in found.people_without_jobs]
    heads = sum(one.missing for one in found.jobs_without_people)
    left = [_("Jobs without people: {count}").format(count=heads), *_few(jobs)]
    right = [_("People without jobs: {count}").format(count=len(people)), *_few(people)]
    width, other = (max(map(cell_len, lines)) for lines in (left, right))
    if room < NARROW or width + len(_BETWEEN) + other > room:
        both = [*left, "", *right]
    else:
        pairs = zip_longest(left, right, fillvalue="")
        both = [f"{pad(one, width)}{_BETWEEN}{two}".rstrip() for one, two in pairs]
    return "\n".join([*both, *_below(found)])


def _below(found: GapView) -> Iterator[str]:
    if found.moves:
        yield ""
        yield _("What closes it, in {count} moves:").format(count=len(found.moves))
        yield from _few([_move(one) for one in found.moves])
    if found.missing_tiers:
        yield ""
        yield _("Grids without one of the five tiers: {count}").format(count=len(found.missing_tiers))
        yield from _few([_tiers(one) for one in found.missing_tiers])
    if not found.is_open:
        yield _("Every job has people, and everybody who is free has a job.")


def _few(lines: Sequence[str]) -> list[str]:
    kept = [f"  {visible(line)}" for line in lines[:MOST]]
    more = len(lines) - len(kept)
    return [*kept, "  " + _("and {count} more: --json").format(count=more)] if more else kept


def _job(one: JobView) -> str:
    place = " ".join(filter(None, (one.area, one.place)))
    text = _("{missing} missing: {date} {shift} {duty} at {place} (post {post})")
    return text.format(
        date=one.date[5:],
        shift=label(one.shift, "shifts"),
        duty=label(one.duty, "duties"),
        place=place,
        post=one.post,
        missing=one.missing,
    )


def _person(one: FreeView) -> str:
    return " ".join(filter(None, (one.member, one.name, label(one.tier, "tiers"), one.area)))


def _move(one: MoveView) -> str:
    text = (
        _("{member} {name} to post {post} on {date}, {shift}")
        if one.leaves is None
        else _("{member} {name} from post {leaves} to post {post} on {date}, {shift}")
    )
    return text.format(
        member=one.member,
        name=one.name,
        post=one.post,
        date=one.date,
        leaves=one.leaves,
        shift=label(one.shift, "shifts"),
    )


def _tiers(one: TiersView) -> str:
    tiers = _(", ").join(label(tier, "tiers") for tier in one.tiers)
    return _("{area} {name}: no {tiers}").format(area=one.area, name=one.name, tiers=tiers)


def flat(found: GapView) -> Iterator[dict[str, Any]]:
    """Yield all of it as rows of one table; `kind` tells what each is."""
    for kind, some in (
        ("job", found.jobs_without_people),
        ("person", found.people_without_jobs),
        ("move", found.moves),
        ("tiers", found.missing_tiers),
    ):
        for one in some:
            yield {"kind": kind, **shown(one)}

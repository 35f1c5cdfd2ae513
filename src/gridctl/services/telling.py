"""What a step leaves to be told, written in its own transaction (DESIGN.md §1: who types is seldom who does)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from gridctl.core.telling import LOST, News, Receiver, Role, Standing, Taken, TellKind, news_of
from gridctl.core.words import StepKind
from gridctl.services.people import Holder
from gridctl.store import life, people, postings
from gridctl.store import telling as rows
from gridctl.store.unit import Work


def standing(work: Work, row: Any) -> Standing:  # noqa: ANN401
    """Return who has to do with a request now."""
    return Standing(
        _holder(row.holder_member_id, row.holder_team_id), rows.helper_ids(work, row.id), row.desk_id
    )


def _holder(member: int | None, team: int | None) -> Receiver | None:
    if member is not None:
        return Receiver(Role.MEMBER, member)
    return None if team is None else Receiver(Role.TEAM, team)


class Done(NamedTuple):
    """A step that was just taken: its place in the order of the store, its kind and detail, and by whom."""

    seq: int
    kind: StepKind
    detail: Mapping[str, Any]
    by: str | None


def after_step(work: Work, row: Any, before: Standing, values: Mapping[str, Any], done: Done) -> None:  # noqa: ANN401
    """Write what has to be told of a step; `row` and `before` are from before it, `values` what it changed."""
    detail = done.detail
    member, team = (values.get(name, getattr(row, name)) for name in ("holder_member_id", "holder_team_id"))
    after = Standing(_holder(member, team), rows.helper_ids(work, row.id), values.get("desk_id", row.desk_id))
    dropped = rows.drop_of_step(work, int(detail["undoes"])) if "undoes" in detail else frozenset()
    taken = Taken(
        done.kind,
        asked=bool(detail.get("asked")),
        granted=bool(detail.get("granted")),
        denied=bool(detail.get("denied")),
        undoes="undoes" in detail,
    )
    asked = life.open_ask(work, row.id) if taken.asked else None
    found = news_of(taken, before, after, asked.desk_id if asked else None)
    if done.kind is StepKind.RESOLVE and not taken.undoes and not values.get("on_spot"):
        _answer(work, row, done.seq)
    if done.kind in {StepKind.OBJECT, StepKind.REOPEN}:
        rows.drop(work, row.id, Role.REQUESTER, row.id)
    if found:
        _write(work, row.id, done.seq, found, done.by, dropped)


def given_at_intake(work: Work, number: int, holder: Holder, by: str | None) -> None:
    """Write that a request which has just come in was given to somebody."""
    to = _holder(holder.member_id, holder.team_id)
    last = life.last_step(work, number)
    if to is not None and last is not None:
        _write(work, number, last.seq, [News(to, TellKind.ASSIGNED)], by)


def _answer(work: Work, row: Any, seq: int) -> None:  # noqa: ANN401
    """Let everybody who asked for it read the answer: the requester, and those of merged requests."""
    for one in (row, *life.merged_into(work, row.id)):
        if one.name or one.phone or one.ref:
            rows.drop(work, one.id, Role.REQUESTER, one.id)
            rows.write(work, one.id, seq, News(Receiver(Role.REQUESTER, one.id), TellKind.ANSWERED))


def _write(
    work: Work,
    number: int,
    seq: int,
    found: list[News],
    by: str | None,
    dropped: frozenset[Receiver] = frozenset(),
) -> None:
    """Keep what others have to hear; whoever took the step knows it, and newer news replace older ones.

    `dropped` are those for whom a text was let go already.
    """
    doer = _member_of(work, by or work.actor.operator)
    for news in found:
        untold = bool(rows.drop(work, number, news.to.role, news.to.id)) or news.to in dropped
        if doer is not None and _is_doer(work, doer, news.to):
            continue
        if news.kind in LOST and untold and not rows.heard(work, number, news.to.role, news.to.id):
            continue
        rows.write(work, number, seq, news)


def _member_of(work: Work, code: str) -> Any | None:  # noqa: ANN401
    found = people.find_members(work, code)
    return found[0] if len(found) == 1 else None


def _is_doer(work: Work, doer: Any, to: Receiver) -> bool:  # noqa: ANN401
    if to.role is Role.MEMBER:
        return bool(to.id == doer.id)
    if to.role is not Role.DESK:
        return False
    return bool(doer.area_id == to.id) or any(
        one.area_id == to.id and one.until_at is None for one in postings.of_member(work, doer.id)
    )

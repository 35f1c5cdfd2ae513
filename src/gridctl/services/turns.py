"""Turns of duty by hand: give one, take it away, swap, offer, take over; checked by the rules of the plan."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from gridctl.core.duties import LIVE, TurnState
from gridctl.core.duty_refusals import refused
from gridctl.core.duty_rules import Broken, Stint, broken
from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound, Refused
from gridctl.core.telling import TellKind
from gridctl.core.text import clean_line
from gridctl.core.turn_view import TurnView
from gridctl.core.uid import uuid7
from gridctl.services import people, posts, rosters
from gridctl.services.duty_news import tell
from gridctl.services.duty_people import Ground, People, on_day, stint, stint_at
from gridctl.services.office import Office
from gridctl.services.rehearsing import in_one_go
from gridctl.store import turns as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Hand:
    """How a change by hand is meant: rules set aside for a reason, fixed for plans, not told yet, rehearsed."""

    force: bool = False
    why: str | None = None
    lock: bool = False
    draft: bool = False
    dry_run: bool = False

    @property
    def reason(self) -> str | None:
        """The reason as it is kept; BadInput where rules are set aside without one."""
        text = clean_line(self.why, "--why") if self.why else None
        if self.force and not text:
            raise BadInput(
                N_("--force needs a reason"), hint=N_("say it: --force --why REASON"), error="no_reason"
            )
        return text


@dataclass(slots=True)
class Desk:
    """What every change by hand needs, within one unit of work."""

    office: Office
    work: Work
    hand: Hand
    why: str | None = field(init=False)
    ground: Ground = field(init=False)

    def __post_init__(self) -> None:
        """Read the reason, and which packs are in force."""
        self.why = self.hand.reason
        self.ground = Ground(self.office, self.work, self.work.now)

    def check(
        self,
        member: Any,  # noqa: ANN401
        post: Any,  # noqa: ANN401
        day: date,
        without: Collection[int] = (),
        *,
        drafts: bool = False,
    ) -> tuple[Stint, tuple[Broken, ...]]:
        """Return the turn that somebody would have at a post, and which rules it breaks.

        Turns in `without` are looked at as if they were not there; drafts count beside a draft alone.
        """
        on = day.isoformat()
        known = People(self.ground, day, day, [member.id], drafts=drafts)
        there = rows.at_posts(self.work, [post.id], on, on, drafts=drafts)
        room = post.best - sum(row.id not in without for row in there)
        next_to = rows.beside(self.work, post, on, drafts=drafts)
        beside = {row.member_id for row in next_to if row.id not in without} - {member.id}
        others = [stint(row) for row in known.turns[member.id] if row.id not in without]
        turn = stint_at(self.office, post, day)
        demand = self.ground.demand(post, room, beside)
        lifts = self.ground.lifted(post.area_id, day, day)
        return turn, broken(turn, others, known.who(member), demand, lifts)

    def give(self, member: Any, post: Any, day: date, without: Collection[int] = (), *, action: str) -> int:  # noqa: ANN401
        """Let somebody stand at a post on a day; Refused with the rule's name, unless it is set aside."""
        turn, against = self.check(member, post, day, without, drafts=self.hand.draft)
        if against and not self.hand.force:
            raise refused(against, f"{member.code} {member.name}", post.id, day)
        state = TurnState.DRAFT if self.hand.draft else TurnState.PUBLISHED
        rules = [str(one.rule) for one in against]
        values = new_row(self.work, turn, member.id, state) | {
            "locked": self.hand.lock,
            "forced": self.why if against else None,
            "why": self.why,
        }
        number = rows.add(self.work, values)
        changes = {"member": member.code, "post": post.id, "date": day.isoformat(), "state": str(state)}
        self.work.log(action, "turn", number, changes | ({"rules": rules} if rules else {}), self.why)
        return number

    def take_away(self, row: Any, *, action: str) -> None:  # noqa: ANN401
        """Take a turn off the roster; Refused where somebody has turned up for it."""
        if row.checked_in_at is not None:
            raise Refused(
                N_("{member} has turned up for turn {number} already"),
                hint=N_("let it stand; what comes after it can be changed"),
                error="turned_up",
                member=f"{row.member} {row.name}",
                number=row.id,
            )
        values = {"state": str(TurnState.REMOVED), "removed_at": self.work.now, "why": self.why}
        rows.change(self.work, row.id, row.version, values)
        changes = {
            "member": row.member,
            "post": row.post_id,
            "date": row.on_date,
            "state": [row.state, "removed"],
        }
        self.work.log(action, "turn", row.id, changes, self.why)

    def view(self, number: int) -> TurnView:
        """Return a turn as it stands."""
        return rosters.turn_view(self.office, self.work, number)


def new_row(work: Work, turn: Stint, member_id: int, state: TurnState) -> dict[str, Any]:
    """Return the row of a new turn."""
    return {
        "uid": uuid7(work.now),
        "post_id": turn.post,
        "member_id": member_id,
        "on_date": turn.on.isoformat(),
        "start_at": turn.start,
        "end_at": turn.end,
        "state": str(state),
        "locked": False,
        "version": 1,
        "created_at": work.now,
    }


def assign(office: Office, member: str, post: str, day: str, hand: Hand) -> TurnView:
    """Let somebody stand at a post on a day."""

    def do(work: Work) -> TurnView:
        desk = Desk(office, work, hand)
        who, where = people.find_member(work, member), posts.find(work, post)
        work.about("post", where.id)
        number = desk.give(who, where, on_day(office, day), action="turn.assign")
        if not hand.draft:
            tell(work, [number], TellKind.SHIFT_GIVEN)
        return desk.view(number)

    return in_one_go(office, do, dry_run=hand.dry_run)


def unassign(office: Office, what: str, day: str | None, hand: Hand) -> list[TurnView]:
    """Take a turn off the roster by its number, or all of a member's on a day."""

    def do(work: Work) -> list[TurnView]:
        desk = Desk(office, work, hand)
        found = _turns_meant(office, work, what, day)
        for row in found:
            work.about("turn", row.id)
            desk.take_away(row, action="turn.unassign")
        tell(work, [row.id for row in found if row.state in LIVE], TellKind.SHIFT_TAKEN_AWAY)
        return [desk.view(row.id) for row in found]

    return in_one_go(office, do, dry_run=hand.dry_run)


def swap(office: Office, one: str, other: str, day: str | None, hand: Hand) -> list[TurnView]:
    """Let two people stand at each other's posts: two turns, or two members on a day; both must be allowed."""

    def do(work: Work) -> list[TurnView]:
        pair = [_one_turn(office, work, name, day) for name in (one, other)]
        if pair[0].member_id == pair[1].member_id:
            raise BadInput(N_("both turns are of the same member"), hint=N_("name two people"))
        work.about("turn", pair[0].id)
        numbers = [
            _replaced(office, work, hand, row, of, {row.id for row in pair}) for row, of in _crossed(pair)
        ]
        desk = Desk(office, work, hand)
        for row in pair:
            desk.take_away(row, action="turn.swap")
        tell(work, [row.id for row in pair if row.state in LIVE], TellKind.SHIFT_TAKEN_AWAY)
        tell(
            work,
            [number for number, row in zip(numbers, pair, strict=True) if row.state in LIVE],
            TellKind.SHIFT_GIVEN,
        )
        return [desk.view(number) for number in numbers]

    return in_one_go(office, do, dry_run=hand.dry_run)


def _crossed(pair: Sequence[Any]) -> list[tuple[Any, Any]]:
    return [(pair[0], pair[1]), (pair[1], pair[0])]


def _replaced(office: Office, work: Work, hand: Hand, row: Any, of: Any, without: set[int]) -> int:  # noqa: ANN401
    """Give one turn to the member of another; a turn that was fixed stays so."""
    kept = replace(hand, lock=hand.lock or row.locked, draft=row.state == TurnState.DRAFT)
    member = rows.members(work, [of.member_id])[of.member_id]
    post = posts.by_number(work, row.post_id)
    day = date.fromisoformat(row.on_date)
    return Desk(office, work, kept).give(member, post, day, without, action="turn.swap")


def offer(office: Office, number: int, hand: Hand) -> TurnView:
    """Offer a turn to others; whoever has it is expected until somebody takes it."""

    def do(work: Work) -> TurnView:
        desk = Desk(office, work, hand)
        row = rosters.found(work, number)
        work.about("turn", number)
        if row.state != TurnState.PUBLISHED:
            raise Refused(
                N_("turn {number} is not on the published roster"),
                hint=N_("see how it stands: gridctl duty list"),
                error="not_published",
                number=number,
            )
        rows.change(work, number, row.version, {"state": str(TurnState.OFFERED), "why": desk.why})
        work.log("turn.offer", "turn", number, {"state": [row.state, "offered"]}, desk.why)
        tell(work, [number], TellKind.SHIFT_OFFERED)
        return desk.view(number)

    return in_one_go(office, do, dry_run=hand.dry_run)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody takes: an offered turn, or a place at an open post on a day."""

    turn: int | None = None
    post: str | None = None
    day: str | None = None


def take(office: Office, wanted: Wanted, by: str | None, hand: Hand) -> TurnView:
    """Take over an offered turn, or a free place at a post; by who types unless somebody else is named."""
    if (wanted.turn is None) == (wanted.post is None) or (wanted.post and not wanted.day):
        raise BadInput(
            N_("say which turn, or which post and day"),
            hint=N_("gridctl duty take 17, or gridctl duty take --post 3 --date 2021-12-18"),
        )

    def do(work: Work) -> TurnView:
        desk = Desk(office, work, hand)
        who = people.find_member(work, by) if by else people.needed_me(work)
        if wanted.turn is None:
            where = posts.find(work, str(wanted.post))
            number = desk.give(who, where, on_day(office, str(wanted.day)), action="turn.take")
        else:
            number = _taken_over(desk, wanted.turn, who)
        tell(work, [number], TellKind.SHIFT_GIVEN)
        return desk.view(number)

    return in_one_go(office, do, dry_run=hand.dry_run)


def _taken_over(desk: Desk, number: int, who: Any) -> int:  # noqa: ANN401
    row = rosters.found(desk.work, number)
    desk.work.about("turn", number)
    if row.state != TurnState.OFFERED:
        raise Refused(
            N_("turn {number} is not offered"),
            hint=N_("its holder offers it first: gridctl duty offer {number}"),
            error="not_offered",
            number=number,
        )
    post, day = posts.by_number(desk.work, row.post_id), date.fromisoformat(row.on_date)
    taken = desk.give(who, post, day, {number}, action="turn.take")
    desk.take_away(row, action="turn.take")
    tell(desk.work, [number], TellKind.SHIFT_TAKEN_AWAY)
    return taken


def _turns_meant(office: Office, work: Work, what: str, day: str | None) -> list[Any]:
    """Return the turn with a number, or those of a member on a day."""
    word = clean_line(what, "turn", longest=80)
    if day is None:
        if not word.isdecimal() or len(word) > 17:  # noqa: PLR2004  (what a number in the store can be)
            raise BadInput(
                N_("{name} is no number of a turn"),
                hint=N_("give the number, or a member with --date"),
                name=word,
            )
        found = [rosters.found(work, int(word))]
        if found[0].state == TurnState.REMOVED:
            raise Refused(
                N_("turn {number} is off the roster already"),
                hint=N_("see what stands: gridctl duty list"),
                error="removed",
                number=found[0].id,
            )
        return found
    member, on = people.find_member(work, word), on_day(office, day).isoformat()
    here = [rosters.found(work, row.id) for row in rows.near(work, [member.id], on, on, drafts=True)]
    live = [row for row in here if row.state in LIVE] or here
    if not live:
        raise NotFound(
            N_("{member} has no turn on {date}"),
            hint=N_("see them: gridctl duty list --member {member}"),
            member=member.code,
            date=on,
        )
    return live


def _one_turn(office: Office, work: Work, what: str, day: str | None) -> Any:  # noqa: ANN401
    found = _turns_meant(office, work, what, day)
    if len(found) > 1:
        raise Ambiguous(
            N_("{name} has several turns that day"),
            hint=N_("give the number of one of them: {numbers}"),
            name=what,
            numbers=", ".join(str(row.id) for row in found),
        )
    return found[0]

"""What is done by hand on the screen of duty: turning up, giving and taking turns, swapping."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gridctl.core.errors import N_
from gridctl.core.turn_view import TurnView
from gridctl.present.i18n import _, language, speaking
from gridctl.present.labels import label
from gridctl.tui import duty_lines
from gridctl.tui.dialogs.choice import Choice, Offer
from gridctl.tui.dialogs.confirm import Confirm
from gridctl.tui.dialogs.form import Field, Form
from gridctl.tui.dialogs.paper import Paper
from gridctl.tui.duty_base import DutyBase

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.roster_views import CardView
    from gridctl.services.duty_offers import MemberOffer, PostOffer
    from gridctl.services.office import Office

CARD = 96
"""Cells that a card is at most wide."""


class DutyHands(DutyBase):
    """The keys that change the roster by hand."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "sign('checkin')", N_("arrive")),
        Binding("o", "sign('checkout')", N_("leave post")),
        Binding("a", "assign", N_("give a turn")),
        Binding("x", "unassign", N_("take off")),
        Binding("space", "mark", N_("mark for a swap"), show=False),
        Binding("s", "swap", N_("swap with marked"), show=False),
    ]

    def _turn(self) -> int | None:
        """Return the number of the only turn under the cursor, or of the first one of several."""
        if self.page is None or not (member := self.member_here()):
            return None
        turns = duty_lines.turns_at(self.page, member, self.board.day)
        if not turns:
            self.notify(_("No turn of duty there."), severity="warning", markup=False)
            return None
        return turns[-1].id

    def action_card(self) -> None:
        """Show the card of the member for the day; on a gap give a turn there."""
        line = self.board.line
        if line is None or not line.key.startswith("m:"):
            self.action_assign()
            return
        member, day = self.member_here(), self.board.day

        def question(office: "Office") -> "CardView":
            from gridctl.services.duty_cards import card

            return card(office, member, day)

        def show(found: "CardView") -> None:
            from gridctl.present import cards

            with speaking(language()):
                text = cards.text(found, min(CARD, self.size.width * 9 // 10 - 4))
            self.app.push_screen(Paper(_("Card"), text))

        self.ask(question, show, group="card")

    def action_sign(self, what: str) -> None:
        """Note that the member came, or goes."""
        if not (member := self.member_here()):
            return

        def deed(office: "Office") -> list[TurnView]:
            from gridctl.services import attendance

            sign = attendance.Sign(member)
            return (attendance.check_in if what == "checkin" else attendance.check_out)(office, sign)

        def said(found: list[TurnView]) -> None:
            for one in found:
                text = _("{name}: {state}").format(name=one.name, state=label(one.state, "standings"))
                self.say(text)

        self.do(f"duty {what}", deed, said)

    def action_assign(self) -> None:
        """Offer the posts for a member, or the members for a post, each with what stands against it."""
        line, day = self.board.line, self.board.day
        if line is None or not day:
            return
        kind, _colon, key = line.key.partition(":")
        if kind == "m":
            self.ask(
                _posts_for(key, day),
                lambda found: self._choose_post(key, line.name, day, found),
                group="offers",
            )
        elif kind == "p":
            number = int(key)
            self.ask(
                _members_for(number, day),
                lambda found: self._choose_member(number, line.name, day, found),
                group="offers",
            )

    def _choose_post(self, member: str, name: str, day: str, found: "list[PostOffer]") -> None:
        offers = []
        for one in found:
            where = " ".join(part for part in (one.area_name, one.place) if part)
            what = _("{duty}, {place}").format(duty=label(one.duty, "duties"), place=where)
            lacks = _("{count} missing").format(count=one.missing) if one.missing else ""
            about = "  ".join(filter(None, [lacks, _against(one.against)]))
            offers.append(Offer(str(one.post), f"{one.letter} {what}", about))
        title = _("{name} on {day}: which post?").format(name=name, day=day)
        self.app.push_screen(
            Choice(title, offers, empty=_("No post is open that day.")),
            lambda post: self._give(member, post, day),
        )

    def _choose_member(self, post: int, name: str, day: str, found: "list[MemberOffer]") -> None:
        offers = []
        for one in found:
            turns = _("{count} turns around that day").format(count=one.turns)
            about = "  ".join(filter(None, [label(one.tier, "tiers"), turns, _against(one.against)]))
            offers.append(Offer(one.member, f"{one.name} {one.member}", about))
        title = _("{post} on {day}: who?").format(post=name, day=day)
        self.app.push_screen(
            Choice(title, offers, empty=_("Nobody is there.")),
            lambda member: self._give(member, str(post), day),
        )

    def _give(self, member: str | None, post: str | None, day: str) -> None:
        """Give the turn; a rule that forbids it is said."""
        if not member or not post:
            return

        def deed(office: "Office") -> TurnView:
            from gridctl.services import turns

            return turns.assign(office, member, post, day, turns.Hand())

        self.do(
            "duty assign",
            deed,
            lambda one: self.say(_("{name} has the turn: {number}").format(name=one.name, number=one.id)),
        )

    def action_unassign(self) -> None:
        """Ask, and take the turn under the cursor off the roster."""
        if self.page is None or (number := self._turn()) is None:
            return
        turn = self.page.turns[number]

        def deed(why: str) -> Callable[["Office"], list[TurnView]]:
            def do(office: "Office") -> list[TurnView]:
                from gridctl.services import turns

                return turns.unassign(office, str(number), None, turns.Hand(why=why or None))

            return do

        told = _("{name} is told that it is not theirs any more.").format(name=turn.name)
        form: Form[list[TurnView]] = Form(
            _("Take turn {number} off the roster").format(number=number),
            [Field("why", _("why"))],
            "duty unassign",
            lambda typed: deed(typed["why"]),
            about=f"{duty_lines.turn_words(turn)}\n{told}",
        )
        self.app.push_screen(form, lambda done: self.say(_("Taken off.")) if done else None)

    def action_mark(self) -> None:
        """Mark the turn under the cursor for a swap, or take the mark off."""
        board = self.board
        if board.marked is not None:
            self.unmark()
        elif self._turn() is not None and board.line is not None:
            board.marked = (board.line.key, board.day)
            board.refresh()
            self.refresh_bindings()
            self.notify(_("Marked. Go to the other turn and press s."), markup=False)

    def action_swap(self) -> None:
        """Rehearse the swap of the marked turn with this one, show what comes of it, ask, and do it."""
        if self.page is None or self.board.marked is None:
            self.notify(_("Mark a turn with the space bar first."), severity="warning", markup=False)
            return
        key, day = self.board.marked
        mine = duty_lines.turns_at(self.page, key.partition(":")[2], day)
        other = self._turn()
        if not mine or other is None:
            return
        one = mine[-1].id

        def deed(office: "Office", *, dry_run: bool) -> list[TurnView]:
            from gridctl.services import turns

            return turns.swap(office, str(one), str(other), None, turns.Hand(dry_run=dry_run))

        def ask(found: list[TurnView]) -> None:
            lines = [
                f"{turn.date}  {turn.name}  {label(turn.shift, 'shifts')}  {label(turn.duty, 'duties')}"
                for turn in found
            ]
            self.app.push_screen(
                Confirm(_("Swap these two turns?"), about="\n".join(lines)),
                lambda yes: (
                    self.do("duty swap", lambda office: deed(office, dry_run=False), self._swapped)
                    if yes
                    else None
                ),
            )

        self.do("duty swap", lambda office: deed(office, dry_run=True), ask)

    def _swapped(self, _found: list[TurnView]) -> None:
        self.unmark()
        self.say(_("Swapped; both are told."))


def _posts_for(member: str, day: str) -> "Callable[[Office], list[PostOffer]]":
    def question(office: "Office") -> "list[PostOffer]":
        from gridctl.services.duty_offers import posts_for

        return posts_for(office, member, day)

    return question


def _members_for(post: int, day: str) -> "Callable[[Office], list[MemberOffer]]":
    def question(office: "Office") -> "list[MemberOffer]":
        from gridctl.services.duty_offers import members_for

        return members_for(office, post, day)

    return question


def _against(rules: tuple[str, ...]) -> str:
    """Return what stands against somebody, in words."""
    return _(", ").join(label(one, "duty_rules") for one in rules)

"""Planning from the screen of duty: it runs beside everything else, tells its best so far, and can be stopped."""

import time
from collections.abc import Callable, Mapping
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.present.i18n import _
from gridctl.tui.dialogs.confirm import Confirm
from gridctl.tui.dialogs.form import Field, Form
from gridctl.tui.dialogs.paper import Paper
from gridctl.tui.duty_base import DutyBase
from gridctl.tui.widgets.duty_board import DutyBoard

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.plan_views import PlanRow, PlanView, PublishedView
    from gridctl.services.office import Office
    from gridctl.services.roster_plans import NewPlan

WEEK = 7


class DutyPlanning(DutyBase):
    """The keys that plan, stop, publish and drop."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("P", "plan", N_("plan days")),
        Binding("escape,ctrl+c", "stop", N_("stop, keep the best"), key_display="esc"),
        Binding("U", "publish", N_("publish")),
        Binding("D", "drop", N_("drop the plan"), show=False),
    ]

    class Better(Message):
        """The planner has found a better roster."""

        def __init__(self, cost: int, bound: float) -> None:
            """Keep its price, and what no roster can cost less than."""
            super().__init__()
            self.cost, self.bound = cost, bound

    def __init__(self, name: str | None = None) -> None:
        """Plan nothing yet."""
        super().__init__(name)
        self._stopping: Event | None = None
        self._best: tuple[int, float] | None = None
        self._began = 0.0

    def on_mount(self) -> None:
        """Let the seconds of a plan that is being made go on."""
        self.set_interval(1, self.tell_plan)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now: stopping while it plans, publishing and dropping while a draft waits."""
        if action == "stop":
            return self._stopping is not None or any(board.marked for board in self.query(DutyBoard))
        if action in {"publish", "drop"}:
            return self.draft is not None
        return super().check_action(action, parameters)

    @property
    def draft(self) -> "PlanRow | None":
        """The plan that nobody was told of yet."""
        return self.page.draft if self.page else None

    def tell_plan(self) -> None:
        """Say in the head line how the plan comes on, or which draft waits."""
        line = self.query_one("#duty-head", Static)
        line.set_class(self._stopping is not None or bool(self.busy), "-busy")
        if self._stopping is not None:
            seconds = round(time.monotonic() - self._began)
            if self._stopping.is_set():
                text = _("Stopping; the best so far is kept ...")
            elif self._best is None:
                text = _("Planning for {seconds} s; no roster yet").format(seconds=seconds)
            else:
                cost, bound = self._best
                text = _("Planning for {seconds} s; best so far {cost}, at least {bound}").format(
                    seconds=seconds, cost=cost, bound=round(bound)
                )
        elif self.busy:
            text = self.busy
        elif self.draft is not None:
            one = self.draft
            text = _("Plan {number} from {day}, {days} days, is a draft: nobody was told of it").format(
                number=one.id, day=one.from_on, days=one.days
            )
        else:
            text = _("No plan waits. P plans the days from the cursor on.")
        line.update(" " + text)

    def action_plan(self) -> None:
        """Ask which days are to be planned, and begin."""
        if self._stopping is not None:
            self.notify(_("A plan is being made; stop it first."), severity="warning", markup=False)
            return
        day = self.board.day or (self.page.today.isoformat() if self.page else "")
        fields = [
            Field("since", _("first day"), day),
            Field("days", _("how many days"), str(WEEK)),
            Field("seconds", _("seconds at most"), "60"),
        ]

        def deed(typed: Mapping[str, str]) -> Callable[["Office"], "NewPlan"]:
            area = self.dashboard.asked.area
            return lambda _office: _new_plan(typed, area)

        about = _("It is a draft: nobody is told before it is published.")
        self.app.push_screen(Form(_("Plan a roster"), fields, "duty plan", deed, about=about), self._begin)

    def _begin(self, new: "NewPlan | None") -> None:
        if new is None:
            return
        self._stopping = stopping = Event()
        self._best, self._began = None, time.monotonic()
        self.refresh_bindings()
        self.tell_plan()

        def deed(office: "Office", is_left: Callable[[], bool]) -> "PlanView":
            from gridctl.services.roster_plans import Watch, plan

            def better(cost: int, bound: float) -> None:
                self.post_message(self.Better(cost, bound))

            return plan(office, new, Watch(better, lambda: stopping.is_set() or is_left()))

        self.do_aside("duty plan", deed, self._planned, failed=self._unplanned)

    def on_duty_planning_better(self, message: Better) -> None:
        """Show the best so far."""
        self._best = (message.cost, message.bound)
        self.tell_plan()

    def _over(self) -> None:
        self._stopping = None
        self.refresh_bindings()
        self.tell_plan()

    def _unplanned(self, error: GridError) -> None:
        self._over()
        self.failed(error)

    def _planned(self, found: "PlanView") -> None:
        from gridctl.present.roster_plans import spread, why_rows

        self._over()
        self.load()
        lines = [
            _(
                "{filled} of {required} heads that are needed stand there; {more} of {wished} wished beyond."
            ).format(
                filled=found.filled,
                required=found.required,
                more=found.desired_filled,
                wished=found.desired,
            ),
            _("Price {score}; no roster costs less than {bound}.").format(
                score=found.score, bound=found.bound
            ),
            spread(found),
        ]
        lines += [_("Stopped: the best so far is kept.")] if found.stopped else []
        lines += [
            f"{one.date}  {one.shift}  {one.area}  -{one.missing}  {one.why}" for one in why_rows(found)
        ]
        self.app.push_screen(Paper(_("Plan {number}").format(number=found.id), "\n".join(lines)))

    def action_stop(self) -> None:
        """End the search and keep the best roster; without one the mark goes."""
        if self._stopping is not None:
            self._stopping.set()
            self.tell_plan()
        else:
            self.unmark()

    def action_publish(self) -> None:
        """Rehearse the publishing, show what it would do, ask, and do it."""
        if self.draft is None:
            return
        number = self.draft.id

        def rehearse(office: "Office") -> "PublishedView":
            from gridctl.services.roster_plans import publish

            return publish(office, number, dry_run=True)

        self.do("duty publish", rehearse, self._ask_publish)

    def _ask_publish(self, found: "PublishedView") -> None:
        question = _("Publish {turns} turns of {members} members?").format(
            turns=found.published, members=found.members
        )
        about = _("Everybody is told of their turns; the texts wait in the outbox.")
        if found.left:
            text = _("{count} turns break a rule by now and stay drafts: plan again.")
            about += "\n" + text.format(count=len(found.left))

        def publish_it(office: "Office") -> "PublishedView":
            from gridctl.services.roster_plans import publish

            return publish(office, found.id)

        def answered(yes: bool | None) -> None:
            if yes:
                self.do("duty publish", publish_it, lambda _done: self.say(_("Published.")))

        self.app.push_screen(Confirm(question, about=about), answered)

    def action_drop(self) -> None:
        """Ask, and drop the draft."""
        if self.draft is None:
            return
        number = self.draft.id

        def deed(office: "Office") -> "PlanRow":
            from gridctl.services.roster_plans import drop

            return drop(office, number)

        def answered(yes: bool | None) -> None:
            if yes:
                self.do("duty drop", deed, lambda _done: self.say(_("Dropped.")))

        about = _("Its turns go; nobody was told of them.")
        self.app.push_screen(Confirm(_("Drop plan {number}?").format(number=number), about=about), answered)


def _new_plan(typed: Mapping[str, str], area: str | None) -> "NewPlan":
    """Return what is to be planned; BadInput where days and seconds are no numbers."""
    from gridctl.services.roster_plans import NewPlan

    for name in ("days", "seconds"):
        if not typed[name].isdecimal() or not 1 <= len(typed[name]) <= 5:  # noqa: PLR2004  (a day has 86,400)
            raise BadInput(N_("{text} is no number"), hint=N_("write digits alone"), text=typed[name])
    return NewPlan(typed["since"], int(typed["days"]), area, float(max(1, int(typed["seconds"]))))

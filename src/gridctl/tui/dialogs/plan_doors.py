"""The doors of one plan: who has got theirs, noted by a key."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from gridctl.core.errors import N_
from gridctl.core.requests import Act
from gridctl.core.supply_views import GivenView, PlanView
from gridctl.present.i18n import _
from gridctl.present.visible import visible
from gridctl.tui.dialogs.base import HELP_KEY, Dialog
from gridctl.tui.dialogs.confirm import Confirm
from gridctl.tui.supply_tables import DOORS_SHOWN, doors_table
from gridctl.tui.widgets.rows import Rows

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.office import Office


class PlanDoors(Dialog[None]):
    """Walks through the homes of a plan; `d` notes that the one under the cursor has got its share."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "given", N_("handed out")),
        Binding("r", "rest", N_("all the rest")),
        Binding("q", "leave", N_("back"), show=False),
        HELP_KEY,
    ]

    def __init__(self, number: int) -> None:
        """Show the plan with this number."""
        super().__init__(_("Plan {number}").format(number=number))
        self._number = number

    def inside(self) -> Iterator[Widget]:
        """Yield what the plan is, and its doors."""
        yield Static(id="plan-said", classes="quiet", markup=False)
        yield Rows(id="plan-doors")

    def on_mount(self) -> None:
        """Read the plan."""
        self.query_one(Rows).focus()
        self._read()

    def _read(self) -> None:
        number = self._number

        def question(office: "Office") -> PlanView:
            from gridctl.services.supply_plans import show

            return show(office, number)

        self.ask(question, self._show)

    def _show(self, plan: PlanView) -> None:
        waiting = sum(line.given < line.granted for line in plan.lines)
        said = _("{name} for {area}: {given} of {granted} handed out; homes that wait: {waiting}").format(
            name=visible(plan.name),
            area=visible(plan.area_name),
            given=plan.given,
            granted=plan.granted,
            waiting=waiting,
        )
        if len(plan.lines) > DOORS_SHOWN:
            said += "\n" + _(
                "The first {count} homes are shown; all: gridctl supply plan show {number}"
            ).format(count=DOORS_SHOWN, number=self._number)
        self.query_one("#plan-said", Static).update(said)
        self.query_one(Rows).put(*doors_table(plan))

    def action_given(self) -> None:
        """Note that the home under the cursor has got its share, and go on to the next."""
        table = self.query_one(Rows)
        if home := table.here:
            self._give([home], rest=False)
            table.action_cursor_down()

    def action_rest(self) -> None:
        """Ask, and note that all the others have got theirs."""

        def answered(yes: bool | None) -> None:
            if yes:
                self._give([], rest=True)

        self.app.push_screen(Confirm(_("Have all the other homes got their share?")), answered)

    def _give(self, homes: list[str], *, rest: bool) -> None:
        number = self._number

        def deed(office: "Office") -> GivenView:
            from gridctl.services.supply_giving import give

            return give(office, number, homes, Act(), rest=rest)

        self.do("supply give", deed, self._given)

    def _given(self, done: GivenView) -> None:
        if done.already or done.nothing:
            self.notify(_("It had got its share before."), markup=False)
        self._read()

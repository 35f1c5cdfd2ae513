"""The sixth screen: what is where and when it runs out, how it moved, and who is to get it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from gridctl.core.errors import N_
from gridctl.core.requests import Act
from gridctl.core.supplies import MoveKind
from gridctl.core.supply_views import MoveView, PlanView, StockRow
from gridctl.present.i18n import _
from gridctl.present.supply_texts import shared
from gridctl.tui import supply_forms as forms
from gridctl.tui import supply_tables as tables
from gridctl.tui.dialogs.confirm import Confirm
from gridctl.tui.dialogs.paper import Paper
from gridctl.tui.dialogs.plan_doors import PlanDoors
from gridctl.tui.screens.base import GridScreen
from gridctl.tui.showing import texts
from gridctl.tui.widgets.rows import Rows

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.core.round_views import RoundView
    from gridctl.services.office import Office
    from gridctl.services.supply_drafts import PlanOrder


class Supplies(GridScreen):
    """Stock above, below it the movements of the thing under the cursor and the plans that are under way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "move('receive')", N_("comes in")),
        Binding("i", "move('issue')", N_("hand out")),
        Binding("b", "move('return')", N_("comes back")),
        Binding("j", "move('adjust')", N_("put right")),
        Binding("c", "move('count')", N_("count it")),
        Binding("t", "transfer", N_("move over"), show=False),
        Binding("u", "undo", N_("undo")),
        Binding("l", "plan", N_("share out")),
        Binding("s", "share", N_("text of plan")),
        Binding("d", "close", N_("close plan")),
        Binding("g", "deliver", N_("delivery round"), show=False),
        Binding("a", "add", N_("add a thing"), show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  (as Textual declares it)
    AUTO_FOCUS = "#stock"

    def __init__(self, name: str | None = None) -> None:
        """Make a screen that knows of no goods yet."""
        super().__init__(name)
        self._stock: dict[str, StockRow] = {}
        self._moves: dict[str, MoveView] = {}
        self._plans: dict[str, PlanView] = {}

    def body(self) -> Iterator[Widget]:
        """Yield the three tables."""
        yield Static(_("Stock, what runs out first at first"), classes="title", markup=False)
        yield Rows(id="stock")
        yield Static(id="nothing", classes="quiet", markup=False)
        yield Static(id="pace", classes="quiet", markup=False)
        with Horizontal(id="below"):
            with Vertical(id="moved"):
                yield Static(id="moved-title", classes="title", markup=False)
                yield Rows(id="moves")
            with Vertical(id="shared"):
                yield Static(_("Plans under way"), classes="title", markup=False)
                yield Rows(id="plans")
                yield Static(
                    _("No plan is under way. Make one: l"), id="no-plan", classes="quiet", markup=False
                )

    def load(self) -> None:
        """Ask for the stock, the plans, and the movements of the thing under the cursor."""
        area = self.dashboard.asked.area
        self.ask(lambda office: tables.read_stock(office, area), self._show_stock, group="stock")
        self.ask(tables.read_plans, self._show_plans, group="plans")
        self._ask_moves()

    def _show_stock(self, found: list[StockRow]) -> None:
        self._stock = {tables.stock_key(row): row for row in found}
        table, nothing = self.query_one("#stock", Rows), self.query_one("#nothing", Static)
        table.put(*tables.stock_table(found))
        table.display, nothing.display = bool(found), not found
        nothing.update(
            _(
                "Nothing is in stock. Add a thing: a; note what comes in: r; or read a list in:"
                " gridctl import stock FILE"
            )
        )
        self._about_here()

    def _show_plans(self, found: list[PlanView]) -> None:
        self._plans = {str(plan.id): plan for plan in found}
        plans = self.query_one("#plans", Rows)
        plans.put(*tables.plans_table(found))
        plans.display, self.query_one("#no-plan").display = bool(found), not found

    def _about_here(self) -> None:
        """Say how the end of the stock under the cursor was found, and ask how it moved."""
        row = self._stock.get(self.query_one("#stock", Rows).here)
        self.query_one("#pace", Static).update(tables.pace(row) if row else "")
        self._ask_moves()

    def _ask_moves(self) -> None:
        key = self.query_one("#stock", Rows).here
        if key:
            self.ask(
                lambda office: tables.read_moves(office, key),
                lambda found: self._show_moves(key, found),
                group="moves",
            )

    def _show_moves(self, key: str, found: list[MoveView]) -> None:
        if key != self.query_one("#stock", Rows).here:
            return
        self._moves = {str(move.id): move for move in found}
        name, place = texts(self._stock[key], ("name", "place"))
        self.query_one("#moved-title", Static).update(
            _("Movements of {name} at {place}").format(name=name, place=place)
        )
        self.query_one("#moves", Rows).put(*tables.moves_table(found))

    def on_data_table_row_highlighted(self, event: Rows.RowHighlighted) -> None:
        """Follow the cursor of the stock."""
        if event.data_table.id == "stock":
            self._about_here()

    def on_data_table_row_selected(self, event: Rows.RowSelected) -> None:
        """Go into the movements of a thing, or to the doors of a plan."""
        if event.data_table.id == "stock":
            self.query_one("#moves").focus()
        elif event.data_table.id == "plans" and event.row_key.value:
            self.app.push_screen(PlanDoors(int(event.row_key.value)))

    def _here(self) -> tuple[str, str]:
        """Return thing and place under the cursor, or blanks."""
        row = self._stock.get(self.query_one("#stock", Rows).here)
        return (row.item, row.place) if row else ("", self.dashboard.asked.area or "")

    def action_move(self, kind: str) -> None:
        """Book a movement by a form."""
        self.app.push_screen(forms.move(MoveKind(kind), *self._here()), self._say_move)

    def action_transfer(self) -> None:
        """Move goods from the place under the cursor to another one, by a form."""
        self.app.push_screen(forms.transfer(*self._here()), self._say_move)

    def _say_move(self, move: MoveView | None) -> None:
        if move is not None:
            self.load()
            kind, item, place = texts(move, ("kind", "item", "place"))
            self.notify(
                _("no. {number}: {item} {kind}, {quantity:+}; now {on_hand} at {place}").format(
                    number=move.id,
                    item=item,
                    kind=kind,
                    quantity=move.quantity,
                    on_hand=move.on_hand,
                    place=place,
                ),
                markup=False,
            )

    def action_undo(self) -> None:
        """Take a movement back: the one under the cursor where the movements have the focus, else one's last."""
        moves = self.query_one("#moves", Rows)
        number = int(moves.here) if moves.has_focus and moves.here else None

        def deed(office: "Office") -> MoveView:
            from gridctl.services.supply_undo import undo

            return undo(office, number, Act())

        self.do("supply undo", deed, self._say_move)

    def action_add(self) -> None:
        """Add a thing to keep in stock."""
        self.app.push_screen(forms.add_item(), lambda _item: self.load())

    def action_plan(self) -> None:
        """Work a plan out, show what would come of it, and keep it where that is wanted."""
        item, place = self._here()
        self.app.push_screen(forms.plan(item, place, self.dashboard.asked.area or ""), self._worked_out)

    def _worked_out(self, found: "tuple[PlanOrder, PlanView] | None") -> None:
        if found is None:
            return
        order, plan = found

        def deed(office: "Office") -> PlanView:
            from gridctl.services.supply_plans import make

            return make(office, order)

        def answered(yes: bool | None) -> None:
            if yes:
                self.do("supply plan", deed, self._kept)

        self.app.push_screen(Confirm(_("Keep this plan?"), about=tables.rehearsed(plan)), answered)

    def _kept(self, plan: PlanView) -> None:
        self.load()
        told = _("Plan {number} holds back {granted}; get less: {short}.")
        self.notify(told.format(number=plan.id, granted=plan.granted, short=plan.short), markup=False)

    def _plan_here(self) -> PlanView | None:
        plan = self._plans.get(self.query_one("#plans", Rows).here)
        if plan is None:
            self.notify(_("No plan is under way. Make one: l"), markup=False)
        return plan

    def action_share(self) -> None:
        """Show the rule of the plan under the cursor as a text for the group."""
        if (plan := self._plan_here()) is not None and plan.id is not None:
            number = plan.id

            def question(office: "Office") -> str:
                from gridctl.services.supply_plans import show, stairwells

                return shared(show(office, number), stairwells(office, number)).text

            title = _("For the group: plan {number}").format(number=number)
            self.ask(question, lambda text: self._read(title, text), group="share")

    def _read(self, title: str, text: str) -> None:
        self.app.push_screen(Paper(title, text))

    def action_deliver(self) -> None:
        """Ask, and open the round that hands the plan under the cursor out; it is walked on its own screen."""
        if (plan := self._plan_here()) is None or plan.id is None:
            return
        number = plan.id

        def deed(office: "Office") -> "RoundView":
            from gridctl.services.round_supplies import open_for

            return open_for(office, number)

        def opened(view: "RoundView") -> None:
            self.dashboard.look_up("rounds", "round", str(view.id))

        def answered(yes: bool | None) -> None:
            if yes:
                self.do("supply plan round", deed, opened)

        about = _(
            "Its doors are those that have not got their share; each receipt takes it out of the stock."
        )
        question = _("Open a round that hands out plan {number}?").format(number=number)
        self.app.push_screen(Confirm(question, about=about), answered)

    def action_close(self) -> None:
        """Ask, and close the plan under the cursor: what was not handed out is free again."""
        if (plan := self._plan_here()) is None or plan.id is None:
            return
        number = plan.id

        def deed(office: "Office") -> PlanView:
            from gridctl.services.supply_plans import close

            return close(office, number)

        def answered(yes: bool | None) -> None:
            if yes:
                self.do("supply plan close", deed, lambda _plan: self.load())

        about = _("Not handed out yet, and free again then: {left}").format(left=plan.granted - plan.given)
        self.app.push_screen(Confirm(_("Close plan {number}?").format(number=number), about=about), answered)

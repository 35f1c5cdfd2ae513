"""Lists of a round: where to knock next, what is missing, how the hours went; opening and closing one."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from gridctl.core.errors import N_
from gridctl.core.pack_values import Label
from gridctl.core.round_views import ChecklistRow, RoundView, TargetRow
from gridctl.present.i18n import _
from gridctl.present.round_texts import closing_text
from gridctl.present.visible import visible
from gridctl.tui import round_lines
from gridctl.tui.dialogs.choice import Choice, Offer
from gridctl.tui.dialogs.confirm import Confirm
from gridctl.tui.dialogs.form import Field, Form
from gridctl.tui.dialogs.paper import Paper
from gridctl.tui.round_base import RoundBase

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.office import Office


class RoundLists(RoundBase):
    """The keys for what is not at the door."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "knock", N_("where next")),
        Binding("l", "missing", N_("not done yet")),
        Binding("h", "hours", N_("by hour"), show=False),
        Binding("C", "close_round", N_("close the round"), show=False),
    ]

    def action_knock(self) -> None:
        """Show the knock list, and go to the door that is chosen."""
        if self.page is None:
            return
        number = self.page.view.id

        def question(office: "Office") -> list[TargetRow]:
            from gridctl.services.round_next import next_targets

            return next_targets(office, number)

        title = _("Knock next")
        self.ask(question, lambda found: self._offer(title, found, _("Nothing is left.")), group="list")

    def action_missing(self) -> None:
        """Show what is missing in this building, or in the whole round of other things."""
        if self.page is None:
            return
        number = self.page.view.id
        building = self.page.building.code if self.page.building else None

        def question(office: "Office") -> list[TargetRow]:
            from gridctl.services.round_work import missing

            return missing(office, number, building=building)

        title = _("Missing in {place}").format(place=building or self.page.view.id)
        self.ask(question, lambda found: self._offer(title, found, _("Nothing is missing.")), group="list")

    def _offer(self, title: str, found: Sequence[TargetRow], empty: str) -> None:
        known = {one.target: one for one in found}
        offers = [Offer(key, *round_lines.target_offer(one)) for key, one in known.items()]

        def chosen(key: str | None) -> None:
            if key is not None:
                self.jump(known[key].building, key.partition(":")[0])

        self.app.push_screen(Choice(title, offers, empty=empty), chosen)

    def fill_targets(self) -> None:
        """List the targets of a round that goes to no doors."""
        targets = self.query_one("#targets", OptionList)
        before = targets.highlighted
        targets.clear_options()
        for one in self.page.targets if self.page else ():
            name, about = (visible(part) for part in round_lines.target_offer(one))
            targets.add_option(Option(f"{name}  {about}", id=one.target))
        if targets.option_count:
            targets.highlighted = min(before or 0, targets.option_count - 1)

    def action_hours(self) -> None:
        """Show how many visits each hour had."""
        if self.page is not None:
            text = round_lines.hours_text(self.page.view) or _("No visit yet.")
            self.app.push_screen(Paper(_("Visits by hour"), text))

    def action_open_round(self) -> None:
        """Look which checklists there are, and ask what is to be walked where."""

        def question(office: "Office") -> list[ChecklistRow]:
            from gridctl.services import checklists

            return checklists.listing(office)

        self.ask(question, self._ask_open, group="list")

    def _ask_open(self, found: Sequence[ChecklistRow]) -> None:
        """Ask for a new round, and open it."""
        known = [(one.code, round_lines.text_of(Label.of(one.title))) for one in found]
        fields = [
            Field("checklist", _("checklist"), choices=known),
            Field("area", _("area"), self.dashboard.asked.area or ""),
            Field("where", _("only"), hint="need:elderly_alone building:HL12 floor:5"),
            Field("until", _("until"), hint="17:00"),
        ]

        def deed(typed: Mapping[str, str]) -> "Callable[[Office], RoundView]":
            def do(office: "Office") -> RoundView:
                from gridctl.services import rounds

                area, where, until = (typed[key] or None for key in ("area", "where", "until"))
                new = rounds.NewRound(typed["checklist"], area=area, where=where, until=until)
                return rounds.open_round(office, new)

            return do

        about = _("The list of doors is frozen when the round is opened.")
        form: Form[RoundView] = Form(_("Open a round"), fields, "round open", deed, about=about)
        self.app.push_screen(form, self._opened)

    def _opened(self, found: RoundView | None) -> None:
        if found is not None:
            self._number = found.id
            self.say(
                _("Round {number} is open: {count} targets.").format(number=found.id, count=found.targets)
            )

    def action_close_round(self) -> None:
        """Rehearse the closing, show what the round came to, ask, and close it."""
        if self.page is None:
            return
        number = self.page.view.id

        def rehearse(office: "Office") -> RoundView:
            from gridctl.services import rounds

            return rounds.close(office, number, dry_run=True)

        self.do("round close", rehearse, self._ask_close)

    def _ask_close(self, found: RoundView) -> None:
        def deed(office: "Office") -> RoundView:
            from gridctl.services import rounds

            return rounds.close(office, found.id)

        def answered(yes: bool | None) -> None:
            if yes:
                self.do("round close", deed, lambda _view: self.say(_("Closed.")))

        question = _("{count} doors are still on the list. Close the round?").format(count=found.left)
        self.app.push_screen(Confirm(question, about=closing_text(found)), answered)

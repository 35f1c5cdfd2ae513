"""Recording at the doors: one key for an outcome, a small form for the questions, one key to take back."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gridctl.core.checklists import Item, ItemKind
from gridctl.core.errors import N_
from gridctl.core.rounds import VisitOutcome
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.visible import visible
from gridctl.tui import round_lines
from gridctl.tui.dialogs.form import Field, Form
from gridctl.tui.round_base import RoundBase

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.round_views import RecordedView, VisitView
    from gridctl.services.office import Office

ITEM = "item-"


class RoundRecording(RoundBase):
    """The keys that record."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "record('done')", N_("done")),
        Binding("n", "record('no_answer')", N_("no answer")),
        Binding("r", "record('refused')", N_("refused")),
        Binding("a", "record('away')", N_("away from home")),
        Binding("x,e", "record('exempt')", N_("exempt")),
        Binding("u", "undo", N_("undo")),
        Binding("p", "record('partly')", N_("partly"), show=False),
        Binding("m", "record('moved')", N_("has moved"), show=False),
        Binding("v", "record('vacant')", N_("vacant"), show=False),
        Binding("w", "record('wrong_number')", N_("wrong number"), show=False),
    ]

    def __init__(self, name: str | None = None) -> None:
        """Record nothing yet."""
        super().__init__(name)
        self._recorded_at_once: list[tuple[int, int]] = []
        """How many visits each key here has recorded, with the round, to take them back together."""

    def action_record(self, code: str) -> None:
        """Record what came of the visit; where done wants answers that are not there, ask for them."""
        if self.page is None or not self.here:
            return
        outcome = VisitOutcome(code)
        kept = self.sticky.over({}) if self.sticky else {}
        lacks = [one for one in self.page.checklist.items if one.required and one.code not in kept]
        if outcome is VisitOutcome.DONE and lacks:
            self.action_questions()
            return
        here = self.here
        self.do("round record", self._deed(here, outcome, {}, ""), lambda found: self._recorded(here, found))

    def _deed(
        self, target: str, outcome: VisitOutcome, answers: Mapping[str, str], note: str
    ) -> "Callable[[Office], RecordedView]":
        """Return what records a visit at a target of the round that is shown, with the answers that stay."""
        number = self.page.view.id if self.page else 0
        given = self.sticky.over(answers) if self.sticky else dict(answers)

        def do(office: "Office") -> "RecordedView":
            from gridctl.services import visits

            return visits.record(office, number, visits.Record((target,), outcome, given, note))

        return do

    def _recorded(self, home: str, found: "RecordedView") -> None:
        """Say what came of it, and go on to the next door that is still on the list."""
        self._recorded_at_once.append((found.round, len(found.visits)))
        if self.page is not None and self.page.plan is not None:
            from gridctl.services.round_page import after

            self.go_to = after(self.page.targets, self.page.by_home, home) or home
        self.say(_said(home, found))

    def action_undo(self) -> None:
        """Take back what the last key here recorded, or else one's last visit, and go to its door."""
        if self.page is None:
            return
        number, count = self.page.view.id, None
        if self._recorded_at_once and self._recorded_at_once[-1][0] == number:
            count = self._recorded_at_once.pop()[1]

        def deed(office: "Office") -> "VisitView":
            from gridctl.services import round_work

            return round_work.undo(office, number, _("the visit was taken back"), count)[-1]

        def said(found: "VisitView") -> None:
            self.go_to = found.target.partition(":")[0]
            self.say(_("Taken back: {target}").format(target=visible(self.go_to)))

        self.do("round record", deed, said)

    def action_questions(self) -> None:
        """Ask the checklist's questions for the door under the cursor; answers that stay are there already."""
        if self.page is None or not (home := self.here):
            return
        page = self.page
        people = [page.targets[place] for place in page.by_home.get(home, ())]
        fields = []
        if len(people) > 1:
            persons = [(one.target, round_lines.target_offer(one)[0]) for one in people]
            fields.append(
                Field("who", _("who"), home, choices=[(home, _("all who are still open")), *persons])
            )
        outcomes = [(str(one), label(one, "visits")) for one in VisitOutcome]
        fields.append(Field("outcome", _("what came of it"), str(VisitOutcome.DONE), choices=outcomes))
        kept = self.sticky.over({}) if self.sticky else {}
        fields += [_field(one, kept.get(one.code, "")) for one in page.checklist.items]
        fields.append(Field("note", _("remark")))

        def deed(typed: Mapping[str, str]) -> "Callable[[Office], RecordedView]":
            answers = {
                name.removeprefix(ITEM): text
                for name, text in typed.items()
                if name.startswith(ITEM) and text
            }
            outcome = VisitOutcome(typed["outcome"] or VisitOutcome.DONE)
            do = self._deed(typed.get("who") or home, outcome, answers, typed["note"])

            def done(office: "Office") -> "RecordedView":
                found = do(office)
                if self.sticky is not None:
                    self.sticky.keep(answers)
                return found

            return done

        def recorded(found: "RecordedView | None") -> None:
            if found is not None:
                self._recorded(home, found)

        form: Form[RecordedView] = Form(f"{round_lines.title_of(page)}  {home}", fields, "round record", deed)
        self.app.push_screen(form, recorded)


def _field(item: Item, value: str) -> Field:
    """Return an item of a checklist as a line of a form."""
    title = round_lines.text_of(item.title)
    if item.unit is not None:
        title += f" ({round_lines.text_of(item.unit)})"
    title += " *" if item.required else ""
    if item.sticky:
        title += "  " + _("stays for the next doors")
    name = f"{ITEM}{item.code}"
    if item.kind is ItemKind.YES_NO:
        return Field(name, title, value, choices=[("yes", _("yes")), ("no", _("no"))])
    if item.kind is ItemKind.CHOICE:
        return Field(
            name, title, value, choices=[(one.code, round_lines.text_of(one.title)) for one in item.choices]
        )
    return Field(name, title, value, hint=_("today, or 2021-12-17") if item.kind is ItemKind.DATE else "")


def _said(home: str, found: "RecordedView") -> str:
    """Return in one line what was recorded: the door, how many there, what came of it, what it raised."""
    outcome = label(found.visits[0].outcome, "visits") if found.visits else ""
    words = _("{target}: {outcome}, {count} recorded").format(
        target=visible(home), outcome=outcome, count=found.recorded
    )
    if found.requests:
        words += "  " + _("Raised: {numbers}").format(numbers=", ".join(map(str, found.requests)))
    if found.doubles:
        words += "  " + _("somebody else had recorded it before")
    return words

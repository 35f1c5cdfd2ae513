"""What is done with requests on a screen: the steps of their life, giving, merging, undoing, taking in."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding, BindingType

from gridctl.core.errors import N_
from gridctl.core.requests import Act, NewRequest
from gridctl.core.words import Urgency
from gridctl.present.i18n import _, ngettext
from gridctl.present.labels import label
from gridctl.tui.dialogs.choice import Choice, Offer
from gridctl.tui.dialogs.confirm import Confirm
from gridctl.tui.dialogs.form import Field, Form
from gridctl.tui.dialogs.paper import Paper
from gridctl.tui.request_steps import BY_NAME, STEPS, StepKey
from gridctl.tui.screens.base import GridScreen

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.dispatch_views import SuggestionView
    from gridctl.services.office import Office

MANY = 20
"""More requests than this are not changed at once without being asked."""

TOLD = 8
"""So many numbers stand in a title."""


class RequestDeeds(GridScreen):
    """A screen on which requests are chosen: those that are marked, else the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", N_("add")),
        Binding("g", "give", N_("give")),
        *(one.binding for one in STEPS),
        Binding("m", "merge", N_("merge"), show=False),
        Binding("u", "undo", N_("undo")),
        Binding("f", "share", N_("text to share"), show=False),
    ]

    def chosen(self) -> tuple[int, ...]:
        """Return the numbers of the requests that a key is for."""
        raise AssertionError

    def done(self) -> None:
        """Do what follows a deed: what was marked has been dealt with."""

    def action_step(self, name: str) -> None:
        """Take one step with what is chosen, after asking what it needs."""
        numbers = self.chosen()
        if numbers:
            self._sure(numbers, lambda: self._step(BY_NAME[name], numbers))

    def _step(self, step: StepKey, numbers: Sequence[int]) -> None:
        fields = step.fields()
        if not fields:
            self.do(step.command, step.deed(numbers, {}), self._said)
            return
        title = f"{_(step.about)}: {_numbers(numbers)}"
        form: Form[int] = Form(title, fields, step.command, lambda typed: step.deed(numbers, typed))
        self.app.push_screen(form, self._said)

    def _sure(self, numbers: Sequence[int], then: Callable[[], None]) -> None:
        """Ask where many would be changed."""
        if len(numbers) <= MANY:
            then()
            return

        def answered(yes: bool | None) -> None:
            if yes:
                then()

        question = _("Change {count} requests?").format(count=len(numbers))
        self.app.push_screen(Confirm(question, about=_numbers(numbers)), answered)

    def _said(self, count: int | None) -> None:
        if count is not None:
            self.notify(ngettext("Done.", "Done with {count}.", count).format(count=count), markup=False)
            self.done()
            self.load()

    def action_give(self) -> None:
        """Offer who suits best, with the reasons; a name, or a name and a phone, may be typed."""
        numbers = self.chosen()
        if not numbers:
            return

        def question(office: "Office") -> "list[SuggestionView]":
            from gridctl.services import suggesting  # start-up: the first picture does without SQLAlchemy

            return suggesting.suggest(office, numbers[0], most=12)

        self._sure(
            numbers, lambda: self.ask(question, lambda found: self._offer(numbers, found), group="suggest")
        )

    def _offer(self, numbers: Sequence[int], found: "list[SuggestionView]") -> None:
        from gridctl.present.suggestions import suggestion_row  # only who gives needs it

        offers = []
        for row in map(suggestion_row, found):
            reasons = _(", ").join(row.reasons)
            offers.append(Offer(row.member, f"{row.member} {row.name}", f"{row.score:+d}  {reasons}"))
        dialog = Choice(
            _("Give {numbers} to").format(numbers=_numbers(numbers)),
            offers,
            empty=_("Nobody works there: type a name, or a name and a phone."),
            free=True,
        )
        self.app.push_screen(dialog, lambda who: self._give(numbers, who))

    def _give(self, numbers: Sequence[int], who: str | None) -> None:
        if who is None:
            return

        def deed(office: "Office") -> int:
            from gridctl.services import handing  # start-up: as above

            new = any(char.isdigit() for char in who) and " " in who
            to = handing.To(newcomer=who) if new else handing.To(who)
            return len(handing.assign(office, numbers, to, Act()).views)

        self.do("request assign", deed, self._said)

    def action_merge(self) -> None:
        """Merge what is chosen into another request."""
        numbers = self.chosen()
        if not numbers:
            return
        into = str(min(numbers)) if len(numbers) > 1 else ""
        fields = (Field("into", _("Into which number"), into), Field("note", _("Remark")))

        def deed(typed: Mapping[str, str]) -> "Callable[[Office], int]":
            def merge(office: "Office") -> int:
                from gridctl.services import joining  # start-up: as above

                target = _number(typed["into"])
                others = [number for number in numbers if number != target]
                joining.merge(office, others, target, Act(note=typed["note"] or None))
                return len(others)

            return merge

        form: Form[int] = Form(
            _("Merge {numbers}").format(numbers=_numbers(numbers)), fields, "request merge", deed
        )
        self.app.push_screen(form, self._said)

    def action_undo(self) -> None:
        """Take back the last step of the operator: with the request under the cursor, else the newest one."""
        numbers = self.chosen()

        def deed(office: "Office") -> int:
            from gridctl.services import taking_back  # start-up: as above

            return taking_back.undo(office, numbers[0] if len(numbers) == 1 else None, Act()).id

        def said(number: int) -> None:
            self.notify(_("The last step of #{number} was taken back.").format(number=number), markup=False)
            self.load()

        self.do("request undo", deed, said)

    def action_share(self) -> None:
        """Show a text for the group, to be copied: no name, no phone, no door."""
        numbers = self.chosen()
        if not numbers:
            return

        def question(office: "Office") -> str:
            from gridctl.present import tellings  # start-up: as above
            from gridctl.services import outbox

            return tellings.shared(outbox.share(office, numbers[0]), "").text

        title = _("For the group: {numbers}").format(numbers=_numbers(numbers[:1]))
        self.ask(question, lambda text: cast("None", self.app.push_screen(Paper(title, text))), group="share")

    def action_add(self) -> None:
        """Take in a request: one line is enough, the rest is found out from its words."""
        urgencies = [(str(one), label(one)) for one in Urgency]
        fields = (
            Field(
                "summary",
                _("What is wanted"),
                hint=_("501 Chen Wei, out of blood pressure pills 13900001111"),
            ),
            Field(
                "area",
                _("Where: area or door"),
                self.dashboard.asked.area or "",
                hint=_("found out otherwise"),
            ),
            Field("name", _("Who asks")),
            Field("phone", _("Phone")),
            Field("urgency", _("How urgent"), choices=urgencies, hint=_("found out otherwise")),
        )
        form: Form[Any] = Form(_("New request"), fields, "request add", _taking_in)
        self.app.push_screen(form, self._added)

    def _added(self, taken: Any) -> None:  # noqa: ANN401  (the services load SQLAlchemy)
        if taken is None:
            return
        added = taken.added
        text = _("#{number} was taken in.").format(number=added.view.id)
        if added.emergency:
            numbers = " / ".join(added.emergency)
            text += "\n" + _("Danger to life: call {numbers} first.").format(numbers=numbers)
        self.notify(text, severity="warning" if added.emergency else "information", markup=False)
        self.load()


def _taking_in(typed: Mapping[str, str]) -> "Callable[[Office], Any]":
    def take(office: "Office") -> object:
        from gridctl.services import taking_in  # start-up: as above

        new = NewRequest(
            typed["summary"],
            typed["area"] or None,
            urgency=Urgency(typed["urgency"]) if typed["urgency"] else None,
            name=typed["name"] or None,
            phone=typed["phone"] or None,
        )
        return taking_in.take_in(office, new)

    return take


def _number(text: str) -> int:
    """Return the number of a request as it was typed; 0, which is none, for anything else."""
    digits = text.lstrip("#")
    return int(digits) if digits.isdecimal() else 0


def _numbers(numbers: Sequence[int]) -> str:
    more = " ..." if len(numbers) > TOLD else ""
    return ", ".join(f"#{number}" for number in numbers[:TOLD]) + more

"""What is done with requests on a screen: the steps of their life, giving, merging, splitting, changing, undoing."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from gridctl.core.errors import N_
from gridctl.core.requests import Act
from gridctl.core.words import Channel, Urgency
from gridctl.present.i18n import _, ngettext
from gridctl.present.labels import label
from gridctl.present.visible import visible
from gridctl.tui.dialogs.choice import Choice, Offer
from gridctl.tui.dialogs.confirm import Confirm
from gridctl.tui.dialogs.form import Field, Form
from gridctl.tui.dialogs.paper import Paper
from gridctl.tui.intake_forms import changed, common_fields, request_fields
from gridctl.tui.request_intake import RequestIntake
from gridctl.tui.request_steps import BY_NAME, STEPS, StepKey, Stepped

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.dispatch_views import SuggestionView
    from gridctl.services.office import Office

MANY = 20
"""More requests than this are not changed at once without being asked."""

PARTS = 4
"""So many requests are split off at once."""

TOLD = 8
"""So many numbers stand in a title."""


class RequestDeeds(RequestIntake):
    """A screen on which requests are chosen: those that are marked, else the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "give", N_("give")),
        *(one.binding for one in STEPS),
        Binding("m", "merge", N_("merge"), show=False),
        Binding("M", "split", N_("split"), show=False),
        Binding("e", "edit", N_("edit"), show=False),
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
            self.do(step.command, step.deed(numbers, {}), self._stepped)
            return
        title = _("{step}: {numbers}").format(step=_(step.about), numbers=_numbers(numbers))
        form: Form[Stepped] = Form(title, fields, step.command, lambda typed: step.deed(numbers, typed))
        self.app.push_screen(form, self._stepped)

    def _stepped(self, found: Stepped | None) -> None:
        """Say that it was done, and who has to be answered too where several reported the same."""
        for one in found.to_answer if found else ():
            text = _("To be answered: #{number} {ref} {channel}").format(
                number=one.request, ref=visible(one.ref or ""), channel=label(one.channel, "channels")
            )
            self.notify(text, markup=False)
        self._said(found.done if found else None)

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

    def action_split(self) -> None:
        """Split further requests off the one under the cursor."""
        numbers = self.chosen()
        if len(numbers) != 1:
            self._only_one(numbers)
            return
        names = [str(place) for place in range(1, PARTS + 1)]
        fields = [Field(name, _("Further request {place}").format(place=name)) for name in names]

        def deed(typed: Mapping[str, str]) -> "Callable[[Office], int]":
            def split(office: "Office") -> int:
                from gridctl.services import joining  # start-up: as above

                parts = [typed[name] for name in names if typed[name]]
                return len(joining.split(office, numbers[0], parts, Act())) - 1

            return split

        title = _("Split {numbers}").format(numbers=_numbers(numbers))
        about = _("Each has its place and its reporter; what is left of it stays.")
        form: Form[int] = Form(title, fields, "request split", deed, about=about)
        self.app.push_screen(form, self._said)

    def _only_one(self, numbers: Sequence[int]) -> None:
        if numbers:
            self.notify(_("One at a time: escape takes the marks off."), severity="warning", markup=False)

    def action_edit(self) -> None:
        """Change what the request under the cursor says, or what several have alike."""
        numbers = self.chosen()
        if len(numbers) == 1:

            def question(office: "Office") -> "list[Field]":
                from gridctl.services import request_pages  # start-up: as above

                return request_fields(request_pages.look(office, numbers[0]).view)

            self.ask(question, lambda fields: self._edit(numbers, fields), group="edit")
        elif numbers:
            self._sure(numbers, lambda: self._edit(numbers, common_fields()))

    def _edit(self, numbers: Sequence[int], fields: Sequence[Field]) -> None:
        def deed(typed: Mapping[str, str]) -> "Callable[[Office], int]":
            new = changed(fields, typed)

            def change(office: "Office") -> int:
                from gridctl.services import editing, steps  # start-up: as above

                note = new.pop("note", None)
                urgency = Urgency(text) if (text := new.pop("urgency", None)) else None
                channel = Channel(text) if (text := new.pop("channel", None)) else None
                wanted = editing.Edit(**new, urgency=urgency, channel=channel)
                return len(steps.take_each(office, numbers, editing.edit(wanted, Act(note=note))))

            return change

        title = _("Change {numbers}").format(numbers=_numbers(numbers))
        form: Form[int] = Form(title, fields, "request edit", deed)
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


def _number(text: str) -> int:
    """Return the number of a request as it was typed; 0, which is none, for anything else."""
    digits = text.lstrip("#")
    return int(digits) if digits.isdecimal() else 0


def _numbers(numbers: Sequence[int]) -> str:
    more = " ..." if len(numbers) > TOLD else ""
    return ", ".join(f"#{number}" for number in numbers[:TOLD]) + more

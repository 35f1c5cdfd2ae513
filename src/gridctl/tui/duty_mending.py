"""Somebody falls ill: the absence, and who takes their turns, shown before anything is changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from gridctl.core.errors import N_
from gridctl.core.replan_views import ReplanView
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.tui.dialogs.confirm import Confirm
from gridctl.tui.dialogs.form import Field, Form
from gridctl.tui.dialogs.paper import Paper
from gridctl.tui.duty_base import DutyBase

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.presence_views import NewAbsenceView
    from gridctl.services.office import Office
    from gridctl.services.replanning import Away, Found


@dataclass(frozen=True, slots=True)
class Mending:
    """Changes that were found, and how they read."""

    found: "Found"
    view: ReplanView


class DutyMending(DutyBase):
    """The keys for absences, and for what follows from them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "absence", N_("absence")),
        Binding("r", "replan", N_("mend")),
    ]

    def action_absence(self) -> None:
        """Note that the member is away."""
        if not (member := self.member_here()) or self.board.line is None:
            return
        fields = [
            Field("first", _("first day"), self.board.day),
            Field("last", _("last day"), self.board.day),
            Field("why", _("why")),
            Field("deputy", _("deputy"), hint=_("their own deputy unless named")),
        ]

        def deed(typed: Mapping[str, str]) -> "Callable[[Office], NewAbsenceView]":
            def do(office: "Office") -> "NewAbsenceView":
                from gridctl.services.absences import NewAbsence, add

                new = NewAbsence(
                    member, typed["first"], typed["last"], typed["why"] or None, typed["deputy"] or None
                )
                return add(office, new)

            return do

        form: Form[NewAbsenceView] = Form(
            _("{name} is away").format(name=self.board.line.name), fields, "duty absence add", deed
        )
        self.app.push_screen(form, self._absent)

    def _absent(self, found: "NewAbsenceView | None") -> None:
        if found is None:
            return
        self.say(_("Noted."))
        if found.turns:
            self._replan(found.member, found.from_on, found.until_on, found.why or "")

    def action_replan(self) -> None:
        """Find the fewest changes that fill what the member leaves from the day on."""
        if member := self.member_here():
            self._replan(member, self.board.day, "", "")

    def _replan(self, member: str, since: str, until: str, why: str) -> None:
        """Ask from when to when; what the planner finds is shown before anything is changed."""
        fields = [
            Field("since", _("from"), since),
            Field("until", _("last day"), until, hint=_("as far as the roster goes")),
            Field("why", _("why"), why),
        ]

        def deed(typed: Mapping[str, str]) -> "Callable[[Office], Away]":
            def do(_office: "Office") -> "Away":
                from gridctl.services.replanning import Away

                return Away(member, typed["since"], typed["until"] or None, typed["why"] or None)

            return do

        about = _("Nothing is changed yet: the changes are shown first.")
        title = _("Who takes the turns of {name}?").format(name=member)
        form: Form[Away] = Form(title, fields, "duty replan", deed, about=about)
        self.app.push_screen(form, self._look)

    def _look(self, away: "Away | None") -> None:
        """Let the planner look, which may take some seconds; the head line says so."""
        if away is None:
            return

        def question(office: "Office") -> Mending:
            from gridctl.services import replanning

            found = replanning.find(office, away)
            return Mending(found, replanning.view(office, found, dry_run=True))

        self.tell_busy(_("Looking for who can take over ..."))
        self.ask(question, self._ask_replan, group="mend")

    def _ask_replan(self, found: Mending) -> None:
        self.tell_busy("")
        from gridctl.present.roster_plans import beyond_limits, replan_rows, told, why_open

        view = found.view
        lines = []
        for one in replan_rows(view):
            what = _("{duty}, {place}").format(
                duty=label(one.duty or "", "duties"), place=one.area_name or ""
            )
            verb = _("takes") if one.takes is not None else _("leaves")
            lines.append(f"{one.date}  {label(one.shift or '', 'shifts')}  {one.name} {verb} {what}")
        lines += [*why_open(view), *beyond_limits(view), told(view)]
        if not view.changes:
            self.app.push_screen(Paper(_("Nobody can take over."), "\n".join(lines)))
            return

        def deed(office: "Office") -> ReplanView:
            from gridctl.services import replan_doing

            return replan_doing.carry_out(office, found.found)

        def answered(yes: bool | None) -> None:
            if yes:
                done = _("Changed; all whom it concerns are told.")
                self.do("duty replan", deed, lambda _view: self.say(done))

        question = _("Make these {count} changes?").format(count=len(view.changes))
        self.app.push_screen(Confirm(question, about="\n".join(lines)), answered)

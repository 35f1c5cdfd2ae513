"""How requests come in on a screen: by one line, or as the drafts of a pasted chat."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from gridctl.core.errors import N_
from gridctl.core.requests import NewRequest
from gridctl.core.words import Urgency
from gridctl.present.i18n import _, ngettext
from gridctl.present.labels import label
from gridctl.present.visible import visible
from gridctl.tui.dialogs.confirm import Confirm
from gridctl.tui.dialogs.form import Field, Form
from gridctl.tui.screens.base import GridScreen

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.inbox_views import PasteView, SignUpRow
    from gridctl.services.office import Office

SIGNED = 12
"""So many sign-ups are told one by one before they are stored."""


class RequestIntake(GridScreen):
    """A screen on which requests are taken in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", N_("add")),
        Binding("p", "paste", N_("paste")),
        Binding("i", "inbox", N_("inbox"), show=False),
    ]

    def action_paste(self) -> None:
        """Paste a chat; what became of it stands in the inbox then."""
        from gridctl.tui.dialogs.paste import Paste  # start-up: the first picture does without the editor

        self.app.push_screen(Paste(self.dashboard.asked.area), self._pasted)

    def action_inbox(self) -> None:
        """Show the drafts that wait."""
        from gridctl.tui.dialogs.inbox import PASTE, Inbox  # start-up: few open it at once

        self.app.push_screen(Inbox(), lambda wish: self.action_paste() if wish == PASTE else None)

    def _pasted(self, found: "PasteView | None") -> None:
        if found is None:
            return
        count = len(found.drafts)
        said = [ngettext("{count} draft.", "{count} drafts.", count).format(count=count)]
        if found.known:
            said.append(_("Known already: {count}.").format(count=found.known))
        if aside := len(found.skipped) - found.known:
            said.append(_("Left aside, for they ask for nothing: {count}.").format(count=aside))
        self.notify("\n".join(said), markup=False)
        fresh = [one for one in found.signups if one.status == "new"]
        if fresh:
            self._ask_signed(found, fresh)
        else:
            self.action_inbox()

    def _ask_signed(self, found: "PasteView", fresh: "list[SignUpRow]") -> None:
        """Ask whether those who signed up for shifts are stored, then show the inbox."""

        def deed(office: "Office") -> "tuple[SignUpRow, ...]":
            from gridctl.services import sign_ups  # start-up: the first picture does without SQLAlchemy

            return sign_ups.store(office, found.signups)

        def stored(rows: "tuple[SignUpRow, ...]") -> None:
            count = sum(one.status == "stored" for one in rows)
            self.notify(_("Sign-ups stored as wishes: {count}.").format(count=count), markup=False)

        def answered(yes: bool | None) -> None:
            if yes:
                self.do("request paste", deed, stored)
            self.action_inbox()

        lines = [_signed(one) for one in fresh[:SIGNED]] + (["..."] if len(fresh) > SIGNED else [])
        question = ngettext("Store a sign-up for a shift?", "Store {count} sign-ups for shifts?", len(fresh))
        self.app.push_screen(Confirm(question.format(count=len(fresh)), about="\n".join(lines)), answered)

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
                hint=_("if empty, taken from the words"),
            ),
            Field("name", _("Who asks")),
            Field("phone", _("Phone")),
            Field("urgency", _("How urgent"), choices=urgencies, hint=_("if empty, taken from the words")),
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
        self.taken_in(added.view.id)

    def taken_in(self, number: int) -> None:
        """Go on with the request that was just typed, where the list holds it."""
        raise AssertionError(number)


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


def _signed(one: "SignUpRow") -> str:
    from gridctl.present.shown import shown  # start-up: the first picture masks nothing

    values = shown(one)
    return visible(
        "  ".join(str(values[key]) for key in ("name", "date", "shift", "duty", "what") if values[key])
    )

"""The steps of a request's life by their keys: what each asks for, and which service does it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding

from gridctl.core.errors import N_
from gridctl.core.requests import Act
from gridctl.core.words import AskKind, Outcome
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.tui.dialogs.form import Field

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.views import ToAnswer
    from gridctl.services.office import Office
    from gridctl.services.steps import Doing

Typed = Mapping[str, str]


class Stepped(NamedTuple):
    """With how many requests a step was done, and who reported the same and has to be answered too."""

    done: int
    to_answer: "tuple[ToAnswer, ...]"


@dataclass(frozen=True, slots=True)
class StepKey:
    """One step: its key, what it is called, what is asked (nothing: it is done at once), and how it is done."""

    name: str
    key: str
    about: str
    fields: Callable[[], Sequence[Field]]
    make: Callable[[Typed], "Doing"]
    shown: bool = True

    @property
    def command(self) -> str:
        """The command line that does the same."""
        return f"request {self.name}"

    @property
    def binding(self) -> Binding:
        """The key, as screens bind it."""
        return Binding(self.key, f"step('{self.name}')", self.about, show=self.shown)

    def deed(self, numbers: Sequence[int], typed: Typed) -> Callable[["Office"], Stepped]:
        """Return what does it, in a thread."""

        def do(office: "Office") -> Stepped:
            from gridctl.services import steps  # start-up: the first picture does without SQLAlchemy

            views = steps.take_each(office, numbers, self.make(typed))
            ends = views if self.name == "close" else []
            return Stepped(len(views), tuple(one for view in ends for one in view.to_answer))

        return do


def act(typed: Typed) -> Act:
    """Return how a step was done, as far as it was typed."""
    return Act(typed.get("at") or None, typed.get("by") or None, typed.get("note") or None)


def _nothing() -> Sequence[Field]:
    return ()


def _note() -> Sequence[Field]:
    return (Field("note", _("Remark")),)


def _reason() -> Sequence[Field]:
    return (Field("note", _("Reason")),)


def _waiting() -> Sequence[Field]:
    return (
        Field("note", _("Reason")),
        Field("until", _("Until when, where it is known"), hint=_("+2h, tomorrow 9:00")),
        _granted(),
    )


def _answer() -> Sequence[Field]:
    outcomes = [(str(one), label(one)) for one in Outcome]
    return (
        Field("answer", _("What the requester is told")),
        Field("outcome", _("Outcome"), choices=outcomes, hint=_("none")),
        Field("on_spot", _("Solved on the spot, without dispatch"), choices=_yes_no(), hint=_("no")),
        Field("by", _("Who did it"), hint=_("whoever types")),
    )


def _call_back() -> Sequence[Field]:
    answers = _yes_no()
    return (
        Field("reached", _("Was the requester reached?"), choices=answers, hint=_("not asked")),
        Field("solved", _("Do they say that it is solved?"), choices=answers, hint=_("not asked")),
        Field("satisfied", _("Are they satisfied?"), choices=answers, hint=_("not asked")),
        Field("note", _("Remark")),
    )


def _later() -> Sequence[Field]:
    return (
        Field("until", _("The new deadline"), hint=_("+2d, tomorrow 9:00")),
        *_reason(),
        _granted(),
    )


def _returning() -> Sequence[Field]:
    return (*_reason(), _granted())


def _granted() -> Field:
    answers = [("yes", _("grant")), ("no", _("deny"))]
    return Field("granted", _("Or answer what was asked"), choices=answers, hint=_("nothing to answer"))


def _yes_no() -> Sequence[tuple[str, str]]:
    return (("yes", _("yes")), ("no", _("no")))


def _said(typed: Typed, name: str) -> bool | None:
    """Return yes or no as it was chosen; None where nothing was."""
    return typed[name] == "yes" if typed.get(name) else None


def _by(module: str, name: str) -> Callable[[Typed], "Doing"]:
    """Return how a step is made that needs no more than when, by whom, and a remark."""

    def make(typed: Typed) -> "Doing":
        found: Doing = getattr(import_module(f"gridctl.services.{module}"), name)(act(typed))
        return found

    return make


def _asking(kind: AskKind) -> Callable[[Typed], "Doing"]:
    """Return how the desk above is asked for something, or answers."""

    def make(typed: Typed) -> "Doing":
        from gridctl.services import asks  # start-up: as above

        granted = _said(typed, "granted")
        if granted is not None:
            return asks.answer(act(typed), kind, granted=granted)
        if kind is AskKind.RETURN:
            return asks.hand_back(act(typed))
        if kind is AskKind.WAIT:
            return asks.wait(act(typed), typed.get("until") or None)
        return asks.extend(act(typed), typed["until"])

    return make


def _close(typed: Typed) -> "Doing":
    from gridctl.services import answering  # start-up: as above

    said = answering.CallBack(_said(typed, "reached"), _said(typed, "solved"), _said(typed, "satisfied"))
    return answering.close(act(typed), said)


def _resolve(typed: Typed) -> "Doing":
    from gridctl.services import answering  # start-up: as above

    outcome = Outcome(typed["outcome"]) if typed.get("outcome") else None
    answer = answering.Answer(_said(typed, "on_spot") is True, outcome, typed.get("answer") or None)
    return answering.resolve(act(typed), answer)


STEPS = (
    StepKey("accept", "k", N_("accept"), _nothing, _by("handing", "accept"), shown=False),
    StepKey("start", "s", N_("start"), _nothing, _by("answering", "start"), shown=False),
    StepKey("wait", "w", N_("wait"), _waiting, _asking(AskKind.WAIT)),
    StepKey("resume", "W", N_("resume"), _nothing, _by("answering", "resume"), shown=False),
    StepKey("resolve", "d", N_("resolve"), _answer, _resolve),
    StepKey("close", "c", N_("close"), _call_back, _close, shown=False),
    StepKey("refuse", "r", N_("refuse"), _reason, _by("handing", "refuse")),
    StepKey("escalate", "h", N_("send up"), _reason, _by("handing", "escalate")),
    StepKey("return", "R", N_("hand back"), _returning, _asking(AskKind.RETURN), shown=False),
    StepKey("extend", "l", N_("later deadline"), _later, _asking(AskKind.EXTEND), shown=False),
    StepKey("object", "j", N_("object"), _reason, _by("answering", "object_to"), shown=False),
    StepKey("reopen", "J", N_("reopen"), _reason, _by("answering", "reopen"), shown=False),
    StepKey("cancel", "x", N_("cancel"), _reason, _by("answering", "cancel"), shown=False),
    StepKey("urge", "y", N_("asked again"), _note, _by("answering", "urge"), shown=False),
    StepKey("note", "t", N_("remark"), _note, _by("steps", "note"), shown=False),
)
"""In the order of a request's life. Giving it to somebody, merging and undoing have dialogs of their own."""

BY_NAME = {one.name: one for one in STEPS}

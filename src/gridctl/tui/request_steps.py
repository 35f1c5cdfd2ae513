"""The steps of a request's life by their keys: what each asks for, and which service does it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from textual.binding import Binding

from gridctl.core.errors import N_
from gridctl.core.requests import Act
from gridctl.core.words import Outcome
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.tui.dialogs.form import Field

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.services.office import Office
    from gridctl.services.steps import Doing

Typed = Mapping[str, str]


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

    def deed(self, numbers: Sequence[int], typed: Typed) -> Callable[["Office"], int]:
        """Return what does it, in a thread: it tells with how many requests it was done."""

        def do(office: "Office") -> int:
            from gridctl.services import steps  # start-up: the first picture does without SQLAlchemy

            return len(steps.take_each(office, numbers, self.make(typed)))

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
        Field("until", _("Until when, where it is known"), hint="+2h, tomorrow 9:00"),
    )


def _answer() -> Sequence[Field]:
    outcomes = [(str(one), label(one)) for one in Outcome]
    return (
        Field("answer", _("What the requester is told")),
        Field("outcome", _("Outcome"), choices=outcomes, hint=_("none")),
        Field("by", _("Who did it"), hint=_("whoever types")),
    )


def _by(module: str, name: str) -> Callable[[Typed], "Doing"]:
    """Return how a step is made that needs no more than when, by whom, and a remark."""

    def make(typed: Typed) -> "Doing":
        found: Doing = getattr(import_module(f"gridctl.services.{module}"), name)(act(typed))
        return found

    return make


def _wait(typed: Typed) -> "Doing":
    from gridctl.services import asks  # start-up: as above

    return asks.wait(act(typed), typed.get("until") or None)


def _resolve(typed: Typed) -> "Doing":
    from gridctl.services import answering  # start-up: as above

    outcome = Outcome(typed["outcome"]) if typed.get("outcome") else None
    return answering.resolve(act(typed), answering.Answer(outcome=outcome, text=typed.get("answer") or None))


STEPS = (
    StepKey("accept", "k", N_("accept"), _nothing, _by("handing", "accept"), shown=False),
    StepKey("start", "s", N_("start"), _nothing, _by("answering", "start"), shown=False),
    StepKey("wait", "w", N_("wait"), _waiting, _wait),
    StepKey("resume", "W", N_("resume"), _nothing, _by("answering", "resume"), shown=False),
    StepKey("resolve", "d", N_("resolve"), _answer, _resolve),
    StepKey("close", "c", N_("close"), _note, _by("answering", "close"), shown=False),
    StepKey("refuse", "r", N_("refuse"), _reason, _by("handing", "refuse")),
    StepKey("escalate", "h", N_("send up"), _reason, _by("handing", "escalate")),
    StepKey("object", "j", N_("object"), _reason, _by("answering", "object_to"), shown=False),
    StepKey("reopen", "o", N_("reopen"), _reason, _by("answering", "reopen"), shown=False),
    StepKey("cancel", "x", N_("cancel"), _reason, _by("answering", "cancel"), shown=False),
    StepKey("urge", "y", N_("asked again"), _note, _by("answering", "urge"), shown=False),
    StepKey("note", "t", N_("remark"), _note, _by("steps", "note"), shown=False),
)
"""In the order of a request's life. Giving it to somebody, merging and undoing have dialogs of their own."""

BY_NAME = {one.name: one for one in STEPS}

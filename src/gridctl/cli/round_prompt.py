"""Door by door at the prompt: ``501``, ``502 n``, ``u``; sticky answers stay until they are said otherwise."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from gridctl.cli import out
from gridctl.core.door_words import read_line
from gridctl.core.errors import GridError
from gridctl.core.rounds import VisitOutcome
from gridctl.present.errors import word_error
from gridctl.present.i18n import _
from gridctl.present.visible import visible

if TYPE_CHECKING:
    from gridctl.services.office import Office

_ANSWERED = frozenset({None, VisitOutcome.DONE, VisitOutcome.PARTLY})
_ENDS = frozenset({"q", "quit", "exit", "退出", "完"})


def ask_doors(opened: "Office", number: int, at: str | None, by: str | None) -> None:
    """Ask for doors until an empty line or `q`; each one is stored before the next is asked for."""
    from gridctl.cli.round_record import tell
    from gridctl.services import round_work, visits

    sticky = visits.Sticky(opened, number)
    recorder = visits.Recorder(opened, number)
    why, made = _("the visit was taken back"), list[int]()
    out.talk(
        _("A door, or doors: 501, 502 n, 701-704; u takes back, q ends. {letters}").format(letters=_letters())
    )
    while True:
        line = _ask(sticky.shown())
        if not line or line.casefold() in _ENDS:
            return
        try:
            if line.casefold() in {"u", "undo", "撤回"}:
                back = round_work.undo(opened, number, why, made.pop() if made else None)
                out.talk(_("Taken back: {target}").format(target=_(", ").join(one.target for one in back)))
                continue
            said = read_line(line)
            if not said.doors:
                sticky.keep(said.answers)
                continue
            one = visits.Record(said.doors, said.outcome, said.answers, said.note, at, by)
            if said.outcome in _ANSWERED:  # who was not met is in no tube
                one = replace(one, answers=sticky.over(one.answers))
            with opened.store.begin() as work:
                found = visits.told(work, number, recorder.record(work, one), 0)
            sticky.keep(said.answers)
            made += [found.recorded] if found.recorded else []
            tell(found)
        except GridError as fault:
            for text in word_error(fault):
                out.talk(text)


def _letters() -> str:
    """Return what the letters of the outcomes mean."""
    from gridctl.core.rounds import LETTERS
    from gridctl.present.labels import label

    return " ".join(f"{letter} {label(outcome, 'visits')}" for outcome, letter in LETTERS.items())


def _ask(sticky: str) -> str:
    """Return what was typed; "" at the end of input."""
    print(visible(f"{sticky}> "), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() if sys.stdin.readable() else ""

"""``gridctl`` alone on a terminal: a numbered menu of what the operator has to do.

It only puts command lines together and runs them: whatever it can do, a command does the same.
"""

import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gridctl.cli import out
from gridctl.cli.session import CURRENT, office, store_path
from gridctl.core.errors import GridError
from gridctl.present.cells import pad, wrap
from gridctl.present.errors import word_error
from gridctl.present.i18n import _
from gridctl.present.visible import visible

if TYPE_CHECKING:
    from gridctl.core.round_views import KnockList
    from gridctl.core.views import RequestRow

Run = Callable[[Sequence[str]], int]
"""Runs one command line and returns its exit code."""
NUMBER, TIME, INDENT = 7, 11, 5
"""Cells of a number, of a time, and before the words of a request."""


def show(run: Run) -> bool:
    """Show the menu until the operator leaves; False where nobody is there, or there is no store yet."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or not store_path().exists():
        return False
    given = [
        *(("--store", CURRENT.store) if CURRENT.store else ()),
        *(("--as", CURRENT.operator) if CURRENT.operator else ()),
        *(("--lang", CURRENT.lang) if CURRENT.lang else ()),
    ]
    while (line := _asked()) is not None:
        if line:
            run([*given, *line])
    return True


def _asked() -> list[str] | None:
    """Show what there is and return the command line that was chosen; empty to look again, None to leave."""
    held: list[RequestRow] = []
    knocks: list[KnockList] = []
    try:
        held, knocks = _show_mine()
    except GridError as error:
        out.talk("\n".join(filter(None, word_error(error))))
    choice = _ask(_("A number, or: a take in, n next, s status, o outbox, ? help, q leave"))
    if choice is None or choice in {"q", "退"}:
        return None
    if choice.isdecimal() and 0 < int(choice) <= len(held):
        return _about(held[int(choice) - 1])
    if choice.isdecimal() and len(held) < int(choice) <= len(held) + len(knocks):
        return _knock(knocks[int(choice) - len(held) - 1])
    if choice == "a":
        words = _ask(_("What is wanted, in a line"))
        return ["add", words] if words else []
    return {"n": ["next"], "s": ["status"], "o": ["outbox"], "?": ["--help"]}.get(choice, [])


def _show_mine() -> "tuple[list[RequestRow], list[KnockList]]":
    from gridctl.present.duty_words import own_shift
    from gridctl.present.round_texts import knock_text
    from gridctl.services import mine, round_next

    with office() as opened:
        now = opened.now()
        head = [opened.settings.name, mine.whose(opened), f"{now:%Y-%m-%d %H:%M}"]
        own = [own_shift(turn, now) for turn in mine.shifts(opened)]
        out.text("\n".join(["   ".join(filter(None, head)), *own]))
        knocks = round_next.knock_lists(opened)
        held = mine.mine(opened)
    lines = [_line(place, row) for place, row in enumerate(held, 1)] or [_("You hold nothing.")]
    lines += [f"{place:>3}  {visible(knock_text(one))}" for place, one in enumerate(knocks, len(held) + 1)]
    out.text("\n".join(lines))
    return held, knocks


def _line(place: int, row: "RequestRow") -> str:
    from gridctl.present.labels import label

    due = f"{row.due:%m-%d %H:%M}" if row.due else ""
    marks = [label(row.urgency, "urgencies"), row.home or row.area or "", row.name or "", row.phone or ""]
    head = f"{place:>3}  {pad(f'#{row.id}', NUMBER)} {pad(due, TIME)} "
    width = shutil.get_terminal_size((80, 24)).columns - 1 - INDENT
    lines = [head + "  ".join(visible(part) for part in marks if part)]
    lines += [" " * INDENT + line for line in wrap(visible(row.summary), max(20, width))]
    return "\n".join(lines)


def _about(row: "RequestRow") -> list[str]:
    """Ask what to do with one request and return the command line."""
    number = str(row.id)
    choice = _ask(_("#{number}: v view, s begun, d done, u send up, m remark, b back").format(number=number))
    if choice == "v":
        return ["request", "show", number]
    if choice == "s":
        return ["request", "start", number]
    words = {"d": _("What came of it"), "u": _("Why it has to go up"), "m": _("Remark")}
    if choice not in words:
        return []
    said = _ask(words[choice])
    if choice == "d":
        return ["done", number, *([said] if said else [])]
    return [*(["up"] if choice == "u" else ["request", "note"]), number, said] if said else []


def _knock(one: "KnockList") -> list[str]:
    """Ask what to do with a knock list and return the command line."""
    number = str(one.round)
    choice = _ask(
        _("Round {number}: v the doors to knock at, k record door by door, b back").format(number=number)
    )
    return {"v": ["round", "next", number], "k": ["round", "record", number]}.get(choice or "", [])


def _ask(question: str) -> str | None:
    """Return the answer, without blanks around it; None at the end of the input."""
    print(visible(question) + ": ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    return line.strip() if line else None

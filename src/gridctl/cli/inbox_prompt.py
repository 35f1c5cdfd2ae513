"""Asking on a terminal, draft by draft: take, edit, drop, leave for later, stop."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gridctl.cli import out
from gridctl.core.errors import GridError
from gridctl.core.request_numbers import split_numbers
from gridctl.core.words import Urgency
from gridctl.present.errors import word_error
from gridctl.present.i18n import _
from gridctl.present.shown import shown
from gridctl.present.titles import title
from gridctl.present.visible import visible

if TYPE_CHECKING:
    from gridctl.core.inbox_views import DraftView, SignUpRow
    from gridctl.services.office import Office

SIGNED = ("name", "member", "phone", "date", "until_on", "weekdays", "shift", "duty", "what", "status")
FIELDS = ("urgency", "category", "home", "name", "phone", "summary")


def ask_each(opened: "Office", drafts: "Sequence[DraftView]") -> None:
    """Ask about each draft; every answer is stored at once, and what is not answered waits."""
    from gridctl.services import inbox

    for place, draft in enumerate(drafts, 1):
        one = draft
        while one.id is not None:
            _tell(one, place, len(drafts))
            answer = _ask(_("y take / e edit / n drop / l later / q stop:")).lower()
            try:
                if answer in {"q", ""}:
                    return
                if answer in {"y", "是", "好"}:
                    number = inbox.take(opened, one.id).number
                    out.talk(_("Stored as request {number}.").format(number=number))
                elif answer in {"n", "不"}:
                    inbox.drop(opened, [one.id])
                elif answer == "e":
                    one = _edited(opened, one)
                    continue
                elif answer != "l":
                    continue
            except GridError as fault:
                for line in word_error(fault):
                    out.talk(line)
                continue
            break


def ask_sign_ups(opened: "Office", found: "tuple[SignUpRow, ...]") -> "tuple[SignUpRow, ...]":
    """Show who signed up for shifts and ask which to store: all that are new, some lines, or none."""
    from gridctl.services import sign_ups

    for one in found:
        values = shown(one)
        told = "; ".join(f"{title(key, one.KIND)} {values[key]}" for key in SIGNED if values[key])
        out.talk(f"[{one.line}] {told}")
    while True:
        answer = _ask(_("Store these as wishes for shifts? y all new / 3,5 these lines / n none:")).lower()
        if answer in {"", "n", "q", "l", "不"}:
            return found
        if answer in {"y", "是", "好"}:
            return sign_ups.store(opened, found)
        try:
            lines, rest = split_numbers(answer.split())
        except GridError:
            continue
        if lines and not rest:
            return sign_ups.store(opened, found, frozenset(lines))


def _tell(one: "DraftView", place: int, count: int) -> None:
    values = shown(one)
    told = "; ".join(f"{title(key, 'inbox')} {values[key]}" for key in FIELDS if values[key])
    out.talk(f"[{place}/{count}] {told}")
    if one.emergency:
        out.talk(_("Danger to life: call {numbers} first.").format(numbers=" / ".join(one.emergency)))
    if one.twins:
        numbers = ", ".join(map(str, one.twins))
        out.talk(_("The same home asks for the same already: {numbers}").format(numbers=numbers))


def _ask(question: str) -> str:
    """Return what was typed; "" at the end of input."""
    print(visible(question), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() if sys.stdin.readable() else ""


def _edited(opened: "Office", one: "DraftView") -> "DraftView":
    """Ask for each field; an empty line leaves it as it is."""
    from gridctl.services import inbox

    said = {key: _ask(f"{title(key, 'inbox')}:") or None for key in FIELDS}
    urgency = Urgency(said["urgency"]) if said["urgency"] in set(Urgency) else None
    wanted = inbox.Change(
        said["summary"], said["home"], said["name"], said["phone"], said["category"], urgency
    )
    return inbox.change(opened, one.id or 0, wanted)

"""``gridctl request paste``: a group's chat becomes drafts, and drafts become requests."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.inboxes import columns, say_danger
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.request_app import app
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.inbox_views import DraftView, PasteView, SignUpRow
    from gridctl.services.office import Office

SURE = 0.6
"""`--yes` takes drafts from this confidence on."""
MOST = 4_000_000  # bytes
SIGNED = ("line", "name", "member", "date", "until_on", "shift", "duty", "what", "status")
"""What a table shows of who signed up for a shift."""


@app.does(
    "paste",
    _("Turn a pasted group chat into drafts, and those into requests."),
    example="gridctl request paste chat.txt --building 12幢 --yes",
)
def paste(
    file: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help=_("A text file; - or none: what is typed or piped in."))
    ] = "-",
    building: Annotated[
        str | None,
        typer.Option(metavar="BUILDING", help=_("Whose group it is: bare rooms are completed by it.")),
    ] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("In which area the group is."))] = None,
    day: Annotated[
        str | None,
        typer.Option(metavar="DATE", help=_("The day of sign-ups for shifts on lists that name none.")),
    ] = None,
    dry_run: DryRunOption = False,
    yes: Annotated[
        bool,
        typer.Option(
            "--yes",
            help=_("Take what is sure enough and no likely twin, and store the sign-ups; the rest stays."),
        ),
    ] = False,
    sure: Annotated[
        float, typer.Option(min=0, max=1, metavar="0..1", help=_("How sure --yes has to be."))
    ] = SURE,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Read a chat."""
    from gridctl.services import inbox, pasting

    text = _text_of(file)
    chosen = pick(fmt, as_json)
    with office() as opened:
        found = pasting.paste(opened, text, building=building, area=area, day=day, dry_run=dry_run)
        if yes and found.known and not dry_run:
            found = replace(found, drafts=tuple(pasting.waiting_of(opened, text)))
        say_danger(found.drafts)
        if not dry_run and found.drafts:
            if yes:
                _take_sure(opened, found.drafts, sure)
            elif out.can_ask():
                from gridctl.cli.inbox_prompt import ask_each

                ask_each(opened, found.drafts)
            found = replace(found, drafts=tuple(inbox.some(opened, [one.id or 0 for one in found.drafts])))
        if not dry_run:
            found = replace(found, signups=_sign_ups(opened, found.signups, yes=yes))
        if reveal:
            found = inbox.revealed(opened, found, why)
        show(found, chosen)
        _say_rest(found)


def show(found: "PasteView", fmt: out.Format) -> None:
    """Print what a paste gave: the drafts, and what was left aside and why."""
    inner = [*columns(), out.Column("request")]
    out.thing(
        found,
        fmt,
        columns=[
            out.Column("drafts", inner=tuple(inner)),
            out.Column("signups", inner=tuple(map(out.Column, SIGNED))),
            out.Column("skipped", inner=(out.Column("line"), out.Column("why"), out.Column("text"))),
        ],
    )


def _text_of(file: str) -> str:
    """Return the text of a file or of stdin, in whatever encoding chats are saved."""
    if file == "-":
        if sys.stdin.isatty():
            out.talk(_("Paste the messages here, then press Ctrl-D on a line of its own."))
        raw = sys.stdin.buffer.read(MOST + 1)
    else:
        path = Path(file).expanduser()
        try:
            with path.open("rb") as opened:
                raw = opened.read(MOST + 1)
        except (FileNotFoundError, IsADirectoryError):
            raise NotFound(N_("there is no file {path}"), hint=N_("check the path"), path=path) from None
        except OSError:
            raise BadInput(N_("{path} cannot be read"), hint=N_("check who may read it"), path=path) from None
    if len(raw) > MOST:
        raise BadInput(N_("that is too much for one paste"), hint=N_("paste it in parts of a day or so"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode("utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(N_("the text is in no encoding that is known"), hint=N_("save it as UTF-8"))


def _take_sure(opened: "Office", drafts: "Sequence[DraftView]", sure: float) -> None:
    """Take what is sure enough, each stored at once; what may be there already waits for somebody to look."""
    from gridctl.services import inbox

    taken: set[int] = set()
    for one in drafts:
        if one.id is None or one.confidence < sure or one.twins or taken & set(one.twin_drafts):
            continue
        inbox.take(opened, one.id)
        taken.add(one.id)


def _sign_ups(opened: "Office", found: "tuple[SignUpRow, ...]", *, yes: bool) -> "tuple[SignUpRow, ...]":
    """Store who signed up for shifts: what is new with `--yes`, what is chosen on a terminal; else nothing."""
    if not any(one.status in {"new", "unsure"} for one in found):
        return found
    from gridctl.services import sign_ups

    if yes:
        return sign_ups.store(opened, found)
    if not out.can_ask():
        return found
    from gridctl.cli.inbox_prompt import ask_sign_ups

    return ask_sign_ups(opened, found)


def _say_rest(found: "PasteView") -> None:
    left = [one for one in found.drafts if one.status == "waiting"]
    if found.dry_run:
        out.talk(_("Nothing was kept; without --dry-run the drafts go into the inbox."))
    elif left:
        out.talk(
            _(
                "{count} drafts wait in the inbox: gridctl inbox list, then gridctl inbox take NUMBER... or drop"
                " NUMBER..."
            ).format(count=len(left))
        )
    if found.known:
        out.talk(
            _("{count} messages were known already; what waits of them: gridctl inbox list").format(
                count=found.known
            )
        )
    if any(one.why in {"sign_up", "on_list"} for one in found.skipped):
        out.talk(_("Names on a list that say neither when nor what for were left aside."))
    _say_signed(found.signups)


def _say_signed(found: "Sequence[SignUpRow]") -> None:
    """Say how many sign-ups were stored, and what the others lack."""
    told = {
        "stored": N_("Sign-ups stored as wishes: {count}. To take one back: gridctl duty wish remove NUMBER"),
        "new": N_("Sign-ups for shifts, not stored yet: {count}. To store them: the same with --yes"),
        "unsure": N_(
            "Perhaps no sign-ups for shifts: {count}. To store them, add the duty to the line: 上午 采样"
        ),
        "no_day": N_("Sign-ups that name no day: {count}. Say it with --day DATE"),
        "several": N_("Names that several members have: {count}. Add the phone or the code to the line"),
    }
    for status, text in told.items():
        if count := sum(one.status == status for one in found):
            out.talk(_(text).format(count=count))
    if fresh := len({(one.name, one.phone) for one in found if one.new and one.status == "new"}):
        out.talk(_("Not members yet, they become volunteers with it: {count}").format(count=fresh))

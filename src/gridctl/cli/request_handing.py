"""``gridctl request``: to whom a request goes, up and down the desks, and what is asked of the desk above."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import AtOption, ByOption, DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.request_app import Note, Number, Numbers, Reasoned, app
from gridctl.cli.request_choice import WhereOption, chosen
from gridctl.cli.request_steps import do, show_all
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.core.request_numbers import split_numbers
from gridctl.core.requests import Act
from gridctl.core.words import AskKind, Channel, Urgency
from gridctl.present.i18n import _

GrantOption = Annotated[
    bool | None,
    typer.Option("--grant/--deny", help=_("The desk above says yes or no to what was asked.")),
]


def say_new_holder(code: str | None) -> None:
    """Tell that somebody was not known until now."""
    if code:
        out.talk(_("New here, and noted as volunteer {code}.").format(code=code))


@app.does(
    "assign",
    _("Give requests to a member, a team, or the desk of an area."),
    example="gridctl request assign 412 --to 李建国",
)
def assign(
    words: Numbers = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="MEMBER|TEAM", help=_("Who is to do it: code or name.")),
    ] = None,
    with_: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="MEMBER", help=_("Who helps (协办); can be repeated.")),
    ] = None,
    helper: Annotated[
        str | None,
        typer.Option(metavar="NAME PHONE", help=_("Somebody who is in no list yet: noted as a volunteer.")),
    ] = None,
    desk: Annotated[
        str | None, typer.Option(metavar="AREA", help=_("Hand it to the desk of this area."))
    ] = None,
    remark: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Give requests to somebody."""
    from gridctl.services import handing

    whom = handing.To(to, tuple(with_ or ()), helper, desk)
    with office() as opened:
        numbers, text = chosen(opened, words, (where, yes), dry_run=dry_run)
        act = Act(at, by, " ".join(filter(None, (text, remark))) or None)
        handed = handing.assign(opened, numbers, whom, act, dry_run=dry_run)
        show_all(handed.views, pick(fmt, as_json))
        say_new_holder(handed.newcomer)


@app.does(
    "accept", _("Take on what was given to you or your desk (签收)."), example="gridctl request accept 412"
)
def accept(
    words: Numbers = None,
    remark: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Say that whoever has it takes it on."""
    from gridctl.services import handing

    do(words, remark, (at, by), handing.accept, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))


@app.does(
    "refuse",
    _("Give a request back to the desk, or take it back from whoever has it."),
    example="gridctl request refuse 412 '在隔离，去不了'",
)
def refuse(
    words: Reasoned = None,
    take_back: Annotated[
        bool, typer.Option("--take-back", help=_("The desk takes it back; nobody refused."))
    ] = False,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Give it back, with a reason."""
    from gridctl.services import handing

    do(
        words,
        None,
        (at, by),
        lambda act: handing.refuse(act, taken_back=take_back),
        pick(fmt, as_json),
        dry_run=dry_run,
        many=(where, yes),
    )


@app.does(
    "escalate",
    _("Send requests up one level, to that level's desk (上报)."),
    example="gridctl request escalate 412 '需要街道协调车辆'",
)
def escalate(
    words: Reasoned = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Send it up, with a reason."""
    from gridctl.services import handing

    do(words, None, (at, by), handing.escalate, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))


@app.does(
    "return",
    _("Ask to hand a request back to the desk above (退单)."),
    example="gridctl request return 412 '不属于本社区'",
)
def hand_back(
    words: Numbers = None,
    grant: GrantOption = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Ask to hand back; or say yes or no to it."""
    from gridctl.services import asks

    def make(act: Act):  # type: ignore[no-untyped-def]  # noqa: ANN202
        return asks.hand_back(act) if grant is None else asks.answer(act, AskKind.RETURN, granted=grant)

    do(words, None, (at, by), make, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))


@app.does(
    "extend",
    _("Ask the desk above for a later deadline (延期)."),
    example="gridctl request extend 412 '等配件' --until '+2d'",
)
def extend(
    words: Numbers = None,
    until: Annotated[str | None, typer.Option(metavar="TIME", help=_("The new deadline."))] = None,
    grant: GrantOption = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Ask for longer; or say yes or no to it."""
    from gridctl.services import asks

    if (until is None) == (grant is None):
        raise BadInput(
            N_("say until when, or answer what was asked"),
            hint=N_("--until TIME asks; --grant and --deny answer"),
        )

    def make(act: Act):  # type: ignore[no-untyped-def]  # noqa: ANN202
        if grant is None:
            return asks.extend(act, until or "")
        return asks.answer(act, AskKind.EXTEND, granted=grant)

    do(words, None, (at, by), make, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))


@app.does(
    "wait",
    _("Let a request wait, with a reason: the clock stops."),
    example="gridctl request wait 412 '药房明天到货' --until 'tomorrow 9:00'",
)
def wait(
    words: Numbers = None,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help=_("Until when, where it is known."))
    ] = None,
    grant: GrantOption = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Stop the clock; or say yes or no to what was asked."""
    from gridctl.services import asks

    def make(act: Act):  # type: ignore[no-untyped-def]  # noqa: ANN202
        return asks.wait(act, until) if grant is None else asks.answer(act, AskKind.WAIT, granted=grant)

    do(words, None, (at, by), make, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))


@app.does(
    "merge", _("Merge requests for one thing into one."), example="gridctl request merge 413 414 --into 412"
)
def merge(
    words: Annotated[
        list[str],
        typer.Argument(metavar="NUMBER... [TEXT]", help=_("Those that end in it; then a remark, if any.")),
    ],
    into: Annotated[int, typer.Option(metavar="NUMBER", help=_("The one that goes on."))],
    remark: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Merge requests; each keeps its channel, number and reporter."""
    from gridctl.services import joining

    numbers, text = split_numbers(words)
    act = Act(at, by, " ".join(filter(None, (text, remark))) or None)
    with office() as opened:
        out.thing(joining.merge(opened, numbers, into, act), pick(fmt, as_json))


@app.does(
    "split",
    _("Split further requests off one."),
    example="gridctl request split 412 '降压药' '两斤青菜'",
)
def split(
    number: Number,
    parts: Annotated[
        list[str], typer.Argument(metavar="SUMMARY...", help=_("What each further request is about."))
    ],
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Split one request; the parts have its place and reporter."""
    from gridctl.services import joining

    with office() as opened:
        show_all(joining.split(opened, number, parts, Act(at, by)), pick(fmt, as_json))


@app.does(
    "edit",
    _("Change what a request says."),
    example="gridctl request edit 412 --urgency urgent --category medicine",
)
def edit(
    words: Numbers = None,
    summary: Annotated[str | None, typer.Option(metavar="TEXT", help=_("What is wanted."))] = None,
    details: Annotated[str | None, typer.Option(metavar="TEXT", help=_("More words."))] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help=_("Who asks."))] = None,
    phone: Annotated[str | None, typer.Option(metavar="PHONE", help=_("How to reach them."))] = None,
    address: Annotated[str | None, typer.Option(metavar="TEXT", help=_("Where, in words."))] = None,
    ref: Annotated[str | None, typer.Option(metavar="NUMBER", help=_("The sender's own number."))] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("Where: code or name."))] = None,
    category: Annotated[str | None, typer.Option(metavar="CATEGORY", help=_("What it is about."))] = None,
    urgency: Annotated[Urgency | None, typer.Option(help=_("How urgent."))] = None,
    channel: Annotated[Channel | None, typer.Option(help=_("Where it came from."))] = None,
    remark: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Change fields; an empty text clears one. The ledger keeps what was there before."""
    from gridctl.services import editing

    wanted = editing.Edit(summary, details, name, phone, address, ref, area, category, urgency, channel)
    do(
        words,
        remark,
        (at, by),
        lambda act: editing.edit(wanted, act),
        pick(fmt, as_json),
        dry_run=dry_run,
        many=(where, yes),
    )


@app.does("undo", _("Take back your own last step, within ten minutes."), example="gridctl request undo 412")
def undo(
    number: Annotated[
        int | None,
        typer.Argument(metavar="NUMBER", help=_("The request; none: whichever you typed last.")),
    ] = None,
    remark: Note = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Take back the last step."""
    from gridctl.services import taking_back

    with office() as opened:
        out.thing(taking_back.undo(opened, number, Act(note=remark)), pick(fmt, as_json))

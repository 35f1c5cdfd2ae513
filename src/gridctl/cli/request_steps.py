"""``gridctl request``: the steps of a request's life, each for one request or many at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import AtOption, ByOption, DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.request_app import Note, Numbers, Reasoned, app
from gridctl.cli.request_choice import Many, WhereOption, chosen
from gridctl.cli.session import office
from gridctl.core.requests import Act
from gridctl.core.words import Outcome
from gridctl.present.i18n import _
from gridctl.present.labels import label

if TYPE_CHECKING:
    from gridctl.core.views import RequestView
    from gridctl.services.steps import Doing

STEPPED = ("id", "status", "level", "desk", "holder", "urgency", "category", "area", "summary", "due")


RecheckOption = Annotated[
    str | None,
    typer.Option(
        metavar="TIME", help=_("Open it once more after so long, to look whether it held: 7d, 12h.")
    ),
]


def rechecked(doing: "Doing", when: str | None) -> "Doing":
    """Return a step after which the request is opened once more, where that was asked for."""
    if when is None:
        return doing
    from gridctl.services import repeating

    return repeating.with_recheck(doing, when)


def show_all(views: "list[RequestView]", fmt: out.Format) -> None:
    """Print one request as a thing, several as a list."""
    if len(views) == 1:
        out.thing(views[0], fmt)
    else:
        out.rows(views, [out.Column(key) for key in STEPPED], fmt)


def do(
    words: list[str] | None,
    remark: str | None,
    when: tuple[str | None, str | None],
    make: "Callable[[Act], Doing]",
    fmt: out.Format,
    *,
    dry_run: bool = False,
    many: Many = (None, False),
) -> None:
    """Take one step with the requests that `words` or a query name and print them; `when` is --at and --by."""
    from gridctl.services import steps

    with office() as opened:
        numbers, text = chosen(opened, words, many, dry_run=dry_run)
        act = Act(*when, " ".join(filter(None, (text, remark))) or None)
        show_all(steps.take_each(opened, numbers, make(act), dry_run=dry_run), fmt)
    if dry_run:
        out.talk(_("Rehearsal: nothing was changed."))


@app.does("note", _("Add a remark to the timeline."), example="gridctl request note 412 '下午五点前送到'")
def note(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="NUMBER... TEXT", help=_("Requests, then the remark."))
    ] = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add a remark."""
    from gridctl.services import steps

    do(words, None, (at, by), steps.note, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))


@app.does(
    "start", _("Say that work has begun: the requester was reached."), example="gridctl request start 412"
)
def start(
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
    """Say that work has begun."""
    from gridctl.services import answering

    do(words, remark, (at, by), answering.start, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))


@app.does(
    "resume", _("End the waiting: the clock runs again."), example="gridctl request resume 412 '药到货了'"
)
def resume(
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
    """End the waiting."""
    from gridctl.services import answering

    do(words, remark, (at, by), answering.resume, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))


@app.does(
    "resolve", _("Say that a request is done."), example="gridctl request resolve 412 --note '药已送到'"
)
def resolve(
    words: Numbers = None,
    on_spot: Annotated[
        bool, typer.Option("--on-spot", help=_("Solved where it arose, without dispatch."))
    ] = False,
    outcome: Annotated[Outcome | None, typer.Option(help=_("How it was answered."))] = None,
    answer: Annotated[str | None, typer.Option(metavar="TEXT", help=_("What the requester is told."))] = None,
    recheck: RecheckOption = None,
    remark: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Say that a request is done."""
    from gridctl.services import answering

    given = answering.Answer(on_spot, outcome, answer)
    do(
        words,
        remark,
        (at, by),
        lambda act: rechecked(answering.resolve(act, given), recheck),
        pick(fmt, as_json),
        dry_run=dry_run,
        many=(where, yes),
    )


@app.does(
    "close",
    _("End a resolved request, after a call back."),
    example="gridctl request close 412 --reached --solved --satisfied",
)
def close(
    words: Numbers = None,
    reached: Annotated[
        bool | None, typer.Option("--reached/--not-reached", help=_("Was the requester reached?"))
    ] = None,
    solved: Annotated[
        bool | None, typer.Option("--solved/--not-solved", help=_("Do they say that it is solved?"))
    ] = None,
    satisfied: Annotated[
        bool | None, typer.Option("--satisfied/--not-satisfied", help=_("Are they satisfied?"))
    ] = None,
    recheck: RecheckOption = None,
    remark: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """End resolved requests, and say who is to be answered where several were merged."""
    from gridctl.services import answering, steps

    said = answering.CallBack(reached, solved, satisfied)
    with office() as opened:
        numbers, text = chosen(opened, words, (where, yes), dry_run=dry_run)
        act = Act(at, by, " ".join(filter(None, (text, remark))) or None)
        doing = rechecked(answering.close(act, said), recheck)
        views = steps.take_each(opened, numbers, doing, dry_run=dry_run)
        show_all(views, pick(fmt, as_json))
        for one in (one for view in views for one in view.to_answer):
            out.talk(
                _("To be answered: #{number} {ref} {channel}").format(
                    number=one.request, ref=one.ref or "", channel=label(one.channel, "channels")
                )
            )


@app.does(
    "object",
    _("The requester says that it is not solved: it goes back."),
    example="gridctl request object 412 '送错了药'",
)
def object_to(
    words: Reasoned = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Send a resolved request back to whoever holds it."""
    from gridctl.services import answering

    do(words, None, (at, by), answering.object_to, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))


@app.does("reopen", _("Open a closed request again."), example="gridctl request reopen 412 '又停水了'")
def reopen(
    words: Reasoned = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Open a closed request again; the reason is kept."""
    from gridctl.services import answering

    do(words, None, (at, by), answering.reopen, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))


@app.does(
    "cancel", _("End an open request without an answer."), example="gridctl request cancel 412 '本人已撤回'"
)
def cancel(
    words: Reasoned = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """End an open request; the reason is kept."""
    from gridctl.services import answering

    do(words, None, (at, by), answering.cancel, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))


@app.does("urge", _("Note that somebody asks again (催办)."), example="gridctl request urge 412 '又打来电话'")
def urge(
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
    """Count that somebody asked again."""
    from gridctl.services import answering

    do(words, remark, (at, by), answering.urge, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))

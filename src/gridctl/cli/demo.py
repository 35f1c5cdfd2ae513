"""What ``gridctl demo`` does: files from inside the package go through the real importers."""

import tempfile
from pathlib import Path

from gridctl.cli import out
from gridctl.cli.imports import word_reject
from gridctl.cli.session import CURRENT, office, store_path
from gridctl.core.errors import N_, BadInput
from gridctl.present import i18n
from gridctl.present.i18n import _

ZONE = "Asia/Shanghai"


def run_demo(path: Path | None, *, seed: int, lang: str) -> None:
    """Make a store at `path`, fill it, and show the status, the daily report and what to try next."""
    from gridctl.services import operations, overview, reports, storekeeping

    place = _free_place(path)
    i18n.set_language(lang)
    storekeeping.init(place, storekeeping.NewStore(_("Hengli community (demo)"), ZONE, "CN", lang, "routine"))
    CURRENT.store = str(place)
    with (
        office() as opened,
        tempfile.TemporaryDirectory() as folder,
        out.progress(None, _("Reading")) as progress,
    ):
        from gridctl.exchange.demo import make_files
        from gridctl.exchange.intake import Order, bring_in

        files = make_files(Path(folder), seed=seed, now=opened.now(), zone=ZONE)

        def take(*kinds: str) -> None:
            for kind in kinds:
                order = Order(kind, str(getattr(files, kind)))
                if bring_in(opened, order, wording=word_reject, progress=progress).view.rejected:
                    raise AssertionError  # the demo's files are the package's own

        take("areas", "compounds", "buildings", "homes", "residents", "members", "teams", "points")
        since = files.since.astimezone(opened.zone).isoformat()
        # Its rules ask for more people than the demo has: the posts of its file are those that can be filled.
        lockdown = operations.NewOperation(files.pack, files.area, _("lockdown"), since, posts=False)
        operations.begin(opened, lockdown)
        take("posts", "absences", "wishes", "requests")
        out.thing(overview.status(opened), out.Format.TABLE)
        from gridctl.report import daily as render

        out.text("\n" + render.text(reports.daily(opened, reports.Wanted(area=files.area))))
    _what_next(place)


def _free_place(path: Path | None) -> Path:
    """Return where the demo goes: what was given, or the first free name in this folder."""
    if path is None and CURRENT.store:
        path = store_path()
    if path is not None:
        if path.exists():
            raise BadInput(
                N_("there is a file at {path} already"),
                hint=N_("give another name: gridctl demo NAME.db"),
                path=path,
            )
        return path
    number, place = 1, Path("demo.db")
    while place.exists():
        number += 1
        place = Path(f"demo-{number}.db")
    return place


def _what_next(place: Path) -> None:
    out.talk("")
    out.talk(_("The demo is in {path}. Try:").format(path=place))
    for words in (
        "request list --urgency critical",
        "request list --overdue",
        "area tree HL",
        "request show 1",
        "building show HL12",
        "resident list --need elderly_alone --limit 10",
        "resident duplicates",
        "member list --tier volunteer",
        "team list",
        "duty post list",
        "duty plan --from tomorrow --days 7",
        "report daily --area HL --date yesterday",
        "import list",
        "ledger list --limit 10",
        "store check",
    ):
        out.talk(f"  gridctl --store {place} {words}")

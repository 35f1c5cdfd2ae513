"""Letters into a folder: each has files of its own, put in place whole; no other letter's file is ever replaced."""

from pathlib import Path

from gridctl.core.delivering import Fate, Verdict
from gridctl.core.destinations import Destination
from gridctl.core.errors import StoreUnusable
from gridctl.core.letters import Letter
from gridctl.present.visible import visible
from gridctl.report.files import report_name, write_report

MARK = 8
"""So many signs of a letter's key stand in its files' names."""


def lay_down(to: Destination, letter: Letter) -> Verdict:
    """Write a letter's files; one without any is written as text.

    A folder that is not there is not made: it may be a share that is not mounted.
    """
    folder = Path(to.path).expanduser()
    if not folder.is_dir():
        return Verdict(Fate.PUT_OFF, "folder_missing")
    mark = letter.key[:MARK]
    files = {_marked(sheet.name, mark): sheet.content for sheet in letter.sheets}
    if not files:
        name = report_name(letter.kind, letter.day or f"{letter.at:%Y-%m-%d}", None, f".{mark}.txt")
        files = {name: f"{visible(letter.text, multi=True)}\n".encode()}
    try:
        for name, content in files.items():
            write_report(folder, name, content)
    except StoreUnusable:
        return Verdict(Fate.PUT_OFF, "folder_unwritable")
    return Verdict(Fate.SENT)


def _marked(name: str, mark: str) -> str:
    """Return a file's name with the letter's mark before its suffix: ``daily-2021-12-17.3f9a01bc.md``."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{mark}.{suffix}" if dot else f"{name}.{mark}"

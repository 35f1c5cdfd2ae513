"""Make examples/report.svg: the status and the daily report of the demo, as a terminal shows them.

Run it where gridctl is installed: ``python examples/picture.py``.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

LINES = 34
WIDTH = 100
CELL = 12.2
"""How wide Rich draws one cell; it counts characters where it should count cells."""
# Rich's own page fetches a font from the network; this one takes what the reader has.
FONT = "Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace"


def output(store: Path, *words: str) -> str:
    """Return what a command prints, at the moment of the picture."""
    environment = {**os.environ, "GRIDCTL_NOW": "2021-12-17T18:42:00+08:00", "GRIDCTL_LANG": "zh"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "gridctl", "--store", str(store), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def alone(picture: str) -> str:
    """Return a picture of Rich's that needs no network and gives Chinese its two cells."""

    def apart(found: re.Match[str]) -> str:
        """Draw what takes one cell and what takes two by themselves, each where it belongs."""
        before, x, between, after, said = found.groups()
        pieces, at = [], float(x)
        for _wide, chars in groupby(html.unescape(said), key=lambda char: cell_len(char) > 1):
            run = "".join(chars)
            wide = CELL * sum(map(cell_len, run))
            shown = html.escape(run).replace("\xa0", "&#160;")
            pieces.append(f'{before}x="{at:g}"{between}textLength="{wide:g}"{after}>{shown}</text>')
            at += wide
        return "".join(pieces)

    picture = re.sub(r"@font-face\s*\{[^}]*\}", "", picture)
    picture = re.sub(
        r'(<text [^>]*)x="([^"]*)"([^>]*)textLength="[^"]*"([^>]*)>([^<]*)</text>', apart, picture
    )
    return picture.replace("Fira Code, monospace", FONT).replace("Fira Code", FONT)


def main() -> None:
    """Write the picture beside this script."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "demo.db"
        output(store, "demo", "--lang", "zh")
        text = "$ gridctl status HL-3\n" + output(store, "status", "HL-3")
        text += "\n$ gridctl report daily --area HL\n" + output(store, "report", "daily", "--area", "HL")
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"), force_terminal=True)  # noqa: PTH123, SIM115
    for line in text.splitlines()[:LINES]:
        style = "bold green" if line.startswith("$") else ""
        console.print(Text(line, style=style, no_wrap=True), overflow="crop")
    picture = alone(console.export_svg(title="gridctl"))
    Path(__file__).with_name("report.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()

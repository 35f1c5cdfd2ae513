"""Make examples/screens/*.svg: each screen of the dashboard with the demo community, in both languages.

Run it where gridctl is installed: ``python examples/screens.py``. Each process speaks one language.
"""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SIZE = (120, 36)
MOMENT = "2021-12-17T18:42:00+08:00"
# Textual's own page fetches a font from the network; this one takes what the reader has.
FONT = "Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace"


async def pictures(store: Path, lang: str, folder: Path) -> None:
    """Show each screen in turn and keep its picture."""
    from gridctl.services.watching import peek
    from gridctl.tui.app import Dashboard
    from gridctl.tui.desk import Asked
    from gridctl.tui.places import PLACES

    app = Dashboard(Asked(store), peek(store))
    async with app.run_test(size=SIZE) as pilot:
        for number, place in enumerate(PLACES, 1):
            await pilot.press(str(number))
            for _round in range(3):  # what a screen asks may lead to further questions
                await pilot.pause()
                await app.workers.wait_for_complete()
            await pilot.pause()
            picture = app.export_screenshot(title="gridctl")
            picture = re.sub(r"@font-face\s*\{[^}]*\}", "", picture)
            picture = picture.replace("Fira Code, monospace", FONT).replace("Fira Code", FONT)
            (folder / f"{place.name}-{lang}.svg").write_text(picture, encoding="utf-8")


def main() -> None:
    """Write the pictures beside this script; called with a store and a language, those of one language."""
    folder = Path(__file__).with_name("screens")
    if sys.argv[1:]:
        store, lang = sys.argv[1:]
        asyncio.run(pictures(Path(store), lang, folder))
        return
    folder.mkdir(exist_ok=True)
    environment = {**os.environ, "GRIDCTL_NOW": MOMENT}
    with tempfile.TemporaryDirectory() as place:
        for lang in ("en", "zh"):
            store = str(Path(place) / f"{lang}.db")
            for argv in (["-m", "gridctl", "demo", store, "--lang", lang], [__file__, store, lang]):
                command = [sys.executable, *argv]
                subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)  # noqa: S603


if __name__ == "__main__":
    main()

"""Make examples/screens/*.svg: each screen of the dashboard with the demo community, in both languages.

Run it where gridctl is installed: ``python examples/screens.py``. Each process speaks one language.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from picture import alone

SIZE = (120, 36)
MOMENT = "2021-12-17T18:42:00+08:00"
# What has been done by then: a week planned and told, people at their posts, two rounds on their way.
NOBODY = 4
"""The exit code of a check-in where the plan has nobody."""
STORY = (
    ("2021-12-15T20:00", "duty plan --from 2021-12-16 --days 7 --effort 1 --seconds 30"),
    ("2021-12-15T20:00", "duty publish --yes"),
    *(("2021-12-17T14:05", f"duty checkin --post {post}") for post in (1, 2, 3, 4, 8, 10)),
    ("2021-12-17T08:00", "round open sampling --area HL --until 22:00"),
    ("2021-12-17T08:00", "round open three-visits --where building:HL12"),
    *(("2021-12-17T10:00", f"round record 1 HL{n}-1-101 HL{n}-1-102 HL{n}-1-201 done") for n in (5, 6, 7, 9)),
    ("2021-12-17T11:00", "round record 2 HL12-1-101 HL12-1-102 no_answer"),
    ("2021-12-17T17:30", "round record 2 HL12-1-201 HL12-2-101 HL12-2-102 refused"),
)


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
            picture = alone(app.export_screenshot(title="gridctl"))
            (folder / f"{place.name}-{lang}.svg").write_text(picture, encoding="utf-8")


def main() -> None:
    """Write the pictures beside this script; called with a store and a language, those of one language."""
    folder = Path(__file__).with_name("screens")
    if sys.argv[1:]:
        store, lang = sys.argv[1:]
        asyncio.run(pictures(Path(store), lang, folder))
        return
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for lang in ("en", "zh"):
            store = str(Path(place) / f"{lang}.db")
            told = [(MOMENT, ["-m", "gridctl", "demo", store, "--lang", lang])]
            told += [
                (f"{moment}:00+08:00", ["-m", "gridctl", "--store", store, *words.split()])
                for moment, words in STORY
            ]
            for moment, argv in [*told, (MOMENT, [__file__, store, lang])]:
                run = {**os.environ, "GRIDCTL_NOW": moment, "GRIDCTL_LANG": lang}
                done = subprocess.run([sys.executable, *argv], env=run, stdout=subprocess.DEVNULL)  # noqa: S603, PLW1510
                if done.returncode not in {0, NOBODY}:
                    sys.exit(f"{argv} ended with {done.returncode}")


if __name__ == "__main__":
    main()

"""Every command that the guide shows works, in order, on a fresh store; so do the examples."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from house.test_guide_pages import LANGUAGES, PAGES, ROOT, commands, page
from stress.children import command


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_the_commands_of_a_page_work(
    name: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRIDCTL_STORE", str(tmp_path / "grid.db"))
    monkeypatch.setenv("GRIDCTL_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("GRIDCTL_LANG", lang)
    if name != "start":
        assert command("init").exit == 0
    for argv in commands(page(lang, name)):
        answer = command(*argv)
        assert answer.exit == 0, f"gridctl {' '.join(argv)}: {answer.err}"


STORIES = ("checkpoint", "medicine", "supplies", "three_visits", "testing_day", "duty_week")
"""Each is a script of its own."""
QUICK = {("medicine", "zh")}
"""What is told in each run; the others take minutes, and `run.sh --quick` is a step of CI's own."""


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["run.sh", "--quick"], marks=pytest.mark.slow),
        *(
            pytest.param([f"{story}.sh", lang], marks=() if (story, lang) in QUICK else pytest.mark.slow)
            for story in STORIES
            for lang in ("en", "zh")
        ),
    ],
    ids=" ".join,
)
def test_the_examples_run(words: list[str], tmp_path: Path) -> None:
    script = tmp_path / "gridctl"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gridctl "$@"\n')
    script.chmod(0o700)
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "GRIDCTL": str(script), "PYTHONPATH": path, "HOME": str(tmp_path)}
    file, last = words
    done = subprocess.run(
        ["sh", str(ROOT / "examples" / file), *([last] if last.startswith("-") else [])],
        env=env if last.startswith("-") else {**env, "GRIDCTL_LANG": last},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    if file == "run.sh":
        assert done.stdout.endswith("all examples ran\n")

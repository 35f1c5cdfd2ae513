"""The README keeps its word: its command lines work and end as it says."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from stress.children import command

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_INLINE = re.compile(r"`gridctl (?P<words>[a-z]+(?: [a-z]+)?)(?P<rest>[^`]*)`")


def line_behind(mark: str) -> str:
    """Return the one command line of the ``sh`` block that stands directly below a mark."""
    found = re.search(rf"^<!-- {mark} -->\n```sh\n(.+)\n```$", README, re.MULTILINE)
    assert found, f"README.md has no line behind <!-- {mark} -->"
    return found[1]


@pytest.fixture
def gridctl(tmp_path: Path) -> list[str]:
    """Return the command as installed beside this Python, or the module where it is not installed."""
    script = Path(sys.executable).with_name("gridctl")
    return [str(script)] if script.exists() else [sys.executable, "-m", "gridctl"]


def _environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GRIDCTL_")}
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return {**kept, "GRIDCTL_CONFIG": os.devnull, "HOME": str(home), "PYTHONPATH": path}


def test_the_run_line_ends_with_the_report_it_promises(tmp_path: Path, gridctl: list[str]) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    calls = [shlex.split(part) for part in line_behind("run").split(" && ")]
    ours = [call[1:] for call in calls if call[0].endswith("/gridctl")]
    assert len(ours) == len(calls) - 2, "a virtual environment, an installation, and then gridctl alone"
    for argv in ours:
        done = subprocess.run(
            [*gridctl, *argv],
            cwd=tmp_path,
            env=_environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
    assert "Daily report 2025-03-13" in done.stdout
    for what, figure in (("received", 61), ("closed", 66), ("open at the end", 274)):
        assert re.search(rf"^ *{what} +{figure}\b", done.stdout, re.MULTILINE), what
    assert "61 received, 66 closed, 274 open" in re.sub(r"\s+", " ", README)


def test_the_test_line_makes_an_environment_and_runs_pytest() -> None:
    assert line_behind("test").split(" && ")[-1] == ".venv/bin/python -m pytest -n auto --dist worksteal"


@pytest.mark.parametrize("number", range(len(_CONSOLE.findall(README))))
def test_the_commands_of_a_console_block_work_in_order(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRIDCTL_STORE", str(tmp_path / "grid.db"))
    monkeypatch.setenv("GRIDCTL_CONFIG", os.devnull)
    lines = [line[2:] for line in _CONSOLE.findall(README)[number].splitlines() if line.startswith("$ ")]
    assert lines
    for line in lines:
        words = shlex.split(line)
        assert words[0] == "gridctl"
        answer = command(*words[1:])
        assert answer.exit == 0, f"{line}: {answer.err}"


def test_what_the_readme_names_is_there() -> None:
    for found in _INLINE.finditer(README):
        page = command("--lang", "en", *found["words"].split(), "--help")
        assert page.exit == 0, found[0]
        for option in re.findall(r"--[a-z-]+", found["rest"]):
            assert option in page.out, found[0]


def test_links_of_the_readme_lead_to_files() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", README):
        assert (ROOT / target).is_file(), target

"""`gridctl report schedule`: what is stored, and the lines of cron and systemd, which are installed and fired."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import Run
from gridctl.core.errors import GridError
from gridctl.core.report_runs import RunKind
from gridctl.report import cron_lines, crontab

ROOT = Path(__file__).parents[2]
OTHERS = b"MAILTO=me@example.org\n\n# m h  dom mon dow\n15 3 * * 1\t/usr/local/bin/other --zeit '\xe4'\n"
"""Lines of somebody else, one of them not even UTF-8."""
FAKE = """#!/bin/sh
if [ "$1" = -l ]; then
    [ -f {tab} ] && exec cat {tab}
    echo "no crontab for somebody" >&2
    exit 1
fi
[ -f {tab}.closed ] && {{ echo "you are not allowed" >&2; exit 1; }}
exec cat > {tab}
"""


@pytest.fixture
def tab(alone: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a crontab program on the PATH that keeps its lines in a file, and return that file."""
    folder = alone.parent / "bin"
    folder.mkdir()
    found = alone.parent / "tab"
    program = folder / "crontab"
    program.write_text(FAKE.format(tab=found), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return found


def _block(store: Path, *parts: str) -> bytes:
    calls = {"report": "*/5 * * * * {} report run-due --quiet", "tick": "* * * * * {} tick --quiet"}
    program = shlex.join([*cron_lines.program(), "--store", str(store)])
    lines = [calls[part].format(program) for part in parts]
    begin = f"# gridctl begin {store} (gridctl report schedule writes these lines)"
    return "\n".join([begin, *lines, f"# gridctl end {store}", ""]).encode()


def test_lines_come_go_and_leave_those_of_others_alone(town: Run, alone: Path, tab: Path) -> None:
    tab.write_bytes(OTHERS)
    done = town("report", "schedule", "add", "daily", "--at", "18:00", "--format", "md,text", "--json")
    assert (done.exit, done.err) == (0, "")
    found = done.json()
    assert (found["id"], found["kind"], found["clock_time"], found["formats"]) == (
        1,
        "daily",
        "18:00",
        ["md", "text"],
    )
    assert found["next_at"] == "2021-12-18T18:00:00+08:00"  # that of this very moment is due already
    assert tab.read_bytes() == OTHERS + _block(alone, "report")
    tab.write_bytes(tab.read_bytes() + b"@daily last")  # no newline at the end, as some editors leave it
    assert town("report", "schedule", "add", "tick").exit == 0
    assert tab.read_bytes() == OTHERS + _block(alone, "report", "tick") + b"@daily last"
    assert town("report", "schedule", "remove", "1").exit == 0
    assert tab.read_bytes() == OTHERS + _block(alone, "tick") + b"@daily last"
    assert town("report", "schedule", "uninstall").exit == 0
    assert tab.read_bytes() == OTHERS + b"@daily last"
    assert town("report", "schedule", "install").out.encode() == _block(alone, "tick")
    assert tab.read_bytes() == OTHERS + b"@daily last\n" + _block(alone, "tick")
    assert town("report", "schedule", "remove", "2").exit == 0
    assert tab.read_bytes() == OTHERS + b"@daily last\n"
    assert [one["id"] for one in town("report", "schedule", "list", "--json").json()] == []
    assert [one["id"] for one in town("report", "schedule", "list", "--all", "--json").json()] == [1, 2]


def test_two_stores_have_lines_of_their_own(alone: Path, tab: Path) -> None:
    one, two = alone.parent / "one.db", alone.parent / "two.db"
    assert crontab.install(one, ["* * * * * one"])
    assert crontab.install(two, ["* * * * * two"])
    assert not crontab.install(two, ["* * * * * two"])
    both = tab.read_bytes()
    assert crontab.install(one, [])
    assert both.endswith(tab.read_bytes())
    assert b"two" in tab.read_bytes()
    assert b"one" not in tab.read_bytes()


@pytest.mark.parametrize("broken", ["begin", "end", "begin begin end", "end begin"])
def test_marks_that_stand_alone_are_refused_and_nothing_is_changed(
    alone: Path, tab: Path, broken: str
) -> None:
    marks = dict(zip(("begin", "end"), crontab._marks(alone), strict=True))
    tab.write_text("\n".join([*(marks[word] for word in broken.split()), "1 1 * * * other", ""]), "utf-8")
    before = tab.read_bytes()
    with pytest.raises(GridError) as fault:
        crontab.install(alone, ["* * * * * new"])
    assert fault.value.code == "crontab_marks"
    assert tab.read_bytes() == before


def test_without_a_crontab_program_nothing_is_added_unless_the_lines_are_printed(
    town: Run, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    refused = town("report", "schedule", "add", "daily", "--at", "18:00")
    assert refused.exit == 3
    assert "--print" in refused.lines[1]
    assert town("report", "schedule", "list", "--json").json() == []
    printed = town("report", "schedule", "add", "daily", "--at", "18:00", "--print")
    assert printed.out.encode() == _block(alone, "report")
    assert printed.lines == ["Schedule 1 is stored; it runs once these lines do."]
    assert town("report", "schedule", "print", "--json").json() == [{"file": "crontab", "text": printed.out}]
    assert town("report", "schedule", "remove", "1").exit == 0


def test_a_crontab_that_may_not_be_written_is_told_and_the_schedule_is_kept(town: Run, tab: Path) -> None:
    tab.with_name("tab.closed").touch()
    done = town("report", "schedule", "add", "daily", "--at", "18:00")
    assert done.exit == 5
    assert done.lines[0] == "the crontab cannot be written: you are not allowed"
    assert "gridctl report schedule print" in done.lines[1]
    assert len(town("report", "schedule", "list", "--json").json()) == 1


@pytest.mark.parametrize(
    ("words", "exit_code", "code"),
    [
        ("daily", 2, "bad_input"),
        ("daily --at 25:00", 2, "bad_input"),
        ("nonsense --at 18:00", 2, "usage"),
        ("daily --at 18:00 --format docx", 2, "unknown_format"),
        ("daily --at 18:00 --area NOWHERE", 3, "not_found"),
        ("daily --at 18:00 --lang fr", 2, "bad_input"),
        ("tick --at 18:00", 2, "bad_input"),
        ("area --at 18:00", 2, None),
        ("daily --at 19:00", 4, "schedule_taken"),
        ("daily --at 19:00 --out two\tblanks", 2, "bad_input"),
    ],
)
def test_what_cannot_be_scheduled_is_refused_at_once(
    town: Run, tab: Path, words: str, exit_code: int, code: str | None
) -> None:
    assert town("report", "schedule", "add", "daily", "--at", "18:00").exit == 0
    before = tab.read_bytes()
    done = town("report", "schedule", "add", *words.split(" "), "--json")
    assert done.exit == exit_code
    assert code in {None, done.error()["error"]}
    assert tab.read_bytes() == before
    assert len(town("report", "schedule", "list", "--json").json()) == 1


def test_a_path_with_signs_of_the_shell_of_cron_and_of_systemd_stays_one_word(alone: Path) -> None:
    store = alone.parent / 'it\'s 50% $HOME "so" \\ 恒利.db'
    (line,) = cron_lines.crontab_lines(store, {RunKind.DAILY})
    command = line.split(" ", 5)[5].replace(r"\%", "%")
    assert shlex.split(command)[-5:] == ["--store", str(store), "report", "run-due", "--quiet"]
    assert re.search(r"(?<!\\)%", line) is None
    with pytest.raises(GridError):
        cron_lines.crontab_lines(alone.parent / "two\nlines.db", {RunKind.DAILY})


def test_settings_that_lie_elsewhere_are_named_and_nothing_secret_is(
    town: Run, alone: Path, tab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = alone.parent / "own.toml"
    settings.write_text("", "utf-8")
    monkeypatch.setenv("GRIDCTL_CONFIG", str(settings))
    monkeypatch.setenv("GRIDCTL_SMTP_PASSWORD", "hunter2")
    assert town("report", "schedule", "add", "daily", "--at", "18:00").exit == 0
    assert f"/usr/bin/env GRIDCTL_CONFIG={settings} " in tab.read_text("utf-8")
    assert "hunter2" not in tab.read_text("utf-8")


def test_the_units_of_systemd_are_valid(town: Run, alone: Path, tmp_path: Path) -> None:
    for words in ("daily --at 18:00 --print", "tick --systemd"):
        assert town("report", "schedule", "add", *words.split()).exit == 0
    found = town("report", "schedule", "print", "--systemd", "--json").json()
    names = [Path(one["file"]).name for one in found]
    assert names == [
        f"gridctl-{part}-grid.{kind}" for part in ("report", "tick") for kind in ("service", "timer")
    ]
    for one in found:
        (tmp_path / Path(one["file"]).name).write_text(one["text"], "utf-8")
    assert f'--store" "{alone}" "report" "run-due" "--quiet"' in found[0]["text"]
    if shutil.which("systemd-analyze"):
        paths = [str(tmp_path / name) for name in names]
        done = subprocess.run(
            ["systemd-analyze", "verify", *paths], capture_output=True, text=True, check=False
        )
        assert [line for line in done.stderr.splitlines() if "gridctl-" in line] == []


def _fire(line: str, home: Path, now: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a crontab as cron does: by sh, in the home folder, with next to nothing in the environment."""
    command = line.split(" ", 5)[5].replace(r"\%", "%")
    bare = {"HOME": str(home), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LOGNAME": "me", "TZ": "UTC"}
    bare |= {"GRIDCTL_NOW": now, "XDG_CONFIG_HOME": str(home / "none")}
    return subprocess.run(
        ["/bin/sh", "-c", command], env=bare, cwd=home, capture_output=True, text=True, check=False
    )


def test_the_lines_of_the_readme_are_those_that_are_installed_and_they_work(
    town: Run, alone: Path, tab: Path
) -> None:
    shown = re.findall(r"<!-- cron -->\n```\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(shown) == 1
    for words in ("daily --at 18:00", "tick"):
        assert town("report", "schedule", "add", *words.split()).exit == 0
    told = shown[0].replace("/home/me/.venv/bin/gridctl", shlex.join(cron_lines.program()))
    assert tab.read_text("utf-8") == told.replace("/home/me/grid.db", str(alone))
    lines = [line for line in tab.read_text("utf-8").splitlines() if not line.startswith("#")]
    home = alone.parent / "home"
    for line in lines:
        done = _fire(line, home, "2021-12-18T18:03:00+08:00")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    files = [one.name for one in (alone.parent / "reports").iterdir() if not one.name.startswith(".")]
    assert sorted(files) == ["daily-2021-12-17.md", "daily-2021-12-18.md"]
    assert [one["state"] for one in town("report", "log", "--json").json()] == ["written", "written"]

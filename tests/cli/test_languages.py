"""Both languages: help, errors, tables and reports, and which language is spoken when."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.tree import walk
from conftest import Run
from gridctl.present.cells import cell_len

HAN = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]+(?: [a-z]{2,}){2,}")
"""Three English words in a row: a sentence that was left behind. Codes and options never stand so."""
COMMAND = re.compile(r"gridctl [ -~]+|--?[a-z-]+(?: [A-Z|]+)?|<[^>]*>")
"""What stays ASCII in both languages: command lines, options, the codes that an option takes."""
WORDS = ["", *dict.fromkeys(words.split()[0] for words, _command in walk()), *dict(walk())]

# Help is worded when a module is imported, so each language needs a process of its own.
PAGES = """
import contextlib, io, json, sys
from gridctl.main import run
def page(words):
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        assert run(["--lang", sys.argv[1], *words.split(), "--help"]) == 0
    return stream.getvalue()
print(json.dumps({words: page(words) for words in json.loads(sys.argv[2])}))
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Return every help page in both languages, for a terminal of 80 columns."""
    home = str(tmp_path_factory.mktemp("home"))
    found = {}
    for lang in ("en", "zh"):
        done = subprocess.run(
            [sys.executable, "-c", PAGES, lang, json.dumps(WORDS)],
            env=os.environ | {"HOME": home, "GRIDCTL_CONFIG": f"{home}/none.toml", "COLUMNS": "80"},
            capture_output=True,
            text=True,
            check=True,
        )
        found[lang] = json.loads(done.stdout)
    return found


def left_in_english(text: str) -> list[str]:
    """Return the lines of a Chinese text that hold an English sentence."""
    return [line for line in text.splitlines() if ENGLISH.search(COMMAND.sub("", line))]


def test_help_is_chinese_throughout(pages: dict[str, dict[str, str]]) -> None:
    assert set(pages["zh"]) == set(WORDS)
    assert [words for words, page in pages["zh"].items() if not HAN.search(page.splitlines()[2])] == []
    assert {words: left for words, page in pages["zh"].items() if (left := left_in_english(page))} == {}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_line_of_help_fits_80_cells(pages: dict[str, dict[str, str]], lang: str) -> None:
    lines = [f"{words}: {line}" for words, page in pages[lang].items() for line in page.splitlines()]
    assert [line for line in lines if cell_len(line.partition(": ")[2]) > 80] == []


def test_help_says_what_is_required_and_what_codes_mean(pages: dict[str, dict[str, str]]) -> None:
    assert "[required]" in pages["en"]["area add"]
    assert "[必填]" in pages["zh"]["area add"]
    assert "micro_grid 微网格" in re.sub(r"\n +", "", pages["zh"]["area add"])
    assert "安装命令补全" in pages["zh"][""]


@pytest.fixture
def chinese(command: Run) -> Run:
    """Give a function that runs a command line on a store whose language is Chinese."""
    assert command("init", "--name", "恒利社区", "--lang", "zh").exit == 0
    assert command("area", "add", "HL", "恒利社区", "--kind", "community").exit == 0
    assert command("request", "add", "降压药吃完了", "--area", "HL", "--phone", "13800005678").exit == 0
    assert command("member", "add", "M1", "李建国", "--tier", "officer", "--area", "HL").exit == 0
    return command


WRONG = {
    "nothing": 2,
    "request nothing": 2,
    "request show": 2,
    "request show x": 2,
    "request show 1 2": 2,
    "request list --nothing": 2,
    "request list --urgency urgnt": 2,
    "request list --limit 0": 2,
    "request list --json=yes": 2,
    "request list --area": 2,
    "area add X Y": 2,
    "area add !! Y --kind grid": 2,
    "report daily --from 18:00": 2,
    "ledger list --since never": 2,
    "import areas README.md": 2,
    "import areas nowhere.csv": 3,
    "request assign 1 --to nobody": 3,
    "request show 99": 3,
    "area show nowhere": 3,
    "guide nowhere": 3,
    "pack show nowhere": 3,
    "request close 1": 4,
    "area remove HL": 4,
    "area add HL Y --kind grid": 4,
}


@pytest.mark.parametrize("words", WRONG)
def test_errors_are_chinese(chinese: Run, words: str) -> None:
    done = chinese(*words.split())
    assert done.exit == WRONG[words]
    assert len(done.lines) == 2
    assert HAN.search(done.lines[0])
    assert left_in_english(done.err) == []


PLAIN = {
    "request show": ("NUMBER is missing", "see: gridctl request show --help"),
    "request show x": ("NUMBER: x is not a whole number", "see: gridctl request show --help"),
    "request show 1 2 (3)": (
        "there is no place for: 2 (3)",
        "put a text of several words in quotes; see: gridctl request show --help",
    ),
    "request list --urgncy x": (
        "there is no option --urgncy",
        "did you mean --urgency? all options: gridctl request list --help",
    ),
    "request list --urgency urgnt": (
        "--urgency: urgnt is not one of: critical, urgent, normal, low",
        "did you mean urgent? see: gridctl request list --help",
    ),
    "request list --limit 0": ("--limit must be at least 1", "see: gridctl request list --help"),
    "request list --json=yes": ("--json takes no value", "see: gridctl request list --help"),
    "request list --area": ("--area needs a value", "see: gridctl request list --help"),
    "request assign 1": (
        "say to whom: one of --to, --helper and --desk",
        "gridctl request assign 412 --to 李建国",
    ),
    "team add A B": (
        "--kind is missing",
        "one of: police, fire, medical, enforcement, emergency, health, utility, property, volunteers, militia;"
        " see: gridctl team add --help",
    ),
    "reqest": ("there is no command gridctl reqest", "did you mean: gridctl request"),
}


@pytest.mark.parametrize("words", PLAIN)
def test_usage_errors_are_two_plain_lines(command: Run, words: str) -> None:
    done = command(*words.split())
    assert done.exit == 2
    assert done.lines == list(PLAIN[words])
    first, *rest = words.split()
    as_json = command(first, *rest[:1], "--json", *rest[1:]) if rest else command(first, "--json")
    assert (as_json.error()["message"], as_json.error()["hint"]) == PLAIN[words]


SHOWN = (
    "status",
    "area list",
    "area tree",
    "area show HL",
    "member list",
    "request list",
    "request show 1",
    "pack list",
    "pack show flood",
    "import list",
    "import profiles",
    "import profile requests",
    "operation list --all",
    "operation show 1",
    "store info",
    "store check",
    "report daily",
    "guide",
)


@pytest.mark.parametrize("fmt", ["table", "md"])
def test_what_is_shown_has_no_english_headings(chinese: Run, fmt: str) -> None:
    assert chinese("member", "add", "L1", "李建国", "--tier", "officer").exit == 0
    assert chinese("pack", "apply", "flood", "--area", "HL", "--name", "防汛").exit == 0
    assert chinese("import", "areas", "-", stdin="code,name,kind\nDX,东溪社区,community\n").exit == 0
    for words in SHOWN:
        format_ = "text" if words == "report daily" and fmt == "table" else fmt
        done = chinese(*words.split(), "--format", format_)
        assert done.exit == 0, done.err
        assert HAN.search(done.out)
        first = [cell for cell in re.split(r"  +|\|", done.out.splitlines()[0]) if cell.strip()]
        if words != "guide":
            assert all(HAN.search(cell) or cell.strip().isupper() for cell in first[:1]), (words, first)
        for line in done.out.splitlines():
            named = words == "import profile requests"  # its fields are codes
            assert named or not re.match(r"\|?\s*(status|kind|name|path|field|code|check|time)\s", line), (
                words,
                line,
            )


def test_the_tables_of_a_report_line_up_in_cells(chinese: Run) -> None:
    text = chinese("report", "daily").out
    assert left_in_english(text) == []
    blocks = [block.splitlines() for block in text.split("\n\n")]
    summary = next(block for block in blocks if block[0].startswith("求助"))
    assert len({cell_len(line) for line in summary[1:]}) == 1
    assert [line.split()[0] for line in summary[2:9]] == [
        "接报",
        "当场解决",
        "上报",
        "派给各力量",
        "派给承办人",
        "已完成",
        "已办结",
    ]


def test_an_import_tells_its_summary_and_its_rejects_in_chinese(chinese: Run, tmp_path: Path) -> None:
    file = tmp_path / "areas.csv"
    file.write_text("code,name,kind\nDX,东溪社区,社区\nDX-1,第一网格,什么\n", encoding="utf-8")
    done = chinese("import", "areas", str(file))
    assert done.exit == 1
    assert re.search(r"^退回 +1$", done.out, re.MULTILINE)
    assert all(HAN.search(line) for line in done.lines)
    assert left_in_english(done.err.replace(str(tmp_path), "")) == []
    with next(tmp_path.glob("*rejects*")).open(encoding="utf-8-sig", newline="") as lines:
        assert all(HAN.search(row["error"]) for row in csv.DictReader(lines))


def speaks(done: str) -> str:
    """Tell which language a text is in."""
    return "zh" if HAN.search(done) else "en"


def test_the_language_is_that_of_option_then_variable_then_settings_then_store_then_login(
    command: Run, alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each one goes before all that stand after it."""
    assert speaks(command("area", "list").err) == "en"  # no store, a login in English
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert speaks(command("area", "list").err) == "zh"
    assert command("--lang", "en", "init", "--lang", "en").exit == 0
    assert speaks(command("area", "list").err) == "en"
    assert speaks(command("area", "list", "--nothing").err) == "en"
    settings = tmp_path / "settings.toml"
    monkeypatch.setenv("GRIDCTL_CONFIG", str(settings))
    settings.write_text('lang = "zh"\n', encoding="utf-8")
    assert speaks(command("area", "list").err) == "zh"
    assert speaks(command("area", "list", "--nothing").err) == "zh"
    monkeypatch.setenv("GRIDCTL_LANG", "en")
    assert speaks(command("area", "list").err) == "en"
    assert speaks(command("--lang", "zh", "area", "list").err) == "zh"
    assert speaks(command("--lang=zh", "area", "list", "--nothing").err) == "zh"


@pytest.mark.parametrize("words", ["import profiles", "import profile areas", "guide", "store migrate"])
def test_a_command_that_needs_no_store_speaks_its_language(chinese: Run, words: str) -> None:
    assert speaks(chinese(*words.split()).out) == "zh"


def test_a_language_that_there_is_not_is_refused(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command("--lang", "fr", "status").lines == ["there is no language fr", "choose en or zh"]
    monkeypatch.setenv("GRIDCTL_LANG", "fr")
    assert command("status").exit == 2


def test_broken_settings_are_told_in_our_own_words(
    command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('store = "a.db"\nlang = zh\n', encoding="utf-8")
    monkeypatch.setenv("GRIDCTL_CONFIG", str(settings))
    done = command("--lang", "zh", "status")
    assert done.exit == 2
    assert done.lines[0] == f"{settings} 第 2 行：不符合 TOML 格式，无法读取"


def test_the_details_of_a_step_are_words_and_times_as_people_read_them(town: Run) -> None:
    town("request", "assign", "1", "--to", "L1", "--with", "Z1")
    town("request", "wait", "1", "药房缺货", "--until", "2021-12-18 09:00")
    shown = town("--lang", "zh", "request", "show", "1").out
    assert "派给: L1、协办: Z1" in shown
    assert "2021-12-18 09:00" in shown
    assert "+08:00" not in shown


def test_a_switch_with_two_sides_shows_both(run: Run) -> None:
    assert "--grant / --deny" in run("request", "extend", "--help").out

"""``gridctl pack``: built-in packs, a user's own files, every mistake of one at once."""

from pathlib import Path

import pytest

from conftest import Run

ROOT = Path(__file__).parents[2]

OWN = """
[pack]
name = "heavy_rain"
version = "1"
extends = "routine"
title = { en = "Heavy rain", zh = "强降雨" }
about = { en = "Cellars under water.", zh = "地下室进水。" }

[[category]]
code = "water_in_cellar"
title = { en = "Water in the cellar", zh = "地下室进水" }
keywords = { en = ["cellar"], zh = ["地下室"] }
urgency = "urgent"

[category.limits.urgent]
respond = "15m"
resolve = "4h"
"""

WRONG = OWN.replace("urgency =", "urgensy =").replace('"4h"', '"4 hours"').replace('version = "1"\n', "")


@pytest.fixture
def own(tmp_path: Path) -> str:
    """Write a pack of one's own; return its path."""
    path = tmp_path / "rain.toml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    """Write a pack with three mistakes; return its path."""
    path = tmp_path / "wrong.toml"
    path.write_text(WRONG, encoding="utf-8")
    return str(path)


def test_the_built_in_packs_are_there_without_a_store(command: Run) -> None:
    rows = command("pack", "list", "--json").json()
    assert [row["name"] for row in rows] == ["routine", "epidemic", "flood", "heatwave", "cert"]
    assert {row["status"] for row in rows} == {"built_in"}
    assert all(row["title"]["en"] and row["title"]["zh"] for row in rows)


def test_show_tells_limits_words_names_and_purges(command: Run) -> None:
    pack = command("pack", "show", "cert", "--json").json()
    medicine = next(one for one in pack["categories"] if one["code"] == "medicine")
    assert medicine["limits"]["urgent"]["respond"] == "30m"
    assert medicine["keywords"]["zh"]
    assert pack["labels"]["tiers"]["officer"] == {"en": "Block captain", "zh": "街区队长"}
    assert {one["kind"] for one in pack["purge"]} == {"inbox", "people", "needs"}
    page = command("pack", "show", "cert").out
    assert "Block captain" in page
    assert "街区队长" in page
    assert "30m / 6h" in page


def test_an_unknown_pack_names_the_known_ones(command: Run) -> None:
    done = command("pack", "show", "epidemi")
    assert done.exit == 3
    assert "epidemic" in done.lines[1]


def test_check_shows_a_good_pack(command: Run, own: str) -> None:
    assert command("pack", "check", own, "--json").json()["name"] == "heavy_rain"
    assert command("pack", "check", str(ROOT / "examples" / "pack.toml")).exit == 0


@pytest.mark.parametrize("fmt", ["table", "json", "jsonl", "csv", "md"])
def test_check_names_every_mistake_and_exits_1(command: Run, wrong: str, fmt: str) -> None:
    done = command("pack", "check", wrong, "--format", fmt)
    assert done.exit == 1
    for key in ("pack.version", "category[1].urgensy", "category[1].limits.urgent.resolve"):
        assert key.replace("_", "") in done.out.replace("\\", "").replace("_", "")
    if fmt == "json":
        rows = done.json()
        assert [row["line"] for row in rows] == sorted(row["line"] for row in rows)
        assert [row["nearest"] for row in rows if row["key"].endswith("urgensy")] == ["urgency"]
        assert {row["file"] for row in rows} == {"wrong.toml"}
        assert done.error()["exit"] == 1
    else:
        assert len(done.lines) == 2


def test_a_bad_pack_is_not_applied(run: Run, wrong: str) -> None:
    done = run("pack", "apply", wrong)
    assert done.exit == 2
    assert "wrong.toml" in done.err
    assert run("operation", "list", "--all", "--json").json() == []


def test_what_is_no_toml_or_no_file_is_told(command: Run, tmp_path: Path) -> None:
    (tmp_path / "text.toml").write_text("hello there", encoding="utf-8")
    done = command("pack", "check", str(tmp_path / "text.toml"))
    assert done.exit == 1
    assert "1" in done.out
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    assert command("pack", "check", str(tmp_path / "bytes.toml")).exit == 2
    assert command("pack", "check", str(tmp_path / "missing.toml")).exit == 3


def test_a_pack_that_was_applied_is_kept_under_its_name(run: Run, own: str) -> None:
    assert run("area", "add", "HL", "恒利社区", "--kind", "community").exit == 0
    assert run("pack", "apply", own, "--area", "HL").exit == 0
    Path(own).unlink()
    row = run("pack", "list", "--json").json()[-1]
    assert (row["name"], row["status"], row["operations"]) == ("heavy_rain", "own", [1])
    assert run("pack", "show", "heavy_rain", "--json").json()["categories"]
    assert run("pack", "apply", "heavy_rain").exit == 0
    made = run("request", "add", "地下室进水了", "--area", "HL", "--json").json()
    assert made["rule"] == "heavy_rain/water_in_cellar/urgent"


def test_a_file_extends_a_file_beside_it(command: Run, own: str, tmp_path: Path) -> None:
    text = OWN.replace('"heavy_rain"', '"more_rain"').replace('extends = "routine"', 'extends = "rain.toml"')
    (tmp_path / "more.toml").write_text(text.partition("[[category]]")[0], encoding="utf-8")
    pack = command("pack", "check", str(tmp_path / "more.toml"), "--json").json()
    assert "water_in_cellar" in {one["code"] for one in pack["categories"]}


def test_names_of_the_store_s_own_pack_stand_in_tables_and_codes_in_json(command: Run) -> None:
    assert command("init", "--pack", "cert", "--lang", "en").exit == 0
    assert command("member", "add", "B1", "Ada", "--tier", "officer").exit == 0
    assert "Block captain" in command("member", "list").out
    assert "街区队长" in command("--lang", "zh", "member", "list").out
    assert command("member", "list", "--json").json()[0]["tier"] == "officer"
    assert command("member", "list", "--format", "csv").out.splitlines()[1].split(",")[2] == "officer"


def test_names_follow_the_operations_that_run(run: Run) -> None:
    assert run("member", "add", "B1", "Ada", "--tier", "officer").exit == 0
    assert "Block captain" not in run("member", "list").out
    assert run("pack", "apply", "cert").exit == 0
    assert "Block captain" in run("member", "list").out
    assert run("operation", "end", "1").exit == 0
    assert "Block captain" not in run("member", "list").out


def test_categories_go_by_their_titles(town: Run) -> None:
    assert "Medicine" in town("request", "list").out
    assert "用药需求" in town("--lang", "zh", "request", "list").out
    assert town("request", "show", "1", "--json").json()["category"] == "medicine"


def test_a_mistyped_pack_names_the_nearest(command: Run) -> None:
    for words in ("pack show epidmic", "init --pack epidmic"):
        done = command(*words.split())
        assert (done.exit, done.lines[0]) == (3, "there is no pack epidmic")
        assert done.lines[1].startswith("did you mean epidemic?")


def test_a_built_in_pack_can_be_checked_too(command: Run) -> None:
    assert command("pack", "check", "flood", "--json").json()["status"] == "built_in"

"""`gridctl status --at`: files taken back, packs and people who were called otherwise; what is not known is said."""

from pathlib import Path

import pytest

from conftest import Run
from gridctl.store.connecting import connect

THEN, LATER = "2021-12-17 19:00", "2021-12-17T20:00:00+08:00"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def grid(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a grid with a member at 18:00; later commands are of 20:00."""
    run("area", "add", "G", "g", "--kind", "grid")
    run("member", "add", "M", "王秀英", "--tier", "officer", "--area", "G")
    return run


def named(run: Run, *words: str) -> dict[str, str]:
    """Return the names of areas and members by code."""
    return {one["area"]: one["name"] for one in run("status", "--members", "--json", *words).json()}


def test_a_name_that_is_kept_as_a_hash_alone_is_that_of_today_and_is_told(
    grid: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", LATER)
    assert grid("member", "edit", "M", "--name", "李秀英").exit == 0
    found = grid("status", "--members", "--at", THEN, "--json")
    assert [one["name"] for one in found.json()] == ["g", "李秀英"]
    assert found.lines == ["Names of today, who were called otherwise then: M"]
    assert "called otherwise then: M" in grid("status", "--members", "--at", THEN).out
    assert grid("status", "--at", THEN, "--json").lines == []
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T21:00:00+08:00")
    grid("member", "edit", "M", "--name", "王秀英")
    assert named(grid, "--at", THEN)["M"] == "王秀英"
    assert grid("status", "--members", "--at", THEN, "--json").lines == []


def test_an_import_that_was_taken_back_later_is_seen_as_it_was(
    grid: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: Path
) -> None:
    areas, people = tmp_path / "areas.csv", tmp_path / "members.csv"
    areas.write_text("code,name,kind,parent\nG,东区,grid,\nN,new,grid,\n", encoding="utf-8")
    people.write_text("code,name,tier,area\nM,李秀英,officer,N\nX,x,volunteer,G\n", encoding="utf-8")
    assert grid("import", "areas", str(areas)).exit == grid("import", "members", str(people)).exit == 0
    before = grid("status", "--members", "--json").json()
    monkeypatch.setenv("GRIDCTL_NOW", LATER)
    assert grid("import", "undo", "2", "--yes").exit == grid("import", "undo", "1", "--yes").exit == 0
    assert named(grid) == {"G": "g", "M": "王秀英"}
    then = grid("status", "--members", "--at", THEN, "--json")
    assert (then.json(), then.lines) == (before, [])
    assert {one["area"]: one["parent"] for one in then.json()} == {"G": None, "N": None, "M": "N", "X": "G"}
    with connect(alone) as store:  # as an older gridctl took them back
        store.execute("DROP TRIGGER ledger_no_update")
        store.execute(
            "UPDATE ledger SET changes = json_remove(changes, '$.restored') WHERE action = 'import.undo'"
        )
    assert grid("status", "--at", THEN, "--json").lines == [
        "What these imports had changed is not known any more, they were taken back since: 1, 2"
    ]


def test_a_pack_that_was_told_of_later_is_not_in_an_earlier_answer(
    grid: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "early.toml"
    pack.write_text(
        '[pack]\nname = "early"\nversion = "1"\nextends = "routine"\ntitle = { en = "E", zh = "早" }\n'
        'about = { en = "E", zh = "早" }\n[signals]\nsoon = 100\n',
        encoding="utf-8",
    )
    grid("request", "add", "没有菜了", "--area", "G", "--category", "food", "--urgency", "normal")
    grid("request", "assign", "1", "--to", "M")
    monkeypatch.setenv("GRIDCTL_NOW", LATER)
    assert grid("pack", "apply", str(pack), "--area", "G", "--at", "18:00", "--no-posts", "--yes").exit == 0
    now, then = grid("status", "--json").json(), grid("status", "--at", THEN, "--json").json()
    assert [one["signal"] for one in now + then] == ["yellow", "blue"]
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T21:00:00+08:00")
    grid("operation", "end", "1", "--at", "18:30")
    assert grid("status", "--at", LATER, "--json").json()[0]["signal"] == "yellow"
    assert grid("status", "--json").json()[0]["signal"] == "blue"

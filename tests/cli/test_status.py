"""`gridctl status`: the five colours as a tree, as data, for cron, and as they were at a past moment."""

import json
import re
from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.terminal import on_terminal
from conftest import Run
from duty_world import Ends, in_force, post, turn
from gridctl.services.office import open_office
from gridctl.services.watching import watch

KEYS = ["area", "kind", "signal", "reasons", "open", "overdue", "parent", "letter", "name", "children"]


def colours(run: Run, *words: str) -> dict[str, str]:
    """Return the colour of each area."""
    return {one["area"]: one["signal"] for one in run("status", "--json", *words).json()}


def why(run: Run, area: str, *words: str) -> list[str]:
    """Return the reasons of one area."""
    rows = run("status", "--json", *words).json()
    return [one["reason"] for row in rows if row["area"] == area for one in row["reasons"]]


def test_each_area_has_its_colour_and_its_reasons(town: Run) -> None:
    rows = town("status", "--json").json()
    assert [list(row) for row in rows] == [KEYS] * len(rows)
    by_area = {row["area"]: row for row in rows}
    assert by_area["DX-1"]["signal"] == "red"
    assert by_area["DX-1"]["reasons"][0]["reason"] == "critical_untaken"
    assert (by_area["HL-1-1"]["kind"], by_area["HL-1-1"]["parent"]) == ("stairwell", "HL-1")
    assert by_area["ZJ"]["open"] == 10
    assert by_area["ZJ"]["parent"] is None
    assert by_area["HL"]["overdue"] == sum(by_area[code]["overdue"] for code in ("HL-1", "HL-2", "HL-K"))


def test_an_area_alone_and_the_members_beside_it(town: Run) -> None:
    town("request", "assign", "3", "--to", "Z1")
    rows = town("status", "HL-2", "--json", "--members").json()
    assert [row["area"] for row in rows] == ["HL-2", "Z1"]
    assert [(row["kind"], row["open"]) for row in rows][1] == ("member", 1)
    assert town("status", "NOWHERE").exit == 3


def test_nobody_on_it_is_yellow_and_somebody_on_it_blue(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("area", "add", "G", "g", "--kind", "grid")
    run("member", "add", "m", "--code", "M", "--tier", "officer", "--area", "G")
    assert colours(run) == {"G": "green"}
    run("request", "add", "没有菜了", "--area", "G", "--category", "food", "--urgency", "normal")
    assert (colours(run)["G"], why(run, "G")) == ("yellow", ["untaken"])
    run("request", "assign", "1", "--to", "M")
    assert (colours(run)["G"], why(run, "G")) == ("blue", ["open"])
    assert run("status", "--check").exit == 0
    due = run("request", "show", "1", "--json").json()["due"]
    monkeypatch.setenv("GRIDCTL_NOW", due)
    assert (colours(run)["G"], why(run, "G")) == ("orange", ["overdue"])
    assert run("status", "--check").exit == 1
    assert run("status", "--check", "--json").json()[0]["overdue"] == 1
    monkeypatch.setenv("GRIDCTL_NOW", "2022-01-17T18:00:00+08:00")
    assert (colours(run)["G"], why(run, "G")) == ("red", ["far_overdue"])
    assert colours(run, "--at", "2021-12-17 18:00") == {"G": "blue"}
    assert colours(run, "--at", "2021-12-17 17:59") == {"G": "green"} or "G" not in colours(
        run, "--at", "2021-12-17 17:59"
    )


def test_an_empty_post_is_orange_and_one_of_an_emergency_red(town: Run, alone: Path) -> None:
    with open_office(alone) as office:
        number = post(office, "patrol", "HL-K", "middle")
        assert "post_empty" in why(town, "HL-K")
        turn(office, number, "W1", "2021-12-17", checked_in_at=office.store.clock())
        assert "post_empty" not in why(town, "HL-K")
        in_force(office, "epidemic", "HL")
        post(office, "emergencies", "HL-K", "middle", Ends())
    assert "emergency_empty" in why(town, "HL-K")
    shown = town("status").out
    assert "On duty: 王秀英 (" in shown
    assert "emergency post 2 empty" in shown


def test_who_is_silent_paints_the_area_red_and_who_is_late_is_named(
    town: Run, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_office(alone) as office:
        watched = post(office, "patrol", "HL-K", "middle", Ends(checkin=30))
        came = office.store.clock()
        turn(office, watched, "W1", "2021-12-17", checked_in_at=came, seen_at=came)
        turn(office, post(office, "patrol", "HL-1", "night"), "L1", "2021-12-17")
    assert "silent" not in why(town, "HL-K")
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T21:00:00+08:00")
    assert (colours(town)["HL-K"], "silent" in why(town, "HL-K")) == ("red", True)
    assert "On duty, silent: 王秀英 (Patrol HL-K)" in town("status").out
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T22:20:00+08:00")
    assert "Late: 李建国 (Patrol HL-1)" in town("status").out
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T23:00:00+08:00")
    assert "Not turned up: 李建国 (Patrol HL-1)" in town("status").out


def test_a_round_behind_its_pace_is_yellow(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("area", "add", "G", "g", "--kind", "grid")
    run("building", "add", "B1", "b", "--area", "G", "--floors", "2", "--units", "1", "--rooms", "2")
    run("round", "open", "sweep", "--area", "G", "--until", "+4h")
    assert (colours(run)["G"], why(run, "G")) == ("blue", ["round"])
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T20:00:00+08:00")
    assert (colours(run)["G"], why(run, "G")) == ("yellow", ["behind"])
    assert "behind its pace" in run("status").out
    assert [row["area"] for row in run("status", "G", "--json").json()] == ["G", "B1"]


def test_a_building_and_a_member_tell_their_colour_on_their_own_pages(town: Run, alone: Path) -> None:
    town("building", "add", "B1", "b", "--area", "HL-2", "--floors", "2", "--units", "1", "--rooms", "2")
    town("request", "add", "没有菜了", "--home", "B1-1-101", "--category", "food", "--urgency", "critical")
    with open_office(alone) as office:
        turn(office, post(office, "patrol", "HL-2", "middle", Ends(checkin=60)), "Z1", "2021-12-17")
    town("request", "assign", "3", "--to", "Z1")
    shown = {one["area"]: one for one in town("status", "HL-2", "--json", "--all", "--members").json()}
    for words, code in (("building show B1", "B1"), ("member show Z1", "Z1")):
        view = town(*words.split(), "--json").json()
        assert (view["signal"], view["signal_reasons"]) == (shown[code]["signal"], shown[code]["reasons"])
    assert {shown[code]["signal"] for code in ("B1", "Z1")} <= {"red", "orange"}
    assert "R red: critical, nobody on it: request" in town("building", "show", "B1").out
    assert "signal_reasons" not in town("member", "show", "Z1", "--format", "csv").out


def test_a_pack_tells_where_its_colours_begin(run: Run) -> None:
    whole = run("pack", "show", "epidemic", "--json").json()["signals"]
    assert whole == {"soon": 25, "far": 200, "behind": 10, "share": {"yellow": 10, "orange": 20, "red": 30}}
    assert "red 30%" in run("pack", "show", "epidemic").out


def test_what_lies_in_no_area_is_told_too(run: Run) -> None:
    assert run("status").exit == 0
    assert "gridctl area add" in run("status").out
    assert run("status", "--json").json() == []
    run("request", "add", "没有菜了")
    (row,) = run("status", "--json").json()
    assert (row["area"], row["kind"], row["open"]) == (None, "none", 1)
    assert "in no area" in run("status").out


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 200])
def test_the_tree_keeps_to_its_width(town: Run, alone: Path, lang: str, width: int) -> None:
    from gridctl.present.i18n import set_language
    from gridctl.present.status_page import page_lines
    from gridctl.services import signals

    with open_office(alone) as office:
        found = signals.look(office, signals.Wanted(buildings=True, members=True))
    set_language(lang)
    for everything in (False, True):
        lines = page_lines(found, width, everything=everything)
        assert [line for line in lines if cell_len(line) > width] == []
        assert any(line.startswith("R ") for line in lines) or "  R " in "\n".join(lines)
        assert ("特急" if lang == "zh" else "critical") in "\n".join(lines)


def test_a_rule_of_a_pack_says_where_the_colours_begin(run: Run, tmp_path: Path) -> None:
    run("area", "add", "G", "g", "--kind", "grid")
    text = Path("examples/pack.toml").read_text(encoding="utf-8")
    (tmp_path / "p.toml").write_text(
        text + "\n[signals]\nsoon = 100\nshare = { red = 50 }\n", encoding="utf-8"
    )
    (tmp_path / "bad.toml").write_text(text + "\n[signals]\nsoon = 101\nfarr = 2\n", encoding="utf-8")
    assert run("pack", "check", str(tmp_path / "bad.toml")).exit == 1
    run("member", "add", "m", "--code", "M", "--tier", "officer", "--area", "G")
    run("request", "add", "没有菜了", "--area", "G", "--category", "food", "--urgency", "normal")
    run("request", "assign", "1", "--to", "M")
    assert why(run, "G") == ["open"]
    assert run("pack", "apply", str(tmp_path / "p.toml"), "--area", "G", "--name", "x").exit == 0
    assert "due_soon" in why(run, "G")


def test_watching_is_for_a_terminal_and_for_now(town: Run) -> None:
    assert town("status", "--watch", "--at", "-1h").exit == 2
    assert town("status", "--watch", "--json").exit == 2
    assert town("status", "--watch").out == town("status").out
    assert town("status", "--at", "+1h").exit == 2


def test_a_terminal_has_colours_unless_it_wants_none(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = on_terminal("status")
    assert "\x1b[" in shown.out
    monkeypatch.setenv("NO_COLOR", "1")
    plain = on_terminal("status").out
    assert "\x1b[3" not in plain
    assert "R DX-1" in re.sub(r"\x1b\[[0-9;]*m", "", plain)


def test_the_figures_of_before_are_in_store_status(town: Run) -> None:
    found = town("store", "status", "--json").json()
    assert json.dumps(found)
    assert (found["open"], found["status"]) == (10, "ok")


def test_whoever_looks_on_hears_of_a_change_once(town: Run, alone: Path) -> None:
    with open_office(alone) as office, closing(watch(office)) as others:
        assert not others.changed()
        town("request", "note", "1", "x")
        assert others.changed()
        assert not others.changed()

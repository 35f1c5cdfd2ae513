"""Issue 6, the card: who, where, when, what to do step by step, who before and after, whom to call."""

from pathlib import Path

import pytest

from conftest import Run
from duty_world import Ends, in_force, post, turn
from gridctl.present.cells import cell_len
from gridctl.services.office import Office


@pytest.fixture
def gate(town: Run, office: Office) -> Run:
    """Let a gate be kept round the clock on the 18th, under the epidemic pack."""
    in_force(office, "epidemic", "HL")
    early, middle, night = (
        post(
            office,
            "gate",
            "HL-K",
            shift,
            Ends(place="东门", best=2, checkin=60 if shift == "night" else None),
        )
        for shift in ("early", "middle", "night")
    )
    turn(office, early, "Z1", "2021-12-18")
    turn(office, middle, "L1", "2021-12-18")
    turn(office, middle, "Z2", "2021-12-18")
    turn(office, night, "Z1", "2021-12-18")
    turn(office, night, "L1", "2021-12-19", "draft")
    return town


def test_a_card_tells_all_that_somebody_needs(gate: Run) -> None:
    done = gate("duty", "card", "L1")
    assert done.exit == 0, done.err
    for words in (
        "12-18 Sat",
        "14:00-22:00",
        "Gate keeping",
        "东门卡口 东门",
        "张敏 13900000004",
        "1. Put on mask",
    ):
        assert words in done.out
    assert "before you" in done.out
    assert "张敏 13900000003 22:00-06:00 (next day)" in done.out
    view = gate("duty", "card", "L1", "--json").json()
    (mine,) = view["turns"]
    assert [one["member"] for one in mine["before"]] == ["Z1"]
    assert [one["start"][11:16] for one in mine["after"]] == ["22:00"]
    assert [one["member"] for one in mine["beside"]] == ["Z2"]
    assert mine["actions"][0].keys() == {"en", "zh"}


def test_whom_to_call_is_who_works_the_desk_above(town: Run, office: Office) -> None:
    number = post(office, "gate", "HL-1-1", "middle")
    turn(office, number, "Z1", "2021-12-18")
    (mine,) = town("duty", "card", "Z1", "--json").json()["turns"]
    assert mine["call"] == {"member": "W1", "name": "王秀英", "phone": "13900000001"}


def test_it_is_in_the_language_of_whose_it_is(gate: Run) -> None:
    gate("member", "edit", "L1", "--lang", "zh")
    assert "门口把守" in gate("duty", "card", "L1").out
    assert "Gate keeping" in gate("--lang", "en", "duty", "card", "L1").out


def test_markdown_and_html_stand_alone(gate: Run, tmp_path: Path) -> None:
    gate("member", "edit", "L1", "--name", "<b>[/x]")
    paper = gate("duty", "card", "L1", "--format", "md").out
    assert paper.startswith("# \\<b\\>")
    file = tmp_path / "card.html"
    assert gate("duty", "card", "L1", "--format", "html", "--out", str(file)).exit == 0
    page = file.read_text(encoding="utf-8")
    assert "&lt;b&gt;" in page
    assert "<script" not in page
    assert "http" not in page
    assert "@page { size: A5" in page


def test_it_fits_eighty_columns_in_chinese(gate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = gate("--lang", "zh", "duty", "card", "L1")
    assert max(map(cell_len, done.out.splitlines())) <= 80
    assert len(done.out.splitlines()) <= 24


def test_without_a_name_it_is_ones_own(gate: Run) -> None:
    mine, named = gate("--as", "L1", "duty", "card", "--json"), gate("duty", "card", "L1", "--json")
    assert mine.json() == named.json()
    assert gate("duty", "card").exit == 2


def test_what_is_only_planned_is_on_no_card(gate: Run) -> None:
    assert gate("duty", "card", "L1", "--date", "2021-12-19").exit == 3
    assert gate("duty", "card", "W1").exit == 3

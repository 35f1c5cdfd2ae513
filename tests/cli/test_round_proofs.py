"""Proof-reading: two people visit the same sample blind; what they differ in is told with how sure it is."""

from typing import Any

import pytest

from cli.round_world import ANSWERS, houses, ok
from conftest import Run

__all__ = ["houses"]
YES = ANSWERS.replace("food_lack=no", "food_lack=yes")


@pytest.fixture
def read(houses: Run) -> tuple[Run, list[str]]:
    """Open a sample of three doors for two people; return their doors."""
    ok(houses, "round open three-visits --sample 3 --seed w --blind --among M1,M2 --area HL-1")
    return houses, [one["target"] for one in ok(houses, "--as M1 round next 1")]


def test_a_sample_is_drawn_by_its_word_and_stays(houses: Run) -> None:
    def drawn(words: str) -> list[str]:
        view = ok(houses, f"round open three-visits --area HL-1 --sample 5 {words}")
        assert (view["targets"], view["sample"]) == (5, 5)
        return [one["target"] for one in ok(houses, f"round next {view['id']}")]

    assert drawn("--seed one") == drawn("--seed one") != drawn("--seed two")
    assert ok(houses, "round open three-visits --sample 99")["targets"] == 24
    seeds = {ok(houses, "round open three-visits --sample 2 --dry-run")["seed"] for _ in range(2)}
    assert len(seeds) == 2


def test_neither_sees_the_other_until_both_are_done(read: tuple[Run, list[str]]) -> None:
    run, (a, b, c) = read
    ok(run, f"--as M1 round record 1 {a} {b} {ANSWERS}")
    ok(run, f"--as M1 round record 1 {c} away")
    assert [one["target"] for one in ok(run, "--as M2 round next 1")] == [a, b, c]
    assert ok(run, "--as M2 round find 1 food_lack=no") == []
    for words in (
        "round missing 1",
        "round find 1 food_lack=no",
        "building show HZ12 --round 1",
        "round share 1 --each",
    ):
        assert run(*words.split()).exit == 4, words
    view = ok(run, "round show 1")
    assert (view["outcomes"], view["by_building"], view["proof"]["sealed"]) == ({}, [], True)
    assert view["proof"]["read"] == {"M1": 3, "M2": 0}
    assert run("round", "show", "1", "--by", "member").exit == 4
    assert run("round", "record", "1", a, "away").exit == 4
    assert run("round", "add", "1", "HZ12-1-101", "--note", "x").exit == 4
    ok(run, f"round record 1 {a} {YES} --by M2")
    ok(run, f"--as M2 round record 1 {b} {ANSWERS}")
    ok(run, f"--as M2 round record 1 {c} away")
    assert ok(run, "request list") == []  # what is only read again raises nothing twice, and nothing once
    proof = ok(run, "round show 1")["proof"]
    assert (proof["compared"], proof["differ"], proof["error_rate"]) == (3, 1, 0.3333)
    assert (proof["error_low"], proof["error_high"]) == (0.0615, 0.7923)
    assert [
        (one["target"], one["checklist_item"], one["first_reader"], one["second_reader"])
        for one in proof["differences"]
    ] == [(a, "food_lack", "no", "yes")]
    assert {one["checklist_item"]: one["differ"] for one in proof["items"]}["food_lack"] == 1
    assert run("--as", "M1", "round", "record", "1", a, "away").exit == 4
    done = run("round", "close", "1")
    assert "1 of 3: 33.3%" in done.err
    assert run("round", "reopen", "1", "--note", "x").exit == 4


def test_the_two_are_named(houses: Run) -> None:
    def refused(words: str) -> Any:  # noqa: ANN401
        done = houses(*f"round open three-visits --sample 3 {words}".split())
        assert done.exit == 2
        return done.err

    assert "--among" in refused("--blind")
    assert "--blind" in refused("--among M1,M2")
    assert "--among M1,M2" in refused("--blind --among M1,M1")
    assert houses("round", "open", "three-visits", "--blind", "--among", "M1,M9").exit == 3

"""Issue 4, many at once: `--where QUERY` beside numbers and ranges; and which word asks for what is late."""

import pytest

from conftest import Run


def test_a_step_is_taken_with_all_that_fit_a_query(town: Run) -> None:
    done = town("request", "urge", "--where", "area:HL-2 is:open", "--note", "又催", "--json")
    assert done.exit == 0, done.err
    assert "2 requests fit: #4, #3" in done.err
    assert {one["id"]: one["urged"] for one in done.json()} == {3: 1, 4: 1}


def test_the_words_behind_are_the_reason(town: Run) -> None:
    assert town("request", "cancel", "--where", "category:noise", "不再需要").exit == 0
    told = town("request", "show", "5", "--json").json()
    assert (told["status"], told["timeline"][-1]["note"]) == ("cancelled", "不再需要")


def test_a_rehearsal_counts_and_changes_nothing(town: Run) -> None:
    done = town("request", "assign", "--to", "W1", "--where", "area:HL", "--dry-run")
    assert "requests fit" in done.err
    assert town("request", "list", "holder:W1", "--json").json() == []


def test_all_of_them_or_none(town: Run) -> None:
    town("request", "assign", "3", "--to", "W1")
    done = town("request", "start", "--where", "area:HL-2 is:open", "--json")
    assert (done.exit, town("request", "show", "3", "--json").json()["status"]) == (4, "assigned")


def test_many_want_a_yes(run: Run) -> None:
    for number in range(21):
        assert run("request", "add", f"没有水 {number}").exit == 0
    refused = run("request", "note", "--where", "没有水", "水车下午到")
    assert (refused.exit, "confirmed" in refused.err) == (4, True)
    done = run("request", "note", "--where", "没有水", "水车下午到", "--yes", "--json")
    assert (done.exit, len(done.json())) == (0, 21)


@pytest.mark.parametrize(
    ("words", "exit_code", "tells"),
    [
        (("--where", "area:DX status:closed"), 3, "no request fits"),
        (("3", "--where", "area:HL"), 2, "contradict"),
        (("--where", " "), 2, "needs a query"),
        (("--where", "is:nonsense"), 2, "nonsense"),
        ((), 2, "numbers are missing"),
    ],
)
def test_what_a_query_cannot_choose_is_told(
    town: Run, words: tuple[str, ...], exit_code: int, tells: str
) -> None:
    done = town("request", "urge", *words)
    assert (done.exit, tells in done.err) == (exit_code, True), done.err


def test_overdue_is_now_and_missed_is_at_all(town: Run) -> None:
    def found(flag: str) -> set[int]:
        return {one["id"] for one in town("request", "list", f"is:{flag}", "area:HL-2", "--json").json()}

    assert found("overdue") == found("missed") == {4}
    assert town("request", "resolve", "4").exit == 0
    assert [found(flag) for flag in ("overdue", "missed", "late", "逾期")] == [set(), {4}, {4}, {4}]

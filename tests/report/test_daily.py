"""The daily return tells what was known at the end of its day, whenever and however it is asked for."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Run

Setenv = pytest.MonkeyPatch


def at(patch: Setenv, moment: str) -> None:
    """Set the clock of the commands that follow."""
    patch.setenv("GRIDCTL_NOW", moment)


def figures(run: Run, day: str, *more: str) -> dict[str, Any]:
    """Return the figures of one day."""
    answer = run("report", "daily", "--date", day, "--json", *more)
    assert answer.exit == 0, answer.err
    found: dict[str, Any] = answer.json()["requests"]
    return found


def holds(found: dict[str, Any]) -> bool:
    """Tell whether what came in went out or is open."""
    came = found["open_before"] + found["received"] + found["reopened"]
    return bool(came == found["closed"] + found["cancelled"] + found["merged"] + found["open"])


def test_the_figures_follow_the_steps_of_the_day(town: Run) -> None:
    town("request", "resolve", "9", "--on-spot")
    town("request", "assign", "1", "--to", "L1")
    town("request", "resolve", "1")
    town("request", "close", "1")
    town("request", "cancel", "5", "withdrawn")
    found = figures(town, "today")
    assert [found[k] for k in ("open_before", "received", "assigned", "resolved", "closed", "cancelled")] == [
        0, 10, 1, 2, 1, 1,
    ]  # fmt: skip
    assert (found["solved_on_spot"], found["open"]) == (1, 8)
    assert found["hours_to_close"] == {"median": 9.0, "p90": 9.0}
    assert holds(found)
    for group in ("category", "area", "channel", "urgency"):
        rows = found[f"by_{group}"]
        assert sum(row["received"] for row in rows) == 10
        assert all(holds(row) for row in rows)


def test_the_json_has_the_keys_of_the_contract(town: Run) -> None:
    data = town("report", "daily", "--json").json()
    assert {"kind", "date", "from", "to", "area", "as_of", "requests", "previous"} <= set(data)
    wanted = (
        "open_before received reopened cancelled merged late since_operation solved_on_spot assigned resolved "
        "closed open overdue hours_to_close by_category by_area by_channel by_urgency"
    )
    assert set(wanted.split()) <= set(data["requests"])
    assert set(data["requests"]["hours_to_close"]) == {"median", "p90"}
    assert data["kind"] == "daily"
    assert data["previous"]["date"] == "2021-12-16"


def test_yesterday_is_the_same_next_week_whatever_was_typed_since(
    town: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2021-12-18T00:05:00+08:00")
    first = town("report", "daily", "--date", "2021-12-17", "--json").out
    town("request", "add", "late news", "--at", "2021-12-17 12:00")
    town("request", "resolve", "1", "--at", "2021-12-17 20:00")
    at(monkeypatch, "2021-12-25T09:00:00+08:00")
    assert town("report", "daily", "--date", "2021-12-17", "--json").out == first


def test_what_is_typed_late_counts_in_the_next_return_and_is_marked(
    town: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2021-12-18T10:00:00+08:00")
    town("request", "add", "late news", "--at", "2021-12-17 12:00")
    assert figures(town, "2021-12-17")["received"] == 10
    today = figures(town, "2021-12-18")
    assert (today["received"], today["late"], today["open_before"], today["open"]) == (1, 1, 10, 11)


def test_it_needs_no_earlier_run_to_stay_the_same(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "2021-12-18T10:00:00+08:00")
    town("request", "resolve", "1", "--at", "2021-12-17 20:00")
    at(monkeypatch, "2021-12-25T09:00:00+08:00")
    found = figures(town, "2021-12-17")
    assert (found["resolved"], found["open"]) == (0, 10)
    assert figures(town, "2021-12-18")["late"] == 1
    assert figures(town, "2021-12-17", "--recompute")["resolved"] == 0


def test_a_day_that_has_not_ended_is_provisional_and_not_kept(town: Run) -> None:
    data = town("report", "daily", "--json").json()
    assert (data["status"], data["as_of"]) == ("provisional", "2021-12-17T18:00:00+08:00")
    town("request", "add", "one more")
    assert figures(town, "today")["received"] == 11
    assert town("ledger", "list", "--action", "report", "--json").json() == []


def test_the_day_ends_at_the_hour_of_the_pack(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    town("pack", "apply", "epidemic", "--name", "lockdown")
    at(monkeypatch, "2021-12-17T19:30:00+08:00")
    town("request", "add", "after the hour")
    data = town("report", "daily", "--json").json()
    assert (data["date"], data["from"][:16], data["to"][:16]) == (
        "2021-12-18",
        "2021-12-17T18:00",
        "2021-12-18T18:00",
    )
    assert data["requests"]["received"] == 11  # ten were typed as the clock struck six: that is the new day
    since = data["requests"]["since_operation"]
    assert (since["operation"], since["received"]) == ("lockdown", 11)
    assert figures(town, "2021-12-17")["received"] == 0
    assert figures(town, "2021-12-17", "--cutoff", "00:00")["received"] == 11


def test_within_the_first_hour_the_day_that_has_just_ended_is_meant(
    town: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2021-12-18T00:05:00+08:00")
    assert town("report", "daily", "--json").json()["date"] == "2021-12-17"
    at(monkeypatch, "2021-12-18T01:00:00+08:00")
    assert town("report", "daily", "--json").json()["date"] == "2021-12-18"


def test_an_area_counts_with_all_below_it(town: Run) -> None:
    assert figures(town, "today", "--area", "HL")["received"] == 7
    assert figures(town, "today", "--area", "ZJ")["received"] == 10
    assert figures(town, "today", "--area", "hl-2")["received"] == 2


def test_from_and_to_give_any_period(town: Run) -> None:
    whole = town("report", "daily", "--from", "2021-12-17 08:00", "--to", "2021-12-17 18:00", "--json").json()
    assert whole["requests"]["received"] == 0  # typed at 18:00, and a period is without its end
    more = town("report", "daily", "--from", "2021-12-17 08:00", "--to", "2021-12-17 18:01", "--json").json()
    assert more["requests"]["received"] == 10


@pytest.mark.parametrize(
    "words",
    [
        ("--date", "someday"),
        ("--from", "2021-12-17 08:00"),
        ("--from", "2021-12-17 08:00", "--to", "2021-12-16"),
        ("--date", "today", "--from", "2021-12-17", "--to", "2021-12-18"),
        ("--cutoff", "25:00"),
        ("--json", "--format", "md"),
    ],
)
def test_wrong_words_are_bad_usage(town: Run, words: tuple[str, ...]) -> None:
    answer = town("report", "daily", *words)
    assert answer.exit == 2
    assert answer.out == ""


def test_names_phones_and_confidential_texts_stay_hidden(town: Run) -> None:
    for shape in ("text", "md", "json"):
        page = town("report", "daily", "--format", shape).out
        for secret in ("褚芳", "陈卫", "13800005678", "被丈夫打伤"):
            assert secret not in page


def test_the_page_shows_the_day_before_beside_each_figure(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "2021-12-18T18:00:00+08:00")
    town("request", "add", "水管又漏了", "--area", "HL-2", "--category", "utilities")
    page = town("report", "daily").out
    assert "1 (1)" in page  # utilities: one today, one yesterday
    line = next(line for line in page.splitlines() if line.split()[:1] == ["received"])
    assert line.split() == ["received", "1", "10", "0"]


def test_imported_history_counts_by_its_own_times_and_is_marked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_text("summary,received_at,closed_at\nold leak,2021-12-10 09:00,2021-12-11 10:00\n", "utf-8")
    run("import", "requests", str(file))
    assert figures(run, "2021-12-10")["received"] == 1
    assert figures(run, "2021-12-10")["imported"] == 1
    assert figures(run, "2021-12-11")["hours_to_close"]["median"] == 25.0
    assert figures(run, "2021-12-11")["open"] == 0


def test_figures_that_history_has_overtaken_are_kept_and_said_so(run: Run, tmp_path: Path) -> None:
    assert figures(run, "2021-12-10")["received"] == 0
    file = tmp_path / "old.csv"
    file.write_text("summary,received_at\nold leak,2021-12-10 09:00\n", "utf-8")
    run("import", "requests", str(file))
    answer = run("report", "daily", "--date", "2021-12-10", "--json")
    assert answer.json()["requests"]["received"] == 0
    assert "--recompute" in answer.err
    assert figures(run, "2021-12-10", "--recompute")["received"] == 1
    assert figures(run, "2021-12-10")["received"] == 1

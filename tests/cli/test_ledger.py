"""``gridctl ledger``: every change, reveal and refused attempt is an entry."""

import contextlib
from pathlib import Path

import pytest

from conftest import Run
from gridctl.core.errors import Refused
from gridctl.services.office import open_office


def test_each_change_is_an_entry_with_who_and_what(town: Run) -> None:
    assert town("--as", "W1", "request", "assign", "1", "--to", "L1").exit == 0
    entry = town("ledger", "list", "--limit", "1", "--json").json()[0]
    assert entry == entry | {
        "operator": "W1",
        "action": "request.assign",
        "thing": "request",
        "thing_id": "1",
    }
    assert entry["changes"]["to"] == "L1"
    assert entry["at"] == "2021-12-17T18:00:00+08:00"
    assert entry["os_user"]
    assert entry["host"]


def test_it_holds_no_personal_value(town: Run) -> None:
    everything = town("ledger", "list", "--format", "jsonl").out
    for secret in ("降压药", "陈卫", "13800005678"):
        assert secret not in everything


def test_filters(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-18T09:00:00+08:00")
    assert town("--as", "L1", "request", "note", "2", "已联系").exit == 0

    def actions(*argv: str) -> list[str]:
        return [row["action"] for row in town("ledger", "list", *argv, "--json").json()]

    assert actions("--since", "today") == ["request.note"]
    assert "request.note" not in actions("--until", "2021-12-18")
    assert actions("--operator", "L1") == ["request.note"]
    assert actions("--action", "request.note") == ["request.note"]
    assert set(actions("--action", "request")) == {"request.note", "request.add"}
    assert actions("--action", "req") == []
    assert actions("--action", "%") == []
    assert set(actions("--thing", "area")) == {"area.add"}
    assert actions("--thing", "request", "--id", "2") == ["request.note", "request.add"]
    assert actions("--after", "3", "--limit", "1") == ["area.add"]
    assert town("ledger", "list", "--since", "nonsense").exit == 2


def test_a_table_stops_at_50_and_json_does_not(run: Run) -> None:
    for number in range(55):
        assert run("area", "add", f"A{number}", "网格", "--kind", "grid").exit == 0
    assert len(run("ledger", "list").out.splitlines()) == 51
    assert len(run("ledger", "list", "--json").json()) == 56


def test_a_refused_attempt_is_an_entry_and_changes_nothing_else(town: Run) -> None:
    before = town("request", "show", "1", "--json").out
    assert town("--as", "W1", "request", "close", "1", "--note", "陈卫 13800005678").exit == 4
    assert town("request", "show", "1", "--json").out == before
    entry = town("ledger", "list", "--limit", "1", "--json").json()[0]
    assert entry == entry | {"operator": "W1", "action": "refused", "thing": "request", "thing_id": "1"}
    assert entry["changes"] == {"command": "request close", "error": "illegal_step"}
    assert town("store", "check").exit == 0


@pytest.mark.parametrize(
    ("words", "error", "thing"),
    [
        ("area remove HL", "not_empty", "area"),
        ("area move HL --parent HL-1", "cycle", "area"),
        ("area add HL 又一个 --kind community", "code_taken", "store"),
        ("member add W1 又一个 --tier head", "code_taken", "store"),
    ],
)
def test_refusals_tell_their_command_and_thing(town: Run, words: str, error: str, thing: str) -> None:
    assert town(*words.split()).exit == 4
    entry = town("ledger", "list", "--action", "refused", "--json").json()[0]
    assert (entry["thing"], entry["changes"]["error"]) == (thing, error)
    assert entry["changes"]["command"] == " ".join(words.split()[:2])


@pytest.mark.parametrize(
    "words", ["request show 999", "request add", "area show NOWHERE", "request note 1 x --at 23:00"]
)
def test_bad_input_and_what_is_not_found_are_no_entries(town: Run, words: str) -> None:
    before = town("store", "info", "--json").json()["ledger_head"]
    assert town(*words.split()).exit in {2, 3}
    assert town("store", "info", "--json").json()["ledger_head"] == before


def test_a_busy_store_keeps_the_first_error(town: Run, alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the entry of a refusal cannot be written, the refusal still leaves."""
    monkeypatch.setattr("gridctl.store.engine.FIRST_WAIT_MS", 10)
    with open_office(alone) as blocked, open_office(alone) as other, contextlib.ExitStack() as held:

        def refuse() -> None:
            with blocked.store.begin() as work:
                work.about("request", 1)
                raise Refused("no")

        def then_somebody_writes(*_args: object) -> None:
            held.enter_context(other.store.begin())

        monkeypatch.setattr("gridctl.store.unit.Store._refuse_replaced", lambda _self: None)
        original = type(blocked.store)._log_refused

        def busy(self: object, *args: object) -> None:
            then_somebody_writes()
            original(self, *args)  # type: ignore[arg-type]

        monkeypatch.setattr("gridctl.store.unit.Store._log_refused", busy)
        with pytest.raises(Refused):
            refuse()
    assert town("ledger", "list", "--action", "refused", "--json").json() == []

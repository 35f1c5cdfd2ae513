"""``gridctl request``: from taking in to the end, masked by default."""

import pytest

from conftest import NOW, REQUESTS, Run

NAME, PHONE = REQUESTS[0][4:]
MANY = 21


def test_the_timeline_tells_each_step(town: Run) -> None:
    assert town("request", "assign", "1", "--to", "L1", "--at", "10:00", "--by", "W1").exit == 0
    assert town("request", "note", "1", "药房缺货", "--at", "11:00").exit == 0
    done = town("request", "resolve", "1", "--note", "药已送到", "--json").json()
    assert done["level"] == "grid"
    assert [(one["step"], one["at"], one["note"]) for one in done["timeline"]] == [
        ("receive", "2021-12-17T09:00:00+08:00", None),
        ("assign", "2021-12-17T10:00:00+08:00", None),
        ("note", "2021-12-17T11:00:00+08:00", "药房缺货"),
        ("resolve", NOW, "药已送到"),
    ]
    assert [one["operator"] for one in done["timeline"]] == ["owner"] * 4
    assert [one["by"] for one in done["timeline"]] == [None, "W1", None, None]
    assert town("request", "show", "1", "--json").json()["timeline"] == done["timeline"]


@pytest.mark.parametrize(
    ("channel", "level"),
    [("member", "grid"), ("chat", "grid"), ("hotline", "town"), ("police", "town"), ("camera", "town")],
)
def test_a_request_starts_at_the_level_of_its_channel(run: Run, channel: str, level: str) -> None:
    assert run("request", "add", "没有水", "--channel", channel, "--json").json()["level"] == level


def test_a_step_that_is_not_possible_says_which_are(town: Run) -> None:
    done = town("request", "close", "1")
    assert done.exit == 4
    for word in ("note", "assign", "resolve", "cancel"):
        assert word in done.lines[1]
    assert town("request", "resolve", "1").exit == 0
    assert town("request", "resolve", "1").exit == 4
    assert town("request", "close", "1").exit == 0
    assert town("request", "cancel", "1", "误报").exit == 4
    assert town("request", "note", "1", "回访满意").exit == 0


def test_on_the_spot_is_without_dispatch(town: Run) -> None:
    assert town("request", "resolve", "1", "--on-spot", "--json").json()["solved_on_spot"] is True
    assert town("request", "assign", "2", "--to", "L1").exit == 0
    done = town("request", "resolve", "2", "--on-spot", "--json")
    assert (done.exit, done.error()["error"]) == (4, "not_on_spot")
    assert town("request", "resolve", "2", "--json").json()["solved_on_spot"] is False


def test_a_name_that_fits_several_is_refused_with_their_codes(town: Run) -> None:
    done = town("request", "assign", "1", "--to", "张敏")
    assert done.exit == 2
    assert "Z1" in done.lines[1]
    assert "Z2" in done.lines[1]
    assert town("request", "assign", "1", "--to", "0003", "--json").json()["holder"] == "Z1"
    assert town("request", "assign", "1", "--to", "恒利派出所", "--json").json()["holder"] == "PCS"
    assert town("request", "assign", "1", "--to", "nobody").exit == 3


def test_before_anybody_is_registered_a_name_becomes_a_volunteer(run: Run) -> None:
    assert run("request", "add", "没有水").exit == 0
    done = run("request", "assign", "1", "--to", "小王")
    assert done.exit == 0
    assert "M1" in done.err
    assert run("member", "show", "M1", "--json").json()["tier"] == "volunteer"


@pytest.mark.parametrize("fmt", ["table", "json", "jsonl", "csv", "md"])
def test_names_and_phones_are_masked_everywhere(town: Run, fmt: str) -> None:
    for words in ("request list --all", "request show 1"):
        shown = town(*words.split(), "--format", fmt).out
        assert NAME not in shown
        assert PHONE not in shown


def test_a_phone_in_a_text_is_masked_too(run: Run) -> None:
    assert run("request", "add", "没有水，打 13812345678 找我").exit == 0
    assert "13812345678" not in run("request", "show", "1").out
    assert "138****5678" in run("request", "list").out


def test_reveal_shows_them_and_is_an_entry(town: Run) -> None:
    found = town("--as", "W1", "request", "show", "1", "--reveal", "--why", "回访", "--json").json()
    assert (found["name"], found["phone"]) == (NAME, PHONE)
    entry = town("ledger", "list", "--action", "request.reveal", "--json").json()[0]
    assert (entry["operator"], entry["thing_id"], entry["reason"]) == ("W1", "1", "回访")


def test_more_than_20_rows_are_revealed_for_a_reason_only(town: Run) -> None:
    for number in range(MANY - len(REQUESTS)):
        assert town("request", "add", f"没有水 {number}", "--name", "陈卫").exit == 0
    asked = ("request", "list", "--reveal", "--json")
    done = town(*asked)
    assert done.exit == 2
    assert "--why" in done.error()["hint"]
    assert len(town(*asked, "--limit", "20").json()) == 20
    assert len(town(*asked, "--why", "夜间普查").json()) == MANY
    reasons = [one["reason"] for one in town("ledger", "list", "--action", "request.reveal", "--json").json()]
    assert reasons == ["夜间普查", None]


def test_the_holder_sees_without_asking_and_the_ledger_keeps_it(town: Run) -> None:
    assert town("request", "assign", "1", "--to", "L1").exit == 0
    assert town("--as", "W1", "request", "show", "1", "--json").json()["phone"] != PHONE
    assert town("--as", "L1", "request", "show", "1", "--json").json()["phone"] == PHONE
    assert town("ledger", "list", "--action", "request.reveal", "--operator", "L1", "--json").json()


def test_a_confidential_request_shows_no_text(town: Run) -> None:
    secret = REQUESTS[5]
    for fmt in ("table", "json", "csv", "md"):
        for words in ("request list", "request show 6"):
            shown = town(*words.split(), "--format", fmt).out
            assert secret[0] not in shown
            assert secret[4] not in shown
    assert town("request", "show", "6", "--json").json()["confidential"] is True


def test_a_masked_value_cannot_come_back(run: Run) -> None:
    assert run("request", "add", "没有水", "--name", "陈*").exit == 2
    assert run("request", "add", "没有水", "--phone", "138****5678").exit == 2


def test_an_anonymous_request_keeps_nobody(run: Run) -> None:
    assert run("request", "add", "没有水", "--anonymous", "--name", "陈卫").exit == 2
    assert run("request", "add", "没有水", "--anonymous", "--json").json()["anonymous"] is True


def test_filters(town: Run) -> None:
    def numbers(*argv: str) -> list[int]:
        return [row["id"] for row in town("request", "list", *argv, "--json").json()]

    assert numbers("--area", "HL-1") == [10, 2, 1]
    assert numbers("--category", "food") == [2]
    assert numbers("--urgency", "critical") == [6]
    assert numbers("--limit", "2") == [10, 9]
    assert numbers("--after", "3") == [2, 1]
    assert town("request", "cancel", "3", "误报").exit == 0
    assert 3 not in numbers()
    assert 3 in numbers("--all")
    assert numbers("--status", "cancelled") == [3]
    assert town("request", "assign", "2", "--to", "L1").exit == 0
    assert numbers("--holder", "L1") == [2]
    assert 1 in numbers("--overdue")


def test_a_table_stops_at_50_and_other_formats_do_not(run: Run) -> None:
    for number in range(51):
        assert run("request", "add", f"没有水 {number}").exit == 0
    assert len(run("request", "list").out.splitlines()) == 51
    assert len(run("request", "list", "--format", "jsonl").out.splitlines()) == 51


def test_danger_to_life_names_the_number_to_call_first(run: Run) -> None:
    done = run("request", "add", "老人突然昏迷没有呼吸", "--urgency", "critical")
    assert done.exit == 0
    assert "120" in done.err


def test_a_senders_number_that_is_known_is_told(run: Run) -> None:
    assert run("request", "add", "没有水", "--ref", "12345-77").exit == 0
    done = run("request", "add", "还是没有水", "--ref", "12345-77")
    assert done.exit == 0
    assert "12345-77" not in done.err
    assert "1" in done.err


def test_steps_happen_in_their_order(town: Run) -> None:
    assert town("request", "resolve", "1", "--at", "10:00").exit == 0
    done = town("request", "close", "1", "--at", "09:30")
    assert done.exit == 2
    assert town("request", "close", "1", "--at", "10:00").exit == 0


def test_the_clerk_hears_what_the_words_told_of_the_category(run: Run) -> None:
    assert run("request", "add", "降压药吃完了").lines == [
        "The category was found from the words; --category says otherwise."
    ]
    assert run("request", "add", "那个事").lines == ["The words tell no category; --category gives one."]
    assert run("request", "add", "那个事", "--category", "food").lines == []


def test_the_timeline_tells_whom_it_was_given_to(town: Run) -> None:
    town("request", "assign", "1", "--to", "W1")
    steps = town("request", "assign", "1", "--to", "PCS", "--json").json()["timeline"]
    assert [step["to"] for step in steps] == [None, "W1", "PCS"]
    assert "given to" in town("request", "show", "1").out


def test_a_deadline_is_not_before_the_request(run: Run) -> None:
    done = run("request", "add", "降压药吃完了", "--due", "yesterday")
    assert (done.exit, done.lines[0]) == (2, "the deadline yesterday lies before the request came in")
    assert run("request", "add", "降压药吃完了", "--at", "2021-12-15 09:00", "--due", "yesterday").exit == 0

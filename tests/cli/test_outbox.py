"""Issue 5, telling: every step that concerns somebody else leaves a text, and what is shared harms nobody."""

from typing import Any

import pytest

from conftest import Run

SECRETS = ("陈卫", "13800005678", "降压药")


def texts(run: Run, *words: str) -> list[dict[str, Any]]:
    """Return the outbox as JSON tells it."""
    found: list[dict[str, Any]] = run("--as", "W1", "outbox", *words, "--json").json()
    return found


def kinds(run: Run, *words: str) -> list[tuple[str, str]]:
    """Return to whom and of what kind the texts are."""
    return [(one["to"], one["kind"]) for one in texts(run, *words)]


def did(run: Run, *words: str) -> None:
    """Take a step that must succeed, typed by the head of the grid."""
    done = run("--as", "W1", "request", *words)
    assert done.exit == 0, done.err


def test_who_is_given_a_request_can_be_sent_all_of_it(town: Run) -> None:
    did(town, "assign", "1", "--to", "L1")
    (one,) = texts(town)
    assert {"id", "to", "about", "text", "told_at"} <= one.keys()
    assert (one["to"], one["to_phone"], one["about"], one["told_at"]) == ("L1", "13900000002", 1, None)
    assert "陈卫" not in one["text"]
    assert "138****5678" in one["text"]
    pasted = town("--as", "W1", "outbox", "--to", "L1", "--copy").out
    assert pasted.startswith("李建国 13900000002\n")
    for part in ("陈卫 13800005678", "降压药吃完了", "1幢1单元", "王秀英 13900000001"):
        assert part in pasted
    entries = town("ledger", "list", "--action", "outbox", "--json").json()
    assert [entry["action"] for entry in entries] == ["outbox.reveal"]


def test_who_did_it_need_not_be_told(town: Run) -> None:
    did(town, "assign", "1", "--to", "me")
    did(town, "escalate", "2", "需要车")  # the desk of the community is not hers
    assert kinds(town) == [("HL", "escalated")]


def test_what_was_never_told_is_not_taken_back(town: Run) -> None:
    did(town, "assign", "1", "--to", "L1")
    did(town, "assign", "1", "--to", "Z1")
    assert kinds(town) == [("Z1", "assigned")]
    assert town("outbox", "told", "--to", "Z1").exit == 0
    did(town, "assign", "1", "--to", "L1")
    assert sorted(kinds(town)) == [("L1", "assigned"), ("Z1", "taken_back")]


def test_an_undone_step_leaves_nothing_to_tell(town: Run) -> None:
    did(town, "assign", "1", "--to", "L1")
    did(town, "undo")
    assert kinds(town) == []
    did(town, "assign", "1", "--to", "L1")
    number = texts(town)[0]["id"]
    town("outbox", "told", str(number))
    did(town, "undo")
    assert kinds(town) == [("L1", "taken_back")]


def test_everybody_who_asked_reads_the_answer(town: Run) -> None:
    town("request", "add", "还是降压药", "--area", "HL-1-1", "--phone", "13800005699", "--ref", "12345-77")
    did(town, "merge", "11", "--into", "1")
    did(town, "assign", "1", "--to", "L1")
    did(town, "resolve", "1", "--answer", "药已送到门口", "--by", "L1")
    answers = [one for one in texts(town) if one["kind"] == "answered"]
    assert [one["about"] for one in answers] == [1, 11]
    assert all("药已送到门口" in one["text"] for one in answers)
    assert "12345-77" in answers[1]["text"]
    did(town, "object", "1", "没收到")
    assert [one["kind"] for one in texts(town) if one["about"] == 1] == ["back"]


def test_solved_on_the_spot_was_answered_there(town: Run) -> None:
    did(town, "resolve", "9", "--on-spot")
    assert kinds(town) == []


def test_a_text_is_in_the_language_of_whom_it_is_for(town: Run) -> None:
    town("member", "edit", "L1", "--lang", "zh")
    did(town, "assign", "1,2", "--to", "L1")
    did(town, "assign", "3", "--to", "Z1")
    first, _second, third = texts(town)
    assert "地点：" in first["text"]
    assert "where: " in third["text"]
    assert town("member", "edit", "L1", "--lang", "fr").exit == 2


def test_critical_ones_come_first_and_show_in_the_status(town: Run) -> None:
    did(town, "assign", "1", "--to", "L1")
    did(town, "assign", "6", "--to", "Z2")
    assert [one["about"] for one in texts(town)] == [6, 1]
    status = town("store", "status", "--json").json()
    assert (status["untold"], status["untold_critical"]) == (2, 1)
    listed = town("request", "list", "is:untold", "--json").json()
    assert sorted(one["id"] for one in listed) == [1, 6]
    town("outbox", "told", "--to", "Z2")
    assert town("store", "status", "--json").json()["untold_critical"] == 0


def test_told_and_untold(town: Run) -> None:
    did(town, "assign", "1", "--to", "L1")
    assert town("--as", "W1", "outbox", "--to", "L1", "--copy", "--told").exit == 0
    assert kinds(town) == []
    (one,) = texts(town, "--all")
    assert one["told_by"] == "W1"
    assert town("outbox", "untold", str(one["id"])).exit == 0
    assert kinds(town) == [("L1", "assigned")]
    assert town("outbox", "told", "99").exit == 3
    assert town("outbox", "told").exit == 2
    assert town("outbox", "--to", "nobody").exit == 3


def test_a_confidential_request_goes_by_phone(town: Run) -> None:
    did(town, "assign", "6", "--to", "Z2")
    pasted = town("--as", "W1", "outbox", "--copy").out
    shared = town("request", "share", "6").out + town("request", "share", "6", "--to", "Z2").out
    for text in (pasted, shared):
        assert "打伤" not in text
        assert "褚芳" not in text
        assert "phone" in text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_shared_with_a_group_tells_nothing_of_the_person(town: Run, lang: str) -> None:
    text = town("--as", "W1", "--lang", lang, "request", "share", "1", "--say", "在门口交接").out
    assert not [one for one in SECRETS if one in text]
    assert "在门口交接" in text
    assert "王秀英 13900000001" in text
    view = town("request", "share", "1", "--json").json()
    assert (view["about"], view["to"]) == (1, None)


def test_the_full_text_is_for_one_person_and_logged(town: Run) -> None:
    text = town("request", "share", "1", "--to", "L1").out
    assert [one for one in SECRETS if one not in text] == []
    entry = town("ledger", "list", "--action", "request.reveal", "--json").json()[0]
    assert (entry["thing_id"], entry["changes"]["to"]) == ("1", "L1")


def test_hostile_words_stay_words(town: Run) -> None:
    evil = "[/x] =1+1 [bold]{number}%s"
    town("request", "add", evil, "--area", "HL-1", "--name", "[bold]", "--phone", "13800005700")
    did(town, "assign", "11", "--to", "L1")
    for words in (("outbox", "--copy"), ("outbox",), ("request", "share", "11", "--to", "L1")):
        assert town(*words).exit == 0
    assert evil in town("outbox", "--copy").out


def test_many_in_full_want_a_reason(town: Run) -> None:
    for number in range(11, 23):
        town("request", "add", "缺米", "--area", "HL-1", "--category", "food", "--phone", "13800005701")
        did(town, "assign", str(number), "--to", "L1")
    did(town, "assign", "1-10", "--to", "L1")
    assert town("outbox", "--copy").exit == 2
    assert town("outbox", "--copy", "--why", "早班").exit == 0


def test_an_untold_critical_one_stays_a_reminder_until_it_is_told(town: Run) -> None:
    did(town, "assign", "6", "--to", "Z2")
    did(town, "assign", "1", "--to", "L1")
    reasons = [(one["request"], one["reason"]) for one in town("reminders", "--json").json()]
    assert [one for one in reasons if one[1] == "untold"] == [(6, "untold")]
    town("outbox", "told", "--to", "Z2")
    assert "untold" not in [one["reason"] for one in town("reminders", "--json").json()]


def test_an_order_with_a_near_deadline_names_only_that(town: Run) -> None:
    town("request", "order", "清点独居老人", "--each", "grid", "--due", "+20m")
    texts = [one["text"] for one in town("outbox", "--json").json()]
    assert texts
    assert all("done by" in text and "reach them by" not in text for text in texts)


def test_the_status_counts_the_critical_ones_that_are_untold(town: Run) -> None:
    town("request", "add", "胸口疼", "--area", "HL-1", "--urgency", "critical", "--to", "L1")
    assert '"untold_critical": 1' in town("store", "status", "--json").out


def test_a_helper_reads_with_whom_it_is_done(town: Run) -> None:
    did(town, "assign", "1", "--to", "L1", "--with", "Z1")
    words = {one["to"]: one["text"] for one in texts(town)}
    assert "李建国 13900000002" in words["Z1"]
    assert "together with" not in words["L1"]

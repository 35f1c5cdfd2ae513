"""Texts of the outbox by machine: in full to a member's own address alone, a group reads nothing of anybody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from gridctl.core.round_views import TargetRow
from gridctl.core.telling import TellKind
from gridctl.core.telling_views import Person, RoundTold, Telling, TurnTold
from gridctl.present.tellings import for_machine
from report.conftest import MailServer, free_port
from report.letters import mail_settings
from report.test_deliveries import parts, states

Settings = Callable[[str], Path]
OWN = 'people = { l1 = "l1@x.example" }\n'


AT = datetime(2021, 12, 17, 10, tzinfo=UTC)
DOOR = TargetRow("", 1, None, None, (), None, "赵钱", "13800009999", None, False, None)


def gives(run: Run, number: int, to: str) -> None:
    """Let the head of the grid give a request to somebody."""
    done = run("--as", "W1", "request", "assign", str(number), "--to", to)
    assert done.exit == 0, done.err


def waiting(run: Run) -> list[int]:
    """Return the numbers of the texts that nobody has told."""
    return [one["id"] for one in run("outbox", "--json").json()]


def sends(run: Run, *more: str) -> Any:  # noqa: ANN401
    """Send the texts that wait."""
    return run("--as", "W1", "outbox", "send", "--to", "town", *more)


def test_a_member_gets_all_of_it_and_the_group_nothing_of_anybody(
    town: Run, mail: MailServer, settings: Settings
) -> None:
    settings(mail_settings(mail.port, OWN))
    gives(town, 1, "L1")
    gives(town, 2, "Z1")
    gives(town, 6, "Z2")
    assert sends(town).exit == 0
    assert waiting(town) == []
    got = {to[0]: parts(message) for to, message in zip(mail.to, mail.messages, strict=True)}
    assert [to for (to,) in mail.to].count("desk@town.example") == 2
    own = got["l1@x.example"]
    for part in ("陈卫", "13800005678", "降压药吃完了"):
        assert part in own
    group = "\n".join(
        parts(one) for to, one in zip(mail.to, mail.messages, strict=True) if to != ["l1@x.example"]
    )
    assert "For 张敏" in group
    assert "no. 2, Food" in group
    assert "No. 6 concerns you: details by phone alone." in group
    for part in ("周敏", "5679", "没有菜", "褚芳", "打伤", "violence", "陈卫"):
        assert part not in group
    actions = [entry["action"] for entry in town("ledger", "list", "--json").json()]
    assert actions.count("outbox.reveal") == 1
    assert actions.count("outbox.told") == 3


def test_answers_to_residents_are_left_to_people(town: Run, mail: MailServer, settings: Settings) -> None:
    settings(mail_settings(mail.port))
    town("--as", "W1", "request", "assign", "1", "--to", "me")
    town("--as", "W1", "request", "resolve", "1", "送到了")
    assert len(waiting(town)) == 1
    assert sends(town).exit == 0
    assert (mail.taken, len(waiting(town))) == ([], 1)


def test_a_destination_of_members_alone_has_no_group(town: Run, mail: MailServer, settings: Settings) -> None:
    settings(mail_settings(mail.port, OWN).replace('to = ["desk@town.example"]\n', ""))
    gives(town, 1, "L1")
    gives(town, 2, "Z1")
    assert sends(town).exit == 0
    assert mail.to == [["l1@x.example"]]
    assert len(waiting(town)) == 1


def test_what_is_taken_back_or_told_meanwhile_does_not_go(
    town: Run, mail: MailServer, settings: Settings
) -> None:
    path = settings(mail_settings(free_port(), OWN))
    gives(town, 1, "L1")
    gives(town, 2, "L1")
    assert sends(town).exit == 0
    gives(town, 1, "Z1")
    (second,) = [one["id"] for one in town("outbox", "--to", "L1", "--json").json()]
    assert town("outbox", "told", str(second)).exit == 0
    path.write_text(mail_settings(mail.port, OWN))
    town("report", "delivery", "retry", "1", "2")
    assert [row[1:] for row in states(town)[:2]] == [("dropped", 0, "told_before")] * 2
    assert mail.taken == []


def test_what_was_untold_goes_again(town: Run, mail: MailServer, settings: Settings) -> None:
    settings(mail_settings(mail.port, OWN))
    gives(town, 1, "L1")
    for _ in range(2):
        assert sends(town).exit == 0
    assert len(mail.taken) == 1
    town("outbox", "untold", "1")
    assert sends(town, "1").exit == 0
    assert len(mail.taken) == 2


def test_what_is_in_doubt_is_not_told_until_somebody_says_so(
    town: Run, mail: MailServer, settings: Settings
) -> None:
    settings(mail_settings(mail.port, OWN))
    gives(town, 1, "L1")
    mail.mood = "hang"
    assert sends(town).exit == 1
    assert sends(town).exit == 0
    assert waiting(town) == [1]
    assert len(mail.taken) == 1
    assert town("report", "delivery", "sent", "1").exit == 0
    assert waiting(town) == []


@pytest.mark.parametrize("words", [("99",), ("1", "99")])
def test_texts_that_there_are_not_are_not_found(
    town: Run, settings: Settings, words: tuple[str, ...]
) -> None:
    settings(mail_settings(free_port()))
    gives(town, 1, "L1")
    assert sends(town, *words).exit == 3
    assert states(town) == []


def told(kind: TellKind, **about: Any) -> Telling:  # noqa: ANN401
    """Return a text for a member."""
    to, call = Person("M7", "张敏", "13900000003"), Person("W1", "王秀英", "13900000001")
    usual = {"matter": None, "reason": "", "created_at": AT, "told_at": None, "told_by": None}
    return Telling(3, str(kind), "member", to, "en", call=call, **{**usual, **about})


def test_a_group_reads_of_no_door_of_a_round_and_of_nobody_who_did_not_come() -> None:
    doors = tuple(replace(DOOR, target=f"HL1-1-{room}01") for room in range(1, 4))
    of_round = told(TellKind.ROUND_SHARED, round=RoundTold(2, "1幢1单元", AT, doors))
    assert for_machine(of_round, False).splitlines() == [
        "For 张敏",
        "1幢1单元: 3 doors are missing",
        "questions to: 王秀英 13900000001",
    ]
    turn = TurnTold(1, AT, AT, "gate", "day", "HL", 1, "东门", Person("Z2", "李娜", ""))
    stand_in = for_machine(told(TellKind.STAND_BY, turns=(turn,)), False)
    assert "Please step in" in stand_in
    assert "李娜" not in stand_in


def test_a_group_reads_of_no_door_of_a_request(town: Run, mail: MailServer, settings: Settings) -> None:
    settings(mail_settings(mail.port))
    shape = ("--area", "HL-1", "--floors", "5", "--units", "1", "--rooms", "3")
    assert town("building", "add", "HL2", "2幢", *shape).exit == 0
    done = town("request", "add", "救命药", "--home", "HL2-1-503", "--name", "钱多")
    assert done.exit == 0, done.err
    gives(town, 11, "Z1")
    assert sends(town).exit == 0
    text = parts(mail.messages[0])
    assert text.splitlines()[:2] == ["For 张敏", "For 张敏"]
    for part in ("503", "救命药", "钱多"):
        assert part not in text

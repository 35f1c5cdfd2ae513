"""The queue of deliveries by its commands: never twice the same, pauses that grow, doubt that people settle."""

import json
import os
import signal
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3

from conftest import REQUESTS, Run
from gridctl.core.delivering import Fate, Verdict
from gridctl.core.letters import Letter
from gridctl.services import sending
from gridctl.services.office import open_office
from gridctl.store import deliveries
from gridctl.store.sole import only_one
from report.conftest import MailServer, WebServer, free_port
from report.letters import HOSTILE, hook_settings, mail_settings

Settings = Callable[[str], Path]


def states(run: Run) -> list[tuple[int, str, int, str | None]]:
    """Return number, state, attempts and fault of each delivery, the oldest first."""
    rows: list[dict[str, Any]] = run("report", "deliveries", "--all", "--json").json()
    return [(row["id"], row["status"], row["attempts"], row["error"]) for row in reversed(rows)]


def parts(message: EmailMessage) -> str:
    """Return all that a reader of a message can see."""
    texts = [str(message["Subject"])]
    for part in message.walk():
        if not part.is_multipart():
            content: Any = part.get_payload(decode=True)
            texts.append(content.decode())
    return "\n".join(texts)


def send(run: Run, *more: str) -> Any:  # noqa: ANN401
    """Send the daily report."""
    return run("report", "send", "daily", "--date", "2021-12-17", *more)


def test_the_same_figures_go_out_once(town: Run, mail: MailServer, settings: Settings) -> None:
    settings(mail_settings(mail.port))
    for _ in range(2):
        assert send(town, "--to", "town").exit == 0
    assert states(town) == [(1, "sent", 1, None)]
    assert town("report", "deliver", "--json").json()["sent"] == 0
    assert len(mail.taken) == 1
    town("request", "cancel", "5", "withdrawn")
    assert send(town, "--to", "town").exit == 0
    assert len(mail.taken) == 2
    assert mail.messages[0]["Message-ID"] != mail.messages[1]["Message-ID"]


def test_nothing_of_a_resident_leaves_this_machine(
    town: Run, mail: MailServer, web: WebServer, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "hook.json").write_text('{"t": "{title}", "x": "{text}", "f": "{figures}"}')
    folder = f'[delivery.share]\nkind = "folder"\npath = "{tmp_path}/out"\n'
    hook = hook_settings(web.port).replace("?key={secret}", "")
    settings(mail_settings(mail.port) + hook + folder)
    town(
        "request",
        "add",
        "陈卫 13800005678 来电：110101199003071233",
        "--name",
        "陈卫",
        "--phone",
        "13800005678",
    )
    done = send(town, "--to", "town", "--to", "robot", "--to", "share", "--file-format", "text,md,json")
    assert done.exit == 0, done.err
    sent = [parts(one) for one in mail.messages]
    sent += [json.dumps(one, ensure_ascii=False) for one in web.sent]
    sent += [path.read_text() for path in (tmp_path / "out").iterdir()]
    assert len(sent) == 5
    secrets = {part for row in REQUESTS for part in row[4:]} - {"陈卫"} | {"110101199003071233"}
    for text in sent:
        assert [one for one in secrets if one in text] == []
    assert "11" in sent[0]


def test_a_secret_is_in_no_store_no_output_and_no_ledger(
    town: Run, alone: Path, web: WebServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings(hook_settings(web.port))
    (path.parent / "hook.json").write_text('{"x": "{text}"}')
    done = send(town, "--to", "robot")
    assert (done.exit, web.taken) == (0, [])
    assert states(town) == [(1, "waiting", 1, "no_secret")]
    assert town("report", "delivery", "check").exit == 1
    monkeypatch.setenv("GRIDCTL_SECRET_ROBOT", "geheim4711")
    assert town("report", "delivery", "check").exit == 0
    web.status = 400
    answers = [town("report", "delivery", "retry", "1"), town("report", "deliver"), town("status")]
    answers += [town("ledger", "list", "--json"), town("report", "deliveries", "--json")]
    assert states(town) == [(1, "failed", 1, "refused")]
    assert "geheim4711" in web.taken[0][0]
    assert [one.argv for one in answers if "geheim4711" in one.out + one.err] == []
    for file in alone.parent.glob(f"{alone.name}*"):
        assert b"geheim4711" not in file.read_bytes()


def test_what_was_put_off_is_due_after_its_pause(
    town: Run, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(mail_settings(free_port()))
    send(town, "--to", "town")
    for moment, attempts in (("18:00:59", 1), ("18:01:00", 2), ("18:05:59", 2), ("18:06:00", 3)):
        monkeypatch.setenv("GRIDCTL_NOW", f"2021-12-17T{moment}+08:00")
        assert town("report", "deliver", "--quiet").exit == 0
        assert states(town) == [(1, "waiting", attempts, "network")]


class Clock:
    """A clock that is set by hand, in minutes."""

    minutes = 0.0

    def __call__(self) -> int:
        """Return UTC milliseconds."""
        return 1_639_735_200_000 + int(self.minutes * 60_000)


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands."""
    return Clock()


def queue(office: Any, count: int = 1) -> None:  # noqa: ANN401
    """Put letters for the destination `town` into the queue."""
    with office.store.begin() as work:
        for number in range(count):
            values = {"key": f"k{number}", "dest": "town", "carrier": "mail", "kind": "daily", "body": "x"}
            deliveries.add(work, {**values, "title": "t", "day": "2021-12-17"})


def test_pauses_grow_and_end(run: Run, alone: Path, settings: Settings, clock: Clock) -> None:
    settings(mail_settings(free_port()))
    tried: list[float] = []

    def dead(_to: object, _letter: object) -> Verdict:
        tried.append(clock.minutes)
        return Verdict(Fate.PUT_OFF, "network")

    with open_office(alone, clock=clock) as office:
        queue(office)
        for minute in (0, 1, 6, 21, 81, 321, 561, 801, 5000):
            for clock.minutes in (minute - 0.01, minute):
                sending.send_due(office, dead, lambda _telling, _own: "")
    assert tried == [0, 1, 6, 21, 81, 321, 561, 801]
    assert states(run) == [(1, "gave_up", 8, "network")]
    told = run("reminders", "--json").json()
    assert [(one["reason"], one["summary"]) for one in told] == [("not_delivered", "town")]
    assert "Not delivered: 1 failed" in run("status").out
    assert run("store", "status", "--json").json()["undelivered"] == 1
    assert run("report", "delivery", "drop", "1").exit == 0
    assert "Not delivered" not in run("status").out


def test_what_is_down_for_one_is_not_asked_for_all(
    run: Run, alone: Path, settings: Settings, clock: Clock
) -> None:
    settings(mail_settings(free_port()))
    tried: list[str] = []

    def dead(_to: object, letter: Letter) -> Verdict:
        tried.append(letter.key)
        return Verdict(Fate.PUT_OFF, "network")

    with open_office(alone, clock=clock) as office:
        queue(office, 3)
        found = sending.send_due(office, dead, lambda _telling, _own: "")
        assert (found.put_off, found.waiting, tried) == (1, 3, ["k0"])
        sending.send_due(office, dead, lambda _telling, _own: "")
    assert tried == ["k0", "k1"]


def test_a_refusal_is_not_tried_again_by_itself(town: Run, mail: MailServer, settings: Settings) -> None:
    settings(mail_settings(mail.port))
    mail.mood = "554 no"
    done = send(town, "--to", "town", "--json")
    assert done.exit == 1
    assert done.error()["error"] == "not_delivered"
    assert town("report", "deliver").exit == 0
    assert states(town) == [(1, "failed", 1, "refused")]
    mail.mood = "250 OK"
    assert town("report", "delivery", "retry", "1").exit == 0
    assert states(town) == [(1, "sent", 1, None)]
    assert len(mail.taken) == 2


def kill_the_sender(mail: MailServer) -> None:
    """Send in a child that is killed when the server has the whole message and has not said so."""
    from gridctl.main import run

    child = os.fork()
    if child == 0:
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        run(["report", "deliver"])
        os._exit(0)
    mail.meanwhile = lambda: os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    mail.meanwhile = lambda: None


def test_what_was_taken_when_the_sender_died_is_in_doubt(
    town: Run, mail: MailServer, settings: Settings
) -> None:
    path = settings(mail_settings(free_port()))
    send(town, "--to", "town")
    path.write_text(mail_settings(mail.port))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRIDCTL_NOW", "2021-12-17T18:02:00+08:00")
        kill_the_sender(mail)
        assert states(town) == [(1, "sending", 2, None)]
        done = town("report", "deliver", "--quiet", "--json")
        assert (done.exit, done.out) == (1, "")
        assert done.error()["error"] == "not_delivered"
        assert town("report", "deliver").exit == 0
        assert states(town) == [(1, "in_doubt", 2, "interrupted")]
        assert len(mail.taken) == 1
        assert "1 in doubt" in town("status").out
        assert town("report", "delivery", "sent", "1").exit == 0
        assert states(town) == [(1, "sent", 2, None)]
        refused = town("report", "delivery", "retry", "1")
        assert refused.exit == 4


def test_no_answer_is_doubt_and_the_same_message_goes_again_by_hand(
    town: Run, mail: MailServer, settings: Settings
) -> None:
    settings(mail_settings(mail.port))
    mail.mood = "hang"
    assert send(town, "--to", "town").exit == 1
    assert states(town) == [(1, "in_doubt", 1, "no_answer")]
    mail.mood = "250 OK"
    assert town("report", "delivery", "retry", "1").exit == 0
    assert mail.taken[0] == mail.taken[1]


def test_a_folder_is_written_again_by_itself(
    town: Run, alone: Path, settings: Settings, tmp_path: Path
) -> None:
    settings(f'[delivery.share]\nkind = "folder"\npath = "{tmp_path}/out"\n')
    assert send(town, "--to", "share").exit == 0
    assert states(town) == [(1, "waiting", 1, "folder_missing")]
    (tmp_path / "out").mkdir()
    with open_office(alone) as office, office.store.begin() as work:
        deliveries.change(work, 1, state="sending", next_at=None)
    assert town("report", "deliver").exit == 0
    assert states(town) == [(1, "sent", 2, None)]


def test_the_second_deliverer_goes_away(town: Run, alone: Path, mail: MailServer, settings: Settings) -> None:
    settings(mail_settings(mail.port))
    with only_one(alone, "deliver"):
        assert town("report", "deliver").exit == 75
        assert send(town, "--to", "town").exit == 0
        assert states(town) == [(1, "waiting", 0, None)]
    assert town("report", "deliver").exit == 0
    assert len(mail.taken) == 1


def test_what_goes_out_is_gone_from_the_store(
    town: Run, alone: Path, mail: MailServer, settings: Settings
) -> None:
    settings(mail_settings(free_port()))
    send(town, "--to", "town", "--file-format", "md")
    words = b"# Daily report"
    assert words in b"".join(path.read_bytes() for path in alone.parent.glob(f"{alone.name}*"))
    settings(mail_settings(mail.port))
    assert town("report", "delivery", "retry", "1").exit == 0
    town("store", "check")
    with sqlcipher3.dbapi2.connect(str(alone)) as raw:
        assert raw.execute("SELECT count(*) FROM delivery_page").fetchone() == (0,)
        assert raw.execute("SELECT body, title, figures FROM delivery").fetchone() == (None, None, None)


def test_forgetting_reaches_letters_that_have_not_gone(
    town: Run, alone: Path, mail: MailServer, settings: Settings
) -> None:
    settings(mail_settings(free_port()))
    shape = ("--area", "HL-1", "--floors", "1", "--units", "1", "--rooms", "1")
    assert town("building", "add", "HL2", "2幢", *shape).exit == 0
    assert town("resident", "add", "钱多多", "--home", "HL2-1-101").exit == 0
    town("request", "add", "钱多多家漏水", "--area", "HL")
    assert send(town, "--to", "town").exit == 0
    with sqlcipher3.dbapi2.connect(str(alone)) as raw:
        assert "钱多多家漏水" in raw.execute("SELECT body FROM delivery").fetchone()[0]
    words = "钱多多家漏水".encode()
    town("request", "cancel", "11", "over")
    done = town("resident", "forget", "1", "--yes")
    assert done.exit == 0, done.err
    assert states(town) == [(1, "failed", 1, "words_gone")]
    for file in alone.parent.glob(f"{alone.name}*"):
        if file.suffix != ".lock":
            assert words not in file.read_bytes()
    assert town("report", "delivery", "retry", "1").exit == 4


def test_words_that_nobody_decided_about_go_after_a_week(
    town: Run, mail: MailServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(mail_settings(mail.port))
    mail.mood = "554 no"
    send(town, "--to", "town")
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-25T18:00:00+08:00")
    assert town("report", "deliver").exit == 0
    gone = town("report", "delivery", "retry", "1")
    assert (gone.exit, states(town)[0][1]) == (4, "failed")
    assert "report send daily --to town --date 2021-12-17" in gone.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("report send daily --to nowhere", 3),
        ("report send hourly --to town", 2),
        ("report send daily --to town --file-format docx", 2),
        ("report delivery retry 9", 3),
        ("report delivery drop", 2),
        ("outbox send --to nowhere", 3),
    ],
)
def test_what_there_is_not_is_refused(town: Run, settings: Settings, words: str, code: int) -> None:
    settings(mail_settings(free_port()))
    assert town(*words.split()).exit == code
    assert states(town) == []


def test_settings_that_are_wrong_are_told_to_who_sends(town: Run, settings: Settings) -> None:
    settings(mail_settings(25, 'password = "geheim"\n'))
    for words in ("report delivery check", "report send daily --to town"):
        done = town(*words.split())
        assert done.exit == 2
        assert "[delivery.town]: password" in done.err
        assert "GRIDCTL_SECRET_TOWN" in done.err
        assert "geheim" not in done.err
    assert town("status").exit == 0
    settings(mail_settings(25, name="Über"))
    assert town("report", "delivery", "check").exit == 2


def test_no_stored_text_acts_in_what_is_sent(town: Run, mail: MailServer, settings: Settings) -> None:
    settings(mail_settings(mail.port))
    town("request", "add", HOSTILE.replace("\r\n", " "), "--area", "HL")
    assert send(town, "--to", "town", "--file-format", "md,text").exit == 0
    text = parts(mail.messages[0])
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_a_week_goes_as_a_page_and_a_workbook(town: Run, mail: MailServer, settings: Settings) -> None:
    settings(mail_settings(mail.port))
    done = town("report", "send", "weekly", "--to", "town", "--file-format", "html,xlsx")
    assert done.exit == 0, done.err
    (got,) = mail.messages
    kinds = [(one.get_content_type(), str(one.get_filename())) for one in got.iter_attachments()]
    assert [kind for kind, _ in kinds] == [
        "text/html",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]
    assert [name.rpartition(".")[2] for _, name in kinds] == ["html", "xlsx"]
    assert str(got["Subject"]).startswith("Weekly report")

"""Letters by mail, to a real server on this machine: what arrives, and what each answer means."""

from dataclasses import replace
from typing import Any

import pytest

from gridctl.core.delivering import Carrier, Fate, Verdict, after
from gridctl.core.destinations import Destination, Tls
from gridctl.core.errors import BadInput
from gridctl.report.mail import send_mail
from report.conftest import Certificate, MailServer, free_port
from report.letters import HOSTILE, letter


def desk(port: int, **more: Any) -> Destination:  # noqa: ANN401
    """Return a destination on this machine without TLS."""
    usual: dict[str, Any] = {"host": "127.0.0.1", "port": port, "tls": Tls.NONE, "seconds": 2.0}
    usual |= {"sender": "grid@hengli.example", "to": ("desk@town.example",)}
    return Destination("town", Carrier.MAIL, **{**usual, **more})


@pytest.mark.usefixtures("alone")
def test_text_stands_in_the_body_and_files_are_attached(mail: MailServer) -> None:
    assert send_mail(desk(mail.port, to=("a@x.example", "b@x.example")), letter()) == Verdict(Fate.SENT)
    (got,) = mail.messages
    assert mail.to == [["a@x.example", "b@x.example"]]
    assert got["Subject"] == "日报 2021-12-17"
    assert got["Message-ID"] == f"<{'ab' * 20}@hengli.example>"
    body = got.get_body()
    assert body is not None
    assert body.get_content().splitlines() == ["收到 10", ".办结 4"]
    (sheet,) = got.iter_attachments()
    assert sheet.get_filename() == "daily-2021-12-17-恒利.md"
    assert sheet.get_content_type() == "text/markdown"
    assert sheet.get_payload(decode=True) == "# 日报\n".encode()


@pytest.mark.usefixtures("alone")
def test_the_same_letter_is_the_same_bytes(mail: MailServer) -> None:
    for _ in range(2):
        assert send_mail(desk(mail.port), letter()).fate is Fate.SENT
    assert mail.taken[0] == mail.taken[1]


@pytest.mark.usefixtures("alone")
def test_a_title_writes_no_header_and_no_escape(mail: MailServer) -> None:
    assert send_mail(desk(mail.port), letter(HOSTILE, HOSTILE, sheets=False)).fate is Fate.SENT
    (got,) = mail.messages
    assert got["Bcc"] is None
    assert mail.to == [["desk@town.example"]]
    assert "Bcc: evil" in got["Subject"]
    body = got.get_body()
    assert body is not None
    for text in (got["Subject"], body.get_content().replace("\r\n", "\n")):
        assert not {"\x1b", "\x07", "\u202e", "\r"} & set(text)


@pytest.mark.parametrize(
    ("mood", "verdict"),
    [
        ("451 later", Verdict(Fate.PUT_OFF, "try_later")),
        ("554 spam", Verdict(Fate.REFUSED, "refused")),
        ("hang", Verdict(Fate.UNKNOWN, "no_answer")),
        ("slow", Verdict(Fate.UNKNOWN, "no_answer")),
    ],
)
@pytest.mark.usefixtures("alone")
def test_what_an_answer_means(mail: MailServer, mood: str, verdict: Verdict) -> None:
    mail.mood = mood
    assert send_mail(desk(mail.port, seconds=0.2), letter()) == verdict
    assert len(mail.taken) == 1


@pytest.mark.usefixtures("alone")
def test_one_unknown_receiver_does_not_keep_it_from_the_others(mail: MailServer) -> None:
    mail.unknown = "gone@x.example"
    both = desk(mail.port, to=("gone@x.example", "b@x.example"))
    assert send_mail(both, letter()) == Verdict(Fate.SENT, "some_refused")
    assert mail.to == [["b@x.example"]]
    assert send_mail(replace(both, to=("gone@x.example",)), letter()) == Verdict(Fate.REFUSED, "refused")


@pytest.mark.usefixtures("alone")
def test_nobody_there_is_for_now(mail: MailServer) -> None:
    assert send_mail(desk(free_port()), letter()) == Verdict(Fate.PUT_OFF, "network")
    own = replace(letter(), member="L1")
    assert send_mail(desk(mail.port), own) == Verdict(Fate.REFUSED, "no_address")
    assert send_mail(desk(mail.port, people={"l1": "l1@x.example"}), own).fate is Fate.SENT
    assert mail.to == [["l1@x.example"]]


@pytest.mark.usefixtures("alone")
def test_starttls_with_a_login(
    safe_mail: MailServer, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe = desk(safe_mail.port, tls=Tls.STARTTLS, ca=str(certificate.cert), user="desk")
    monkeypatch.setenv("GRIDCTL_SECRET_TOWN", "geheim")
    assert send_mail(safe, letter()) == Verdict(Fate.SENT)
    assert len(safe_mail.taken) == 1
    monkeypatch.setenv("GRIDCTL_SECRET_TOWN", "wrong")
    assert send_mail(safe, letter()) == Verdict(Fate.REFUSED, "login_refused")


@pytest.mark.usefixtures("alone")
def test_nothing_goes_to_a_server_that_is_not_who_it_says(
    safe_mail: MailServer, mail: MailServer, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_SECRET_TOWN", "geheim")
    safe = desk(safe_mail.port, tls=Tls.STARTTLS, user="desk")
    for ca in ("", str(certificate.other)):
        assert send_mail(replace(safe, ca=ca), letter()) == Verdict(Fate.PUT_OFF, "certificate")
    elsewhere = replace(safe, ca=str(certificate.cert), host="localhost")
    assert send_mail(elsewhere, letter()) == Verdict(Fate.PUT_OFF, "certificate")
    assert send_mail(replace(safe, port=mail.port), letter()) == Verdict(Fate.PUT_OFF, "no_tls")
    assert send_mail(replace(safe, port=mail.port, tls=Tls.TLS), letter()) == Verdict(Fate.PUT_OFF, "no_tls")
    with pytest.raises(BadInput):
        send_mail(replace(safe, ca="/nowhere/ca.pem"), letter())
    assert (safe_mail.taken, mail.taken) == ([], [])


def test_what_was_put_off_waits_longer_each_time() -> None:
    put_off = Verdict(Fate.PUT_OFF, "network")
    pauses = [after(put_off, attempt, 0)[1] for attempt in range(1, 9)]
    assert [pause and pause // 60_000 for pause in pauses] == [1, 5, 15, 60, 240, 240, 240, None]
    assert after(put_off, 8, 0)[0] == "gave_up"

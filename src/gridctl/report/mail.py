"""Letters by mail: text in the body, files attached, over a connection that is protected and verified.

The same letter is the same bytes each time, under the same Message-ID, so that a server or reader knows a double.
"""

import re
import smtplib
from collections.abc import Sequence
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from gridctl import config
from gridctl.core.delivering import Fate, Verdict
from gridctl.core.destinations import Destination, Tls
from gridctl.core.letters import Letter
from gridctl.present.visible import visible
from gridctl.report.connecting import trusted, why_not, within

CALLS = 4
"""So many times the seconds of one answer a whole letter may take."""
OK, GO_ON, FOR_GOOD = 250, 354, 500
_MIME = {
    "text": ("text", "plain"),
    "md": ("text", "markdown"),
    "html": ("text", "html"),
    "csv": ("text", "csv"),
    "json": ("application", "json"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_DOTS = re.compile(rb"^\.", re.MULTILINE)
_BLANKS = re.compile(r"\s+")


def send_mail(to: Destination, letter: Letter) -> Verdict:
    """Send one letter by SMTP; `unknown` where the server took all of it and then said nothing."""
    if letter.member:
        receivers: Sequence[str] = [one for one in (to.address_of(letter.member),) if one]
    else:
        receivers = to.to
    if not receivers:
        return Verdict(Fate.REFUSED, "no_address")
    content = message(to, letter, receivers).as_bytes()
    server: smtplib.SMTP | None = None
    try:
        server = _connected(to)
        sock = server.sock
        with within(CALLS * to.seconds, lambda: sock):
            return _handed_in(server, to, receivers, content)
    except smtplib.SMTPResponseException as error:
        return _answered(error.smtp_code, login=isinstance(error, smtplib.SMTPAuthenticationError))
    except smtplib.SMTPNotSupportedError:
        return Verdict(Fate.PUT_OFF, "no_tls")
    except (smtplib.SMTPException, OSError) as error:
        return Verdict(Fate.PUT_OFF, why_not(error))
    finally:
        if server is not None:
            server.close()


def message(to: Destination, letter: Letter, receivers: Sequence[str]) -> EmailMessage:
    """Return the whole message; whoever typed or imported a title cannot write a header with it."""
    made = EmailMessage(policy=SMTP)
    made["From"] = _address(to.sender)
    made["To"] = [_address(one) for one in receivers]
    made["Subject"] = _BLANKS.sub(" ", visible(letter.title)).strip()
    made["Date"] = format_datetime(letter.at)
    made["Message-ID"] = f"<{letter.key}@{to.sender.rpartition('@')[2].strip('[]')}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(visible(letter.text, multi=True) + "\n", cte="base64")
    for sheet in letter.sheets:
        main, sub = _MIME.get(sheet.format, ("application", "octet-stream"))
        params = {"charset": "utf-8"} if main == "text" else None
        made.add_attachment(sheet.content, main, sub, filename=sheet.name, params=params)
    if letter.sheets:
        made.set_boundary(f"=_{letter.key}")
    return made


def _address(text: str) -> Address:
    return Address(addr_spec=text)


def _connected(to: Destination) -> smtplib.SMTP:
    """Return a server that was greeted, over a verified connection, and logged in where a user is given."""
    # The name of this machine is nobody's business, and to ask for it can take seconds.
    us = "[127.0.0.1]"
    if to.tls is Tls.TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            to.host, to.port, us, timeout=to.seconds, context=trusted(to.ca)
        )
    else:
        server = smtplib.SMTP(to.host, to.port, us, timeout=to.seconds)
    try:
        if to.tls is Tls.STARTTLS:
            server.starttls(context=trusted(to.ca))
        server.ehlo_or_helo_if_needed()
        if to.user:
            _log_in(server, to)
    except BaseException:
        server.close()
        raise
    return server


def _log_in(server: smtplib.SMTP, to: Destination) -> None:
    """Log in by the first way that both know: a wrong password is told once, so that no account is locked for it."""
    ways = ("PLAIN", "LOGIN") if to.tls in {Tls.TLS, Tls.STARTTLS} else ("CRAM-MD5", "PLAIN", "LOGIN")
    offered = server.esmtp_features.get("auth", "").upper().split()
    way = next((one for one in ways if one in offered), None)
    if way is None:
        raise smtplib.SMTPAuthenticationError(FOR_GOOD, "")
    server.user, server.password = to.user, config.secret(to.name)
    try:
        server.auth(way, getattr(server, f"auth_{way.lower().replace('-', '_')}"))
    except UnicodeError:
        raise smtplib.SMTPAuthenticationError(FOR_GOOD, "") from None


def _handed_in(server: smtplib.SMTP, to: Destination, receivers: Sequence[str], content: bytes) -> Verdict:
    """Hand a message in; what the server took in whole and did not answer for may have arrived."""
    _needed(server.mail(to.sender), OK)
    answers = [server.rcpt(one) for one in receivers]
    refused = [code for code, _ in answers if code not in {OK, 251}]
    if len(refused) == len(answers):
        return _answered(min(refused))
    _needed(server.docmd("DATA"), GO_ON)
    server.send(_DOTS.sub(b"..", content))
    try:
        server.send(b"" if content.endswith(b"\r\n") else b"\r\n")
        server.send(b".\r\n")
        code, _ = server.getreply()
    except (smtplib.SMTPServerDisconnected, OSError):
        return Verdict(Fate.UNKNOWN, "no_answer")
    if code != OK:
        return _answered(code)
    with suppress(smtplib.SMTPException, OSError):
        server.putcmd("QUIT")  # out of politeness; what it answers changes nothing
    return Verdict(Fate.SENT, "some_refused" if refused else None)


def _needed(answer: tuple[int, bytes], code: int) -> None:
    if answer[0] != code:
        raise smtplib.SMTPResponseException(*answer)


def _answered(code: int, *, login: bool = False) -> Verdict:
    """Return what a server's no means: 4xx for now, 5xx for good (RFC 5321, 4.2.1); its words are not kept."""
    if code < FOR_GOOD:
        return Verdict(Fate.PUT_OFF, "try_later")
    return Verdict(Fate.REFUSED, "login_refused" if login else "refused")

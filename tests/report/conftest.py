"""Real servers on this machine that deliveries are sent to: mail by aiosmtpd, web addresses by http.server."""

import json
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


@dataclass
class MailServer:
    """What a mail server took, and how it is to behave: `mood` is an answer to a message, or ``hang`` or ``slow``."""

    port: int = 0
    taken: list[bytes] = field(default_factory=list)
    to: list[list[str]] = field(default_factory=list)
    mood: str = "250 OK"
    unknown: str = ""
    meanwhile: Callable[[], None] = lambda: None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _more: Any) -> str:  # noqa: ANN401, N802
        """Take a receiver, but one that it does not know."""
        if address == self.unknown:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        """Take a message, and answer as the mood is."""
        self.taken.append(envelope.content)
        self.to.append(list(envelope.rcpt_tos))
        self.meanwhile()
        if self.mood == "hang":
            server.transport.abort()
        if self.mood == "slow":
            import asyncio

            await asyncio.sleep(0.5)
        return self.mood if self.mood[0].isdigit() else "250 OK"

    @property
    def messages(self) -> list[EmailMessage]:
        """The messages as a reader sees them."""
        return [message_from_bytes(one, policy=default) for one in self.taken]

    def calm(self) -> None:
        """Forget all and behave."""
        self.taken.clear()
        self.to.clear()
        self.mood, self.unknown, self.meanwhile = "250 OK", "", lambda: None


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _checked(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:  # noqa: ANN401
    return AuthResult(success=data.login == b"desk" and data.password == b"geheim", handled=False)


@dataclass(frozen=True)
class Certificate:
    """A certificate of one's own for 127.0.0.1, and its key; `other` is one that did not sign it."""

    cert: Path
    key: Path
    other: Path


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Make two certificates with the system's openssl."""
    place = tmp_path_factory.mktemp("tls")
    for name in ("ours", "other"):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "36500", "-subj", f"/CN={name}",
             "-addext", "subjectAltName=IP:127.0.0.1"],
            cwd=place, check=True, capture_output=True,
        )  # fmt: skip
    return Certificate(place / "ours.pem", place / "ours.key", place / "other.pem")


def _serving(**how: Any) -> Iterator[MailServer]:  # noqa: ANN401
    handler = MailServer(free_port())
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port, **how)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture(scope="session")
def plain_server() -> Iterator[MailServer]:
    """Run a mail server without TLS."""
    yield from _serving()


@pytest.fixture(scope="session")
def tls_server(certificate: Certificate) -> Iterator[MailServer]:
    """Run a mail server that takes nothing before STARTTLS and a login."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.cert, certificate.key)
    more = {"require_starttls": True, "auth_required": True, "authenticator": _checked}
    yield from _serving(tls_context=context, **more)


@pytest.fixture
def mail(plain_server: MailServer) -> MailServer:
    """Give the mail server without TLS, calm."""
    plain_server.calm()
    return plain_server


@pytest.fixture
def safe_mail(tls_server: MailServer) -> MailServer:
    """Give the mail server with STARTTLS and a login, calm."""
    tls_server.calm()
    return tls_server


@dataclass
class WebServer:
    """What a web server took, and how it answers: a status, a body, headers; status 0 hangs up, -1 is slow."""

    port: int = 0
    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    status: int = 200
    body: bytes = b"ok"
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> list[Any]:
        """What was posted, read as JSON."""
        return [json.loads(body) for _, _, body in self.taken]

    def calm(self) -> None:
        """Forget all and behave."""
        self.taken.clear()
        self.status, self.body, self.headers = 200, b"ok", {}


@pytest.fixture(scope="session")
def web_server() -> Iterator[WebServer]:
    """Run a web server."""
    state = WebServer()

    class Handler(BaseHTTPRequestHandler):
        """Takes what is posted."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.taken.append((self.path, dict(self.headers), body))
            if state.status <= 0:
                if state.status < 0:
                    time.sleep(0.4)
                self.close_connection = True
                return
            self.send_response(state.status)
            for name, value in {"Content-Length": str(len(state.body)), **state.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(state.body)

        def log_message(self, *_words: Any) -> None:  # noqa: ANN401
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def web(web_server: WebServer) -> WebServer:
    """Give the web server, calm."""
    web_server.calm()
    return web_server


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Give a function that writes the settings of this test and returns their path."""

    def write(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("GRIDCTL_CONFIG", str(path))
        return path

    return write

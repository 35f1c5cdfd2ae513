"""Letters as JSON to a real web server on this machine: templates, limits, and what each answer means."""

import json
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from gridctl import config
from gridctl.core.delivering import Fate, Verdict
from gridctl.core.destinations import Destination
from gridctl.core.errors import BadInput
from gridctl.report.webhook import filled, send_message
from report.conftest import Certificate, WebServer, free_port
from report.letters import HOSTILE, hook_settings, letter

Settings = Callable[[str], Path]
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def robot(alone: Path, web: WebServer, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Destination:
    """Give a robot on this machine, with a template that uses every placeholder."""
    path = settings(hook_settings(web.port))
    monkeypatch.setenv("GRIDCTL_SECRET_ROBOT", "k/1&x=2")
    hook = {
        "head": "{kind} {date}: {title}",
        "text": "{text}",
        "all": "{figures}",
        "n": "{requests.closed}",
        "line": "{requests.closed} {requests.nothing}",
        "keep": [1, None, True],
    }
    (path.parent / "hook.json").write_text(json.dumps(hook))
    return config.destinations()["robot"]


def test_a_template_is_filled_and_posted(robot: Destination, web: WebServer) -> None:
    assert send_message(robot, letter()) == Verdict(Fate.SENT)
    assert web.sent == [
        {
            "head": "daily 2021-12-17: 日报 2021-12-17",
            "text": "收到 10\n.办结 4",
            "all": {"requests.received": 10, "requests.closed": 4},
            "n": 4,
            "line": "4 -",
            "keep": [1, None, True],
        }
    ]
    path, headers, _ = web.taken[0]
    assert path == "/send?key=k%2F1%26x%3D2"
    assert headers["Idempotency-Key"] == "ab" * 20


def test_no_text_changes_the_form_of_a_message(robot: Destination, web: WebServer) -> None:
    text = HOSTILE + '", "at": "all", {title} {nothing}'
    assert send_message(robot, letter(HOSTILE, text)).fate is Fate.SENT
    (got,) = web.sent
    assert got.keys() == {"head", "text", "all", "n", "line", "keep"}
    assert "{title} {nothing}" in got["text"]
    assert not {"\x1b", "\x07", "\u202e", "\r"} & set(got["text"] + got["head"])


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (204, b"", Verdict(Fate.SENT)),
        (200, b'{"errcode": 0}', Verdict(Fate.SENT)),
        (200, b'{"errcode": 93000}', Verdict(Fate.REFUSED, "refused")),
        (200, b'{"errcode": 45009}', Verdict(Fate.PUT_OFF, "try_later")),
        (200, b'{"ok": false}', Verdict(Fate.REFUSED, "refused")),
        (400, b"", Verdict(Fate.REFUSED, "refused")),
        (404, b"", Verdict(Fate.REFUSED, "refused")),
        (429, b"", Verdict(Fate.PUT_OFF, "try_later")),
        (503, b"", Verdict(Fate.PUT_OFF, "try_later")),
        (504, b"", Verdict(Fate.UNKNOWN, "no_answer")),
        (0, b"", Verdict(Fate.UNKNOWN, "no_answer")),
        (-1, b"", Verdict(Fate.UNKNOWN, "no_answer")),
    ],
)
def test_what_an_answer_means(
    robot: Destination, web: WebServer, status: int, body: bytes, verdict: Verdict
) -> None:
    web.status, web.body = status, body
    object.__setattr__(robot, "seconds", 0.2)
    assert send_message(robot, letter()) == verdict
    assert len(web.taken) == 1


def test_an_answer_that_breaks_off_is_no_answer(robot: Destination, web: WebServer) -> None:
    web.headers = {"Content-Length": "1000"}
    object.__setattr__(robot, "seconds", 0.3)
    assert send_message(robot, letter()) == Verdict(Fate.UNKNOWN, "no_answer")


def test_an_answer_that_drips_is_broken_off(robot: Destination) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        object.__setattr__(robot, "url", f"http://127.0.0.1:{listening.getsockname()[1]}/")
        object.__setattr__(robot, "seconds", 0.3)

        def drip() -> None:
            one, _ = listening.accept()
            with one, suppress(OSError):
                for letter_ in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100:
                    one.sendall(bytes([letter_]))
                    time.sleep(0.05)

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        began = time.monotonic()
        assert send_message(robot, letter()) == Verdict(Fate.UNKNOWN, "no_answer")
        assert time.monotonic() - began < 3
        thread.join()


def test_secrets_come_from_the_environment_then_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def get_password(service: str, name: str) -> str | None:
        asked.append((service, name))
        if name == "locked":
            raise RuntimeError
        return {"robot": "ring"}.get(name)

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=get_password))
    assert [config.secret(name) for name in ("robot", "other", "locked")] == ["ring", "", ""]
    monkeypatch.setenv("GRIDCTL_SECRET_ROBOT", "env")
    assert config.secret("robot") == "env"
    assert asked == [("gridctl", "robot"), ("gridctl", "other"), ("gridctl", "locked")]
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert config.secret("other") == ""


def test_nobody_is_followed_elsewhere(robot: Destination, web: WebServer) -> None:
    for status in (301, 307, 308):
        web.status, web.headers = status, {"Location": f"http://127.0.0.1:{web.port}/other"}
        assert send_message(robot, letter()) == Verdict(Fate.REFUSED, "redirected")
    assert [path for path, _, _ in web.taken] == ["/send?key=k%2F1%26x%3D2"] * 3


def test_nobody_there_and_no_certificate_are_for_now(
    robot: Destination, web: WebServer, certificate: Certificate
) -> None:
    object.__setattr__(robot, "url", f"http://127.0.0.1:{free_port()}/")
    assert send_message(robot, letter()) == Verdict(Fate.PUT_OFF, "network")
    object.__setattr__(robot, "url", f"https://127.0.0.1:{web.port}/")
    assert send_message(robot, letter()) == Verdict(Fate.PUT_OFF, "no_tls")
    assert web.taken == []


def test_a_long_text_is_cut_where_a_line_ends_and_says_so(robot: Destination, web: WebServer) -> None:
    object.__setattr__(robot, "limit", 200)
    assert send_message(robot, letter(text="\n".join(f"{number}号楼 正常" for number in range(100)))).fate
    text = web.sent[0]["text"]
    assert len(text.encode()) <= 200
    kept, mark = text.rpartition("\n")[::2]
    assert kept.endswith("正常")
    assert mark == f"(cut here: {100 - len(kept.splitlines())} more lines)"


@pytest.mark.parametrize("template", ["not json", '{"a": "{nothing}"}'])
def test_a_template_that_cannot_be_used_is_an_error(
    robot: Destination, settings: Settings, template: str
) -> None:
    (config.config_path().parent / "hook.json").write_text(template)
    with pytest.raises(BadInput) as fault:
        filled(robot, letter())
    assert fault.value.code == "bad_template"


@pytest.mark.parametrize("name", ["wecom", "slack"])
def test_the_templates_of_the_examples_can_be_used(robot: Destination, name: str) -> None:
    object.__setattr__(robot, "template", str(EXAMPLES / f"{name}.json"))
    shown = json.dumps(filled(robot, letter()), ensure_ascii=False)
    assert "收到 10" in shown
    assert "{" not in shown.replace('{"', "").replace('": {', "")

"""Letters as JSON to a web address, such as a group's robot: a template filled with title, text and figures.

Values are put into the template's texts after it was read as JSON, so that no text can change its form. Answers that
point elsewhere are not followed.
"""

import http.client
import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from gridctl import config
from gridctl.core.delivering import Fate, Verdict, cut
from gridctl.core.destinations import SECRET, Destination, Escape
from gridctl.core.errors import N_, BadInput
from gridctl.core.letters import Letter
from gridctl.present.i18n import _
from gridctl.present.visible import visible
from gridctl.report.connecting import trusted, why_not, within

MOST_ANSWER = 65_536
WORDS = ("title", "text", "date", "kind", "figures")
_PLACE = re.compile(r"\{([a-z_]+(?:\.[\w-]+)*)\}")
LATER = frozenset({-1, 45009, 130101, 9499, 11232})
"""Codes by which robots say "too often" or "busy" in an answer that is 200: WeCom, DingTalk, Feishu."""
_CODES = ("errcode", "code", "StatusCode")
GATEWAY_TIMEOUT, TOO_MANY, REQUEST_TIMEOUT, FINE, ELSEWHERE, FAULTY = 504, 429, 408, 200, 300, 500


def send_message(to: Destination, letter: Letter) -> Verdict:
    """Post one letter; `unknown` where it was posted and no answer came."""
    body = json.dumps(filled(to, letter), ensure_ascii=False).encode()
    parts = urlsplit(to.url.replace(SECRET, quote(config.secret(to.name), safe="")))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "gridctl",
        "Idempotency-Key": letter.key,
        "Connection": "close",
    }
    line = _line(to, parts.hostname or "", parts.port)
    until = time.monotonic() + to.seconds
    try:
        line.connect()
        line.request("POST", path, body, headers)
    except (http.client.HTTPException, OSError) as error:
        line.close()
        return Verdict(Fate.PUT_OFF, why_not(error))
    try:
        with within(to.seconds, lambda: line.sock):
            answer = line.getresponse()
            return _answered(answer.status, _read(answer, until))
    except (http.client.HTTPException, OSError):
        return Verdict(Fate.UNKNOWN, "no_answer")
    finally:
        line.close()


def _line(to: Destination, host: str, port: int | None) -> http.client.HTTPConnection:
    if to.url.startswith("https://"):
        return http.client.HTTPSConnection(host, port, timeout=to.seconds, context=trusted(to.ca))
    return http.client.HTTPConnection(host, port, timeout=to.seconds)


def _read(answer: http.client.HTTPResponse, until: float) -> bytes:
    """Return the beginning of an answer; an error where it broke off or dripped for longer than the letter's time."""
    found = b""
    while len(found) < MOST_ANSWER:
        part = answer.read1(MOST_ANSWER)
        if time.monotonic() > until:
            raise TimeoutError
        if not part:
            break
        found += part
    if answer.length and len(found) < MOST_ANSWER:
        raise http.client.IncompleteRead(found, answer.length)
    return found


def _answered(status: int, content: bytes) -> Verdict:
    if status == GATEWAY_TIMEOUT:
        return Verdict(Fate.UNKNOWN, "no_answer")  # a gateway passed it on and heard nothing
    if status in {TOO_MANY, REQUEST_TIMEOUT} or status >= FAULTY:
        return Verdict(Fate.PUT_OFF, "try_later")
    if not FINE <= status < ELSEWHERE:
        return Verdict(Fate.REFUSED, "redirected" if FINE < status < 400 else "refused")  # noqa: PLR2004
    code = _robot_code(content)
    if not code:
        return Verdict(Fate.SENT)
    return Verdict(Fate.PUT_OFF, "try_later") if code in LATER else Verdict(Fate.REFUSED, "refused")


def _robot_code(content: bytes) -> int:
    """Return the code by which a robot refuses in an answer that looks fine; 0 for none."""
    try:
        found = json.loads(content)
    except ValueError:
        return 0
    if not isinstance(found, Mapping):
        return 0
    codes = [found[key] for key in _CODES if isinstance(found.get(key), int)]
    return next((code for code in codes if code), 1 if found.get("ok") is False else 0)


def filled(to: Destination, letter: Letter) -> Any:  # noqa: ANN401
    """Return the template of a destination with a letter's values in it; BadInput where there is none to use."""
    words = {
        "title": _plain(to, letter.title),
        "text": cut(_plain(to, letter.text), to.limit, _("(cut here: {lines} more lines)")),
        "date": letter.day or "",
        "kind": letter.kind,
        "figures": dict(letter.figures),
    }
    return _fill(_template(to), {**letter.figures, **words})


def _plain(to: Destination, text: str) -> str:
    text = visible(text, multi=True)
    if to.escape is Escape.HTML:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def _template(to: Destination) -> Any:  # noqa: ANN401
    """Read a template; a path that is not whole begins beside the settings."""
    path = config.config_path().parent / Path(to.template).expanduser()
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise BadInput(
            N_("the template {path} cannot be read as JSON"),
            hint=N_("begin with one of examples/: wecom.json, slack.json"),
            error="bad_template",
            path=path,
        ) from None


def _fill(part: Any, words: Mapping[str, Any]) -> Any:  # noqa: ANN401
    if isinstance(part, Mapping):
        return {key: _fill(value, words) for key, value in part.items()}
    if isinstance(part, list):
        return [_fill(value, words) for value in part]
    if not isinstance(part, str):
        return part
    whole = _PLACE.fullmatch(part)
    if whole:
        return _value(whole[1], words)
    return _PLACE.sub(lambda found: str(_value(found[1], words)), part)


def _value(name: str, words: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Return what a placeholder stands for; a figure that this letter has not is a dash."""
    if name in words:
        return words[name]
    if "." in name:
        return "-"
    raise BadInput(
        N_("the template knows no {name}"),
        hint=N_("give one of: {known}, or a figure such as requests.closed"),
        error="bad_template",
        name=name,
        known=", ".join(WORDS),
    )

"""Where reports and texts can go: the tables ``[delivery.NAME]`` of the settings, checked.

No secret stands in them: it comes from the environment or the keyring when something is sent.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from gridctl.core.delivering import Carrier
from gridctl.core.errors import N_, BadInput
from gridctl.core.nearest import nearest
from gridctl.core.text import code_key

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SECRET = "{secret}"  # noqa: S105  (what stands for it, not the secret)
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_ADDRESS = re.compile(r"[!-;=?-~]+@[A-Za-z0-9.-]+|[!-;=?-~]+@\[[0-9a-fA-F.:]+\]")
_HOST = re.compile(r"[A-Za-z0-9.:-]+")


class Tls(StrEnum):
    """How a connection is protected; `unprotected` is `none` beyond this machine, said by name."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    UNPROTECTED = "unprotected"


class Escape(StrEnum):
    """What is done to signs that a robot takes for commands: with `html`, ``& < >`` become ``&amp; &lt; &gt;``."""

    NONE = "none"
    HTML = "html"


PORTS = {Tls.STARTTLS: 587, Tls.TLS: 465, Tls.NONE: 25, Tls.UNPROTECTED: 25}


@dataclass(frozen=True, slots=True)
class Destination:
    """One destination. Which fields count goes by `kind`; `people` are addresses of single members, by their code.

    `limit` is the longest text of a message in bytes of UTF-8, `seconds` how long an answer is waited for, `template`
    the path of a JSON file, `ca` that of a certificate authority of one's own.
    """

    name: str
    kind: Carrier
    host: str = ""
    port: int = 0
    tls: Tls = Tls.TLS
    ca: str = ""
    user: str = ""
    sender: str = ""
    to: tuple[str, ...] = ()
    people: Mapping[str, str] | None = None
    path: str = ""
    url: str = ""
    template: str = ""
    limit: int = 4000
    escape: Escape = Escape.NONE
    seconds: float = 30.0

    @property
    def wants_secret(self) -> bool:
        """Tell whether nothing can be sent without a secret."""
        return bool(self.user) or SECRET in self.url

    @property
    def where(self) -> str:
        """Return where it leads, without what may be a secret: the addresses, the folder, or the machine."""
        return ", ".join(self.to) or self.path or self.host

    def address_of(self, code: str) -> str:
        """Return the address of one member here, "" for none; case does not matter in codes."""
        own = {code_key(one): address for one, address in (self.people or {}).items()}
        return own.get(code_key(code), "")


@dataclass(frozen=True, slots=True)
class _Table:
    """One table as it is read: every fault names file, table, key and remedy."""

    file: str
    name: str
    values: Mapping[str, object]

    def fault(self, key: str, message: str, hint: str, **more: object) -> BadInput:
        return BadInput(
            message, hint=hint, error="bad_delivery", file=self.file, name=self.name, key=key, **more
        )

    def text(self, key: str, *, needed: bool = False) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str) or any(ord(char) < ord(" ") for char in value):
            raise self.fault(
                key,
                N_("{file}, [delivery.{name}]: {key} is not a text"),
                N_("put one line in quotation marks"),
            )
        if needed and not value:
            raise self.fault(
                key,
                N_("{file}, [delivery.{name}]: {key} is missing"),
                N_('add a line: {key} = "..."; gridctl guide delivery shows examples'),
            )
        return value

    def number(self, key: str, least: int, most: int, usual: int) -> int:
        value = self.values.get(key, usual)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.fault(
                key,
                N_("{file}, [delivery.{name}]: {key} is not a number from {least} to {most}"),
                N_("write the number without quotation marks, or leave it out"),
                least=least,
                most=most,
            )
        return value

    def choice(self, key: str, words: type[StrEnum], usual: str) -> str:
        value = self.text(key) or usual
        if value not in {str(word) for word in words}:
            raise self.fault(
                key,
                N_("{file}, [delivery.{name}]: {key} cannot be {value}"),
                N_("give one of: {known}"),
                value=value,
                known=", ".join(words),
            )
        return value

    def address(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
            raise self.fault(
                key,
                N_("{file}, [delivery.{name}]: {key} is not a mail address"),
                N_("write the bare address in ASCII, like desk@example.org"),
            )
        return value


def read_destinations(tables: object, file: str) -> dict[str, Destination]:
    """Return the destinations of the settings in `file` by name; BadInput names the table, the key and the remedy."""
    if not isinstance(tables, Mapping):
        raise BadInput(
            N_("{file}: delivery is no table"),
            hint=N_("begin each destination with [delivery.NAME] on its own line"),
            error="bad_delivery",
            file=file,
        )
    return {str(name): _read(_named(file, str(name), values)) for name, values in tables.items()}


def _named(file: str, name: str, values: object) -> _Table:
    if not _NAME.fullmatch(name) or not isinstance(values, Mapping):
        raise BadInput(
            N_("{file}: {name} is no destination"),
            hint=N_("begin it with [delivery.NAME]; a name has small letters, digits, - and _"),
            error="bad_delivery",
            file=file,
            name=name,
        )
    return _Table(file, name, values)


def _read(table: _Table) -> Destination:
    if "kind" not in table.values:
        table.text("kind", needed=True)
    kind = Carrier(table.choice("kind", Carrier, ""))
    known, read = _KINDS[kind]
    for key in table.values:
        if key in {"password", "secret", "token", "key"}:
            raise table.fault(
                key,
                N_("{file}, [delivery.{name}]: {key} does not belong into a file"),
                N_("take it out and set {variable}, or keep it in the keyring: gridctl guide delivery"),
                variable=secret_variable(table.name),
            )
        if key not in known:
            raise table.fault(
                key,
                N_("{file}, [delivery.{name}]: {kind} knows no key {key}"),
                N_("did you mean {nearest}? known: {known}"),
                kind=kind,
                nearest=nearest(key, known) or known[0],
                known=", ".join(known),
            )
    return read(table)


def _mail(table: _Table) -> Destination:
    host = table.text("host", needed=True)
    if not _HOST.fullmatch(host):
        raise table.fault(
            "host",
            N_("{file}, [delivery.{name}]: {key} is not the name of a machine"),
            N_("write it like smtp.example.org, the port apart"),
        )
    tls = _protected(table, host, Tls.STARTTLS)
    people = table.values.get("people", {})
    if not isinstance(people, Mapping):
        raise table.fault(
            "people",
            N_("{file}, [delivery.{name}]: {key} is no table"),
            N_('write people = {{ CODE = "address" }}, with the codes of members'),
        )
    given = table.values.get("to", [])
    to = tuple(table.address("to", one) for one in (given if isinstance(given, list) else [given]))
    if not to and not people:
        table.text("to", needed=True)
    return Destination(
        table.name,
        Carrier.MAIL,
        host=host,
        port=table.number("port", 1, 65535, PORTS[tls]),
        tls=tls,
        ca=table.text("ca"),
        user=table.text("user"),
        sender=table.address("from", table.text("from", needed=True)),
        to=to,
        people={str(code): table.address("people", one) for code, one in people.items()},
        seconds=table.number("seconds", 1, 300, 30),
    )


def _folder(table: _Table) -> Destination:
    path = table.text("path", needed=True)
    if not path.startswith(("/", "~/")):
        raise table.fault(
            "path",
            N_("{file}, [delivery.{name}]: {key} is not a whole path"),
            N_("begin it with / or ~/; cron works in another folder than you"),
        )
    return Destination(table.name, Carrier.FOLDER, path=path)


def _webhook(table: _Table) -> Destination:
    url = table.text("url", needed=True)
    parts = _split(url)
    if parts is None:
        raise table.fault(
            "url",
            N_("{file}, [delivery.{name}]: {key} is no web address"),
            N_("begin it with https:// and a machine's name; no user, no blanks, no #"),
        )
    scheme, host = parts
    tls = _protected(table, host, Tls.TLS if scheme == "https" else Tls.NONE)
    if (tls is Tls.TLS) is not (scheme == "https") or tls is Tls.STARTTLS:
        raise table.fault(
            "tls",
            N_("{file}, [delivery.{name}]: {key} = {value} does not go with {scheme}://"),
            N_("use https:// and leave tls out"),
            value=tls,
            scheme=scheme,
        )
    return Destination(
        table.name,
        Carrier.WEBHOOK,
        host=host,
        tls=tls,
        ca=table.text("ca"),
        url=url,
        template=table.text("template", needed=True),
        limit=table.number("limit", 200, 100_000, 4000),
        escape=Escape(table.choice("escape", Escape, Escape.NONE)),
        seconds=table.number("seconds", 1, 300, 30),
    )


def _split(url: str) -> tuple[str, str] | None:
    """Return the scheme and the machine of a web address; None for one that cannot be used."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (a port that is none raises ValueError)
    except ValueError:
        return None
    good = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    plain = not parts.fragment and url.isascii() and " " not in url and SECRET not in parts.netloc
    return (parts.scheme, parts.hostname or "") if good and plain else None


def _protected(table: _Table, host: str, usual: Tls) -> Tls:
    """Return how the connection is protected; without protection it stays on this machine, or says so by name."""
    tls = Tls(table.choice("tls", Tls, usual))
    if tls is Tls.NONE and host.lower() not in LOOPBACK:
        raise table.fault(
            "tls",
            N_("{file}, [delivery.{name}]: {host} would be reached without protection"),
            N_('use starttls, tls or https://; where it must be, say tls = "unprotected"'),
            host=host,
        )
    return tls


def secret_variable(name: str) -> str:
    """Return the variable that holds the secret of a destination, e.g. ``GRIDCTL_SECRET_TOWN``."""
    return f"GRIDCTL_SECRET_{name.upper().replace('-', '_')}"


_KINDS: Mapping[Carrier, tuple[tuple[str, ...], Callable[[_Table], Destination]]] = {
    Carrier.MAIL: (
        ("kind", "host", "port", "tls", "ca", "user", "from", "to", "people", "seconds"),
        _mail,
    ),
    Carrier.FOLDER: (("kind", "path"), _folder),
    Carrier.WEBHOOK: (("kind", "url", "template", "tls", "ca", "limit", "escape", "seconds"), _webhook),
}
"""What each kind knows, and how it is read."""

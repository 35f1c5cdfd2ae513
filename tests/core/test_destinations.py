"""Destinations of the settings: what is read, and faults that name file, table, key and remedy."""

import tomllib
from pathlib import Path

import pytest

from gridctl.core.delivering import Carrier, cut, key_of, numbers_of
from gridctl.core.destinations import Destination, Tls, read_destinations
from gridctl.core.errors import BadInput
from gridctl.present.errors import word_error

MAIL = 'kind = "mail"\nhost = "smtp.x.example"\nfrom = "a@x.example"\nto = "b@x.example"\n'
HOOK = 'kind = "webhook"\nurl = "https://x.example/send?key={secret}"\ntemplate = "t.json"\n'


def read(table: str, name: str = "town") -> Destination:
    """Read one destination."""
    found = tomllib.loads(f"[delivery.{name}]\n{table}")
    return read_destinations(found["delivery"], "config.toml")[name]


def test_what_is_left_out_is_safe() -> None:
    mail = read(MAIL)
    assert (mail.kind, mail.port, mail.tls, mail.to) == (Carrier.MAIL, 587, Tls.STARTTLS, ("b@x.example",))
    assert not mail.wants_secret
    assert read(MAIL + 'tls = "tls"').port == 465
    assert read(MAIL + 'user = "a"').wants_secret
    hook = read(HOOK)
    assert (hook.tls, hook.where, hook.wants_secret) == (Tls.TLS, "x.example", True)
    assert read('kind = "folder"\npath = "~/out"').where == "~/out"


def test_without_protection_it_stays_on_this_machine_or_says_so() -> None:
    assert read(MAIL.replace("smtp.x.example", "127.0.0.1") + 'tls = "none"').port == 25
    assert read(MAIL + 'tls = "unprotected"').tls is Tls.UNPROTECTED
    assert read(HOOK.replace("https://x.example", "http://localhost:80")).tls is Tls.NONE
    assert read(HOOK.replace("https", "http") + 'tls = "unprotected"').tls is Tls.UNPROTECTED


def test_members_have_addresses_of_their_own() -> None:
    mail = read(MAIL.replace('to = "b@x.example"\n', "") + 'people = { LJG = "l@x.example" }')
    assert (mail.address_of("ljg"), mail.address_of("W1"), mail.to) == ("l@x.example", "", ())


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ('kind = "fax"', "kind"),
        ("host = 1", "kind"),
        (MAIL + 'pasword = "x"', "pasword"),
        (MAIL + 'password = "x"', "password"),
        (HOOK + 'token = "x"', "token"),
        (MAIL + "port = 70000", "port"),
        (MAIL + 'port = "25"', "port"),
        (MAIL + 'tls = "ssl"', "tls"),
        (MAIL + 'tls = "none"', "tls"),
        (MAIL.replace("host", "#"), "host"),
        (MAIL.replace("smtp.x.example", "smtp.x.example/x"), "host"),
        (MAIL.replace("b@x.example", "b@x.example>,<c@x.example"), "to"),
        (MAIL.replace("b@x.example", "b@x.example\\r\\nRCPT"), "to"),
        (MAIL.replace("a@x.example", "王@x.example"), "from"),
        (MAIL.replace("to =", "#"), "to"),
        (MAIL + 'people = "x"', "people"),
        (MAIL + "seconds = 0", "seconds"),
        ('kind = "folder"', "path"),
        ('kind = "folder"\npath = "out"', "path"),
        (HOOK.replace("https://x.example", "ftp://x.example"), "url"),
        (HOOK.replace("https://x.example", "https://u:p@x.example"), "url"),
        (HOOK.replace("https://x.example", "https://{secret}"), "url"),
        (HOOK.replace("https://x.example", "https://x.example:http"), "url"),
        (HOOK.replace("send", "se nd"), "url"),
        (HOOK.replace("https", "http"), "tls"),
        (HOOK + 'tls = "none"', "tls"),
        (HOOK + "limit = 10", "limit"),
        (HOOK + 'escape = "xml"', "escape"),
        (HOOK.replace("template", "#"), "template"),
    ],
)
def test_a_fault_names_file_table_key_and_remedy(table: str, key: str) -> None:
    with pytest.raises(BadInput) as fault:
        read(table)
    message, hint = word_error(fault.value)
    assert message.startswith("config.toml, [delivery.town]: ")
    assert fault.value.args_["key"] == key
    assert hint
    assert "{" not in message + hint.replace('{ CODE = "address" }', "")


@pytest.mark.parametrize("tables", [1, {"town": 1}, {"Town!": {}}, {"": {"kind": "mail"}}])
def test_what_is_no_destination_is_refused(tables: object) -> None:
    with pytest.raises(BadInput) as fault:
        read_destinations(tables, "config.toml")
    assert fault.value.code == "bad_delivery"


def test_the_same_parts_are_the_same_letter() -> None:
    assert key_of("town", "daily", None) == key_of("town", "daily", None)
    assert len({key_of("a", "b"), key_of("ab", ""), key_of("a", "b", None), key_of("a\nb")}) == 4


def test_figures_are_found_by_their_place() -> None:
    data = {"a": {"b": 1, "c": {"d": 2.5}}, "e": True, "f": "x", "g": [1], "h": 3}
    assert numbers_of(data) == {"a.b": 1, "a.c.d": 2.5, "h": 3}
    sections = {"duty": {"figures": {"filled": {"value": 4, "before": 3}, "share": {"value": None}}}}
    assert numbers_of({"sections": sections, "h": 3}) == {"duty.filled": 4, "h": 3}


@pytest.mark.parametrize("most", [40, 60, 100])
def test_a_text_is_cut_within_its_bytes(most: int) -> None:
    for text in ("一二三\n" * 40, "王" * 400, "short"):
        kept = cut(text, most, "({lines} more)")
        assert len(kept.encode()) <= most
        assert (kept == text) == (text == "short")


def test_the_settings_of_the_examples_are_right() -> None:
    text = (Path(__file__).parents[2] / "examples" / "config.toml").read_text(encoding="utf-8")
    found = read_destinations(tomllib.loads(text)["delivery"], "config.toml")
    assert {one.kind for one in found.values()} == set(Carrier)
    assert [one.name for one in found.values() if one.wants_secret] == ["town", "wecom", "slack"]

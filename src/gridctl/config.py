"""Settings from the environment and from one TOML file, each declared once.

The manual page of the settings is made from `SETTINGS`; an unknown key names its nearest known one.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gridctl.core.errors import N_, BadInput
from gridctl.core.nearest import nearest
from gridctl.core.toml import not_toml

if TYPE_CHECKING:
    from gridctl.core.destinations import Destination


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One setting: its key in the file, its variable, and a sentence for the manual."""

    key: str
    variable: str
    about: str


SETTINGS = (
    SettingSpec("store", "GRIDCTL_STORE", N_("where the store lies")),
    SettingSpec("as", "GRIDCTL_AS", N_("the code of the member that this login belongs to")),
    SettingSpec("lang", "GRIDCTL_LANG", N_("the language of texts: en or zh")),
)
LANGUAGES = ("en", "zh")
DELIVERY = "delivery"
"""The one key of the file that is a table: destinations, read by whoever sends."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the file and the environment say; empty where they say nothing."""

    store: str = ""
    operator: str = ""
    lang: str = ""


def config_path() -> Path:
    """Return where the settings lie: GRIDCTL_CONFIG, else the user's settings folder."""
    if given := os.environ.get("GRIDCTL_CONFIG"):
        return Path(given)
    from platformdirs import user_config_path  # start-up: help and completion do without it

    return user_config_path("gridctl") / "config.toml"


def default_store() -> Path:
    """Return where the store lies unless somebody says otherwise: the user's data folder."""
    from platformdirs import user_data_path  # start-up: help and completion do without it

    return user_data_path("gridctl") / "gridctl.db"


def load() -> Config:
    """Read the file, if there is one, and let the environment overrule it."""
    path = config_path()
    found = _read(path)
    known = [spec.key for spec in SETTINGS]
    for key, value in found.items():
        if key == DELIVERY:
            continue
        if key not in known:
            raise BadInput(
                N_("the settings {path} hold an unknown key {key}"),
                hint=N_("did you mean {nearest}? known: {known}"),
                path=path,
                key=key,
                nearest=nearest(key, known) or known[0],
                known=", ".join(known),
            )
        if not isinstance(value, str):
            raise BadInput(
                N_("{key} in the settings {path} is not a text"),
                hint=N_("put it in quotation marks"),
                path=path,
                key=key,
            )
    merged = {spec.key: os.environ.get(spec.variable) or str(found.get(spec.key, "")) for spec in SETTINGS}
    return Config(store=merged["store"], operator=merged["as"], lang=check_language(merged["lang"]))


def destinations() -> "dict[str, Destination]":
    """Return where reports and texts can go, by name; BadInput names file, table, key and remedy."""
    from gridctl.core.destinations import read_destinations  # start-up: few commands send anything

    path = config_path()
    return read_destinations(_read(path).get(DELIVERY, {}), str(path))


def secret(name: str) -> str:
    """Return the secret of a destination: of the environment, else of the keyring where there is one; "" for none."""
    from gridctl.core.destinations import secret_variable  # start-up: few commands send anything

    if found := os.environ.get(secret_variable(name)):
        return found
    try:
        import keyring  # an extra: most machines that send have the environment alone
    except ImportError:
        return ""
    try:
        return str(keyring.get_password("gridctl", name) or "")
    except Exception:  # (backends of all kinds; their texts could name what they hold)
        return ""


def _read(path: Path) -> Mapping[str, object]:
    """Return what the file says, nothing where there is none; BadInput where it cannot be read."""
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        return _parsed(text)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            N_("the settings {path} cannot be read"),
            hint=N_("save the file as UTF-8 and check its rights, or move it away"),
            path=path,
        ) from None
    except ValueError as fault:
        raise not_toml(fault, str(path), text) from None


def check_language(lang: str) -> str:
    """Return `lang` if it is one of ours or empty; BadInput otherwise."""
    if lang and lang not in LANGUAGES:
        raise BadInput(N_("there is no language {lang}"), hint=N_("choose en or zh"), lang=lang)
    return lang


def settled_language() -> str:
    """Return the language of the settings file, or ""; what is wrong with the file is told later."""
    try:
        lang = _parsed(config_path().read_text(encoding="utf-8")).get("lang", "")
    except (OSError, ValueError):
        return ""
    return str(lang) if lang in LANGUAGES else ""


def _parsed(text: str) -> dict[str, object]:
    """Read the text of the file; a ValueError says where it is no TOML."""
    if not text.strip():
        return {}
    import tomllib  # start-up: most logins have no settings

    return tomllib.loads(text)


def system_language() -> str:
    """Return the language of the login (LC_ALL, LC_MESSAGES, LANG): zh, en, or "" where it says none."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return value[:2] if value[:2] in LANGUAGES else ""
    return ""


def _look_path() -> Path:
    """Return where the last look of the dashboard stands: the user's state folder."""
    from platformdirs import user_state_path  # start-up: as above

    return user_state_path("gridctl") / "look"


def last_look() -> str:
    """Return the look that the dashboard had when it was last changed, or ""."""
    try:
        return _look_path().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def keep_look(name: str) -> None:
    """Keep the look of the dashboard for its next start; where that cannot be, it is not."""
    with suppress(OSError):
        path = _look_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n", encoding="utf-8")

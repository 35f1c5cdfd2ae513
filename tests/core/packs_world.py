"""The built-in packs as the tests read them, and a small pack to bend."""

import copy
from importlib.resources import files
from typing import Any

from gridctl.core.errors import N_, NotFound
from gridctl.core.pack import Pack
from gridctl.core.packs import load_pack

BUILT_IN = ("routine", "epidemic", "flood", "heatwave", "cert")

_SMALL: dict[str, Any] = {
    "pack": {
        "name": "small",
        "version": "1",
        "title": {"en": "Small", "zh": "小包"},
        "about": {"en": "For tests.", "zh": "测试用。"},
    },
    "report": {"hour_of_return": "18:00"},
    "limits": {
        "critical": {"respond": "10m", "resolve": "2h"},
        "urgent": {"respond": "1h", "resolve": "1d"},
        "normal": {"respond": "4h", "resolve": "3d"},
        "low": {"resolve": "15d"},
    },
    "urgency": {"critical": {"zh": ["胸痛"], "en": ["chest pain"]}},
    "emergency": {"CN": {"medical": "120", "police": "110"}, "EU": {"all": "112"}},
    "category": [
        {
            "code": "medicine",
            "title": {"en": "Medicine", "zh": "用药"},
            "keywords": {"zh": ["药", "降压药"], "en": ["pill"]},
            "skills": ["nursing"],
            "call": ["medical"],
            "limits": {"urgent": {"respond": "30m"}, "normal": {"respond": "2h", "resolve": "12h"}},
        },
        {"code": "opinion", "title": {"en": "Opinion", "zh": "意见"}, "urgency": "low", "clock": False},
        {"code": "other", "title": {"en": "Other", "zh": "其他"}},
    ],
    "labels": {
        "channels": {"hotline": {"en": "311", "zh": "311热线"}, "police": {"zh": "报警"}},
        "skills": {"nursing": {"en": "Nursing", "zh": "护理"}},
    },
    "purge": {"inbox": {"days": 14, "title": {"en": "Messages", "zh": "消息"}}},
}


def small() -> dict[str, Any]:
    """Return a fresh copy of a valid pack as parsed TOML."""
    return copy.deepcopy(_SMALL)


def text_of(name: str) -> tuple[str, str]:
    """Return (file, text) of a built-in pack."""
    if name not in BUILT_IN:
        raise NotFound(N_("there is no pack {name}"), name=name)
    return f"{name}.toml", (files("gridctl") / "packs" / f"{name}.toml").read_text(encoding="utf-8")


def built_in(name: str) -> Pack:
    """Return a built-in pack, resolved."""
    return load_pack(name, text_of)

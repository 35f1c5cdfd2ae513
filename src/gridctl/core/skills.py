"""What a skill may be called, and who goes out to do work at all."""

from gridctl.core.pack import Pack
from gridctl.core.words import Tier

DOERS = (Tier.HEAD, Tier.OFFICER, Tier.PART_TIME, Tier.VOLUNTEER, Tier.MILITIA)
"""Who goes out; leaders, instructors and dispatchers hand out."""


def skill_words(pack: Pack, code: str) -> frozenset[str]:
    """Return what a skill may be called: its code and its labels, folded."""
    label = pack.labels.get("skills", {}).get(code)
    names = (code, label.en, label.zh) if label else (code,)
    return frozenset(name.casefold() for name in names if name)

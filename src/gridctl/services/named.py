"""Members and teams by whatever people call them: code, name, phone ending, or pinyin."""

import re
from collections.abc import Sequence
from typing import Any

from gridctl.checks.pinyin import keys_of_names
from gridctl.store import people as rows
from gridctl.store.unit import Work

_LETTERS = re.compile(r"[a-z][a-z ']*")
_MOST = 6
"""So many are named where a word fits several."""


def members_meant(work: Work, name: str) -> list[Any]:
    """Return the members that a word names; by pinyin (``wxh``, ``wangxiuhong``) where nothing else fits."""
    return rows.find_members(work, name, _MOST) or _by_pinyin(rows.present_members(work), name)


def teams_meant(work: Work, name: str) -> list[Any]:
    """Return the teams that a word names; by pinyin where nothing else fits."""
    return rows.find_teams(work, name, _MOST) or _by_pinyin(rows.all_teams(work, None), name)


def fitting(found: Sequence[Any], words: str) -> list[Any]:
    """Return those of some members whom each of some words fits: part of code, name, role, phone or pinyin."""
    wanted = words.casefold().split()
    keys = keys_of_names([row.name for row in found]) if any(map(_LETTERS.fullmatch, wanted)) else None
    kept = []
    for place, row in enumerate(found):
        known = (row.code, row.name, row.role or "", row.phone or "", keys[place] if keys else "")
        text = "\n".join(known).casefold()
        if all(word in text for word in wanted):
            kept.append(row)
    return kept


def _by_pinyin(found: list[Any], name: str) -> list[Any]:
    if not _LETTERS.fullmatch(name.casefold()):
        return []
    wanted = re.sub(r"[ ']", "", name.casefold())
    keys = keys_of_names([row.name for row in found]) if found else []
    return [row for row, key in zip(found, keys, strict=True) if wanted in key.split()][:_MOST]

"""The answers at a door: read as the items of a checklist want them, and what follows from them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gridctl.core.checklists import ANY, Checklist, Item, ItemKind, Mark, Raise
from gridctl.core.days import read_day
from gridctl.core.errors import N_, BadInput
from gridctl.core.later import later
from gridctl.core.nearest import nearest
from gridctl.core.text import clean_line

Answer = bool | int | float | str

YES = frozenset({"yes", "y", "true", "1", "是", "有", "对", "+"})
NO = frozenset({"no", "n", "false", "0", "否", "无", "没有", "没", "不", "-"})
_NUMBER = later(r"[+-]?\d{1,12}(?:\.\d{1,6})?")
_BOUND = later(r"(>=|<=|>|<|=)\s*([+-]?\d{1,12}(?:\.\d{1,6})?)")


@dataclass(frozen=True, slots=True)
class Raised:
    """A request that an answer asks for."""

    item: Item
    rule: Raise
    answer: str


def read_answers(checklist: Checklist, given: Mapping[str, str], today: date) -> dict[str, Answer]:
    """Return the answers by the codes of their items; an empty text is no answer.

    BadInput names an item that the checklist does not have, and an answer that its item cannot take.
    """
    found: dict[str, Answer] = {}
    for name, text in given.items():
        item = checklist.item(name)
        if item is None:
            raise _no_item(checklist, name)
        value = read_answer(item, text, today)
        if value is not None:
            found[item.code] = value
    return found


def missing(checklist: Checklist, answers: Mapping[str, Answer]) -> list[Item]:
    """Return the required items that were not answered."""
    return [one for one in checklist.items if one.required and one.code not in answers]


def read_answer(item: Item, text: str, today: date) -> Answer | None:
    """Return one answer as its item wants it, None for an empty one; BadInput says what it should be."""
    word = clean_line(text, item.code)
    if not word:
        return None
    if item.kind is ItemKind.TEXT:
        return word
    plain = unicodedata.normalize("NFKC", word)
    if item.kind is ItemKind.YES_NO:
        return _yes_no(item, plain)
    if item.kind is ItemKind.CHOICE:
        return _choice(item, plain)
    if item.kind is ItemKind.DATE:
        return read_day(plain, item.code, today)
    return _number(item, plain)


def _yes_no(item: Item, word: str) -> bool:
    key = word.casefold()
    if key not in YES | NO:
        raise BadInput(
            N_("{item}: {text} is neither yes nor no"),
            hint=N_("write {item}=yes or {item}=no"),
            error="bad_answer",
            item=item.code,
            text=word,
        )
    return key in YES


def _choice(item: Item, word: str) -> str:
    key = word.casefold()
    for one in item.choices:
        names = (one.title.en.casefold(), one.title.zh.casefold())
        if key.replace("-", "_") == one.code or key in names:
            return one.code
    known = [one.code for one in item.choices]
    close = nearest(key, known)
    raise BadInput(
        N_("{item}: {text} is none of the answers; nearest: {nearest}")
        if close
        else N_("{item}: {text} is none of the answers"),
        hint=N_("possible: {known}"),
        error="bad_answer",
        item=item.code,
        text=word,
        nearest=close,
        known=", ".join(known),
    )


def _number(item: Item, word: str) -> float:
    units = [] if item.unit is None else [one for one in (item.unit.en, item.unit.zh) if one]
    bare = next((word.removesuffix(one).strip() for one in units if word.endswith(one)), word)
    value = float(bare) if _NUMBER.fullmatch(bare) else None
    low = item.least is not None and value is not None and value < item.least
    high = item.most is not None and value is not None and value > item.most
    if value is None or low or high:
        raise BadInput(
            N_("{item}: {text} is no number that fits"),
            hint=N_("a number from {least} to {most}, without words"),
            error="bad_answer",
            item=item.code,
            text=word,
            least="-" if item.least is None else f"{item.least:g}",
            most="-" if item.most is None else f"{item.most:g}",
        )
    return int(value) if value.is_integer() else value


def _no_item(checklist: Checklist, name: str) -> BadInput:
    known = [one.code for one in checklist.items]
    close = nearest(name, known)
    return BadInput(
        N_("{checklist} asks for no {item}; nearest: {nearest}")
        if close
        else N_("{checklist} asks for no {item}"),
        hint=N_("its items: {known}"),
        error="no_such_item",
        checklist=checklist.code,
        item=clean_line(name, "--set"),
        nearest=close,
        known=", ".join(known) or "-",
    )


def read_condition(item: Item, when: str) -> bool:
    """Tell whether an item can have this condition: ``any``, ``yes``, a choice, or ``> 3.5`` of a number."""
    if when == ANY:
        return True
    if item.kind is ItemKind.YES_NO:
        return when in {"yes", "no"}
    if item.kind is ItemKind.CHOICE:
        return when in {one.code for one in item.choices}
    return item.kind is ItemKind.NUMBER and _BOUND.fullmatch(when) is not None


def holds(when: str, answer: Answer) -> bool:
    """Tell whether an answer fulfils a condition."""
    if when == ANY:
        return True
    if isinstance(answer, bool):
        return answer is (when == "yes")
    if isinstance(answer, str):
        return answer == when
    found = _BOUND.fullmatch(when)
    if found is None:
        return False
    bound = float(found[2])
    return {
        ">": answer > bound,
        ">=": answer >= bound,
        "<": answer < bound,
        "<=": answer <= bound,
        "=": answer == bound,
    }[found[1]]


def answer_text(item: Item, answer: Answer, lang: str) -> str:
    """Return an answer in words: the title of a choice, a number with its unit."""
    if isinstance(answer, bool):
        return {"zh": "是", "en": "yes"}["zh" if lang.startswith("zh") else "en"] if answer else _no(lang)
    if item.kind is ItemKind.CHOICE:
        return next((one.title.text(lang) for one in item.choices if one.code == answer), str(answer))
    unit = item.unit.text(lang) if item.unit else ""
    return f"{answer}{'' if lang.startswith('zh') else ' '}{unit}".strip() if unit else str(answer)


def _no(lang: str) -> str:
    return "否" if lang.startswith("zh") else "no"


def raised(checklist: Checklist, answers: Mapping[str, Answer], lang: str) -> list[Raised]:
    """Return the requests that some answers ask for, one for each item at most."""
    found = []
    for item in checklist.items:
        if item.code not in answers:
            continue
        answer = answers[item.code]
        rule = next((one for one in item.raises if holds(one.when, answer)), None)
        if rule is not None:
            found.append(Raised(item, rule, answer_text(item, answer, lang)))
    return found


def marks(checklist: Checklist, answers: Mapping[str, Answer]) -> list[Mark]:
    """Return the needs that some answers set or end."""
    return [
        mark
        for item in checklist.items
        if item.code in answers
        for mark in item.marks
        if holds(mark.when, answers[item.code])
    ]


def fields(checklist: Checklist, answers: Mapping[str, Answer]) -> dict[str, str]:
    """Return what some answers change in a resident's record."""
    return {
        item.field: str(answers[item.code]) for item in checklist.items if item.field and item.code in answers
    }

"""Reads the checklists of a file, over those that it inherits."""

from collections.abc import Mapping

from gridctl.core.answers import read_condition
from gridctl.core.checklists import (
    ANY,
    FIELDS,
    Checklist,
    Choice,
    Item,
    ItemKind,
    Mark,
    Period,
    Raise,
    TargetKind,
)
from gridctl.core.errors import N_, BadInput
from gridctl.core.later import later
from gridctl.core.needs import read_tag
from gridctl.core.pack_lines import Path
from gridctl.core.pack_rules import Checker
from gridctl.core.pack_values import Label
from gridctl.core.words import AreaKind, Urgency

KEYS = ("code", "title", "target", "period", "needs_first", "areas", "items")
ITEM_KEYS = (
    "code",
    "title",
    "kind",
    "choices",
    "unit",
    "least",
    "most",
    "required",
    "sticky",
    "raises",
    "sets",
    "clears",
    "field",
)
RAISE_KEYS = ("when", "category", "urgency", "text")
_CODE = later(r"[a-z][a-z0-9_-]{0,39}")


def read_checklists(
    check: Checker, value: object, old: tuple[Checklist, ...], known: frozenset[str]
) -> tuple[Checklist, ...]:
    """Return the inherited checklists with the file's changes, new ones behind them.

    `known` are the codes of the categories that a request can be raised in. One that is inherited takes over
    the keys that are written.
    """
    found = {one.code: one for one in old}
    seen: set[str] = set()
    for place, one in enumerate(check.items(value, ("checklist",))):
        path: Path = ("checklist", place)
        table = check.table(one, path, KEYS)
        check.required(table, path, "code")
        code = _code(check, table.get("code"), (*path, "code"))
        if code is None:
            continue
        if code in seen:
            check.problem(
                (*path, "code"),
                N_("{file}, line {line}: {key}: {code} stands here a second time"),
                N_("give one of both another code"),
                code=code,
            )
        seen.add(code)
        found[code] = _checklist(check, table, path, code, found.get(code), known)
    return tuple(found.values())


def _code(check: Checker, value: object, path: Path) -> str | None:
    text = check.text(value, path)
    if text is None or _CODE.fullmatch(text):
        return text
    check.problem(
        path,
        N_("{file}, line {line}: {key}: {value} is not a code"),
        N_("a code is small letters, digits and _, begins with a letter, at most 40 characters"),
        value=text,
    )
    return None


def _checklist(
    check: Checker,
    table: Mapping[str, object],
    path: Path,
    code: str,
    before: Checklist | None,
    known: frozenset[str],
) -> Checklist:
    if before is None:
        for key in ("title", "target", "items"):
            check.required(table, path, key)
    usual = before or Checklist(code, Label(), TargetKind.HOME)
    target = check.choice(table.get("target"), (*path, "target"), TargetKind)
    period = check.choice(table.get("period"), (*path, "period"), Period)
    areas = check.choice(table.get("areas"), (*path, "areas"), AreaKind)
    first = check.flag(table.get("needs_first"), (*path, "needs_first"))
    items = usual.items if "items" not in table else _items(check, table["items"], (*path, "items"), known)
    return Checklist(
        code,
        check.label(table.get("title"), (*path, "title")) or usual.title,
        TargetKind(target) if target else usual.target,
        items,
        Period(period) if period else usual.period,
        usual.needs_first if first is None else first,
        AreaKind(areas) if areas else usual.area_kind,
    )


def _items(check: Checker, value: object, path: Path, known: frozenset[str]) -> tuple[Item, ...]:
    found: dict[str, Item] = {}
    for place, one in enumerate(check.items(value, path)):
        here = (*path, place)
        table = check.table(one, here, ITEM_KEYS)
        for key in ("code", "title"):
            check.required(table, here, key)
        code = check.code(table.get("code"), (*here, "code"))
        if code is None:
            continue
        if code in found:
            check.problem(
                (*here, "code"),
                N_("{file}, line {line}: {key}: {code} stands here a second time"),
                N_("give one of both another code"),
                code=code,
            )
        found[code] = _item(check, table, here, code, known)
    return tuple(found.values())


def _item(check: Checker, table: Mapping[str, object], path: Path, code: str, known: frozenset[str]) -> Item:
    kind = ItemKind(check.choice(table.get("kind"), (*path, "kind"), ItemKind) or ItemKind.YES_NO)
    choices = _choices(check, table.get("choices"), (*path, "choices"))
    least, most = (_number(check, table.get(key), (*path, key)) for key in ("least", "most"))
    _check_kind(check, table, path, kind, choices)
    if least is not None and most is not None and least > most:
        check.problem(
            (*path, "least"),
            N_("{file}, line {line}: {key} is greater than most"),
            N_("least is the lowest number that can be right, most the highest"),
        )
    bare = Item(code, Label(), kind, choices)
    return Item(
        code,
        check.label(table.get("title"), (*path, "title")) or Label(),
        kind,
        choices,
        check.label(table.get("unit"), (*path, "unit")),
        least,
        most,
        check.flag(table.get("required"), (*path, "required")) or False,
        check.flag(table.get("sticky"), (*path, "sticky")) or False,
        _raises(check, table.get("raises"), (*path, "raises"), bare, known),
        (
            *_marks(check, table.get("sets"), (*path, "sets"), bare, ends=False),
            *_marks(check, table.get("clears"), (*path, "clears"), bare, ends=True),
        ),
        check.choice(table.get("field"), (*path, "field"), FIELDS),
    )


def _check_kind(
    check: Checker, table: Mapping[str, object], path: Path, kind: ItemKind, choices: tuple[Choice, ...]
) -> None:
    """Note what does not go with the kind of an item."""
    if kind is ItemKind.CHOICE and not choices:
        check.problem(
            (*path, "choices"),
            N_("{file}, line {line}: {key}: a choice needs answers to choose from"),
            N_('write choices = [{{ code = "left", title = {{ en = "left" }} }}, ...]'),
        )
    wrong = [key for key in ("choices",) if key in table and kind is not ItemKind.CHOICE]
    wrong += [key for key in ("unit", "least", "most") if key in table and kind is not ItemKind.NUMBER]
    for key in wrong:
        check.problem(
            (*path, key),
            N_("{file}, line {line}: {key} does not go with an item of the kind {kind}"),
            N_("choices belong to a choice; unit, least and most to a number"),
            kind=kind,
        )


def _choices(check: Checker, value: object, path: Path) -> tuple[Choice, ...]:
    found: dict[str, Choice] = {}
    for place, one in enumerate(check.items(value, path)):
        table = check.table(one, (*path, place), ("code", "title"))
        for key in ("code", "title"):
            check.required(table, (*path, place), key)
        code = check.code(table.get("code"), (*path, place, "code"))
        title = check.label(table.get("title"), (*path, place, "title"))
        if code is not None:
            found[code] = Choice(code, title or Label())
    return tuple(found.values())


def _number(check: Checker, value: object, path: Path) -> float | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    check.problem(
        path, N_("{file}, line {line}: {key} must be a number"), N_("write a number, without quotes")
    )
    return None


def _raises(
    check: Checker, value: object, path: Path, item: Item, known: frozenset[str]
) -> tuple[Raise, ...]:
    found = []
    for place, one in enumerate(check.items(value, path)):
        here = (*path, place)
        table = check.table(one, here, RAISE_KEYS)
        for key in ("category", "text"):
            check.required(table, here, key)
        category = check.choice(table.get("category"), (*here, "category"), known)
        urgency = check.choice(table.get("urgency"), (*here, "urgency"), Urgency)
        text = check.label(table.get("text"), (*here, "text"))
        when = _when(check, table.get("when"), (*here, "when"), item)
        if category and text:
            found.append(Raise(when, category, text, Urgency(urgency) if urgency else None))
    return tuple(found)


def _marks(check: Checker, value: object, path: Path, item: Item, *, ends: bool) -> tuple[Mark, ...]:
    found = []
    for place, one in enumerate(check.items(value, path)):
        here = (*path, place)
        table = check.table(one, here, ("when", "need"))
        check.required(table, here, "need")
        need = check.text(table.get("need"), (*here, "need"), 40)
        when = _when(check, table.get("when"), (*here, "when"), item)
        if need is None:
            continue
        try:
            found.append(Mark(when, read_tag(need).code, ends))
        except BadInput:
            check.problem(
                (*here, "need"),
                N_("{file}, line {line}: {key} is not a mark of a need"),
                N_("write one word, such as elderly_alone"),
            )
    return tuple(found)


def _when(check: Checker, value: object, path: Path, item: Item) -> str:
    """Return the condition of an answer; without one every answer fulfils it."""
    text = check.text(value, path, 60)
    if text is None:
        return ANY
    if not read_condition(item, text):
        check.problem(
            path,
            N_("{file}, line {line}: {key}: {value} is no condition for an item of the kind {kind}"),
            N_('write "yes" or "no", the code of a choice, "> 3.5" for a number, or "any"'),
            value=text,
            kind=item.kind,
        )
    return text

"""The columns of a round's form, as they are written and as they are read back."""

from collections.abc import Mapping, Sequence

from gridctl.core.checklists import Checklist
from gridctl.core.pack_values import Label

TARGET, QUANTITY, ATTEMPT, OUTCOME, NOTE = "target", "quantity", "attempt", "outcome", "note"
AT, BY = "at", "by"
HEADS: Mapping[str, Label] = {
    TARGET: Label("door", "房号"),
    "name": Label("name", "姓名"),
    "needs": Label("needs", "重点关照"),
    QUANTITY: Label("to get", "应领"),
    ATTEMPT: Label("visit no.", "第几次"),
    OUTCOME: Label("outcome", "结果"),
    AT: Label("time", "时间"),
    BY: Label("visited by", "走访人"),
    NOTE: Label("remark", "备注"),
}
PRINTED = (TARGET, "name", "needs", QUANTITY, ATTEMPT, OUTCOME)
"""The columns before the items, what each is to get only where something is handed out; the remark stands behind.

By the number of the visit a form that is read again is known.
"""


def heading(checklist: Checklist, column: str, lang: str) -> str:
    """Return what a column is called: one of `HEADS`, or an item by its title."""
    if column in HEADS:
        return HEADS[column].text(lang)
    item = checklist.item(column)
    return item.title.text(lang) if item is not None else column


def columns_of(checklist: Checklist, headings: Sequence[str]) -> dict[str, int]:
    """Return where each column stands in a header: `HEADS` by code or name, items by code or title."""
    found: dict[str, int] = {}
    for place, text in enumerate(headings):
        word = " ".join(text.split()).casefold()
        for code, label in HEADS.items():
            if word in {code, label.en.casefold(), label.zh.casefold()}:
                found.setdefault(code, place)
                break
        else:
            item = checklist.item(word)
            if item is not None:
                found.setdefault(item.code, place)
    return found

"""Lists of names from above: whom to check by when, in a table whose columns go by their headings."""

import re
from collections.abc import Mapping, Sequence

from gridctl.core.errors import N_, BadInput
from gridctl.core.text import plain_line
from gridctl.exchange.cells import Cell, plain_text
from gridctl.exchange.formats import open_table
from gridctl.exchange.table import BadRow
from gridctl.services.round_lists import Listed

HEADS: Mapping[str, re.Pattern[str]] = {
    "identity": re.compile(r"身份证|证件号|identity|id.?(card|number|no)", re.IGNORECASE),
    "phone": re.compile(r"电话|手机|联系方式|phone|mobile|tel", re.IGNORECASE),
    "address": re.compile(r"地址|住址|房号|门牌|房屋|房间|address|home|flat|door", re.IGNORECASE),
    "name": re.compile(r"姓名|名字|人员|name", re.IGNORECASE),
}
"""What a heading has in it for each thing that is looked for, the surest first."""


def read_list(file: str) -> list[Listed]:
    """Return the lines of a file, CSV or a workbook; BadInput where no heading says whom it is about."""
    found: list[Listed] = []
    with open_table(file) as table:
        places = _places(table.header)
        for row in table:
            if isinstance(row, BadRow):
                found.append(_listed(places, row.values))
                continue
            found.append(_listed(places, row[1]))
    return [one for one in found if one]


def _places(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, head in enumerate(header):
        for what, pattern in HEADS.items():
            if what not in found and pattern.search(head):
                found[what] = place
                break
    if not found:
        raise BadInput(
            N_("no column of the list says whom it is about: {columns}"),
            hint=N_("its headings should be name, phone, identity number, address"),
            error="no_column",
            columns=", ".join(plain_line(head)[:40] for head in header[:12]),
        )
    return found


def _listed(places: Mapping[str, int], cells: Sequence[Cell]) -> Listed:
    values = {
        what: plain_line(plain_text(cells[place])) if place < len(cells) else ""
        for what, place in places.items()
    }
    return Listed(**values)

"""Paper before the power goes: open requests, contacts and blank intake forms as one page to print (HTML, A4).

The page stands alone: no script, nothing from the network, and text from outside is only text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from typing import Any

from gridctl.core.words import Channel, Urgency
from gridctl.present.html_page import html_page, html_text
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.shown import shown
from gridctl.present.titles import title
from gridctl.present.values import people_text
from gridctl.services.paper import Paper

REQUESTS = (
    ("id",),
    ("urgency", "category"),
    ("home", "area"),
    ("name", "phone"),
    ("summary",),
    ("holder",),
    ("due",),
)
"""The cells of a request; fields that share one stand below each other, a home without its area."""
MEMBERS = ("name", "code", "tier", "role", "area", "phone", "skills")
TEAMS = ("name", "code", "kind", "phone", "area")
FORMS = 4
"""Blank forms on a page of A4."""


def html(paper: Paper, forms: int = FORMS) -> str:
    """Return the whole page with `forms` blank intake forms at its end."""
    where = paper.area or paper.store or _("all areas")
    head = _("For when the power goes: {where}").format(where=where)
    style = resources.files("gridctl.report").joinpath("paper.css").read_text(encoding="utf-8")
    return html_page(head, style, _body(paper, head, forms))


def _body(paper: Paper, head: str, forms: int) -> Iterator[str]:
    yield f"<h1>{html_text(head)}</h1>"
    printed = _("printed {time}; what came later is not on it").format(time=f"{paper.now:%Y-%m-%d %H:%M}")
    yield f'<p class="note">{html_text(printed)}</p>'
    if paper.call:
        call = _("Danger to life: call {numbers} first.").format(numbers=" / ".join(paper.call))
        yield f'<p class="call">{html_text(call)}</p>'
    yield from _requests(paper)
    yield from _listed(_("Whom to call"), MEMBERS, paper.members, _("No member is registered."))
    yield from _listed(_("Teams"), TEAMS, paper.teams, _("No team is registered."))
    if forms:
        head = _("New requests")
        yield f'<div class="forms"><h2>{html_text(head)}</h2>'
        for _number in range(forms):
            yield from _form()
        yield "</div>"


def _requests(paper: Paper) -> Iterator[str]:
    count = len(paper.requests)
    head, empty, done = (
        _("Open requests: {count}").format(count=count),
        _("Nothing is open."),
        _("what was done"),
    )
    yield f"<h2>{html_text(head)}</h2>"
    if not count:
        yield f"<p>{html_text(empty)}</p>"
        return
    yield '<table class="open"><thead><tr>'
    yield "".join(f"<th>{html_text(title(keys[0], 'request'))}</th>" for keys in REQUESTS)
    yield f"<th>{html_text(done)}</th></tr></thead><tbody>"
    for row in paper.requests:
        values = shown(row)
        cells = "".join(_cell(values, "request", keys, _class(values, keys[0])) for keys in REQUESTS)
        yield f'<tr>{cells}<td class="done"></td></tr>'
    yield "</tbody></table>"


def _class(values: Mapping[str, Any], key: str) -> str:
    if key in {"id", "home", "name"}:
        return "whole"
    if key == "urgency" and values[key] == Urgency.CRITICAL:
        return "critical"
    return "whole late" if key == "due" and values["overdue"] else "whole" if key == "due" else ""


def _listed(head: str, keys: Sequence[str], views: Iterable[object], empty: str) -> Iterator[str]:
    rows = list(views)
    yield f"<h2>{html_text(head)}</h2>"
    if not rows:
        yield f"<p>{html_text(empty)}</p>"
        return
    thing = str(getattr(type(rows[0]), "KIND", ""))
    yield f"<table><thead><tr>{''.join(f'<th>{html_text(title(key, thing))}</th>' for key in keys)}</tr></thead><tbody>"
    for view in rows:
        values = shown(view)
        yield f"<tr>{''.join(_cell(values, thing, (key,)) for key in keys)}</tr>"
    yield "</tbody></table>"


def _cell(values: Mapping[str, Any], thing: str, keys: Sequence[str], kind: str = "") -> str:
    marked = f' class="{kind}"' if kind else ""
    filled = [key for key in keys if values[key] not in (None, "")]
    lines = [html_text(people_text(values[key], thing, key)) for key in filled]
    return f"<td{marked}>{'<br>'.join(lines[:1] if keys[0] == 'home' else lines)}</td>"


def _form() -> Iterator[str]:
    """Yield one blank form: what `request add` asks for, to be typed in when the power is back."""
    urgencies = "".join(f'<span class="box"></span>{html_text(label(one))}' for one in Urgency)
    channels = "".join(
        f'<span class="box"></span>{html_text(label(one))}' for one in Channel if one is not Channel.IMPORT
    )
    yield '<div class="form"><table>'
    yield _blanks(_("date and time"), _("taken by"))
    yield _blanks(_("who asks"), _("phone"))
    yield _blanks(_("building, unit, room"), _("area"))
    wanted = _("what is wanted")
    yield f'<tr><td class="name">{html_text(wanted)}</td><td class="what" colspan="3"></td></tr>'
    yield _blanks(_("given to"), _("when, and what came of it"))
    yield f'</table><p>{urgencies}</p><p class="note">{channels}</p></div>'


def _blanks(first: str, second: str) -> str:
    cells = "".join(f'<td class="name">{html_text(name)}</td><td></td>' for name in (first, second))
    return f"<tr>{cells}</tr>"

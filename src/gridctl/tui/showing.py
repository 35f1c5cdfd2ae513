"""From views to the plain texts that screens paint: masked as everywhere, codes by their labels, nothing that acts."""

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from gridctl.present.cells import cell_len, pad
from gridctl.present.i18n import _
from gridctl.present.shown import shown
from gridctl.present.titles import title
from gridctl.present.values import people_text
from gridctl.present.visible import visible


def texts(view: object, fields: Iterable[str]) -> list[str]:
    """Return the values of some fields of a view, for people, each on one line."""
    values, thing = shown(view), getattr(view, "KIND", "")
    return [visible(people_text(values[field], thing, field)) for field in fields]


def titled(view: object, fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield title and text of those fields of a view that say something."""
    thing = getattr(view, "KIND", "")
    for field, text in zip(fields, texts(view, fields), strict=True):
        if text:
            yield title(field, thing), text


def facts(lines: Iterable[tuple[str, str]], *, loud: bool = False) -> Text:
    """Return titles and texts as lines, the texts below each other; `loud` ones are bold."""
    kept = list(lines)
    width = max((cell_len(name) for name, _said in kept), default=0)
    text = Text()
    for name, said in kept:
        text.append(pad(name, width + 2), "dim")
        text.append(said + "\n", "bold" if loud else "")
    return text


def part(heading: str, lines: Sequence[str]) -> Text:
    """Return lines under a heading with their number; nothing where there are none."""
    text = Text()
    if lines:
        text.append("\n" + _("{heading} ({count})").format(heading=heading, count=len(lines)) + "\n", "bold")
        text.append("".join(f"  {line}\n" for line in lines))
    return text


def flow(items: Iterable[str], width: int) -> str:
    """Return items one after another, two blanks between them, in lines of a width in cells; none is broken."""
    lines = [""]
    for item in filter(None, items):
        longer = f"{lines[-1]}  {item}" if lines[-1] else item
        if cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(item)
    return "\n".join(filter(None, lines))

"""A brief as plain text, columns lined up in terminal cells, and as Markdown."""

from collections.abc import Iterator

from gridctl.core.brief_views import Brief
from gridctl.present.as_markdown import md_line, md_rule, md_text
from gridctl.present.brief_labels import section_title
from gridctl.present.cells import cell_len, pad
from gridctl.present.i18n import _
from gridctl.report.brief_parts import Sheet, footer, heading, sheets


def text(brief: Brief) -> str:
    """Return the whole brief as text, as a mail has it."""
    lines = heading(brief)
    for sheet in _sheets(brief):
        lines += ["", sheet.title, *_aligned(sheet)]
    return "\n".join([*lines, "", footer(brief)]) + "\n"


def markdown(brief: Brief) -> str:
    """Return the whole brief as Markdown."""
    first, *rest = heading(brief)
    lines = [f"# {md_text(first)}", "", *(f"{md_text(line)}  " for line in rest)]
    for sheet in _sheets(brief):
        lines += ["", f"## {md_text(sheet.title)}", ""]
        lines += [md_line(sheet.headings).rstrip("\n"), md_rule(sheet.right).rstrip("\n")]
        lines += [md_line(row).rstrip("\n") for row in sheet.rows]
    return "\n".join([*lines, "", md_text(footer(brief))]) + "\n"


def _sheets(brief: Brief) -> Iterator[Sheet]:
    """Yield all tables, and at the end which sections have nothing to tell."""
    quiet = []
    for section in brief.sections:
        found = list(sheets(brief, section))
        yield from found
        if not found:
            quiet.append(section.key)
    if quiet:
        title = _("Nothing to report")
        yield Sheet(title, (_("section"),), tuple((section_title(one),) for one in quiet), (False,))


def _aligned(sheet: Sheet) -> Iterator[str]:
    rows = [sheet.headings, *sheet.rows]
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(sheet.headings))]
    for row in rows:
        cells = (
            pad(cell, width, right=side) for cell, width, side in zip(row, widths, sheet.right, strict=True)
        )
        yield "  " + "  ".join(cells).rstrip()

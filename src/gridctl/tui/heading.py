"""What the first line of the dashboard says of the store."""

from typing import TYPE_CHECKING

from gridctl.present.i18n import _
from gridctl.tui.widgets.head_bar import Head

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.office import Office


def read_head(office: "Office") -> Head:
    """Return whose store it is, what runs, who types, and when the last report was written."""
    from gridctl.services.heading import heading

    found = heading(office)
    written = found.last_report_at
    report = _("brief {time}").format(time=f"{written:%m-%d %H:%M}") if written else _("no brief yet")
    running = "  ".join(_("{name}, day {day}").format(name=one.name, day=one.day) for one in found.running)
    return Head(found.store, running, "", found.operator, report)

"""The columns and fields of deliveries; see `core.columns`."""

from gridctl.core.column_kinds import Purpose
from gridctl.core.column_tables import declare

declare(
    "delivery",
    Purpose.REACH,
    public="id uid key kind dest carrier day figures state attempts next_at error created_at created_by tried_at"
    " sent_at run_id outbox_id member_id",
    # Masked as they are, they are let go once they were sent.
    texts="title body",
)
declare("delivery_page", Purpose.REACH, public="id delivery_id format name", texts="content")

FIELDS = (
    "status to by what date about run at sent put_off failed in_doubt waiting deliveries name where protection"
    " secret people"
)
"""Fields of views of deliveries that go by another name than their column."""
REMINDER_FIELDS = (
    "request reason since status urgency category area summary holder desk due turn delivery count"
)
"""Those of a reminder of deliveries; it names a destination and numbers alone."""

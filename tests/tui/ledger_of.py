"""What a write left in the ledger, so that a screen's can be held against a command's."""

from pathlib import Path
from typing import Any

from gridctl.services import ledger
from gridctl.services.office import open_office


def entries(store: Path, count: int) -> list[tuple[str, str, str, Any]]:
    """Return action, thing, number and the names of the changed fields of the newest entries of the ledger."""
    with open_office(store) as office:
        found = list(ledger.listing(office, ledger.Query(limit=count)))
    return [(one.action, one.thing, one.thing_id, sorted(one.changes)) for one in found]

"""What a write left in the ledger, so that a screen's can be held against a command's."""

from pathlib import Path
from typing import Any

from gridctl.services import ledger
from gridctl.services.office import open_office


def entries(store: Path, count: int = 6, *, values: bool = True) -> list[Any]:
    """Return the newest entries of the ledger, without the time and the machine.

    Without `values` their kind, thing and the names of the changed fields alone: what is personal is salted anew in
    each store, and a screen may have been looked at before.
    """
    with open_office(store) as office:
        found = list(ledger.listing(office, ledger.Query(limit=count)))
    if not values:
        return [(one.action, one.thing, one.thing_id, sorted(one.changes)) for one in found]
    return [(one.seq, one.action, one.thing, one.thing_id, one.changes, one.reason) for one in found]

"""Every table, for whoever needs the whole schema: migrations, checks and tests.

Commands import the tables that they use; to load them all would cost each start-up.
"""

from sqlmodel import SQLModel

from gridctl.store.tables import (
    area,
    batch,
    delivery,
    duty,
    duty_terms,
    heartbeat,
    inbox,
    ledger,
    life,
    orders,
    pack,
    people,
    place,
    point,
    posting,
    report,
    request,
    resident,
    resident_search,
    rounds,
    search,
    setting,
    stage_duty,
    stage_people,
    stage_point,
    stage_resident,
    supply,
    telling,
    twin,
)

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "area",
    "batch",
    "delivery",
    "duty",
    "duty_terms",
    "heartbeat",
    "inbox",
    "ledger",
    "life",
    "orders",
    "pack",
    "people",
    "place",
    "point",
    "posting",
    "report",
    "request",
    "resident",
    "resident_search",
    "rounds",
    "search",
    "setting",
    "stage_duty",
    "stage_people",
    "stage_point",
    "stage_resident",
    "supply",
    "telling",
    "twin",
]

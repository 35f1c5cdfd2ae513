"""The registry of columns: what each one holds, what for, how it is masked, and how long it is kept.

Every column of every table has an entry; a test fails for one without (TRUST.md, 14). Masks, exports and
forgetting go by it, and nobody decides about a column elsewhere.
"""

from gridctl.core.column_fields import DERIVED
from gridctl.core.column_kinds import Column, Mask, Purpose, Retention, Secrecy
from gridctl.core.column_tables import COLUMNS

__all__ = ["COLUMNS", "Column", "Mask", "Purpose", "Retention", "Secrecy", "column", "is_known"]

_UNKNOWN = Column(Secrecy.SENSITIVE, Purpose.HELP, Mask.TEXT, Retention.PURGE)


def column(thing: str, field: str) -> Column:
    """Return the entry of a column, or of a view's field that goes by another name than its column.

    What is not in the registry counts as free text: masked, and closed where texts are closed.
    """
    key = f"{thing}.{field}"
    return COLUMNS.get(key) or DERIVED.get(key) or _UNKNOWN


def is_known(thing: str, field: str) -> bool:
    """Tell whether a view's field is a column of the registry, or known to be made from some."""
    return f"{thing}.{field}" in COLUMNS or f"{thing}.{field}" in DERIVED

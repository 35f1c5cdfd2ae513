"""Residents as a list shows them."""

from dataclasses import dataclass, field
from typing import ClassVar

from gridctl.core.private import Sight


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """One resident in a list. `home` is a label, `area` a code, `needs` the marks that hold."""

    KIND: ClassVar[str] = "resident"
    id: int
    status: str
    name: str | None
    kind: str
    home: str | None
    area: str | None
    phone: str | None
    sex: str | None
    birth_date: str | None
    household: str | None
    relation: str | None
    needs: tuple[str, ...]
    sight: Sight = field(default=Sight.MASKED, repr=False)

"""How a column is declared, once for all tables."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

from gridctl.store.types import Id

STRICT: dict[str, Any] = {"sqlite_strict": True}
NUMBERED: dict[str, Any] = {"sqlite_strict": True, "sqlite_autoincrement": True}
"""Ids are never used again (DESIGN.md §8, 2)."""

AnyType = TypeEngine[Any] | type[TypeEngine[Any]]


class Row(SQLModel):
    """What every table is made of. Its rows are written and read as tuples, so pydantic's checks wait unbuilt."""

    model_config = {"defer_build": True}


def must(type_: AnyType, **more: Any) -> Any:  # noqa: ANN401
    """Declare a column that is always filled."""
    return Field(sa_column=Column(type_, nullable=False, **more))


def may(type_: AnyType, **more: Any) -> Any:  # noqa: ANN401
    """Declare a column that can be empty."""
    return Field(default=None, sa_column=Column(type_, nullable=True, **more))


def key() -> Any:  # noqa: ANN401
    """Declare the small number that a row goes by."""
    return Field(default=None, sa_column=Column(Id, primary_key=True))


def refers(target: str, *, needed: bool = False, index: bool = False) -> Any:  # noqa: ANN401
    """Declare a reference to the row of another table, e.g. ``area.id``."""
    column = Column(Id, ForeignKey(target), nullable=not needed, index=index)
    return Field(default=None, sa_column=column) if not needed else Field(sa_column=column)


def one_of(column: str, codes: type | tuple[str, ...]) -> CheckConstraint:
    """Return the CHECK that holds `column` to a code list of `core.words`."""
    words = ", ".join(f"'{code}'" for code in codes)  # type: ignore[union-attr]
    return CheckConstraint(f"{column} IN ({words})", name=f"{column}_is_known")


def table(model: type[SQLModel]) -> Table:
    """Return the Core table of a model: statements are written against it, rows come back as tuples."""
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found

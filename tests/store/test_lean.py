"""The lines of words that statements use say the same as the classes that make the schema."""

import pytest
from sqlalchemy import Table
from sqlmodel import SQLModel

import gridctl.store.tables.all  # noqa: F401  (it fills the metadata)
from gridctl.store import lean

LEAN = [one for one in vars(lean).values() if isinstance(one, Table)]


@pytest.mark.parametrize("found", LEAN, ids=lambda one: one.name)
def test_a_lean_table_has_the_columns_of_its_class(found: Table) -> None:
    full = SQLModel.metadata.tables[found.name]
    assert [(one.name, type(one.type), one.primary_key) for one in found.c] == [
        (one.name, type(one.type), one.primary_key) for one in full.c
    ]

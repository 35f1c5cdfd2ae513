"""Every column has its class, purpose, mask and retention, and the registry names no column that is gone."""

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import gridctl
from gridctl.core.columns import COLUMNS, Mask, Purpose, Retention, Secrecy, column, is_known
from gridctl.present.titles import TITLES


def _columns_of_the_tables() -> set[str]:
    from gridctl.store.tables.all import METADATA

    return {f"{table.name}.{one.name}" for table in METADATA.tables.values() for one in table.columns}


def test_every_column_is_in_the_registry() -> None:
    assert _columns_of_the_tables() - set(COLUMNS) == set()


def test_the_registry_names_no_column_that_is_gone() -> None:
    assert set(COLUMNS) - _columns_of_the_tables() == set()


def _fields_of_the_views() -> Iterator[tuple[str, str]]:
    for found in pkgutil.walk_packages(gridctl.__path__, "gridctl."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        views: list[Any] = [one for _name, one in inspect.getmembers(module, dataclasses.is_dataclass)]
        for view in views:
            if hasattr(view, "KIND"):
                yield from ((view.KIND, one.name) for one in dataclasses.fields(view) if one.name != "sight")


def test_every_field_of_a_view_is_a_column_or_made_from_some() -> None:
    assert {f"{kind}.{name}" for kind, name in _fields_of_the_views() if not is_known(kind, name)} == set()


def test_every_field_of_a_view_has_a_title() -> None:
    assert {name for _kind, name in _fields_of_the_views()} - set(TITLES) == set()


def test_what_says_who_somebody_is_or_what_is_the_matter_is_masked() -> None:
    for key, entry in COLUMNS.items():
        if entry.secrecy is Secrecy.SENSITIVE:
            assert entry.mask is Mask.TEXT, key
        if entry.secrecy is Secrecy.SECRET:
            assert entry.mask is Mask.CLOSED, key
        if entry.secrecy is not Secrecy.PUBLIC:
            assert entry.retention is not Retention.STORE, key
    assert COLUMNS["request.name"].mask is Mask.NAME
    assert COLUMNS["request.phone"].mask is Mask.PHONE
    assert COLUMNS["request.details"].secrecy is Secrecy.SENSITIVE
    assert COLUMNS["member.phone"].mask is Mask.NONE
    assert COLUMNS["member.phone"].purpose is Purpose.REACH


def test_an_unknown_field_counts_as_free_text() -> None:
    assert column("nothing", "at_all").mask is Mask.TEXT

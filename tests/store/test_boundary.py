"""TRUST.md 10: each fault of the driver or the disk is one sentence, and the driver's text stays inside."""

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as driver

from gridctl.core.errors import BadInput, Busy, GridError, StoreUnusable
from gridctl.core.requests import NewRequest
from gridctl.services import requests
from gridctl.services.office import Office, open_office
from gridctl.services.storekeeping import NewStore, init
from gridctl.store import waiting
from gridctl.store.boundary import backups_beside, boundary, error_for
from store.world import Hand, make, office_at, raw

PERSON = "王小红 13812345678"
STATEMENT = f"INSERT INTO request (name) VALUES ('{PERSON}')"


def _fault(code: int, cls: type[Exception] = driver.OperationalError) -> Any:  # noqa: ANN401
    fault: Any = cls(f"{STATEMENT}: went wrong")
    fault.sqlite_errorcode = code
    return fault


CODES = [
    (5, Busy, "busy", 75),
    (5 | 1 << 8, Busy, "busy", 75),
    (5 | 2 << 8, Busy, "busy", 75),
    (6, Busy, "busy", 75),
    (15, Busy, "busy", 75),
    (7, StoreUnusable, "no_memory", 5),
    (3, StoreUnusable, "store_readonly", 5),
    (8, StoreUnusable, "store_readonly", 5),
    (8 | 4 << 8, StoreUnusable, "store_readonly", 5),
    (10, StoreUnusable, "store_unreadable", 5),
    (10 | 3 << 8, StoreUnusable, "store_unreadable", 5),
    (11, StoreUnusable, "store_damaged", 5),
    (11 | 1 << 8, StoreUnusable, "store_damaged", 5),
    (13, StoreUnusable, "disk_full", 5),
    (14, StoreUnusable, "store_unreadable", 5),
    (18, BadInput, "bad_input", 2),
    (26, StoreUnusable, "not_a_store", 5),
]


@pytest.mark.parametrize("wrapped", [False, True], ids=["driver", "engine"])
@pytest.mark.parametrize(("code", "cls", "name", "exit_"), CODES)
def test_each_code_has_its_error(
    tmp_path: Path, code: int, cls: type[GridError], name: str, exit_: int, *, wrapped: bool
) -> None:
    fault = _fault(code)
    raised = DBAPIError(STATEMENT, (PERSON,), fault, hide_parameters=True) if wrapped else fault
    with pytest.raises(cls) as caught, boundary(tmp_path / "grid.db"):
        raise raised
    error = caught.value
    assert (error.code, error.exit) == (name, exit_)
    assert error.hint
    said = f"{error} {error.hint.format_map(dict(error.args_))} {error.args_}"
    assert "王" not in said
    assert "138" not in said
    assert "INSERT" not in said
    assert error.__cause__ is None
    assert error.__suppress_context__


@pytest.mark.parametrize("code", [0, 1, 19, 20, 21, 25])
def test_a_fault_of_ours_is_not_dressed_up(tmp_path: Path, code: int) -> None:
    assert error_for(_fault(code), tmp_path) is None
    with pytest.raises(driver.OperationalError), boundary(tmp_path):
        raise _fault(code)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "store_readonly"),
        (errno.EROFS, "store_readonly"),
        (errno.EIO, "store_unreadable"),
        (errno.ENAMETOOLONG, "store_unreadable"),
        (errno.ENOTDIR, "store_unreadable"),
    ],
)
def test_each_fault_of_the_disk_has_its_error(tmp_path: Path, number: int, name: str) -> None:
    with pytest.raises(StoreUnusable) as caught, boundary(tmp_path / "grid.db"):
        raise OSError(number, PERSON)
    assert (caught.value.code, caught.value.exit) == (name, 5)
    assert PERSON not in f"{caught.value} {caught.value.args_}"


def test_a_reader_that_went_away_is_not_the_stores_fault(tmp_path: Path) -> None:
    with pytest.raises(BrokenPipeError), boundary(tmp_path):
        raise BrokenPipeError(errno.EPIPE, "")


@pytest.mark.parametrize("value", [PERSON + "\udcff", 1 << 63, -(1 << 63) - 1])
def test_what_sqlite_cannot_hold_is_bad_input(tmp_path: Path, value: object) -> None:
    with office_at(tmp_path) as office, pytest.raises(BadInput) as caught, office.store.begin() as work:
        work.execute(text("UPDATE setting SET value = :value"), {"value": value})
    assert "138" not in f"{caught.value} {caught.value.args_}"


def test_a_value_in_a_fault_of_ours_is_not_in_its_text(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        with pytest.raises(DBAPIError) as caught, office.store.begin() as work:
            work.execute(
                text("INSERT INTO step (request_id, kind, note) VALUES (1, 'x', :note)"), {"note": PERSON}
            )
        assert PERSON not in str(caught.value)


def test_busy_names_who_writes_and_since_when(tmp_path: Path) -> None:
    place = tmp_path / "grid.db"
    with (
        waiting.noted(place, "import 3", "2021-12-06T00:00:00+00:00"),
        pytest.raises(Busy) as caught,
        boundary(place),
    ):
        raise _fault(5)
    assert str(caught.value) == (
        f"another gridctl is writing: import 3 (process {os.getpid()}, since 2021-12-06T00:00:00+00:00)"
    )


def test_damage_names_the_newest_backup_of_this_very_store(tmp_path: Path) -> None:
    place, folder = tmp_path / "grid.db", tmp_path / "backups"
    folder.mkdir()
    names = (
        "grid-v1-20211207-080000-77.db",
        "grid-20211206-080000-2.db",
        "grid-20211206-080000.db",
        "grid-old-20211208-080000.db",
        "grid-list.db",
    )
    for age, name in enumerate(names):
        (folder / name).touch()
        os.utime(folder / name, (1_000_000 + age, 1_000_000 + age))
    assert [one.name for one in backups_beside(place)] == list(names[:3])
    with pytest.raises(StoreUnusable) as caught, boundary(place):
        raise _fault(11)
    assert caught.value.args_["backup"] == folder / "grid-20211206-080000.db"


@pytest.mark.parametrize("place_of_harm", [5_000, 20_000, 60_000])
def test_a_damaged_file_is_found_and_said(tmp_path: Path, place_of_harm: int) -> None:
    place = make(tmp_path)
    with place.open("r+b") as file:
        file.seek(place_of_harm)
        file.write(b"\xa5" * 4096)
    found = []
    try:
        with open_office(place, clock=Hand()) as office:
            from gridctl.services.storekeeping import check

            found = [one.about for one in check(office) if one.faults]
    except StoreUnusable as error:
        found = [error.code]
    assert found


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of four megabytes; skip where that cannot be had."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def _fill(office: Office) -> int:
    """Take in requests until the disk is full; return how many were acknowledged."""
    for number in range(1_000):
        try:
            requests.add(office, NewRequest("水管漏水", details=PERSON * 400))
        except StoreUnusable as error:
            assert error.code == "disk_full"  # noqa: PT017  (the end of a loop)
            assert "王" not in f"{error} {error.args_}"  # noqa: PT017
            return number
    raise AssertionError


def test_a_full_disk_loses_nothing_that_was_saved(small_disk: Path) -> None:
    place = small_disk / "grid.db"
    init(place, NewStore(), clock=Hand())
    with open_office(place, clock=Hand()) as office:
        saved = _fill(office)
    assert saved > 0
    with raw(place) as conn:
        assert conn.execute("SELECT count(*) FROM request").fetchone()[0] == saved
        assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_no_store_is_left_half_made_on_a_full_disk(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(3_000_000))
    with pytest.raises(StoreUnusable) as caught:
        init(small_disk / "grid.db", NewStore(), clock=Hand())
    assert caught.value.code == "disk_full"
    assert [one.name for one in small_disk.iterdir()] == ["ballast"]

"""Made people: identity numbers that are right, homes to live in, and what is left of them in a store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from conftest import Run
from gridctl.core.uid import uuid7
from gridctl.services.office import Office
from gridctl.store import areas
from gridctl.store.residents import BUILDING, HOME

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(born: str, number: int, region: str = "330602") -> str:
    """Return an identity number with the right check character; odd numbers are men's."""
    plain = f"{region}{born.replace('-', '')}{number:03d}"
    rest = sum(int(digit) * weight for digit, weight in zip(plain, _WEIGHTS, strict=True)) % 11
    return plain + "10X98765432"[rest]


def build(office: Office, code: str, area: str, homes: int) -> list[str]:
    """Make a building in an area with homes of one unit; return their labels."""
    labels = [f"{code}-2-{501 + number}" for number in range(homes)]
    with office.store.begin() as work:
        row: Any = areas.by_code(work, area)
        common = {"version": 1, "created_at": work.now}
        building = work.add(
            insert(BUILDING).values(
                uid=uuid7(work.now),
                code=code,
                code_key=code.lower(),
                name=code,
                number=code.lstrip("HZ"),
                area_id=row.id,
                **common,
            )
        )
        for label in labels:
            work.add(
                insert(HOME).values(
                    uid=uuid7(work.now),
                    building_id=building,
                    unit="2",
                    room=label.rpartition("-")[2],
                    label=label,
                    label_key=label.lower(),
                    kind="dwelling",
                    **common,
                )
            )
    return labels


SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
GIVEN = "子丑寅卯辰巳午未申酉戌亥甲乙丙丁戊己庚辛壬癸"


def names(count: int) -> Iterator[str]:
    """Yield so many names of three characters, no two the same and none in use as a word."""
    for number in range(count):
        first, rest = number % len(SURNAMES), number // len(SURNAMES)
        yield SURNAMES[first] + GIVEN[rest % len(GIVEN)] + GIVEN[(rest // len(GIVEN) + first) % len(GIVEN)]


def phones(count: int, start: int = 13_700_000_000) -> Iterator[str]:
    """Yield so many mobile numbers."""
    yield from (str(start + 7 * number) for number in range(count))


def found_in(place: Path, secrets: list[str]) -> list[str]:
    """Return those of the secrets whose bytes stand in the store, or in the log and index beside it."""
    beside = [place, *(place.with_name(place.name + end) for end in ("-wal", "-shm"))]
    heap = b"\0".join(one.read_bytes() for one in beside if one.exists())
    return [secret for secret in secrets if secret.encode() in heap]


def figures_of(run: Run, *argv: str) -> dict[str, Any]:
    """Return the figures of a return without the words of what stands open, and without those of who is there.

    How many people need something, and whose data lack something, changes where a person goes.
    """
    found: dict[str, Any] = run("report", "daily", *argv, "--json").json()
    for one in (*found["open_requests"], *found["overdue_requests"]):
        del one["summary"]
    del found["ledger"]
    found["sections"] = {
        name: section["figures"]
        for name, section in found["sections"].items()
        if name not in {"people", "quality"}
    }
    return found

"""The reader of the public benchmark and its checker agree, and the checker sees every broken rule."""

from pathlib import Path

import pytest

from bench.roster.checking import check
from bench.roster.instances import FOLDER, read
from gridctl.planning.roster.solving import solve

TINY = """# made for this test
SECTION_HORIZON
7

SECTION_SHIFTS
E,480,
L,480,E

SECTION_STAFF
A,E=7|L=7,1920,960,3,2,2,1
B,E=7|L=2,1920,960,3,2,2,1

SECTION_DAYS_OFF
A,2

SECTION_SHIFT_ON_REQUESTS
B,0,E,3

SECTION_SHIFT_OFF_REQUESTS
A,0,L,2

SECTION_COVER
0,E,1,100,1
0,L,1,100,1
1,E,1,100,1
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.txt"
    path.write_text(TINY, encoding="utf-8")
    return path


def test_a_tiny_instance_has_its_known_best(tiny: Path) -> None:
    # Cover needs B early and A late on day 0 (2 for A's wish), or A early and B late (3 for B's).
    found = solve(read(tiny), seconds=20)
    names = ["E", "L"]
    checked = check(tiny, [["" if job is None else names[job] for job in row] for row in found.grid])
    assert (found.cost, found.bound) == (2, 2)
    assert (checked.penalty, checked.violations) == (2, ())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["L", "", "E", "E", "", "", ""], "day off 2"),
        (["L", "E", "", "", "E", "E", ""], "E follows L"),
        (["", "", "", "E", "E", "E", "E"], "4 days in a row"),
        (["E", "E", "", "", "E", "", ""], "only 1 days"),
        (["E", "E", "", "E", "E", "", ""], "only 1 days off"),
        (["E", "", "", "", "", "", ""], "480 minutes"),
    ],
)
def test_the_checker_sees_a_broken_rule(tiny: Path, row: list[str], said: str) -> None:
    fine = ["", "", "", "", "", "E", "E"]
    assert not [
        text for text in check(tiny, [["E", "E", "", "", "", "", ""], fine]).violations if "A:" in text
    ]
    assert any(said in text for text in check(tiny, [row, fine]).violations)


def test_limits_of_a_shift_and_of_weekends_are_seen(tiny: Path) -> None:
    broken = check(tiny, [["", "", "", "", "", "E", "E"], ["L", "L", "", "", "L", "L", ""]]).violations
    assert any("4 of L, 2 allowed" in text for text in broken)


def test_a_public_instance_is_read_with_its_numbers() -> None:
    path = FOLDER / "Instance2.txt"
    if not path.exists():
        pytest.skip("the public instances lie beside the project")
    problem = read(path)
    assert (problem.days, len(problem.people), len(problem.needs)) == (14, 14, 28)
    assert problem.people[3].limits.shifts == (14, 0)
    assert problem.bans == {(1, 0)}

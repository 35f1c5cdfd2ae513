"""Two stairwells of doors with three residents and two members, for tests of rounds by command."""

from typing import Any

import pytest

from conftest import Run

MORNING, AFTERNOON = "2021-12-17T09:00:00+08:00", "2021-12-17T15:00:00+08:00"
ANSWERS = "--set food_lack=no --set hardship=no --set low_spirits=no"


@pytest.fixture
def houses(run: Run) -> Run:
    """Make two stairwells with 24 doors, three residents and two members."""
    for words in (
        "area add HL-1 第一网格 --kind grid",
        "building add HZ12 12幢 --area HL-1 --floors 6 --units 2 --rooms 2 --stairwells",
        "member add M1 李建国 --tier officer --area HL-1",
        "member add M2 王秀红 --tier part_time --area HZ12-2",
        "resident add 张三 --home HZ12-2-501 --phone 13812345678 --need elderly_alone",
        "resident add 李四 --home HZ12-2-502",
        "resident add 李五 --home HZ12-2-502",
    ):
        done = run(*words.split())
        assert done.exit == 0, done.err
    return run


def ok(run: Run, words: str, **more: Any) -> Any:  # noqa: ANN401
    """Run a command that must succeed and return its JSON."""
    done = run(*words.split(), "--json", **more)
    assert done.exit == 0, done.err
    return done.json()

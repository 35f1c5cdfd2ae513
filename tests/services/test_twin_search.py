"""Twins are found, ranked and explained; families are left alone; no label and no setting is looked at."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench.febrl import make_rows, person, read, true_twins
from bench.people import Town, make_town, slipped
from bench.twins_of import score
from gridctl.core.twin_grounds import Ground
from gridctl.core.twins import Person, Twin
from gridctl.services.twin_search import find_twins

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

WANG = Person(
    "a",
    name="王秀红",
    pinyin="wang xiu hong",
    born="19491231",
    sex="f",
    phones=("13812345678",),
    identity="11010519491231002X",
    home="HZ12-2-501",
)


@pytest.fixture(scope="module")
def town() -> Town:
    """Return a town that several tests look at."""
    return make_town(101, 700)


@pytest.fixture(scope="module")
def found(town: Town) -> list[Twin]:
    """Return what is found in it."""
    return find_twins(town.people)


def pairs(twins: list[Twin]) -> frozenset[frozenset[int | str]]:
    """Return who was found, without order."""
    return frozenset(frozenset((twin.a_id, twin.b_id)) for twin in twins)


SLOW = pytest.mark.slow  # one of each kind in each run


@pytest.mark.parametrize("seed", [101, pytest.param(102, marks=SLOW), pytest.param(103, marks=SLOW)])
def test_a_chinese_town(seed: int) -> None:
    made = make_town(seed, 700)
    said = score(pairs(find_twins(made.people)), made.twins)
    assert said["precision"] >= 0.96
    assert said["recall"] >= 0.95


def test_a_town_of_which_little_is_known() -> None:
    """Identity number, birth date and phone are there for four in ten."""
    sparse = make_town(104, 700, known=0.4)
    said = score(pairs(find_twins(sparse.people)), sparse.twins)
    assert said["precision"] >= 0.93
    assert said["recall"] >= 0.80


def test_a_town_without_twins_has_next_to_none() -> None:
    """Namesakes, couples, brothers and sisters born on one day: 1,500 people, at most one in a thousand."""
    assert len(find_twins(make_town(105, 700, again=0).people)) <= 2


@pytest.mark.parametrize(
    ("seed", "people", "again"), [pytest.param(201, 1000, 700, marks=SLOW), (202, 1200, 30)]
)
def test_a_german_file(seed: int, people: int, again: int) -> None:
    rows = make_rows(seed, people, again)
    said = score(pairs(find_twins(map(person, rows))), true_twins(row["rec_id"] for row in rows))
    assert said["f1"] >= 0.97


@pytest.mark.parametrize("number", [1, pytest.param(2, marks=SLOW), pytest.param(3, marks=SLOW)])
def test_the_files_of_febrl(number: int) -> None:
    path = DATA / f"febrl_{number}.csv"
    if not path.exists():
        pytest.skip("the real file is not here")
    rows = read(path)
    said = score(pairs(find_twins(map(person, rows))), true_twins(row["rec_id"] for row in rows))
    assert said["f1"] >= 0.97


def test_the_likeliest_come_first_and_are_rather_one_than_two(town: Town, found: list[Twin]) -> None:
    scores = [twin.score for twin in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0.5 <= one <= 1 for one in scores)
    assert find_twins(town.people, most=7) == found[:7]


def test_a_pair_is_named_once_and_nobody_is_his_own_twin(found: list[Twin]) -> None:
    assert len(pairs(found)) == len(found)
    assert all(twin.a_id != twin.b_id for twin in found)


def test_what_is_sure_is_right_more_often_than_what_is_not(town: Town, found: list[Twin]) -> None:
    """A score is a chance: above 0.99 at most one in a hundred is wrong."""
    sure = [twin for twin in found if twin.score > 0.99]
    wrong = sum(frozenset((twin.a_id, twin.b_id)) not in town.twins for twin in sure)
    assert len(sure) > 100
    assert wrong <= len(sure) / 100


def test_every_pair_has_a_reason_for_it(found: list[Twin]) -> None:
    assert all(not twin.reasons[0].against for twin in found)


def test_a_reason_that_is_given_is_true(town: Town, found: list[Twin]) -> None:
    people = {one.id: one for one in town.people}
    for twin in found:
        a, b = people[twin.a_id], people[twin.b_id]
        grounds = {reason.ground for reason in twin.reasons}
        assert (Ground.SAME_NAME in grounds) <= (a.name == b.name)
        assert (Ground.SAME_PHONE in grounds) <= bool(set(a.phones) & set(b.phones))
        assert (Ground.SAME_HOME in grounds) is (a.home == b.home != "")
        assert (Ground.SAME_IDENTITY in grounds) is (a.identity == b.identity != "")


def test_the_order_of_people_does_not_matter() -> None:
    people = list(make_town(106, 120).people)
    forward, backward = find_twins(people), find_twins(people[::-1])
    assert pairs(forward) == pairs(backward)
    assert [round(one.score, 6) for one in forward] == [round(one.score, 6) for one in backward]


def test_few_people_are_enough() -> None:
    again = replace(WANG, id="b", phones=(), home="")
    assert pairs(find_twins([WANG, again])) == {frozenset("ab")}
    assert find_twins([]) == []
    assert find_twins([WANG]) == []


def test_a_name_that_comes_without_its_pinyin_is_read() -> None:
    again = replace(WANG, id="b", name="王绣宏", pinyin="", identity="")
    (twin,) = find_twins([replace(WANG, pinyin=""), again])
    assert Ground.SOUNDS_ALIKE in {reason.ground for reason in twin.reasons}
    parted = replace(again, name="", family="王", given="绣宏")
    assert find_twins([replace(WANG, pinyin=""), parted])[0].reasons == twin.reasons


def test_a_file_of_people_of_whom_nothing_is_known_has_no_twins() -> None:
    assert find_twins([Person(number) for number in range(50)]) == []


def test_who_has_a_name_in_common_with_many_is_not_their_twin() -> None:
    """Ten women of one name, each with her own number and home."""
    made = make_town(107, 150, again=0)
    names = [
        replace(one, id=number, name="王秀英", pinyin="wang xiu ying")
        for number, one in enumerate(made.people[:10])
    ]
    rest = [replace(one, id=number + 10) for number, one in enumerate(made.people[10:])]
    met = pairs(find_twins([*names, *rest]))
    homes = {one.id: one.home for one in names}
    assert [pair for pair in met if pair <= set(range(10)) and len({homes[one] for one in pair}) > 1] == []


def test_the_made_people_are_the_same_each_time() -> None:
    assert make_town(7, 30) == make_town(7, 30)
    assert make_town(7, 30) != make_town(8, 30)
    assert isinstance(make_town(7, 30), Town)
    assert make_rows(7, 30, 10) == make_rows(7, 30, 10)
    assert slipped(WANG, Random(3)) == slipped(WANG, Random(3))

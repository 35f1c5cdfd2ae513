"""Prices that are put together from nearness and fitness are those of the rules, pair by pair."""

from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.suggesting import BEST, READY, Need, Taker
from gridctl.core.words import AreaKind
from gridctl.services.ways import all_ways, way

PATHS = (
    ((3, AreaKind.STAIRWELL), (2, AreaKind.GRID), (1, AreaKind.COMMUNITY)),
    ((4, AreaKind.GRID), (1, AreaKind.COMMUNITY)),
    (),
)
PATH, PLACES = (
    st.sampled_from(PATHS),
    st.sampled_from((None, (30_000_000, 120_000_000), (30_010_000, 120_000_000))),
)
BUILDINGS = st.sampled_from((frozenset[int](), frozenset({7})))
CODES = st.sampled_from(("A", "B", ""))
NEEDS = st.builds(
    Need,
    path=PATH,
    buildings=BUILDINGS,
    position=PLACES,
    skills=st.sampled_from(((), (("repair", frozenset({"repair"})),))),
    calls=st.sampled_from((frozenset[str](), frozenset({"police"}))),
    refused=st.sampled_from((frozenset[str](), frozenset({"A"}))),
    unanswered=st.sampled_from(((), (("B", 2),))),
)
TAKERS = st.builds(
    Taker,
    code=CODES,
    kind=st.sampled_from(("member", "team", "desk")),
    paths=st.lists(PATH, max_size=2).map(tuple),
    buildings=BUILDINGS,
    position=PLACES,
    skills=st.sampled_from((frozenset[str](), frozenset({"repair"}))),
    team_kind=st.sampled_from(("", "police")),
    absent=st.booleans(),
    on_duty=st.sampled_from((0, 15, 25)),
)


@given(
    wants=st.lists(st.frozensets(NEEDS, min_size=1, max_size=3), max_size=4),
    takers=st.lists(TAKERS, min_size=1, max_size=4),
    skills_needed=st.booleans(),
)
def test_all_at_once_is_one_by_one(
    wants: list[frozenset[Need]], takers: list[Taker], skills_needed: bool
) -> None:
    best = BEST + READY if any(one.on_duty for one in takers) else BEST
    one_by_one = [
        [way(want, taker, skills_needed=skills_needed, best=best) for taker in takers] for want in wants
    ]
    assert all_ways(wants, takers, skills_needed=skills_needed) == one_by_one

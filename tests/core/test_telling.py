"""Who has to hear of a step: told from how the request stood before it and how it stands after it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.telling import News, Receiver, Role, Standing, Taken, TellKind, news_of
from gridctl.core.words import StepKind

A, B = Receiver(Role.MEMBER, 1), Receiver(Role.MEMBER, 2)
TEAM = Receiver(Role.TEAM, 1)
DESK = Receiver(Role.DESK, 9)
GRID, TOWN = 9, 5
ABOVE = Receiver(Role.DESK, TOWN)


def at(holder: Receiver | None = None, *helpers: int, desk: int | None = GRID) -> Standing:
    """Return a standing at the desk of a grid."""
    return Standing(holder, frozenset(helpers), desk)


@pytest.mark.parametrize(
    ("kind", "before", "after", "told"),
    [
        (StepKind.ASSIGN, at(), at(A), [(A, TellKind.ASSIGNED)]),
        (StepKind.ASSIGN, at(A), at(TEAM), [(A, TellKind.TAKEN_BACK), (TEAM, TellKind.ASSIGNED)]),
        (StepKind.ASSIGN, at(), at(A, 2), [(A, TellKind.ASSIGNED), (B, TellKind.HELPING)]),
        (StepKind.ASSIGN, at(A, 2), at(B), [(A, TellKind.TAKEN_BACK), (B, TellKind.ASSIGNED)]),
        (StepKind.REFUSE, at(A), at(), [(A, TellKind.TAKEN_BACK), (DESK, TellKind.RETURNED)]),
        (StepKind.ESCALATE, at(A), at(desk=TOWN), [(A, TellKind.TAKEN_BACK), (ABOVE, TellKind.ESCALATED)]),
        (StepKind.ASSIGN, at(desk=TOWN), at(), [(DESK, TellKind.HANDED)]),
        (StepKind.URGE, at(A), at(A), [(A, TellKind.URGED)]),
        (StepKind.URGE, at(), at(), [(DESK, TellKind.URGED)]),
        (StepKind.OBJECT, at(A), at(A), [(A, TellKind.BACK)]),
        (StepKind.REOPEN, at(A), at(B), [(B, TellKind.BACK)]),
        (StepKind.CANCEL, at(A, 2), at(A), [(A, TellKind.ENDED), (B, TellKind.ENDED)]),
        (StepKind.MERGE, at(), at(), []),
        (StepKind.START, at(A), at(A), []),
        (StepKind.UNDO, at(A), at(), [(A, TellKind.TAKEN_BACK)]),
    ],
)  # fmt: skip
def test_a_step_is_told_to_whom_it_concerns(
    kind: StepKind, before: Standing, after: Standing, told: list[tuple[Receiver, TellKind]]
) -> None:
    assert news_of(Taken(kind), before, after) == [News(*one) for one in told]


def test_a_question_goes_to_the_desk_above_and_its_answer_comes_back() -> None:
    asked = news_of(Taken(StepKind.EXTEND, asked=True), at(A), at(A), TOWN)
    assert asked == [News(Receiver(Role.DESK, TOWN), TellKind.ASKED)]
    granted = news_of(Taken(StepKind.EXTEND, granted=True), at(A), at(A))
    assert granted == [News(A, TellKind.GRANTED)]
    returned = news_of(Taken(StepKind.RETURN, granted=True), at(A), at(desk=TOWN))
    assert returned[0] == News(A, TellKind.GRANTED)
    assert A not in [news.to for news in returned[1:]], "who asked to be rid of it is told once"
    assert news_of(Taken(StepKind.WAIT, denied=True), at(), at())[0] == News(DESK, TellKind.DENIED)


holders = st.sampled_from([None, A, B, TEAM])
standings = st.builds(
    Standing, holders, st.frozensets(st.integers(1, 3)), st.sampled_from([None, GRID, TOWN])
)


@given(st.sampled_from(StepKind), standings, standings)
def test_whoever_gets_a_request_hears_of_it_and_nobody_twice(
    kind: StepKind, before: Standing, after: Standing
) -> None:
    news = news_of(Taken(kind), before, after)
    over = kind in {StepKind.CANCEL, StepKind.MERGE}
    if after.holder is not None and after.holder != before.holder and not (over and before.holder):
        assert after.holder in [one.to for one in news]
    told = [one.to for one in news if one.to.role is not Role.MEMBER or one.kind is not TellKind.HELPING]
    helpers = {one.to.id for one in news if one.kind is TellKind.HELPING}
    assert len(told) == len(set(told)) or {one.id for one in told} & (before.helpers | helpers)
    if before == after and kind not in {StepKind.URGE, StepKind.OBJECT, StepKind.REOPEN} and not over:
        assert [one for one in news if one.kind is not TellKind.RETURNED] == []

"""Issue 4: what goes up by itself and when it must be looked at again; each missed deadline takes it up once."""

from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.heartbeat import WentUp, next_look, rises
from gridctl.core.pack_clock import Escalation
from gridctl.core.reminders import Reminding, Watched, pending, soon_from, standing_reminders
from gridctl.core.times import DAY_MS, HOUR_MS
from gridctl.core.words import UNRESOLVED, Level, Status

RULE = Escalation(overdue=0, unreached=HOUR_MS)


def request(**more: object) -> Watched:
    return Watched(**{"status": Status.NEW, "received_at": 0, "due": 4 * HOUR_MS} | more)  # type: ignore[arg-type]


def test_a_missed_deadline_takes_it_up_once() -> None:
    first = rises(RULE, request(), Level.GRID, [])
    assert [(one.at, one.kind) for one in first] == [(4 * HOUR_MS, Reminding.OVERDUE)]
    assert rises(RULE, request(), Level.COMMUNITY, [WentUp(5 * HOUR_MS, {"overdue": 4 * HOUR_MS})]) == []


def test_a_new_deadline_counts_anew_and_again_counts_from_the_last_time() -> None:
    before = [WentUp(5 * HOUR_MS, {"overdue": 4 * HOUR_MS})]
    assert rises(RULE, request(due=9 * HOUR_MS), Level.COMMUNITY, before)[0].at == 9 * HOUR_MS
    again = Escalation(overdue=0, again=2 * HOUR_MS)
    assert rises(again, request(), Level.COMMUNITY, before)[0].at == 7 * HOUR_MS


def test_a_desk_that_is_not_named_keeps_it() -> None:
    assert rises(RULE, request(), Level.TOWN, []) == []
    assert rises(Escalation(), request(), Level.GRID, []) == []


def test_what_was_reached_given_or_accepted_reminds_no_more() -> None:
    waiting = {"respond_due": 1, "assign_due": 2, "answer_due": 3}
    assert set(pending(request(**waiting))) == {
        Reminding.OVERDUE, Reminding.DUE_SOON, Reminding.UNREACHED, Reminding.UNASSIGNED,
    }  # fmt: skip
    held = request(**waiting, status=Status.ASSIGNED, held=True, responded_at=1)
    assert set(pending(held)) == {Reminding.OVERDUE, Reminding.DUE_SOON, Reminding.UNACCEPTED}
    assert pending(request(status=Status.RESOLVED)) == {}


def test_overdue_is_not_due_soon() -> None:
    assert set(standing_reminders(request(), 3 * HOUR_MS)) == {Reminding.DUE_SOON}
    assert set(standing_reminders(request(), 4 * HOUR_MS)) == {Reminding.OVERDUE}
    assert soon_from(0, 40 * DAY_MS) == 39 * DAY_MS


_MOMENT = st.one_of(st.none(), st.integers(1, 50))


@given(
    st.builds(
        Watched,
        status=st.sampled_from(sorted(UNRESOLVED)),
        received_at=st.just(0),
        due=_MOMENT,
        respond_due=_MOMENT,
        responded_at=_MOMENT,
        assign_due=_MOMENT,
        answer_due=_MOMENT,
        accepted_at=_MOMENT,
        wait_until=_MOMENT,
        held=st.booleans(),
    ),
    st.builds(
        Escalation,
        overdue=_MOMENT,
        unreached=_MOMENT,
        unassigned=_MOMENT,
        again=_MOMENT,
    ),
)
def test_looking_only_when_told_misses_nothing_and_ends(one: Watched, rule: Escalation) -> None:
    """Whoever looks only at the moments that are named sees each reminder and each rise when it begins."""
    now, seen = 0, set()
    while (look := next_look(one, rises(rule, one, Level.GRID, []), now)) is not None:
        assert look > now
        now = look
        seen |= {(kind, at) for kind, at in standing_reminders(one, now).items()}
    for kind, at in pending(one).items():
        hidden = kind is Reminding.DUE_SOON and one.due == at
        assert (kind, at) in seen or hidden
    assert all(rise.at <= now for rise in rises(rule, one, Level.GRID, []))

"""What the store finds to be remembered is what the rule says of each request."""

import random

import pytest
from sqlalchemy import text

from gridctl.core.reminders import Watched, standing_reminders
from gridctl.core.requests import NewRequest
from gridctl.core.words import UNRESOLVED, Status, Urgency
from gridctl.services import requests
from gridctl.services.office import Office
from gridctl.store.standing import Whose, standing

HOUR = 3_600_000
TIMES = ("due", "respond_due", "responded_at", "assign_due", "answer_due", "accepted_at", "wait_until")


@pytest.mark.parametrize("seed", range(3))
def test_the_store_and_the_rule_remember_the_same(office: Office, seed: int) -> None:
    chance = random.Random(seed)
    numbers = [requests.add(office, NewRequest(f"要青菜 {n}")).view.id for n in range(40)]
    with office.store.begin() as work:
        expected = []
        for number in numbers:
            values = {
                name: None if chance.random() < 0.3 else work.now + chance.randrange(-30, 30) * HOUR
                for name in TIMES
            }
            status = chance.choice([*sorted(UNRESOLVED), Status.RESOLVED])
            received = work.now - chance.randrange(1, 100) * HOUR
            urgency = chance.choice(list(Urgency))
            work.execute(
                text(
                    "UPDATE request SET status = :status, urgency = :urgency, received_at = :received, "
                    + ", ".join(f"{name} = :{name}" for name in TIMES)
                    + " WHERE id = :number"
                ),
                {**values, "status": status, "urgency": urgency, "received": received, "number": number},
            )
            one = Watched(Status(status), received, held=False, **values)
            places = list(Urgency)
            expected += [
                (places.index(Urgency(urgency)), since, number, str(kind))
                for kind, since in standing_reminders(one, work.now).items()
            ]
        found = list(standing(work, Whose()))
        first = list(standing(work, Whose(), 7))
    assert sorted(
        (list(Urgency).index(Urgency(row.urgency)), row.since, row.id, row.kind) for row in found
    ) == sorted(expected)
    order = [(list(Urgency).index(Urgency(row.urgency)), row.since, row.id) for row in found]
    assert order == sorted(order)
    assert [(row.id, row.kind) for row in first] == [(row.id, row.kind) for row in found[:7]]
    assert {row.whole for row in first} == {len(found)}

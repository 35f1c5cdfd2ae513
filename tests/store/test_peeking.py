"""What is read before SQLAlchemy is loaded is the same as what is read with it."""

from sqlalchemy.dialects import sqlite

from gridctl.core.requests import NewRequest
from gridctl.core.settings import StoreSettings
from gridctl.core.words import Urgency
from gridctl.services import requests
from gridctl.services.office import Office
from gridctl.services.watching import newest_open
from gridctl.store import peeking
from gridctl.store import requests as rows
from gridctl.store.query import order_of


def test_the_first_look_asks_what_the_list_asks() -> None:
    wanted = rows.Wanted(open_only=True, limit=7, order=tuple(order_of(None, by_match=False)))
    said = str(rows.listing(wanted).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    plain = " ".join(said.split()).removesuffix(" OFFSET 0").removesuffix(" LIMIT 7")
    assert plain == peeking.NEWEST.removesuffix(" LIMIT ? OFFSET ?")


def test_the_first_look_finds_what_the_list_finds(office: Office) -> None:
    requests.add(office, NewRequest("要青菜", name="李红", phone="13900001111"))
    requests.add(office, NewRequest("血压药断了", urgency=Urgency.URGENT))
    found, _now = newest_open(office.store.path, office.settings, 50)
    assert found == list(requests.listing(office, requests.Query(limit=50)))
    assert len(newest_open(office.store.path, office.settings, 1)[0]) == 1


def test_where_nothing_can_be_read_there_is_no_first_look(office: Office) -> None:
    missing = office.store.path.with_name("none.db")
    assert newest_open(missing, StoreSettings(), 50)[0] == []
    assert not missing.exists()

"""Requests in pieces: pages join to the list, and a place is where it stands in it."""

import itertools

import pytest

from conftest import Run
from gridctl.core.private import Reveal, Sight
from gridctl.services import request_pages, requests
from gridctl.services.office import Office
from gridctl.services.requests import Query

ORDERS = (
    "",
    "sort:due",
    "sort:-due",
    "sort:urgency",
    "sort:-created",
    "status:new sort:number",
    "area:HL 水",
)


@pytest.mark.parametrize("words", ORDERS)
def test_pages_join_to_the_list(town: Run, office: Office, words: str) -> None:
    query = Query(words=words)
    whole = [row.id for row in requests.listing(office, query)]
    paged = [request_pages.page(office, query, skip, 3) for skip in range(0, len(whole) + 3, 3)]
    assert [row.id for row in itertools.chain(*paged)] == whole
    assert request_pages.count(office, query) == len(whole)
    assert whole


@pytest.mark.parametrize("words", ORDERS)
def test_a_place_is_where_it_stands(town: Run, office: Office, words: str) -> None:
    query = Query(words=words)
    whole = [row.id for row in requests.listing(office, query)]
    assert [request_pages.place(office, query, number) for number in whole] == list(range(len(whole)))
    assert request_pages.place(office, query, 999) is None


def test_a_page_can_begin_behind_a_known_request(town: Run, office: Office) -> None:
    query = Query(words="sort:due")
    whole = [row.id for row in requests.listing(office, query)]
    behind = Query(words="sort:due", after=whole[2])
    assert [row.id for row in request_pages.page(office, behind, 1, 3)] == whole[4:7]


def test_what_is_looked_at_is_masked_and_leaves_no_trace_and_what_is_revealed_does(
    town: Run, office: Office
) -> None:
    town("request", "assign", "1", "--to", "L1")
    office.operator = "L1"
    entries = len(town("ledger", "list", "--json").json())
    assert request_pages.look(office, 1).view.sight is Sight.MASKED
    assert request_pages.look(office, 6).view.sight is Sight.CLOSED
    assert len(town("ledger", "list", "--json").json()) == entries
    assert request_pages.reveal(office, 1, Reveal()).view.sight is Sight.FULL
    assert town("ledger", "list", "--json").json()[0]["action"] == "request.reveal"

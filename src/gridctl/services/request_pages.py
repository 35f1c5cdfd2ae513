"""Looking through requests in pieces, as a screen does: how many fit, one page, where one stands, and one in full."""

from dataclasses import replace
from typing import NamedTuple

from gridctl.core.clock_views import WhyView
from gridctl.core.private import Reveal, Sight
from gridctl.core.views import RequestRow, RequestView
from gridctl.services import explaining, request_views, requests
from gridctl.services.finding import read_query
from gridctl.services.office import Office
from gridctl.services.requests import Query
from gridctl.store import homes as home_rows
from gridctl.store import requests as rows
from gridctl.store.query import ahead
from gridctl.store.unit import Work


class Looked(NamedTuple):
    """One request with its clocks, and the marks of the people who live at its door."""

    view: RequestView
    why: WhyView
    needs: tuple[str, ...]


def prepare(office: Office) -> None:
    """Read once what the words of a query are understood by, before the first one is typed."""
    with office.store.read() as work:
        read_query(office, work, "category:other")


def count(office: Office, query: Query) -> int:
    """Return how many requests a query asks for, whatever its limit says."""
    with office.store.read() as work:
        return rows.count(work, requests.wanted(office, work, replace(query, after=None)))


def page(office: Office, query: Query, skip: int, size: int) -> list[RequestRow]:
    """Return up to `size` requests behind the first `skip` ones, counted from behind `query.after` where that is told.

    What is passed costs 0.25 µs a request on an index, what comes behind a known one nothing.
    """
    return list(requests.listing(office, replace(query, skip=skip, limit=size)))


def place(office: Office, query: Query, number: int) -> int | None:
    """Return how many requests stand before one in the order of a query; None where it is not asked for."""
    with office.store.read() as work:
        wanted = requests.wanted(office, work, query)
        if not rows.holds(work, wanted, number):
            return None
        sort = read_query(office, work, query.words).sort
        before = (*wanted.conditions, ahead(work, sort, number))
        return rows.count(work, replace(wanted, conditions=before))


def look(office: Office, number: int) -> Looked:
    """Return one request, masked also for whoever holds it: a screen that stays open is seen by others too.

    What is confidential is closed; NotFound for an unknown number. Nothing is logged: nothing is revealed.
    """
    with office.store.read() as work:
        view = request_views.view_of(office, work, number)
        home = request_views.load(work, number).home_id
        sight = Sight.CLOSED if view.confidential else Sight.MASKED
        needs = () if home is None or view.confidential else _needs(work, home)
    return Looked(replace(view, sight=sight), explaining.why(office, number), needs)


def _needs(work: Work, home: int) -> tuple[str, ...]:
    """Return the marks of the people of a home, each once."""
    tags = (tag for person in home_rows.residents(work, home) for tag in (person.needs or "").split())
    return tuple(sorted(set(tags)))


def reveal(office: Office, number: int, wish: Reveal) -> Looked:
    """Return one request in full, which is a ledger entry."""
    return look(office, number)._replace(view=requests.show(office, number, wish))

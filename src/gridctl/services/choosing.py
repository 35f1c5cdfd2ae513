"""Which requests a step is for, where a query says so."""

from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.request_numbers import MOST
from gridctl.services import requests
from gridctl.services.office import Office
from gridctl.store import requests as rows


def fitting(office: Office, where: str) -> list[int]:
    """Return the numbers of the requests that fit a query, in its order.

    NotFound where none does, BadInput for an empty query and for more than `MOST`: a step touches what was
    counted and nothing else.
    """
    if not where.strip():
        raise BadInput(
            N_("--where needs a query"),
            hint=N_("for example --where 'holder:M1 is:open'; see: gridctl guide finding"),
        )
    with office.store.read() as work:
        wanted = requests.wanted(office, work, requests.Query(words=where, limit=MOST + 1))
        found = [int(row.id) for row in work.execute(rows.listing(wanted))]
    if not found:
        raise NotFound(
            N_("no request fits the query"),
            hint=N_("try it first: gridctl request list QUERY"),
            error="none_fits",
        )
    if len(found) > MOST:
        raise BadInput(N_("those are more than {most} requests"), hint=N_("take fewer at a time"), most=MOST)
    return found

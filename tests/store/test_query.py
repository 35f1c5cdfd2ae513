"""DESIGN.md §8, 11: the compiled query returns exactly what the evaluator says, in its order."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridctl.core.errors import BadInput, NotFound
from gridctl.core.query import parse
from gridctl.core.query_match import Record, bind, in_order, matches
from gridctl.core.requests import NewRequest
from gridctl.core.telling import News, Receiver, Role, TellKind
from gridctl.core.uid import uuid7
from gridctl.core.words import OPEN, Channel, Level, Status, TeamKind, Tier, Urgency
from gridctl.services import people, points, requests
from gridctl.services.finding import StoreFinder
from gridctl.services.office import Office, open_office
from gridctl.services.requests import Query
from gridctl.store import requests as rows
from gridctl.store import telling
from gridctl.store.query import FIELDS, FLAGS, PARTS
from store.world import Hand, make, office_at

HOURS = 6 * 3_600_000
"""Times lie six hours apart, so that many fall together."""

PATHS = {"BX": ("BX",), "HL": ("BX", "HL"), "HL1": ("BX", "HL", "HL1"), "DS": ("BX", "DS")}
TEXTS = (
    "水管漏水",
    "没有水",
    "管子坏了 12幢",
    "No water in unit 3",
    "call 13900001111",
    "药",
    "---",
    "a|b #1111",
)
PHONES = ("13900001111", "0571-1111", "13812345678", "110")
CATEGORIES = ("food", "medicine", "utilities")
HOLDERS = {"M1": "member", "M2": "member", "T1": "team"}

maybe = st.none()
LENGTHS = st.integers(-10, 10).map(lambda n: n * HOURS)


@st.composite
def records(draw: Any) -> Record:  # noqa: ANN401
    """Draw one request; numbers are given by the store in their order."""
    status = draw(st.sampled_from(Status))
    received = draw(st.integers(-10, 0)) * HOURS
    ended = received + draw(st.integers(0, 6)) * HOURS
    holder = draw(st.one_of(maybe, st.sampled_from(sorted(HOLDERS))))
    area = draw(st.one_of(maybe, st.sampled_from(sorted(PATHS))))
    answered = status in {Status.RESOLVED, Status.CLOSED}
    return Record(
        id=0,
        status=str(status),
        level=str(draw(st.sampled_from(Level))),
        urgency=str(draw(st.sampled_from(Urgency))),
        category=draw(st.sampled_from(CATEGORIES)),
        channel=str(draw(st.sampled_from(Channel))),
        received_at=received,
        areas=PATHS[area] if area else (),
        desk=draw(st.one_of(maybe, st.sampled_from(sorted(PATHS)))),
        holder=holder,
        holder_kind=HOLDERS[holder] if holder else "",
        ref=draw(st.one_of(maybe, st.sampled_from(("R-1", "R-2")))),
        phone=draw(st.one_of(maybe, st.sampled_from(PHONES))),
        due=draw(st.one_of(maybe, LENGTHS)),
        resolved_at=ended if answered else None,
        closed_at=ended if status not in OPEN else None,
        texts=tuple(draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4))),
        confidential=draw(st.integers(0, 5)) == 0,
        batch=draw(st.one_of(maybe, st.integers(1, 2))),
        point=draw(st.one_of(maybe, st.sampled_from(("P1", "P2")))),
        escalated=draw(st.booleans()),
        reopened=draw(st.booleans()),
        untold=draw(st.booleans()),
    )


WORDS = (
    "水",
    "水管",
    '"水管"',
    "管水",
    "没有",
    "12",
    "1",
    "wat",
    "wat*",
    "water",
    "1111",
    "13900001111",
    "5678",
    "12345678",
    "药",
    "---",
    "*",
    "|",
    "#1111",
    '"有水管"',
    '"a b"',
)
FIELD_PARTS = (
    "status:new,closed",
    "status:open",
    "status:ended",
    "area:HL",
    "area:bx",
    "area:HL1,DS",
    "desk:HL",
    "desk:HL1",
    "desk:BX",
    "category:food",
    "category:food,medicine",
    "urgency:urgent",
    "urgency:>=urgent",
    "urgency:<low",
    "urgency:>critical",
    "level:>grid",
    "level:town,grid",
    "channel:phone,hotline,chat",
    "holder:M1",
    "holder:me",
    "holder:none",
    "holder:none,T1",
    "team:T1",
    "ref:R-1",
    "point:P1",
    "point:P1,P2",
    "batch:1",
    "created:>1d",
    "created:<=1d",
    "created:today",
    "created:2021-12-05..",
    "due:<4h",
    "due:>4h",
    "due:..2021-12-06",
    "closed:<2d",
    "closed:<2021-12-06",
    "is:open",
    "is:overdue",
    "is:missed",
    "is:waiting,unassigned",
    "is:escalated",
    "is:reopened",
    "is:untold",
    "has:phone",
    "has:due",
    "has:due,phone",
)
SORTS = st.sampled_from(
    (
        "",
        "sort:due",
        "sort:-due",
        "sort:created",
        "sort:-closed",
        "sort:urgency",
        "sort:-urgency",
        "sort:number",
    )
)


@st.composite
def queries(draw: Any) -> str:  # noqa: ANN401
    """Draw a query's text."""
    parts = draw(st.lists(st.sampled_from(WORDS + FIELD_PARTS), max_size=3))
    signs = [draw(st.sampled_from(("", "", "-"))) for _ in parts]
    return " ".join([*(sign + part for sign, part in zip(signs, parts, strict=True)), draw(SORTS)])


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("query")
    place = make(folder)
    with open_office(place, clock=Hand()) as office:
        for code in ("M1", "M2"):
            people.add_member(office, people.NewMember(f"member {code}", Tier.OFFICER, code))
        for code in ("P1", "P2"):
            points.add(office, points.NewPoint(f"point {code}", code=code, area="HL"))
        people.add_team(office, "T1", "team", TeamKind.POLICE)
    return place


@contextmanager
def filled(template: Path, drawn: list[Record]) -> Iterator[tuple[Office, list[Record]]]:
    """Open a store that holds the drawn requests, and give them with their numbers and times."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "grid.db"
        shutil.copy(template, place)
        with open_office(place, clock=Hand(), operator="M1") as office:
            now = office.store.clock()
            placed = [_at(record, number + 1, now) for number, record in enumerate(drawn)]
            with office.store.begin() as work:
                ids = {
                    name: {
                        row[0]: row[1] for row in work.conn.exec_driver_sql(f"SELECT code, id FROM {name}")
                    }
                    for name in ("area", "member", "team", "point")
                }
                for record in placed:
                    _insert(work, record, ids, now)
            yield office, placed


def _at(record: Record, number: int, now: int) -> Record:
    times: dict[str, Any] = {
        name: None if getattr(record, name) is None else now + getattr(record, name)
        for name in ("received_at", "due", "resolved_at", "closed_at")
    }
    return replace(record, id=number, **times)


def _insert(work: Any, record: Record, ids: dict[str, Any], now: int) -> None:  # noqa: ANN401
    member = record.holder_kind == "member"
    texts = [*record.texts, None, None, None][:4]
    number = rows.add(
        work,
        {
            "uid": uuid7(now),
            **{name: getattr(record, name) for name in ("status", "level", "category", "urgency", "channel")},
            **{name: getattr(record, name) for name in ("received_at", "due", "resolved_at", "closed_at")},
            **{name: getattr(record, name) for name in ("ref", "phone", "confidential")},
            "is_open": record.status in OPEN,
            "point_id": ids["point"][record.point] if record.point else None,
            "area_id": ids["area"][record.areas[-1]] if record.areas else None,
            "desk_id": ids["area"][record.desk] if record.desk else None,
            "summary": texts[0],
            "details": texts[1],
            "address": texts[2],
            "anonymous": False,
            "holder_member_id": ids["member"][record.holder] if record.holder and member else None,
            "holder_team_id": ids["team"][record.holder] if record.holder and not member else None,
            "recorded_at": now,
            "due_given": False,
            "pack_hash": "",
            "rule": "",
            "on_spot": False,
            "batch_id": record.batch,
            "version": 1,
        },
    )
    assert number == record.id
    step: dict[str, Any] = {"request_id": number, "at": now, "recorded_at": now, "counted_at": now}
    step |= {"operator": "M1", "status": record.status, "origin": "typed"}
    kinds = [kind for kind, is_so in (("escalate", record.escalated), ("object", record.reopened)) if is_so]
    for kind in kinds:
        rows.add_step(work, step | {"kind": kind})
    if record.untold:
        telling.write(work, number, number, News(Receiver(Role.DESK, 1), TellKind.HANDED))
    if texts[3]:
        rows.add_step(work, step | {"kind": "note", "note": texts[3]})


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=st.lists(records(), max_size=12), texts=st.lists(queries(), min_size=1, max_size=12))
def test_the_store_finds_what_the_rules_say(template: Path, drawn: list[Record], texts: list[str]) -> None:
    with filled(template, drawn) as (office, placed):
        for text in texts:
            expected = _told(office, text, placed)
            asked = Query(words=text, everything=True)
            assert [row.id for row in requests.listing(office, asked)] == expected, text
            assert _paged(office, text) == expected, text


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=st.lists(records(), min_size=10, max_size=25))
def test_each_part_alone_and_negated_is_what_the_rules_say(template: Path, drawn: list[Record]) -> None:
    with filled(template, drawn) as (office, placed):
        for text in (sign + part for part in WORDS + FIELD_PARTS for sign in ("", "-")):
            asked = Query(words=text, everything=True)
            found = [row.id for row in requests.listing(office, asked)]
            assert found == _told(office, text, placed), text


def _told(office: Office, text: str, placed: list[Record]) -> list[int]:
    """Return the numbers of the records that the rules say a query finds, in its order."""
    with office.store.read() as work:
        query = bind(parse(text), StoreFinder(office, work), office.now())
    return [one.id for one in in_order(query, (r for r in placed if matches(query, r, office.store.clock())))]


def _paged(office: Office, text: str) -> list[int]:
    """Return the numbers of a list that is read two at a time."""
    found: list[int] = []
    while True:
        after = found[-1] if found else None
        page = Query(words=text, everything=True, after=after, limit=2)
        numbers = [row.id for row in requests.listing(office, page)]
        found += numbers
        if len(numbers) < 2:
            return found


HOSTILE = (
    '"',
    '""',
    "'",
    "*",
    "AND",
    "OR NOT",
    "NEAR(",
    "a AND (b",
    "^水",
    "水 +",
    "-",
    "{words}",
    "水*管*",
    "request_search",
    "\\",
    "%_",
    ")",
    ";--",
    "' OR 1=1",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_signs_are_words_or_nothing(tmp_path: Path, text: str) -> None:
    """TRUST.md 18: search terms are quoted; no sign of FTS5's own gets through."""
    with office_at(tmp_path) as office:
        requests.add(office, NewRequest(f"水管 {text} near and or not"))
        for words in (text, f'"{text.replace(chr(34), chr(34) * 2)}"', f"水 {text}"):
            list(requests.listing(office, Query(words=words)))
        assert [row.id for row in requests.listing(office, Query(words='水 "near and"'))] == [1]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(alphabet=st.sampled_from("水a1\"'*^(){}:+-|#,.%_\\ &~=<>ＡＮＤ\x00\u3000é"), max_size=12))
def test_no_text_in_quotes_is_an_error(office: Office, text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    found, others = (
        [row.id for row in requests.listing(office, Query(words=words))] for words in (quoted, f"-{quoted}")
    )
    assert set(found) <= {1}
    assert set(others) <= {1}
    assert not (set(found) & set(others))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_at(tmp_path_factory.mktemp("words")) as opened:
        requests.add(opened, NewRequest("水管漏水 a1"))
        yield opened


def test_what_the_store_does_not_keep_yet_is_said(office: Office) -> None:
    from gridctl.core.query_words import FIELDS as ALL
    from gridctl.core.query_words import FLAGS as ALL_FLAGS
    from gridctl.core.query_words import PARTS as ALL_PARTS

    later = [f"水 {name}:x" for name in set(ALL) - set(FIELDS) - {"sort"}]
    later += [f"水 is:{name}" for name in set(ALL_FLAGS) - set(FLAGS)]
    later += [f"水 has:{name}" for name in set(ALL_PARTS) - set(PARTS)]
    for words in later:
        with pytest.raises(BadInput) as caught:
            list(requests.listing(office, Query(words=words)))
        assert (caught.value.code, caught.value.args_["place"]) == ("not_yet_known", 3)


@pytest.mark.parametrize(
    ("words", "nearest"),
    [("area:DSS", "DS"), ("category:medcine", "medicine"), ("team:T", ""), ("desk:HX1", "HL1")],
)
def test_a_name_that_is_not_there_names_the_nearest_and_its_place(
    office: Office, words: str, nearest: str
) -> None:
    with pytest.raises(NotFound) as caught:
        list(requests.listing(office, Query(words=f"水管 {words}")))
    assert (caught.value.args_["place"], caught.value.args_["nearest"]) == (4, nearest)


def test_me_is_who_asks(office: Office) -> None:
    with pytest.raises(BadInput, match="me is nobody"):
        list(requests.listing(office, Query(words="holder:me")))

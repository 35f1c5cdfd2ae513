"""Requests go out by Open311 and come back: a round trip loses nothing that GeoReport v2 can hold."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import Run
from gridctl.core.errors import GridError
from gridctl.core.private import Reveal
from gridctl.core.requests import Act, NewRequest
from gridctl.core.text import plain_line, plain_page
from gridctl.core.words import Tier, Urgency
from gridctl.exchange.intake import Intake, Order, bring_in
from gridctl.exchange.rejects import english
from gridctl.present.as_json import json_text
from gridctl.present.shown import shown
from gridctl.services import answering, exporting, people, requests, steps
from gridctl.services.answering import Answer
from gridctl.services.office import Office
from present.hostile import HOSTILE, problems
from store.world import office_at

FOREIGN: dict[str, Any] = {
    "service_request_id": 638344,
    "status": "closed",
    "status_notes": "Duplicate request.",
    "service_name": "Sidewalk and Curb Issues",
    "service_code": "006",
    "description": None,
    "agency_responsible": None,
    "service_notice": "within 48 hours:\n- weekdays",
    "requested_datetime": "2010-04-14T06:37:38-08:00",
    "updated_datetime": "2010-04-15T06:37:38-08:00",
    "expected_datetime": "2010-04-15T06:37:38-08:00",
    "address": "8TH AVE and JUDAH ST",
    "address_id": 545483,
    "zipcode": "07102",
    "lat": 37.762221815,
    "long": -122.4651145,
    "media_url": "http://example.org/638344.jpg",
}


def out(office: Office) -> str:
    """Return the export of all requests, unmasked."""
    found = exporting.service_requests(office, requests.Query(everything=True), Reveal("test"))
    return json_text([shown(one) for one in found])


def into(office: Office, text: str, folder: Path) -> Intake:
    """Import a text by Open311."""
    file = folder / "in.json"
    file.write_text(text, encoding="utf-8")
    return bring_in(office, Order("requests", str(file), "open311"), wording=english)


_NUMBERS = count()


@contextmanager
def fresh(folder: Path) -> Iterator[Office]:
    """Make a store of its own."""
    place = folder / str(next(_NUMBERS))
    place.mkdir()
    with office_at(place) as office:
        yield office


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.sampled_from(HOSTILE)
LIVES = ("new", "working", "resolved", "closed", "cancelled")
MADE = st.tuples(
    TEXT,
    TEXT,
    TEXT,
    st.sampled_from(["medicine", "noise", "suicide", None]),
    st.sampled_from([None, "2021-12-07 09:30"]),
    st.sampled_from(LIVES),
)


def make(office: Office, made: tuple[Any, ...]) -> None:
    """Take a request in and let it live; texts that a store refuses are made harmless first."""
    said, more, answer, category, due, life = made
    summary = plain_line(said)[:300] or "x"
    details = plain_page(more) or None
    holder = "L1" if life == "working" else None
    new = NewRequest(summary, "HL1", category, Urgency.NORMAL, details=details, due=due, ref="R", to=holder)
    number = requests.add(office, new).view.id
    told = Answer(text=plain_page(answer) or None)
    doings = {
        "working": [answering.start(Act())],
        "resolved": [answering.resolve(Act(), told)],
        "closed": [answering.resolve(Act(), told), answering.close(Act())],
        "cancelled": [answering.cancel(Act(note="why"))],
    }
    for doing in doings.get(life, []):
        steps.take(office, number, doing)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MADE, min_size=1, max_size=6))
@example(
    [(text, text, text, None, None, LIVES[place % len(LIVES)]) for place, text in enumerate(HOSTILE[::4])]
)
def test_a_round_trip_loses_nothing(tmp_path: Path, made: list[tuple[Any, ...]]) -> None:
    with fresh(tmp_path) as first:
        people.add_member(first, people.NewMember("李建国", Tier.OFFICER, "L1", "HL1"))
        for one in made:
            make(first, one)
        there = out(first)
    assert problems(there, "json") == []
    with fresh(tmp_path) as second:
        found = into(second, there, tmp_path)
        assert (found.view.new, found.view.rejected) == (len(made), 0), found.said
        assert sorted(json.loads(out(second)), key=_number) == sorted(json.loads(there), key=_number)


def _number(item: dict[str, Any]) -> int:
    return int(item["service_request_id"])


def test_a_file_of_another_server_comes_back_as_it_was(tmp_path: Path) -> None:
    hostile = FOREIGN | {
        "service_request_id": "A-1",
        "status": "open",
        "description": "\x1b[31mred\u202e\r\n\u200bline " + "x" * 600,
        "service_notice": None,
        "status_notes": '"quoted" \\ back',
        "address": " Main\tSt \x07 ",
    }
    with fresh(tmp_path) as office:
        found = into(office, json.dumps([FOREIGN, hostile]), tmp_path)
        assert (found.view.new, found.view.rejected) == (2, 0), found.said
        text = out(office)
        assert problems(text, "json") == []
        second, first = json.loads(text)
        assert {**first, "requested_datetime": ..., "expected_datetime": ...} == {
            **FOREIGN,
            "service_request_id": "638344",
            "address_id": "545483",
            "requested_datetime": ...,
            "expected_datetime": ...,
        }
        assert first["requested_datetime"] == "2010-04-14T22:37:38+08:00", "the same moment in our zone"
        assert {name for name, value in hostile.items() if second[name] != value} == {
            *("requested_datetime", "expected_datetime", "address_id")
        }
        again = into(office, json.dumps([FOREIGN, hostile]), tmp_path)
        assert (again.view.new, again.view.same) == (0, 2)
        view = requests.show(office, 1)
        assert (view.summary, view.status, view.category) == (FOREIGN["service_name"], "closed", "other")


def test_what_is_done_here_goes_out_as_it_stands_here(tmp_path: Path) -> None:
    with fresh(tmp_path) as office:
        item = FOREIGN | {"status": "open", "description": "a crack", "service_code": "noise"}
        into(office, json.dumps([item]), tmp_path)
        assert json.loads(out(office))[0]["status_notes"] == "Duplicate request."
        steps.take(office, 1, answering.resolve(Act(), Answer(text="mended")))
        (gone,) = json.loads(out(office))
    assert (gone["status"], gone["status_notes"]) == ("closed", "resolved: mended")
    assert gone["updated_datetime"] == "2021-12-06T08:00:00+08:00"
    assert (gone["description"], gone["lat"], gone["service_code"]) == ("a crack", 37.762221815, "noise")


def test_an_end_without_its_time_is_rejected_in_the_columns_of_the_file(tmp_path: Path) -> None:
    with fresh(tmp_path) as office:
        ended = FOREIGN | {"updated_datetime": None}
        odd = FOREIGN | {"service_request_id": 2, "status": "acknowledged"}
        found = into(office, json.dumps({"service_requests": [ended, odd]}), tmp_path)
        assert (found.view.new, found.view.rejected) == (0, 2)
        assert [str(one.error.args_.get("status") or one.error.args_["text"]) for one in found.said] == [
            "closed",
            "acknowledged",
        ]
        header = (tmp_path / "in.rejects.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.split(",") == [*FOREIGN, "error"]


def test_an_address_that_is_a_known_door_is_placed_and_another_stays_a_text(run: Run, tmp_path: Path) -> None:
    for argv in (
        ("area", "add", "HL-1", "x", "--kind", "grid"),
        ("building", "add", "HZ12", "恒泽苑12幢", "--area", "HL-1"),
        ("home", "add", "HZ12-2-501"),
    ):
        assert run(*argv).exit == 0
    rows = [
        FOREIGN | {"service_request_id": place, "address": text}
        for place, text in enumerate(("HZ12-2-501", "nowhere 7"))
    ]
    (tmp_path / "in.json").write_text(json.dumps(rows), encoding="utf-8")
    assert run("import", "requests", str(tmp_path / "in.json"), "--map", "open311").exit == 0
    one, other = (run("request", "show", str(number), "--json").json() for number in (1, 2))
    assert (one["home"], one["area"]) == ("HZ12-2-501", "HL-1")
    assert (other["home"], other["area"], other["address"]) == (None, None, "nowhere 7")


def test_a_refused_row_is_an_error_of_the_one_tree(tmp_path: Path) -> None:
    with fresh(tmp_path) as office, pytest.raises(GridError):
        into(office, "[]", tmp_path)

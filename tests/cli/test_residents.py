"""``gridctl resident``: one person from taking in to the end, masked by default."""

from typing import Any

import pytest

from conftest import Run
from persons import build, identity

NAME, PHONE = "王秀红", "13900001111"
BORN = "1958-03-07"
NUMBER = identity(BORN, 122)


@pytest.fixture
def street(town: Run, office: Any) -> Run:  # noqa: ANN401
    """Two buildings of four homes, and one resident (1) in the first."""
    build(office, "HZ12", "HL-1", 4)
    build(office, "HZ13", "HL-2", 4)
    done = town(
        *("resident", "add", NAME, "--home", "HZ12-2-501", "--phone", PHONE, "--identity", NUMBER),
        *("--relation", "户主", "--contact", "李红梅", "--contact-phone", "13900002222", "--notes", "耳背"),
    )
    assert done.exit == 0, done.err
    return town


def _shown(run: Run, who: str = "1", *argv: str) -> dict[str, Any]:
    found: dict[str, Any] = run("resident", "show", who, *argv, "--json").json()
    return found


def test_birth_date_and_sex_are_those_of_the_identity_number(street: Run) -> None:
    found = _shown(street)
    assert (found["birth_date"], found["sex"]) == (BORN, "female")
    assert (found["status"], found["kind"], found["home"], found["area"]) == (
        "living",
        "registered",
        "HZ12-2-501",
        "HL-1",
    )


@pytest.mark.parametrize("fmt", ["table", "json", "jsonl", "csv", "md"])
def test_who_it_is_is_masked_everywhere(street: Run, fmt: str) -> None:
    assert street("request", "add", "配药", "--resident", "1").exit == 0
    assert street("resident", "add", "王小明", "--home", "HZ12-2-501").exit == 0
    for words in (
        "resident show 1",
        "resident show 2",
        "resident merge 1 2 --dry-run",
        "resident duplicates",
        "request show 11",
        "resident need 1",
    ):
        done = street(*words.split(), "--format", fmt)
        assert done.exit == 0
        for secret in (NAME, PHONE, NUMBER, "李红梅", "13900002222"):
            assert secret not in done.out + done.err, words


def test_masks_keep_what_tells_people_apart(street: Run) -> None:
    found = _shown(street)
    assert (found["name"], found["phone"]) == ("王**", "139****1111")
    assert found["identity"] == NUMBER[:4] + "**********" + NUMBER[-4:]


def test_reveal_shows_all_of_one_and_is_an_entry(street: Run) -> None:
    found = street("--as", "W1", "resident", "show", "1", "--reveal", "--why", "回访", "--json").json()
    assert (found["name"], found["phone"], found["identity"]) == (NAME, PHONE, NUMBER)
    entry = street("ledger", "list", "--action", "resident.reveal", "--json").json()[0]
    assert entry == entry | {"operator": "W1", "thing": "resident", "thing_id": "1", "reason": "回访"}


def test_the_ledger_holds_no_personal_value(street: Run) -> None:
    assert street("resident", "edit", "1", "--notes", "糖尿病", "--name", "王绣红").exit == 0
    assert street("resident", "need", "1", "dialysis", "--place", "县医院", "--note", "一三五").exit == 0
    assert street("resident", "move", "1", "--out", "--to", "杭州上城").exit == 0
    told = street("ledger", "list", "--format", "jsonl").out
    for secret in (
        *(NAME, "王绣红", PHONE, NUMBER, BORN, "female", "HZ12-2-501", "户主", "李红梅"),
        *("13900002222", "耳背", "糖尿病", "县医院", "一三五", "杭州上城"),
    ):
        assert secret not in told, secret


@pytest.mark.parametrize(
    "who", ["1", NAME, PHONE, "1111", NUMBER, f"{NAME} HZ12-2-501", f" {NAME} ", "wangxiuhong", "wxh"]
)
def test_a_resident_goes_by_number_name_pinyin_phone_or_identity_number(street: Run, who: str) -> None:
    assert _shown(street, who)["id"] == 1


def test_several_words_are_one_search(street: Run) -> None:
    assert street("resident", "add", NAME, "--home", "HZ13-2-502").exit == 0
    done = street("resident", "show", NAME)
    assert done.exit == 2
    assert "1 (HZ12-2-501), 2 (HZ13-2-502)" in done.lines[1]
    assert NAME not in done.err
    assert street("resident", "show", NAME, "HZ13-2-502", "--json").json()["id"] == 2


@pytest.mark.parametrize("who", ["999", "赵无名", "王**", "139****1111", "9999", ""])
def test_who_is_not_there_is_said_without_the_name(street: Run, who: str) -> None:
    done = street("resident", "show", who)
    assert done.exit in {2, 3}
    assert not who or who not in done.err


def _add(run: Run, *argv: str) -> Any:  # noqa: ANN401
    return run("resident", "add", "陈卫", "--home", "HZ12-2-502", *argv, "--json")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--identity", NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")], "check digit"),
        (["--identity", "3.30602E+17"], "last digits are lost"),
        (["--identity", NUMBER, "--birth", "1958-03-08"], "another birth date"),
        (["--identity", NUMBER, "--birth", "1959"], "another birth date"),
        (["--identity", NUMBER, "--sex", "male"], "the other sex"),
        (["--phone", "1.39E+10"], "last digits are lost"),
        (["--phone", "139****1111"], "masked"),
        (["--contact", "李**"], "masked"),
        (["--notes", "电话139****1111"], "masked"),
        (["--birth", "2022-01-01"], "future"),
        (["--birth", "gestern"], "not a day"),
        (["--need", "two, marks"], "mark of a need"),
    ],
)
def test_what_is_wrong_is_refused_and_said_without_the_value(street: Run, argv: list[str], says: str) -> None:
    done = _add(street, *argv)
    assert done.exit == 2
    assert says in done.error()["message"]
    if argv[0] != "--need":
        assert argv[1] not in done.err
    assert street("resident", "show", "2").exit == 3


def test_a_birth_date_as_far_as_known_agrees_with_the_number(street: Run) -> None:
    number = identity("1960-05-01", 211)
    assert _add(street, "--identity", number, "--birth", "1960-05").json()["birth_date"] == "1960-05"


def test_a_passport_is_taken_as_it_is(street: Run) -> None:
    assert _add(street, "--identity", "E12345678").exit == 2
    assert _add(street, "--identity", "e12345678", "--document").exit == 0
    assert street("resident", "edit", "2", "--birth", "1970").exit == 0
    assert _shown(street, "2", "--reveal")["identity"] == "E12345678"


def test_an_identity_number_that_somebody_has_is_refused_with_who(street: Run) -> None:
    done = _add(street, "--identity", NUMBER)
    assert (done.exit, done.error()["error"]) == (4, "same_identity")
    assert "1" in done.error()["message"]
    assert street("resident", "edit", "1", "--identity", NUMBER).exit == 0
    assert _add(street).exit == 0
    assert street("resident", "edit", "2", "--identity", NUMBER).exit == 4


def test_a_likely_twin_is_told(street: Run) -> None:
    done = street("resident", "add", "王绣红", "--home", "HZ12-2-501", "--phone", PHONE, "--birth", BORN)
    assert done.exit == 0
    assert "Perhaps entered before: 1" in done.err
    assert "Perhaps" not in _add(street, "--phone", "13900003333").err


def test_a_resident_lives_somewhere(street: Run) -> None:
    assert street("resident", "add", "陈卫").exit == 2
    assert street("resident", "add", "陈卫", "--home", "HZ99-1-1").exit == 3
    assert street("resident", "add", "  ", "--home", "HZ12-2-501").exit == 2
    assert street("resident", "add", "陈卫", "--address", "安置点3号帐篷", "--json").json()["home"] is None


def test_the_household_is_shown_with_who_they_are(street: Run) -> None:
    for name, mark in (("王小明", "A"), ("租客", "B")):
        argv = ("resident", "add", name, "--home", "HZ12-2-501", "--household", mark, "--relation", "子女")
        assert street(*argv).exit == 0
    assert [one["id"] for one in _shown(street)["relatives"]] == [2, 3]
    assert street("resident", "edit", "1", "--household", "A").exit == 0
    assert [one["id"] for one in _shown(street)["relatives"]] == [2]
    assert _shown(street)["relatives"][0]["name"] == "王**"


def test_an_edit_changes_what_is_given_and_empties_what_is_empty(street: Run) -> None:
    argv = ("resident", "edit", "1", "--phone", "13900004444", "--phone", "0571-88123456", "--notes", "")
    assert street(*argv, "--registered-home", "HZ13-2-501").exit == 0
    found = _shown(street, "1", "--reveal")
    assert (found["phone"], found["phones"]) == ("13900004444", ["057188123456"])
    assert (found["notes"], found["registered_home"], found["name"]) == (None, "HZ13-2-501", NAME)
    assert street("resident", "edit", "1", "--phone", "", "--contact", "", "--contact-phone", "").exit == 0
    found = _shown(street, "1", "--reveal")
    assert (found["phone"], found["phones"], found["contact_name"]) == (None, [], None)
    assert street("resident", "edit", "1").exit == 2
    assert street("resident", "edit", "1", "--name", "").exit == 2
    assert street("resident", "edit", "1", "--status", "merged").exit == 2


def test_an_edit_holds_the_identity_number_against_what_is_known(street: Run) -> None:
    assert street("resident", "edit", "1", "--birth", "1959-01-01").exit == 2
    assert street("resident", "edit", "1", "--sex", "male").exit == 2
    assert street("resident", "edit", "1", "--identity", "", "--birth", "1959-01-01").exit == 0
    assert _shown(street)["identity"] is None


def test_an_edit_of_an_older_version_is_a_conflict(street: Run) -> None:
    assert street("resident", "edit", "1", "--relation", "母亲", "--version", "1").exit == 0
    done = street("resident", "edit", "1", "--relation", "女儿", "--version", "1", "--json")
    assert (done.exit, done.error()["error"]) == (4, "conflict")
    assert _shown(street)["relation"] == "母亲"
    assert street("resident", "edit", "1", "--relation", "母亲").exit == 0
    assert _shown(street)["version"] == 2


def test_moving_within_and_away_and_back(street: Run) -> None:
    moved = street("resident", "move", "1", "--home", "HZ13-2-503", "--on", "2021-12-01", "--json").json()
    assert (moved["home"], moved["area"], moved["came_on"]) == ("HZ13-2-503", "HL-2", "2021-12-01")
    left = street("resident", "move", "1", "--out", "--to", "杭州", "--json").json()
    assert (left["status"], left["left_on"], left["address"]) == ("left", "2021-12-17", "杭州")
    back = street("resident", "move", "1", "--home", "HZ13-2-503", "--json").json()
    assert (back["status"], back["left_on"], back["address"]) == ("living", None, None)


@pytest.mark.parametrize(
    "argv",
    [[], ["--home", "HZ13-2-503", "--out"], ["--home", "HZ13-2-503", "--to", "x"], ["--out", "--on", "2022"]],
)
def test_a_move_says_where_to_and_not_in_the_future(street: Run, argv: list[str]) -> None:
    assert street("resident", "move", "1", *argv).exit == 2


def test_a_death_ends_all_needs(street: Run) -> None:
    assert street("resident", "need", "1", "dialysis").exit == 0
    dead = street("resident", "died", "1", "--on", "2021-12-16", "--json").json()
    assert (dead["status"], dead["left_on"]) == ("dead", "2021-12-16")
    assert dead["needs"][0]["until_on"] == "2021-12-16"
    assert dead["needs"][0]["ended_at"]
    assert street("resident", "died", "1", "--on", "tomorrow").exit == 2
    assert street("resident", "edit", "1", "--status", "living", "--json").json()["status"] == "living"


def test_a_need_begins_grows_and_ends(street: Run) -> None:
    begun = street("resident", "need", "1", "透析", "--from", "2021-12-01", "--place", "县医院", "--json")
    assert begun.json()["needs"] == [
        {
            "id": 1,
            "tag": "dialysis",
            "from_on": "2021-12-01",
            "until_on": None,
            "place": "县医院",
            "note": None,
            "ended_at": None,
        }
    ]
    assert street("resident", "need", "1", "dialysis", "--note", "周一三五").exit == 0
    assert street("resident", "need", "1", "dialysis", "--until", "2021-11-30").exit == 2
    assert street("resident", "need", "1", "dialysis", "--end", "--until", "2021-12-10").exit == 0
    only = street("resident", "need", "1", "--json").json()[0]
    assert (only["until_on"], only["note"]) == ("2021-12-10", "周一三五")
    assert street("resident", "need", "1", "dialysis", "--end").exit == 3
    assert street("resident", "need", "1", "dialysis").exit == 0
    assert [one["ended_at"] is None for one in _shown(street)["needs"]] == [True, False]
    assert street("resident", "need", "1", "--end").exit == 2


def test_a_mark_of_ones_own_names_the_nearest(street: Run) -> None:
    done = street("resident", "need", "1", "dialisys")
    assert done.exit == 0
    assert "dialysis" in done.err
    assert "elderly, alone" in street("resident", "need", "1", "独居老人").out
    assert "独居老人" in street("--lang", "zh", "resident", "need", "1").out


def test_a_request_for_a_resident_takes_over_name_phone_home_and_area(street: Run) -> None:
    argv = ("request", "add", "降压药吃完了", "--resident", NAME, "--need", "慢性病", "--json")
    number = street(*argv).json()["id"]
    found = street("request", "show", str(number), "--reveal", "--json").json()
    assert (found["resident"], found["name"], found["phone"], found["area"]) == (1, NAME, PHONE, "HL-1")
    shown = _shown(street)
    assert [one["id"] for one in shown["requests"]] == [number]
    assert [one["tag"] for one in shown["needs"]] == ["chronic_illness"]


def test_somebody_may_call_for_a_resident(street: Run) -> None:
    argv = ("request", "add", "来看看", "--resident", "1", "--name", "李红梅", "--area", "HL", "--json")
    number = street(*argv).json()["id"]
    found = street("request", "show", str(number), "--reveal", "--json").json()
    assert (found["resident"], found["name"], found["phone"], found["area"]) == (1, "李红梅", None, "HL")


def test_a_need_belongs_to_a_resident_and_an_anonymous_request_to_nobody(street: Run) -> None:
    assert street("request", "add", "透析用车", "--need", "dialysis").exit == 2
    assert street("request", "add", "透析用车", "--anonymous", "--resident", "1").exit == 2
    assert street("request", "add", "透析用车", "--resident", "无此人").exit == 3


def test_a_confidential_request_of_a_resident_shows_no_text(street: Run) -> None:
    argv = ("request", "add", "被打伤了", "--category", "domestic_violence", "--resident", "1")
    assert street(*argv).exit == 0
    assert "被打伤了" not in street("resident", "show", "1", "--json").out

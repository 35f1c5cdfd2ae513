"""``gridctl member`` and ``gridctl team``."""

from pathlib import Path

import pytest

from conftest import Run


def test_a_code_that_is_not_given_is_made(run: Run) -> None:
    assert run("member", "add", "李建国", "--tier", "officer", "--json").json()["code"] == "LJG1"
    assert run("member", "add", "M2", "王秀英", "--tier", "head", "--json").json()["code"] == "M2"
    assert run("member", "add", "张敏", "--tier", "volunteer", "--json").json()["code"] == "ZM1"


@pytest.mark.parametrize("name", ["W1", "w1", "王秀英", "0001", "13900000001"])
def test_a_member_goes_by_code_name_or_phone_ending(town: Run, name: str) -> None:
    found = town("member", "show", name, "--json").json()
    wanted = {
        "id": 1,
        "code": "W1",
        "name": "王秀英",
        "tier": "head",
        "area": "HL-1",
        "phone": "13900000001",
    }
    assert {key: found[key] for key in wanted} == wanted


def test_what_fits_several_is_refused_with_the_list(town: Run) -> None:
    done = town("member", "show", "张敏")
    assert done.exit == 2
    assert "Z1 张敏, Z2 张敏" in done.lines[1]


def test_work_phones_are_not_masked(town: Run) -> None:
    assert "13900000001" in town("member", "list").out
    assert "88123456" in town("team", "show", "PCS").out


def test_members_are_listed_by_area_and_tier(town: Run) -> None:
    def codes(*argv: str) -> list[str]:
        return [row["code"] for row in town("member", "list", *argv, "--json").json()]

    assert codes() == ["L1", "W1", "Z1", "Z2"]
    assert codes("--area", "HL") == ["L1", "W1", "Z1"]
    assert codes("--tier", "volunteer") == ["Z1", "Z2"]
    assert codes("--area", "DX", "--tier", "head") == []


def test_a_taken_code_is_refused(town: Run) -> None:
    assert town("member", "add", "w1", "另一人", "--tier", "officer").exit == 4
    assert town("team", "add", "pcs", "另一所", "--kind", "police").exit == 4


def test_bad_usage_says_what_to_write(town: Run) -> None:
    done = town("member", "add", "A1", "Ada", "Lovelace", "--tier", "officer")
    assert done.exit == 2
    assert "quotes" in done.lines[1]
    assert town("member", "add", "A1", "赵丽").exit == 2
    assert town("member", "add", "A1", "赵丽", "--tier", "boss").exit == 2
    assert town("member", "add", "A 1", "赵丽", "--tier", "officer").exit == 2
    assert town("member", "add", "A1", "赵丽", "--tier", "officer", "--phone", "1.39E+10").exit == 2


def test_a_work_phone_has_one_form_by_the_stores_country(town: Run, command: Run, tmp_path: Path) -> None:
    def kept(*words: str) -> str:
        return str(town(*words, "--json").json()["phone"])

    add = ("member", "add", "A1", "赵丽", "--tier", "officer", "--phone", "+86 139-0000 0009")
    assert kept(*add) == "13900000009"
    assert (
        kept("team", "add", "WSY", "卫生院", "--kind", "medical", "--phone", "0571-88123456转12")
        == "057188123456x12"
    )
    assert kept("team", "add", "RX", "热线", "--kind", "emergency", "--phone", "12345") == "12345"
    for wrong in ("1390000000", "139000000099", "1.39E+10"):
        assert town("member", "add", "A2", "赵丽", "--tier", "officer", "--phone", wrong).exit == 2
        done = town("team", "add", "T2", "赵丽", "--kind", "police", "--phone", wrong)
        assert done.exit == 2
        assert wrong not in done.err
        assert town("request", "add", "没有水", "--phone", wrong).exit == 2
    store = str(tmp_path / "us.db")
    assert command("--store", store, "init", "--country", "US", "--lang", "en").exit == 0
    made = command(
        "--store",
        store,
        "member",
        "add",
        "A1",
        "Ada",
        "--tier",
        "officer",
        "--phone",
        "+1 (212) 555-0100",
        "--json",
    )
    assert made.json()["phone"] == "2125550100"


def test_teams(town: Run) -> None:
    assert town("team", "add", "WSY", "卫生院", "--kind", "medical", "--json").json()["kind"] == "medical"
    assert [row["code"] for row in town("team", "list", "--kind", "medical", "--json").json()] == ["WSY"]
    assert town("team", "show", "恒利派出所", "--json").json()["code"] == "PCS"
    assert town("team", "show", "NONE").exit == 3


def test_the_ledger_holds_no_name_and_no_phone_of_a_member(town: Run) -> None:
    entries = town("ledger", "list", "--thing", "member", "--format", "jsonl").out
    assert "王秀英" not in entries
    assert "13900000001" not in entries
    assert "hmac:" in entries

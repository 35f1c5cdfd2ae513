"""DESIGN.md §8, 4: a thousand people who are forgotten leave no byte, however they came in."""

import csv
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from conftest import Run
from gridctl.core.uid import uuid7
from gridctl.store.residents import NEED, REQUEST, RESIDENT
from gridctl.store.tables.columns import table
from gridctl.store.tables.request import Step
from persons import build, figures_of, found_in, identity, names, phones
from store.world import raw

MANY = 1_000


def test_a_list_of_residents_leaves_no_byte_of_who_was_forgotten(
    town: Run,
    office: Any,  # noqa: ANN401
    alone: Path,
    tmp_path: Path,
) -> None:
    homes = build(office, "HZ12", "HL-1", 40)
    who, reach = list(names(MANY)), list(phones(MANY))
    numbers = [identity(f"19{50 + n % 50}-01-02", n, "330602") for n in range(MANY)]
    file = tmp_path / "people.csv"
    for notes in ("", "耳背"):  # a further list of the same people fills blanks, and keeps what it replaced
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(
                [
                    ["姓名", "身份证号", "联系电话", "房屋", "备注"],
                    *(
                        [who[n], numbers[n], reach[n], homes[n % 40], notes and f"{who[n]}{notes}"]
                        for n in range(MANY)
                    ),
                ]
            )
        done = town("import", "residents", str(file), "--json")
        assert (done.exit, done.json()["rejected"]) == (0, 0), done.err
    secrets = [*who, *reach, *numbers]
    assert len(found_in(alone, secrets)) == 3 * MANY
    assert town("resident", "show", who[7], "--json").json()["id"] == 8
    some, left = range(MANY // 2), range(MANY // 2, MANY)
    assert town("resident", "forget", *(str(1 + n) for n in some), "--yes").exit == 0
    gone = [one for each in (who, reach, numbers) for one in each[: MANY // 2]]
    assert found_in(alone, gone) == []
    behind = [phone[::-1] for phone in reach]
    assert found_in(alone, behind[: MANY // 2]) == []
    assert _indexed(alone) & set(behind) == set(behind[MANY // 2 :])
    assert len(found_in(alone, [who[n] for n in left])) == MANY // 2
    assert town("resident", "show", who[7]).exit == 3
    assert town("resident", "forget", *(str(1 + n) for n in left), "--yes").exit == 0
    assert found_in(alone, [*secrets, *behind]) == []
    assert _indexed(alone) == set()
    with raw(alone) as conn:
        assert conn.execute("SELECT count(*) FROM resident_search").fetchone() == (0,)
        assert conn.execute("SELECT count(*) FROM resident WHERE identity IS NOT NULL").fetchone() == (0,)
    assert town("store", "check").exit == 0


def _indexed(place: Path) -> set[str]:
    """Return every word in the full text of residents: signs, pinyin, phones from behind."""
    with raw(place) as conn:
        conn.execute("CREATE VIRTUAL TABLE temp.known USING fts5vocab(main, resident_words, row)")
        return {term for (term,) in conn.execute("SELECT term FROM temp.known")}


def test_who_was_renamed_merged_and_taken_back_leaves_no_word_in_an_index(
    town: Run,
    office: Any,  # noqa: ANN401
    alone: Path,
    tmp_path: Path,
) -> None:
    build(office, "HZ12", "HL-1", 3)
    number = identity("1958-03-07", 122)
    rows = (
        f"欧阳璠钰,{number},13711112222,HZ12-2-501,13711113333",
        "欧阳璠玉,,13711112222,HZ12-2-501,",
        "欧阳铮,,13711114444,HZ12-2-502,",
    )
    file = tmp_path / "list.csv"
    file.write_text("姓名,身份证号,联系电话,房屋,紧急联系电话\n" + "\n".join(rows) + "\n", encoding="utf-8")
    for argv in (
        ("import", "residents", str(file)),
        ("resident", "edit", "3", "--name", "上官铮"),
        ("resident", "merge", "1", "2", "--yes"),
        ("resident", "unmerge", "2"),
        ("resident", "merge", "1", "2", "--yes"),
        ("resident", "move", "3", "--home", "HZ12-2-503"),
    ):
        done = town(*argv)
        assert done.exit == 0, done.err
    assert {"璠", "ouyangfanyu", "shangguanzheng"} <= _indexed(alone)
    assert town("resident", "forget", "1", "3", "--yes").exit == 0
    assert _indexed(alone) == set()
    told = [
        "欧阳",
        "上官",
        "璠",
        "铮",
        number,
        "ouyang",
        "shangguan",
        "1371111",
        "2222111",
        "3333111",
        "4444111",
    ]
    assert found_in(alone, told) == []


def _enter(office: Any, labels: int) -> list[str]:  # noqa: ANN401
    """Enter many people, each with a need and a request whose words name them; return their secrets."""
    who, reach = list(names(MANY)), list(phones(MANY))
    numbers = [identity(f"19{50 + n % 50}-01-02", n % 1000, f"3306{n // 1000:02d}") for n in range(MANY)]
    with office.store.begin() as work:
        for name, phone, number in zip(who, reach, numbers, strict=True):
            resident = work.add(
                insert(RESIDENT).values(
                    uid=uuid7(work.now),
                    name=name,
                    kind="registered",
                    status="living",
                    identity=number,
                    phone=phone,
                    home_id=1 + len(name + phone) % labels,
                    notes=f"{name}耳背，找{phone}",
                    version=1,
                    created_at=work.now,
                )
            )
            work.execute(
                insert(NEED).values(
                    resident_id=resident, tag="dialysis", note=f"{name}一三五", created_at=work.now
                )
            )
            request = work.add(
                insert(REQUEST).values(
                    **(_REQUEST | {"uid": uuid7(work.now), "received_at": work.now, "recorded_at": work.now}),
                    summary=f"{name}的药",
                    details=f"证号{number}",
                    name=name,
                    phone=phone,
                    resident_id=resident if resident % 2 else None,
                    resolved_at=work.now,
                    closed_at=work.now,
                )
            )
            for kind, status in (("receive", "new"), ("resolve", "resolved"), ("close", "closed")):
                work.execute(
                    insert(table(Step)).values(
                        request_id=request,
                        kind=kind,
                        at=work.now,
                        recorded_at=work.now,
                        counted_at=work.now - 3_600_000,
                        operator="owner",
                        status=status,
                        note=f"{name} {phone}",
                        origin="typed",
                    )
                )
            work.salted("resident", resident, name)
    return [*who, *reach, *numbers]


_REQUEST: dict[str, Any] = {
    "status": "closed",
    "is_open": False,
    "level": "grid",
    "category": "medicine",
    "urgency": "normal",
    "channel": "member",
    "area_id": 4,
    "anonymous": False,
    "due_given": False,
    "pack_hash": "",
    "rule": "",
    "on_spot": False,
    "confidential": False,
    "version": 1,
}


def test_a_thousand_people_leave_no_byte(
    town: Run,
    office: Any,  # noqa: ANN401
    alone: Path,
) -> None:
    labels = build(office, "HZ12", "HL-1", 40)
    secrets = _enter(office, len(labels))
    figures = figures_of(town)
    assert len(found_in(alone, secrets)) == len(secrets) == 3 * MANY
    ids = [str(number) for number in range(1, MANY + 1)]
    done = town("resident", "forget", *ids, "--yes", "--json")
    assert done.exit == 0, done.err
    assert (len(done.json()["residents"]), done.json()["requests"]) == (MANY, MANY)
    assert found_in(alone, secrets) == []
    assert figures_of(town) == figures
    with raw(alone) as conn:
        assert conn.execute("SELECT count(*) FROM need WHERE tag = 'dialysis'").fetchone() == (MANY,)
        assert conn.execute("SELECT count(*) FROM resident WHERE status = 'forgotten'").fetchone() == (MANY,)

"""Which requests are a person's, and which names are wiped out of what is said about others."""

import pytest

from gridctl.core.forgetting import Known, keys_of, names_to_wipe, owns, why_names

SHE = Known(1, "王秀红", keys_of(["13800005678", "057188123456"]), home_id=7, alone=True)
NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("name", "phone", "home", "theirs"),
    [
        ("王秀红", "13800005678", None, True),
        ("王秀红", None, 7, True),
        ("王秀红", "13900000000", 7, True),
        ("王秀红", None, None, True),
        (None, "+8613800005678", None, True),
        ("王秀红", "13900000000", None, False),
        ("王秀红", "13900000000", 8, False),
        ("陈卫", "13800005678", None, False),
        ("陈卫", None, 7, False),
        (None, None, 7, False),
    ],
)
def test_whose_a_request_is(name: str | None, phone: str | None, home: int | None, theirs: bool) -> None:
    assert owns(SHE, name, phone, home, NONE) is theirs


def test_a_phone_that_others_have_too_does_not_make_a_request_theirs() -> None:
    shared = keys_of(["13800005678"])
    assert not owns(SHE, None, "13800005678", None, shared)
    assert owns(SHE, "王秀红", "13800005678", None, shared)


def test_a_name_that_others_have_does_not_stand_alone() -> None:
    she = Known(1, "王秀红", SHE.numbers, 7, alone=False)
    assert not owns(she, "王秀红", None, None, NONE)
    assert owns(she, "王秀红", None, 7, NONE)


def test_a_name_is_wiped_where_it_can_be_nobody_elses() -> None:
    short = Known(2, "方便", NONE, None, alone=True)
    member = Known(3, "李建国", NONE, None, alone=True)
    double = Known(4, "陈志明", NONE, None, alone=False)
    assert names_to_wipe([SHE, short, member, double], frozenset({"李建国"})) == ["王秀红"]


def test_a_reason_may_not_name_them() -> None:
    assert why_names("王秀红本人要求", [SHE])
    assert why_names("本人 138 0000 5678 要求", [SHE])
    assert not why_names("本人要求", [SHE])
    assert not why_names(None, [SHE])

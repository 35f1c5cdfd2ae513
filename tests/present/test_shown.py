"""What leaves a view is masked by the registry, and closed where confidential."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pytest

from gridctl.core.private import Masked, Sight
from gridctl.present.shown import shown


@dataclass(frozen=True, slots=True)
class Step:
    """A step inside a request."""

    KIND: ClassVar[str] = "step"
    step: str
    note: str | None
    sight: Sight = Sight.MASKED


@dataclass(frozen=True, slots=True)
class Request:
    """A request with all kinds of columns."""

    KIND: ClassVar[str] = "request"
    id: int
    status: str
    name: str | None
    phone: str | None
    summary: str
    unknown: str
    timeline: tuple[Step, ...] = ()
    sight: Sight = Sight.MASKED


PERSON = Request(
    7, "new", "王秀红", "13812345678", "药, 13812345678", "13812345678", (Step("note", "0571-88123456"),)
)


def test_masked_unless_somebody_may_see_more() -> None:
    found = shown(PERSON)
    assert found == {
        "id": 7,
        "status": "new",
        "name": "王**",
        "phone": "138****5678",
        "summary": "药, 138****5678",
        "unknown": "138****5678",
        "timeline": [{"step": "note", "note": "****3456"}],
    }
    assert all(isinstance(found[key], Masked) for key in ("name", "phone", "summary"))


def test_full_sight_shows_all_and_can_be_given_from_outside() -> None:
    found = shown(PERSON, sight=Sight.FULL)
    assert found["name"] == "王秀红"
    assert found["timeline"][0]["note"] == "0571-88123456"


def test_closed_shows_no_text_however_deep() -> None:
    inner = (Step("note", "she called", Sight.FULL),)
    closed = Request(7, "new", "王秀红", None, "he beats her", "x", inner, Sight.CLOSED)
    found = shown(closed)
    assert found["status"] == "new"
    assert found["phone"] is None
    assert "王" not in str(found)
    assert "beats" not in str(found)
    assert "called" not in str(found)


def test_work_names_and_phones_are_there_to_be_called() -> None:
    @dataclass(frozen=True, slots=True)
    class Member:
        KIND: ClassVar[str] = "member"
        name: str
        phone: str

    assert shown(Member("王秀红", "13812345678")) == {"name": "王秀红", "phone": "13812345678"}


def test_a_salt_is_never_shown() -> None:
    @dataclass(frozen=True, slots=True)
    class Salt:
        KIND: ClassVar[str] = "salt"
        salt: bytes
        sight: Sight = Sight.FULL

    assert shown(Salt(b"secret")) == {"salt": "(confidential)"}


def test_a_mapping_is_taken_as_it_is_but_for_numbers_in_it() -> None:
    values: dict[str, Any] = {"rows": 3, "hint": "call 13812345678", "deep": [{"x": "13812345678"}]}
    assert shown(values) == {"rows": 3, "hint": "call 138****5678", "deep": [{"x": "138****5678"}]}


def test_what_is_no_view_is_a_bug() -> None:
    with pytest.raises(TypeError):
        shown(3)

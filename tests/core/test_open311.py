"""How a request reads as a service request of GeoReport v2, and the other way: nothing is lost between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.open311 import (
    MARK,
    description_of,
    folded,
    status_notes,
    texts_of,
    unfolded,
    with_rest,
    without_rest,
)
from gridctl.core.text import LINE, clean_line, clean_page, plain_line, plain_page
from gridctl.core.words import Status

ANY = st.text(st.characters(exclude_categories=()))
NAMES = st.from_regex(r"[a-z_]{1,20}", fullmatch=True)


@pytest.mark.parametrize("status", Status)
def test_the_note_tells_which_status_was_folded(status: Status) -> None:
    assert folded(status) in {"open", "closed"}
    for answer in (None, "药已送到: 两盒"):
        assert unfolded(folded(status).upper(), status_notes(status, answer)) == status


@pytest.mark.parametrize(
    ("status", "notes", "ours"),
    [
        ("open", "", "new"),
        ("closed", "Duplicate request.", "closed"),
        ("open", "closed: a contradiction", "new"),
        ("closed", "working", "closed"),
        ("acknowledged", "", "acknowledged"),
    ],
)
def test_other_notes_are_only_notes(status: str, notes: str, ours: str) -> None:
    assert unfolded(status, notes) == ours


@given(ANY)
def test_any_description_becomes_texts_that_are_clean_already(said: str) -> None:
    texts = texts_of(said)
    assert clean_line(texts.summary, "x") == texts.summary
    assert len(texts.summary) <= LINE
    if texts.whole is not None:
        assert clean_page(texts.whole, "x", longest=len(texts.whole)) == texts.whole
    assert description_of(texts.summary, texts.whole) == plain_page(said) or not texts.whole
    assert plain_line(description_of(texts.summary, texts.whole)) == plain_line(said)


@given(st.text(), st.text())
def test_summary_and_details_come_back_out_of_their_description(summary: str, details: str) -> None:
    first, rest = plain_line(summary)[:LINE], plain_page(details) or None
    description = description_of(first, rest)
    texts = texts_of(description)
    assert plain_page(description_of(texts.summary, texts.whole)) == plain_page(description)


@given(st.none() | ANY.map(plain_page), st.dictionaries(NAMES, st.none() | ANY))
def test_what_has_no_field_comes_back_from_below_the_details(
    text: str | None, rest: dict[str, str | None]
) -> None:
    kept = with_rest(text or None, rest)
    assert clean_page(kept, "x", longest=len(kept)) == kept
    assert without_rest(kept) == ((text or None), rest)


def test_a_mark_that_somebody_typed_is_a_word_like_others() -> None:
    assert without_rest(f"{MARK}\nnot a field") == (f"{MARK}\nnot a field", None)
    assert without_rest(with_rest(f"{MARK}\nzipcode: 1", {"zipcode": "2"})) == (
        f"{MARK}\nzipcode: 1",
        {"zipcode": "2"},
    )
    assert without_rest(None) == (None, None)

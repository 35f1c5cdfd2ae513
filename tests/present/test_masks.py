"""Names, phones and identity numbers are masked alone and in free text; words, dates and codes stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.errors import BadInput
from gridctl.core.private import Masked, looks_masked, refuse_masked, refuse_masked_look
from gridctl.present.masks import mask_identity, mask_name, mask_phone, mask_text


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("王秀红", "王**"),
        ("欧阳娜娜", "欧**"),
        ("John Smith", "J***"),
        ("Müller", "M***"),
        ("김철수", "김**"),
        ("王**", "王**"),
        ("J***", "J***"),
        ("(?)", "***"),
        ("", ""),
    ],
)
def test_names(name: str, seen: str) -> None:
    assert mask_name(name) == seen
    assert isinstance(mask_name(name), Masked)


@pytest.mark.parametrize(
    ("phone", "seen"),
    [
        ("13812345678", "138****5678"),
        ("+86 138 1234 5678", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("0571-88123456", "****3456"),
        ("+1 212 555 0100", "****0100"),
        ("123456", "****56"),
        ("110", "****"),
        ("问邻居", "****"),
        ("138****5678", "138****5678"),
        ("*13812345678", "138****5678"),
        ("", ""),
    ],
)
def test_phones(phone: str, seen: str) -> None:
    assert mask_phone(phone) == seen


@pytest.mark.parametrize(
    ("number", "seen"),
    [
        ("330102199003071234", "3301**********1234"),
        ("33010219900307123x", "3301**********123X"),
        ("330102900307123", "3301*******7123"),
        ("E12345678", "*******78"),
        ("", ""),
    ],
)
def test_identity_numbers(number: str, seen: str) -> None:
    assert mask_identity(number) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("电话13812345678，要药", "电话138****5678，要药"),
        ("138 1234 5678 or 138-1234-5678", "138****5678 or 138****5678"),
        ("1 3 8 1 2 3 4 5 6 7 8", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("138\u200b1234\u200b5678", "138****5678"),
        ("+86-13812345678, 8613812345678", "138****5678, 138****5678"),
        ("501,13812345678/13912345678", "501,138****5678/139****5678"),
        ("0571-88123456 (021) 6123 4567", "****3456 ****4567"),
        ("+1 212 555 0100, (212) 555-0100, 212-555-0100", "****0100, ****0100, ****0100"),
        ("+44 20 7946 0958", "****0958"),
        ("座机：88123456", "座机：****3456"),
        ("phone: 2125550100", "phone: ****0100"),
        ("身份证33010219900307123x。", "身份证3301**********123X。"),
        ("330102 19900307 1234", "3301**********1234"),
        ("330102199003071234 13812345678", "3301**********1234 138****5678"),
    ],
)
def test_numbers_in_free_text_are_found(text: str, seen: str) -> None:
    assert mask_text(text) == seen
    assert isinstance(mask_text(text), Masked)


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-13 18:00",
        "2025-03-13 2025-03-14",
        "2025/03/13 18:00-20:00",
        "2025年3月13日18时",
        "H0000001",
        "H202503131800",
        "编号 20250313180012345678",
        "order 64310223",
        "HZ12-2-501",
        "13-2-501 13-2-502",
        "12幢2单元501室",
        "call 110 or 12345",
        "10.0.0.1",
        "40.712776, -74.005974",
        "￥15000000000",
        "12,345,678.90",
    ],
)
def test_words_dates_labels_and_order_numbers_stay(text: str) -> None:
    assert mask_text(text) is text


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "-", " ", "\u3000", "－"]))
def test_no_mobile_number_survives_in_any_grouping(number: str, between: str) -> None:
    text = f"药 {number[:3]}{between}{number[3:7]}{between}{number[7:]} 急"
    assert mask_text(text) == f"药 {number[:3]}****{number[7:]} 急"


@given(st.text(st.characters(exclude_categories=())))
def test_masking_takes_any_text_and_masking_twice_changes_nothing(text: str) -> None:
    assert mask_text(mask_text(text)) == mask_text(text)
    assert mask_name(mask_name(text)) == mask_name(text)
    assert mask_phone(mask_phone(text)) == mask_phone(text)
    mask_identity(text)


def test_a_masked_value_is_never_written_back() -> None:
    with pytest.raises(BadInput):
        refuse_masked(mask_name("王秀红"), "name")
    refuse_masked("王秀红", "name")
    for value in ("王**", "王*红", "138****5678", "J***", "１３８＊＊＊＊5678"):
        assert looks_masked(value)
        with pytest.raises(BadInput) as caught:
            refuse_masked_look(value, "name")
        assert caught.value.hint
    refuse_masked_look("John Smith", "name")

"""Encodings: found out strictly, asked for where they cannot be told, never mojibake (TRUST.md 16)."""

import codecs

import pytest

from exchange.conftest import Make, Readings, Refusal
from gridctl.core.errors import BadInput
from gridctl.exchange.encodings import lookup
from gridctl.exchange.formats import open_table

TEXT = "姓名,联系电话,求助内容\n王伟,13800000000,家里没有降压药了\n李芳,13900000000,上海路三号楼漏水\n"
ROW = (2, ("王伟", "13800000000", "家里没有降压药了"))


@pytest.mark.parametrize(
    ("encoding", "bom", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("gbk", b"", "gb18030"),
        ("gb18030", b"", "gb18030"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32"),
    ],
)
def test_each_encoding_is_found_out(make: Make, encoding: str, bom: bytes, name: str) -> None:
    with open_table(make("a.csv", bom + TEXT.encode(encoding))) as table:
        assert table.encoding == name
        assert table.header == ("姓名", "联系电话", "求助内容")
        line, values = next(item for item in table if isinstance(item, tuple))
        assert (line, tuple(values)) == ROW


def test_an_english_header_over_chinese_rows_in_gbk(make: Make) -> None:
    with open_table(
        make("a.csv", TEXT.replace("姓名,联系电话,求助内容", "name,phone,summary").encode("gbk"))
    ) as table:
        assert table.encoding == "gb18030"


def test_two_bytes_that_are_both_are_not_mistaken(make: Make, read: Readings) -> None:
    """The classic: 联通 in GBK happens to be two letters in UTF-8."""
    rows, _ = read(make("a.csv", "姓名,单位\n王伟,联通\n".encode("gbk")))
    assert rows == [(2, ("王伟", "联通"))]


@pytest.mark.parametrize(("first", "then"), [("utf-8", "gbk"), ("gbk", "utf-8")])
def test_a_mixture_is_refused_by_its_line(make: Make, refusal: Refusal, first: str, then: str) -> None:
    head, tail = TEXT * 50, "赵六,1,需要帮助买菜\n"
    error = refusal(make("a.csv", head.encode(first) + tail.encode(then)))
    assert error.code == "mixed_encodings"
    assert error.args_["line"] == 151


def test_a_wrong_byte_behind_a_mark_is_refused_by_its_line(make: Make, refusal: Refusal) -> None:
    error = refusal(make("a.csv", codecs.BOM_UTF8 + TEXT.encode() + "赵六\n".encode("gbk")))
    assert (error.code, error.args_["line"]) == ("mixed_encodings", 4)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Prénom,Téléphone\nZoé,123\n", "latin-1"),
        ("name,city\nMüller,Köln\nGrößer,Fürth\n", "cp1252"),
        ("名前,電話番号\n山田,123\n", "shift_jis"),
        ("姓名,電話,內容\n陳大文,123,需要協助購買藥品\n", "big5"),
    ],
)
def test_what_cannot_be_told_is_asked_for(make: Make, refusal: Refusal, text: str, encoding: str) -> None:
    error = refusal(make("a.csv", text.encode(encoding)))
    assert error.code == "unknown_encoding"
    assert "--encoding" in error.hint
    assert {"latin-1": "cp1252"}.get(encoding, encoding) in str(error.args_["shown"])


@pytest.mark.parametrize(("name", "encoding"), [("latin-1", "latin-1"), ("big5", "big5")])
def test_a_given_encoding_is_used(make: Make, read: Readings, name: str, encoding: str) -> None:
    text = "Prénom,b\nZoé,1\n" if name == "latin-1" else "姓名,電話\n陳大文,1\n"
    assert read(make("a.csv", text.encode(encoding)), encoding=name)[0][0][1][0] in {"Zoé", "陳大文"}


def test_a_given_encoding_is_checked_line_by_line(make: Make, refusal: Refusal) -> None:
    error = refusal(make("a.csv", TEXT.encode("gbk")), encoding="utf-8")
    assert (error.code, error.args_["line"]) == ("not_in_encoding", 1)
    tail = b"\xe8\xb5\n"
    error = refusal(make("b.csv", (TEXT * 20_000).encode() + tail), encoding="utf-8")
    assert error.args_["line"] == 60_001


@pytest.mark.parametrize(
    ("name", "near"), [("gb18O30", "gb18030"), ("utf8x", "utf-8"), ("rot13", ""), ("base64", "")]
)
def test_an_unknown_encoding_names_the_nearest(name: str, near: str) -> None:
    with pytest.raises(BadInput) as caught:
        lookup(name)
    assert not near or caught.value.args_["near"] == near


def test_names_are_widened_to_what_holds_them() -> None:
    assert [lookup(name) for name in ("GBK", "gb2312", "UTF8", "ascii")] == [
        "gb18030",
        "gb18030",
        "utf-8",
        "utf-8",
    ]


def test_previews_hide_digits(make: Make, refusal: Refusal) -> None:
    error = refusal(make("a.csv", "Prénom,b\nZoé 13812345678,1\n".encode("latin-1")))
    assert "138" not in str(error.args_["shown"])


def test_one_nul_in_plain_text_is_not_utf_16(make: Make, read: Readings) -> None:
    rows, bad = read(make("a.csv", "name,phone\n" + "王伟,138\n" * 40 + "a\0b,1\n"))
    assert len(rows) == 40
    assert [row.line for row in bad] == [42]

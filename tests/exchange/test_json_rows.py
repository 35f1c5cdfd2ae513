"""JSON and JSON Lines: flat objects, streamed."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.conftest import Make, Mapping, Readings, Refusal
from gridctl.exchange.formats import open_table
from gridctl.exchange.rejects import RejectsWriter, english

ROWS = [{"name": "王", "phone": 13800000000}, {"name": "李", "note": None, "old": True}]


@pytest.mark.parametrize("wrap", [None, "rows", "data", "results"])
def test_a_list_bare_or_in_an_envelope(make: Make, wrap: str | None) -> None:
    content = ROWS if wrap is None else {"meta": {"n": [1]}, wrap: ROWS, "more": 1}
    with open_table(make("a.json", json.dumps(content, indent=1))) as table:
        assert table.format == "json"
        assert table.header == ("name", "phone", "note", "old")
        assert list(table) == [(1, ("王", "13800000000", "", "")), (2, ("李", "", "", True))]


def test_lines_of_objects(make: Make, read: Readings) -> None:
    path = make("a.jsonl", "\n".join(map(json.dumps, ROWS)) + "\n\n")
    assert read(path)[0][1] == (2, ("李", "", "", True))
    assert read(make("b.txt", path.read_bytes()))[0] == read(path)[0]


def test_bad_lines_are_named_and_the_rest_goes_on(make: Make, read: Readings) -> None:
    rows, bad = read(make("a.jsonl", '{"a":1}\n{"a":\n[1]\n{"a":1,"a":2}\n{"a":[1]}\n{"a":2}\n'))
    assert rows == [(1, ("1",)), (6, ("2",))]
    assert [(row.line, row.error.code) for row in bad] == [
        (2, "bad_json"),
        (3, "no_object"),
        (4, "bad_json"),
        (5, "nested"),
    ]
    assert bad[-1].error.args_["key"] == "a"


@pytest.mark.parametrize(
    "text", ['[{"a":1},\n{"a":}]', '[{"a":1}', '[{"a":1}] x', '[{"a":NaN}]', '[{"a":1,"a":2}]']
)
def test_broken_json_is_refused_by_its_line(make: Make, refusal: Refusal, text: str) -> None:
    error = refusal(make("a.json", text))
    assert error.code == "bad_json"
    assert error.args_["line"] == (2 if "\n" in text else 1)


def test_an_object_without_rows_names_its_keys(make: Make, refusal: Refusal) -> None:
    error = refusal(make("a.json", '{"items": [], "n": 1}'))
    assert (error.code, error.args_["keys"]) == ("no_list", "items, n")


@pytest.mark.parametrize("text", ["[]", '{"rows": []}', "[{}]"])
def test_no_rows_is_an_error(make: Make, refusal: Refusal, text: str) -> None:
    assert refusal(make("a.json", text)).code == "no_rows"


def test_halves_of_characters_are_refused_where_they_stand(
    make: Make, refusal: Refusal, mapped: Mapping
) -> None:
    assert "control" in refusal(make("a.json", '[{"a\\ud800": 1}]')).message
    path = make("b.json", '[{"summary": "a\\ud800"}, {"summary": "b"}]')
    _, rows, rejects = mapped(path)
    assert (len(rows), len(rejects)) == (1, 1)
    target = path.with_name("r.csv")
    with RejectsWriter(target, ["summary"], english) as writer:
        writer.write(rejects[0])
    assert "a\\ud800" in target.read_text("utf-8-sig")


def test_deep_nesting_is_refused(make: Make, refusal: Refusal) -> None:
    assert refusal(make("a.json", '[{"a":' + "[" * 100_000)).code == "bad_json"


VALUE = st.one_of(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), st.booleans())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values=st.lists(VALUE, min_size=1, max_size=400), indent=st.sampled_from([None, 2]))
def test_any_values_survive_over_the_seams_of_the_window(
    make: Make, read: Readings, values: list[str | bool], indent: int | None
) -> None:
    padded = [{"v": value, "fill": "x" * 900} for value in values]
    rows, bad = read(make("a.json", json.dumps(padded, indent=indent, ensure_ascii=False)))
    assert not bad
    assert [row[1][0] for row in rows] == values

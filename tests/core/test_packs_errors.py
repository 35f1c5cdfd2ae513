"""What is wrong with a pack file is told all at once: file, line, key, nearest known key, remedy."""

import copy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.packs_world import small, text_of
from gridctl.core.errors import BadInput
from gridctl.core.pack_lines import Lines, show_path
from gridctl.core.packs import BadPack, load_pack, parse_pack, read_pack

DATA = Path(__file__).parents[1] / "data" / "packs"


def problems(read: Callable[[], object]) -> list[BadInput]:
    """The problems of a pack that must not be readable."""
    with pytest.raises(BadPack) as caught:
        read()
    return list(caught.value.problems)


def told(problem: BadInput) -> tuple[str, str]:
    """A problem's message and hint in English."""
    return str(problem), problem.hint.format_map(dict(problem.args_))


def only(data: dict[str, Any]) -> tuple[str, str]:
    """The one problem of parsed data."""
    found = problems(lambda: parse_pack(data, file="p.toml"))
    assert len(found) == 1, [str(one) for one in found]
    return told(found[0])


def test_all_problems_of_a_file_are_told_at_once_by_line() -> None:
    text = (DATA / "broken.toml").read_text(encoding="utf-8")
    found = [told(one) for one in problems(lambda: read_pack(text, file="broken.toml"))]
    expected = (DATA / "broken.expected.txt").read_text(encoding="utf-8")
    assert "".join(f"{message}\n    {hint}\n" for message, hint in found) == expected


def test_the_error_itself_is_worded_as_its_first_problem() -> None:
    data = small()
    data["reprot"] = {}
    del data["pack"]["version"]
    with pytest.raises(BadPack) as caught:
        parse_pack(data, file="p.toml")
    assert str(caught.value) == str(caught.value.problems[0])
    assert len(caught.value.problems) == 2
    assert (caught.value.exit, caught.value.code) == (2, "bad_pack")


def test_a_mistyped_key_names_file_line_key_and_the_nearest_known_key() -> None:
    file, text = text_of("routine")
    text = text.replace('urgency = "urgent"', 'urgancy = "urgent"', 1)
    line = text[: text.index("urgancy")].count("\n") + 1
    (found,) = problems(lambda: read_pack(text, file=file))
    assert str(found) == (
        f"routine.toml, line {line}: category[3].urgancy is not a known key; nearest: urgency"
    )
    assert "urgency" in told(found)[1]


def _put(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    here: Any = data
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    for part in way:
        here = here[part]
    here[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("categories", [], "categories is not a known key; nearest: category"),
        ("zzz", 1, "zzz is not a known key"),
        ("limits", 4, "limits must be a table"),
        ("category.0.keywords.zh", "药", "category[1].keywords.zh must be a list"),
        (
            "category.0.keywords.zh",
            ["药" * 41],
            "category[1].keywords.zh[1] is too long or holds control characters",
        ),
        ("category.0.keywords.en", ["pill", ""], "category[1].keywords.en[2] must be a text"),
        ("category.0.keywords.en", ["-"], "category[1].keywords.en[1] takes out , which is not in the list"),
        ("pack.title", {"en": "a\x1b[2J"}, "pack.title.en is too long or holds control characters"),
        ("pack.title", {"de": "x"}, "pack.title.de is not a known key"),
        ("pack.name", date(2021, 12, 7), "pack.name must be a text"),
        ("pack.extends", "routin", "pack.extends: there is no pack routin"),
        ("report.hour_of_return", "18:00:30", "report.hour_of_return is not a time of day"),
        ("report.hour_of_return", 18, "report.hour_of_return must be a text"),
        ("limits.low.resolve", "0h", "limits.low.resolve is not a duration"),
        ("limits.low.resolve", "367d", "limits.low.resolve is not a duration"),
        ("limits.low.resolve", "2w", "limits.low.resolve is not a duration"),
        ("limits.low.resolve", True, "limits.low.resolve is not a duration"),
        ("limits.low.respond", "16d", "limits.low: small/*/low leaves less time to resolve than to respond"),
        (
            "category.0.limits.urgent.respond",
            "2d",
            "category[1].limits.urgent: small/medicine/urgent leaves less time to resolve than to respond",
        ),
        ("category.0.code", "Medi cine", "category[1].code: Medi cine is not a code"),
        ("category.1.clock", 0, "category[2].clock must be true or false"),
        (
            "category.1.limits",
            {"low": {"resolve": "1h"}},
            "category[2].limits cannot hold where clock is false",
        ),
        ("category.2.code", "misc", "the category other is missing"),
        ("category.2.code", "opinion", "category[3].code: the category opinion stands here a second time"),
        ("emergency.cn", {}, "emergency.cn is not a country"),
        ("emergency.US", {"polic": "911"}, "emergency.US.polic is not a known key; nearest: police"),
        ("labels.tiers", {"oficer": {"en": "x"}}, "labels.tiers.oficer is not a known key; nearest: officer"),
        ("labels.skills.Bad", {"en": "x"}, "labels.skills.Bad: Bad is not a code"),
        ("purge.inbox.days", 1.5, "purge.inbox.days must be a number of days"),
        ("purge.people", {"title": {"en": "x"}}, "purge.people.days is missing"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told(path: str, value: object, message: str) -> None:
    found = problems(lambda: parse_pack(_put(small(), path, value), file="p.toml"))
    assert f"p.toml, line ?: {message}" in [str(one) for one in found]
    assert all(told(one)[1] for one in found)


@pytest.mark.parametrize("key", ["name", "title", "about", "version"])
def test_a_pack_says_who_it_is(key: str) -> None:
    data = small()
    del data["pack"][key]
    assert only(data) == (f"p.toml, line ?: pack.{key} is missing", f"add pack.{key}")


@pytest.mark.parametrize("urgency", ["critical", "urgent", "normal"])
def test_a_pack_that_extends_none_has_limits_for_each_urgency(urgency: str) -> None:
    data = small()
    del data["limits"][urgency]
    assert only(data)[0] == f"p.toml, line ?: limits.{urgency} is missing"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[pack]\nname = small\n", 2, "this line cannot be read as TOML"),
        ('[pack]\nname = "a"\nname = "b"\n', 3, "this key or table stands in the file twice"),
        ("[pack]\n[limits]\n[pack]\n", 3, "this key or table stands in the file twice"),
        ("a = [1,\n2,\n", 3, "this line cannot be read as TOML"),
        ("a = " + "[" * 5000, 1, "this line cannot be read as TOML"),
        ("a = " + "9" * 5000, 1, "this line cannot be read as TOML"),
    ],
)
def test_what_is_not_toml_is_told_in_our_words(text: str, line: int, message: str) -> None:
    (found,) = problems(lambda: read_pack(text, file="p.toml"))
    assert str(found) == f"p.toml, line {line}: {message}"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    file, text = text_of("routine")
    windows = "\ufeff" + text.replace("\n", "\r\n")
    assert read_pack(windows, file=file) == read_pack(text, file=file)


def test_a_broken_base_is_told_with_its_own_file() -> None:
    def find(name: str) -> tuple[str, str]:
        file, text = text_of(name)
        return file, text.replace("hour_of_return", "hour_of_retrun")

    (found,) = problems(lambda: load_pack("cert", find))
    assert str(found).startswith("routine.toml, line ")
    assert str(found).endswith("report.hour_of_retrun is not a known key; nearest: hour_of_return")


def test_lines_are_found_in_every_way_of_writing() -> None:
    lines = Lines(
        'a = 1\n[b.c]\nd.e = 2\nf = """\ng = 3\n"""\nh = 4\n'
        '[[i]]\nj = 5\n[[i]]\n  j = 6\n[i.k]\n"l m" = { n = 7 }\n'
    )
    assert lines.line(("a",)) == 1
    assert lines.line(("b", "c", "d", "e")) == 3
    assert lines.line(("b", "c", "g")) == 2  # it is inside a text
    assert lines.line(("b", "c", "h")) == 7
    assert lines.line(("i", 0, "j")) == 9
    assert lines.line(("i", 1, "j")) == 11
    assert lines.line(("i", 1, "k", "l m", "n")) == 13
    assert lines.line(("nowhere",)) == 1
    assert Lines("").line(("a",)) is None
    assert show_path(("i", 1, "k")) == "i[2].k"


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.dates(),
    st.lists(st.text(max_size=5), max_size=3), st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=8), st.one_of(st.text(max_size=5), st.integers()), max_size=3),
    st.sampled_from(["critical", "30m", "9999d", "18:00", "small", "-药", {"en": "x"}, {"critical": {}}]),
)  # fmt: skip


def _places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in nested data, the outer ones first."""
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [place for key, one in items for place in ((*path, key), *_places(one, (*path, key)))]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_bent_pack_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    bent = small()
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(_places(bent) or [("pack",)]))
        here: Any = bent
        for part in way:
            here = here[part]
        action = data.draw(st.sampled_from(["put", "drop", "add", "double"]))
        if action == "put":
            here[last] = data.draw(JUNK)
        elif action == "drop":
            del here[last]
        elif action == "double" and isinstance(here, list):
            here.append(copy.deepcopy(here[last]))
        elif isinstance(here, dict):
            here[data.draw(st.text(max_size=10))] = data.draw(JUNK)
    try:
        pack = parse_pack(bent, file="bent.toml")
    except BadInput as error:
        told(error)
    else:
        assert pack.content_hash
        assert pack.category("other")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("[]{}=\"'#.,-:abc 1\n药\\t"), max_size=60))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    with pytest.raises(BadInput):
        read_pack(text, file="any.toml")

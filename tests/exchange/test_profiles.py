"""Profiles and plans: which column goes where, and errors that name file, key and nearest known key."""

from pathlib import Path

import pytest

from exchange.conftest import DATA
from gridctl.core.errors import BadInput, NotFound
from gridctl.exchange.fields import FIELDS, fold
from gridctl.exchange.formats import open_table
from gridctl.exchange.plan import make_plan
from gridctl.exchange.profiles import list_profiles, load_profile, parse_profile

SMALL = 'kind = "requests"\nkey = ["ref"]\n[columns]\nsummary = "What"\n'


def test_the_built_in_profiles() -> None:
    assert [profile.name for profile in list_profiles()] == [
        "absences",
        "areas",
        "buildings",
        "cn-areas",
        "cn-streets",
        "compounds",
        "cortana-building",
        "cortana-person",
        "homes",
        "members",
        "nyc311",
        "open311",
        "points",
        "posts",
        "requests",
        "residents",
        "stock",
        "teams",
        "wishes",
    ]
    for profile in list_profiles():
        assert profile.built_in
        assert {"en", "zh"} <= profile.title.keys()


@pytest.mark.parametrize("kind", FIELDS)
def test_no_synonym_stands_for_two_fields(kind: str) -> None:
    seen: dict[str, str] = {}
    for field, names in load_profile(kind).synonyms.items():
        for name in set(map(fold, names)):
            assert seen.setdefault(name, field) == field, name


def test_a_profile_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SMALL, "utf-8")
    profile = load_profile(str(path))
    assert (profile.name, profile.source, profile.kind, profile.built_in) == (
        "mine",
        "mine",
        "requests",
        False,
    )


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ('kind = "requests"\ncolums = {}', "colums", "columns"),
        ('kind = "requests"\n[columns]\nsumary = "x"', "columns.sumary", "summary"),
        ('kind = "requests"\n[options]\nmising_area = "none"', "options.mising_area", "missing_area"),
        ('kind = "requests"\nkey = ["reff"]', "key.reff", "ref"),
        ('kind = "requests"\n[values.urgncy]\nx = "y"', "values.urgncy", "urgency"),
        ('kind = "requests"\n[dates]\nformat = []', "dates.format", "formats"),
        ('kind = "requests"\n[split.a]\nby = "/"\ninto = ["nane", "phone"]', "split.a.into.nane", "name"),
    ],
)
def test_an_unknown_key_is_named_with_its_nearest(text: str, key: str, near: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_profile(text, "mine.toml")
    args = caught.value.args_
    assert (args["file"], args["key"], args["near"]) == ("mine.toml", key, near)
    assert caught.value.hint.format_map(dict(args))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "kind"),
        ('kind = "people"', "kind"),
        ('kind = "requests"\nsource = 5', "source"),
        ('kind = "requests"\ncolumns = 5', "columns"),
        ('kind = "requests"\n[columns]\nsummary = []', "columns.summary"),
        ('kind = "requests"\n[constants]\nurgency = true', "constants.urgency"),
        ('kind = "requests"\n[columns]\nurgency = "x"\n[constants]\nurgency = "low"', "constants.urgency"),
        ('kind = "requests"\n[dates]\nzone = "Mars/Base"', "dates.zone"),
        ('kind = "requests"\n[dates]\nformats = ["%d.%m."]', "dates.formats"),
        ('kind = "requests"\n[dates]\nserial = "yes"', "dates.serial"),
        ('kind = "requests"\n[skip]\nrows = [0]', "skip.rows"),
        ('kind = "requests"\n[skip.where]\nx = "("', "skip.where.x"),
        ('kind = "requests"\n[options]\nmissing_area = "maybe"', "options.missing_area"),
        ('kind = "requests"\n[options]\ndetail_columns = "x"', "options.detail_columns"),
        ('kind = "requests"\n[split]\na = { by = "", into = ["name", "phone"] }', "split.a"),
    ],
)
def test_a_wrong_value_is_named_by_its_key(text: str, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_profile(text, "mine.toml")
    assert (caught.value.args_["file"], caught.value.args_["key"]) == ("mine.toml", key)
    assert caught.value.hint.format_map(dict(caught.value.args_))


def test_a_file_that_is_no_toml_and_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read as TOML"):
        parse_profile("kind = ", "mine.toml")
    with pytest.raises(BadInput, match="cannot be read"):
        load_profile(f"{tmp_path}/")
    with pytest.raises(NotFound, match=r"there is no file none\.toml"):
        load_profile(str(tmp_path / "none.toml"))
    with pytest.raises(NotFound) as caught:
        load_profile("nyc31")
    assert caught.value.args_["near"] == "nyc311"


@pytest.mark.parametrize(
    "header",
    ["*联系电话（必填）", "Phone_Number", " phone number ", "ＰＨＯＮＥ", "联系电话*", "手机号码(选填)"],
)
def test_headers_are_known_by_their_synonyms(header: str) -> None:
    plan = make_plan(["求助内容", header, "别的", ""], load_profile("requests"))
    assert [(move.field.name, move.columns) for move in plan.moves] == [("phone", (1,)), ("summary", (0,))]
    assert plan.ignored == ("别的", "(4)")


def test_two_columns_for_one_field_are_refused() -> None:
    with pytest.raises(BadInput) as caught:
        make_plan(["求助内容", "联系电话", "手机号"], load_profile("requests"))
    assert (caught.value.args_["first"], caught.value.args_["second"]) == ("联系电话", "手机号")


def test_a_missing_required_column_lists_what_is_there() -> None:
    with pytest.raises(BadInput) as caught:
        make_plan(["姓名", "Sumary"], load_profile("requests"))
    error = caught.value
    assert (error.code, error.args_["field"], error.args_["seen"], error.args_["near"]) == (
        "missing_column",
        "summary",
        "姓名, Sumary",
        "Sumary",
    )


def test_a_number_in_the_list_is_no_senders_number() -> None:
    plan = make_plan(["序号", "编号", "求助内容"], load_profile("requests"))
    assert [move.field.name for move in plan.moves] == ["summary"]


def test_the_error_column_of_a_rejects_file_is_ignored() -> None:
    plan = make_plan(["summary", "error"], load_profile("requests"))
    assert plan.ignored == ("error",)


def test_aliases_and_missing_headers_of_a_profile() -> None:
    plan = make_plan(["unique_key", "created_date", "Problem", "borough"], load_profile("nyc311"))
    assert plan.key_at == (0,)
    assert {move.field.name: move.headers for move in plan.moves}["summary"] == ("Problem",)
    assert "Closed Date" in plan.missing


def test_the_plan_of_the_real_file() -> None:
    path = DATA / "nyc311_animals_2025.csv"
    if not path.exists():
        pytest.skip("the real files are not here")
    with open_table(path) as table:
        plan = make_plan(table.header, load_profile("nyc311"))
    assert {move.field.name: move.headers for move in plan.moves}["summary"] == (
        "Complaint Type",
        "Descriptor",
    )
    assert [table.header[column] for column in plan.details] == ["Agency", "Location Type", "Incident Zip"]
    assert "Community Board" in plan.ignored

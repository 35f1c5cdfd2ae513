"""Profiles: TOML files that say how a kind of file is read. What is wrong in one is named by file and key."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib.resources import files
from pathlib import Path
from typing import Literal

from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.nearest import nearest
from gridctl.core.toml import not_toml
from gridctl.core.words import AreaKind
from gridctl.exchange.date_forms import compile_form
from gridctl.exchange.fields import FIELDS, Shape
from gridctl.exchange.profile_check import Checked

_KEYS = ("kind", "title", "source", "key", "columns", "synonyms", "aliases", "join")
_TABLES = ("constants", "values", "dates", "split", "skip", "options")
# Only these may be mapped value by value; a phone or a number stays what it is.
_WORDED = frozenset({Shape.WORD, Shape.FLAG, Shape.LINE})
MissingArea = Literal["none", "create", "reject"]
MissingParent = Literal["root", "reject"]
MissingCategory = Literal["guess", "reject"]
Reading = Literal["plain", "open311"]


@dataclass(frozen=True, slots=True)
class Dates:
    """How times are written: formats (none: the unmistakable ones), zone (none: the store's), serials."""

    formats: tuple[str, ...] = ()
    zone: str = ""
    serial: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """A column whose cells hold several fields, divided by `by`; the last field takes the rest."""

    header: str
    by: str
    into: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows to pass over: by line, or where a column's whole text matches a pattern."""

    rows: frozenset[int] = frozenset()
    where: tuple[tuple[str, re.Pattern[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What to do with areas and parents that the store does not know, and a few rules of a source.

    `area_kind`: of areas that are created; `closed_by_date`: a closing time closes, whatever the status
    says; `detail_columns`: columns that are kept as lines of the details.

    Of residents: `home_required` rejects a row without a home, `fact_columns` are kept as they stand, and in
    the fields `later_wins` a later list replaces what is filled.
    """

    missing_area: MissingArea = "reject"
    missing_parent: MissingParent = "reject"
    area_kind: str = "district"
    closed_by_date: bool = False
    detail_columns: tuple[str, ...] = ()
    home_required: bool = False
    fact_columns: tuple[str, ...] = ()
    later_wins: tuple[str, ...] = ()
    missing_category: MissingCategory = "reject"
    reading: Reading = "plain"


@dataclass(frozen=True, slots=True)
class Profile:
    """A checked profile. `columns`: field -> headers, whose texts are put together by `join`."""

    name: str
    kind: str
    title: Mapping[str, str]
    source: str
    key: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    join: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: Dates = Dates()
    splits: tuple[Split, ...] = ()
    skip: Skip = Skip()
    options: Options = Options()
    built_in: bool = True


def list_profiles() -> list[Profile]:
    """Return the built-in profiles by name."""
    found = [
        parse_profile(entry.read_text("utf-8"), entry.name, built_in=True)
        for entry in files("gridctl.exchange").joinpath("profiles").iterdir()
        if entry.name.endswith(".toml")
    ]
    return sorted(found, key=lambda profile: profile.name)


def load_profile(name_or_path: str) -> Profile:
    """Return a built-in profile by name, or one from a TOML file; NotFound names the nearest known one."""
    if not name_or_path.endswith(".toml") and "/" not in name_or_path:
        entry = files("gridctl.exchange").joinpath("profiles", f"{name_or_path}.toml")
        if entry.is_file():
            return parse_profile(entry.read_text("utf-8"), entry.name, built_in=True)
        known = [profile.name for profile in list_profiles()]
        near = nearest(name_or_path, known)
        raise NotFound(
            N_("there is no profile {name}"),
            hint=N_("did you mean {near}? Profiles: {known}; or give a file that ends in .toml")
            if near
            else N_("profiles: {known}; or give a file that ends in .toml"),
            name=name_or_path,
            near=near,
            known=", ".join(known),
        )
    path = Path(name_or_path)
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise NotFound(
            N_("there is no file {file}"), hint=N_("look at its path"), file=path.name, error="no_file"
        ) from None
    except OSError:
        raise BadInput(
            N_("the profile {file} cannot be read"),
            hint=N_("look at its path and permissions"),
            file=path.name,
        ) from None
    except UnicodeDecodeError:
        raise BadInput(
            N_("the profile {file} is not UTF-8"), hint=N_("save it as UTF-8"), file=path.name
        ) from None
    return parse_profile(text, path.name, built_in=False)


def parse_profile(text: str, file: str, *, built_in: bool = False) -> Profile:
    """Read and check the text of a profile; errors name `file`, the key, and the nearest known key."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise not_toml(error, file, text) from None
    top = Checked(raw, file)
    top.only(*_KEYS, *_TABLES)
    kind = top.choice("kind", tuple(FIELDS))
    names = tuple(one.name for one in FIELDS[kind])
    worded = tuple(one.name for one in FIELDS[kind] if one.shape in _WORDED)
    name = file.removesuffix(".toml")
    title = top.table("title").texts(("en", "zh"))
    key = top.names("key", names)
    profile = Profile(
        name=name,
        kind=kind,
        title=title or {"en": name, "zh": name},
        source=top.text("source", name),
        key=key,
        columns=top.table("columns").lists(names),
        synonyms=top.table("synonyms").lists(names),
        aliases=top.table("aliases").lists(None),
        join=top.table("join").texts(names),
        constants=top.table("constants").texts(names),
        values={one: top.table("values").table(one).texts(None) for one in top.table("values").known(worded)},
        dates=_dates(top.table("dates")),
        splits=_splits(top.table("split"), names),
        skip=_skip(top.table("skip")),
        options=_options(top.table("options"), names),
        built_in=built_in,
    )
    for one in profile.constants:
        if one in profile.columns:
            raise top.table("constants").wrong(one, N_("the field has a column already"))
    return profile


def _dates(table: Checked) -> Dates:
    table.only("formats", "zone", "serial")
    formats = table.strings("formats")
    for form in formats:
        if compile_form(form) is None:
            raise table.wrong(
                "formats", N_("a format needs %Y, %m and %d, and else only %H %I %M %S %f %p %z")
            )
    return Dates(formats, table.zone("zone"), table.flag("serial"))


def _splits(table: Checked, names: tuple[str, ...]) -> tuple[Split, ...]:
    found = []
    for header in table.raw:
        one = table.table(header)
        one.only("by", "into")
        by = one.text("by", "")
        into = one.names("into", (*names, ""))
        if not by or len(into) < 2:  # noqa: PLR2004
            raise table.wrong(header, N_('write it as {{ by = "/", into = ["name", "phone"] }}'))
        found.append(Split(header, by, into))
    return tuple(found)


def _skip(table: Checked) -> Skip:
    table.only("rows", "where")
    rows = table.raw.get("rows", [])
    if not isinstance(rows, list) or not all(type(row) is int and row > 0 for row in rows):
        raise table.wrong("rows", N_("write line numbers, such as [2]"))
    where = []
    for header, pattern in table.table("where").texts(None).items():
        try:
            where.append((header, re.compile(pattern)))
        except re.error:
            raise table.table("where").wrong(
                header, N_("that is no pattern (a regular expression)")
            ) from None
    return Skip(frozenset(rows), tuple(where))


def _options(table: Checked, names: tuple[str, ...]) -> Options:
    table.only(*(one.name for one in fields(Options)))
    area: MissingArea = table.choice("missing_area", ("reject", "none", "create"))
    parent: MissingParent = table.choice("missing_parent", ("reject", "root"))
    category: MissingCategory = table.choice("missing_category", ("reject", "guess"))
    reading: Reading = table.choice("reading", ("plain", "open311"))
    return Options(
        missing_area=area,
        missing_parent=parent,
        area_kind=table.choice("area_kind", ("district", *AreaKind)),
        closed_by_date=table.flag("closed_by_date"),
        detail_columns=table.strings("detail_columns"),
        home_required=table.flag("home_required"),
        fact_columns=table.strings("fact_columns"),
        later_wins=table.names("later_wins", names),
        missing_category=category,
        reading=reading,
    )

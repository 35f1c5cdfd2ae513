"""Profiles as rows and as one thing, for lists and for whoever writes one of their own."""

from dataclasses import dataclass
from typing import ClassVar

from gridctl.exchange.fields import fields_of
from gridctl.exchange.profiles import Profile, list_profiles, load_profile


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One profile in a list; `title` in both languages."""

    KIND: ClassVar[str] = "profile"
    name: str
    kind: str
    title: dict[str, str]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """Where one field's value comes from."""

    KIND: ClassVar[str] = "profile"
    field: str
    required: bool
    headers: tuple[str, ...]
    constant: str | None


@dataclass(frozen=True, slots=True)
class ProfileView:
    """One profile: its fields, dates, key and what identifies a row."""

    KIND: ClassVar[str] = "profile"
    name: str
    kind: str
    title: dict[str, str]
    source: str
    key: tuple[str, ...]
    zone: str
    date_formats: tuple[str, ...]
    fields: tuple[FieldRow, ...]


def profile_rows() -> list[ProfileRow]:
    """Return the built-in profiles."""
    return [ProfileRow(one.name, one.kind, dict(one.title), one.key) for one in list_profiles()]


def profile_view(name: str) -> ProfileView:
    """Return one profile, built in or in a file."""
    found = load_profile(name)
    return ProfileView(
        name=found.name,
        kind=found.kind,
        title=dict(found.title),
        source=found.source,
        key=found.key,
        zone=found.dates.zone,
        date_formats=found.dates.formats,
        fields=tuple(_field_row(found, field.name, field.required) for field in fields_of(found.kind)),
    )


def _field_row(profile: Profile, name: str, required: bool) -> FieldRow:
    headers = tuple(profile.columns.get(name, ())) or tuple(profile.synonyms.get(name, ()))
    return FieldRow(name, required, headers, profile.constants.get(name))

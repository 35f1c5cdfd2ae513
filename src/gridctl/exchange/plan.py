"""Which column of a file goes to which field: by a profile's headers, or by the synonyms of a plain one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from gridctl.core.errors import N_, BadInput
from gridctl.core.nearest import nearest
from gridctl.exchange.fields import Field, fields_of, fold, position
from gridctl.exchange.profiles import Profile, Split, list_profiles

ERROR_COLUMN = "error"
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Move:
    """Where a field's value comes from: columns put together by `join`, a part of one, or a constant."""

    field: Field
    headers: tuple[str, ...] = ()
    columns: tuple[int, ...] = ()
    join: str = " "
    split: Split | None = None
    part: int = 0
    constant: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import will do with the columns. `moves` stand in the order of the fields.

    `details`: columns that are kept as lines of the details; `missing`: headers of the profile that the
    file does not have; `ignored`: columns that nothing is read from; `key_at`: where the profile's key
    stands in a mapped row; `facts`: columns that are kept as they stand.
    """

    kind: str
    profile: Profile
    header: tuple[str, ...]
    moves: tuple[Move, ...]
    details: tuple[int, ...]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]
    key_at: tuple[int, ...]
    facts: tuple[int, ...] = ()


def make_plan(header: Sequence[str], profile: Profile) -> Plan:
    """Return the plan for a file with this header; BadInput where a required field has no column."""
    finder = _Finder(header, profile)
    moves: list[Move] = []
    fields = fields_of(profile.kind)
    parts = {
        name: (split, place) for split in profile.splits for place, name in enumerate(split.into) if name
    }
    for field in fields:
        move = finder.move(field, parts.get(field.name))
        if move is not None:
            moves.append(move)
        elif field.required:
            raise _lacking(field, header, profile, finder.places)
    details = finder.columns(profile.options.detail_columns)
    facts = finder.columns(profile.options.fact_columns)
    used = {column for move in moves for column in move.columns} | {*details, *facts}
    return Plan(
        kind=profile.kind,
        profile=profile,
        header=tuple(header),
        moves=tuple(moves),
        details=details,
        ignored=tuple(name or f"({place + 1})" for place, name in enumerate(header) if place not in used),
        missing=tuple(finder.missing),
        key_at=tuple(position(profile.kind, name) for name in profile.key),
        facts=facts,
    )


def held_fields(plan: Plan) -> frozenset[str]:
    """Return the fields that a file of this plan has something to say on."""
    found = {move.field.name for move in plan.moves}
    if plan.details:
        found.add("details")
    if plan.profile.options.closed_by_date and "closed_at" in found:
        found.add("status")
    return frozenset(found)


class _Finder:
    """Finds columns by their headers, and remembers which were not there."""

    def __init__(self, header: Sequence[str], profile: Profile) -> None:
        self.header = header
        self.profile = profile
        self.missing: list[str] = []
        self.places: dict[str, list[int]] = {}
        for place, name in enumerate(header):
            if fold(name) and not (name == ERROR_COLUMN and place == len(header) - 1):
                self.places.setdefault(fold(name), []).append(place)
        self.aliases = {
            fold(name): [fold(other) for other in others] for name, others in profile.aliases.items()
        }

    def move(self, field: Field, part: tuple[Split, int] | None) -> Move | None:
        """Return where `field` comes from, or None."""
        profile = self.profile
        if field.name in profile.constants:
            return Move(field, constant=profile.constants[field.name])
        if field.name in profile.columns:
            columns = self.columns(profile.columns[field.name], field.name)
        elif part is not None:
            columns = self.columns((part[0].header,), field.name)
        else:
            columns = self._by_synonym(field)
        if not columns:
            return None
        headers = tuple(self.header[column] for column in columns)
        join = profile.join.get(field.name, " ")
        if part is not None and field.name not in profile.columns:
            return Move(field, headers, columns, split=part[0], part=part[1])
        return Move(field, headers, columns, join)

    def columns(self, names: Sequence[str], field: str = "") -> tuple[int, ...]:
        """Return the columns with these headers; those that are not there are noted."""
        found = []
        for name in names:
            places: list[int] = []
            for key in (fold(name), *self.aliases.get(fold(name), ())):
                places = places or self.places.get(key, [])
            if len(places) > 1:
                raise self._twice(field or name, places)
            if places:
                found.append(places[0])
            else:
                self.missing.append(name)
        return tuple(found)

    def _by_synonym(self, field: Field) -> tuple[int, ...]:
        synonyms = self.profile.synonyms.get(field.name, ())
        if not synonyms:
            return ()
        places = sorted({place for name in {*map(fold, synonyms)} for place in self.places.get(name, ())})
        if len(places) > 1:
            raise self._twice(field.name, places)
        return tuple(places)

    def _twice(self, field: str, places: Sequence[int]) -> BadInput:
        first, second = (self.header[place] for place in places[:2])
        return BadInput(
            N_("two columns fit the field {field}: {first} and {second}"),
            hint=N_('rename one of them, or write a profile: [columns] {field} = "{first}"'),
            field=field,
            first=first,
            second=second,
            error="two_columns",
        )


def _lacking(field: Field, header: Sequence[str], profile: Profile, there: Collection[str]) -> BadInput:
    """Say which column is missing, which are there, and which column or profile may be meant."""
    wanted = profile.columns.get(field.name) or profile.synonyms.get(field.name) or (field.name,)
    seen = [name for name in header if name]
    near = next((found for name in wanted if (found := nearest(name, seen))), "")
    fitting = fitting_profile(profile.kind, there)
    if fitting and not profile.columns:
        hint = N_("the columns are those of the profile {fitting}: add --map {fitting}")
    elif near:
        hint = N_(
            'columns here: {seen}. Perhaps {near}? Then rename it, or write a profile: {field} = "{near}"'
        )
    else:
        hint = N_("columns here: {seen}. Name the column in a profile and give it with --map")
    return BadInput(
        N_("no column for the field {field} (such as {wanted})"),
        hint=hint,
        field=field.name,
        wanted=", ".join(wanted[:4]),
        seen=", ".join(seen[:_SHOWN]) or "-",
        near=near,
        fitting=fitting,
        error="missing_column",
    )


def fitting_profile(kind: str, there: Collection[str]) -> str:
    """Return the built-in profile whose columns are all among the folded headers `there`, or ""."""
    for profile in list_profiles():
        names = [name for headers in profile.columns.values() for name in headers]
        known = [{fold(name), *map(fold, profile.aliases.get(name, ()))} for name in names]
        if profile.kind == kind and known and all(not spellings.isdisjoint(there) for spellings in known):
            return profile.name
    return ""


def words_for(field: Field, extra: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """Return the folded words of `field`, together with `extra` ones (spelling -> code) for it."""
    found = dict(field.words)
    found.update((fold(text), code) for text, code in extra.get(field.name, {}).items())
    return found

"""A table of a TOML file, looked at with suspicion: each wrong key or value is named with its place."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from gridctl.core.errors import N_, BadInput
from gridctl.core.nearest import nearest
from gridctl.core.times import find_zone

Word = TypeVar("Word", bound=str)


class Checked:
    """One table and the path to it, e.g. ``options`` in ``my.toml``."""

    def __init__(self, raw: Mapping[str, Any], file: str, path: str = "") -> None:
        """Look at `raw`, which stands in `file` under `path`."""
        self.raw = raw
        self.file = file
        self.path = path

    def wrong(self, key: str, why: str) -> BadInput:
        """Return the error for a value that cannot be; `why` is a message of its own."""
        return BadInput(
            N_("{file}: {key} is wrong"),
            hint=why,
            file=self.file,
            key=f"{self.path}{key}",
            error="profile_value",
        )

    def known(self, names: Iterable[str]) -> list[str]:
        """Return the keys that are there; one that is not among `names` is an error."""
        allowed = tuple(names)
        for key in self.raw:
            if key not in allowed:
                near = nearest(key, allowed)
                raise BadInput(
                    N_("{file}: there is no key {key}"),
                    hint=N_("did you mean {near}? Known here: {known}")
                    if near
                    else N_("known here: {known}"),
                    file=self.file,
                    key=f"{self.path}{key}",
                    near=near,
                    known=", ".join(allowed),
                    error="profile_key",
                )
        return list(self.raw)

    def only(self, *names: str) -> None:
        """Refuse every key but these."""
        self.known(names)

    def table(self, key: str) -> "Checked":
        """Return the table under `key`, an empty one where it is missing."""
        value = self.raw.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, N_("a table is wanted here"))
        return Checked(value, self.file, f"{self.path}{key}.")

    def text(self, key: str, default: str) -> str:
        """Return a text."""
        value = self.raw.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, N_("a text in quotes is wanted here"))
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is missing."""
        value = self.raw.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, N_("true or false is wanted here"))
        return value

    def choice(self, key: str, words: tuple[Word, ...]) -> Word:
        """Return one of `words`; the first where it is missing, except for the kind."""
        value = self.raw.get(key, None if key == "kind" else words[0])
        for word in words:
            if value == word:
                return word
        raise BadInput(
            N_("{file}: {key} is wrong"),
            hint=N_("one of these is wanted: {known}"),
            file=self.file,
            key=f"{self.path}{key}",
            known=", ".join(dict.fromkeys(words)),
            error="profile_value",
        )

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, N_("a list of texts is wanted here"))
        return tuple(value)

    def names(self, key: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of fields, each one of `names`."""
        found = self.strings(key)
        Checked(dict.fromkeys(found), self.file, f"{self.path}{key}.").known(names)
        return found

    def texts(self, names: tuple[str, ...] | None) -> dict[str, str]:
        """Return the table as texts; keys are any, or some of `names`. Whole numbers are taken as texts."""
        if names is not None:
            self.known(names)
        found = {}
        for key, value in self.raw.items():
            if isinstance(value, bool) or not isinstance(value, str | int):
                raise self.wrong(key, N_("a text in quotes is wanted here"))
            found[key] = str(value)
        return found

    def lists(self, names: tuple[str, ...] | None) -> dict[str, tuple[str, ...]]:
        """Return the table as lists of texts; a single text is a list of one."""
        if names is not None:
            self.known(names)
        found = {}
        for key, value in self.raw.items():
            texts = [value] if isinstance(value, str) else value
            if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
                raise self.wrong(key, N_("a text or a list of texts is wanted here"))
            found[key] = tuple(texts)
        return found

    def zone(self, key: str) -> str:
        """Return the name of a time zone that exists, or an empty text."""
        name = self.text(key, "")
        if name:
            try:
                find_zone(name)
            except BadInput as error:
                raise self.wrong(key, error.hint) from None
        return name

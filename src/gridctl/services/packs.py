"""Packs: reading the built-in ones and a user's own files, and which one is in force where and when."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from gridctl.core.duties import DutyRules
from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.nearest import nearest
from gridctl.core.pack import Pack
from gridctl.store import areas as area_rows
from gridctl.store import packs as rows
from gridctl.store.unit import Work

BUILT_IN = ("routine", "epidemic", "flood", "heatwave", "cert")


def load(name: str) -> Pack:
    """Return the pack with a built-in name or in a TOML file; NotFound or BadPack.

    What a file extends is built in, or a file whose path counts from the folder of the first one.
    """
    if not is_file(name):
        return _whole(name)
    from gridctl.core.packs import load_pack  # the reader of TOML: packs in force are kept as JSON

    path = Path(name).expanduser()
    return load_pack(path.name, lambda other: _file(other, path.parent))


@lru_cache(maxsize=len(BUILT_IN))
def _whole(name: str) -> Pack:
    """Return a built-in pack, which stays as it is while a process runs: reading all of them takes half a second."""
    from gridctl.core.packs import read_pack  # the reader of TOML, as above

    file, text = _built_in(name)
    return read_pack(text, file=file, base=_whole)


def is_file(name: str) -> bool:
    """Tell whether a pack's name is meant as a path."""
    return name not in BUILT_IN and (Path(name).suffix == ".toml" or "/" in name)


def find(work: Work, name: str) -> Pack:
    """Return the pack that is meant: built in, in a file, or the newest that the store keeps by this name."""
    kept = None if is_file(name) or name in BUILT_IN else rows.newest(work, name)
    return Pack.from_json(kept) if kept else load(name)


def _built_in(name: str) -> tuple[str, str]:
    if name not in BUILT_IN:
        near = nearest(name, BUILT_IN)
        raise NotFound(
            N_("there is no pack {name}"),
            hint=N_("did you mean {near}? Built in: {known}; or give the path of a .toml file")
            if near
            else N_("built in: {known}; or give the path of a .toml file"),
            name=name,
            near=near,
            known=", ".join(BUILT_IN),
        )
    return f"{name}.toml", resources.files("gridctl.packs").joinpath(f"{name}.toml").read_text(
        encoding="utf-8"
    )


def _file(name: str, folder: Path) -> tuple[str, str]:
    if name in BUILT_IN:
        return _built_in(name)
    path = folder / name
    try:
        return path.name, path.read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError):
        raise NotFound(N_("there is no file {path}"), hint=N_("check the path"), path=path) from None
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            N_("{path} cannot be read as UTF-8 text"), hint=N_("save the pack as UTF-8"), path=path
        ) from None


def keep(work: Work, pack: Pack) -> str:
    """Store a pack by the hash of its content, and return the hash."""
    rows.keep(work, pack.content_hash, pack.name, pack.to_json())
    return pack.content_hash


@lru_cache(maxsize=8)
def _resolved(content: str) -> Pack:
    """Return the pack of a stored text, which many units of work of one command ask for."""
    return Pack.from_json(content)


@dataclass(frozen=True, slots=True)
class Applied:
    """A pack with its hash and the operation (number) that put it in force, if one did."""

    pack: Pack
    hash: str
    operation: int | None = None


class Packs:
    """Which pack is in force where and when, within one unit of work; each is read once."""

    def __init__(self, work: Work, default_hash: str) -> None:
        """Read the operations; `default_hash` is the store's own pack."""
        self._work = work
        self._default = default_hash
        self._operations = rows.operations(work)
        self._own: Applied | None = None
        self._packs: dict[str, Pack] = {}
        self._ancestors: dict[int, list[int]] = {}

    def go_on(self, work: Work) -> None:
        """Go on in another unit of work; what was read stays known."""
        self._work = work

    def by_hash(self, pack_hash: str) -> Pack:
        """Return a stored pack."""
        if pack_hash not in self._packs:
            self._packs[pack_hash] = _resolved(rows.content(self._work, pack_hash))
        return self._packs[pack_hash]

    def default(self) -> Applied:
        """Return the store's own pack."""
        if self._own is None:
            self._own = Applied(self.by_hash(self._default), self._default)
        return self._own

    def in_order(self) -> list[Pack]:
        """Return the store's own pack, then those of the operations that run, by their beginning."""
        running = [self.by_hash(o.pack_hash) for o in self._operations if o.ended_at is None]
        return [self.default().pack, *running]

    def all_now(self) -> list[Pack]:
        """Return the store's own pack, then those of the operations that run."""
        hashes = [self._default, *(o.pack_hash for o in self._operations if o.ended_at is None)]
        return [self.by_hash(found) for found in dict.fromkeys(hashes)]

    def in_force(self, area_id: int | None, at: int) -> Applied:
        """Return the pack of the operation nearest above the area at a moment (UTC ms).

        The newest of several on the same area; one on no area holds everywhere; without any, the
        store's own pack.
        """
        if not self._operations:
            return self.default()
        running = [
            o for o in self._operations if o.started_at <= at and (o.ended_at is None or o.ended_at > at)
        ]
        if not running:
            return self.default()
        heights = {found: height for height, found in enumerate(self._above(area_id))}
        fitting = [o for o in running if o.area_id is None or o.area_id in heights]
        if not fitting:
            return self.default()
        best = min(fitting, key=lambda o: (heights.get(o.area_id, len(heights) + 1), -o.started_at, -o.id))
        return Applied(self.by_hash(best.pack_hash), best.pack_hash, best.id)

    def with_category(self, area_id: int | None, at: int, category: str) -> Applied:
        """Return the pack in force, or the store's own one where that has no such category."""
        applied = self.in_force(area_id, at)
        if any(one.code == category for one in applied.pack.categories):
            return applied
        default = self.default()
        default.pack.category(category)
        return default

    def find_category(self, text: str) -> str:
        """Return the code of a category of the store's own pack or of one that is in force anywhere."""
        hashes = {o.pack_hash for o in self._operations} - {self._default}
        for pack_hash in sorted(hashes):
            try:
                return self.by_hash(pack_hash).find_category(text).code
            except NotFound:
                continue
        return self.default().pack.find_category(text).code

    def _above(self, area_id: int | None) -> list[int]:
        if area_id is None:
            return []
        if area_id not in self._ancestors:
            self._ancestors[area_id] = area_rows.ancestors(self._work, area_id)
        return self._ancestors[area_id]


def rules_at(packs: Packs, area_id: int | None, at: int) -> DutyRules:
    """Return what holds of duty at an area at a moment (UTC ms): the pack in force, filled up by the store's own."""
    return packs.in_force(area_id, at).pack.duty.over(packs.default().pack.duty)

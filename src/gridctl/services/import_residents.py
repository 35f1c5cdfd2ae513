"""Residents come in: a thousand at a time and column by column, matched with who is there already."""

import json
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.imports import RESIDENT_FIELDS, BatchSpec
from gridctl.core.resident_rows import ELSEWHERE, agree, home_text, standing
from gridctl.core.uid import uuids7
from gridctl.services.home_texts import Found, HomeTexts
from gridctl.services.importing import ColumnImport, RefusedRows
from gridctl.services.new_homes import BUILDINGS_MADE, HOMES_MADE, NewHomes
from gridctl.services.office import Office
from gridctl.services.resident_search import refresh, words_of, words_of_column
from gridctl.store import landing_residents, matching_residents, undoing_residents
from gridctl.store.undoing_places import undo_places
from gridctl.store.unit import Work

Cells = Sequence[Any]
_IDENTITY = 18


class ResidentImport(ColumnImport):
    """A file of residents. Rows are known by identity number, else phone and name, else name and home."""

    strict = False

    def __init__(self, office: Office, work: Work, spec: BatchSpec, number: int) -> None:
        """Get ready; homes are remembered from row to row."""
        super().__init__(office, work, spec, number)
        self._chinese = office.settings.country == "CN"
        self._homes = HomeTexts(office, work)
        self._new = NewHomes(office, work, spec.area) if spec.create_places else None
        self._nowhere: list[int] = []
        """Lines that say nowhere where somebody lives; another row of the file may."""

    def take(self, work: Work, lines: Sequence[int], columns: Mapping[str, Sequence[object]]) -> RefusedRows:
        """Stage a chunk of rows; return (line, error) of those that cannot be taken."""
        chunk = _Chunk(lines, columns)
        self._tell(chunk)
        self._place(work, chunk)
        landing_residents.stage(work, self.number, *chunk.staged(uuids7(work.now, len(lines))))
        return sorted(chunk.bad.items())

    def _tell(self, chunk: "_Chunk") -> None:
        """Fill in what identity numbers tell, the status, and the words to be found by."""
        c = chunk.columns
        if self._chinese and any(c["identity"]):
            chunk.told_by_identity()
        if any(any(c[name]) for name in ("moved_out", "dead", "left_on", "died_on")):
            statuses, days = list(c["status"]), list(c["left_on"])
            for place, row in enumerate(chunk.rows("status", "left_on", "moved_out", "dead", "died_on")):
                told = chunk.attempt(place, standing, row)
                statuses[place], days[place] = told or (None, None)
            c["status"], c["left_on"] = statuses, days
        chunk.divide_phones()
        if any(c["phones"]) or any(c["contact_phone"]):
            more = (json.loads(numbers or "[]") for numbers in c["phones"])
            both = zip(c["phone"], c["contact_phone"], more, strict=True)
            c["words"] = words_of(c["name"], [(phone, contact, *rest) for phone, contact, rest in both])
        else:
            c["words"] = words_of_column(c["name"], c["phone"])

    def _place(self, work: Work, chunk: "_Chunk") -> None:
        """Find the homes that the rows name."""
        c = chunk.columns
        texts = chunk.home_texts()
        found = self._homes.find(work, texts)
        homes: list[int | None] = []
        for place, (text, one) in enumerate(zip(texts, found, strict=True)):
            homes.append(one if type(one) is int else None)
            if isinstance(one, GridError):
                if self._new is None:
                    chunk.bad[chunk.lines[place]] = _unknown(one)
                else:
                    chunk.attempt(place, self._new.check, text)
        if self.spec.home_required and None in texts:
            self._refuse_homeless(work, chunk, texts)
        c["home_id"] = homes
        c["home"] = chunk.nothing
        if self._new is not None:
            both = zip(texts, found, strict=True)
            c["home"] = [text if isinstance(one, GridError) else None for text, one in both]
        if any(c["registered_home"]):
            self._place_registered(work, chunk)
        else:
            c["registered_home_id"] = chunk.nothing
        if any(c["lives_elsewhere"]):
            self._move_elsewhere(work, chunk)

    def _refuse_homeless(self, work: Work, chunk: "_Chunk", texts: Sequence[str | None]) -> None:
        """Refuse rows that say nowhere where somebody lives, unless it is somebody who is there already."""
        c = chunk.columns
        places = [place for place, text in enumerate(texts) if text is None and not c["address"][place]]
        told = [(c["identity"][place], c["phone"][place], c["name"][place]) for place in places]
        both = zip(places, told, matching_residents.are_known(work, told), strict=True)
        for place, (identity, phone, _name), known in both:
            if known:
                continue
            if identity or phone:
                self._nowhere.append(chunk.lines[place])
            else:
                chunk.bad.setdefault(chunk.lines[place], _homeless())

    def problems(self, work: Work) -> dict[int, GridError]:
        """Return the lines that say nowhere where somebody lives, and who is told of in no other row that does."""
        if self._nowhere:
            self._nowhere = matching_residents.homeless(work, self.number, self._nowhere)
        return dict.fromkeys(self._nowhere, _homeless())

    def _place_registered(self, work: Work, chunk: "_Chunk") -> None:
        """Find the homes where people are registered; what is no home here stays as an address."""
        c = chunk.columns
        both = zip(c["registered_home"], c["registered_address"], strict=True)
        texts = [" ".join(filter(None, pair)) or None if pair[0] else None for pair in both]
        found = self._homes.find(work, texts)
        c["registered_home_id"] = [one if type(one) is int else None for one in found]
        c["registered_address"] = [
            old if text is None else None if type(one) is int else text
            for old, text, one in zip(c["registered_address"], texts, found, strict=True)
        ]

    def _move_elsewhere(self, work: Work, chunk: "_Chunk") -> None:
        """Let who is registered here and lives elsewhere have the one home for the other."""
        c = chunk.columns
        away = [bool(flag and text) for flag, text in zip(c["lives_elsewhere"], c["address"], strict=True)]
        actual: list[Found] = self._homes.find(
            work, [text if gone else None for gone, text in zip(away, c["address"], strict=True)]
        )
        homes, registered, addresses = list(c["home_id"]), list(c["registered_home_id"]), list(c["address"])
        making, registering = list(c["home"]), list(c["to_register"])
        for place, gone in enumerate(away):
            if not gone:
                continue
            self.count(ELSEWHERE)
            one = actual[place]
            if registered[place] is None and not c["registered_home"][place]:
                registered[place], registering[place] = homes[place], making[place]
            making[place] = None
            homes[place] = one if type(one) is int else None
            if type(one) is int:
                addresses[place] = None
        c["home_id"], c["registered_home_id"], c["address"] = homes, registered, addresses
        c["home"], c["to_register"] = making, registering

    def outcomes(self, work: Work) -> dict[str, int]:
        """Return how many rows are somebody new, change somebody, and say nothing new."""
        matching_residents.drop_lines(work, self.number, self._nowhere)
        matching_residents.match(work, self.number)
        found, self.differs = matching_residents.outcomes(work, self.number, self.spec.later_wins)
        return found

    def land(self, work: Work) -> int:
        """Write who is new with needs and words to be found by, then what changes."""
        if self._new is not None:
            rows = landing_residents.homes_to_make(work, self.number)
            made = self._new.make(work, [text for _row, _name, text in rows], self.number)
            homes = zip(made.homes, rows, strict=True)
            landing_residents.give_homes(work, ((home, row, name) for home, (row, name, _text) in homes))
            self._homes.forget()
            for what, count in ((BUILDINGS_MADE, made.new_buildings), (HOMES_MADE, made.new_homes)):
                if count:
                    self.count(what, count)
        landed = landing_residents.land_new(work, self.number)
        refresh(work, landing_residents.land_changed(work, self.number, self.spec.later_wins))
        return landed

    @classmethod
    def first_rows(cls, work: Work, batch: Any, most: int) -> list[Mapping[str, Any]]:  # noqa: ANN401
        """Return the first rows of a batch: who came in with it, and what it changed."""
        return undoing_residents.first_rows(work, batch.id, most)

    @staticmethod
    def touched(work: Work, number: int) -> list[int]:
        """Return the residents who were changed or used since."""
        return undoing_residents.touched(work, number)

    @staticmethod
    def undo(work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take the residents back, with their needs and words; what was filled or changed comes back."""
        gone, changed = undoing_residents.undo(work, batch.id, spared)
        refresh(work, changed)
        undo_places(work, batch.id)
        return gone + len(changed)


class _Chunk:
    """Rows of a list as columns, and what is wrong with some of them by line."""

    def __init__(self, lines: Sequence[int], columns: Mapping[str, Sequence[object]]) -> None:
        self.lines = lines
        self.nothing: Cells = [None] * len(lines)
        self.columns: dict[str, Cells] = dict.fromkeys(
            (*RESIDENT_FIELDS, "phones", "to_register"), self.nothing
        )
        self.columns |= columns
        self.bad: dict[int, GridError] = {}

    def rows(self, *names: str) -> list[dict[str, Any]]:
        """Return some columns as rows by name."""
        cells = zip(*(self.columns[name] for name in names), strict=True)
        return [dict(zip(names, row, strict=True)) for row in cells]

    def attempt(self, place: int, rule: Any, *args: Any) -> Any:  # noqa: ANN401
        """Return what a rule makes of a row; note its error."""
        try:
            return rule(*args)
        except GridError as error:
            self.bad.setdefault(self.lines[place], error)
            return None

    def told_by_identity(self) -> None:
        """Fill in birth date and sex from Chinese identity numbers; a row that says otherwise is wrong."""
        c = self.columns
        numbers = [one if one and len(one) == _IDENTITY else None for one in c["identity"]]
        births = [f"{one[6:10]}-{one[10:12]}-{one[12:14]}" if one else None for one in numbers]
        sexes = [None if one is None else "male" if one[16] in "13579" else "female" for one in numbers]
        if any(c["birth_date"]) or any(c["sex"]):
            for place, (day, sex) in enumerate(zip(c["birth_date"], c["sex"], strict=True)):
                if births[place] and (day or sex):
                    self.attempt(place, agree, births[place], sexes[place], day, sex)
            births = [new or old for new, old in zip(births, c["birth_date"], strict=True)]
            sexes = [new or old for new, old in zip(sexes, c["sex"], strict=True)]
        c["birth_date"], c["sex"] = births, sexes

    def divide_phones(self) -> None:
        """Put the first number of each cell into `phone`, the others into `phones`."""
        c = self.columns
        if any(";" in text for text in c["phone"] if text):
            parts = [text.split(";") if text else [None] for text in c["phone"]]
            c["phone"] = [numbers[0] for numbers in parts]
            c["phones"] = [json.dumps(numbers[1:]) if len(numbers) > 1 else None for numbers in parts]
        if any(";" in text for text in c["contact_phone"] if text):
            c["contact_phone"] = [text.partition(";")[0] if text else None for text in c["contact_phone"]]

    def home_texts(self) -> list[str | None]:
        """Return each row's home as one text, put together where it stands in several columns."""
        c = self.columns
        parts = [c[name] for name in ("compound", "building", "unit", "room")]
        if not any(map(any, parts)):
            return list(c["home"])
        put = [home_text(*row) for row in zip(*parts, strict=True)]
        return [
            f"{before} {door}" if before and door else before or door
            for before, door in zip(put, c["home"], strict=True)
        ]

    def staged(self, uids: Sequence[bytes]) -> tuple[Cells, dict[str, Cells]]:
        """Return the lines of the good rows, and what they say in the columns of `landing_residents.STAGED`."""
        c = self.columns
        if any(c["needs"]):
            c["needs"] = [json.dumps(text.split(",")) if text else None for text in c["needs"]]
        c["registered_home"] = c["to_register"]
        found = {"uid": uids} | {name: c[name] for name in landing_residents.STAGED if any(c[name])}
        if not self.bad:
            return self.lines, found
        good = [line not in self.bad for line in self.lines]
        return list(compress(self.lines, good)), {
            name: list(compress(cells, good)) for name, cells in found.items()
        }


def _homeless() -> BadInput:
    return BadInput(
        N_("the row does not say where somebody lives"),
        hint=N_("fill in the home; only who is there already, or whose other row has one, is known without"),
        error="no_home",
    )


def _unknown(error: GridError) -> BadInput:
    """Return the error of an unknown home, with the way to make it."""
    return BadInput(
        N_("the home is not known: {why}"),
        hint=N_("write it as it is called here, or make what is missing: --create-places"),
        error="no_home",
        why=error,
    )

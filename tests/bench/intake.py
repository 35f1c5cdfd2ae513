"""How well lines and chats are understood, and what forty pasted messages cost against an empty command.

The Chinese lines and the stairwell heads' lines were written and labelled before the rules. Every second row,
beginning with the first, served to set the rules; the others are set aside, and nobody looks at their errors
one by one. `stairwell_more.csv` is a second list to set the rules by. The lists named blind were written by
somebody who had not seen any rule and were measured once (63 lines of 100; 0.89 recall at 0.82 precision); since
then they serve to set the rules too, so what they say now is no blind measure. A second list by somebody who had not
seen the rules is cut in two files: one half served to set them, the other is set aside. The English messages are
those of four disasters (R. Munro, CC BY 4.0) and come with the machine.
"""

import csv
import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from bench.clock import environment, in_turn, once
from bench.measures import Figure, Sizes
from bench.place import Place
from gridctl.core.chat_sort import weigh
from gridctl.core.home_places import homes_in
from gridctl.core.home_text import readings
from gridctl.core.phone_text import phones_in
from gridctl.core.understanding import Door, Understood, understand
from gridctl.services.packs import load

DATA = Path(__file__).parents[1] / "data"
MESSAGES = "GRIDCTL_BENCH_MESSAGES"
"""The environment names the file of English messages: it is not shipped."""

Row = dict[str, str]
Parts = tuple[bool, bool, bool]
"""Whether a line's home, thing and category are right."""
BLIND_NAMES = {
    "complaint": ("opinion", "violation"),
    "dispute": ("noise",),
    "medical": ("medical_care", "infection"),
    "mental": ("emotional", "suicide"),
    "repair": ("utilities",),
    "safety": ("public_safety",),
    "sanitation": ("sanitation", "environment"),
    "volunteer": ("other",),
} | {
    code: (code,)
    for code in (
        "care", "checkpoint", "domestic_violence", "food", "information", "medicine", "noise", "other",
        "transport", "utilities",
    )
}  # fmt: skip
"""What the writer of the blind lines called the categories, and what they are called in the pack."""

SECOND_NAMES = {
    "care": ("care", "eldercare", "medical_care"),
    "delivery": ("delivery", "parcel", "food", "checkpoint", "other"),
    "dispute": ("dispute", "noise"),
    "environment": ("environment", "sanitation", "disinfection", "pests"),
    "food": ("food",),
    "infant": ("infant", "food", "childcare", "care"),
    "information": ("information", "sampling", "other"),
    "medical": ("medical_care", "infection", "medicine"),
    "medicine": ("medicine",),
    "pet": ("pet", "pets", "environment", "other"),
    "psychological": ("emotional", "suicide"),
    "repair": ("utilities", "repair", "property", "facilities"),
    "safety": ("public_safety", "fire", "gas"),
    "transport": ("transport", "pass", "checkpoint", "medical_care"),
    "violation": ("violation", "infection", "opinion", "checkpoint"),
}
"""The same of the second list; it may name several categories, and several words for the thing, with | between."""

SECOND = (("served to set the rules", "rules"), ("set aside", "aside"))

LATER = (
    ("third_rules", "written to set the rules"),
    ("fourth_rules", "served to set the rules"),
    ("fourth_aside", "set aside"),
)
"""Later lists of lines: the fourth is by somebody who had not seen the rules either, 72.5 of 100 when it came."""

HALVES = (("set aside", 1), ("for the rules", 0))


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_plea(text: str) -> bool:
    """Tell whether the built-in words take a message for a plea."""
    named = any(True for _ in homes_in(text))
    return weigh(text, _PACK, home=named, phone=bool(phones_in(text))).is_plea


def recall_and_precision(
    rows: Sequence[Row], text: str, is_request: Callable[[Row], bool]
) -> tuple[float, float, int]:
    """Return the share of requests that is kept, the share of requests among what is kept, and how many come along."""
    kept = [row for row in rows if is_plea(row[text])]
    right = sum(map(is_request, kept))
    return right / sum(map(is_request, rows)), right / max(1, len(kept)), len(kept) - right


def understood(rows: Sequence[Row]) -> float:
    """Return how many of a hundred lines of stairwell heads are understood: home, thing and category."""
    return 100 * sum(map(line_is_right, rows)) / len(rows)


def line_is_right(row: Row) -> bool:
    """Tell whether a line's home, thing and category are found as they are labelled.

    The thing is right where one of the two words holds the other: 腹泻 and 腹泻两天.
    """
    found = understand(row["line"], _PACK, _any_room)
    home = found.home.value if found.home else ""
    return all((home == row["home"], *_told(found, row, {row["category"]})))


def _told(found: Understood, row: Row, categories: Collection[str]) -> tuple[bool, bool]:
    """Tell whether the thing and the category are found; any of `categories` will do, and any word for the thing."""
    thing = found.thing.value if found.thing else ""
    return (
        bool(thing) and any(thing in word or word in thing for word in row["thing"].split("|")),
        (found.category or "other") in categories,
    )


def blind_parts(rows: Sequence[Row], right_by: Callable[[Row], Parts] | None = None) -> tuple[float, ...]:
    """Return how many of a hundred blind lines are right: in all, by home, by thing, by category."""
    right = list(map(right_by or _blind_right, rows))
    counts = (sum(map(all, right)), *(sum(one[part] for one in right) for part in range(3)))
    return tuple(100 * one / len(rows) for one in counts)


def _blind_right(row: Row) -> Parts:
    """Tell which parts of a blind line are right; its home is labelled as the store calls it."""
    found = understand(row["text"], _PACK, _stairwell)
    home = found.door.label if found.door else ""
    return home == row["home"], *_told(found, row, BLIND_NAMES[row["category"]])


def second_right(row: Row) -> Parts:
    """Tell which parts of a line of the second list are right; every room of the compound HZ is there."""
    return _right(row, {code for name in row["category"].split("|") for code in SECOND_NAMES[name]})


def third_right(row: Row) -> Parts:
    """Tell the same of the third list, which names the categories as the pack does."""
    return _right(row, set(row["category"].split("|")))


def _right(row: Row, categories: Collection[str]) -> Parts:
    found = understand(row["line"], _PACK, _compound)
    home = found.door.label if found.door else ""
    return home == row["home"], *_told(found, row, categories)


def _compound(text: str) -> Door | None:
    """Find a home as the head of stairwell HZ12-2 would who may name every other home of the compound."""
    for one in readings(text):
        building = one.building.upper().removeprefix("HZ") or ("12" if not one.compound else "")
        unit = one.unit or ("" if one.building else "2")
        there = _ROOM.fullmatch(one.room) and building.isdecimal() and (unit or "1").isdecimal()
        if there and one.compound in {"", "HZ"}:
            return Door(1, "-".join(filter(None, (f"HZ{building}", unit, one.room))))
    return None


def _stairwell(text: str) -> Door | None:
    """Find a home as the head of stairwell HZ12-2 would: two buildings of nine floors, two stairwells, two rooms."""
    for one in readings(text):
        building = one.building.upper().removeprefix("HZ") or ("12" if not one.compound else "")
        unit = one.unit or ("" if one.building else "2")
        floor, room = one.room[:-2], one.room[-2:]
        there = building in {"12", "14"} and unit in {"1", "2"} and room in {"01", "02"}
        if there and one.compound in {"", "HZ"} and floor in set("123456789"):
            return Door(1, f"HZ{building}-{unit}-{one.room}")
    return None


def _any_room(text: str) -> Door | None:
    """Take every text that can be a door for one: what there is, a store would know."""
    return Door(1, text) if any(one.room for one in readings(text)) else None


_ROOM = re.compile(r"\d{3,4}[A-Za-z]?")
_PACK = load("routine")


def taking_in_chats(place: Place, sizes: Sizes) -> Iterator[Figure]:
    """Yield what is understood, and what forty messages cost."""
    yield from _understanding()
    yield from _english()
    yield _forty(place, sizes)


def _understanding() -> Iterator[Figure]:
    chat, lines = rows_of(DATA / "chat_zh.csv"), rows_of(DATA / "stairwell_lines.csv")
    for name, first in HALVES:
        half = chat[first::2]
        recall, precision, along = recall_and_precision(half, "line", lambda row: row["label"] == "request")
        said = f"{len(half)} lines {name}; {along} others come along"
        yield Figure(f"Chinese chat lines {name}: recall", 100 * recall, "of 100", 90, said, at_least=True)
        yield Figure(
            f"Chinese chat lines {name}: precision", 100 * precision, "of 100", 80, said, at_least=True
        )
    for name, first in HALVES:
        half = lines[first::2]
        yield Figure(
            f"stairwell heads' lines {name}",
            understood(half),
            "of 100",
            95,
            f"{len(half)} lines",
            at_least=True,
        )
    yield from _blind()
    for said, part in SECOND:
        yield from _second(said, part)
    for name, said in LATER:
        rows = rows_of(DATA / f"stairwell_{name}.csv")
        whole, home, thing, category = blind_parts(rows, third_right)
        told = f"{said}; {len(rows)} lines; home {home:.0f}, thing {thing:.0f}, category {category:.0f}"
        shown = name.replace("_", " list, ").replace(" list, rules", " list")
        yield Figure(f"stairwell heads' lines, {shown}", whole, "of 100", 95, told, at_least=True)
    rows = rows_of(DATA / "stairwell_categories.csv")
    named = 100 * sum(_category_is_right(row) for row in rows) / len(rows)
    yield Figure("categories of own lines", named, "of 100", 95, f"{len(rows)} lines", at_least=True)


def _category_is_right(row: Row) -> bool:
    found = understand(row["line"], _PACK, _compound)
    return (found.category or "other") in row["category"].split("|")


def _second(said: str, part: str) -> Iterator[Figure]:
    """Yield the figures of one half of the second list, where that half is there."""
    chat, lines = DATA / f"chat_second_{part}.csv", DATA / f"stairwell_second_{part}.csv"
    name = "a second list by somebody who had not seen the rules"
    if chat.exists():
        rows = rows_of(chat)
        recall, precision, along = recall_and_precision(rows, "line", lambda row: row["label"] == "request")
        told = (
            f"{name}; half served to set them, half set aside; {len(rows)} lines; {along} others come along"
        )
        yield Figure(
            f"chat lines, second list, {said}: recall", 100 * recall, "of 100", 90, told, at_least=True
        )
        yield Figure(
            f"chat lines, second list, {said}: precision", 100 * precision, "of 100", 80, told, at_least=True
        )
    if lines.exists():
        rows = rows_of(lines)
        whole, home, thing, category = blind_parts(rows, second_right)
        told = f"{name}; {len(rows)} lines; home {home:.0f}, thing {thing:.0f}, category {category:.0f}"
        yield Figure(f"stairwell heads' lines, second list, {said}", whole, "of 100", 95, told, at_least=True)


def _blind() -> Iterator[Figure]:
    chat, lines = rows_of(DATA / "chat_blind.csv"), rows_of(DATA / "stairwell_blind.csv")
    recall, precision, along = recall_and_precision(chat, "text", lambda row: row["label"] == "request")
    said = f"{len(chat)} lines, once blind, now read for the rules; {along} others come along"
    yield Figure("Chinese chat lines, once blind: recall", 100 * recall, "of 100", 90, said, at_least=True)
    yield Figure(
        "Chinese chat lines, once blind: precision", 100 * precision, "of 100", 80, said, at_least=True
    )
    whole, home, thing, category = blind_parts(lines)
    said = f"{len(lines)} lines; home {home:.0f}, thing {thing:.0f}, category {category:.0f}"
    yield Figure("stairwell heads' lines, once blind", whole, "of 100", 95, said, at_least=True)


def _english() -> Iterator[Figure]:
    path = os.environ.get(MESSAGES)
    if not path:
        return
    rows = rows_of(Path(path))
    for name, first in HALVES:
        half = rows[first::2]
        recall, precision, along = recall_and_precision(half, "message", lambda row: row["request"] == "1")
        others = sum(row["request"] != "1" for row in half)
        said = f"{along} of {others} others come along, precision {100 * precision:.0f}; no aim"
        yield Figure(
            f"disaster messages {name}: share of requests kept",
            100 * recall,
            "of 100",
            0,
            said,
            at_least=True,
        )


def _forty(place: Place, sizes: Sizes) -> Figure:
    """Return what forty messages pasted, drafted and confirmed take, against an empty command."""
    store, env = place.folder / "chat.db", environment()
    gridctl = [place.gridctl, "--store", str(store)]
    for words in (
        ["init"],
        ["area", "add", "HL-1", "第一网格", "--kind", "grid"],
        [
            "building",
            "add",
            "HZ12",
            "12幢",
            "--area",
            "HL-1",
            "--floors",
            "7",
            "--units",
            "3",
            "--rooms",
            "4",
        ],
    ):
        once([*gridctl, *words], env)
    lines = [row["line"] for row in rows_of(DATA / "stairwell_lines.csv") if not row["line"].isascii()][:40]
    chat = place.folder / "chat.txt"
    script = place.folder / "paste.sh"
    # Each turn pastes messages of its own: those of the turn before are known.
    chat.write_text(
        "\n\n".join(f"住户{n}TURN 2021/12/17 8:{n:02d}\n{line}" for n, line in enumerate(lines)) + "\n"
    )
    script.write_text(
        f'sed "s/TURN/$$/" "{chat}" | "{place.gridctl}" --store "{store}"'
        " request paste - --area HL-1 --yes --sure 0\n"
    )
    ratio = in_turn(["sh", str(script)], [*gridctl, "area", "show", "HL-1"], sizes.rounds, env)
    return Figure(
        "forty messages pasted, drafted and confirmed",
        ratio.value,
        "×",
        1.5,
        f"`area show`: {1000 * ratio.a:.0f} to {1000 * ratio.b:.0f} ms",
    )

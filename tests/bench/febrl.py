"""Files of people in the form of Febrl's: a slip of any kind in any field, in English and German.

Febrl (Christen 2005) names a person's entries rec-N-org and rec-N-dup-M; its files begin every value with
a blank. What stands here is made anew by other words and other chances.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from random import Random

from bench.slips import DIGITS, date_off, digit_off, letter_off
from gridctl.core.twins import Person

COLUMNS = (
    "rec_id", "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state",
    "date_of_birth", "soc_sec_id",
)  # fmt: skip
Row = dict[str, str]

GIVEN = (
    "anna lena marie sophie jürgen hans peter klaus uwe jörg björn ingrid ursula renate käthe günter lukas paul "
    "emma mia jonas finn max felix tim jan laura julia sarah lisa nina petra sabine karin monika birgit dieter "
    "wolfgang heinz horst rolf bernd frank thomas michael andreas stefan christian markus martin sebastian"
)
FAMILIES = (
    "müller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schäfer koch bauer richter klein "
    "wolf schröder neumann schwarz zimmermann braun krüger hofmann hartmann lange schmitt werner krause meier "
    "lehmann schmid schulze maier köhler herrmann könig walter mayer huber kaiser fuchs peters lang scholz möller "
    "weiß jung hahn schubert vogel friedrich keller günther frank berger winkler roth beck lorenz baumann"
)
STREETS = (
    "haupt bahnhof schul garten dorf berg birken linden kirch wald ring wiesen am markt mühlen rosen tal"
)
TOWNS = (
    "altdorf neustadt rothenburg eichstätt kronach hof coburg bayreuth fürth schwabach erlangen forchheim bamberg "
    "lichtenfels kulmbach selb wunsiedel pegnitz hersbruck lauf zirndorf roth weißenburg gunzenhausen dinkelsbühl"
)
STATES = ("by", "bw", "he", "nw", "ni", "sn", "th", "be")
_SOURCE = re.compile(r"rec-(\d+)-")


def read(path: Path) -> list[Row]:
    """Read the rows of a file, names and values without the blanks around them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return [{key.strip(): (value or "").strip() for key, value in row.items() if key} for row in rows]


def write(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Write rows in the order and with the blanks of Febrl's own files."""
    lines = [", ".join(COLUMNS), *(", ".join(row[column] for column in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def person(row: Mapping[str, str]) -> Person:
    """Return the person of a row; a column that is missing is not known."""
    return Person(
        id=row["rec_id"],
        given=row.get("given_name", ""),
        family=row.get("surname", ""),
        number=row.get("street_number", ""),
        street=row.get("address_1", ""),
        place=row.get("address_2", ""),
        suburb=row.get("suburb", ""),
        postcode=row.get("postcode", ""),
        state=row.get("state", ""),
        born=row.get("date_of_birth", ""),
        identity=row.get("soc_sec_id", ""),
        phones=tuple(row.get("phone_number", "").split()),
    )


def true_twins(ids: Iterable[str]) -> frozenset[frozenset[str]]:
    """Return the pairs of one person, by what the ids say."""
    entries: dict[str, list[str]] = defaultdict(list)
    for one in ids:
        found = _SOURCE.match(one)
        entries[found[1] if found else one].append(one)
    return frozenset(frozenset(pair) for group in entries.values() for pair in combinations(group, 2))


def make_rows(seed: int, people: int, again: int) -> list[Row]:
    """Make people and `again` further entries of some, up to five of one, with one to six slips each."""
    rng = Random(seed)
    once = [_made(number, rng) for number in range(people)]
    rows = list(once)
    counts: dict[int, int] = defaultdict(int)
    while len(rows) < people + again:
        number = rng.randrange(people)
        if counts[number] < 5:
            copy = dict(once[number], rec_id=f"rec-{number}-dup-{counts[number]}")
            counts[number] += 1
            for _ in range(rng.randrange(1, 7)):
                _slip(copy, rng)
            rows.append(copy)
    rng.shuffle(rows)
    return rows


def _made(number: int, rng: Random) -> Row:
    def often(value: str, share: float) -> str:
        return value if rng.random() < share else ""

    born = f"{rng.randrange(1910, 2000)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
    return {
        "rec_id": f"rec-{number}-org",
        "given_name": often(_common(GIVEN, rng), 0.95),
        "surname": often(_common(FAMILIES, rng), 0.98),
        "street_number": often(str(int(rng.paretovariate(0.7)) + rng.randrange(9)), 0.95),
        "address_1": often(
            f"{rng.choice(STREETS.split())}{rng.choice(('straße', 'weg', 'gasse', 'platz'))}", 0.95
        ),
        "address_2": often(f"hof {rng.choice(TOWNS.split())} {rng.randrange(9)}", 0.7),
        "suburb": often(f"{rng.choice(('', 'ober', 'unter', 'bad '))}{rng.choice(TOWNS.split())}", 0.99),
        "postcode": f"{rng.randrange(90000, 99999)}",
        "state": often(rng.choice(STATES), 0.95),
        "date_of_birth": often(born, 0.95),
        "soc_sec_id": "".join(rng.choice(DIGITS) for _ in range(7)),
    }


def _common(words: str, rng: Random) -> str:
    known = words.split()
    return known[min(int(rng.expovariate(3 / len(known))), len(known) - 1)]


def _slip(row: Row, rng: Random) -> None:
    kind = rng.random()
    if kind < 0.06:
        row["given_name"], row["surname"] = row["surname"], row["given_name"]
    elif kind < 0.12:
        row["address_1"], row["address_2"] = row["address_2"], row["address_1"]
    else:
        field = rng.choice(COLUMNS[1:])
        value = row[field]
        if kind < 0.2:
            row[field] = ""
        elif kind < 0.32:
            row[field] = _made(0, rng)[field]
        elif field == "date_of_birth" and value:
            row[field] = date_off(value, rng)
        elif value.isdigit():
            row[field] = digit_off(value, rng)
        else:
            row[field] = letter_off(value, rng)

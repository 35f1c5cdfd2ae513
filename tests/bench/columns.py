"""Times the fast paths of columns beside their libraries. Run by the measured environment's own Python.

    python columns.py ROWS ROUNDS

Prints for each column its name and the median microseconds a row, ours and the library's, as JSON.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from random import Random

import phonenumbers
from pypinyin import Style, lazy_pinyin
from stdnum.cn import ric

from gridctl.checks.identity import take_identities
from gridctl.checks.phones import take_phones
from gridctl.checks.pinyin import keys_of_names

BATCH = 1000
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余任单解"
GIVEN = "伟芳娜敏静丽强磊秀红洋艳勇军杰娟涛明超霞平刚桂英华玉兰春梅建国志文子涵梓轩雨欣浩然朝乐"


def odd(text: str) -> str:
    """Stand for the slow path, which no clean row takes."""
    raise ValueError(text)


def library_phone(text: str) -> bool:
    """Ask the library what the fast path tells."""
    return phonenumbers.is_valid_number(phonenumbers.parse(text, "CN"))


def library_name(text: str) -> str:
    """Make both keys of a name by the library."""
    return "".join(lazy_pinyin(text)) + " " + "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))


def per_row(work: Callable[[Sequence[str]], object], rows: Sequence[str], rounds: int) -> float:
    """Return the median microseconds a row over `rounds` rounds in batches, after one that warms up."""
    took = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        for first in range(0, len(rows), BATCH):
            work(rows[first : first + BATCH])
        took.append(1e6 * (time.perf_counter() - began) / len(rows))
    return statistics.median(took[1:])


def made_identity(rng: Random) -> str:
    """Return a right number."""
    number = f"330106{rng.randint(1930, 2020)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
    number += f"{rng.randrange(1000):03d}"
    return number + ric.calc_check_digit(number + "0")


def main(count: int, rounds: int) -> dict[str, tuple[float, float]]:
    """Measure the three columns; the library gets a tenth of the rows, and of the time."""
    rng = Random(7)
    phones = [f"13{rng.randrange(10**9):09d}" for _ in range(count)]
    numbers = [made_identity(rng) for _ in range(count)]
    names = [rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2, 2)))) for _ in phones]
    few = max(count // 10, 1)
    return {
        "phones": (
            per_row(lambda rows: take_phones(rows, "CN", odd), phones, rounds),
            per_row(lambda rows: list(map(library_phone, rows)), phones[:few], 1),
        ),
        "identity numbers": (
            per_row(lambda rows: take_identities(rows, "CN", odd), numbers, rounds),
            per_row(lambda rows: list(map(ric.is_valid, rows)), numbers[:few], 1),
        ),
        "pinyin of names": (
            per_row(keys_of_names, names, rounds),
            per_row(lambda rows: list(map(library_name, rows)), names[:few], 1),
        ),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))) + "\n")

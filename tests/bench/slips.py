"""Slips of people who type: what can happen to one field, by chance but the same for the same seed."""

from collections.abc import Sequence
from random import Random
from string import ascii_lowercase

DIGITS = "0123456789"


def letter_off(text: str, rng: Random, letters: str = ascii_lowercase) -> str:
    """Return a text with one sign replaced, left out, doubled by another, or swapped with its neighbour."""
    if len(text) < 2:
        return text
    at = rng.randrange(len(text) - 1)
    other = rng.choice(letters)
    return rng.choice(
        (
            text[:at] + other + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text[:at] + other + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        )
    )


def digit_off(text: str, rng: Random) -> str:
    """Return a number of the same length with one digit wrong or two neighbours swapped."""
    if len(text) < 2:
        return text
    at = rng.randrange(len(text) - 1)
    if rng.random() < 0.4 and text[at] != text[at + 1]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice([d for d in DIGITS if d != text[at]]) + text[at + 1 :]


def date_off(date: str, rng: Random) -> str:
    """Return a date YYYYMMDD with a digit wrong, or day and month swapped where that makes a date."""
    month, day = date[4:6], date[6:]
    if int(day) <= 12 and day != month and rng.random() < 0.5:
        return date[:4] + day + month
    return digit_off(date, rng)


def weighted(pairs: Sequence[tuple[str, float]], rng: Random) -> str:
    """Return one of the words, each as often as its weight says."""
    return rng.choices([word for word, _ in pairs], [weight for _, weight in pairs])[0]

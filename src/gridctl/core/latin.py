"""Names in Latin letters without their marks, as they are typed on another keyboard."""

import unicodedata

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
# How the same letters are spelled out in German and the languages of the North.
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def fold_latin(text: str) -> tuple[str, ...]:
    """Return the ways that a name is typed in small ASCII letters: Müller gives muller and mueller.

    What is not Latin stays as it is, in small letters; the first way is the one without marks.
    """
    small = unicodedata.normalize("NFKC", text).casefold()
    if small.isascii():
        return (small,)
    small = unicodedata.normalize("NFC", text).lower()
    ways = (_without_marks(small), _without_marks(small.translate(_SPELLED)))
    return tuple(dict.fromkeys(ways))


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)

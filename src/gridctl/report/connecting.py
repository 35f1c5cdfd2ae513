"""What mail and messages share: whom a connection trusts, and why there was none, as a code."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gridctl.core.errors import N_, BadInput


def trusted(ca: str) -> ssl.SSLContext:
    """Return a context that verifies certificate and name: by the system's authorities, or by `ca` alone."""
    try:
        return ssl.create_default_context(cafile=str(Path(ca).expanduser()) if ca else None)
    except (OSError, ssl.SSLError):
        raise BadInput(
            N_("the certificate authority {path} cannot be read"),
            hint=N_("give the path of a PEM file: ca = ..."),
            error="bad_ca",
            path=ca,
        ) from None


@contextmanager
def within(seconds: float, socket_of: Callable[[], socket.socket | None]) -> Iterator[None]:
    """Break a connection off after so many seconds in all: each read has its own limit, and one can drip for ever."""

    def break_off() -> None:
        found = socket_of()
        if found is not None:
            with suppress(OSError):
                found.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, break_off)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def why_not(error: Exception) -> str:
    """Return the code of a connection that failed before anything was handed over."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, ssl.SSLError):
        return "no_tls"
    if isinstance(error, TimeoutError):
        return "timeout"
    return "disconnected" if isinstance(error, smtplib.SMTPException) else "network"

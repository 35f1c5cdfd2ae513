"""What mail and messages share: whom a connection trusts, and why there was none, as a code."""

import smtplib
import ssl
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


def why_not(error: Exception) -> str:
    """Return the code of a connection that failed before anything was handed over."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, ssl.SSLError):
        return "no_tls"
    if isinstance(error, TimeoutError):
        return "timeout"
    return "disconnected" if isinstance(error, smtplib.SMTPException) else "network"

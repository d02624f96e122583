"""Whose certificates are believed: those of the system, of SSL_CERT_FILE, or else of Mozilla's list in certifi."""

import os
import ssl
from pathlib import Path

_reasons = {
    10: "it has expired",
    9: "it is not valid yet",
    18: "it is signed by nobody but itself",
    19: "nobody who is known here has signed it",
    20: "nobody who is known here has signed it",
    21: "nobody who is known here has signed it",
    62: "it is for another name",
    64: "it is for another address",
}
"""What OpenSSL's numbers mean (x509_vfy.h)."""


def trusting() -> ssl.SSLContext:
    """A context that verifies certificates and names, and that nothing switches off."""
    context = ssl.create_default_context()
    context.minimum_version = max(
        context.minimum_version, ssl.TLSVersion.TLSv1_2
    )  # what a system allows may be older
    named = os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")
    if not named and not context.get_ca_certs() and not _has_folder():
        import certifi  # noqa: PLC0415 - where the system has none

        context.load_verify_locations(certifi.where())
    return context


def why_not_trusted(error: BaseException) -> str | None:
    """Why a certificate does not hold, in words; None when an error is about something else."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return _reasons.get(seen.verify_code, seen.verify_message)
        if isinstance(seen, ssl.SSLError):
            return f"no encrypted connection comes about ({seen.reason or 'TLS'})"
        seen = seen.__cause__ or (
            seen.args[0] if seen.args and isinstance(seen.args[0], BaseException) else None
        )
    return None


def _has_folder() -> bool:
    folder = ssl.get_default_verify_paths().capath
    try:
        return folder is not None and any(Path(folder).iterdir())
    except OSError:
        return False

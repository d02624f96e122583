"""Errors of PostgreSQL in words that help; never with a password."""

from sayso.errors import StoreBusy, StoreError, TooSlow
from sayso.store.patience import TOO_SLOW

BUSY = "another process is writing and did not finish in time; try again later"
READ_ONLY = "cannot be written to; ask its owner for the rights (GRANT), or open it for reading only"

BY_CODE = {
    "28P01": "refuses this user or password; put the password into ~/.pgpass or PGPASSWORD, and check the name",
    "28000": "refuses this user; check the name, and the server's pg_hba.conf",
    "3D000": "is a database that the server does not have; make it with `createdb NAME`",
    "42501": READ_ONLY,
    "25006": READ_ONLY,
    "53100": "cannot grow, the server's disk is full; make room and run again",
    "53200": "is on a server that has no memory left; give it more, or ask for less at a time",
    "53300": "has too many connections; close some, or raise max_connections",
    "57P03": "is on a server that is starting or stopping; try again in a moment",
    "58030": "cannot be read or written (the server's disk fails); check the disk",
    "XX001": "is damaged; restore a copy that pg_dump made",
    "XX002": "has a damaged index; run `reindexdb` on it",
    "42P01": "lacks a table, as no run with the plugin that fills it was made yet; run it once",
    "54000": "refuses a row that is too large",
}
"""By SQLSTATE (PostgreSQL's documentation, appendix A)."""

BY_WORDS = {
    "password authentication failed": BY_CODE["28P01"],
    "no password supplied": BY_CODE["28P01"],
    "no pg_hba.conf entry": BY_CODE["28000"],
    "authentication failed": BY_CODE["28000"],
    "role ": BY_CODE["28000"],
    "does not exist": BY_CODE["3D000"],
    "too many clients": BY_CODE["53300"],
    "remaining connection slots": BY_CODE["53300"],
    "starting up": BY_CODE["57P03"],
    "shutting down": BY_CODE["57P03"],
    "Connection refused": "cannot be reached, nobody answers there; check that the server runs, and host and port",
    "No such file or directory": "cannot be reached, no server answers on this machine; start it, or name its host",
    "could not translate host name": "names a host that is not known; check its name",
    "failed to resolve host": "names a host that is not known; check its name",
    "invalid URI query parameter": "asks for something that libpq does not know; look at what stands behind the ?",
    "invalid port number": "names a port that there cannot be; check it",
    "timeout expired": "does not answer in time; check host, port and firewall",
    "SSL": "and this machine do not agree on encryption; see sslmode in PostgreSQL's documentation",
}
"""What libpq says when no connection comes about, where there is no SQLSTATE."""

NO_TEXT = (
    "takes no text with U+0000 in it; put U+FFFD in its place, as reading a file does: every offset stays"
)

LOST = "broke off the connection; what was being written was taken back: run again"


def explain(error: Exception, where: object) -> StoreError | None:
    """A database's error in words that help; None when it is none that a user can do something about."""
    cause = getattr(error, "orig", None) or error
    code, text = getattr(cause, "sqlstate", None) or "", str(cause)
    if code == "57014":
        return TooSlow(TOO_SLOW)
    if code in {"55P03", "40001", "40P01"}:
        return StoreBusy(f"{where}: {BUSY}")
    if code in BY_CODE:
        return StoreError(f"{where} {BY_CODE[code]}")
    if "NUL (0x00)" in text or code == "22P05":
        return StoreError(f"{where} {NO_TEXT}")
    if code in {"57P01", "57P02"} or code.startswith("08") or getattr(error, "connection_invalidated", False):
        return StoreError(f"{where} {LOST}")
    if not code:
        if any(
            sign in text
            for sign in ("server closed the connection", "connection is closed", "the connection is lost")
        ):
            return StoreError(f"{where} {LOST}")
        for sign, advice in BY_WORDS.items():
            if sign in text:
                return StoreError(f"{where} {advice}")
    return None

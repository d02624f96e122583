"""An encrypted connection is one to the right host, shown by a certificate that holds; nothing switches that off."""

import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpcore
import pytest
from tests.fetching import misbehaving as bad
from tests.fetching.conftest import SetClock
from tests.fetching.misbehaving import Behaviour, Misbehaving

from sayso.errors import FetchError
from sayso.fetching.certificates import trusting
from sayso.fetching.client import Fetcher

URL = "https://harbour.example/news"
OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="needs the openssl program to make certificates")


class Signed(NamedTuple):
    """A certificate for a server, and the file of the authority that signed it."""

    chain: Path
    key: Path
    authority: Path


def openssl(*arguments: str | Path) -> None:
    """Run the program that makes certificates."""
    assert OPENSSL is not None
    subprocess.run([OPENSSL, *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Signed]:
    """Makes certificates for a name, all signed by one authority that nobody knows."""
    folder = tmp_path_factory.mktemp("certificates")
    key, authority = folder / "authority.key", folder / "authority.pem"
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    signs = ("-addext", "keyUsage=critical,keyCertSign")  # Python 3.13 asks authorities to say so (RFC 5280)
    openssl(
        *("req", "-x509", *curve, *signs, "-subj", "/CN=Invented Authority", "-days", "2"),
        *("-keyout", key, "-out", authority),
    )

    def make(name: str, *, days: int = 2, own: bool = False) -> Signed:
        at = folder / f"{name.replace('*', 'star')}-{days}-{own}"
        request, mine, chain, extra = (at.with_suffix(end) for end in (".csr", ".key", ".pem", ".ext"))
        known_by = "" if own else "authorityKeyIdentifier=keyid\n"
        extra.write_text(f"subjectAltName={'IP' if name[0].isdigit() else 'DNS'}:{name}\n{known_by}")
        openssl("req", "-new", *curve, "-subj", "/CN=x", "-keyout", mine, "-out", request)
        by = ("-signkey", mine) if own else ("-CA", authority, "-CAkey", key, "-CAcreateserial")
        openssl("x509", "-req", "-in", request, *by, "-days", str(days), "-extfile", extra, "-out", chain)
        return Signed(chain, mine, authority)

    return make


@contextmanager
def serving(certificate: Signed, clock: SetClock) -> Iterator[Misbehaving]:
    """The server, encrypted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.chain, certificate.key)
    with Misbehaving(now=clock.now, certificate=context) as server:
        server.page(URL, "<p>x</p>")
        yield server


@needs_openssl
def test_a_certificate_by_an_authority_of_ssl_cert_file_is_believed(
    signed: Callable[..., Signed],
    clock: SetClock,
    fetching: Callable[..., Fetcher],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certificate = signed("harbour.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
    with serving(certificate, clock) as server:
        found = fetching(resolve=server.resolve, connect=server.connect).get(URL)

        assert (found.body, found.url) == (b"<p>x</p>", URL)
        assert server.asked() == ["https://harbour.example/robots.txt", URL]
        assert {port for _, port in server.connected} == {443}


@needs_openssl
@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("harbour.example", {"known": False}, "nobody who is known here has signed it"),
        ("harbour.example", {"own": True, "known": False}, "it is signed by nobody but itself"),
        ("tide.example", {}, "it is for another name"),
        ("*.harbour.example", {}, "it is for another name"),
        ("93.184.0.1", {}, "it is for another name"),
        ("harbour.example", {"days": -1}, "it has expired"),
    ],
    ids=["unknown authority", "self-signed", "another name", "a name below", "an address", "expired"],
)
def test_a_certificate_that_does_not_hold_is_refused_and_says_why(  # noqa: PLR0917 - fixtures, and a table
    signed: Callable[..., Signed],
    clock: SetClock,
    fetching: Callable[..., Fetcher],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    options: dict[str, int],
    says: str,
) -> None:
    certificate = signed(name, **{key: value for key, value in options.items() if key != "known"})
    if options.get("known", True):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
    with serving(certificate, clock) as server:
        server.lies_at("harbour.example", "93.184.0.1")
        fetcher = fetching(resolve=server.resolve, connect=server.connect)

        with pytest.raises(FetchError) as told:
            fetcher.get(URL)

        assert told.value.kind == "tls"
        assert says in str(told.value)
        assert "SSL_CERT_FILE" in told.value.fix
        assert server.requests == []
        assert fetcher.hosts()["harbour.example"].failures == 1


def in_plain(server: Misbehaving) -> Callable[[str, int, float], httpcore.NetworkStream]:
    """Connections on which a request in plain HTTP went before, so that the server answers it."""

    def connect(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        stream = server.connect(address, port, timeout)
        stream.write(b"GET /plain HTTP/1.1\r\nHost: harbour.example\r\n\r\n", timeout)
        return stream

    return connect


@pytest.mark.parametrize(
    ("behaviour", "kind", "says"),
    [
        (bad.answer("<p>x</p>"), "tls", "no encrypted connection comes about"),
        (bad.silent(), "slow", "no connection comes about with harbour.example within 0.2 s"),
    ],
    ids=["plain HTTP", "silence"],
)
def test_a_server_that_does_not_encrypt_is_not_asked_over_https(
    web: Misbehaving, fetching: Callable[..., Fetcher], behaviour: Behaviour, kind: str, says: str
) -> None:
    web.on("https://harbour.example/plain", behaviour)

    with pytest.raises(FetchError, match=says) as told:
        fetching(connect=in_plain(web), timeout_s=0.2 if kind == "slow" else 5).get(URL)

    assert told.value.kind == kind


@needs_openssl
def test_https_never_falls_back_to_http(
    signed: Callable[..., Signed],
    clock: SetClock,
    fetching: Callable[..., Fetcher],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    certificate = signed("harbour.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
    with serving(certificate, clock) as server:
        server.on(URL, bad.redirect("http://harbour.example/plain"))

        with pytest.raises(FetchError, match="which is not encrypted"):
            fetching(resolve=server.resolve, connect=server.connect).get(URL)

        assert "http" not in {item.scheme for item in server.requests}


def test_certificates_and_names_are_verified_by_default() -> None:
    context = trusting()

    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_where_the_system_knows_no_authority_those_of_mozilla_are_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A machine without certificates: neither a file nor a folder with anything in it."""
    empty = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    monkeypatch.setattr(ssl, "create_default_context", lambda: empty)
    paths = ssl.get_default_verify_paths()._replace(capath=str(tmp_path))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)

    assert len(trusting().get_ca_certs()) > 100

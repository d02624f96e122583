"""What stands before every answer: which host was asked for, how much may be sent, who asks, and whose form it is.

One wrapper around the whole application, so that no page and no interface can be forgotten. What a page may load and
do is said in the headers of each answer: nothing but files of this server.
"""

import ipaddress
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.web.door import FORMS, SIGNED_IN, Door

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Refuse = Callable[[Request, str, str, int], Response]
"""Makes the answer to what is refused: the request, a title, what to do, the status."""

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser would not say where our own forms come from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""On every answer that does not say otherwise: scripts, styles and pictures of this server, no frames, no address passed on."""
MOST_SENT = 1_000_000
"""Bytes of a form at most: the longest note, the longest selected passage, and a log of some thousand reviews."""
MOST_ASKED = 4_000
"""Characters of an address with its query at most."""
SAFE = {"GET", "HEAD", "OPTIONS"}
OPEN = ("/login", "/static/")
"""What everybody may see who reaches the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who asks, as far as the door knows; `form_token` goes into the forms of the page."""

    signed_in: bool = False
    form_token: str = ""
    origin: str = ""


class Guard:
    """The application with everything that guards it. `hosts` are names by which the server may be called."""

    def __init__(self, app: App, *, door: Door, hosts: Sequence[str], address: str, refuse: Refuse) -> None:
        self._app, self._door, self._refuse = app, door, refuse
        self._address = address.rstrip("/")
        own = urlsplit(self._address).hostname
        self._hosts = {host.lower() for host in (*hosts, own) if host}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        cookies = _cookies(request.headers)
        bound = cookies.get(FORMS, "")
        fresh = "" if bound else self._door.new_binding()
        secure = self._origin(request).startswith("https:")
        scope.setdefault("state", {})["visit"] = Visit(
            signed_in=self._door.knows(cookies.get(SIGNED_IN, "")),
            form_token=self._door.form_token(bound or fresh),
            origin=self._origin(request),
        )

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
                if fresh and headers.get("Content-Type", "").startswith("text/html"):
                    headers.append("Set-Cookie", cookie(FORMS, fresh, secure=secure))
            await send(message)

        body, refused = await self._checked(request, bound)
        await (refused or self._app)(scope, _replayed(body, receive), sending)

    async def _checked(self, request: Request, bound: str) -> tuple[bytes, Response | None]:
        """What was sent along, and the answer to whoever is not let through."""

        def no(title: str, detail: str, status: int) -> tuple[bytes, Response]:
            return b"", self._refuse(request, title, detail, status)

        if not self._is_own_host(request.headers.get("host", "")):
            return no(
                "Not this address",
                "this server does not answer under that name; start it with `--address` or call it by its own",
                421,
            )
        if len(request.url.path) + len(request.url.query) > MOST_ASKED:
            return no(
                "Too long", f"an address has {MOST_ASKED} characters at most; search for fewer words", 414
            )
        shown = request.headers.get("authorization", "")
        bearer = shown.lower().startswith("bearer ") and self._door.fits(shown[7:].strip())
        if self._door.locked and not (bearer or request.state.visit.signed_in or _is_open(request)):
            return b"", self._sent_to_login(request)
        if request.method in SAFE:
            return b"", None
        body = await _body(request)
        if body is None:
            return no("Too much", f"what is sent at once has {MOST_SENT:,} bytes at most", 413)
        if not bearer and not await self._is_own_form(request, body, bound):
            return no(
                "Not from this page",
                "this form was not made for this browser, or the server was started anew since; "
                "go back, reload the page and send it again",
                403,
            )
        return body, None

    def _is_own_host(self, given: str) -> bool:
        """A name is one of ours; an address is always: a page elsewhere can make its name point here, never a number."""
        try:
            host = urlsplit(f"//{given}").hostname or ""
        except ValueError:  # brackets that hold no address
            return False
        if host == "localhost" or host in self._hosts:
            return True
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return False
        return True

    def _origin(self, request: Request) -> str:
        return self._address or f"{request.url.scheme}://{request.headers.get('host', '')}"

    def _sent_to_login(self, request: Request) -> Response:
        if wants_page(request):
            here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/login?back={quote(here, safe='')}", 303)
        detail = "this server asks for its token: `Authorization: Bearer TOKEN`"
        response = self._refuse(request, "Token needed", detail, 401)
        response.headers["WWW-Authenticate"] = "Bearer"
        return response

    async def _is_own_form(self, request: Request, body: bytes, bound: str) -> bool:
        """Sent by a page of ours: from our origin, and with the mark that only our pages give to this browser.

        A program that sends JSON to the interface has no origin and needs no mark: a page elsewhere can send JSON only
        after asking, and is told no.
        """
        origin = request.headers.get("origin")
        own = urlsplit(self._origin(request)).netloc.lower()
        if origin is not None and urlsplit(origin).netloc.lower() not in {
            own,
            request.headers.get("host", "").lower(),
        }:
            return False
        if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return False
        is_json = request.headers.get("content-type", "").partition(";")[0].strip() == "application/json"
        if is_json and request.url.path.startswith("/api/"):
            return True
        given = request.headers.get("x-form-token", "")
        if not given:
            try:
                async with Request(request.scope, _replayed(body, None)).form() as form:
                    given = str(form.get("form_token", ""))
            except HTTPException:  # what says that it is a form and is none
                return False
        return self._door.is_own_form(given, bound)


def cookie(name: str, value: str, *, secure: bool, days: int | None = None) -> str:
    """A cookie that scripts cannot read and that is sent to nobody but us, and only from our own pages."""
    age = f"; Max-Age={days * 86_400}" if days is not None else ""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}{age}"


def _cookies(headers: Headers) -> dict[str, str]:
    read: SimpleCookie = SimpleCookie()
    try:
        read.load(headers.get("cookie", ""))
    except CookieError:  # whatever is wrong with it, it is no cookie of ours
        return {}
    return {name: morsel.value for name, morsel in read.items()}


def _is_open(request: Request) -> bool:
    path = request.url.path
    return path == OPEN[0] or path.startswith(OPEN[1])


def wants_page(request: Request) -> bool:
    """Whether a person looks: programs ask at an address of JSON, or for anything but a page."""
    path = request.url.path
    is_data = path.endswith(".json") or path.startswith("/api/")
    return not is_data and "text/html" in request.headers.get("accept", "")


async def _body(request: Request) -> bytes | None:
    """What was sent; None when it is more than may be, however much of it was announced."""
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced) > MOST_SENT:
        return None
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_SENT:
            return None
        parts.append(part)
    return b"".join(parts)


def _replayed(body: bytes, receive: Receive | None) -> Receive:
    """What was sent, once more, then whatever comes after it."""
    told = False

    async def again() -> Message:
        nonlocal told
        if not told:
            told = True
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive() if receive else {"type": "http.disconnect"}

    return again

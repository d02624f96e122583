"""Signing in with the token, signing out, and the switch between light and dark."""

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sayso.web.answering import Answer
from sayso.web.asking import here_or
from sayso.web.door import SIGNED_IN, Door
from sayso.web.guarding import cookie
from sayso.web.responding import LOOK, LOOKS, Responder

WAIT_S = 1.0
"""After a wrong token, one after the other: 16 characters are not guessed at one a second."""
SIGNED_IN_DAYS = 30


def sign_in_routes(responder: Responder, door: Door) -> list[Route]:
    """The form for the token, the way out, and the switch of the look."""
    wrong = asyncio.Lock()

    async def login(request: Request) -> Response:
        back = _back(request.query_params.get("back", ""))
        if request.method == "POST":
            async with request.form() as form:
                back, given = _back(str(form.get("back", ""))), str(form.get("token", ""))
            if door.fits(given.strip()):
                return _signed_in(request, door, back)
            async with wrong:
                await asyncio.sleep(WAIT_S)
        failed = request.method == "POST"
        data = {"back": back, "failed": failed, "locked": door.locked}
        answer = Answer(template="login.html", title="Sign in", data=data, status=403 if failed else 200)
        return await responder.plain(request, answer, bare=True)

    async def logout(_request: Request) -> Response:
        response = RedirectResponse("/login", 303)
        response.headers.append("Set-Cookie", cookie(SIGNED_IN, "", secure=False, days=0))
        return response

    return [
        Route("/login", login, methods=["GET", "POST"]),
        Route("/logout", logout, methods=["POST"]),
        Route("/look", _look),
    ]


def _signed_in(request: Request, door: Door, back: str) -> Response:
    response = RedirectResponse(back, 303)
    secure = request.state.visit.origin.startswith("https:")
    kept = cookie(SIGNED_IN, door.new_pass(), secure=secure, days=SIGNED_IN_DAYS)
    response.headers.append("Set-Cookie", kept)
    return response


def _back(asked: str) -> str:
    return here_or(asked, "/stories")


async def _look(request: Request) -> Response:
    """Light, dark or as the system: a cookie, so that the switch needs no script and no page flashes."""
    response = RedirectResponse(_back(request.query_params.get("back", "")), 303)
    asked = request.query_params.get("look", "")
    secure = request.state.visit.origin.startswith("https:")
    kept = cookie(LOOK, asked if asked in LOOKS else "", secure=secure, days=365 if asked in LOOKS else 0)
    response.headers.append("Set-Cookie", kept)
    return response

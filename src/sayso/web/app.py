"""The application: every page at its address and as JSON, static files, and what guards them."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.publish.collection import Collection
from sayso.web.acts.review import REVIEW_ACT
from sayso.web.answering import Act, Page
from sayso.web.api.serving import api_routes
from sayso.web.door import Door
from sayso.web.dossiers import dossier_routes
from sayso.web.guarding import Guard
from sayso.web.pages.actor import ACTOR
from sayso.web.pages.actors import ACTORS
from sayso.web.pages.article import ARTICLE
from sayso.web.pages.compare import COMPARE
from sayso.web.pages.copy import COPY
from sayso.web.pages.outlet import OUTLET
from sayso.web.pages.outlets import OUTLETS
from sayso.web.pages.review import ADD, REVIEW
from sayso.web.pages.review_log import REVIEWS
from sayso.web.pages.revisions import REVISIONS
from sayso.web.pages.search import SEARCH
from sayso.web.pages.status import STATUS
from sayso.web.pages.stories import STORIES
from sayso.web.pages.story import STORY
from sayso.web.pages.story_discrepancies import STORY_DISCREPANCIES
from sayso.web.pages.story_dossier import STORY_DOSSIER
from sayso.web.pages.story_positions import STORY_POSITIONS
from sayso.web.pages.story_said import STORY_SAID
from sayso.web.pages.story_shared import STORY_SHARED
from sayso.web.pages.story_sources import STORY_SOURCES
from sayso.web.pages.story_timeline import STORY_TIMELINE
from sayso.web.pages.story_wording import STORY_WORDING
from sayso.web.pages.utterance import UTTERANCE
from sayso.web.responding import Responder
from sayso.web.signing_in import sign_in_routes

PAGES: tuple[Page, ...] = (
    STORIES,
    ARTICLE,
    UTTERANCE,
    COMPARE,
    REVISIONS,
    STORY,
    STORY_TIMELINE,
    STORY_SAID,
    STORY_DISCREPANCIES,
    STORY_SHARED,
    STORY_POSITIONS,
    STORY_WORDING,
    STORY_SOURCES,
    STORY_DOSSIER,
    COPY,
    SEARCH,
    ACTORS,
    ACTOR,
    OUTLETS,
    OUTLET,
    STATUS,
    REVIEWS,
    ADD,
    REVIEW,
)
"""Every page; its JSON lies at the same address with ".json" behind it."""
ACTS: tuple[Act, ...] = (REVIEW_ACT,)
"""Every form that changes something."""
TRIED_FROM = "testserver"
"""The host that Starlette's test client calls; no browser can be made to call it."""


def make_app(
    collection: Collection, *, hosts: Sequence[str] = (TRIED_FROM,), read_only: bool = False
) -> Starlette:
    """The application over one collection, as its settings say (`serve`); `hosts` are names it is called by.

    Raises SettingsError when the token is too short to guard anything.
    """
    serve = collection.settings.serve
    door = Door(serve.token)
    responder = Responder(collection, serve, read_only=read_only)
    routes: list[BaseRoute] = [
        Route("/", lambda _: RedirectResponse("/stories", 307)),
        Mount(
            "/static",
            GZipMiddleware(StaticFiles(directory=Path(__file__).parent / "static"), 1_000, 5),
            name="static",
        ),
        *sign_in_routes(responder, door),
    ]
    routes += api_routes(responder)
    routes += dossier_routes(responder)
    for page in PAGES:
        routes.append(Route(f"{page.address}.json", _page(responder, page, as_json=True)))
        routes.append(Route(page.address, _page(responder, page, as_json=False)))
    routes += [Route(act.address, _act(responder, act), methods=["POST"]) for act in ACTS]

    async def failed(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        title, detail = WRONG.get(status, ("This did not work", f"the server answers {status}"))
        response = responder.refuse(request, title, detail, status)
        if isinstance(error, HTTPException):
            response.headers.update(error.headers or {})  # which methods there are
        return response

    guard = Middleware(Guard, door=door, hosts=hosts, address=serve.address, refuse=responder.refuse)
    return Starlette(
        routes=routes,
        middleware=[*_shared(serve.cors_origins), guard],
        exception_handlers={HTTPException: failed},
    )


WRONG = {
    404: ("Not found", "there is no such page; the address may have been cut off on the way"),
    405: ("Not this way", "this address cannot be asked in that way; open it as a page"),
}


def _shared(origins: Sequence[str]) -> list[Middleware]:
    """Other sites whose scripts may read the data, none unless the settings name them; never with our cookies."""
    if not origins:
        return []
    allowed = {"allow_origins": list(origins), "allow_methods": ["GET"], "allow_headers": ["Authorization"]}
    return [Middleware(CORSMiddleware, expose_headers=["ETag", "Link"], **allowed)]  # type: ignore[arg-type]


def _page(responder: Responder, page: Page, *, as_json: bool) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await responder.page(request, page, as_json=as_json)

    return endpoint


def _act(responder: Responder, act: Act) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await responder.act(request, act)

    return endpoint

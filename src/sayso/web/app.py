"""The application: every page at its address and as JSON, static files, and what guards them."""

import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.errors import NotFound, SaysoError
from sayso.publish.collection import Collection
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask
from sayso.web.pages.stories import STORIES
from sayso.web.shown import FILTERS

PAGES: tuple[Page, ...] = (STORIES,)
"""Every page; its JSON lies at the same address with ".json" behind it."""

LOOKS = ("light", "dark")
LOOK_COOKIE = "sayso_look"
A_YEAR_S = 365 * 24 * 3600
IS_HERE = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f]*")
"""An address of this server: whoever sends somebody back must not send them elsewhere."""


def make_app(collection: Collection) -> Starlette:
    """The application over one collection."""
    templates = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(FILTERS)
    routes: list[BaseRoute] = [
        Route("/", lambda _: RedirectResponse("/stories", 307)),
        Route("/look", _look),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static"),
    ]
    for page in PAGES:
        routes.append(Route(f"{page.address}.json", _endpoint(collection, templates, page, as_json=True)))
        routes.append(Route(page.address, _endpoint(collection, templates, page, as_json=False)))
    return Starlette(routes=routes)


def _look(request: Request) -> Response:
    """Light, dark or as the system: a cookie, so that the switch needs no script and no page flashes."""
    back = request.query_params.get("back", "")
    response = RedirectResponse(back if IS_HERE.fullmatch(back) else "/stories", 303)
    asked = request.query_params.get("look", "")
    if asked in LOOKS:
        response.set_cookie(LOOK_COOKIE, asked, max_age=A_YEAR_S, samesite="lax", httponly=True)
    else:
        response.delete_cookie(LOOK_COOKIE)
    return response


def _endpoint(
    collection: Collection, templates: Environment, page: Page, *, as_json: bool
) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        ask = Ask(
            collection=collection,
            path=dict(request.path_params),
            query={name: request.query_params.getlist(name) for name in request.query_params},
            address=request.url.path.removesuffix(".json"),
            origin=f"{request.url.scheme}://{request.url.netloc}",
            look=look if (look := request.cookies.get(LOOK_COOKIE, "")) in LOOKS else "",
        )
        return await run_in_threadpool(_respond, page, ask, templates, as_json)

    return endpoint


def _respond(page: Page, ask: Ask, templates: Environment, as_json: bool) -> Response:  # noqa: FBT001 - handed to a thread
    try:
        answer = page.view(ask)
    except SaysoError as error:
        answer = Answer(
            template="error.html",
            title="Not found" if isinstance(error, NotFound) else "This did not work",
            data={"detail": str(error)},
            status=404 if isinstance(error, NotFound) else 400,
        )
    if as_json:
        return JSONResponse(answer.data, answer.status)
    html = templates.get_template(answer.template).render(
        data=answer.data,
        extra=answer.extra,
        title=answer.title,
        nav=answer.nav,
        crumbs=answer.crumbs,
        ask=ask,
    )
    return HTMLResponse(html, answer.status)

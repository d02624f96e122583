"""From a question to what is sent: in a thread, within its time, from what is kept where nothing changed since."""

import json
import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar
from urllib.parse import quote, unquote

from anyio import CapacityLimiter, to_thread
from jinja2 import Environment, PackageLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import NotFound, SaysoError, SettingsError, StoreBusy, TooSlow
from sayso.publish.collection import Collection
from sayso.settings import Serve
from sayso.store.patience import within
from sayso.web.answering import Act, Answer, Form, Page, Sent, trouble
from sayso.web.asking import Ask
from sayso.web.guarding import Visit, cookie, wants_page
from sayso.web.kept import Kept, Made
from sayso.web.shown import FILTERS

T = TypeVar("T")
LOOKS = ("light", "dark")
LOOK, REVIEWER = "sayso_look", "sayso_reviewer"
"""The cookies of how pages look and of who reviews."""
MOST_WAITING = 64
"""Questions that wait for a free thread before the next one is sent away."""
MOST_NAME = 100
"""Characters of a reviewer's name that a browser is asked to remember."""
PROBLEM = "application/problem+json"
LOG = logging.getLogger("sayso.web")


class Responder:
    """Answers questions about one collection, a few at a time."""

    def __init__(self, collection: Collection, serve: Serve, *, read_only: bool) -> None:
        self.collection, self._serve, self._read_only = collection, serve, read_only
        self._kept = Kept(serve.cache_mb * 2**20)
        self._threads = CapacityLimiter(max(1, serve.at_once))
        self._templates = Environment(
            loader=PackageLoader("sayso.web"),
            autoescape=select_autoescape(default=True),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(FILTERS)
        self._writing = threading.Lock()
        # stands in a page that is kept where each browser's own mark goes; nobody knows it, so no article holds it
        self._mark = f"form-token-{secrets.token_hex(16)}"

    def ask(self, request: Request) -> Ask:
        """The question that a request puts."""
        visit: Visit = request.state.visit
        look = request.cookies.get(LOOK, "")
        return Ask(
            collection=self.collection,
            path=dict(request.path_params),
            query={name: request.query_params.getlist(name) for name in request.query_params},
            address=request.url.path.removesuffix(".json"),
            origin=visit.origin,
            look=look if look in LOOKS else "",
            reviewer=_name(request.cookies.get(REVIEWER, "")),
            form_token=visit.form_token,
            signed_in=visit.signed_in,
            may_review=not self._read_only,
        )

    async def page(self, request: Request, page: Page, *, as_json: bool) -> Response:
        """The answer of a page, as a page or as JSON."""
        ask = self.ask(request)
        work = partial(self._made, page.view, ask, as_json=as_json)
        made = await self._in_thread(work, ask, as_json=as_json)
        own = self._mark.encode()
        if own in made.body:
            made = Made(made.body.replace(own, ask.form_token.encode()), made.kind, made.status, made.moved)
        return _response(request, made)

    async def act(self, request: Request, act: Act) -> Response:
        """What a form does; one at a time, because each changes what the next one sees."""
        ask = self.ask(request)
        async with request.form() as sent:
            form: Form = {name: [str(value) for value in sent.getlist(name)] for name in sent}

        def work() -> Made | Sent:
            with self._writing:
                done = _tried(act.do, ask, form)
            return done if isinstance(done, Sent) else self._rendered(done, ask, as_json=False)

        if self._read_only:
            made: Made | Sent = self._rendered(
                trouble("Reading only", "this server was started with --read-only; nothing is changed", 403),
                ask,
                as_json=False,
            )
        else:
            made = await self._in_thread(work, ask, as_json=False)
        if isinstance(made, Made):
            return _response(request, made)
        response = RedirectResponse(made.to, 303)
        if made.reviewer is not None:
            secure = ask.origin.startswith("https:")
            response.headers.append(
                "Set-Cookie", cookie(REVIEWER, _packed(made.reviewer), secure=secure, days=365)
            )
        return response

    async def program(
        self, request: Request, make: Callable[[Ask], Made], *, writes: bool = False
    ) -> Response:
        """What a program asks of the interface; `make` has an answer to everything, errors too.

        With `writes` it changes the collection: one at a time, however long it takes, and nothing of it is kept.
        """
        ask = self.ask(request)

        def work() -> Made:
            if writes:
                with self._writing:
                    return make(ask)
            state = self.collection.store.state()
            key = ("program", request.url.path, request.url.query, ask.origin)
            made = self._kept.get(key, state)
            if made is None:
                with within(self._serve.seconds):
                    made = make(ask)
                if made.status == 200 and made.lasting:
                    self._kept.keep(key, state, made)
            return made

        return _response(request, await self._in_thread(work, ask, as_json=True))

    def refuse(self, request: Request, title: str, detail: str, status: int) -> Response:
        """The answer to what is not let through: a page for people, a problem for programs."""
        ask = replace(self.ask(request), address="/")
        bare = status in {401, 421}
        made = self._rendered(trouble(title, detail, status), ask, as_json=not wants_page(request), bare=bare)
        return _response(request, made)

    async def plain(self, request: Request, answer: Answer, *, bare: bool = False) -> Response:
        """A page that asks the collection nothing."""
        ask = self.ask(request)
        return _response(request, self._rendered(answer, ask, as_json=False, bare=bare))

    async def _in_thread(self, work: Callable[[], T], ask: Ask, *, as_json: bool) -> T | Made:
        if self._threads.statistics().tasks_waiting >= MOST_WAITING:
            busy = trouble("Busy", "more is being asked than can be answered; try again in a moment", 503)
            return self._rendered(busy, ask, as_json=as_json)
        return await to_thread.run_sync(work, limiter=self._threads)

    def _made(self, view: Callable[[Ask], Answer], ask: Ask, *, as_json: bool) -> Made:
        """The answer, from what is kept when nothing was written since it was made.

        The state is read before the question is put: an answer that a writer overtook is kept under the state of
        before, which is asked for no more.
        """
        state = self.collection.store.state()
        key = (
            "json" if as_json else "page",
            ask.here,
            ask.origin,
            ask.look,
            ask.reviewer,
            str(ask.signed_in),
        )
        made = self._kept.get(key, state)
        if made is None:
            with within(self._serve.seconds):
                answer = _tried(view, replace(ask, form_token=self._mark))
                made = self._rendered(answer, replace(ask, form_token=self._mark), as_json=as_json)
            if made.status == 200 and made.lasting:
                self._kept.keep(key, state, made)
        return made

    def _rendered(self, answer: Answer, ask: Ask, *, as_json: bool, bare: bool = False) -> Made:
        if answer.moved:
            return Made(b"", "text/plain", 307, answer.moved + (".json" if as_json else ""))
        if as_json:
            kind = PROBLEM if answer.status >= 400 else "application/json"
            return Made(encoded(answer.data), kind, answer.status, lasting=answer.lasting)
        html = self._templates.get_template(answer.template).render(
            data=answer.data,
            extra=answer.extra | (answer.late() if answer.late else {}),
            title=answer.title,
            nav=answer.nav,
            crumbs=answer.crumbs,
            ask=ask,
            bare=bare,
            failed=answer.status >= 400,
        )
        page = html.encode("utf-8", "replace")
        return Made(page, "text/html; charset=utf-8", answer.status, lasting=answer.lasting)


def encoded(data: object) -> bytes:
    """Data as JSON in UTF-8."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _packed(name: str) -> str:
    return quote(name[:MOST_NAME], safe="")


def _name(kept: str) -> str:
    return unquote(kept)[:MOST_NAME].strip()


def _tried(do: Callable[..., T], *given: object) -> T | Answer:
    """What comes of it, or a page that says why nothing does."""
    try:
        return do(*given)
    except NotFound as error:
        return trouble("Not found", str(error), 404)
    except TooSlow as error:
        return trouble("This takes too long", str(error), 503)
    except StoreBusy as error:
        return trouble("Busy", str(error), 503)
    except (SettingsError, SaysoError) as error:
        return trouble("This did not work", str(error), 400)
    except Exception:
        LOG.exception("a page failed")
        return trouble(
            "Something broke",
            "this is a fault of Sayso, not of yours; the server's log says where, please report it",
            500,
        )


def _response(request: Request, made: Made) -> Response:
    headers: dict[str, str] = {"Vary": "Accept-Encoding, Cookie"}
    if made.status == 503:
        headers["Retry-After"] = "2"
    if made.moved:
        headers["Location"] = quote(made.moved)
    body, packed = made.body, None
    if made.status == 200:
        headers["ETag"] = made.tag
        known = request.headers.get("if-none-match", "")
        if known and (known == "*" or made.tag in {one.strip() for one in known.split(",")}):
            return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        packed = made.packed
    if packed is not None:
        headers["Content-Encoding"] = "gzip"
    return Response(packed or body, made.status, headers, made.kind)

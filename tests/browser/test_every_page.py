"""Every page at 1400 and 390 px, light and dark: no console error, nothing wider than the screen, nothing that axe calls serious."""

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from sayso.publish.collection import Collection, open_collection
from sayso.records import Discrepancy, Story, Time, Utterance, UtteranceMember

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext
    from tests.browser.conftest import Served

SERIOUS = {"serious", "critical"}
PLACES = (
    "stories",
    "story",
    "timeline",
    "said",
    "discrepancies",
    "shared",
    "positions",
    "wording",
    "sources",
    "dossier",
    "article",
    "article at words",
    "revisions",
    "compare",
    "utterance",
    "copy",
    "actors",
    "actor",
    "outlets",
    "outlet",
    "search",
    "search for nothing",
    "status",
    "reviews",
    "review an attribution",
    "review a discrepancy",
    "review an article",
    "review an actor",
    "review a time",
    "add",
    "interface",
    "not found",
)


def addresses(collection: Collection) -> dict[str, str]:
    """One address of every page."""
    store = collection.store
    [story] = store.rows(Story)
    rendered: dict[str, list[str]] = {}
    for member in store.rows(UtteranceMember):
        rendered.setdefault(member.utterance, []).append(member.attribution)
    utterance = max(rendered, key=lambda one: (len(rendered[one]), one))
    attribution = rendered[utterance][0]
    article, other = story.articles[:2]
    actor = next(one.actor for one in store.rows(Utterance) if one.actor)
    discrepancy = next(iter(store.rows(Discrepancy))).id
    time = next(iter(store.rows(Time))).id
    outlet = next(one.outlet for one in store.articles() if one.outlet)
    return {
        "stories": "/stories",
        "story": f"/story/{story.id}",
        **{name: f"/story/{story.id}/{name}" for name in PLACES[2:10]},
        "article": f"/article/{article}",
        "article at words": f"/article/{article}?at=100-160#at",
        "revisions": f"/article/{article}/revisions",
        "compare": f"/compare?article={article}&article={other}",
        "utterance": f"/utterance/{utterance}",
        "copy": f"/copy/{attribution}",
        "actors": "/actors",
        "actor": f"/actor/{actor}",
        "outlets": "/outlets",
        "outlet": f"/outlet/{outlet}",
        "search": "/search?q=dam",
        "search for nothing": "/search?q=zzzzq",
        "status": "/status",
        "reviews": "/reviews",
        "review an attribution": f"/review/attribution/{attribution}",
        "review a discrepancy": f"/review/discrepancy/{discrepancy}",
        "review an article": f"/review/article/{article}",
        "review an actor": f"/review/actor/{actor}",
        "review a time": f"/review/time/{time}",
        "add": f"/review/add?place={article}:100-160",
        "interface": "/api/v1",
        "not found": "/story/ffffffffffffffff",
    }


@pytest.fixture(scope="module")
def pages(served: "Served") -> dict[str, str]:
    """The addresses of the sample story's pages."""
    with open_collection(served.db, create=False) as collection:
        return addresses(collection)


@pytest.fixture(params=[(1400, "light"), (390, "dark")], ids=["wide and light", "narrow and dark"])
def looked_at(browser: "Browser", request: pytest.FixtureRequest) -> "Iterator[BrowserContext]":
    """A context of one width and one colour scheme."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(30_000)
    yield context
    context.close()


def test_the_checker_finds_what_is_planted(looked_at: "BrowserContext") -> None:
    page = looked_at.new_page()
    page.set_content('<html lang="en"><title>t</title><main><img src="data:,"></main></html>')
    found = Axe().run(page).response["violations"]
    assert "image-alt" in {one["id"] for one in found if one["impact"] in SERIOUS}


@pytest.mark.parametrize("name", PLACES)
def test_a_page_is_sound_and_open_to_everybody(
    served: "Served", pages: dict[str, str], looked_at: "BrowserContext", name: str
) -> None:
    page = looked_at.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    answer = page.goto(served.url + pages[name])
    assert answer is not None
    page.wait_for_load_state("networkidle")
    assert (404 if name == "not found" else 200) == answer.status
    assert [] == [one for one in wrong if name != "not found" or "404" not in one]
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0
    found = Axe().run(page).response["violations"]
    assert [] == [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in SERIOUS
    ]

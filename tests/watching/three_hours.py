"""What stands on the hosts of the three hours: fair ones, and each kind of trouble on one of its own."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.fetching import misbehaving as bad
from tests.watching.file_clock import BEGIN
from tests.watching.watched import atom, rss, sitemap, sitemap_index
from tests.watching.world import HOUR, MINUTE, Item, Noted, World, name_of, text_of

GOOD = (
    "courier",
    "sport",
    "post",
    "gazette",
    "herald",
    "wire",
    "now",
    "late",
    "slow",
    "huge",
    "loop",
    "liar",
    "busy",
)
CRAWL_DELAY = 20.0
RETRY_AFTER = 900.0
SUMMARY = "The board said that the quay of"


def stamp(seconds: float) -> str:
    """A moment of the simulation as feeds write it."""
    return (BEGIN + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def build(world: World) -> None:
    """Put everything in its place."""
    for host in (
        "courier",
        "post",
        "gazette",
        "herald",
        "wire",
        "moved",
        "now",
        "late",
        "slow",
        "huge",
        "loop",
        "liar",
    ):
        world.robots(f"{host}.example", "")
    for host in ("busy", "mirror", "rebind"):
        world.robots(f"{host}.example", "")
    _courier(world)
    _post(world)
    _gazette(world)
    _herald(world)
    _wire(world)
    _moved(world)
    _troubled(world)
    _busy(world)
    _lying_names(world)


def write_lists(folder: Path, world: World) -> None:
    """Half of the feeds in a TOML list, the others in the OPML file of a feed reader."""
    feeds = sorted(
        world.feeds, key=lambda url: "wire.example" not in url
    )  # only TOML says what is taken of a feed
    toml, opml = feeds[::2], feeds[1::2]
    tables = "\n".join(
        f'[[feed]]\nurl = "{url}"\n' + ('text = "feed"\n' if "wire.example" in url else "") for url in toml
    )
    (folder / "feeds.toml").write_text(f'[watch]\nevery = "15m"\nrecheck = ["30m", "75m"]\n{tables}')
    lines = "".join(f'<outline type="rss" text="{name_of(url)}" xmlUrl="{url}"/>' for url in opml)
    (folder / "more.opml").write_text(
        f'<?xml version="1.0"?><opml version="2.0"><head/><body>{lines}</body></opml>'
    )


def _items(
    host: str, moments: list[float], *, editions: Callable[[int, float], tuple[float, ...]], **more: object
) -> list[Item]:
    return [
        Item(url=f"http://{host}.example/{n}", appears=at, editions=editions(n, at), **more)  # type: ignore[arg-type]
        for n, at in enumerate(moments)
    ]


def _never(_n: int, _at: float) -> tuple[float, ...]:
    return ()


def _links(world: World, host: str, more: tuple[str, ...] = ()) -> Callable[[float], str]:
    """An RSS feed of the articles of a host."""
    return lambda now: rss(*more, *(item.url for item in world.shown(f"{host}.example", now=now)))


def _courier(world: World) -> None:
    """A fair outlet: texts that change after a while, some articles that go, two feeds that share articles."""

    def editions(n: int, at: float) -> tuple[float, ...]:
        return ((at + 20 * MINUTE,), (at + 25 * MINUTE, at + 55 * MINUTE), (), (at + 70 * MINUTE,))[n % 4]

    moments = [-HOUR, *(n * 12 * MINUTE for n in range(11))]
    for item in _items("courier", moments, editions=editions):
        world.article(item)
    gone = [
        Item(url=f"http://courier.example/gone/{n}", appears=n * HOUR, vanishes=(n + 1) * HOUR)
        for n in (0, 1)
    ]
    for item in gone:
        world.article(item)
    world.feed("http://courier.example/rss", _links(world, "courier"))
    world.feed(
        "http://courier.example/sport",
        lambda now: rss(*(item.url for item in world.shown("courier.example", now=now)[::3])),
    )
    world.feed(
        "http://mirror.example/rss",
        lambda now: rss(
            *(f"http://mirror.example/to{item.path}" for item in world.shown("courier.example", now=now)[1:4])
        ),
    )
    for item in list(world.items.values()):
        # the mark makes another address of it for the log, and none for Sayso
        with_mark = f"{item.url}?utm_source=mirror"
        world.on(
            f"http://mirror.example/to{item.path}",
            lambda asked, now, to=with_mark: (Noted(asked, now, 302), bad.redirect(to)),  # type: ignore[misc]
        )
        world.on(
            with_mark,
            lambda asked, now, item=item: (  # type: ignore[misc]
                Noted(asked, now, 200, item.edition(now)) if item.is_there(now) else Noted(asked, now, 404),
                bad.page(text_of(item, item.edition(now)), etag="")
                if item.is_there(now)
                else bad.failing(404),
            ),
        )


def _post(world: World) -> None:
    """Atom, which says when it changes what."""

    def editions(n: int, at: float) -> tuple[float, ...]:
        return (at + 20 * MINUTE,) if n % 2 else ()

    for item in _items("post", [n * 20 * MINUTE for n in range(7)], editions=editions):
        world.article(item)

    def updated(item: Item, now: float) -> str:
        stood = [moment for moment in (item.appears, *item.editions) if moment <= now]
        return stamp(max(stood))

    world.feed(
        "http://post.example/atom",
        lambda now: atom(*((item.url, updated(item, now)) for item in world.shown("post.example", now=now))),
    )


def _gazette(world: World) -> None:
    """A sitemap index: one part that never changes, one that grows."""
    old = [Item(url=f"http://gazette.example/old/{n}", appears=-30 * 24 * HOUR) for n in range(3)]
    new = [Item(url=f"http://gazette.example/new/{n}", appears=n * 18 * MINUTE) for n in range(7)]
    for item in (*old, *new):
        world.article(item)

    def part(items: list[Item]) -> Callable[[float], str]:
        return lambda now: sitemap(
            *((item.url, stamp(item.appears)) for item in items if item.appears <= now)
        )

    def index(now: float) -> str:
        latest = max(item.appears for item in new if item.appears <= now)
        return sitemap_index(
            ("http://gazette.example/old.xml", stamp(-30 * 24 * HOUR)),
            ("http://gazette.example/new.xml", stamp(latest)),
        )

    world.feed("http://gazette.example/index.xml", index)
    world.document("http://gazette.example/old.xml", part(old))
    world.document("http://gazette.example/new.xml", part(new))


def _herald(world: World) -> None:
    """A robots.txt that forbids some and asks for time."""
    world.robots("herald.example", f"User-agent: *\nDisallow: /private/\nCrawl-delay: {CRAWL_DELAY:g}\n")
    for item in _items("herald", [n * 25 * MINUTE for n in range(5)], editions=_never):
        world.article(item)
    for n in range(3):
        world.article(
            Item(url=f"http://herald.example/private/{n}", appears=n * 30 * MINUTE, fair=False, summary=True)
        )
    world.feed("http://herald.example/rss", lambda now: _with_words(world, "herald", now))


def _with_words(world: World, host: str, now: float) -> str:
    """A feed that gives some words of each article."""
    return rss(
        *(
            {
                "link": item.url,
                "title": name_of(item.url),
                "description": f"{SUMMARY} {name_of(item.url)} stays shut.",
            }
            for item in world.shown(f"{host}.example", now=now)
        )
    )


def _wire(world: World) -> None:
    """A feed whose words are taken, and whose pages nobody may ask for."""
    for n in range(5):
        world.article(Item(url=f"http://wire.example/{n}", appears=n * 20 * MINUTE, fair=False, summary=True))
    world.feed("http://wire.example/rss", lambda now: _with_words(world, "wire", now))


def _moved(world: World) -> None:
    """A feed that moved for good, and one that is not there at first."""
    for item in _items("now", [n * 30 * MINUTE for n in range(4)], editions=_never):
        world.article(item)
    world.feeds.append("http://moved.example/rss")
    world.page("http://moved.example/rss", bad.redirect("http://now.example/rss", status=301), status=301)
    world.document("http://now.example/rss", _links(world, "now"))
    for item in _items("late", [n * 20 * MINUTE for n in range(4)], editions=_never):
        world.article(item)
    world.feed("http://late.example/rss", _links(world, "late"), since=40 * MINUTE)


def _troubled(world: World) -> None:
    """Hosts of which some pages are fair, and others slow, huge, circles and lies."""
    for host in ("slow", "huge", "loop", "liar"):
        for item in _items(host, [0.0, 50 * MINUTE], editions=_never):
            world.article(item)
    at = "http://{}.example/x{}".format
    world.page(at("slow", 0), bad.silent())
    world.page(at("slow", 1), bad.drip_body(b"<p>word</p>" * 300, every_s=0.2))
    world.page(at("huge", 0), bad.huge())
    world.page(at("huge", 1), bad.bomb(8))
    world.page(at("loop", 0), bad.redirect(at("loop", 1)), status=302)
    world.page(at("loop", 1), bad.redirect(at("loop", 0)), status=302)
    for n in range(10, 20):
        world.page(at("loop", n), bad.redirect(at("loop", n + 1)), status=302)
    world.page(at("loop", 2), bad.redirect("http://169.254.169.254/latest/meta-data"), status=302)
    world.page(at("loop", 3), bad.redirect("http://127.0.0.1:22/"), status=302)
    world.page(at("liar", 0), bad.announces(10_000, b"<p>short</p>"))
    world.page(at("liar", 1), bad.not_modified(), status=304)
    world.page(at("liar", 2), bad.reset(b"HTTP/1.1 200"))
    world.page(at("liar", 3), bad.answer(b"\x89PNG\r\n\x1a\n", type="image/png"))
    world.page(at("liar", 4), bad.raw(b"no HTTP at all\r\n\r\n"))
    strange = {
        "slow": (at("slow", 0), at("slow", 1)),
        "huge": (at("huge", 0), at("huge", 1)),
        "loop": (
            at("loop", 0),
            at("loop", 10),
            at("loop", 2),
            at("loop", 3),
            "http://inside.example/x",
            "http://10.1.2.3/y",
        ),
        "liar": tuple(at("liar", n) for n in range(5)),
    }
    for host, more in strange.items():
        world.feed(f"http://{host}.example/rss", _links(world, host, more))


def _busy(world: World) -> None:
    """A host that asks for patience for a while, and is out of order for another while."""
    for item in _items("busy", [n * 20 * MINUTE for n in range(5)], editions=_never):
        world.article(item)
    world.feed("http://busy.example/rss", _links(world, "busy"))
    fair = dict(world.web._sites)
    for (host, path), behaviour in fair.items():
        if host != "busy.example":
            continue

        def act(asked: bad.Asked, wire: bad.Wire, usual: bad.Behaviour = behaviour) -> None:
            now = world.clock.seconds
            wait = RETRY_AFTER if 30 * MINUTE < now < 55 * MINUTE else 0.0
            broken = 75 * MINUTE < now < 95 * MINUTE
            if not wait and not broken:
                usual(asked, wire)
                return
            status = 429 if wait else 503
            world.note(Noted(asked, now, status, retry_after=wait or 60.0))
            bad.failing(status, retry_after=f"{wait:g}" if wait else None)(asked, wire)

        world.web.on(f"http://{host}{path}", act)


def _lying_names(world: World) -> None:
    """Names that lead inside: one always, one every other time."""
    world.feeds.append("http://inside.example/rss")
    world.addresses["inside.example"] = [["192.168.0.7"], ["10.0.0.9", "93.184.9.9"]]
    for item in _items("rebind", [0.0, HOUR], editions=_never, fair=False):
        world.article(item)
    world.feed("http://rebind.example/rss", _links(world, "rebind"))
    [public] = world.addresses["rebind.example"]
    world.addresses["rebind.example"] = [public, public, ["127.0.0.1"], ["fd00::1"]]

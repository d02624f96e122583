"""A directory that is brought up to date is the one that a fresh reading makes, whatever was written in between."""

import random
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.annotate.layout.marks import MARKS
from sayso.compare.origins.chains import CHAINS
from sayso.compare.origins.origins import ORIGINS
from sayso.compare.utterances.utterances import UTTERANCES
from sayso.flow import RESOLVE
from sayso.ids import make_id
from sayso.publish.collection import Collection, open_collection
from sayso.publish.views import directories
from sayso.publish.views.directories import Directories, read_directory
from sayso.publish.views.directory import Directory
from sayso.publish.views.directory_columns import Columns, Spelt, read_columns
from sayso.publish.views.story_lists import story_entries
from sayso.records import Article, Attribution, Review, ReviewedAttribution
from sayso.reviews.anchors import make_anchor, whole_anchor
from sayso.reviews.log import in_force, make_review, undo
from sayso.run import run
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each
from sayso.store.protocol import Desk, Store
from sayso.testing.checks import make_article
from sayso.testing.plain import PLAIN_FLOW

FLOOD = "The Lisk flooded the tannery quarter of Dolmin, and pumps came from Vareth to the quays of the old town.\n"
LINES = (
    "[Orla Penn|person] said on 2031-05-01: The old dyke will hold if Vareth sends sandbags before the weekend.\n",
    "[Orla Penn|person] hoped: The rain ends.\n",
    "[Tam Brook|person] watched from a bridge.\n",
    "[Ministry of Quays|organization] said: Pumps are on their way, all of them.\n",
    "[Mara Vint|person] said: We stay out.\n> [Orla Penn|person] said: Nobody asked us before the weekend.\n",
    "[a pump driver|unnamed] said: We drove all night.\n",
)


def open_confirmed(_settings: Settings) -> Callable[[Bundle], Iterator[ReviewedAttribution]]:
    """Every confirmation in force, of every attribution of its article."""

    def confirmed(bundle: Bundle) -> Iterator[ReviewedAttribution]:
        for review in in_force(bundle[Review]):
            for one in bundle[Attribution] if review.kind == "confirm" else ():
                yield ReviewedAttribution(
                    id=make_id("ReviewedAttribution", bundle.article.revision, review.id, one.id),
                    article=bundle.article.id,
                    attribution=one.id,
                    start=one.content[0].start,
                    end=one.content[-1].end,
                    review=review.id,
                    kind="confirm",
                    field="",
                    value=None,
                    other=None,
                    by=review.by,
                    at=review.at,
                    effect="followed",
                )

    return confirmed


CONFIRMED = Each(
    name="confirmed",
    version=1,
    reads=(Article, Review, Attribution),
    writes=(ReviewedAttribution,),
    make=open_confirmed,
)
FLOW = (MARKS, *PLAIN_FLOW, CONFIRMED, *RESOLVE, UTTERANCES, CHAINS, ORIGINS)


class Writer:
    """Another process, as far as the reader can tell: it writes whatever comes to its mind."""

    def __init__(self, store: Desk, seed: int) -> None:
        self.store, self.chance, self.hour = store, random.Random(seed), 0
        self.reviews: list[Review] = []

    def step(self) -> str:
        """Write something, and say what."""
        ids = self.store.article_ids()
        kinds = ["put", "put", "put", "derive", "derive", "derive"]
        kinds += ["remove", "correct", "confirm", "join", "part"] if len(ids) > 2 else []
        kinds += ["undo"] if self.reviews else []
        what = self.chance.choice(kinds)
        getattr(self, what)(ids)
        return what

    def derive(self, _ids: list[str]) -> None:
        summary = run(self.store, FLOW, Settings(), workers=1)
        assert summary.failures == ()

    def put(self, _ids: list[str]) -> None:
        lines = self.chance.sample(LINES, self.chance.randint(0, 4))
        number = self.chance.randint(0, 6)
        day = f"2031-05-0{number + 1}"
        article = make_article(
            number,
            FLOOD + "".join(lines),
            outlet=self.chance.choice([None, "Inland Post", "Vega TV"]),
            published_earliest=day,
            published_latest=day,
            published_basis="stated",
        )
        self.store.add([article], force=True)

    def remove(self, ids: list[str]) -> None:
        self.store.remove(self.chance.choice(ids), reason="asked to")

    def correct(self, ids: list[str]) -> None:
        self._keep(
            make_review(
                "change",
                whole_anchor(self.chance.choice(ids)),
                by="Ada",
                at=self._now(),
                subject="article",
                field="outlet",
                value=self.chance.choice(["Radio Elsin", "Vega TV"]),
            )
        )

    def confirm(self, ids: list[str]) -> None:
        one = self.store.article(self.chance.choice(ids))
        anchor = make_anchor(one.id, one.text, Span(0, 8))
        self._keep(make_review("confirm", anchor, by="Ada", at=self._now(), subject="attribution"))

    def join(self, ids: list[str]) -> None:
        a, b = self.chance.sample(ids, 2)
        kind = self.chance.choice(["same_story", "different_stories"])
        whole = whole_anchor(a), whole_anchor(b)
        self._keep(make_review(kind, *whole, by="Bo", at=self._now(), subject="story"))  # type: ignore[arg-type]

    def part(self, ids: list[str]) -> None:
        """What two articles call by one name are two, if both have the name."""
        name = "Orla Penn"
        a, b = (self.store.article(one) for one in self.chance.sample(ids, 2))
        starts = [one.text.find(name) for one in (a, b)]
        if min(starts) >= 0:
            anchors = [
                make_anchor(one.id, one.text, Span(start, start + len(name)))
                for one, start in zip((a, b), starts, strict=True)
            ]
            self._keep(make_review("different_actors", *anchors, by="Bo", at=self._now()))

    def undo(self, _ids: list[str]) -> None:
        self._keep(undo(self.chance.choice(self.reviews), by="Bo", at=self._now()))

    def _keep(self, review: Review) -> None:
        self.reviews.append(review)
        self.store.add_reviews([review])

    def _now(self) -> str:
        self.hour += 1
        return f"2031-06-{1 + self.hour // 24:02}T{self.hour % 24:02}:00:00.000000Z"


def in_words(directory: Directory) -> dict[str, object]:
    """All that a directory holds, with the order of what has one."""
    return {
        "heads": list(directory.heads.items()),
        "stories": list(directory.stories.items()),
        "actors": list(directory.actors.items()),
        "actor of": dict(directory.actor_of),
        "entities": dict(directory.entities),
        "told": list(directory.told),
        "by attribution": dict(directory.by_attribution),
        "by words": list(directory.by_words.items()),
        "by last": list(directory.by_last.items()),
    }


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Collection]:
    """A collection without an article, yet."""
    with open_collection(tmp_path / "kept.db") as collection:
        yield collection


@pytest.fixture
def writer(reader: Collection, tmp_path: Path) -> Iterator[Callable[[int], Writer]]:
    """Somebody else who has the file of the reader open."""
    assert reader.store.article_ids() == []
    with open_collection(tmp_path / "kept.db") as collection:
        yield lambda seed: Writer(collection.store, seed)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_kept_is_what_a_fresh_reading_makes(
    seed: int,
    writer: Callable[[int], Writer],
    reader: Collection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        directories, "MOST_AGAIN", 2
    )  # never all anew because few articles are soon most of them
    another = writer(seed)
    steps = [getattr(another, name)([]) or name for name in ("put", "put", "derive")]
    reader.directory()
    read = count_readings(monkeypatch)

    for _ in range(40):
        steps.append(another.step())
        assert in_words(read_directory(reader.store)) == in_words(reader.directory()), steps
        assert story_entries(reader.store) == reader.story_entries(), steps

    assert [None] * 40 == [one for one in read if one is None]  # each by the fresh reading beside it


def count_readings(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str] | None]:
    """Notes which articles are read whenever any are; None: all."""
    seen: list[frozenset[str] | None] = []

    def read(store: Store, articles: frozenset[str] | None, spelt: Spelt) -> dict[str, Columns]:
        seen.append(articles)
        return read_columns(store, articles, spelt)

    monkeypatch.setattr(directories, "read_columns", read)
    return seen


def test_only_articles_in_which_something_changed_are_read_again(
    writer: Callable[[int], Writer], reader: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [
        f"Report {number} of the quays.\n[Dara Holm {number}|person] said: Stay.\n" for number in range(9)
    ]
    another = writer(1)
    another.store.add([make_article(number, text) for number, text in enumerate(texts)])
    another.derive([])
    before = reader.directory()
    read = count_readings(monkeypatch)
    name = make_article(4, texts[4]).id
    another.confirm([name])
    another.derive([])
    after = reader.directory()

    assert [frozenset([name])] == read
    assert ["checked"] == [one.state for one in after.told if one.article == name]
    assert {"unreviewed"} == {one.state for one in before.told}


def test_those_who_ask_at_once_wait_for_one_reading(
    writer: Callable[[int], Writer], reader: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer(1).put([])
    writer(1).derive([])
    read = count_readings(monkeypatch)
    kept, found = Directories(reader.store), list[Directory]()
    threads = [threading.Thread(target=lambda: found.append(kept.now())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [None] == read
    assert [found[0]] * 4 == found


def test_what_was_kept_beside_it_goes_with_any_writing(
    writer: Callable[[int], Writer], reader: Collection
) -> None:
    another = writer(1)
    another.put([])
    another.derive([])
    before = reader.directory()
    assert before.remember("asked", lambda: "answer") == "answer"
    another.store.take_lock()
    after = reader.directory()

    assert in_words(before) == in_words(after)
    assert {} == after.kept

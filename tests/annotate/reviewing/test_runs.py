"""Reviews in a collection: what runs again after one, and that it holds when the text and the stages change."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from sayso.engines.held import Held
from sayso.flow import ANNOTATE
from sayso.ids import make_id, text_hash
from sayso.records import Article, Attribution, Review, ReviewedAttribution, Speaker, Time
from sayso.reviews.log import undo
from sayso.run import open_ahead, run
from sayso.settings import Settings
from sayso.stage import Each
from sayso.store import open_store
from sayso.store.protocol import Desk
from sayso.testing import differences, snapshot

SETTINGS = Settings()


@pytest.fixture(scope="module")
def engine() -> Held:
    """One engine for all tests here, as a server has one for all reviews."""
    held = Held()
    open_ahead(ANNOTATE, SETTINGS, held)
    return held


@pytest.fixture
def store(annotated: Any, text: str, engine: Held) -> Iterator[Desk]:
    """The text of these tests in a collection, with its rows."""
    with open_store(":memory:") as opened:
        opened.add([annotated.article(text)])
        run(opened, ANNOTATE, SETTINGS, workers=1, engine=engine)
        yield opened


def contents(store: Desk) -> list[str]:
    """The words of each attribution."""
    [article] = store.articles()
    return [
        " | ".join(article.text[start:end] for start, end in row.content) for row in store.rows(Attribution)
    ]


def revised(article: Article, text: str) -> Article:
    """The same article with another text."""
    digest = text_hash(text)
    return replace(article, text=text, text_sha256=digest, revision=make_id("Revision", article.id, digest))


def test_only_what_a_review_touches_runs_again(store: Desk, log: Any, engine: Held) -> None:
    """Names, marks and times are as they were."""
    store.add_reviews([log("change", "the county of neglect", "Ada Roe", field="speaker")])
    made = run(store, ANNOTATE, SETTINGS, workers=1, engine=engine)

    assert {"attributions", "speakers", "details"} <= made.stages.keys()
    assert not {"marks", "sentences", "mentions", "entities", "times", "quantities"} & made.stages.keys()
    assert 0 == store.status().stale


def test_a_review_of_a_time_leaves_attributions_alone(store: Desk, log: Any, engine: Held) -> None:
    store.add_reviews([log("change", "Monday", subject="time", value="2031-04-28")])
    made = run(store, ANNOTATE, SETTINGS, workers=1, engine=engine)

    assert {"times", "details"} <= made.stages.keys()
    assert not {"mentions", "attributions", "speakers"} & made.stages.keys()


def test_a_note_changes_no_row_but_its_own(store: Desk, log: Any, engine: Held) -> None:
    before = list(store.rows(Attribution))
    store.add_reviews([log("note", "the county of neglect", note="ask them")])
    made = run(store, ANNOTATE, SETTINGS, workers=1, engine=engine)

    assert before == list(store.rows(Attribution))
    assert 1 == store.count(ReviewedAttribution)
    assert not {"times", "clauses", "descriptors"} & made.stages.keys()


def test_taking_back_all_reviews_leaves_what_was_found(store: Desk, log: Any, engine: Held) -> None:
    before = snapshot(store, ANNOTATE)
    reviews = [
        log("reject", "the county of neglect"),
        log("change", "“Nobody asked us,”", "Nobody asked", field="span"),
        log("add", "no money", "county", by="Ada"),
        log("change", "Monday", subject="time", value="2031-04-28"),
    ]
    store.add_reviews(reviews)
    run(store, ANNOTATE, SETTINGS, workers=1, engine=engine)
    assert differences(before, snapshot(store, ANNOTATE))

    store.add_reviews(undo(one, by="Nora", at="2031-06-01T10:00:00.000000Z") for one in reviews)
    run(store, ANNOTATE, SETTINGS, workers=1, engine=engine)
    assert [] == differences(before, snapshot(store, ANNOTATE))


def newer(stage: Each) -> Each:
    """The stage as a next version of the program may have it."""
    return replace(stage, version=stage.version + 1)


def test_reviews_hold_when_the_text_is_shifted_and_the_stages_are_newer(
    store: Desk, log: Any, engine: Held, text: str
) -> None:
    reviews: list[Review] = [
        log("reject", "the county of neglect"),
        log("change", "“Nobody asked us,”", "Ada Roe", field="speaker"),
        log("change", "that the town has no money for a new one", "the town has no money", field="span"),
        log("add", "will close in June", "Stroud", by="Ada"),
        log("change", "Monday", subject="time", value="2031-04-28"),
    ]
    store.add_reviews(reviews)
    run(store, ANNOTATE, SETTINGS, workers=1, engine=engine)
    before = contents(store)
    [article] = store.articles()
    store.add([revised(article, "Updated " + text)])
    run(store, tuple(map(newer, ANNOTATE)), SETTINGS, workers=1, engine=engine)
    speakers = {speaker.attribution: speaker for speaker in store.rows(Speaker)}
    rows = dict(zip(contents(store), store.rows(Attribution), strict=True))

    assert before == contents(store)
    assert {"the town has no money", "will close in June"} < rows.keys()
    assert "the county of neglect" not in rows
    assert "Ada Roe" == speakers[rows["“Nobody asked us,”"].id].name
    assert "Jan Stroud" == speakers[rows["will close in June"].id].name
    assert "2031-04-28" in [time.value for time in store.rows(Time)]
    assert ["followed"] * 4 == [one.effect for one in store.rows(ReviewedAttribution)]


def test_what_was_set_by_words_that_are_gone_is_refused_and_says_so(
    store: Desk, log: Any, engine: Held, text: str
) -> None:
    store.add_reviews([log("change", "“Nobody asked us,”", "engineer Ada Roe", field="speaker")])
    [article] = store.articles()
    store.add([revised(article, text.replace("engineer Ada Roe told", "officials told"))])
    run(store, ANNOTATE, SETTINGS, workers=1, engine=engine)
    [reviewed] = store.rows(ReviewedAttribution)

    assert ("refused", "the words that it names do not stand in this article") == (
        reviewed.effect,
        reviewed.why,
    )


def test_what_was_added_stays_when_the_words_that_named_the_speaker_are_gone(
    store: Desk, log: Any, engine: Held, text: str
) -> None:
    """Who said it is unknown then, but it is still said by somebody, and not by the outlet."""
    store.add_reviews([log("add", "will close in June", "engineer Ada Roe told")])
    [article] = store.articles()
    store.add([revised(article, text.replace("engineer Ada Roe told", "officials told"))])
    run(store, ANNOTATE, SETTINGS, workers=1, engine=engine)
    speakers = {speaker.attribution: speaker for speaker in store.rows(Speaker)}
    rows = dict(zip(contents(store), store.rows(Attribution), strict=True))

    assert ("", "reviewed") == _known(speakers[rows["will close in June"].id])


def _known(speaker: Speaker) -> tuple[str, str]:
    return speaker.name, speaker.basis


def test_an_article_in_a_language_that_is_not_read_has_what_people_add(
    engine: Held, log_of: Any, annotated: Any
) -> None:
    text = "Die alte Brücke bleibt zu. „Wir haben kein Geld“, sagte Bürgermeister Jan Stroud."
    log = log_of(text)
    with open_store(":memory:") as store:
        store.add([annotated.article(text, language="de")])
        store.add_reviews([log("add", "„Wir haben kein Geld“", "Jan Stroud")])
        made = run(store, ANNOTATE, SETTINGS, workers=1, engine=engine)
        [row], [speaker] = store.rows(Attribution), store.rows(Speaker)

        assert () == made.failures
        assert ("direct", row.id) == (row.kind, speaker.attribution)
        assert (None, "Jan Stroud", "reviewed") == (speaker.entity, speaker.name, speaker.basis)


def test_stages_are_opened_once_for_many_runs(store: Desk, log: Any) -> None:
    opened: list[str] = []

    def counted(stage: Each) -> Each:
        def make(settings: Settings) -> Any:
            opened.append(stage.name)
            return stage.make(settings)

        return replace(stage, make=make)

    flow, held = tuple(map(counted, ANNOTATE)), Held()
    for words in ("the county of neglect", "“Nobody asked us,”"):
        store.add_reviews([log("reject", words)])
        run(store, flow, SETTINGS, workers=1, engine=held)

    assert "attributions" in opened
    assert sorted(set(opened)) == sorted(opened)


def test_the_grammar_of_an_article_is_made_once_for_many_reviews(store: Desk, log: Any) -> None:
    """And the rows are those that a program makes which reads it anew."""
    held = Held()
    reviews = [
        log("reject", "the county of neglect"),
        log("change", "Monday", subject="time", value="2031-04-28"),
    ]
    store.add_reviews(reviews[:1])
    first = run(store, ANNOTATE, SETTINGS, workers=1, engine=held)
    store.add_reviews(reviews[1:])
    second = run(store, ANNOTATE, SETTINGS, workers=1, engine=held)
    with open_store(":memory:") as fresh:
        fresh.add(store.articles())
        fresh.add_reviews(reviews)
        run(fresh, ANNOTATE, SETTINGS, workers=1)

        assert [] == differences(snapshot(fresh, ANNOTATE), snapshot(store, ANNOTATE))
    assert "parses" in first.stages
    assert "parses" not in second.stages

"""The stage that gives vectors to an article and to what is said in it."""

from collections.abc import Callable, Iterator

import pytest

from sayso.annotate.meaning.embeddings import EMBEDDINGS, head
from sayso.ids import make_id, text_hash
from sayso.records import Article, Attribution, Embedding, Mark, MarkKind
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.words.vectors import cosine, unpack

TEXT = """BRIDGE TO CLOSE
HARROWBY, May 2 (Meridian) - The old bridge will be closed, the mayor said.
“We will rebuild it,” said Nora Whitlow, “stone by stone.”"""


def _article(text: str = TEXT, *, title: str | None = None, language: str | None = "en") -> Article:
    digest = text_hash(text)
    return Article(
        id="a1",
        revision=make_id("Revision", "a1", digest),
        text=text,
        text_sha256=digest,
        title=title,
        language=language,
    )


def _mark(words: str, kind: MarkKind, text: str = TEXT) -> Mark:
    start = text.index(words)
    return Mark(id=words, article="a1", start=start, end=start + len(words), kind=kind)


MARKS = (_mark("BRIDGE TO CLOSE", "headline"), _mark("HARROWBY, May 2 (Meridian) - ", "dateline"))


def _attribution(number: int, *spans: Span) -> Attribution:
    return Attribution(
        id=f"s{number}",
        article="a1",
        kind="direct",
        content=spans,
        cue=None,
        source=None,
        confidence=900,
        reasons=("written for this test",),
    )


@pytest.fixture(scope="module")
def make() -> Callable[[Bundle], Iterator[Embedding]]:
    """The stage's function."""
    made: Callable[[Bundle], Iterator[Embedding]] = EMBEDDINGS.make(Settings())
    return made


def _bundle(article: Article, *attributions: Attribution, marks: tuple[Mark, ...] = ()) -> Bundle:
    return Bundle(article, {Mark: marks, Attribution: attributions})


def test_there_is_one_for_the_article_and_one_for_each_attribution(
    make: Callable[[Bundle], Iterator[Embedding]],
) -> None:
    quoted = [TEXT.index("We will"), TEXT.index("stone by")]
    rows = list(
        make(
            _bundle(
                _article(),
                _attribution(1, Span(quoted[0], quoted[0] + 19), Span(quoted[1], quoted[1] + 15)),
                _attribution(2, Span(quoted[0], quoted[0] + 19)),
                marks=MARKS,
            )
        )
    )

    assert [None, "s1", "s2"] == [row.attribution for row in rows]
    assert 3 == len({row.id for row in rows})
    assert cosine(unpack(rows[1].vector), unpack(rows[2].vector)) > cosine(
        unpack(rows[1].vector), unpack(rows[0].vector)
    )


def test_the_same_words_said_twice_have_the_same_vector(
    make: Callable[[Bundle], Iterator[Embedding]],
) -> None:
    text = "“It will fall,” she said. Again she said: “It will fall,” and left."
    first, second = text.index("It will"), text.rindex("It will")
    article = _article(text)
    rows = list(
        make(
            _bundle(
                article,
                _attribution(1, Span(first, first + 13)),
                _attribution(2, Span(second, second + 13)),
            )
        )
    )

    assert rows[1].vector == rows[2].vector


def test_a_content_without_a_word_has_no_vector(make: Callable[[Bundle], Iterator[Embedding]]) -> None:
    rows = list(make(_bundle(_article("\u200b \n"), _attribution(1, Span(0, 2)))))

    assert [] == rows


def test_an_article_of_another_language_has_none(make: Callable[[Bundle], Iterator[Embedding]]) -> None:
    assert [] == list(make(_bundle(_article("Die Brücke wird gesperrt.", language="de"))))


def test_an_article_of_unknown_language_is_read(make: Callable[[Bundle], Iterator[Embedding]]) -> None:
    assert 1 == len(list(make(_bundle(_article(language=None)))))


def test_what_an_article_says_does_not_depend_on_what_came_before(
    make: Callable[[Bundle], Iterator[Embedding]],
) -> None:
    alone = list(make(_bundle(_article(), marks=MARKS)))
    list(make(_bundle(_article("Goats were sold. " * 40, title="Goats"))))

    assert alone == list(make(_bundle(_article(), marks=MARKS)))


def test_the_head_is_the_headline_and_the_report() -> None:
    """Neither the dateline nor a marked heading again."""
    text, spans = head(_article(), MARKS)

    assert ["BRIDGE TO CLOSE", "The old bridge will be closed,"] == [
        text[span.start : span.end].strip()[:30] for span in spans if text[span.start : span.end].strip()
    ]


def test_a_given_title_stands_for_the_headline_in_the_text() -> None:
    text, spans = head(_article(title=" Old bridge to close in May "), MARKS)
    read = [text[span.start : span.end].strip() for span in spans]

    assert ["Old bridge to close in May", "The old bridge will be closed,"] == [
        words[:30] for words in read if words
    ]


def test_marks_within_each_other_are_left_out_once() -> None:
    text, spans = head(_article(), (*MARKS, _mark("May 2", "place"), _mark("TO CLOSE", "section")))

    assert ["BRIDGE TO CLOSE", "The old bridge will be closed,"] == [
        text[span.start : span.end].strip()[:30] for span in spans if text[span.start : span.end].strip()
    ]

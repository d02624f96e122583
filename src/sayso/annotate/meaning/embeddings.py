"""What an article and each thing said in it means, as vectors: one for the article, one an attribution."""

from collections.abc import Callable, Iterable, Iterator

from sayso.annotate.meaning.encoder import Encode, model_line, open_encoder
from sayso.annotate.whether_read import why_unread
from sayso.ids import make_id
from sayso.records import Article, Attribution, Embedding, Mark
from sayso.settings import Settings
from sayso.spans import Span, merge
from sayso.stage import Bundle, Each
from sayso.words.vectors import pack


def open_embeddings(settings: Settings) -> Callable[[Bundle], Iterator[Embedding]]:
    """Load the encoder; return the function that reads an article's head and what is said in it.

    An article of a language that is not annotated gets none: the encoder knows English.
    """
    encode = open_encoder()

    def embeddings(bundle: Bundle) -> Iterator[Embedding]:
        article = bundle.article
        if why_unread(article, settings):
            return
        yield from of_head(article, bundle[Mark], encode)
        known: dict[tuple[str, ...], str] = {}
        for attribution in bundle[Attribution]:
            # the same words are often found twice, within each other or said again
            words = tuple(article.text[span.start : span.end] for span in attribution.content)
            if words not in known:
                vector = encode(article.text, attribution.content)
                known[words] = "" if vector is None else pack(vector)
            if known[words]:
                yield _row(article, attribution.id, known[words])

    return embeddings


def of_head(article: Article, marks: Iterable[Mark], encode: Encode) -> Iterator[Embedding]:
    """The row of the article itself; none where it has no word."""
    vector = encode(*head(article, marks))
    if vector is not None:
        yield _row(article, None, pack(vector))


def head(article: Article, marks: Iterable[Mark]) -> tuple[str, list[Span]]:
    """The headline and the text of the report behind it, as one text and the spans of it to read.

    The title as it was given stands before the text, in which headings and what belongs to the page are left out; an
    article without one begins with the headline marked in its text.
    """
    marks = tuple(marks)
    title = (article.title or "").strip()
    first = [mark for mark in marks if mark.kind == "headline"][:1]
    text = f"{title}\n{article.text}" if title else article.text
    shift = len(title) + 1 if title else 0
    spans = [Span(0, len(title))] if title else [Span(mark.start, mark.end) for mark in first]
    at = 0
    for gap in (
        *merge(Span(mark.start, mark.end) for mark in marks),
        Span(len(article.text), len(article.text)),
    ):
        if at < gap.start:
            spans.append(Span(at + shift, gap.start + shift))
        at = gap.end
    return text, spans


def _row(article: Article, attribution: str | None, vector: str) -> Embedding:
    return Embedding(
        id=make_id("Embedding", article.revision, attribution),
        article=article.id,
        attribution=attribution,
        vector=vector,
    )


def _model(_settings: Settings) -> str:
    return model_line()


EMBEDDINGS = Each(
    name="embeddings",
    version=1,
    reads=(Article, Mark, Attribution),
    writes=(Embedding,),
    make=open_embeddings,
    uses=("annotate.languages",),
    model=_model,
)

"""Words of an article with the voice that they stand in: the outlet's own, or whoever an attribution gives them to.

What compares reports keeps an attribution's id beside each place; here it becomes a rendering, which names its speaker,
how that is known, and in whose statement it is reported. A claim is never shown without it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.publish.views.reading_order import in_order
from sayso.publish.views.renderings import SAID_KINDS, Rendering, renderings
from sayso.publish.views.stories import actor_of, bundles
from sayso.publish.words.phrases import one_line
from sayso.records import Article
from sayso.spans import Span, contains
from sayso.stage import Bundle
from sayso.store.protocol import Store
from sayso.words.own_words import quoted_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """Words of an article and their voice: `voice` None and not `lost`: the outlet says them itself.

    `lost`: an attribution is named that cannot be read, or they stand between quotation marks and nobody is found to
    have said them, so that the words must not pass for the outlet's.
    """

    article: Article
    span: Span
    voice: Rendering | None
    lost: bool = False

    @property
    def own(self) -> bool:
        """Whether the outlet says it itself."""
        return self.voice is None and not self.lost

    @property
    def words(self) -> str:
        """The exact words, on one line."""
        return one_line(self.article.text[slice(*self.span)])


@dataclass(frozen=True, slots=True)
class Voices:
    """The articles that some records name, with every attribution in them."""

    articles: Mapping[str, Article]
    said: Mapping[str, Rendering]
    quoted: Mapping[str, Sequence[Span]]

    def at(self, article: str, span: Span, attribution: str | None) -> Voiced | None:
        """Words of one article; None when the article is not in the collection."""
        if article not in self.articles:
            return None
        voice = self.said.get(attribution) if attribution is not None else None
        return Voiced(
            article=self.articles[article],
            span=span,
            voice=voice,
            lost=voice is None and (attribution is not None or self._is_quoted(article, span)),
        )

    def _is_quoted(self, article: str, span: Span) -> bool:
        return any(contains(quotation, span) for quotation in self.quoted[article])


def read_voices(store: Store, articles: Iterable[str], *, read: Iterable[Bundle] = ()) -> Voices:
    """Articles by their ids in reading order, with the renderings of what is said in them, by attribution.

    Of those in `read` everything that `SAID_KINDS` name was read already.
    """
    ids = sorted(set(articles))
    known = {bundle.article.id: bundle for bundle in read}
    others = bundles(store, store.articles([one for one in ids if one not in known]), SAID_KINDS)
    by_id = {one: known[one] for one in ids if one in known} | {one.article.id: one for one in others}
    order = in_order(bundle.article for bundle in by_id.values())
    return voices_of([by_id[article.id] for article in order], actor_of(store, ids))


def voices_of(read: Sequence[Bundle], actors: Mapping[str, str]) -> Voices:
    """The same of articles in reading order that were read already, with all that `SAID_KINDS` name."""
    said = {
        rendering.attribution.id: rendering for bundle in read for rendering in renderings(bundle, actors)
    }
    quoted = {bundle.article.id: quoted_spans(bundle.article.text) for bundle in read}
    return Voices({bundle.article.id: bundle.article for bundle in read}, said, quoted)

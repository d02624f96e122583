"""A story as its finders read it: each article's records, found by place and by id."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.records import (
    ActorMember,
    Article,
    Attribution,
    Clause,
    Detail,
    Entity,
    Mark,
    Mention,
    Quantity,
    Sentence,
    SharedPassage,
    Speaker,
    Time,
    UtteranceMember,
)
from sayso.spans import Span, contains, overlap
from sayso.stage import Bundle, Member
from sayso.words.commonness import function_words
from sayso.words.forms import read_words

# Sentences at the end of a text that is here in part among which the one is that was cut off; behind it an outlet asks to
# subscribe, and to sign in.
LAST = 3
_ENDED = re.compile(r"[.!?][\"'”’»)\]]*$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\"'”’»)\]]*$")
_HEADINGS = frozenset({"headline", "subheading"})


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """One article of the story, its records by id, and what stands where."""

    article: Article
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]
    times: Mapping[str, Time]
    quantities: tuple[Quantity, ...]
    attributions: Mapping[str, Attribution]
    speakers: Mapping[str, Speaker]
    details: Mapping[str, Detail]
    entities: Mapping[str, Entity]
    mentions: Mapping[str, Mention]
    marks: tuple[Mark, ...]
    actors: Mapping[str, str]
    utterances: Mapping[str, str]
    names: tuple[tuple[Span, Entity], ...]
    """Actors by entity and utterances by attribution; `speakers` and `details` are by attribution too;
    `names` are those of named entities in reading order."""
    _starts: tuple[int, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def words(self, span: Span) -> str:
        """The words of a span, on one line."""
        return " ".join(self.text[span.start : span.end].split())

    def sentence_at(self, at: int) -> Span:
        """The sentence that a place stands in; the place alone where there is none."""
        number = bisect_right(self._starts, at) - 1
        if number >= 0 and at < self.sentences[number].end:
            return Span(self.sentences[number].start, self.sentences[number].end)
        return Span(at, min(at + 1, len(self.text)))

    def context(self, span: Span) -> Span:
        """The sentences that a span stands in."""
        last = self.sentence_at(max(span.start, span.end - 1))
        return Span(min(span.start, self.sentence_at(span.start).start), max(span.end, last.end))

    def breaks_off(self, span: Span) -> bool:
        """Whether the sentence of a span may go on in what is missing: the article is here in part, and there it stops."""
        if not self.article.in_part:
            return False
        sentence = self.sentence_at(max(span.start, span.end - 1))
        words = self.text[sentence.start : sentence.end].rstrip()
        if _ELLIPSIS.search(words):
            return True
        last = [row.start for row in self.sentences[1:][-LAST:] or self.sentences]
        heading = any(row.kind in _HEADINGS and row.start <= sentence.start < row.end for row in self.marks)
        return sentence.start in last and not heading and not _ENDED.search(words)

    def stops_at(self, span: Span) -> bool:
        """Whether some words are the last before what is missing, so that they may be half of what was written."""
        if not self.breaks_off(span):
            return False
        rest = self.text[span.end : self.sentence_at(max(span.start, span.end - 1)).end]
        return not any(sign.isalnum() for sign in rest)

    def attribution_at(self, span: Span) -> str | None:
        """The id of the innermost attribution whose content holds a span, or else some of it; None: the outlet says it."""
        around = [
            (not contains(piece, span), piece.end - piece.start, row.id)
            for row in self.attributions.values()
            for piece in row.content
            if overlap(piece, span)
        ]
        return min(around)[2] if around else None

    def voice(self, attribution: str | None) -> str:
        """Whose words something is, the same for all places of one speaker: "" the outlet's, else actor or name."""
        if attribution is None:
            return ""
        speaker = self.speakers.get(attribution)
        if speaker is None:
            return f"?{attribution}"
        return self.actors.get(speaker.entity or "", speaker.name.casefold() or f"?{attribution}")

    def speaker_words(self, attribution: str | None) -> frozenset[str]:
        """The words of the name of whoever says something; none where the outlet does, or nobody named."""
        speaker = self.speakers.get(attribution or "")
        entity = self.entities.get(speaker.entity or "") if speaker is not None else None
        if speaker is None or entity is None or not entity.named:
            return frozenset()
        return frozenset(read_words(speaker.name).forms) - function_words()

    def clause_at(self, span: Span) -> Clause | None:
        """The smallest clause that holds a span."""
        around = [row for row in self.clauses if row.start <= span.start and span.end <= row.end]
        return min(around, key=lambda row: (row.end - row.start, row.id), default=None)


def two_voices(one: tuple[ArticleReading, str | None], two: tuple[ArticleReading, str | None]) -> bool:
    """Whether two named speakers say two things: that they differ is where they stand, and no discrepancy of reports.

    "Police said" and "an official said" stand for how an outlet knows something, which another outlet knows otherwise.
    """
    names = [article.speaker_words(attribution) for article, attribution in (one, two)]
    voices = [article.voice(attribution) for article, attribution in (one, two)]
    return all(names) and not names[0] & names[1] and voices[0] != voices[1]


@dataclass(frozen=True, slots=True)
class StoryReading:
    """The articles of a story by id, in the order of their ids, and the passages that two of them share."""

    story: str
    articles: Mapping[str, ArticleReading]
    passages: tuple[SharedPassage, ...]


def read_story(story: str, members: Iterable[Member]) -> StoryReading:
    """Read the articles of a story; what shares text with an article outside of it is left out."""
    bundles = [member.bundle for member in members if member.bundle is not None]
    articles = {
        bundle.article.id: _read(bundle) for bundle in sorted(bundles, key=lambda one: one.article.id)
    }
    passages = {
        row.id: row
        for bundle in bundles
        for row in bundle[SharedPassage]
        if row.a_article in articles and row.b_article in articles
    }
    return StoryReading(story, articles, tuple(passages[key] for key in sorted(passages)))


def _read(bundle: Bundle) -> ArticleReading:
    sentences = tuple(sorted(bundle[Sentence], key=lambda row: (row.start, row.end)))
    return ArticleReading(
        article=bundle.article,
        sentences=sentences,
        clauses=bundle[Clause],
        times={row.id: row for row in bundle[Time]},
        quantities=bundle[Quantity],
        attributions={row.id: row for row in bundle[Attribution]},
        speakers={row.attribution: row for row in bundle[Speaker]},
        details={row.attribution: row for row in bundle[Detail]},
        entities={row.id: row for row in bundle[Entity]},
        mentions={row.id: row for row in bundle[Mention]},
        marks=bundle[Mark],
        actors={row.entity: row.actor for row in bundle[ActorMember]},
        utterances={row.attribution: row.utterance for row in bundle[UtteranceMember]},
        names=_names(bundle),
        _starts=tuple(row.start for row in sentences),
    )


def _names(bundle: Bundle) -> tuple[tuple[Span, Entity], ...]:
    mentions = {row.id: row for row in bundle[Mention]}
    return tuple(
        sorted(
            (
                (Span(mention.start, mention.end), entity)
                for entity in bundle[Entity]
                if entity.named
                for mention in (mentions[one] for one in entity.mentions if one in mentions)
                if mention.form == "name"
            ),
            key=lambda name: (name[0], name[1].id),
        )
    )

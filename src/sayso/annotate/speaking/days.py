"""On which day something was said: a time in the clause of the cue, or the day of the same speaker before.

A time inside the content (a deadline, the day of an event) is never the day of speaking.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sayso.annotate.parsing.grammar import Grammar
from sayso.records import Attribution, Sentence, Speaker, Time
from sayso.spans import Span

SPEAKING = frozenset({
    "speaking", "talking", "addressing", "appearing", "writing", "testifying", "briefing", "asked", "reacting", "responding",
    "told", "telling", "said", "says", "interviewed", "quoted",
})  # fmt: skip
CHANNELS = frozenset({
    "statement", "tweet", "post", "interview", "conference", "speech", "address", "letter", "briefing", "remarks", "email",
    "testimony", "hearing", "call", "release", "message", "report", "news", "press", "twitter", "facebook", "rally", "debate", "memo",
    "broadcast", "episode", "show", "appearance", "announcement", "tweets", "posts", "op-ed", "column", "article", "editorial",
    "discussion", "event", "panel", "forum", "video", "study", "paper", "survey", "poll", "filing", "ruling", "lawsuit",
    "complaint", "book", "essay", "reports", "statements", "interviews", "comments", "series", "pair", "thread",
    "documents", "document", "roundtable", "meeting", "sermon", "text", "note", "order",
})  # fmt: skip
ISSUED = frozenset({
    "released", "published", "posted", "recorded", "issued", "made", "aired", "broadcast", "sent", "delivered", "given", "written",
    "taped", "dated", "signed", "unveiled", "filed", "shared", "conducted", "held",
})  # fmt: skip
"""What is done to a document or an appearance on the day of its words."""
WHOM = frozenset({"PROPN", "NOUN", "DET", "ADJ", "NUM"})
LIGHT = frozenset(
    {"on", "late", "early", "'s", "’s", ",", "has", "had", "also", "then", "first", "again", "to", "in"}
)
ASIDE = frozenset({"after", "before", "when", "while", "as", "since", "until", "once", "because", "if"})
SIGNED = re.compile(r"\s*(?:pic\.twitter\.com/\w+\s*)?[—–-]{1,2}\s*[^\n—(]{1,60}\(@\w{1,20}\)")
HANDLED = re.compile(r"\(@\w{1,20}\)$")
NARROW = frozenset({"year", "second", "minute", "hour", "part_of_day", "day", "week", "month"})
LIMITS = frozenset({"by", "until", "till", "before", "since", "after", "through", "from"})
"""Words that make a time behind them a limit ("by Monday") and no day on which something was said."""
CLOSING = frozenset('”"')
POINTERS = frozenset({"today", "tonight", "yesterday", "this", "last", "next", "now"})
NEAR, FARTHEST, MOST_AROUND = 6, 5, 40
"""Words between a cue and a day told right after it, heads from a day up to its cue, and contents around one place;
set by judgement, above what occurs."""
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
LONGEST_CARRY = 12
"""Paragraphs over which a speaker's day is carried; set by judgement, as about the length of a report on one appearance."""


class Day(NamedTuple):
    """A day of speaking: its words, its TIMEX3 value and how it is known; all None when it is not."""

    span: Span | None = None
    value: str | None = None
    basis: str | None = None


def _is_day(time: Time, words: str, published: str | None) -> bool:
    """Whether a time can be a day of speaking: a year at most, and not after the article."""
    if time.type not in {"DATE", "TIME"} or "REF" in time.value or time.precision not in NARROW:
        return False
    if published is None or time.earliest is None or time.earliest[:10] <= published[:10]:
        return True
    return _spoken(time, words, published) != time.value


def _spoken(time: Time, words: str, published: str | None) -> str:
    """The value of a time as a day of speaking: a weekday after the article is the one a week before.

    "said on Friday he would go" has a Friday that was, whatever the tense behind it says.
    """
    if published is None or time.earliest is None or words.lower() not in WEEKDAYS:
        return time.value
    day, report = date.fromisoformat(time.earliest[:10]), date.fromisoformat(published[:10])
    if not report < day < report + timedelta(days=7):
        return time.value
    return (day - timedelta(days=7)).isoformat()


class DayFinder:
    """The days of one article's attributions, asked for in reading order (a day is carried forward only)."""

    def __init__(
        self,
        grammar: Grammar,
        times: Sequence[Time],
        sentences: Sequence[Sentence],
        contents: Sequence[Span],
        *,
        published: str | None,
        names: Sequence[Span],
    ) -> None:
        self._grammar, self._sentences, self._published = grammar, sentences, published
        self._contents = sorted(contents)
        self._content_starts = [span.start for span in self._contents]
        named = {index for span in names for index in grammar.tokens(span)}
        self._times = sorted(
            (
                time
                for time in times
                if _is_day(time, grammar.text[time.start : time.end], published)
                and self._is_time_here(time, named)
            ),
            key=lambda time: time.start,
        )
        self._starts = [time.start for time in self._times]
        self._stamps = {time.start: time for time in times if time.type == "DATE" and time.precision == "day"}
        self._known: dict[str, tuple[Day, int]] = {}

    def _is_time_here(self, time: Time, named: set[int]) -> bool:
        """Whether the words are a time where they stand: no part of a name ("Harlow Today"), and no limit."""
        grammar = self._grammar
        tokens = grammar.tokens(Span(time.start, time.end))
        if not tokens or not named.isdisjoint(tokens):
            return False
        first, before = tokens[0], tokens[0] - 1
        if CLOSING & set(grammar.text[time.end : time.end + 2].lstrip(",.")[:1]):
            return (
                False  # the end of a title ("Harlow This Week"): speech outside its own content is not quoted
            )
        opens = before < 0 or grammar.sent[before] != grammar.sent[first] or grammar.words[before] == ","
        if not opens and grammar.lower[first] in POINTERS and grammar.words[first][:1].isupper():
            return False
        while before >= 0 and grammar.lower[before] in {"the", "late", "early", "at", "about"}:
            before -= 1
        return before < 0 or grammar.lower[before] not in LIMITS

    def day(self, attribution: Attribution, speaker: Speaker) -> Day:
        """The day on which an attribution was said."""
        offset = attribution.cue or attribution.source or attribution.content[0]
        paragraph = self._paragraph(offset.start)
        stated = self._stated(attribution) or self._signed(attribution)
        if stated is not None:
            if speaker.entity is not None and attribution.nested_in is None:
                self._known[speaker.entity] = (stated, paragraph)
            return stated
        if (
            speaker.entity is None
            or speaker.type != "person"
            or attribution.nested_in is not None
            or self._past_perfect(attribution)
        ):
            return Day()
        known = self._known.get(speaker.entity)
        if known is None or paragraph - known[1] > LONGEST_CARRY:
            return Day()
        return Day(known[0].span, known[0].value, f"carried over from paragraph {known[1] + 1}")

    def _paragraph(self, offset: int) -> int:
        at = bisect_right(self._sentences, offset, key=lambda sentence: sentence.start) - 1
        return self._sentences[at].paragraph if at >= 0 else 0

    def _past_perfect(self, attribution: Attribution) -> bool:
        """Whether the cue tells of an earlier occasion ("had said")."""
        if attribution.cue is None:
            return False
        return any(
            self._grammar.lower[below] == "had"
            for verb in self._grammar.tokens(attribution.cue)
            for below in self._grammar.children[verb]
        )

    def _stated(self, attribution: Attribution) -> Day | None:
        """The nearest time that hangs on the cue, on the source's verb or on a word for the channel."""
        grammar = self._grammar
        if attribution.cue is None:
            return None
        verbs = list(grammar.tokens(attribution.cue))
        if not verbs:
            return None
        sent = grammar.sent[verbs[0]]
        first, last = bisect_left(grammar.sent, sent), bisect_right(grammar.sent, sent) - 1
        zone = grammar.span(first, last)
        best: tuple[int, Time] | None = None
        for time in self._within(zone):
            tokens = grammar.tokens(Span(time.start, time.end))
            if not tokens or self._is_said(time, attribution.cue):
                continue
            if not self._hangs(tokens, set(verbs)) and not self._adjoins(tokens, attribution):
                continue
            distance = abs(time.start - attribution.cue.start)
            if best is None or distance < best[0]:
                best = (distance, time)
        if best is None:
            return None
        span = Span(best[1].start, best[1].end)
        return Day(span, _spoken(best[1], grammar.text[span.start : span.end], self._published), "stated")

    def _within(self, zone: Span) -> Sequence[Time]:
        return self._times[bisect_left(self._starts, zone.start) : bisect_right(self._starts, zone.end)]

    def _is_said(self, time: Time, cue: Span) -> bool:
        """Whether a time stands in what somebody says, and the cue does not: a deadline, or the day of an event."""
        at = bisect_right(self._content_starts, time.start)
        return any(
            span.end > time.start and not span.start <= cue.start < span.end
            for span in self._contents[max(0, at - MOST_AROUND) : at]
        )

    def _signed(self, attribution: Attribution) -> Day | None:
        """The date of an embedded post, behind its signature: "— Daniel Reed (@reed) May 3, 2031"."""
        text = self._grammar.text
        if attribution.cue is not None:
            return None
        source = attribution.source
        if source is not None and (closed := HANDLED.search(text, source.start, source.end)):
            place = closed.end()
        elif match := SIGNED.match(text, attribution.content[-1].end):
            place = match.end()
        else:
            return None
        stamp = self._stamps.get(place) or self._stamps.get(place + 1)
        return None if stamp is None else Day(Span(stamp.start, stamp.end), stamp.value, "stated")

    def _adjoins(self, tokens: range, attribution: Attribution) -> bool:
        """Whether a time stands right by cue and source: "told the Herald on Friday", "On Friday Ms. Reed told"."""
        grammar, cue, source = self._grammar, attribution.cue, attribution.source
        if cue is None:
            return False
        verbs = grammar.tokens(cue)
        if verbs[-1] < tokens[0]:
            return self._is_light(range(verbs[-1] + 1, tokens[0]), WHOM)
        if source is None or source.start > cue.start:
            return False
        named = grammar.tokens(source)
        if not named:
            return False
        if named[-1] < tokens[0]:
            between = [*range(named[-1] + 1, tokens[0]), *range(tokens[-1] + 1, verbs[0])]
            return self._is_light(between, frozenset())
        between = [*range(tokens[-1] + 1, named[0]), *range(named[-1] + 1, verbs[0])]
        return tokens[-1] < named[0] and self._is_light(between, frozenset())

    def _is_light(self, between: Sequence[int], kinds: frozenset[str]) -> bool:
        """Whether a few words are of some kinds only, or say nothing ("on", "late", a comma)."""
        pos, lower = self._grammar.parse.pos, self._grammar.lower
        return len(between) <= NEAR and all(pos[index] in kinds or lower[index] in LIGHT for index in between)

    def _hangs(self, tokens: range, verbs: set[int]) -> bool:
        """Whether a time hangs on the cue: itself, by a preposition, or by a word for the channel or the subject."""
        parse, lower = self._grammar.parse, self._grammar.lower
        token = tokens[-1]
        while parse.head[token] in tokens and parse.head[token] != token:
            token = parse.head[token]
        above = parse.head[token]
        for _ in range(FARTHEST):
            if above in verbs:
                return True
            if parse.dep[above] in {"nsubj", "nsubjpass"} and parse.pos[above] not in {"VERB", "AUX"}:
                return (
                    parse.head[above] in verbs
                )  # "Roe on Monday said": the parser hangs the day on the subject
            passes = (
                parse.pos[above] in {"ADP", "SCONJ"}
                or lower[above] in CHANNELS
                or (lower[above] in ISSUED and lower[parse.head[above]] in CHANNELS)
            )
            if not passes or parse.head[above] == above:
                break
            above = parse.head[above]
        if parse.pos[above] not in {"VERB", "AUX"}:
            return False
        if parse.dep[above] in {"advcl", "conj"} and parse.head[above] in verbs and lower[above] in SPEAKING:
            return True
        return any(
            parse.head[verb] == above
            and parse.dep[verb] in {"conj", "advcl", "xcomp"}
            and not any(lower[below] in ASIDE and below < verb for below in self._grammar.children[verb])
            for verb in verbs
        )

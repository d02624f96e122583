"""On which day something was said: a time in the clause of the cue, or the day of the same speaker before.

A time inside the content (a deadline, the day of an event) is never the day of speaking.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from sayso.annotate.parsing.grammar import Grammar
from sayso.records import Attribution, Sentence, Speaker, Time
from sayso.spans import Span, merge

SPEAKING = frozenset({
    "speaking", "talking", "addressing", "appearing", "writing", "testifying", "briefing", "asked", "reacting", "responding",
    "told", "telling", "said", "says", "interviewed", "quoted",
})  # fmt: skip
CHANNELS = frozenset({
    "statement", "tweet", "post", "interview", "conference", "speech", "address", "letter", "briefing", "remarks", "email",
    "testimony", "hearing", "call", "release", "message", "report", "news", "press", "twitter", "facebook", "rally", "debate", "memo",
    "broadcast", "episode", "show", "appearance", "announcement",
})  # fmt: skip
NARROW = frozenset({"second", "minute", "hour", "part_of_day", "day", "week", "month"})
LIMITS = frozenset({"by", "until", "till", "before", "since", "after", "through", "from"})
"""Words that make a time behind them a limit ("by Monday") and no day on which something was said."""
CLOSING = frozenset('”"')
POINTERS = frozenset({"today", "tonight", "yesterday", "this", "last", "next", "now"})
LONGEST_CARRY = 12
"""Paragraphs over which a speaker's day is carried; set by judgement, as about the length of a report on one appearance."""


class Day(NamedTuple):
    """A day of speaking: its words, its TIMEX3 value and how it is known; all None when it is not."""

    span: Span | None = None
    value: str | None = None
    basis: str | None = None


def _is_day(time: Time, published: str | None) -> bool:
    """Whether a time can be a day of speaking: a month at most, and not after the article."""
    if time.type not in {"DATE", "TIME"} or "REF" in time.value or time.precision not in NARROW:
        return False
    return published is None or time.earliest is None or time.earliest[:10] <= published[:10]


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
        self._grammar, self._sentences = grammar, sentences
        covered = merge(contents)
        starts = [span.start for span in covered]

        def inside(time: Time) -> bool:
            at = bisect_right(starts, time.start) - 1
            return at >= 0 and covered[at].end > time.start

        named = {index for span in names for index in grammar.tokens(span)}
        self._times = sorted(
            (
                time
                for time in times
                if _is_day(time, published) and not inside(time) and self._is_time_here(time, named)
            ),
            key=lambda time: time.start,
        )
        self._starts = [time.start for time in self._times]
        self._known: dict[str, tuple[Day, int]] = {}

    def _is_time_here(self, time: Time, named: set[int]) -> bool:
        """Whether the words are a time where they stand: no part of a name ("Harlow Today"), and no limit."""
        grammar = self._grammar
        tokens = grammar.tokens(Span(time.start, time.end))
        if not tokens or not named.isdisjoint(tokens):
            return False
        first, before = tokens[0], tokens[0] - 1
        if CLOSING & set(grammar.text[time.end : time.end + 2]):
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
        if attribution.nested_in is not None:
            return Day()
        stated = self._stated(attribution)
        if stated is not None:
            if speaker.entity is not None:
                self._known[speaker.entity] = (stated, paragraph)
            return stated
        if speaker.entity is None or speaker.type != "person" or self._past_perfect(attribution):
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
        for time in self._times[bisect_left(self._starts, zone.start) : bisect_right(self._starts, zone.end)]:
            tokens = grammar.tokens(Span(time.start, time.end))
            if not tokens or not self._hangs(tokens, set(verbs)):
                continue
            distance = abs(time.start - attribution.cue.start)
            if best is None or distance < best[0]:
                best = (distance, time)
        if best is None:
            return None
        return Day(Span(best[1].start, best[1].end), best[1].value, "stated")

    def _hangs(self, tokens: range, verbs: set[int]) -> bool:
        """Whether a time hangs on the cue: itself, by a preposition, or by a word for the channel or the subject."""
        parse, lower = self._grammar.parse, self._grammar.lower
        token = tokens[-1]
        while parse.head[token] in tokens and parse.head[token] != token:
            token = parse.head[token]
        above = parse.head[token]
        if parse.pos[above] in {"ADP", "SCONJ"} and above != token and above not in verbs:
            above = parse.head[above]
        if above in verbs:
            return True
        if parse.pos[above] in {"VERB", "AUX"}:
            joined = (
                parse.dep[above] in {"advcl", "conj"}
                and parse.head[above] in verbs
                and lower[above] in SPEAKING
            )
            return joined or any(
                parse.head[verb] == above and parse.dep[verb] in {"conj", "advcl", "xcomp"} for verb in verbs
            )
        if parse.dep[above] in {"nsubj", "nsubjpass"}:
            return parse.head[above] in verbs  # "Roe on Monday said": the parser hangs the day on the subject
        if lower[above] in CHANNELS:
            by = parse.head[above]
            return by in verbs or parse.head[by] in verbs
        return False

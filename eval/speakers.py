"""Who said what, on reports that people labelled without seeing what Sayso makes of them.

The labels (eval/labels/held.jsonl, tune.jsonl) hold article ids, text hashes and offsets, no text; how they were made
is told beside them. The gate measures the held-out part, whose articles nobody reads while tuning.

    SAYSO_DATA=FOLDER python eval/speakers.py        the figures of both parts
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from chain import annotate, labelled_article, read_jsonl
from sayso.annotate.naming.names import name_tokens
from sayso.ids import text_hash
from sayso.records import Attribution, Detail, Entity, Mention, Speaker
from sayso.spans import Span
from sayso.stage import Bundle

LABELS = Path(__file__).with_name("labels")
STAGES = (
    "marks",
    "parses",
    "sentences",
    "mentions",
    "entities",
    "times",
    "attributions",
    "speakers",
    "details",
)
WORD = re.compile(r"\w+")
HALF = 0.5
"""How much of two contents has to be common, as for the gate on attributions."""
MENTAL = frozenset({"intention", "belief"})
PINNED = ("named", "pronoun", "surname")
"""The bases common enough for a floor; the precision of the others is only reported."""

Row = Mapping[str, Any]


class Pair(NamedTuple):
    """A labelled statement with the attribution that was found for it."""

    label: Row
    attribution: Attribution
    speaker: Speaker
    detail: Detail
    right: bool


class Score(NamedTuple):
    """One article: its labelled statements, those found, and the attributions that are not ones."""

    statements: int
    pairs: list[Pair]
    false: list[Speaker]


def measure(data: Path) -> dict[str, float]:
    """The figures of the held-out part, in percent."""
    scored = scores(data, LABELS / "held.jsonl")
    return figures(scored) | {"false attributions an article, at most": false_an_article(scored)}


def false_an_article(scored: Sequence[Score]) -> float:
    """How many attributions an article has, on average, that are none."""
    return sum(len(score.false) for score in scored) / max(1, len(scored))


def scores(data: Path, labels: Path) -> list[Score]:
    """Every labelled article annotated and compared with its labels."""
    return [compare(row, bundle) for row, bundle in read(data, labels)]


def read(data: Path, labels: Path, stages: Iterable[str] = STAGES) -> Iterator[tuple[Row, Bundle]]:
    """The labelled articles with the named annotations; a text that is not the labelled one ends the measure."""
    rows = list(read_jsonl(labels))
    wanted = {row["article"] for row in rows}
    found = {
        str(row["id"]): row
        for row in read_jsonl(data / "load" / "articles.jsonl.gz")
        if str(row["id"]) in wanted
    }
    articles = []
    for row in rows:
        article = found[row["article"]]
        if text_hash(article["text"]) != row["text_sha256"]:
            raise SystemExit(
                f"speakers: the text of {row['article']} is another than the labelled one; label it again"
            )
        day = article["date"] or None
        articles.append(
            labelled_article(
                row["article"],
                article["text"],
                outlet=article["outlet"],
                title=article["title"],
                published_earliest=day,
                published_latest=day,
            )
        )
    yield from zip(rows, annotate(articles, stages), strict=True)


def compare(row: Row, bundle: Bundle) -> Score:
    """Match contents one to one, the most alike first.

    Scored are statements that lie in no other. What was found for a labelled belief, intention or nested
    attribution is neither right nor false.
    """
    words = [Span(match.start(), match.end()) for match in WORD.finditer(bundle.article.text)]
    labels = [(label, tokens_of(words, label["content"])) for label in row["attributions"]]
    found = [(item, tokens_of(words, item.content)) for item in bundle[Attribution] if item.nested_in is None]
    alike = sorted(
        (-jaccard(gold, ours), i, j)
        for i, (_, gold) in enumerate(labels)
        for j, (_, ours) in enumerate(found)
        if jaccard(gold, ours) >= HALF
    )
    taken: dict[int, int] = {}
    for _, i, j in alike:
        if i not in taken and j not in taken.values():
            taken[i] = j
    speakers = {speaker.attribution: speaker for speaker in bundle[Speaker]}
    details = {detail.attribution: detail for detail in bundle[Detail]}
    judge = Judge(bundle)
    pairs = []
    for i, j in sorted(taken.items()):
        label, attribution = labels[i][0], found[j][0]
        if _is_scored(label):
            speaker = speakers[attribution.id]
            pairs.append(
                Pair(label, attribution, speaker, details[attribution.id], judge.right(label, speaker))
            )
    false = [speakers[item.id] for j, (item, _) in enumerate(found) if j not in taken.values()]
    return Score(sum(_is_scored(label) for label, _ in labels), pairs, false)


def _is_scored(label: Row) -> bool:
    return label["nested_in"] is None and label["act"] not in MENTAL


def tokens_of(words: Sequence[Span], spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """The words, by number, that lie in some spans."""
    pieces = [(start, end) for start, end in spans]
    return frozenset(
        index
        for index, word in enumerate(words)
        if any(start <= word.start and word.end <= end for start, end in pieces)
    )


def jaccard(one: frozenset[int], two: frozenset[int]) -> float:
    """What two sets share of all that is in either."""
    return len(one & two) / max(1, len(one | two))


class Judge:
    """Whether a speaker is the labelled one, within one article."""

    def __init__(self, bundle: Bundle) -> None:
        self._text = bundle.article.text
        self._entities = {entity.id: entity for entity in bundle[Entity]}
        self._mentions = {mention.id: mention for mention in bundle[Mention]}

    def right(self, label: Row, speaker: Speaker) -> bool:
        """A label without a speaker wants none; one of several who speak together is enough.

        "Roe and other lawyers" are a collective, and so Roe together with others is right; Roe alone is not.
        """
        if label["speaker"] is None:
            return not speaker.name
        wanted = Span(*label["speaker"])
        entities = [self._entities[i] for i in (speaker.entity, *speaker.also) if i is not None]
        if label["speaker_kind"] == "named":
            return any(self._is_named(entity, wanted) for entity in entities)
        together = label["speaker_kind"] == "collective" and (bool(speaker.also) or " and " in speaker.name)
        if not together and any(entity.named and entity.type == "person" for entity in entities):
            return False
        places = [wanted, *([Span(*label["source"])] if label["source"] else [])]
        spoken = [speaker.mention] if speaker.mention is not None else []
        spoken += [self._span(i) for entity in entities for i in entity.mentions]
        return bool(speaker.name) and any(_overlap(a, b) for a in places for b in spoken)

    def names_person(self, speaker: Speaker) -> bool:
        """Whether a named person is given for the speaker."""
        entities = [self._entities[i] for i in (speaker.entity, *speaker.also) if i is not None]
        return any(entity.named and entity.type == "person" for entity in entities)

    def _is_named(self, entity: Entity, wanted: Span) -> bool:
        name = self._text[wanted.start : wanted.end]
        for form in (self._mentions[i] for i in entity.mentions):
            span = Span(form.start, form.end)
            if _overlap(span, wanted) and (form.form == "name" or _covers_half(span, wanted)):
                return True
        ours, last = name_tokens(entity.name), name_tokens(name)[-1:]
        sharing = [e for e in self._entities.values() if e.named and set(last) <= set(name_tokens(e.name))]
        return bool(last) and set(last) <= set(ours) and [e.id for e in sharing] == [entity.id]

    def _span(self, mention: str) -> Span:
        found = self._mentions[mention]
        return Span(found.start, found.end)


def _covers_half(one: Span, two: Span) -> bool:
    """Whether two spans are mostly the same words ("US intelligence" is a name to one reader, a description to another)."""
    return HALF * (max(one.end, two.end) - min(one.start, two.start)) <= min(one.end, two.end) - max(
        one.start, two.start
    )


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def figures(scored: Sequence[Score]) -> dict[str, float]:
    """Percentages over articles.

    Of who said what, precision is taken over the attributions that name a speaker, so that an unknown one costs
    recall alone, and finding that nobody can be told counts as right. `said_on` counts days stated with the words.
    """
    pairs = [pair for score in scored for pair in score.pairs]
    false = [speaker for score in scored for speaker in score.false]
    statements = sum(score.statements for score in scored)
    right = sum(pair.right for pair in pairs)
    claimed = sum(bool(pair.speaker.name) or pair.right for pair in pairs) + sum(bool(s.name) for s in false)
    found = len(pairs)
    measures = {
        "statements found": _percent(found, statements),
        "found that are attributions": _percent(found, found + len(false)),
        "who said what, F1": _percent(2 * right, claimed + statements),
        "who said what, precision": _percent(right, claimed),
        "who said what, recall": _percent(right, statements),
        "right speaker of those found": _percent(right, found),
        "speech act, accuracy": _percent(
            sum(pair.label["act"] == pair.detail.speech_act for pair in pairs), found
        ),
        "channel, F1": _role_f1([(pair.label["channel"], pair.detail.channel) for pair in pairs]),
        "said on, F1": _role_f1(
            [
                (
                    pair.label["said_on"],
                    pair.detail.said_on if pair.detail.said_on_basis == "stated" else None,
                )
                for pair in pairs
            ]
        ),
    }
    measures |= {f"precision, {basis}": _precision(pairs, basis) for basis in PINNED}
    return measures


def _precision(pairs: Iterable[Pair], basis: str) -> float:
    """How many of the found statements with a speaker on this basis have the right one, in percent."""
    named = [pair.right for pair in pairs if pair.speaker.basis == basis and pair.speaker.name]
    return _percent(sum(named), len(named))


def _role_f1(roles: Iterable[tuple[Sequence[int] | None, Span | None]]) -> float:
    """F1 in percent of a role's spans, right where they overlap."""
    gold = found = right = 0
    for label, ours in roles:
        gold += label is not None
        found += ours is not None
        right += label is not None and ours is not None and _overlap(Span(*label), ours)
    return _percent(2 * right, gold + found)


def _percent(part: float, whole: float) -> float:
    return 100.0 * part / whole if whole else 0.0


def report(data: Path) -> str:
    """Both parts side by side, with the false attributions an article."""
    lines = []
    for part in ("tune", "held"):
        scored = scores(data, LABELS / f"{part}.jsonl")
        false = false_an_article(scored)
        lines.append(f"{part}: {len(scored)} articles, {sum(s.statements for s in scored)} statements")
        lines += [f"  {name:34}{value:7.1f}" for name, value in figures(scored).items()]
        lines.append(f"  {'false attributions an article':34}{false:7.2f}")
        pairs = [pair for score in scored for pair in score.pairs]
        for basis, count in sorted(Counter(pair.speaker.basis for pair in pairs).items()):
            lines.append(f"  {f'precision, {basis} ({count})':34}{_precision(pairs, basis):7.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(Path(os.environ["SAYSO_DATA"])))

"""Origins on planted sources: one utterance in the words of K sources, copied into N articles, with credits or without.

The traps are planted too: sources that quote the same sentence and are separate, a copy that was reworded, an
utterance told to two outlets. The bounds have to hold in all of them; how tight they are is told beside it.
"""

import random
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from chain import annotate, labelled_article
from planting import AGENCIES
from sayso.compare.origins.carriers import passing_on
from sayso.compare.origins.chains import CHAINS
from sayso.compare.origins.origins import ORIGINS
from sayso.ids import make_id
from sayso.records import (
    Article,
    Attribution,
    Credit,
    Detail,
    Hop,
    Mark,
    Origin,
    Sentence,
    SharedPassage,
    Speaker,
    StoryMember,
    UtteranceMember,
)
from sayso.resolve.reuse.passages import PASSAGES
from sayso.settings import Settings
from sayso.stage import Bundle, Member
from sayso.testing.word_edits import edit_words

GROUPS, SEED, BATCH = 60, 20312, 60
SPEAKERS = ("Orla Penn", "Piers Vale", "Mara Vint", "Jory Bask")
# What was said, in the words of three sources, as a clause.
SAID = (
    ("the old dyke at Kessary will hold until the weekend", "nobody behind the Kessary dyke has to leave before Saturday",
     "the barrier would withstand the water for the rest of the week"),
    ("the harbour will be closed to tankers from Monday", "no tanker may enter the port after the weekend",
     "oil ships are to be kept out of the harbour as of next week"),
    ("teachers will get a rise of four percent in spring", "the pay of teachers goes up by four percent next spring",
     "school staff can expect four percent more from the spring"),
    ("we found no trace of poison in the lake", "tests of the lake water turned up nothing toxic",
     "the lake was examined and there was no poison in it"),
    ("the council did not know of the contract until March", "nobody on the council had heard of that contract before March",
     "it was only in March that the councillors learnt of the contract"),
    ("the army has to leave the province by autumn", "all soldiers must be out of the province before the autumn",
     "the troops' stay in the province ends in autumn"),
)  # fmt: skip
REPORTED = (
    "{S}, {N} reported.",
    "{S}, according to {N}.",
    "{N} reported that {S}.",
    "{S}, {N} quoted the statement as saying.",
)
REWORDED = 0.15
"""Share of the copies that say it all in other words and credit nobody: nothing shows where they have it from."""
_sentence = re.compile(r"[^\n.!?“”\"]{60,300}[.!?](?=\s|$)")


class Planted(NamedTuple):
    """An article with the utterance in it, where its statement stands, and which source its text is from."""

    article: Article
    statement: tuple[int, int]
    source: int


def measure_origins(rows: Sequence[dict[str, Any]], stages: Sequence[str]) -> dict[str, float]:
    """How often the true number lies within the bounds, how often both say it, and the baseline of one source an outlet."""
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed, for the same cases every time
    usable = [row for row in rows if row["outlet"] and len(_sentence.findall(row["text"])) >= 10]
    groups = [list(_group(number, usable, chance)) for number in range(GROUPS)]
    flat = [planted for group in groups for planted in group]
    bundles: list[Bundle] = []
    for at in range(0, len(flat), BATCH):
        bundles += annotate([planted.article for planted in flat[at : at + BATCH]], stages)
    by_article = {bundle.article.id: bundle for bundle in bundles}
    seen, within, exact, most, naive = 0, 0, 0, 0, 0
    for group in groups:
        found = _origin(group, by_article)
        if found is None:
            continue
        origin, truth, articles = found
        seen += 1
        within += origin.least <= truth and (origin.most is None or truth <= origin.most)
        exact += origin.least == truth == origin.most
        most += origin.most == truth
        naive += truth == articles
    return {
        "origins within bounds": 100 * within / max(1, seen),
        "origins most exact": 100 * most / max(1, seen),
        "origins both exact": 100 * exact / max(1, seen),
        "baseline one an article exact": 100 * naive / max(1, seen),
    }


def _group(number: int, usable: Sequence[dict[str, Any]], chance: random.Random) -> Iterator[Planted]:
    """The articles of one utterance: each copies one of the sources, the first of a held source being that source."""
    hosts = chance.sample(usable, chance.randint(2, 6))
    count = chance.randint(1, min(3, len(hosts)))
    wordings = chance.choice(SAID)
    speaker = chance.choice(SPEAKERS)
    quoted = chance.random() < 0.3  # a speech: all sources quote the same sentence of it
    told = not quoted and chance.random() < 0.3  # each source was told it
    names = chance.sample(AGENCIES, count)
    around = [_lines(chance.choice(usable), chance, 3) for _ in range(count)]
    first: dict[int, str] = {}
    for place, host in enumerate(hosts):
        source = place if place < count else chance.randrange(count)
        name = names[source]
        held = first.get(source)
        first.setdefault(source, str(host["outlet"]))
        reworded = held is not None and chance.random() < REWORDED
        clause = wordings[0 if quoted else (source + reworded) % len(wordings)]
        statement = _statement(clause, speaker, name, quoted=quoted, told=told)
        if held is not None and not told and not reworded and chance.random() < 0.5:
            credit = chance.choice(REPORTED)
            statement = credit.format(S=statement.rstrip("."), N=name)
        before, after, last = _lines(host, chance, 3) if reworded else around[source]
        if held is not None:  # a copy is edited a little
            words = [word for word in host["text"].split() if word.isalpha()]
            before, after, last = (
                edit_words(part.split(), share=0.04, others=words, chance=chance)
                for part in (before, after, last)
            )
        start, end = _lines(host, chance, 4), _lines(host, chance, 4)
        head = " ".join(start) + "\n\n" + before + " "
        text = f"{head}{statement} {after} {last}\n\n{' '.join(end)}"
        article = labelled_article(f"origin {number} {place}", text, outlet=f"{host['outlet']} {place}")
        yield Planted(article, (len(head), len(head) + len(statement)), source)


def _statement(clause: str, speaker: str, name: str, *, quoted: bool, told: bool) -> str:
    if quoted:
        return f"“{clause[0].upper()}{clause[1:]},” {speaker} said."
    return f"{speaker} told {name} that {clause}." if told else f"{speaker} said that {clause}."


def _lines(row: dict[str, Any], chance: random.Random, count: int) -> list[str]:
    lines = [match.group().strip() for match in _sentence.finditer(row["text"])]
    first = chance.randrange(max(1, len(lines) - count))
    return lines[first : first + count]


def _origin(group: Sequence[Planted], by_article: dict[str, Bundle]) -> tuple[Origin, int, int] | None:
    """What is said of the utterance's sources, the true number of them, and that of articles; None where it is not read."""
    settings = Settings()
    bundles = [by_article[planted.article.id] for planted in group]
    bundles.sort(key=lambda bundle: bundle.article.id)
    passages = [row for n, a in enumerate(bundles) for b in bundles[n + 1 :] for row in shared_of(a, b)]
    attributions = {planted.article.id: _said(planted, by_article[planted.article.id]) for planted in group}
    read = {article: row for article, row in attributions.items() if row is not None}
    if len(read) < 2:
        return None
    utterance = min(row.id for row in read.values())
    story = [_story(bundle, read.get(bundle.article.id), utterance, passages, ()) for bundle in bundles]
    hops = [row for row in CHAINS.make(settings)("story", story) if isinstance(row, Hop)]
    story = [_story(bundle, read.get(bundle.article.id), utterance, passages, hops) for bundle in bundles]
    rows = ORIGINS.make(settings)("story", story)
    origin = next((row for row in rows if isinstance(row, Origin) and row.utterance == utterance), None)
    if origin is None:
        return None
    return origin, len({planted.source for planted in group if planted.article.id in read}), len(read)


def _said(planted: Planted, bundle: Bundle) -> Attribution | None:
    """The attribution of the planted statement: that which covers most of it and is not the carrier's own."""
    carriers = passing_on(bundle)
    start, end = planted.statement

    def inside(row: Attribution) -> int:
        return sum(max(0, min(end, span.end) - max(start, span.start)) for span in row.content)

    return max(
        (row for row in bundle[Attribution] if row.id not in carriers and inside(row) > 20),
        key=inside,
        default=None,
    )


def shared_of(one: Bundle, two: Bundle) -> list[SharedPassage]:
    """The passages that two articles share."""
    a, b = sorted((one, two), key=lambda bundle: bundle.article.id)
    members = [Member(side.article.id, None, side.narrow((Mark, Sentence, Credit))) for side in (a, b)]
    rows = PASSAGES.make(Settings())(f"{a.article.id}|{b.article.id}", members)
    return [row for row in rows if isinstance(row, SharedPassage)]


def _story(
    bundle: Bundle,
    said: Attribution | None,
    utterance: str,
    passages: Sequence[SharedPassage],
    hops: Sequence[Hop],
) -> Member:
    """An article as the stages of one story see it, with the planted utterance as its only one."""
    article = bundle.article.id
    made = () if said is None else (
        UtteranceMember(id=make_id("UtteranceMember", said.id), article=article, attribution=said.id, utterance=utterance, reasons=()),
    )  # fmt: skip
    rows: dict[Any, tuple[Any, ...]] = {
        Sentence: bundle[Sentence],
        Attribution: bundle[Attribution],
        Speaker: bundle[Speaker],
        Credit: bundle[Credit],
        Detail: (),
        StoryMember: (),
        UtteranceMember: made,
        SharedPassage: tuple(row for row in passages if article in (row.a_article, row.b_article)),
        Hop: tuple(hop for hop in hops if hop.article == article),
    }
    return Member(article, None, Bundle(bundle.article, rows))

"""Credits, directions, chains and origins on synthetic copies with known sources, beside two plain baselines.

Direction and chain: precision of what is claimed and recall of what was planted, over copies with credit lines in
many phrasings and with decoys. Baselines in the same run: the earlier date is the source, and any mention of the
outlet in the copied stretch's sentences is a credit. Origins: how often the true number of textual sources lies
between `least` and `most` (it always should), and how often they say it exactly.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from chain import annotate, held_out, read_jsonl
from planting import Case, cases
from sayso.compare.origins.chains import CHAINS
from sayso.ids import make_id
from sayso.records import (
    Article,
    Attribution,
    Credit,
    Detail,
    Hop,
    Sentence,
    SharedPassage,
    Speaker,
    StoryMember,
    UtteranceMember,
)
from sayso.settings import Settings
from sayso.stage import Bundle, Member
from sayso.words.forms import read_words
from sayso.words.outlets import full_names, same_outlet
from sources import measure_origins, shared_of

CASES, SEED = 240, 20311
STAGES = ("marks", "parses", "sentences", "mentions", "entities", "attributions", "speakers", "credits")
BATCH = 40


class Score(NamedTuple):
    """How many claims there were, how many of them right, and of how many that were planted how many were found."""

    claims: int = 0
    right: int = 0
    planted: int = 0
    found: int = 0

    def __add__(self, other: Any) -> "Score":
        return Score(*(a + b for a, b in zip(self, other, strict=True)))

    def shares(self, name: str) -> dict[str, float]:
        """Precision and recall in percent."""
        return {
            f"{name} precision": 100 * self.right / max(1, self.claims),
            f"{name} recall": 100 * self.found / max(1, self.planted),
        }


def measure(data: Path) -> dict[str, float]:
    """Precision and recall in percent of direction and chain, the same of the baselines, and bounds of origins."""
    rows = [row for row in read_jsonl(data / "load" / "articles.jsonl.gz") if held_out(row["id"])]
    rows.sort(key=lambda row: str(row["id"]))
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed, for the same cases every time
    made = list(cases(rows, count=CASES, chance=chance))
    totals = {name: Score() for name in ("direction", "chain", "earlier date", "any mention")}
    for at in range(0, len(made), BATCH):
        part = made[at : at + BATCH]
        bundles = annotate([article for case in part for article in (case.donor, case.host)], STAGES)
        for number, case in enumerate(part):
            donor, host = bundles[2 * number], bundles[2 * number + 1]
            for name, score in _scores(case, donor, host):
                totals[name] += score
    result = totals["direction"].shares("direction") | totals["chain"].shares("chain")
    result |= totals["earlier date"].shares("baseline earlier date")
    result |= totals["any mention"].shares("baseline any mention")
    return result | measure_origins(rows, STAGES)


def _scores(case: Case, donor: Bundle, host: Bundle) -> Iterator[tuple[str, Score]]:
    rows = [row for row in shared_of(donor, host) if _meets(_side(row, host), case.stretch)]
    forward = "a_to_b" if donor.article.id < host.article.id else "b_to_a"
    truth = {"donor": forward, "both": "common_source"}.get(case.kind, "unknown")
    told = [row for row in rows if row.direction != "unknown" and row.direction_basis == "credit"]
    right = [row for row in told if row.direction == truth]
    planted = bool(rows) and truth != "unknown"
    yield "direction", Score(len(told), len(right), int(planted), int(planted and bool(right)))
    if rows:
        earlier = str(donor.article.published_latest) < str(host.article.published_latest)
        yield "earlier date", Score(1, int(earlier and case.kind == "donor"), int(case.kind == "donor"), int(earlier and case.kind == "donor"))  # fmt: skip
        named = _mentions(host, case)
        yield "any mention", Score(int(named), int(named and case.kind == "donor"), int(case.kind == "donor"), int(named and case.kind == "donor"))  # fmt: skip
    yield "chain", _chain(case, donor, host, rows)


def _chain(case: Case, donor: Bundle, host: Bundle, rows: Sequence[SharedPassage]) -> Score:
    """Steps to the planted carrier: right on what is said in the sentence that credits it, and nowhere else."""
    hops = [hop for hop in hops_of(donor, host, rows) if hop.article == host.article.id and not hop.suggested]
    # What the copied text itself says of the same outlet elsewhere was not planted, and is right or wrong unseen.
    ours = [
        hop
        for hop in hops
        if same_outlet(hop.carrier, case.carrier) and _meets((hop.start, hop.end), case.spot)
    ]
    attributions = {row.id: row for row in host[Attribution]}
    credited = case.kind in {"donor", "third", "both"}
    speakers = {row.attribution: row for row in host[Speaker]}
    inside = {
        key
        for key, row in attributions.items()
        if credited
        and any(_meets(span, case.spot) for span in row.content)
        and not _is_carriers(row, speakers.get(key), case)
    }
    right = [hop for hop in ours if hop.attribution in inside and _holds(hop, case)]
    found = {hop.attribution for hop in ours} & inside
    return Score(len(ours), len(right), len(inside), len(found))


def _is_carriers(row: Attribution, speaker: Speaker | None, case: Case) -> bool:
    """Whether an attribution is what the carrier itself says, and no step from it."""
    return row.nested_in is None and speaker is not None and same_outlet(speaker.name, case.carrier)


def _holds(hop: Hop, case: Case) -> bool:
    """Whether what a step says of the article that is held is true: it is the donor's, or there is none."""
    return hop.held is None or (hop.held == case.donor.id and case.kind == "donor")


def _mentions(host: Bundle, case: Case) -> bool:
    """Whether any form of the donor's outlet stands in the sentences of the copy (the second baseline)."""
    text = "".join(read_words(host.article.text[slice(*case.stretch)]).forms)
    return any(name in text for name in full_names(str(case.donor.outlet)))


def hops_of(donor: Bundle, host: Bundle, rows: Sequence[SharedPassage]) -> list[Hop]:
    """The steps of all renderings: each attribution is one, and those of the same words are one utterance."""
    members, utterances = [], {}  # type: ignore[var-annotated]
    for bundle in (donor, host):
        made = []
        for row in bundle[Attribution]:
            words = " ".join(bundle.article.text[slice(*span)] for span in row.content)
            utterance = utterances.setdefault(read_words(words).forms, row.id)
            made.append(
                UtteranceMember(
                    id=make_id("UtteranceMember", row.id),
                    article=bundle.article.id,
                    attribution=row.id,
                    utterance=utterance,
                    reasons=(),
                )
            )
        members.append(with_rows(bundle, {UtteranceMember: tuple(made), SharedPassage: tuple(rows)}))
    made_hops = CHAINS.make(Settings())("story", members)
    return [hop for hop in made_hops if isinstance(hop, Hop)]


def with_rows(bundle: Bundle, rows: Mapping[Any, tuple[Any, ...]]) -> Member:
    """An article as the stages of one story see it."""
    kinds = (Sentence, Attribution, Speaker, Credit)
    kept: dict[Any, tuple[Any, ...]] = {kind: bundle[kind] for kind in kinds}
    given = {Detail: (), StoryMember: (), Hop: (), **kept, **rows}
    return Member(bundle.article.id, None, Bundle(bundle.article, given))


def _side(row: SharedPassage, bundle: Bundle) -> tuple[int, int]:
    article: Article = bundle.article
    return (row.a_start, row.a_end) if row.a_article == article.id else (row.b_start, row.b_end)


def _meets(one: Sequence[int], two: Sequence[int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]
